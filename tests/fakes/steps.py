"""Every touch of either side is a step; a test can crash the process, edit a record or let time pass at any of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta


class Crash(BaseException):
    """The process died here. Not an Exception: no code of ours may survive it."""


@dataclass
class Clock:
    """A clock that moves only when told, and a second at every step."""

    now: datetime = datetime(2026, 6, 3, 9, 0, tzinfo=UTC)
    tick: timedelta = timedelta(milliseconds=10)

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **span: float) -> None:
        self.now += timedelta(**span)


@dataclass
class Steps:
    """Counts touches. `crash_at`: the touch at which the process dies. `between`: called at every touch with its number and name."""

    clock: Clock
    crash_at: int = 0
    count: int = 0
    between: Callable[[int, str], None] | None = None
    names: list[str] = field(default_factory=list)

    def __call__(self, name: str) -> None:
        self.count += 1
        self.clock.now += self.clock.tick
        self.names.append(name)
        if self.between is not None:
            self.between(self.count, name)
        if self.crash_at and self.count == self.crash_at:
            self.crash_at = 0
            raise Crash(name)
