"""The demo organisation as a real HTTP server on this computer."""

import os
import signal
import sys
import threading
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from xerodesk.demo.acts import act
from xerodesk.demo.listener import Listener
from xerodesk.demo.options import Fault, Options
from xerodesk.demo.seed.books import build
from xerodesk.demo.state import Organisation
from xerodesk.demo.wire import Json
from xerodesk.demo.world import World


class DemoServer:
    """Serves organisations on 127.0.0.1 from its own threads. Start and stop it, or use it as a context manager."""

    def __init__(self, organisations: list[Organisation], port: int = 0, options: Options | None = None) -> None:
        """Bind the port (0: a free one). Raises OSError if it is taken."""
        self.options = options or Options()
        self.world = World(organisations, self.options)
        self._listener = Listener(self.world, port)
        self._thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        """The address that stands for all of Xero, e.g. http://127.0.0.1:50123."""
        return f"http://127.0.0.1:{self._listener.server_port}"

    def start(self) -> Self:
        """Answer requests from now on."""
        self._thread = threading.Thread(target=self._listener.serve_forever, kwargs={"poll_interval": 0.05}, name="demo-xero", daemon=True)
        self._thread.start()
        return self

    def stop(self) -> None:
        """Close every connection and the port. Stopping twice is fine."""
        if self._thread is not None:
            self._listener.shutdown()
            self._thread.join()
            self._thread = None
        self._listener.close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()

    def fail(self, fault: Fault) -> None:
        """Let something go wrong with the next requests that match."""
        self.world.faults.add(fault)

    def act(self, name: str, tenant_id: str | None = None, **values: Any) -> Json:
        """Act as the user of Xero (see acts.py). Raises elements.Refused."""
        return act(self.world.books[tenant_id or self.world.organisations[0].tenant_id], name, values)


def write_port_file(path: Path, port: int) -> None:
    """Write the port so that a reader sees either no file or the whole number."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_text(f"{port}\n", encoding="ascii")
    draft.replace(path)


def options_from(environment: Mapping[str, str]) -> Options:
    """The switches of a server run on its own: XERODESK_DEMO_AUTO_CONSENT may be always, scripts (the default) or never."""
    found = Options()
    asked = environment.get("XERODESK_DEMO_AUTO_CONSENT", "").strip().lower()
    if asked in ("always", "1", "true", "yes"):
        found.auto_consent = "always"
    elif asked in ("never", "0", "false", "no"):
        found.auto_consent = "never"
    return found


def serve(port: int = 0, port_file: Path | None = None, country: str = "AU", contacts: int = 300, invoices: int = 2000) -> int:
    """Run the demo organisation in the foreground until Ctrl-C or SIGTERM; prints its address on one line.
    Returns the exit status. Raises OSError if the port is taken."""
    over = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda number, frame: over.set())
    books = build(country, contacts, invoices, today=date.today())  # noqa: DTZ011 - the books end on the user's own day
    with DemoServer([books], port, options_from(os.environ)) as server:
        if port_file is not None:
            write_port_file(port_file, int(server.url.rpartition(":")[2]))
        sys.stdout.write(f"{server.url}\n")
        sys.stdout.flush()
        while not over.wait(1):  # a bare wait would keep Ctrl-C from arriving on Windows
            pass
    if port_file is not None:
        port_file.unlink(missing_ok=True)
    return 0
