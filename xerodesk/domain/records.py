"""One record as each side has it, and the pair they make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from xerodesk.domain.values import Value, Values

Side = Literal["crm", "xero"]
Direction = Literal["to_xero", "to_crm"]


@dataclass(frozen=True, slots=True)
class LocalRecord:
    """A record of the CRM. `revision` counts its edits; `edited_at` (aware UTC) is when the last one was made.

    `values` holds the catalogue's fields; `facts` what decides whether it takes part (`stage`, `chosen`, `quoted`, `invoiced` ...).
    """

    kind: str
    id: str
    revision: int
    edited_at: datetime
    title: str
    archived: bool
    values: Values
    facts: Mapping[str, str | bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RemoteRecord:
    """A record as Xero answered it. `raw` is the JSON object untouched; `updated_at` and `read_at` are aware UTC."""

    kind: str
    id: str
    raw: Mapping[str, Any]
    updated_at: datetime
    read_at: datetime


@dataclass(frozen=True, slots=True)
class Agreed:
    """What the two sides held for one field at the last confirmed sync: the CRM's value, and what Xero then echoed."""

    crm: Value
    xero: Value


@dataclass(frozen=True, slots=True)
class Link:
    """The one-to-one pair of a CRM record and a Xero record.

    `agreed` is keyed by the map's field name. `crm_revision` and `xero_stamp` are what both sides were when last found in step, so that
    unchanged pairs need not be compared. `held` says why a pair is left alone for now ("undone", "duplicate"), else "".
    """

    kind: str
    crm_id: str
    xero_id: str
    agreed: Mapping[str, Agreed]
    crm_revision: int = 0
    xero_stamp: str = ""
    held: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """What is known of one record on both sides; any part may be missing."""

    local: LocalRecord | None = None
    remote: RemoteRecord | None = None
    link: Link | None = None
