"""The people of a customer, edited: a row of fields for each, added and taken away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QWidget

from xerodesk.domain.values import Line
from xerodesk.ui.kit.buttons import Button, IconButton
from xerodesk.ui.kit.labels import Text
from xerodesk.ui.theme import show_if

_TEXTS = (("first_name", "First name"), ("last_name", "Last name"), ("email", "E-mail"), ("phone", "Phone"), ("role", "Role"))
_GETS = "gets_invoice"


class _PersonRow:
    """The inputs of one person; what has no input here is kept."""

    def __init__(self, person: Line) -> None:
        self.before = dict(person)
        self.texts = {name: QLineEdit(str(person.get(name, ""))) for name, _ in _TEXTS}
        self.gets = QCheckBox()
        self.gets.setChecked(person.get(_GETS) is True)
        self.remove = IconButton("trash", "Take this person away")

    def value(self) -> Line:
        """The person as it stands in the inputs."""
        return {**self.before, **{name: field.text().strip() for name, field in self.texts.items()}, _GETS: self.gets.isChecked()}

    def widgets(self) -> list[QWidget]:
        """The inputs from left to right."""
        return [*self.texts.values(), self.gets, self.remove]


class PeopleForm(QWidget):
    """`edited()` at every change. `value()` is the list of people, the wholly blank ones left out."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("People")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(6)
        self._heads = [Text(words, "small", "ink3") for words in (*(words for _, words in _TEXTS), "Invoices")]
        for at, head in enumerate(self._heads):
            self._grid.addWidget(head, 0, at)
        self.add = Button("Add a person", "quiet", "plus", "row")
        self.add.clicked.connect(self._add_blank)
        self._rows: list[_PersonRow] = []
        self._lay_out()

    def value(self) -> list[Line]:
        """The people."""
        people = [row.value() for row in self._rows]
        return [person for person in people if any(person[name] for name, _ in _TEXTS)]

    def set_value(self, people: Sequence[Line]) -> None:
        """Show these people, without telling."""
        for row in self._rows:
            self._drop(row)
        self._rows = []
        for person in people:
            self._append(person)
        self._lay_out()

    def _append(self, person: Line) -> _PersonRow:
        row = _PersonRow(person)
        number = len(self._rows) + 1
        for name, words in _TEXTS:
            row.texts[name].setAccessibleName(f"{words} of person {number}")
            row.texts[name].textEdited.connect(self._told)
        row.gets.setAccessibleName(f"Person {number} gets invoices")
        row.gets.setToolTip("Gets invoices")
        row.gets.toggled.connect(self._told)
        row.remove.clicked.connect(self._remove_clicked)
        self._rows.append(row)
        return row

    def _add_blank(self) -> None:
        row = self._append({name: "" for name, _ in _TEXTS})
        self._lay_out()
        row.texts["first_name"].setFocus()
        self.edited.emit()

    def _remove_clicked(self) -> None:
        sender = self.sender()
        row = next((one for one in self._rows if one.remove is sender), None)
        if row is not None:
            self._rows.remove(row)
            self._drop(row)
            self._lay_out()
            self.edited.emit()

    def _drop(self, row: _PersonRow) -> None:
        for widget in row.widgets():
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()

    def _lay_out(self) -> None:
        for head in self._heads:
            show_if(head, bool(self._rows))
        for down, row in enumerate(self._rows, start=1):
            for at, widget in enumerate(row.widgets()):
                self._grid.addWidget(widget, down, at)
        self._grid.addWidget(self.add, len(self._rows) + 1, 0, 1, 2)
        self.setTabOrder(self._rows[-1].remove, self.add) if self._rows else None

    def _told(self) -> None:
        self.edited.emit()
