"""What an import would do or did: a sentence that adds up, the first rows as they will be stored, and every problem with its line."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from xerodesk.mapping import catalogues
from xerodesk.services.imports.recognise import SINGULAR
from xerodesk.services.imports.run import ImportResult
from xerodesk.ui.kit.buttons import Button
from xerodesk.ui.kit.cells import Cell
from xerodesk.ui.kit.labels import Heading, SentenceLabel, Text
from xerodesk.ui.kit.models import Column, PagedModel
from xerodesk.ui.kit.tables import DataTable
from xerodesk.ui.setup.import_words import outcome_parts, value_words
from xerodesk.ui.tasks import Tasks
from xerodesk.ui.theme import show_if, theme
from xerodesk.ui.wording import counted

_MOST_COLUMNS = 5
_ROW, _HEADING, _MOST_ROWS = 30, 28, 8


class Outcome(QWidget):
    """`file_wanted(path)` opens the file with the rows that were left out."""

    file_wanted = Signal(object)

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self._path: Path | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.sentence = SentenceLabel()
        column.addWidget(self.sentence)
        row = QHBoxLayout()
        self._where = Text("", "small", "ink2", wrap=True)
        self.open_file = Button("Open the rows left out", icon="file")
        self.open_file.clicked.connect(self._open)
        row.addWidget(self.open_file)
        row.addWidget(self._where, 1)
        column.addLayout(row)
        self._tables = QVBoxLayout()
        self._tables.setSpacing(8)
        column.addLayout(self._tables)
        column.addStretch()

    def show_result(self, result: ImportResult, *, preview: bool) -> None:
        """Show a preview or the outcome."""
        self.sentence.set_parts(outcome_parts(result, preview=preview))
        self._path = Path(result.problem_file) if result.problem_file else None
        show_if(self.open_file, self._path is not None)
        self._where.setText(f"Written to {self._path}, with the reason in each row." if self._path else "")
        show_if(self._where, self._path is not None)
        while (item := self._tables.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if result.problems:
            shown = counted(len(result.problems), "problem")
            self._add("Rows with problems", f"{shown}; the other rows do not wait for them", self._problems(result))
        if result.sample:
            verb = "will be stored" if preview else "were stored"
            self._add(f"The first rows as they {verb}", f"{len(result.sample)} of {result.found:,}", self._sample(result))

    def _add(self, title: str, note: str, table: DataTable) -> None:
        self._tables.addWidget(Heading(title, note, "base"))
        self._tables.addWidget(table)

    def _problems(self, result: ImportResult) -> DataTable:
        columns = [
            Column("line", "Line", lambda row: Cell(f"{row.line:,}"), 56, right=True),
            Column("column", "Column", lambda row: Cell(row.column or "the row", "ink2"), 130),
            Column("value", "Value", lambda row: Cell(row.value, "bad"), 130, stretch=1),
            Column("why", "Why", lambda row: Cell(row.message), 260, stretch=2),
        ]
        return self._table("Rows with problems", columns, list(result.problems))

    def _sample(self, result: ImportResult) -> DataTable:
        fields = [one for one in catalogues.crm(SINGULAR[result.kind]).fields if one.type != "people"]
        used = [one for one in fields if any(row.get(one.name) for row in result.sample)][:_MOST_COLUMNS]
        columns = [Column(one.name, one.label, partial(_cell, one.name), 110, stretch=2 if at == 0 else 1) for at, one in enumerate(used)]
        return self._table("First rows", columns or [Column("none", "", lambda _row: Cell("empty"), 100)], list(result.sample))

    def _table(self, name: str, columns: list[Column], rows: list[Any]) -> DataTable:
        model = PagedModel(columns, self._tasks)
        table = DataTable(name, model, row_height=_ROW, heading_height=_HEADING)
        model.show_rows(rows)
        table.setFixedHeight(theme().px(_ROW * min(_MOST_ROWS, len(rows)) + _HEADING + 16))
        return table

    def _open(self) -> None:
        if self._path is not None:
            self.file_wanted.emit(self._path)


def _cell(name: str, row: dict[str, Any]) -> Cell:
    return Cell(value_words(row.get(name, "")), weight=500 if name in ("name", "title", "code") else 400)
