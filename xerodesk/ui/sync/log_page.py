"""The log: how the last sync adds up, what fails and why, and every value that moved."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from xerodesk.domain.changes import Changes
from xerodesk.services.export import export
from xerodesk.store.queries import log
from xerodesk.store.queries.causes import Cause
from xerodesk.store.queries.export import entry_row
from xerodesk.store.queries.log import LogFilter
from xerodesk.store.queries.source import Source
from xerodesk.ui.context import PageContext
from xerodesk.ui.errors import in_words
from xerodesk.ui.kit.labels import KeyHints
from xerodesk.ui.kit.statepage import EmptyState, StatePage
from xerodesk.ui.sync.causes import CausesList
from xerodesk.ui.sync.log_deeds import LineDeeds
from xerodesk.ui.sync.log_filters import LogFilters, filter_of
from xerodesk.ui.sync.log_header import TallyBar
from xerodesk.ui.sync.log_reading import LogSurroundings, surroundings
from xerodesk.ui.sync.log_resync import Resync
from xerodesk.ui.sync.log_table import LogTable
from xerodesk.ui.sync.places import XeroLinks, route_to
from xerodesk.ui.sync.runner import Runner
from xerodesk.ui.sync.words import run_name, support_text, tally
from xerodesk.ui.tasks import Lane
from xerodesk.ui.wording import counted

_HINTS = [("J K", "next, previous"), ("Enter", "open or close"), ("R", "resync"), ("O", "open the record")]


def write_lines(source: Source, wanted: LogFilter, path: Path) -> int:
    """Write the lines of a filter, oldest first, as CSV; returns how many. Raises BadFile."""
    return export("log", (entry_row(one) for one in log.entries(source, wanted)), "csv", path)


class LogTab(QWidget):
    """See the module. Route: sync/log?view=failed&kind=contact&run=…&record=…&text=…"""

    def __init__(self, context: PageContext, runner: Runner) -> None:
        super().__init__()
        self._context = context
        self._resync = Resync(context, runner, self)
        self._runner = runner
        self._links = XeroLinks(context, self)
        self._wanted = LogFilter()
        self.tally = TallyBar()
        self.filters = LogFilters()
        self.causes = CausesList(context.tasks)
        self.table = LogTable(context.tasks)
        self.deeds = LineDeeds()
        self.hints = KeyHints(_HINTS)
        why = "Every value that moves between xerodesk and Xero stands here, line by line."
        self._empty = EmptyState("Nothing was synced yet", why, "Look at the next sync", icon="list")
        self.states = StatePage(self._lines(), self._empty)
        self._none = EmptyState("No line like this", "No line of the log has what you are looking for.", "Show all lines", icon="search")
        self.states.addWidget(self._none)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.tally, self.filters):
            column.addWidget(widget)
        column.addWidget(self.states, 1)
        column.addWidget(self.hints)
        self._listen()

    def open(self, state: str) -> None:
        """Show the lines a route asks for."""
        marked = self._wanted.run or self._wanted.record or self._wanted.cause
        if not state and self.table.rows.rowCount() and not marked:
            return  # back from another tab: what the user chose to see stays
        key, wanted = filter_of(state)
        self.filters.show_filter(key, wanted)
        self._show(wanted)

    def refresh(self, changes: Changes) -> None:
        """The log grew, or what it speaks of changed."""
        if changes.touches("entry", "run", "conflict"):
            self._read()
            self.table.read_again()

    # ---- reading

    def _show(self, wanted: LogFilter) -> None:
        self._wanted = wanted
        self.states.show_loading()
        self.table.show_lines(self._context.queries, wanted)
        self._read()

    def _read(self) -> None:
        work = partial(surroundings, self._context.queries, self._wanted)
        self._context.tasks.run(Lane.STORE, work, self._read_done, self._failed)

    def _read_done(self, found: LogSurroundings) -> None:
        self.tally.show_run(found.run)
        self.tally.show_failing(found.failing)
        self.filters.show_counts(found.counts)
        named = self._wanted.run or self._wanted.record or self._wanted.text or self._wanted.cause
        self.causes.show_causes(() if named or self._wanted.view not in ("all", "failed") else found.causes)
        if self._wanted.run and found.run is not None:
            self.filters.name_run(run_name(found.run, found.run.began_at))
        self.deeds.show_count(found.counts[self.filters.tabs.current() or "all"])
        summary = found.run.summary if found.run is not None else None
        self.hints.note.setText(tally(summary) if summary is not None else "")
        if not found.lines:
            self.states.show_empty()
        elif not found.counts[self.filters.tabs.current() or "all"]:
            self.states.show_filled()  # puts the loading state's timer away
            self.states.setCurrentWidget(self._none)
        else:
            self.states.show_filled()

    def _failed(self, error: Exception) -> None:
        self.states.show_error(*in_words(error))

    # ---- deeds

    def _listen(self) -> None:
        self.filters.changed.connect(self._show)
        self.tally.resync_wanted.connect(self._resync.all)
        self.tally.sync_wanted.connect(partial(self._context.navigate, "sync/next"))
        self.causes.resync_wanted.connect(self._resync.cause)
        self.causes.chosen.connect(self._show_cause)
        self.table.selectionModel().selectionChanged.connect(self._selection)
        self.table.rows.failed.connect(self._failed)
        self.table.asked.connect(self._asked)
        self.deeds.wanted.connect(self._asked)
        self.states.retry.connect(self._again)
        self._empty.acted.connect(partial(self._context.navigate, "sync/next"))
        self._none.acted.connect(self.filters.clear)
        self._runner.began.connect(self._busy)
        self._runner.done.connect(self._busy)
        self._runner.failed.connect(self._busy)
        self._busy()

    def _again(self) -> None:
        self._show(self._wanted)

    def _busy(self, *_told: object) -> None:
        busy = self._runner.errand is not None
        self.tally.set_busy(busy)
        self.deeds.set_busy(busy)

    def _selection(self, *_told: object) -> None:
        self.deeds.show_lines(self.table.lines())

    def _asked(self, deed: str) -> None:
        lines = self.table.lines()
        if deed == "export":
            self._export()
            return
        if not lines:
            return
        entry = lines[0].entry
        if deed == "resync":
            self._resync.lines(lines)
        elif deed == "decide":
            self._context.navigate(f"sync/decide/{entry.crm_id or entry.xero_id}")
        elif deed == "record":
            route = route_to(entry.kind, entry.crm_id, entry.xero_id)
            if route:
                self._context.navigate(route)
            else:
                self._context.notices.toast("This line has no record of its own in xerodesk.")
        elif deed == "xero":
            self._links.open(entry.kind, entry.xero_id)
        elif deed == "copy":
            QGuiApplication.clipboard().setText("\n\n".join(support_text(one.entry) for one in lines))
            self._context.notices.toast(f"{counted(len(lines), 'line')} copied for support, without values or sign-in data.")

    def _show_cause(self, cause: Cause) -> None:
        self.filters.show_cause(cause.kind, cause.message)

    def _export(self) -> None:
        path, _kind = QFileDialog.getSaveFileName(self, "Export these lines", "xerodesk log.csv", "CSV (*.csv)")
        if path:
            self.export_to(Path(path))

    def export_to(self, path: Path) -> None:
        """Write the lines that are shown to a file."""
        work = partial(write_lines, self._context.queries, self._wanted, path)
        self._context.tasks.run(Lane.STORE, work, partial(self._exported, path), self._context.notices.trouble)

    def _exported(self, path: Path, count: int) -> None:
        self._context.notices.toast(f"{counted(count, 'line')} written to {path.name}.")

    def _lines(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.causes)
        column.addWidget(self.deeds)
        column.addWidget(self.table, 1)
        return part
