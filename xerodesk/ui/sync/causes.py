"""What fails, by cause: how many records, why, what to do, how often it was tried, and a Resync of the whole group."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from xerodesk.store.queries.causes import Cause
from xerodesk.ui.kit.cells import Cell
from xerodesk.ui.kit.labels import Heading
from xerodesk.ui.kit.models import Column, PagedModel
from xerodesk.ui.kit.rows import TwoLines
from xerodesk.ui.kit.tables import DataTable
from xerodesk.ui.sync.words import kind_word, plain_why, tries
from xerodesk.ui.tasks import Tasks
from xerodesk.ui.theme import show_if, theme
from xerodesk.ui.wording import moment

_ROW = 46
_NAME = 60
_SEEN = 3  # of more causes the rest scrolls


def title_of(cause: Cause) -> str:
    """A cause in words: "6 customers: postcode is longer than Xero's 50 characters."."""
    message = plain_why(cause.kind, cause.message)
    name = cause.title if len(cause.title) <= _NAME else f"{cause.title[:_NAME]}…"
    who = name if cause.count == 1 else f"{cause.count:,} {kind_word(cause.kind, cause.count).lower()}"
    return f"{who}: {message}"


class CausesList(QWidget):
    """Hidden while nothing fails. `resync_wanted(cause)`; `chosen(cause)` when its lines are to be shown."""

    resync_wanted = Signal(object)
    chosen = Signal(object)

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._model = PagedModel(
            [
                Column("cause", "", self._cause, 300, stretch=1),
                Column("tries", "", self._tries, 150),
                Column("resync", "", self._deed, 128),
            ],
            tasks,
            lambda cause: (cause.kind, cause.message),
        )
        self.table = DataTable("Failing, by cause", self._model, row_height=_ROW, heading_height=0, inset=24)
        self.table.deed.connect(self._resync)
        self.table.opened.connect(self.chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(4)
        heading = Heading("Failing, by cause", "Enter shows the lines of a cause, Space syncs them again", "base")
        heading.setContentsMargins(24, 0, 24, 0)
        column.addWidget(heading)
        column.addWidget(self.table)
        self.setHidden(True)

    def show_causes(self, causes: Sequence[Cause]) -> None:
        """Show these."""
        self._model.show_rows(list(causes))
        self.table.setFixedHeight(theme().px(_ROW) * min(_SEEN, max(1, len(causes))) + 2)
        show_if(self, bool(causes))

    def _resync(self, cause: object, _key: str) -> None:
        self.resync_wanted.emit(cause)

    def _cause(self, cause: Cause) -> TwoLines:
        advice = cause.advice or "Open the lines to see what each record needs."
        return TwoLines(title_of(cause), advice, "crossed-circle", "bad")

    def _tries(self, cause: Cause) -> Cell:
        first = f"first {moment(cause.first_at, datetime.now(UTC))}"
        words = tries(cause.tries)
        return Cell(f"{words}, {first}" if words else first, "ink2", size="small")

    def _deed(self, cause: Cause) -> Cell:
        return Cell(f"Resync {cause.count:,}", deed=True)
