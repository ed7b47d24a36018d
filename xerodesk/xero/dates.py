"""Xero's instants, in its JSON and in headers, as aware UTC datetimes."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
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
