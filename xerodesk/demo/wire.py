"""Xero's JSON: its dates, its money, and objects turned into text."""

import json
import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

Json = dict[str, Any]

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
NIL_ID = "00000000-0000-0000-0000-000000000000"
_DECIMAL = re.compile(r'"\\u0001(-?[0-9.]+)"')
_MS_DATE = re.compile(r"^/Date\((-?\d+)([+-]\d{4})?\)/$")


def stamp(moment: datetime) -> str:
    """An instant as Xero writes it: `/Date(1518685950940+0000)/` (milliseconds)."""
    return f"/Date({(moment - EPOCH) // timedelta(milliseconds=1)}+0000)/"


def day_stamp(day: date) -> str:
    """A calendar day as Xero writes it: midnight UTC of that day."""
    return stamp(datetime(day.year, day.month, day.day, tzinfo=UTC))


def day_text(day: date) -> str:
    """The readable twin of a day: `2009-05-27T00:00:00`."""
    return f"{day.isoformat()}T00:00:00"


def day_fields(name: str, day: date) -> dict[str, str]:
    """Both forms of a day, e.g. `DueDate` and `DueDateString`."""
    return {f"{name}String": day_text(day), name: day_stamp(day)}


def read_stamp(text: str) -> datetime | None:
    """The instant in a `/Date(ms)/` text, or None if it is not one."""
    found = _MS_DATE.match(text)
    return EPOCH + timedelta(milliseconds=int(found.group(1))) if found else None


def read_day(value: object) -> date | None:
    """The day in anything Xero takes as a date (`2024-01-31`, with a time after it, or `/Date(ms)/`), else None."""
    if not isinstance(value, str) or not value:
        return None
    moment = read_stamp(value)
    if moment is not None:
        return moment.date()
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def _plain(value: object) -> str:
    if isinstance(value, Decimal):
        return f"\x01{value:f}"
    raise TypeError(f"{type(value).__name__} has no place in Xero's JSON")


def encode(value: object) -> str:
    """JSON text in which a Decimal is a number with its own decimals (`22.00`)."""
    return _DECIMAL.sub(r"\1", json.dumps(value, default=_plain, separators=(",", ":")))


def decode(text: str | bytes) -> Any:
    """JSON text read with Decimal for every number that has decimals. Raises ValueError."""
    return json.loads(text, parse_float=Decimal)
