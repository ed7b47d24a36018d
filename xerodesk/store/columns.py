"""How values stand in columns: instants, days, JSON, and the folded text that is searched and matched."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

NO_DAY = "9999-12-31"
"""Stands for "no open invoice" in `late_since`, so that such records sort last."""
NO_DUE_DAY = "9999-12-30"
"""Stands there for "open, but without a due day"."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")


def instant_text(at: datetime) -> str:
    """An aware instant as sortable text, to the microsecond: 2026-06-03T14:02:11.000000Z."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def instant(text: str) -> datetime | None:
    """The instant a column holds; None when it is empty."""
    return datetime.fromisoformat(text.replace("Z", "+00:00")) if text else None


def known_instant(text: str) -> datetime:
    """The instant a column holds; the start of 1970 when it is empty, so that it counts as older than anything."""
    return instant(text) or datetime.fromtimestamp(0, UTC)


def day(text: str) -> date | None:
    """The day a column holds; None when it is empty."""
    return date.fromisoformat(text) if text and text < NO_DUE_DAY else None


def clean(text: str) -> str:
    """Text as the file can hold it: without NULs (SQLite's functions stop at them) and without halves of surrogate pairs."""
    if text.isascii():
        return text.replace("\x00", "")
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def now_text() -> str:
    """This instant, as a column holds it."""
    return instant_text(datetime.now(UTC))


def fold(text: str) -> str:
    """Text as it is searched: compatibility forms taken apart, marks dropped, case folded, runs of space made one."""
    if text.isascii():
        plain = text.lower()
    else:
        taken_apart = unicodedata.normalize("NFKD", text)
        plain = "".join(one for one in taken_apart if not unicodedata.combining(one)).casefold()
    return " ".join(_CONTROL.sub(" ", plain).split())


def _number(value: object) -> float | str:
    # JSON has no decimals of its own; a double writes up to 15 digits back exactly as they came, which is more than Xero sends
    if isinstance(value, Decimal):
        return float(value)
    return str(value)


_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_number)  # building one costs more than most uses


def json_text(value: object) -> str:
    """JSON as compact as it goes."""
    return _COMPACT.encode(value)


def json_value(text: str) -> Any:
    """The value of JSON text; None when the column is empty."""
    return json.loads(text) if text else None


def raw_value(text: str) -> dict[str, Any]:
    """Xero's JSON object as stored, its decimals exact."""
    value = json.loads(text, parse_float=Decimal) if text else {}
    return value if isinstance(value, dict) else {}


def text_of(values: Mapping[str, Any], name: str) -> str:
    """A value of Xero's JSON as text; "" when absent, null or not text-like."""
    value = values.get(name)
    if isinstance(value, str):
        return value if value.isascii() and "\x00" not in value else clean(value)
    return "" if value is None or isinstance(value, dict | list) else str(value)
