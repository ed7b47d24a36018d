"""Xero's JSON: its dates, its money, and objects turned into text."""

import json
import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

Json = dict[str, Any]

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
NIL_ID = "00000000-0000-0000-0000-000000000000"
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


def _marked(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{_MARK}{value:f}{_MARK}"
    raise TypeError(f"{type(value).__name__} has no place in Xero's JSON")


# json cannot write a Decimal as a number, so it writes a marked text and the marks go with their quotes. No one types such a mark.
_MARK = "\x01#\x02"
_OPENING, _CLOSING = '"\\u0001#\\u0002', '\\u0001#\\u0002"'
_encoder = json.JSONEncoder(default=_marked, separators=(",", ":"), check_circular=False)


def encode(value: object) -> str:
    """JSON text in which a Decimal is a number with its own decimals (`22.00`)."""
    return _encoder.encode(value).replace(_OPENING, "").replace(_CLOSING, "")


def decode(text: str | bytes) -> Any:
    """JSON text read with Decimal for every number that has decimals. Raises ValueError."""
    return json.loads(text, parse_float=Decimal)
