"""The columns of a file and the field each goes to, with its first values: a combo box a column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from xerodesk.services.imports.recognise import Column
from xerodesk.services.imports.table import Table
from xerodesk.ui.kit.fields import Choice
from xerodesk.ui.kit.labels import ElidedText, Hairline, Text
from xerodesk.ui.setup.import_words import field_options
from xerodesk.ui.theme import theme

_FIRST = 3


class ColumnsForm(QWidget):
    """`changed` when the user chose another field for a column; `chosen()` is her word over what was recognised."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._inside: QWidget | None = None
        self._mine: dict[str, str] = {}
        self.choices: dict[str, Choice] = {}

    def forget(self) -> None:
        """Another file or kind: nothing was chosen yet."""
        self._mine.clear()

    def chosen(self) -> Mapping[str, str]:
        """Heading -> field, "" to leave out, for what the user chose herself."""
        return dict(self._mine)

    def show_columns(self, kind: str, columns: Sequence[Column], table: Table) -> None:
        """Show the columns as they are now understood."""
        if self._inside is not None:
            self._inside.hide()
            self._inside.deleteLater()
        self._inside = inside = QWidget()
        self.choices = {}
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(3)
        grid.setColumnMinimumWidth(0, theme().px(120))
        grid.setColumnStretch(1, 1)
        for at, heading in enumerate(("Column in the file", "First values", "Goes to", "Why")):
            grid.addWidget(Text(heading, "small", "ink3", 500), 0, at)
        grid.addWidget(Hairline(strong=True), 1, 0, 1, 4)
        for number, column in enumerate(columns):
            self._add(grid, 2 * number + 2, kind, column, table)
        self._column.addWidget(inside)

    def _add(self, grid: QGridLayout, row: int, kind: str, column: Column, table: Table) -> None:
        heading = column.heading or f"(column {column.index + 1})"
        name = ElidedText(heading, weight=500)
        name.setMaximumWidth(theme().px(180))
        values = ElidedText(first_values(table, column.index), ink="ink2")
        choice = Choice(f"{heading} goes to", field_options(kind, heading, column.field))
        choice.set_value(column.field)
        choice.setFixedWidth(theme().px(196))
        choice.setProperty("heading", column.heading)
        choice.chosen.connect(self._picked)
        self.choices[column.heading] = choice
        why = Text(column.reason if column.field or column.reason != "not known" else "not recognised", "small", "ink3")
        for at, widget in enumerate((name, values, choice, why)):
            grid.addWidget(widget, row, at, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(Hairline(), row + 1, 0, 1, 4)

    def _picked(self, field: object) -> None:
        sender = self.sender()
        if not isinstance(sender, Choice):
            return
        heading = str(sender.property("heading"))
        self._mine[heading] = str(field)
        for other, choice in self.choices.items():
            if field and other != heading and choice.value() == field:  # a field takes one column: the newest choice has it
                self._mine[other] = ""
        self.changed.emit()


def first_values(table: Table, index: int) -> str:
    """The first values that are filled, for recognising a column by what is in it."""
    found = (row.cells[index].strip() for row in table.rows if index < len(row.cells) and row.cells[index].strip())
    return ", ".join(" ".join(value.split())[:60] for value, _ in zip(found, range(_FIRST), strict=False)) or "empty"
