"""What a test sync did, record by record, on both sides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from xerodesk.domain.log import Entry, RunSummary
from xerodesk.store.queries import log
from xerodesk.store.queries.log import LogFilter
from xerodesk.store.queries.source import Source
from xerodesk.ui.kit.cells import Cell, pill_cell
from xerodesk.ui.kit.labels import Part, SentenceLabel
from xerodesk.ui.kit.models import Column, PagedModel
from xerodesk.ui.kit.tables import DataTable
from xerodesk.ui.states import PILLS
from xerodesk.ui.sync.choosing import Chosen
from xerodesk.ui.sync.words import RESULTS, what
from xerodesk.ui.tasks import Tasks


@dataclass(frozen=True, slots=True)
class Outcome:
    """What happened to a record: in words for each side, the state, and its ids now."""

    title: str
    kind: str
    crm_id: str
    xero_id: str
    here: str
    in_xero: str
    look: str
    result: str
    why: str = ""


def outcomes(source: Source, run: str, chosen: Sequence[Chosen]) -> list[Outcome]:
    """What a run did to the chosen records. For the store lane."""
    lines = list(log.entries(source, LogFilter(run=run)))
    return [_outcome(source, one, [line for line in lines if _about(line, one)]) for one in chosen]


def _about(line: Entry, one: Chosen) -> bool:
    return bool(one.crm_id and line.crm_id == one.crm_id) or bool(one.xero_id and line.xero_id == one.xero_id)


def _outcome(source: Source, one: Chosen, lines: Sequence[Entry]) -> Outcome:
    crm_id = next((line.crm_id for line in lines if line.crm_id), one.crm_id)
    xero_id = next((line.xero_id for line in lines if line.xero_id), one.xero_id)
    if crm_id and not xero_id:
        xero_id = str(source.value("SELECT xero_id FROM link WHERE kind = ? AND crm_id = ?", (one.kind, crm_id)) or "")
    worst = next((line for result in ("failed", "conflict") for line in lines if line.result == result), None)
    here = _said([line for line in lines if line.direction == "to_crm" and line.result == "done"])
    there = _said([line for line in lines if line.direction == "to_xero" and line.result == "done"])
    if worst is None:
        return Outcome(one.title, one.kind, crm_id, xero_id, here, there, "done", "In step")
    look, words = RESULTS[worst.result]
    advice = worst.error.advice if worst.error is not None else ""
    return Outcome(one.title, one.kind, crm_id, xero_id, here, there, look, words, f"{what(worst)} {advice}".strip())


def _said(lines: Sequence[Entry]) -> str:
    return ", ".join(what(line).rstrip(".") for line in lines) or "unchanged"


class OutcomeView(QWidget):
    """The result of a test. `xero_wanted(kind, Xero id)`, `record_wanted(kind, crm id, Xero id)`."""

    xero_wanted = Signal(str, str)
    record_wanted = Signal(str, str, str)

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        columns = [
            Column("name", "Customer", lambda row: Cell(row.title, weight=500), 200, stretch=4),
            Column("result", "Result", lambda row: pill_cell(PILLS[row.look], row.result), 120),
            Column("here", "In xerodesk", lambda row: Cell(row.here, "ink3" if row.here == "unchanged" else "ink"), 130, stretch=2),
            Column("there", "In Xero", lambda row: Cell(row.in_xero, "ink3" if row.in_xero == "unchanged" else "ink"), 130, stretch=2),
            Column("why", "What to do", lambda row: Cell(row.why, "ink2", tip=row.why), 120, stretch=3),
            Column("open", "", lambda row: Cell("Open in Xero", deed=True) if row.xero_id else Cell(), 124),
        ]
        self.model = PagedModel(columns, tasks, lambda row: row.crm_id or row.xero_id)
        self.table = DataTable("What the test did", self.model, row_height=34, inset=24)
        self.sentence = SentenceLabel()
        self.sentence.setContentsMargins(24, 0, 24, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.sentence)
        column.addWidget(self.table, 1)
        self.table.deed.connect(self._open)
        self.table.opened.connect(self._record)

    def show_outcome(self, summary: RunSummary, rows: Sequence[Outcome]) -> None:
        """Show what happened."""
        parts: list[Part | str] = [Part(f"{summary.synced:,} of {summary.found:,}", "strong"), " in step"]
        if summary.failed:
            parts += [", ", Part(f"{summary.failed:,} failing", "bad")]
        if summary.conflicted:
            parts += [", ", Part(f"{summary.conflicted:,} to decide", "warn")]
        if summary.excluded:
            parts.append(f", {summary.excluded:,} left out")
        self.sentence.set_parts([*parts, ". Look at them on both sides before going on."])
        self.model.show_rows(rows)

    def _open(self, row: Outcome, _key: str) -> None:
        self.xero_wanted.emit(row.kind, row.xero_id)

    def _record(self, row: Outcome) -> None:
        self.record_wanted.emit(row.kind, row.crm_id, row.xero_id)

