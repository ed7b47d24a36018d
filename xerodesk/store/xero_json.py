"""Reading Xero's JSON into columns: days, instants, references to other records, lists that may be null."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any

from xerodesk.store.columns import instant_text, text_of

Raw = Mapping[str, Any]

# Xero, "Requests and responses": milliseconds since 1970 in UTC; an offset, where there is one, only names a zone
_STAMP = re.compile(r"/Date\((-?\d+)(?:[+-]\d{4})?\)/")
_LATE = timedelta(minutes=2)  # an answer takes no longer: reading times out after one
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def day_of(raw: Raw, name: str) -> str:
    """A calendar day as ISO text, "" when there is none. The `...String` twin is taken where Xero sends it."""
    twin, value = raw.get(name + "String"), raw.get(name)
    found = _day(twin) if isinstance(twin, str) else ""
    return found or (_day(value) if isinstance(value, str) else "")


def instant_of(raw: Raw, name: str = "UpdatedDateUTC") -> str:
    """An instant as a column holds it; "" when there is none."""
    value = raw.get(name)
    return _instant(value) if isinstance(value, str) else ""


@lru_cache(maxsize=8_192)  # a ledger has few days
def _day(text: str) -> str:
    stamp = _STAMP.match(text)
    if stamp:
        at = _from_milliseconds(int(stamp[1]))
        return at.date().isoformat() if at else ""
    try:
        return date.fromisoformat(text[:10]).isoformat()
    except ValueError:
        return ""


def _instant(text: str) -> str:
    stamp = _STAMP.match(text)
    if stamp:
        at = _from_milliseconds(int(stamp[1]))
        return at.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z" if at else ""  # UTC already
    try:
        parsed = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        return ""
    return instant_text(parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC))


def is_older(updated_at: str, read_at: str, known: Mapping[str, Any]) -> bool:
    """Whether an answer tells of an earlier state of a record than the copy stored (`known`: its updated_at and read_at).

    Xero's own time of the last change decides: this computer's clock may have been set back. Where that says nothing (the same, or none),
    an answer read a little earlier came late; one read much earlier did not, the clock was moved.
    """
    stored = known["updated_at"]
    if updated_at and stored and updated_at != stored:
        return bool(updated_at < stored)
    if read_at >= known["read_at"]:
        return False
    return datetime.fromisoformat(known["read_at"]) - datetime.fromisoformat(read_at) < _LATE


def part_of(raw: Raw, name: str) -> Raw:
    """An object inside; an empty one when it is null, an empty list (Xero writes null so at times) or anything else."""
    value = raw.get(name)
    return value if isinstance(value, dict) else {}


def list_of(raw: Raw, name: str) -> Sequence[Raw]:
    """The objects of a list inside; none when it is null or anything else."""
    value = raw.get(name)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def flag_of(raw: Raw, name: str) -> int:
    """1 for true, else 0."""
    return int(raw.get(name) is True)


def contact_of(raw: Raw) -> tuple[str, str]:
    """The Xero id and the name of the contact a document belongs to."""
    contact = part_of(raw, "Contact")
    return text_of(contact, "ContactID"), text_of(contact, "Name")


def _from_milliseconds(milliseconds: int) -> datetime | None:
    try:
        return _EPOCH + timedelta(milliseconds=milliseconds)
    except OverflowError:
        return None
