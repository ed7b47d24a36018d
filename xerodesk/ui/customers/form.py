"""All fields of a customer as inputs, in the groups of the catalogue; what is wrong stands at its field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from xerodesk.domain.values import Value
from xerodesk.mapping import catalogues
from xerodesk.mapping.fields import Field as FieldSpec
from xerodesk.services.contacts import FieldFault
from xerodesk.ui.customers.people_form import PeopleForm
from xerodesk.ui.kit.fields import Choice, Field
from xerodesk.ui.kit.labels import Heading
from xerodesk.ui.kit.sections import ExpandableSection
from xerodesk.ui.theme import theme

_FOLDED = ("Delivery address",)
"""Groups that stay closed while they are empty."""
_HINTS = {
    "payment_terms": "Such as “Net 30” or “20th of next month”",
    "currency": "Three letters, such as AUD; empty for your own",
}


class CustomerForm(QWidget):
    """`edited()` at every change by the user."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._fields: dict[str, Field] = {}
        self.people = PeopleForm()
        self.people.edited.connect(self.edited)
        self._folded: dict[str, ExpandableSection] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        groups: dict[str, list[FieldSpec]] = {}
        for spec in catalogues.crm("contact").fields:
            groups.setdefault(spec.group, []).append(spec)
        for group, specs in groups.items():
            column.addWidget(self._group(group, specs))
        column.addStretch()

    # ---------------------------------------------------------------- values

    def values(self) -> dict[str, Value]:
        """All values as they stand."""
        found: dict[str, Value] = {name: _text_of(field.input) for name, field in self._fields.items() if name != "people"}
        return {**found, "people": list(self.people.value())}

    def set_values(self, values: Mapping[str, Value]) -> None:
        """Show these values, without telling; names that are not shown stay as they are."""
        for name, value in values.items():
            if name == "people":
                self.people.set_value(value if isinstance(value, list) else [])
            elif name in self._fields:
                _set_text(self._fields[name].input, value if isinstance(value, str) else "")
        for group, section in self._folded.items():
            section.set_open(any(values.get(spec.name) for spec in catalogues.crm("contact").fields if spec.group == group))

    def field(self, name: str) -> Field:
        """A field with its label. Raises KeyError for one that is not shown."""
        return self._fields[name]

    # ---------------------------------------------------------------- what is wrong

    def show_faults(self, faults: Iterable[FieldFault], notes: Mapping[str, str] | None = None) -> None:
        """Say at each field what is wrong, and nothing at the others; `notes` are other remarks by field."""
        told = dict(notes or {})
        for fault in faults:
            told[fault.field] = fault.message if fault.blocking else f"Xero would not take it: {fault.message} {fault.advice}"
        for name, field in self._fields.items():
            field.set_wrong(told.get(name, ""))

    def to_field(self, name: str) -> None:
        """Put the keyboard into a field."""
        if name in self._fields:
            self._fields[name].input.setFocus()

    # ---------------------------------------------------------------- how it looks

    def _group(self, group: str, specs: list[FieldSpec]) -> QWidget:
        inside = QWidget()
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        at = 0
        for spec in specs:
            field = self._made(spec)
            wide = spec.type in ("long_text", "people")
            at += at % 2 if wide else 0
            grid.addWidget(field, at // 2, at % 2, 1, 2 if wide else 1, Qt.AlignmentFlag.AlignTop)
            at += 2 if wide else 1
        if group in _FOLDED:
            section = ExpandableSection(group, "if it differs", line=False)
            section.body.addLayout(grid)
            self._folded[group] = section
            return section
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        if group != "People":
            column.addWidget(Heading(group, role="base"))
        column.addLayout(grid)
        return inside

    def _made(self, spec: FieldSpec) -> Field:
        field = Field(f"{spec.label}{' (required)' if spec.required else ''}", self._input(spec), _HINTS.get(spec.name, ""))
        field.input.setAccessibleName(spec.label)
        self._fields[spec.name] = field
        return field

    def _input(self, spec: FieldSpec) -> QWidget:
        if spec.type == "people":
            return self.people
        if spec.type == "long_text":
            text = QPlainTextEdit()
            text.setFixedHeight(theme().px(84))
            text.setTabChangesFocus(True)
            text.textChanged.connect(self.edited)
            return text
        if spec.options:
            choice = Choice(spec.label, list(spec.options.items()))
            choice.chosen.connect(self._told)
            return choice
        line = QLineEdit()
        line.textEdited.connect(self._told)
        return line

    def _told(self) -> None:
        self.edited.emit()


def _text_of(widget: QWidget) -> str:
    if isinstance(widget, QLineEdit):
        return widget.text().strip()
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText().strip()
    return str(widget.value() or "") if isinstance(widget, Choice) else ""


def _set_text(widget: QWidget, text: str) -> None:
    if isinstance(widget, QLineEdit):
        widget.setText(text)
        widget.setCursorPosition(0)
    elif isinstance(widget, QPlainTextEdit):
        widget.blockSignals(True)
        widget.setPlainText(text)
        widget.blockSignals(False)
    elif isinstance(widget, Choice):
        widget.set_value(text)
