"""Pairs of our own records that may be one: found by import, by a merge in Xero or by the data check; a person decides."""

from __future__ import annotations

from dataclasses import dataclass

from xerodesk.domain.ids import new_id
from xerodesk.store.columns import now_text
from xerodesk.store.database import CompanyDatabase


@dataclass(frozen=True, slots=True)
class DuplicatePair:
    """Two records that may be one: `score` 0 to 100, `reason` in words."""

    id: str
    kind: str
    first_id: str
    second_id: str
    score: int
    reason: str


class Duplicates:
    """The duplicates list of the company file."""

    def __init__(self, database: CompanyDatabase) -> None:
        self._database = database

    def add(self, kind: str, one_id: str, other_id: str, *, score: int, reason: str) -> None:
        """Put a pair on the list. A pair known already stays as it is: what a person called two is not asked again."""
        first, second = sorted((one_id, other_id))
        self._database.execute_sql(
            "INSERT OR IGNORE INTO duplicate (id, kind, first_id, second_id, score, reason, state, found_at)"
            " VALUES (?, ?, ?, ?, ?, ?, 'open', ?)",
            (new_id(), kind, first, second, score, reason, now_text()),
        )

    def open(self) -> list[DuplicatePair]:
        """The pairs nobody has decided, the likeliest first."""
        sql = "SELECT id, kind, first_id, second_id, score, reason FROM duplicate WHERE state = 'open' ORDER BY score DESC, id"
        return [DuplicatePair(*row) for row in self._database.rows(sql)]

    def settle(self, pair_id: str, *, merged: bool) -> None:
        """Note what a person decided: one (merged) or two."""
        self._database.execute_sql("UPDATE duplicate SET state = ? WHERE id = ?", ("merged" if merged else "apart", pair_id))
