"""The columns of a file and the field each goes to, with its first values: a combo box a column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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
        self._recognised: dict[str, str] = {}
        self._lines: list[_Line] = []
        self._shown: tuple[str, tuple[str, ...]] = ("", ())

    @property
    def choices(self) -> dict[str, Choice]:
        """Heading -> its combo box."""
        return {line.heading: line.choice for line in self._lines}

    def forget(self) -> None:
        """Another file or kind: nothing was chosen yet."""
        self._mine.clear()
        self._shown = ("", ())

    def chosen(self) -> Mapping[str, str]:
        """Heading -> field, "" to leave out, for what the user chose herself; a field takes one column, and the newest choice has it.

        What was recognised only gives way while the choice stands: who passes over a field by key takes nothing from another column.
        """
        taken: dict[str, str] = {}
        found: dict[str, str] = {}
        for heading, field in reversed(self._mine.items()):
            found[heading] = "" if field in taken else field
            if field:
                taken.setdefault(field, heading)
        for heading, field in self._recognised.items():
            if field in taken and heading not in found:
                found[heading] = ""
        return found

    def show_columns(self, kind: str, columns: Sequence[Column], table: Table) -> None:
        """Show the columns as they are now understood; the same ones stay where they are, with the keyboard in them."""
        if not self._mine:
            self._recognised = {column.heading: column.field for column in columns}
        shown = (kind, tuple(column.heading for column in columns))
        if shown != self._shown:
            self._shown = shown
            self._build(kind, columns)
        for line, column in zip(self._lines, columns, strict=True):
            line.values.setText(first_values(table, column.index))
            line.choice.set_value(column.field)
            line.why.setText(column.reason if column.field or column.reason != "not known" else "not recognised")

    def _build(self, kind: str, columns: Sequence[Column]) -> None:
        if self._inside is not None:
            self._inside.hide()
            self._inside.deleteLater()
        self._inside = inside = QWidget()
        self._lines = []
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(3)
        grid.setColumnMinimumWidth(0, theme().px(120))
        grid.setColumnMinimumWidth(3, theme().px(150))
        grid.setColumnStretch(1, 1)
        for at, heading in enumerate(("Column in the file", "First values", "Goes to", "Why")):
            grid.addWidget(Text(heading, "small", "ink3", 500), 0, at)
        grid.addWidget(Hairline(strong=True), 1, 0, 1, 4)
        for number, column in enumerate(columns):
            self._add(grid, 2 * number + 2, kind, column)
        self._column.addWidget(inside)

    def _add(self, grid: QGridLayout, row: int, kind: str, column: Column) -> None:
        heading = column.heading or f"(column {column.index + 1})"
        name = ElidedText(heading, weight=500)
        name.setMaximumWidth(theme().px(180))
        choice = Choice(f"{heading} goes to", field_options(kind, heading, column.field))
        choice.setFixedWidth(theme().px(196))
        choice.chosen.connect(self._picked)
        line = _Line(column.heading, ElidedText("", ink="ink2"), choice, Text("", "small", "ink3"))
        self._lines.append(line)
        for at, widget in enumerate((name, line.values, line.choice, line.why)):
            grid.addWidget(widget, row, at, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(Hairline(), row + 1, 0, 1, 4)

    def _picked(self, field: object) -> None:
        sender = self.sender()
        heading = next((line.heading for line in self._lines if line.choice is sender), None)
        if heading is not None:
            self._mine.pop(heading, None)  # the newest choice stands last
            self._mine[heading] = str(field)
            self.changed.emit()


@dataclass(frozen=True, slots=True)
class _Line:
    """What one column shows."""

    heading: str
    values: ElidedText
    choice: Choice
    why: Text


def first_values(table: Table, index: int) -> str:
    """The first values that are filled, for recognising a column by what is in it."""
    found = (row.cells[index].strip() for row in table.rows if index < len(row.cells) and row.cells[index].strip())
    return ", ".join(" ".join(value.split())[:60] for value, _ in zip(found, range(_FIRST), strict=False)) or "empty"
