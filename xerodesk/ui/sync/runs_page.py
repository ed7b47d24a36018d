"""Every sync there was: when, of what kind, who asked, how it adds up. Opening one shows its lines in the log."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from xerodesk.domain.changes import Changes
from xerodesk.store.queries import log
from xerodesk.store.queries.log import RunRow
from xerodesk.store.queries.source import Source
from xerodesk.ui.context import PageContext
from xerodesk.ui.errors import in_words
from xerodesk.ui.kit.cells import Cell, pill_cell
from xerodesk.ui.kit.models import Column, PagedModel, Window
from xerodesk.ui.kit.statepage import EmptyState, StatePage
from xerodesk.ui.kit.tables import DataTable
from xerodesk.ui.states import PILLS
from xerodesk.ui.sync.log_filters import route_of
from xerodesk.ui.sync.words import mirrored, mode_word, tally
from xerodesk.ui.wording import counted, moment


def read_runs(source: Source, offset: int, limit: int) -> Window:
    """A window of the runs, newest first."""
    with source.read():
        return Window(log.run_count(source), log.runs(source, offset, limit))


def result_cell(run: RunRow) -> Cell:
    """How a run ended."""
    summary = run.summary
    if summary is None:
        return pill_cell(PILLS["waiting"], "Under way" if run.ended_at is None else "Stopped")
    if summary.failed:
        return pill_cell(PILLS["failing"], f"{summary.failed:,} failing")
    if summary.conflicted:
        return pill_cell(PILLS["to_decide"], f"{summary.conflicted:,} to decide")
    return pill_cell(PILLS["done"], "Done")


def _figures(run: RunRow) -> Cell:
    if run.summary is None:
        return Cell("no summary: it was cut off or is still under way", "ink3")
    said = [tally(run.summary), *([f"read {documents}"] if (documents := mirrored(run.summary)) else []), *run.summary.notes]
    return Cell("; ".join(said), "ink")


def _calls(run: RunRow) -> Cell:
    return Cell(f"{run.summary.calls:,}" if run.summary else "–", "ink2")


class RunsTab(QWidget):
    """See the module. Route: sync/runs."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        columns = [
            Column("when", "When", lambda run: Cell(moment(run.began_at, datetime.now(UTC)), weight=500), 150),
            Column("mode", "What", lambda run: Cell(mode_word(run.mode), "ink2"), 100),
            Column("who", "Asked by", lambda run: Cell(run.asked_by or "–", "ink2"), 120),
            Column("figures", "How it adds up", _figures, 300, stretch=1),
            Column("calls", "Calls", _calls, 70, right=True, hide_below=760),
            Column("took", "Took", lambda run: Cell(took(run), "ink2"), 96, right=True, hide_below=760),
            Column("result", "Result", result_cell, 164),
        ]
        self.model = PagedModel(columns, context.tasks, lambda run: run.id)
        self.table = DataTable("Syncs so far", self.model, inset=24)
        empty = EmptyState("No sync yet", "Each sync is kept here with what it did.", "Look at the next sync", icon="history")
        self.states = StatePage(self.table, empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self.states)
        self.table.opened.connect(self._open_run)
        self.model.loaded.connect(self._loaded)
        self.model.failed.connect(self._failed)
        self.states.retry.connect(self._load)
        empty.acted.connect(partial(context.navigate, "sync/next"))

    def open(self, _state: str) -> None:
        """Read the list."""
        self._load()

    def refresh(self, changes: Changes) -> None:
        """A sync began or ended."""
        if changes.touches("run", "entry"):
            self._load()

    def _load(self) -> None:
        self.states.show_loading()
        self.model.load(partial(read_runs, self._context.queries))

    def _loaded(self, total: int) -> None:
        if total:
            self.states.show_filled()
        else:
            self.states.show_empty()

    def _failed(self, error: Exception) -> None:
        self.states.show_error(*in_words(error))

    def _open_run(self, run: RunRow) -> None:
        self._context.navigate(route_of(run=run.id))


def took(run: RunRow) -> str:
    """How long a run took: under a second, 12 seconds, 4 minutes."""
    if run.ended_at is None:
        return "–"
    seconds = (run.ended_at - run.began_at).total_seconds()
    if seconds < 1:
        return "under 1 s"
    return f"{round(seconds):,} s" if seconds < 90 else counted(round(seconds / 60), "minute")
