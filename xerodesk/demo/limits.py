"""Xero's call limits per app and organisation: five at once, 60 a minute, 1,000 a day, in fixed windows."""

import threading
from dataclasses import dataclass
from datetime import datetime, timedelta

from xerodesk.demo.messages import Answer, RefusedCall
from xerodesk.demo.options import Options
from xerodesk.demo.wire import EPOCH

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


@dataclass
class Window:
    """A fixed span of time and the calls made in it; a new one starts with the first call after the old one's end."""

    span: timedelta
    start: datetime = EPOCH
    used: int = 0

    def roll(self, now: datetime) -> None:
        """Start afresh if the span is over, or if the clock was set back."""
        if not self.start <= now < self.start + self.span:
            self.start, self.used = now, 0

    def wait(self, now: datetime) -> int:
        """Whole seconds until the window ends, at least 1."""
        return max(1, -((now - self.start - self.span) // timedelta(seconds=1)))


class Meter:
    """Counts the calls of one app to one organisation."""

    def __init__(self) -> None:
        self.minute, self.day = Window(MINUTE), Window(DAY)
        self.running = 0


class Limits:
    """All meters. `enter` before a call, `leave` after it was answered."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._meters: dict[tuple[str, str], Meter] = {}
        self._apps: dict[str, Window] = {}
        self._lock = threading.Lock()

    def reset(self) -> None:
        """Forget every count."""
        with self._lock:
            self._meters.clear()
            self._apps.clear()

    def enter(self, client_id: str, tenant_id: str, now: datetime) -> dict[str, str]:
        """Count a call and return the limit headers. Raises RefusedCall (429) when a limit is reached; then `leave` is not due."""
        with self._lock:
            meter = self._meters.setdefault((client_id, tenant_id), Meter())
            app = self._apps.setdefault(client_id, Window(MINUTE))
            for window in (meter.minute, meter.day, app):
                window.roll(now)
            if self._options.limits:
                self._check(meter, app, now)
            meter.running += 1
            for window in (meter.minute, meter.day, app):
                window.used += 1
            return self._headers(meter, app)

    def leave(self, client_id: str, tenant_id: str) -> None:
        """The call was answered."""
        with self._lock:
            meter = self._meters.get((client_id, tenant_id))
            if meter and meter.running:
                meter.running -= 1

    def _headers(self, meter: Meter, app: Window) -> dict[str, str]:
        limits = self._options
        return {
            "X-DayLimit-Remaining": str(max(0, limits.per_day - meter.day.used)),
            "X-MinLimit-Remaining": str(max(0, limits.per_minute - meter.minute.used)),
            "X-AppMinLimit-Remaining": str(max(0, limits.app_per_minute - app.used)),
        }

    def _check(self, meter: Meter, app: Window, now: datetime) -> None:
        limits = self._options
        if meter.running >= limits.concurrent:
            self._refuse("concurrent", None, meter, app)
        if meter.day.used >= limits.per_day:
            self._refuse("day", meter.day.wait(now), meter, app)
        if meter.minute.used >= limits.per_minute:
            self._refuse("minute", meter.minute.wait(now), meter, app)
        if app.used >= limits.app_per_minute:
            self._refuse("appminute", app.wait(now), meter, app)

    def _refuse(self, problem: str, wait: int | None, meter: Meter, app: Window) -> None:
        headers = self._headers(meter, app) | {"X-Rate-Limit-Problem": problem}
        if wait is not None:
            headers["Retry-After"] = str(wait)
        raise RefusedCall(Answer(429, b"", "text/plain", headers))
