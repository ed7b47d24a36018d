"""What a person has to decide, with both sides and, for possible twins, the candidates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from xerodesk.domain.plan import Candidate, PlanField
from xerodesk.store.columns import known_instant
from xerodesk.store.encoded_plan import candidates_of, plan_fields_of
from xerodesk.store.queries.source import Source
from xerodesk.store.sql import filtered

_SELECT = "SELECT id, kind, type, crm_id, xero_id, title, reason, fields, candidates, opened_at FROM conflict"


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """One open decision. `type` is field (both sides changed it) or match (may be the same record)."""

    id: str
    kind: str
    type: str
    crm_id: str
    xero_id: str
    title: str
    reason: str
    fields: tuple[PlanField, ...]
    candidates: tuple[Candidate, ...]
    opened_at: datetime


def count(source: Source, kind: str = "") -> int:
    """How many decisions are open."""
    conditions, params = _conditions(kind)
    return int(source.value(filtered("SELECT COUNT(*) FROM conflict", conditions), params))


def decided(source: Source) -> int:
    """How many decisions were made and wait for the next sync to carry them out."""
    return int(source.value("SELECT COUNT(*) FROM conflict WHERE state = 'decided'"))


def window(source: Source, offset: int = 0, limit: int = 1_000_000, kind: str = "") -> list[ConflictRow]:
    """Open decisions, oldest first."""
    conditions, params = _conditions(kind)
    sql = filtered(_SELECT, conditions) + " ORDER BY opened_at, id LIMIT ? OFFSET ?"
    return [_row(row) for row in source.rows(sql, [*params, limit, offset])]


def conflict(source: Source, conflict_id: str) -> ConflictRow | None:
    """One open decision; None when it is not open (any more)."""
    row = source.row(_SELECT + " WHERE id = ? AND state = 'open'", (conflict_id,))
    return _row(row) if row else None


def _conditions(kind: str) -> tuple[list[str], list[str]]:
    return (["state = 'open'", "kind = ?"], [kind]) if kind else (["state = 'open'"], [])


def _row(row: tuple[str, ...]) -> ConflictRow:
    identity, kind, type_, crm_id, xero_id, title, reason, fields, candidates, opened_at = row
    both = plan_fields_of(fields), candidates_of(candidates)
    return ConflictRow(identity, kind, type_, crm_id, xero_id, title, reason, *both, known_instant(opened_at))
