"""Reading what the spine needs straight from a Xero record: its id, name, status, marker, and when it last changed."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from xerodesk.domain.records import RemoteRecord
from xerodesk.mapping.kinds import Kind
from xerodesk.sync.ports import Raw
from xerodesk.sync.rules import KindRules

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_STAMP = re.compile(r"^/Date\((-?\d+)(?:[+-]\d{4})?\)/$")


def text_of(raw: Raw, key: str) -> str:
    """A top-level element as text; "" when it is absent, null or not text."""
    value: Any = raw.get(key)
    return value if isinstance(value, str) else ""


def changed_at(raw: Raw, otherwise: datetime) -> datetime:
    """`UpdatedDateUTC` as an aware instant (milliseconds are always UTC, whatever offset follows them), else `otherwise`."""
    found = _STAMP.match(text_of(raw, "UpdatedDateUTC"))
    return _EPOCH + timedelta(milliseconds=int(found.group(1))) if found else otherwise


def day_of(raw: Raw) -> str:
    """A document's own date as YYYY-MM-DD; "" when it has none."""
    words = text_of(raw, "DateString")[:10]
    found = None if words else _STAMP.match(text_of(raw, "Date"))
    return (_EPOCH + timedelta(milliseconds=int(found.group(1)))).date().isoformat() if found else words


def remote_record(kind: Kind, raw: Raw, read_at: datetime) -> RemoteRecord:
    """The record in an answer read at `read_at`."""
    return RemoteRecord(kind.name, text_of(raw, kind.id_key), raw, changed_at(raw, read_at), read_at)


def title_of(kind: Kind, remote: RemoteRecord) -> str:
    """What a person calls the record; its id when it has no name."""
    return text_of(remote.raw, kind.name_key) or remote.id


def is_dead(rules: KindRules, remote: RemoteRecord) -> bool:
    """Whether Xero has the record archived or erased."""
    return bool(rules.status_key) and text_of(remote.raw, rules.status_key) in rules.dead_statuses


def survivor_of(rules: KindRules, remote: RemoteRecord) -> str:
    """The id of the record this one was merged into, or ""."""
    merged = text_of(remote.raw, rules.merged_key) if rules.merged_key else ""
    return merged if merged != remote.id else ""
