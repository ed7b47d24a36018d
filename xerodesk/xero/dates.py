"""Dates in Xero's JSON: instants become aware UTC datetimes; calendar days are never shifted into another zone."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

_MS = re.compile(r"^/Date\((-?\d+)([+-]\d{4})?\)/$")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FRACTION = re.compile(r"\.(\d{1,9})")


def instant(value: object) -> datetime | None:
    """The instant in `/Date(ms)/`, `/Date(ms+0000)/`, `2019-03-07T17:59:28Z` or `2019-12-07T18:46:19.5165400` (no zone: UTC), else None.

    Milliseconds are UTC whatever offset stands behind them: it only names a local zone (Xero, "Requests and responses", JSON dates).
    """
    if not isinstance(value, str):
        return None
    found = _MS.match(value)
    try:
        if found:
            return _EPOCH + timedelta(milliseconds=int(found.group(1)))
        # Xero writes seven decimals of a second; Python reads six.
        text = _FRACTION.sub(lambda part: "." + part.group(1)[:6].ljust(6, "0"), value)
        moment = datetime.fromisoformat(text)
    except (ValueError, OverflowError):
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def day(value: object) -> date | None:
    """The calendar day in `2009-05-27T00:00:00`, `2009-05-27` or `/Date(ms+0000)/` (midnight UTC of that day), else None."""
    if not isinstance(value, str):
        return None
    if _MS.match(value):
        moment = instant(value)
        return moment.date() if moment else None
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def day_of(record: dict[str, object], name: str) -> date | None:
    """A record's day: its readable twin (`DateString`) where Xero gives one, else the field itself."""
    return day(record.get(f"{name}String")) or day(record.get(name))


def updated(record: dict[str, object]) -> datetime | None:
    """When Xero says the record last changed."""
    return instant(record.get("UpdatedDateUTCString")) or instant(record.get("UpdatedDateUTC"))


def since_header(moment: datetime) -> str:
    """An instant as If-Modified-Since takes it: UTC, whole seconds, no zone. Any other form is silently ignored by Xero."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")


def http_date(value: str | None) -> datetime | None:
    """The instant in an HTTP `Date` header, else None."""
    if not value:
        return None
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
