"""The local address that a sign-in comes back to: bound to loopback only, one path, one host name, one answer."""

from __future__ import annotations

import socket
import socketserver
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from xerodesk.domain.errors import Busy

PORTS = (18362, 14207, 23719, 27541, 11873, 20939, 16451, 29153)
"""Tried in this order. Xero compares the whole address, port included, and makes an exception from https for `localhost` alone
(Xero, "PKCE flow"). Below the ranges that systems hand out by themselves (32768 and up, 49152 and up)."""
_PATH = "/callback"
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'"
_LINGER = 2.0


@dataclass(frozen=True, slots=True)
class Shown:
    """What the browser is shown in answer."""

    status: int
    page: str


Answering = Callable[[Mapping[str, str]], Shown]
"""Takes the query of a callback; called in the listener's thread."""


def redirect_of(port: int) -> str:
    """The address to register at Xero for a port."""
    return f"http://localhost:{port}{_PATH}"


def redirects() -> tuple[str, ...]:
    """The addresses that may be registered; the first is the one the guide asks for."""
    return tuple(redirect_of(port) for port in PORTS)


class _Server(socketserver.ThreadingMixIn, socketserver.TCPServer):
    """Threads, because browsers open connections in advance and say nothing on them."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, family: socket.AddressFamily, host: str, port: int, answering: Answering) -> None:
        self.address_family = family
        self.answering = answering
        self.port = port
        self.answered = threading.Event()
        self.answered.set()
        super().__init__((host, port), _Handler, bind_and_activate=False)
        try:
            if family == socket.AF_INET6:
                self.socket.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            elif hasattr(socket, "SO_EXCLUSIVEADDRUSE"):  # Windows: nobody else may listen on the same port
                self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
            else:
                self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            self.server_bind()
            self.server_activate()
        except BaseException:
            self.server_close()
            raise

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that hangs up half way is no event."""


class _Handler(BaseHTTPRequestHandler):
    """Answers GET /callback with the exact Host; everything else is 404."""

    timeout = 5
    server: _Server

    def do_GET(self) -> None:
        """The only method."""
        parts = urlsplit(self.path)
        if parts.path != _PATH or self.headers.get_all("Host") != [f"localhost:{self.server.port}"]:
            self._send(Shown(404, "Not found"))
            return
        query: dict[str, str] = {}
        for name, value in parse_qsl(parts.query, keep_blank_values=True):
            query.setdefault(name, value)
        self.server.answered.clear()
        try:
            self._send(self.server.answering(query))
        finally:
            self.server.answered.set()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Other methods and broken requests: 404 without a word about who listens."""
        self._send(Shown(404, "Not found"))

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: the query holds the sign-in's code."""

    def version_string(self) -> str:
        """No server name."""
        return "xerodesk"

    def _send(self, shown: Shown) -> None:
        body = shown.page.encode()
        self.close_connection = True
        self.send_response(shown.status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", _POLICY)
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


class Listener:
    """Listens on the first free port of a list, on 127.0.0.1 and (where the system has it) ::1: `localhost` may mean either."""

    def __init__(self, answering: Answering, ports: Iterable[int] = PORTS) -> None:
        self._servers: list[_Server] = []
        tried = tuple(ports)
        for port in tried:
            try:
                self._servers = _servers(port, answering)
            except OSError:
                continue
            self.port = port
            break
        else:
            raise Busy(
                f"Every port the sign-in may come back to is in use ({', '.join(map(str, tried))}).",
                "Close other windows in which a sign-in to Xero is waiting, or restart the computer, and try again.",
            )
        self._threads = [threading.Thread(target=one.serve_forever, args=(0.05,), name="sign-in", daemon=True) for one in self._servers]
        for thread in self._threads:
            thread.start()

    def close(self) -> None:
        """Stop listening, once the browser has its page. Not to be called from the answering thread."""
        for server in self._servers:
            server.answered.wait(_LINGER)
            server.shutdown()
            server.server_close()
        for thread in self._threads:
            thread.join()
        self._servers, self._threads = [], []


def _servers(port: int, answering: Answering) -> list[_Server]:
    """Both listeners of a port. Raises OSError when either address is taken."""
    first = _Server(socket.AF_INET, "127.0.0.1", port, answering)
    if not _has_ipv6():
        return [first]
    try:
        return [first, _Server(socket.AF_INET6, "::1", port, answering)]
    except OSError:
        first.server_close()
        raise


def _has_ipv6() -> bool:
    """Whether ::1 exists here (any port will do to find out)."""
    if not socket.has_ipv6:
        return False
    try:
        with socket.socket(socket.AF_INET6, socket.SOCK_STREAM) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True
