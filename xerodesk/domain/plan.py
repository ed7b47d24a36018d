"""What a sync would do, record by record, before any of it happens: the words that cross from the spine to the pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from xerodesk.domain.records import Direction, LocalRecord, RemoteRecord
from xerodesk.domain.values import Value

Action = Literal["create", "update", "link", "archive", "conflict", "blocked", "nothing", "excluded"]
ACTIONS: tuple[Action, ...] = ("create", "update", "link", "archive", "conflict", "blocked", "nothing", "excluded")


@dataclass(frozen=True, slots=True)
class PlanField:
    """One field of a row: last agreed value, both sides as the CRM would write them, and the result on the side written to.

    `field` is the CRM's field name. `sent` is the value in the receiving side's own form (for Xero, after the transforms).
    `problem` says why this value cannot be sent, else "".
    """

    field: str
    base: Value
    crm: Value
    xero: Value
    result: Value
    sent: Value = ""
    problem: str = ""
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record of Xero that may be the same as one of the CRM: `score` 0 to 100, `reasons` in words."""

    xero_id: str
    title: str
    score: int
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One change to one record, in one direction. A record that changes on both sides gives two rows.

    A newly matched pair gives rows with the action `link`, holding the fields that fill the other side, if any.
    `calls` is what the row costs of Xero's allowance when sent alone (bundling makes a run cheaper). `local` and `remote` are the
    copies the decision read; writing compares against them.
    """

    kind: str
    action: Action
    direction: Direction
    crm_id: str
    xero_id: str
    title: str
    fields: tuple[PlanField, ...] = ()
    reason: str = ""
    advice: str = ""
    calls: int = 0
    revision: int = 0
    conflict_type: Literal["", "field", "match"] = ""
    candidates: tuple[Candidate, ...] = ()
    local: LocalRecord | None = None
    remote: RemoteRecord | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """All rows of a plan and what they cost. `summary` counts records by their main action, so its parts add up to `found`."""

    rows: tuple[PlanRow, ...]
    summary: dict[str, int] = field(default_factory=dict)
    calls: int = 0
    notes: tuple[str, ...] = ()
