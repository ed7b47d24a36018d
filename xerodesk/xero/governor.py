"""How fast Xero may be called: five at once, sixty a minute, and the day's remainder less a reserve for the user's own clicks."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from xerodesk.domain.errors import RateLimited

MINUTE = 60.0
LONGEST_WAIT = 65.0
"""A wait longer than a minute's is not sat out (Xero's day limit asks for up to 24 hours): the work stops and says until when."""
_SLICE = 0.25
_WEEK = 7 * 24 * 3600
_PROBE_AGAIN = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Limits:
    """Xero's limits per app and organisation (Xero, "Limits"). `per_minute` 0 switches the minute limit off, for measuring.

    `reserve` calls of the day are kept back for what the user clicks; work in the background stops before them.
    """

    in_flight: int = 5
    per_minute: int = 60
    reserve: int = 50


@dataclass(frozen=True, slots=True)
class Budget:
    """What is left: calls of the day as Xero last said (None: not said yet), and of the minute. `paused_until` after a refusal."""

    day_left: int | None
    minute_left: int | None
    in_flight: int
    paused_until: datetime | None = None


class Window:
    """The arithmetic of the limits, without waiting. Times are seconds of any steady clock.

    Xero counts in fixed minutes that start we know not when, and a call counts at a moment between sending and answer. So a call is held
    to count until a minute after its answer: then no minute, wherever it starts, sees more than the limit.
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.room = limits.in_flight
        self.flying = 0
        self.paused_until = float("-inf")
        self._done: deque[float] = deque()
        self._calm = 0

    def delay(self, now: float) -> float:
        """Seconds until a call may start: 0 at once, infinity when only the end of another call can tell."""
        if self.paused_until > now:
            return self.paused_until - now
        if self.flying >= self.room:
            return float("inf")
        self._forget(now)
        if not self.limits.per_minute or len(self._done) + self.flying < self.limits.per_minute:
            return 0.0
        return self._done[0] + MINUTE - now if self._done else float("inf")

    def start(self) -> None:
        """A call starts now."""
        self.flying += 1

    def end(self, now: float) -> None:
        """A call was answered, or failed, now."""
        self.flying -= 1
        self._done.append(now)
        self._calm += 1
        if self._calm >= 50 and self.room < self.limits.in_flight:  # fewer at once after a refusal; slowly back
            self.room += 1
            self._calm = 0

    def pause(self, now: float, seconds: float) -> None:
        """Nothing may start for `seconds`."""
        self.paused_until = max(self.paused_until, now + seconds)

    def narrow(self) -> None:
        """Xero said there were too many at once: one fewer."""
        self.room = max(1, self.room - 1)
        self._calm = 0

    def left(self, now: float) -> int | None:
        """Calls left of this minute, as we count; None when the limit is off."""
        self._forget(now)
        return max(0, self.limits.per_minute - len(self._done) - self.flying) if self.limits.per_minute else None

    def _forget(self, now: float) -> None:
        while self._done and self._done[0] + MINUTE <= now:
            self._done.popleft()


class Governor:
    """All calls to one organisation pass through one Governor. Safe for many threads; `urgent` callers go first."""

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._window = Window(limits or Limits())
        self._clock = clock
        self.sleep = sleep
        self._now = now
        self._turn = threading.Condition()
        self._urgent = 0
        self._day_left: int | None = None
        self._closed_until: datetime | None = None

    @contextmanager
    def slot(self, *, urgent: bool = False, checkpoint: Callable[[], None] | None = None) -> Iterator[None]:
        """Wait for leave to make one call, and hold it for the block.

        Raises RateLimited when the day's allowance is used up (for background work: down to the reserve). `checkpoint` is called while
        waiting and may raise to give up.
        """
        self._enter(urgent, checkpoint)
        try:
            yield
        finally:
            with self._turn:
                self._window.end(self._clock())
                self._turn.notify_all()

    def heard(self, headers: Mapping[str, str]) -> None:
        """Take in the limits an answer tells."""
        left = _number(headers.get("X-DayLimit-Remaining"))
        if left is None:
            return
        with self._turn:
            self._day_left = left
            self._closed_until = self._now() + _PROBE_AGAIN if left <= self._window.limits.reserve else None

    def refused(self, headers: Mapping[str, str]) -> None:
        """Take in a 429. Afterwards the next slot waits as long as Xero asks; a wait too long to sit out raises RateLimited."""
        scope = (headers.get("X-Rate-Limit-Problem") or "minute").lower()
        seconds = _number(headers.get("Retry-After"))
        with self._turn:
            if "concurrent" in scope:
                self._window.narrow()
            wait = seconds if seconds is not None else (1 if "concurrent" in scope else 10)
            if "day" in scope:
                self._day_left = 0
            if wait <= LONGEST_WAIT and "day" not in scope:
                self._window.pause(self._clock(), max(0.2, wait))
                return
            # Without a Retry-After a day's limit is asked about again in an hour.
            until = self._now() + (timedelta(seconds=seconds) if seconds else _PROBE_AGAIN)
            self._closed_until = until
            self._day_left = 0
        raise _used_up(until, "day" if "day" in scope else "minute")

    def budget(self) -> Budget:
        """What is left, for showing."""
        with self._turn:
            now = self._clock()
            paused = self._closed_until
            if paused is None and self._window.paused_until > now:
                paused = self._now() + timedelta(seconds=self._window.paused_until - now)
            return Budget(self._day_left, self._window.left(now), self._window.flying, paused)

    def _enter(self, urgent: bool, checkpoint: Callable[[], None] | None) -> None:
        with self._turn:
            self._urgent += urgent
        try:
            while (delay := self._admit(urgent)) > 0:
                if checkpoint is not None:
                    checkpoint()
                self.sleep(min(delay, _SLICE))
        finally:
            with self._turn:
                self._urgent -= urgent

    def _admit(self, urgent: bool) -> float:
        """Start a call and return 0, or return the seconds to wait. Waits here only for another call to end."""
        with self._turn:
            self._check_day(urgent)
            delay = self._window.delay(self._clock())
            if delay == 0 and self._urgent and not urgent:
                return _SLICE / 10
            if delay == 0:
                self._window.start()
                if self._day_left:
                    self._day_left -= 1
                return 0.0
            if delay == float("inf"):
                self._turn.wait(_SLICE)
                return _SLICE / 1000
            return delay

    def _check_day(self, urgent: bool) -> None:
        if self._closed_until is None:
            return
        if self._now() >= self._closed_until:
            self._closed_until = None  # ask Xero again
            self._day_left = None
            return
        if urgent and self._day_left:
            return
        raise _used_up(self._closed_until, "day")


def _number(text: str | None) -> int | None:
    try:
        return min(max(0, int(float(text))), _WEEK) if text else None
    except (ValueError, OverflowError):
        return None


def _used_up(until: datetime, scope: str) -> RateLimited:
    clock = f"{until.astimezone():%H:%M}"
    if scope == "day":
        return RateLimited(
            f"Xero's daily allowance for this company is used up (a few calls are kept for what you click). Work goes on after {clock}.",
            "Nothing is lost: the next sync goes on where this one stopped.",
            until=until,
            scope="day",
        )
    return RateLimited(
        f"Xero asks to wait until {clock} before it is called again.",
        "Nothing is lost: the next sync goes on where this one stopped.",
        until=until,
        scope=scope,
    )
