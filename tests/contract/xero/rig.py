"""What the tests of the client share: places in memory, a way through the consent page, a clock nobody waits for, a scripted stranger."""

from __future__ import annotations

import os
import ssl
import threading
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from xerodesk.domain.connection import Connection
from xerodesk.host.secrets import Secrets
from xerodesk.services.connect import ConnectOptions, connect
from xerodesk.xero.access import Access
from xerodesk.xero.endpoints import endpoints
from xerodesk.xero.governor import Governor, Limits

CLIENT_ID = "0123456789ABCDEF0123456789ABCDEF"
_FIRST = 18972 + 10 * int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
PORTS = tuple(range(_FIRST, _FIRST + 6))
"""Each worker of a parallel test run has its own."""


class Place:
    """A refresh token in memory."""

    def __init__(self) -> None:
        self.token = ""

    def load(self) -> str:
        return self.token

    def save(self, refresh_token: str) -> None:
        self.token = refresh_token

    def clear(self) -> None:
        self.token = ""


class Ring:
    """A keyring in memory."""

    priority = 5.0

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class Remembered:
    """A connection in memory."""

    def __init__(self) -> None:
        self.connection: Connection | None = None

    def load(self) -> Connection | None:
        return self.connection

    def save(self, connection: Connection) -> None:
        self.connection = connection

    def clear(self) -> None:
        self.connection = None


class Time:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.slept: list[float] = []

    def clock(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds


class Rig:
    """One company's access to a server, nothing of it on disk but the lock."""

    def __init__(self, url: str, folder: Path, limits: Limits | None = None) -> None:
        self.url = url
        self.names: list[str] = []
        self.asked: Callable[[], list[dict[str, object]]] = list
        self.time = Time()
        self.ring = Ring()
        self.place = Place()
        self.store = Remembered()
        governor = Governor(limits, clock=self.time.clock, sleep=self.time.sleep)
        self.access = Access(
            endpoints(url),
            folder=folder,
            company_id="c1",
            secrets=Secrets(lambda: self.ring),
            token_file=self.place,
            governor=governor,
        )

    def connect(self, visit: Callable[[str], Any] | None = None, **options: Any) -> Any:
        """Sign in with a scripted browser (`visit` is its way through)."""
        browser = Browser(visit or get)
        try:
            wanted = ConnectOptions(**{"client_id": CLIENT_ID, "token_in": "file", **options})
            return connect(self.access, self.store, wanted, show=browser.open, ports=PORTS)
        finally:
            self.pages = browser.pages()

    def books(self, **options: Any) -> Any:
        """The books of the organisation connected to."""
        return self.access.books(self.store.connection, **options)


class Browser:
    """Follows the way through the sign-in in a thread of its own, as a browser would."""

    def __init__(self, visit: Callable[[str], Any]) -> None:
        self._visit = visit
        self._thread: threading.Thread | None = None
        self._pages: list[Any] = []

    def open(self, url: str) -> None:
        self._thread = threading.Thread(target=lambda: self._pages.append(self._visit(url)))
        self._thread.start()

    def pages(self) -> list[Any]:
        if self._thread is not None:
            self._thread.join(10)
        return self._pages


class _Errors(urllib.request.HTTPErrorProcessor):
    """Hands out error pages like any other."""

    def http_response(self, request: Any, response: Any) -> Any:
        return super().http_response(request, response) if response.status in (301, 302, 303, 307) else response

    https_response = http_response


def get(url: str, host: str = "", method: str = "GET") -> tuple[int, str, dict[str, str]]:
    """Status, text and headers of an address, redirects followed."""
    request = urllib.request.Request(url, method=method, headers={"Host": host} if host else {})
    with urllib.request.build_opener(_Errors).open(request, timeout=10) as answer:
        return answer.status, answer.read().decode(), dict(answer.headers)


class _Quiet(ThreadingHTTPServer):
    """A client that hangs up is what these tests are about."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        pass


Script = Callable[[str, str, dict[str, str], bytes], tuple[int, dict[str, str], bytes] | None]
"""(method, path with query, headers, body) -> the answer; None hangs up without one."""


class _Scripted(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    script: Script

    def _any(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        headers = {name.lower(): text for name, text in self.headers.items()}
        answer = type(self).script(self.command, self.path, headers, self.rfile.read(length))
        self.close_connection = True
        if answer is None:
            return
        status, more, body = answer
        self.send_response(status)
        for name, text in {"Content-Length": str(len(body)), "Content-Type": "application/json", **more, "Connection": "close"}.items():
            self.send_header(name, text)
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = do_PUT = do_DELETE = _any

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def stranger(script: Script, tls: ssl.SSLContext | None = None) -> Iterator[str]:
    """A server that answers as `script` says; gives its address."""
    handler = type("Scripted", (_Scripted,), {"script": staticmethod(script)})
    server = _Quiet(("127.0.0.1", 0), handler)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"http{'s' if tls else ''}://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
