"""What a person has to decide, and what was decided: one open case per record and type."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from xerodesk.domain.errors import NotThere
from xerodesk.domain.ids import new_id
from xerodesk.store.columns import clean, json_text, json_value, now_text
from xerodesk.store.database import CompanyDatabase
from xerodesk.store.encoded_plan import candidates_of, candidates_text, plan_fields_of, plan_fields_text
from xerodesk.store.sql import chunks, insert_sql, update_sql, with_list
from xerodesk.sync.ports import ConflictCase, Ruling


class Conflicts:
    """The cases of the company file."""

    def __init__(self, database: CompanyDatabase) -> None:
        self._database = database

    def set_aside(self, cases: Sequence[ConflictCase], run: str) -> None:
        """Open cases, or bring known ones up to date; one that was decided and is set aside anew opens again."""
        with self._database.write():
            for case in cases:
                self._set_aside(case, run)

    def close(self, kind: str, crm_ids: Iterable[str], xero_ids: Iterable[str]) -> None:
        """Close the open cases of records that no longer disagree."""
        with self._database.write():
            for column, ids in (("crm_id", crm_ids), ("xero_id", xero_ids)):
                for some in chunks(one for one in ids if one):
                    sql = "UPDATE conflict SET state = 'closed' WHERE state = 'open' AND kind = ? AND {column} IN (?*)"
                    self._database.execute_sql(with_list(sql.replace("{column}", column), some), [kind, *some])

    def decide(self, ruling: Ruling, by: str = "") -> None:
        """Store a person's decision on an open case. Raises NotThere when it is not open (any more)."""
        decided: dict[str, Any] = {
            "state": "decided",
            "choice": ruling.choice,
            "chosen_xero_id": ruling.xero_id,
            "chosen_values": json_text(dict(ruling.values)),
            "chosen_sides": json_text(dict(ruling.sides)),
            "chosen_seen": json_text({name: list(both) for name, both in ruling.seen.items()}),
            "decided_at": now_text(),
            "decided_by": by,
        }
        with self._database.write():
            state = self._database.value("SELECT state FROM conflict WHERE id = ?", (ruling.conflict_id,))
            if state not in ("open", "decided"):
                raise NotThere("This is no longer to decide: the records agree by now, or it was decided already.", "Refresh the list.")
            self._database.execute_sql(update_sql("conflict", decided, ("id",)), [*decided.values(), ruling.conflict_id])

    def cases(self) -> list[ConflictCase]:
        """All open cases, oldest first."""
        sql = (
            "SELECT id, kind, type, crm_id, xero_id, title, fields, candidates, reason FROM conflict WHERE state = 'open'"
            " ORDER BY opened_at, id"
        )
        return [
            ConflictCase(
                kind=kind,
                type=type_,
                crm_id=crm_id,
                xero_id=xero_id,
                title=title,
                fields=plan_fields_of(fields),
                candidates=candidates_of(candidates),
                reason=reason,
                id=identity,
            )
            for identity, kind, type_, crm_id, xero_id, title, fields, candidates, reason in self._database.rows(sql)
        ]

    def rulings(self, kind: str) -> list[Ruling]:
        """Decisions of a kind that wait to be carried out, oldest first."""
        sql = (
            "SELECT id, crm_id, chosen_xero_id, choice, chosen_values, chosen_sides, chosen_seen FROM conflict"
            " WHERE state = 'decided' AND kind = ? ORDER BY decided_at, id"
        )
        return [
            Ruling(
                conflict_id=identity,
                kind=kind,
                crm_id=crm_id,
                xero_id=xero_id,
                choice=choice,
                values=json_value(values) or {},
                sides=json_value(sides) or {},
                seen={name: (both[0], both[1]) for name, both in (json_value(seen) or {}).items()},
            )
            for identity, crm_id, xero_id, choice, values, sides, seen in self._database.rows(sql, (kind,))
        ]

    def carried_out(self, ruling: Ruling) -> None:
        """Note that a decision was carried out; a case that opened again meanwhile stays open."""
        self._database.execute_sql("UPDATE conflict SET state = 'done' WHERE id = ? AND state = 'decided'", (ruling.conflict_id,))

    def _set_aside(self, case: ConflictCase, run: str) -> None:
        record = case.crm_id or case.xero_id
        row: dict[str, Any] = {
            "xero_id": case.xero_id,
            "title": clean(case.title),
            "fields": clean(plan_fields_text(case.fields)),
            "candidates": clean(candidates_text(case.candidates)),
            "reason": clean(case.reason),
            "run": run,
            "state": "open",
            "choice": "",
            "chosen_xero_id": "",
            "chosen_values": "{}",
            "chosen_sides": "{}",
            "chosen_seen": "{}",
            "decided_at": "",
            "decided_by": "",
        }
        known = self._database.value(
            "SELECT id FROM conflict WHERE kind = ? AND type = ? AND record = ? AND state IN ('open', 'decided')",
            (case.kind, case.type, record),
        )
        if known is not None:
            self._database.execute_sql(update_sql("conflict", row, ("id",)), [*row.values(), known])
            return
        row.update(id=new_id(), kind=case.kind, type=case.type, record=record, crm_id=case.crm_id, opened_at=now_text())
        self._database.execute_sql(insert_sql("conflict", row), tuple(row.values()))
