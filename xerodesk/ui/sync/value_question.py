"""A question about values: per field what was last agreed, what each side has now, and a choice of either or a value of one's own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from xerodesk.domain.plan import PlanField
from xerodesk.store.queries.conflicts import ConflictRow
from xerodesk.ui.kit.buttons import Button, ReasonedButton
from xerodesk.ui.kit.cells import Cell
from xerodesk.ui.kit.frames import Footer
from xerodesk.ui.kit.labels import ElidedText, Hairline, Heading, Region, Text
from xerodesk.ui.kit.sections import PageScroll
from xerodesk.ui.sync.cell_label import CellLabel, sides
from xerodesk.ui.sync.words import STATUS, field_label, kind_word, shown
from xerodesk.ui.theme import dress, show_if
from xerodesk.ui.wording import counted

_OWN = "own"


class _FieldChoice(QWidget):
    """One field: its two sides and a value of one's own, of which one is chosen. `changed` when the choice does."""

    changed = Signal()

    def __init__(self, kind: str, field: PlanField, alike: int) -> None:
        super().__init__()
        self.field = field.field
        self._group = QButtonGroup(self)
        self._radios: dict[str, QRadioButton] = {}
        self._own = QLineEdit()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 8, 0, 12)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        label = field_label(kind, field.field)
        note = f"{counted(alike, 'question')} about this field" if alike > 1 else ""
        grid.addWidget(Heading(label, note, "base"), 0, 0, 1, 2)
        crm, xero = sides(shown(kind, field.field, field.crm), shown(kind, field.field, field.xero))
        base = shown(kind, field.field, field.base)
        grid.addWidget(Text("      Last agreed", ink="ink3"), 1, 0)
        grid.addWidget(CellLabel(Cell(base or "nothing yet: first compared now", "ink2" if base else "ink3")), 1, 1)
        for at, (key, words, cell) in enumerate((("crm", "In xerodesk", crm), ("xero", "In Xero", xero)), 2):
            self._radio(grid, at, key, words, label)
            value = CellLabel(cell)
            grid.addWidget(value, at, 1)
        self.own_possible = isinstance(field.crm, str) and isinstance(field.xero, str) and field.field != STATUS
        if self.own_possible:
            self._radio(grid, 4, _OWN, "Another value", label)
            self._own.setAccessibleName(f"{label}: another value")
            self._own.setPlaceholderText("Type the value both sides shall have")
            self._own.textEdited.connect(partial(self.choose, _OWN))
            grid.addWidget(self._own, 4, 1)

    def choose(self, key: str, *_given: object) -> None:
        """Choose a side, or the value of one's own."""
        if key in self._radios:
            self._radios[key].setChecked(True)
            self.changed.emit()

    @property
    def answer(self) -> str:
        """crm, xero, own, or "" while nothing is chosen (or the value of one's own is empty)."""
        key = next((key for key, radio in self._radios.items() if radio.isChecked()), "")
        return "" if key == _OWN and not self._own.text().strip() else key

    @property
    def own_value(self) -> str:
        """The value of one's own."""
        return self._own.text().strip()

    def _radio(self, grid: QGridLayout, at: int, key: str, words: str, label: str) -> None:
        radio = QRadioButton(words)
        radio.setAccessibleName(f"{label}: {words}")
        dress(radio, "base", 500)
        radio.setMinimumHeight(24)
        radio.clicked.connect(self.changed)
        self._group.addButton(radio)
        self._radios[key] = radio
        grid.addWidget(radio, at, 0)


class ValueQuestion(Region):
    """`answered(case, {field: side}, {field: value})`; `record_wanted(kind, crm id, Xero id)`."""

    answered = Signal(str, object, object)
    record_wanted = Signal(str, str, str)

    def __init__(self) -> None:
        super().__init__("canvas")
        self._question: ConflictRow | None = None
        self._choices: list[_FieldChoice] = []
        self.title = ElidedText("", "page", weight=600)
        self._reason = Text("", ink="ink2", wrap=True)
        self._open = Button("Open record", "ghost")
        self._open.clicked.connect(self._open_record)
        self._scroll = PageScroll(margin=0, top=0)
        self.decide = Button("Decide", "filled", size="footer")
        self.decide.clicked.connect(self._decide)
        self._reasoned = ReasonedButton(self.decide)
        self.whole = {key: Button(words) for key, words in (("crm", "All from xerodesk"), ("xero", "All from Xero"))}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        inside = QVBoxLayout()
        inside.setContentsMargins(24, 14, 24, 0)
        inside.setSpacing(4)
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self._open)
        inside.addLayout(top)
        inside.addWidget(self._reason)
        inside.addSpacing(8)
        inside.addWidget(self._scroll, 1)
        column.addLayout(inside, 1)
        foot = Footer()
        for key, button in self.whole.items():
            button.clicked.connect(partial(self._choose_all, key))
            foot.row.addWidget(button)
        foot.row.addStretch()
        foot.row.addWidget(self._reasoned)
        column.addWidget(foot)

    def show_question(self, question: ConflictRow, alike: Mapping[str, int]) -> None:
        """Show a question; `alike` counts the questions about each of its fields."""
        if self._question is not None and question.id == self._question.id and question.fields == self._question.fields:
            return  # read again while it is being answered: what was chosen stays
        self._question = question
        self.title.setText(question.title)
        self._reason.setText(f"{kind_word(question.kind)}. {question.reason}")
        while (item := self._scroll.column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._choices = []
        for field in question.fields:
            choice = _FieldChoice(question.kind, field, alike.get(field.field, 1))
            choice.changed.connect(self._check)
            self._choices.append(choice)
            self._scroll.column.addWidget(choice)
            self._scroll.column.addWidget(Hairline())
        self._scroll.column.addStretch()
        for button in self.whole.values():
            show_if(button, len(question.fields) > 1)
        self._check()

    def choose(self, field: str, key: str) -> None:
        """Choose a side for a field."""
        for choice in self._choices:
            if choice.field == field:
                choice.choose(key)

    def _choose_all(self, key: str) -> None:
        for choice in self._choices:
            choice.choose(key)

    def _check(self) -> None:
        missing = [choice for choice in self._choices if not choice.answer]
        of_many = f"{len(missing):,} of {len(self._choices):,} still to choose" if len(self._choices) > 1 else "choose a value"
        self._reasoned.set_reason(of_many if missing else "")

    def _decide(self) -> None:
        if self._question is None:
            return
        picked = {choice.field: choice.answer for choice in self._choices}
        values = {choice.field: choice.own_value for choice in self._choices if choice.answer == _OWN}
        case, self._question = self._question.id, None
        self.answered.emit(case, {name: key for name, key in picked.items() if key in ("crm", "xero")}, values)

    def _open_record(self) -> None:
        if self._question is not None:
            self.record_wanted.emit(self._question.kind, self._question.crm_id, self._question.xero_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter decides."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier and self.decide.isEnabled():
            self._decide()
        else:
            super().keyPressEvent(event)
