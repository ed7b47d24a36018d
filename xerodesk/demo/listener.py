"""HTTP/1.1 on loopback: reads requests, lets faults happen, writes answers, and closes everything when told to."""

import contextlib
import os
import socket
import socketserver
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from xerodesk.demo.faults import spoil, status_answer
from xerodesk.demo.gate import answer_call
from xerodesk.demo.messages import Answer, Call
from xerodesk.demo.options import Fault
from xerodesk.demo.world import Asked, World

MOST_BODY = 32 * 1024 * 1024


class Handler(BaseHTTPRequestHandler):
    """One connection; it stays open for further requests."""

    protocol_version = "HTTP/1.1"
    server_version = "XeroDemo"
    sys_version = ""
    disable_nagle_algorithm = True
    wbufsize = -1  # head and body leave together
    server: "Listener"

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing on the terminal: requests are in the world's own list."""

    def _serve(self) -> None:
        started = time.perf_counter()
        call = self._call()
        if call is None:
            self._write(Answer(413))
            self.close_connection = True
            return
        fault = None if call.path.startswith("/_demo") else self.server.world.faults.take(call.method, call.path)
        answer = self._answer(call, fault)
        status = 0 if answer.dropped else answer.status
        answer.release()  # before sending: a caller may use the place at once
        try:
            if answer.dropped:
                self._hang_up()
            else:
                self._write(answer)
        finally:
            address = urlsplit(self.path)
            query = "" if "connect" in address.path else address.query  # sign-in carries secrets
            self.server.world.note(Asked(call.method, call.path, query, status, round((time.perf_counter() - started) * 1000, 2)))

    do_GET = do_PUT = do_POST = do_DELETE = do_PATCH = _serve

    def _call(self) -> Call | None:
        address = urlsplit(self.path)
        try:
            length = int(self.headers.get("Content-Length") or 0)
        except ValueError:
            return None
        if not 0 <= length <= MOST_BODY or "chunked" in self.headers.get("Transfer-Encoding", "").lower():
            return None
        query = {name.lower(): value for name, value in parse_qsl(address.query, keep_blank_values=True)}
        headers = {name.lower(): value for name, value in self.headers.items()}
        return Call(self.command, address.path, query, headers, self.rfile.read(length), address.query)

    def _answer(self, call: Call, fault: Fault | None) -> Answer:
        if fault is None:
            return answer_call(self.server.world, call)
        if fault.kind == "drop_before":
            return Answer(0, dropped=True)
        if fault.kind == "status" and not fault.after:
            return status_answer(fault)
        seconds = fault.seconds
        answer = answer_call(self.server.world, call, lambda: self.server.over.wait(seconds))
        if fault.kind == "drop_after":
            answer.dropped = True
            return answer
        return spoil(fault, answer)

    def _write(self, answer: Answer) -> None:
        body = b"" if answer.status in (204, 304) else answer.body
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if body:
            self.send_header("Content-Type", answer.content_type)
        if answer.status not in (204, 304):
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()

    def _hang_up(self) -> None:
        self.close_connection = True
        self.server.cut(self.connection)


class Listener(ThreadingHTTPServer):
    """The listening socket and the threads of its connections."""

    daemon_threads = True
    request_queue_size = 128
    allow_reuse_address = os.name != "nt"  # on Windows it would let two servers share one port

    def __init__(self, world: World, port: int) -> None:
        self.world = world
        self.over = threading.Event()
        self._open: dict[socket.socket, threading.Thread] = {}
        self._guard = threading.Lock()
        super().__init__(("127.0.0.1", port), Handler)

    def server_bind(self) -> None:
        """Bind without asking the name service who we are, which can take seconds."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = "127.0.0.1", self.server_address[1]

    def process_request(self, request: Any, client_address: Any) -> None:
        """Give a connection its thread, and remember both."""
        thread = threading.Thread(target=self.process_request_thread, args=(request, client_address), daemon=True)
        with self._guard:
            self._open[request] = thread
        thread.start()

    def shutdown_request(self, request: Any) -> None:
        """A connection is over."""
        with self._guard:
            self._open.pop(request, None)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller that went away is no news; anything else is shown."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)

    def cut(self, connection: socket.socket) -> None:
        """End a connection at once; the caller finds it closed."""
        with contextlib.suppress(OSError):
            connection.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Give up the port and every connection, and wait for their threads."""
        self.over.set()
        self.server_close()
        with self._guard:
            running = dict(self._open)
        for connection in running:
            self.cut(connection)
        for thread in running.values():
            thread.join(5)
