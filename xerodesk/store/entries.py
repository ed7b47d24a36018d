"""The log: one line per record and run, never changed after; a later line of the same record settles an earlier failure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from xerodesk.domain.log import Entry, Trouble
from xerodesk.store.columns import clean, fold, instant_text, known_instant
from xerodesk.store.database import CompanyDatabase, Row
from xerodesk.store.encoded import entry_fields_of, entry_fields_text
from xerodesk.store.sql import insert_sql, with_list

COLUMNS = (
    "id",
    "run",
    "at",
    "direction",
    "kind",
    "crm_id",
    "xero_id",
    "title",
    "action",
    "result",
    "fields",
    "error_code",
    "error_message",
    "error_advice",
    "reason",
    "actor",
    "attempt",
)
SELECT = "SELECT " + ", ".join(f"e.{name}" for name in COLUMNS) + " FROM entry e"  # noqa: S608  fixed names
_INSERT = insert_sql("entry", (*COLUMNS, "folded", "settled_by"))

# within one run only the same direction settles: a record may come in well while what it sends fails
_SETTLE = (
    "UPDATE entry SET settled_by = ? WHERE {column} = ? AND kind = ? AND result = 'failed' AND settled_by = 0 AND id < ?"
    " AND (run <> ? OR direction = ?)"
)


# the last line about an action, unless the record was written in that direction after it
_LAST = (
    "SELECT e.result, e.fields, e.error_code, e.error_message, e.error_advice, e.reason FROM entry e"
    " WHERE e.{column} = ?2 AND e.kind = ?1 AND e.direction = ?3 AND e.action = ?4 AND NOT EXISTS (SELECT 1 FROM entry later"
    " WHERE later.{column} = ?2 AND later.kind = ?1 AND later.direction = ?3 AND later.result = 'done' AND later.id > e.id)"
    " ORDER BY e.id DESC LIMIT 1"
)


class EntryLog:
    """The entries of the company file."""

    def __init__(self, database: CompanyDatabase) -> None:
        self._database = database

    def add(self, entries: Sequence[Entry]) -> None:
        """Add entries in order, in one transaction; their ids are given here."""
        if not entries:
            return
        with self._database.write():
            first = int(self._database.value("SELECT COALESCE(MAX(id), 0) FROM entry")) + 1
            numbered = list(enumerate(entries, first))
            self._database.many(_INSERT, [_row(number, entry) for number, entry in numbered])
            for column in ("crm_id", "xero_id"):
                settled = [
                    (number, getattr(entry, column), entry.kind, number, entry.run, entry.direction)
                    for number, entry in numbered
                    if getattr(entry, column)
                ]
                self._database.many(_SETTLE.replace("{column}", column), settled)

    def news(self, entries: Sequence[Entry]) -> list[Entry]:
        """`entries` without the failures and questions that the last line of their record, direction and action says already."""
        return [one for one in entries if one.result not in ("failed", "conflict") or self._row_of(one) != self._last_of(one)]

    def _row_of(self, entry: Entry) -> Row:
        error = entry.error or Trouble("", "")
        fields = clean(entry_fields_text(entry.fields))
        return entry.result, fields, error.code, clean(error.message), error.advice, clean(entry.reason)

    def _last_of(self, entry: Entry) -> Row | None:
        column, record = ("crm_id", entry.crm_id) if entry.crm_id else ("xero_id", entry.xero_id)
        if not record:
            return None
        return self._database.row(_LAST.replace("{column}", column), (entry.kind, record, entry.direction, entry.action))

    def failures(self, ids: Iterable[int] | None = None) -> list[Entry]:
        """The last entry of every record whose last entry failed, oldest first; with `ids` exactly those entries."""
        if ids is None:
            rows = self._database.rows(SELECT + " WHERE e.result = 'failed' AND e.settled_by = 0 ORDER BY e.id")
        else:
            wanted = list(ids)
            rows = self._database.rows(with_list(SELECT + " WHERE e.id IN (?*) ORDER BY e.id", wanted), wanted) if wanted else []
        return [entry_of(row) for row in rows]


def entry_of(row: Row) -> Entry:
    """An entry of its columns in the order of COLUMNS."""
    number, run, at, direction, kind, crm_id, xero_id, title, action, result, fields, code, message, advice, reason, actor, attempt = row
    return Entry(
        run=run,
        at=known_instant(at),
        direction=direction,
        kind=kind,
        crm_id=crm_id,
        xero_id=xero_id,
        title=title,
        action=action,
        result=result,
        fields=entry_fields_of(fields),
        error=Trouble(code, message, advice) if code or message else None,
        reason=reason,
        actor=actor,
        attempt=attempt,
        id=number,
    )


def _row(number: int, entry: Entry) -> Row:
    error = entry.error or Trouble("", "")
    searched = fold(" ".join((entry.title[:500], error.message, entry.reason, error.advice)))
    return (
        number,
        entry.run,
        instant_text(entry.at),
        entry.direction,
        entry.kind,
        entry.crm_id,
        entry.xero_id,
        clean(entry.title),
        entry.action,
        entry.result,
        clean(entry_fields_text(entry.fields)),
        error.code,
        clean(error.message),
        error.advice,
        clean(entry.reason),
        entry.actor,
        entry.attempt,
        searched,
        0,
    )
