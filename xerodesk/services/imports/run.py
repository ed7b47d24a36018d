"""Importing a file: read, recognise, compare, and store everything good in one transaction. A preview stops before storing."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xerodesk.domain.changes import Changes
from xerodesk.domain.errors import BadFile, Cancelled, Misuse
from xerodesk.domain.ids import new_id
from xerodesk.domain.log import RunSummary
from xerodesk.domain.progress import Progress
from xerodesk.domain.values import Value
from xerodesk.services.imports.laying import changes_of, lay, lay_deal
from xerodesk.services.imports.pairing import ContactPairing, Target, pairing_of
from xerodesk.services.imports.ports import ImportStore, NewRecord, Twin
from xerodesk.services.imports.problem_file import write_problems
from xerodesk.services.imports.recognise import SINGULAR, Column, Recognised, known_headings, recognise
from xerodesk.services.imports.rows import ParsedRow, RowParser, RowProblem
from xerodesk.services.imports.sniff import Sniffed
from xerodesk.services.imports.table import Table, read_table

_SAMPLES = 200
_STEP = 500
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did, or (preview) would do. Counts are of records, `found` of rows; `columns` and `sniffed` are shown for checking.

    `sample` holds the first records as they would be stored. `problem_file` is "" when there is none.
    """

    run: str
    kind: str
    found: int
    added: int
    updated: int
    skipped: int
    duplicates: int
    problems: tuple[RowProblem, ...]
    problem_rows: int
    problem_file: str
    source: str
    columns: tuple[Column, ...]
    sniffed: Sniffed
    sample: tuple[Mapping[str, Value], ...]
    seconds: float
    changes: Changes

    @property
    def summary(self) -> RunSummary:
        """The run's summary: good rows are synced, rows with problems failed."""
        good = self.found - self.problem_rows
        return RunSummary(self.run, self.found, good, 0, self.problem_rows, 0, {}, 0, self.seconds, 0)

    def answer(self) -> dict[str, Any]:
        """The command line's answer (contract: run, summary ... problem_file)."""
        good = self.found - self.problem_rows
        return {
            "run": self.run,
            "summary": {"found": self.found, "synced": good, "excluded": 0, "failed": self.problem_rows, "conflicted": 0},
            "mirrored": {},
            "calls": 0,
            "seconds": round(self.seconds, 3),
            "entries": 0,
            "added": self.added,
            "updated": self.updated,
            "skipped": self.skipped,
            "problems": [{"line": one.line, "column": one.column, "value": one.value, "message": one.message} for one in self.problems],
            "problem_file": self.problem_file,
            "duplicates": self.duplicates,
            "source": self.source,
            "columns": {column.heading: column.field for column in self.columns},
            "written_as": self.sniffed.words,
        }


@dataclass(frozen=True, slots=True)
class _Outcome:
    """The comparison's result, before anything is stored."""

    new: list[Target]
    changed: list[tuple[Target, dict[str, Value]]]
    same: list[Target]
    twins: list[Twin]
    bad: list[ParsedRow]


def inspect_file(
    kind: str, path: Path, chosen: Mapping[str, str] | None = None, overrule: Sniffed | None = None
) -> tuple[Table, Recognised]:
    """How a file is written and which column is which field, for the import page to show. Raises BadFile."""
    if kind not in SINGULAR:
        raise Misuse(f"“{kind}” cannot be imported.", f"Import one of: {', '.join(SINGULAR)}.")
    table = read_table(path, lambda cells: known_headings(kind, cells), overrule)
    return table, recognise(kind, table.headings, [row.cells for row in table.rows[:_SAMPLES]], chosen)


def import_file(
    store: ImportStore,
    kind: str,
    path: Path,
    *,
    chosen: Mapping[str, str] | None = None,
    overrule: Sniffed | None = None,
    preview: bool = False,
    clear_empty: bool = False,
    day_first: bool = True,
    progress: Progress | None = None,
) -> ImportResult:
    """Import `contacts`, `products` or `deals` from a CSV or XLSX file.

    `chosen` (heading -> field, "" to leave out) and `overrule` are the user's word over what was recognised. `clear_empty` lets empty cells
    empty fields. `day_first` is the order of days where the file tells nothing. Good rows are stored in one transaction; rows with
    problems go to a file. Raises BadFile for a file that cannot be used, Cancelled (nothing is stored), StoreTrouble.
    """
    began = time.monotonic()
    progress = progress or Progress()
    progress.step("Reading the file")
    table, recognised = inspect_file(kind, path, chosen, overrule)
    rows = list(RowParser(kind, recognised, table.sniffed, day_first=day_first).parse(table.rows))
    if not rows:
        raise BadFile("This file has headings but no rows below them.", "Choose a file with at least one row.")
    run, problem_file = ("" if preview else new_id()), ""
    try:
        progress.check()
        if preview:
            outcome = _compared(store, kind, recognised, rows, clear_empty=clear_empty, progress=progress)
        else:
            with store.transaction():
                outcome = _compared(store, kind, recognised, rows, clear_empty=clear_empty, progress=progress)
                _stored(store, SINGULAR[kind], _source(recognised), outcome, progress)
                result = _result(run, kind, table, recognised, outcome, rows, "", time.monotonic() - began)
                store.note_run(result.summary)
    except Cancelled:
        raise Cancelled("Stopped as you asked; nothing was imported.", "Import the file again when you like.") from None
    if outcome.bad and not preview:
        problem_file = _problem_file(path, table, outcome.bad)
    return _result(run, kind, table, recognised, outcome, rows, problem_file, time.monotonic() - began)


def columns_of(document: object) -> dict[str, str]:
    """The columns a map file chooses: `{"Heading": "field"}`, also under a key "columns". Raises BadFile."""
    inner = document.get("columns", document) if isinstance(document, dict) else None
    if not isinstance(inner, dict) or not all(isinstance(field, str) for field in inner.values()):
        raise BadFile('This map is not of the form {"Heading": "field"}.', 'Write, for example, {"Company": "name", "Notes": ""}.')
    return {str(heading): field for heading, field in inner.items()}


def _compared(
    store: ImportStore, kind: str, recognised: Recognised, rows: Sequence[ParsedRow], *, clear_empty: bool, progress: Progress
) -> _Outcome:
    """What each row means for the records there are; nothing is written."""
    source = _source(recognised)
    good = [row for row in rows if not row.problems]
    pairing = pairing_of(kind, store, source, good)
    groups: dict[str, tuple[Target, list[ParsedRow]]] = {}
    for number, row in enumerate(good):
        if number % _STEP == 0:
            progress.step("Comparing", number, len(good))
            progress.check()
        target = pairing.target(row)
        if target is not None:
            groups.setdefault(target.id, (target, []))[1].append(row)
    targets = [target for target, _ in groups.values()]
    for target, own in groups.values():
        if kind == "deals":
            lay_deal(target, own, clear_empty=clear_empty)
        else:
            for row in own:
                lay(kind, target, row, clear_empty=clear_empty)
    existing = [(target, changes_of(kind, target)) for target in targets if target.record is not None]
    return _Outcome(
        [target for target in targets if target.record is None],
        [(target, changes) for target, changes in existing if changes],
        [target for target, changes in existing if not changes],
        pairing.twins if isinstance(pairing, ContactPairing) else [],
        [row for row in rows if row.problems],
    )


def _stored(store: ImportStore, kind: str, source: str, outcome: _Outcome, progress: Progress) -> None:
    """Write everything; the caller holds the transaction."""
    total = len(outcome.new) + len(outcome.changed)
    for start in range(0, len(outcome.new), _STEP):
        progress.step("Storing", start, total)
        progress.check()
        some = outcome.new[start : start + _STEP]
        store.add(kind, [NewRecord(one.id, one.values, source if one.source_id else "", one.source_id) for one in some])
    for number, (target, changes) in enumerate(outcome.changed):
        if number % _STEP == 0:
            progress.step("Storing", len(outcome.new) + number, total)
            progress.check()
        if target.record is not None:
            store.change(kind, target.record, changes)
    met = [*(one for one, _ in outcome.changed), *outcome.same]
    known = store.with_source(kind, source, [row.source_id for one in met for row in one.rows if row.source_id])
    for target in met:
        named = next((row.source_id for row in target.rows if row.source_id), "")
        elsewhere = target.record is not None and target.record.facts.get("source", "") not in ("", source)
        if named and named not in known and not elsewhere:
            store.remember_source(kind, target.id, source, named)
    store.note_twins(outcome.twins)


def _source(recognised: Recognised) -> str:
    """The name under which foreign ids are kept."""
    return recognised.source or "file"


def _problem_file(path: Path, table: Table, bad: Sequence[ParsedRow]) -> str:
    try:
        return str(write_problems(path, table, bad))
    except OSError:
        return ""  # the problems themselves are in the answer


def _result(
    run: str,
    kind: str,
    table: Table,
    recognised: Recognised,
    outcome: _Outcome,
    rows: Sequence[ParsedRow],
    problem_file: str,
    seconds: float,
) -> ImportResult:
    touched = [*outcome.new, *(target for target, _ in outcome.changed)]
    return ImportResult(
        run=run,
        kind=kind,
        found=len(rows),
        added=len(outcome.new),
        updated=len(outcome.changed),
        skipped=len(outcome.same),
        duplicates=len(outcome.twins),
        problems=tuple(problem for row in outcome.bad for problem in row.problems),
        problem_rows=len(outcome.bad),
        problem_file=problem_file,
        source=recognised.label,
        columns=recognised.columns,
        sniffed=table.sniffed,
        sample=tuple(dict(target.values) for target in (*touched, *outcome.same)[:_SHOWN]),
        seconds=seconds,
        changes=_changes(SINGULAR[kind], touched) if run else Changes(),
    )


def _changes(kind: str, touched: Iterable[Target]) -> Changes:
    ids = [target.id for target in touched]
    return Changes.of(kind, *(ids if len(ids) <= _STEP else ())) if ids else Changes()
