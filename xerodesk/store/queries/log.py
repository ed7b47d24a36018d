"""The sync log: its lines filtered and paged, the runs, and what a line says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from xerodesk.domain.log import Entry, RunSummary
from xerodesk.store.columns import fold, instant, instant_text, known_instant
from xerodesk.store.encoded import summary_of
from xerodesk.store.entries import SELECT, entry_of
from xerodesk.store.queries.source import Source
from xerodesk.store.sql import filtered

LogView = Literal["all", "failed", "to_decide", "waiting", "done"]
ANY = "…"
_PAGE = 1_000
_RUN = "SELECT id, mode, asked_by, began_at, ended_at, summary FROM run"
# the case keeps the run that asked last, so that of several lines about one record only the newest counts
_UNANSWERED = (
    "e.result = 'conflict' AND EXISTS (SELECT 1 FROM conflict c WHERE c.state = 'open' AND c.kind = e.kind"
    " AND c.record = CASE WHEN e.crm_id <> '' THEN e.crm_id ELSE e.xero_id END)"
    # the newest line that asked: a later run that finds the same question open writes none
    " AND NOT EXISTS (SELECT 1 FROM entry n WHERE n.kind = e.kind AND n.crm_id = e.crm_id AND n.result = 'conflict' AND n.id > e.id"
    " AND (e.crm_id <> '' OR n.xero_id = e.xero_id))"
)


@dataclass(frozen=True, slots=True)
class LogFilter:
    """Which lines: a view, a kind, text in title or reason, one run, one record (either side's id), a first instant, one cause.

    "failed" are failures nothing has settled since, unless a run is named: then all failures of that run. "to_decide" are all questions
    ever asked, "waiting" those nobody has answered yet. `cause` is the message of an error, ANY in it stands for any text.
    """

    view: LogView = "all"
    kind: str = ""
    text: str = ""
    run: str = ""
    record: str = ""
    since: datetime | None = None
    cause: str = ""


@dataclass(frozen=True, slots=True)
class LogRow:
    """A line of the log; `settled` a failure that a later line of the record put right."""

    entry: Entry
    settled: bool


@dataclass(frozen=True, slots=True)
class RunRow:
    """A run; `summary` None while it goes on or if it was cut off."""

    id: str
    mode: str
    asked_by: str
    began_at: datetime
    ended_at: datetime | None
    summary: RunSummary | None


@dataclass(frozen=True, slots=True)
class LogCounts:
    """What stands over the log. Pairs `in_step` and records to decide or failing are as things are now, not of one run."""

    all: int
    failed: int
    to_decide: int
    in_step: int


def count(source: Source, wanted: LogFilter) -> int:
    """How many lines the filter finds."""
    conditions, params = _conditions(wanted)
    return int(source.value(filtered("SELECT COUNT(*) FROM entry e", conditions), params))


def window(source: Source, wanted: LogFilter, offset: int, limit: int) -> list[LogRow]:
    """Lines from `offset` on, newest first."""
    conditions, params = _conditions(wanted)
    sql = filtered(SELECT.replace(" FROM entry e", ", e.settled_by FROM entry e"), conditions) + " ORDER BY e.id DESC LIMIT ? OFFSET ?"
    return [LogRow(entry_of(row[:-1]), bool(row[-1])) for row in source.rows(sql, [*params, limit, offset])]


def entries(source: Source, wanted: LogFilter) -> Iterator[Entry]:
    """All lines the filter finds, oldest first, read a thousand at a time."""
    conditions, params = _conditions(wanted)
    last = 0
    while True:
        sql = filtered(SELECT, (*conditions, "e.id > ?")) + " ORDER BY e.id LIMIT ?"
        rows = source.rows(sql, [*params, last, _PAGE])
        yield from (entry_of(row) for row in rows)
        if len(rows) < _PAGE:
            return
        last = rows[-1][0]


def entry(source: Source, number: int) -> Entry | None:
    """One line."""
    row = source.row(SELECT + " WHERE e.id = ?", (number,))
    return entry_of(row) if row else None


def place(source: Source, wanted: LogFilter, number: int) -> int | None:
    """How many lines of the filter stand above the line with this number; None when the filter does not find it."""
    conditions, params = _conditions(wanted)
    with source.read():
        if not source.value(filtered("SELECT COUNT(*) FROM entry e", (*conditions, "e.id = ?")), [*params, number]):
            return None
        return int(source.value(filtered("SELECT COUNT(*) FROM entry e", (*conditions, "e.id > ?")), [*params, number]))


def run_count(source: Source) -> int:
    """How many runs there were."""
    return int(source.value("SELECT COUNT(*) FROM run"))


def run(source: Source, run_id: str = "") -> RunRow | None:
    """One run; without an id the newest sync that came to its end. None when there is none."""
    if run_id:
        found = source.row(_RUN + " WHERE id = ?", (run_id,))
    else:
        found = source.row(_RUN + " WHERE mode = 'sync' AND summary <> '' ORDER BY began_at DESC, id DESC LIMIT 1")
    return _run_row(found) if found else None


def runs(source: Source, offset: int = 0, limit: int = 100) -> list[RunRow]:
    """The runs, newest first."""
    return [_run_row(row) for row in source.rows(_RUN + " ORDER BY began_at DESC, id DESC LIMIT ? OFFSET ?", (limit, offset))]


def _run_row(row: tuple[str, ...]) -> RunRow:
    identity, mode, asked_by, began_at, ended_at, summary = row
    return RunRow(identity, mode, asked_by, known_instant(began_at), instant(ended_at), summary_of(summary))


def counts(source: Source) -> LogCounts:
    """The figures over the log."""
    with source.read():
        return LogCounts(
            all=count(source, LogFilter()),
            failed=count(source, LogFilter("failed")),
            to_decide=int(source.value("SELECT COUNT(*) FROM conflict WHERE state = 'open'")),
            in_step=int(source.value("SELECT COUNT(*) FROM link WHERE xero_stamp <> '' AND held = ''")),
        )


def _conditions(wanted: LogFilter) -> tuple[list[str], list[str]]:
    conditions: list[str] = []
    params: list[str] = []
    if wanted.view == "failed":
        conditions.append("e.result = 'failed'" if wanted.run else "e.result = 'failed' AND e.settled_by = 0")
    elif wanted.view == "to_decide":
        conditions.append("e.result = 'conflict'")
    elif wanted.view == "waiting":
        conditions.append(_UNANSWERED)
    elif wanted.view == "done":
        conditions.append("e.result = 'done'")
    of_cause = r"e.error_message LIKE ? ESCAPE '\'"
    for column, value in (("e.kind = ?", wanted.kind), ("e.run = ?", wanted.run), (of_cause, _like(wanted.cause))):
        if value:
            conditions.append(column)
            params.append(value)
    if wanted.record:
        conditions.append("(e.crm_id = ? OR e.xero_id = ?)")
        params += [wanted.record, wanted.record]
    if wanted.since is not None:
        conditions.append("e.at > ?")
        params.append(instant_text(wanted.since))
    for word in fold(wanted.text).split():
        conditions.append("instr(e.folded, ?) > 0")
        params.append(word)
    return conditions, params


def _like(cause: str) -> str:
    """A message as a pattern."""
    literal = cause.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return literal.replace(ANY, "%")
