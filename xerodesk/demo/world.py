"""One running demo: its organisations and their books, its clock, who is signed in, and what was asked of it."""

import threading
from collections import deque
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta

from xerodesk.demo.books import Books
from xerodesk.demo.faults import Faults
from xerodesk.demo.idempotency import Replies
from xerodesk.demo.identity import Identity
from xerodesk.demo.limits import Limits
from xerodesk.demo.options import Options
from xerodesk.demo.state import Organisation


@dataclass(frozen=True)
class Asked:
    """One request that was answered; never a token, a header or a body."""

    method: str
    path: str
    query: str
    status: int  # 0: the connection was dropped
    ms: float


class World:
    """Everything behind the server."""

    def __init__(self, organisations: list[Organisation], options: Options) -> None:
        self.options = options
        self.organisations = organisations
        self.identity = Identity(organisations, options, self.now)
        self.limits = Limits(options)
        self.faults = Faults(options.faults)
        self.replies = Replies()
        self._log: deque[Asked] = deque(maxlen=20_000)
        self._lock = threading.Lock()
        self.books: dict[str, Books] = {}
        for org in organisations:
            org.now = self.now
            with org.lock:
                self.books[org.tenant_id] = Books(org, options)

    def now(self) -> datetime:
        """The demo's time: the real one, moved by the clock offset."""
        return datetime.now(UTC) + self.options.clock_offset

    def move_clock(self, step: timedelta) -> None:
        """Let time pass, or turn it back."""
        self.options.clock_offset += step

    def note(self, asked: Asked) -> None:
        """Remember a request."""
        with self._lock:
            self._log.append(asked)

    def asked(self) -> list[dict[str, object]]:
        """The requests so far, oldest first."""
        with self._lock:
            return [asdict(item) for item in self._log]

    def forget_asked(self) -> None:
        """Start the list of requests afresh."""
        with self._lock:
            self._log.clear()
