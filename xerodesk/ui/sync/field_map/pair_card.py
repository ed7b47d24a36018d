"""What the inspector says of one pair: direction, rules, steps with the value after each, the way back, and the deeds."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from xerodesk.mapping.fields import Field
from xerodesk.mapping.transforms import TRANSFORMS
from xerodesk.mapping.wires import Transform, Wire, WireDirection
from xerodesk.ui.kit.buttons import Button
from xerodesk.ui.kit.cells import Cell, paint_cell
from xerodesk.ui.kit.diff import added_cell, removed_cell
from xerodesk.ui.kit.fields import Choice
from xerodesk.ui.kit.labels import ElidedText, Hairline, IconLabel, Text
from xerodesk.ui.kit.tabs import SegmentedControl, Tab
from xerodesk.ui.sync.field_map import edits
from xerodesk.ui.sync.field_map.editor import Editor
from xerodesk.ui.sync.field_map.issues import way_back_words
from xerodesk.ui.sync.field_map.model import DIRECTION_WORDS
from xerodesk.ui.sync.field_map.readings import NOTHING, PairReading
from xerodesk.ui.sync.field_map.steps import StepEditor, StepRow, steps_menu
from xerodesk.ui.theme import theme

_LABEL = 92
_WAYS: tuple[tuple[WireDirection, str], ...] = (("to_xero", "→"), ("both", "↔ Both"), ("to_crm", "←"))


class PairCard(QWidget):
    """One pair of the editor, open to change."""

    def __init__(self, editor: Editor, wire: Wire) -> None:
        super().__init__()
        self._editor = editor
        self._wire = wire
        reading = editor.readings.pairs.get(editor.key) if editor.key else None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Text(_origin_words(wire), "small", "ink3", wrap=True))
        _rule(column)
        self._directions(column, wire)
        self._rules(column, wire)
        _rule(column)
        self._steps(column, wire, reading)
        if wire.direction != "to_xero" and wire.crm_fields:
            _rule(column)
            self._way_back(column, wire, reading)
        self._problems(column)
        _rule(column)
        self._deeds(column, wire)

    def _problems(self, column: QVBoxLayout) -> None:
        for issue in self._editor.issues:
            if issue.key == self._editor.key and issue.level != "suggestion":
                _rule(column)
                column.addWidget(Text(issue.loud, "small", "bad" if issue.level == "error" else "warn", 600, wrap=True))
                column.addWidget(Text(issue.words, "small", "ink2", wrap=True))

    def _directions(self, column: QVBoxLayout, wire: Wire) -> None:
        choice = SegmentedControl("Direction", [Tab(way, words) for way, words in _WAYS])
        for button, (way, _) in zip(choice.findChildren(QPushButton), _WAYS, strict=True):
            reason = edits.why_not_direction(self._editor.document, wire, way)
            words = DIRECTION_WORDS[way]
            button.setAccessibleName(words)
            button.setToolTip(reason or words)
            button.setEnabled(not reason)
            button.setObjectName(f"direction-{way}")
        choice.choose(wire.direction)
        choice.chosen.connect(self._set_direction)
        column.addLayout(_labelled("Direction", choice, stretch=False))
        column.addSpacing(8)

    def _rules(self, column: QVBoxLayout, wire: Wire) -> None:
        options = list(edits.RULE_WORDS.items())
        if wire.direction == "both":
            rule = Choice("If both change", options)
            rule.setObjectName("rule")
            rule.set_value(wire.conflict)
            rule.chosen.connect(self._set_rule)
            column.addLayout(_labelled("If both change", rule))
            column.addSpacing(8)
        first = Choice("When first matched and both are filled", options)
        first.setObjectName("first-rule")
        first.set_value(wire.first_link)
        first.setToolTip("Who is right when two records are matched for the first time, both are filled, and they differ")
        first.chosen.connect(self._set_first_rule)
        column.addLayout(_labelled("First match", first))

    def _steps(self, column: QVBoxLayout, wire: Wire, reading: PairReading | None) -> None:
        editor = self._editor
        column.addWidget(Text("On the way to Xero" if wire.direction != "to_crm" else "Steps", weight=600))
        column.addSpacing(8)
        source = editor.document.field("crm", wire.crm_fields[0]) if wire.crm_fields else Field("", "")
        column.addWidget(StepRow("start", "In xerodesk", reading.before if reading else NOTHING))
        for at, step in enumerate(wire.transforms):
            seen = reading.steps[at] if reading is not None and at < len(reading.steps) else None
            words = TRANSFORMS[step.name].label if step.name in TRANSFORMS else f"Step “{step.name}”, which xerodesk does not know"
            row = StepEditor(
                at, len(wire.transforms), step, words, seen.value if seen else NOTHING, seen.trouble if seen else "", source
            )
            row.changed.connect(_bound(self._change_step, at))
            row.moved.connect(_bound(self._move_step, at))
            row.removed.connect(_bound(self._remove_step, at))
            column.addWidget(row)
        words, value = _end_words(wire, reading)
        said = reading is not None and any(step.trouble for step in reading.steps)
        end = StepRow("end", words, value, reading.fault.message if reading and reading.fault and not said else "", last=True)
        if reading is not None and reading.differs and reading.in_xero and wire.direction != "to_crm":
            now, after = ("" if value == NOTHING else value for value in (reading.now, reading.after))
            end.body.addWidget(CellLine(removed_cell(now, after)))
            end.body.addWidget(CellLine(added_cell(now, after)))
        column.addWidget(end)
        self.add_step = Button("Add a step", look="text", icon="plus")
        self.add_step.setObjectName("add-step")
        self.add_step.clicked.connect(self.open_steps)
        column.addWidget(self.add_step)

    def _way_back(self, column: QVBoxLayout, wire: Wire, reading: PairReading | None) -> None:
        row = QHBoxLayout()
        row.addWidget(Text("On the way back", weight=600))
        row.addStretch(1)
        note = way_back_words(wire)
        column.addLayout(row)
        if reading is not None:
            line = QHBoxLayout()
            line.setSpacing(6)
            line.addWidget(ElidedText(reading.after if wire.direction == "both" else reading.now, "small", "ink2"), 1)
            line.addWidget(IconLabel("arrow-right", "ink2", 12))
            line.addWidget(ElidedText(reading.back, "small", "ink", 500), 1)
            column.addLayout(line)
        if note and wire.transforms:
            column.addWidget(Text(note, "small", "ink3", wrap=True))

    def _deeds(self, column: QVBoxLayout, wire: Wire) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 8)
        row.setSpacing(4)
        pause = Button("Pause" if wire.enabled else "Go on", look="ghost", icon="pause" if wire.enabled else "play")
        pause.setObjectName("pause")
        pause.clicked.connect(self._pause)
        gone = Button("Remove", look="ghost", icon="x")
        gone.setObjectName("remove")
        gone.clicked.connect(self._remove)
        row.addWidget(pause)
        row.addWidget(gone)
        row.addStretch(1)
        column.addLayout(row)

    # ---- deeds

    def open_steps(self) -> None:
        """The menu of steps that can be added here."""
        wire = self._editor.wire()
        if wire is None:
            return
        steps_menu(self, self._arriving(wire), self._add_step).popup(self.add_step.mapToGlobal(self.add_step.rect().bottomLeft()))

    def _arriving(self, wire: Wire) -> Field:
        source = self._editor.document.field("crm", wire.crm_fields[0]) if wire.crm_fields else Field("", "")
        given = [TRANSFORMS[step.name].gives for step in wire.transforms if step.name in TRANSFORMS]
        kind = next((one for one in reversed(given) if one is not None), source.type)
        return Field(source.name, source.label, kind)

    def _set_direction(self, way: str) -> None:
        self._editor.do(edits.set_direction, self._editor.key, way)

    def _set_rule(self, rule: object) -> None:
        self._editor.do(edits.set_rule, self._editor.key, rule)

    def _set_first_rule(self, rule: object) -> None:
        self._editor.do(edits.set_first_rule, self._editor.key, rule)

    def _add_step(self, step: Transform) -> None:
        self._editor.do(edits.add_step, self._editor.key, step)

    def _change_step(self, at: int, step: object) -> None:
        self._editor.do(edits.change_step, self._editor.key, at, step)

    def _move_step(self, at: int, by: object) -> None:
        self._editor.do(edits.move_step, self._editor.key, at, at + (by if isinstance(by, int) else 0))

    def _remove_step(self, at: int) -> None:
        self._editor.do(edits.remove_step, self._editor.key, at)

    def _pause(self) -> None:
        wire = self._editor.wire()
        if wire is not None:
            self._editor.do(edits.set_paused, self._editor.key, wire.enabled)

    def _remove(self) -> None:
        self._editor.do(edits.remove, self._editor.key)


class CellLine(QWidget):
    """A cell's painting as a line of its own: a value with what goes or comes marked."""

    def __init__(self, cell: Cell) -> None:
        super().__init__()
        self._cell = cell
        self.setFixedHeight(theme().px(20))
        self.setAccessibleName(cell.spoken)
        self.setToolTip(cell.text)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The value."""
        paint_cell(QPainter(self), QRectF(self.rect()), self._cell)


def _bound(do: Callable[..., None], at: int) -> Callable[..., None]:
    return lambda *given: do(at, *given)


def _rule(column: QVBoxLayout) -> None:
    column.addSpacing(12)
    column.addWidget(Hairline())
    column.addSpacing(12)


def _labelled(words: str, widget: QWidget, *, stretch: bool = True) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    label = Text(words, ink="ink2")
    label.setFixedWidth(theme().px(_LABEL))
    row.addWidget(label)
    row.addWidget(widget, 1 if stretch else 0)
    if not stretch:
        row.addStretch(1)
    return row


def _origin_words(wire: Wire) -> str:
    words = {"manual": "Paired by hand", "suggested": "Paired from a suggestion", "preset": "From the usual small-business map"}
    return words[wire.origin] + ("" if wire.enabled else ", paused: nothing moves")


def _end_words(wire: Wire, reading: PairReading | None) -> tuple[str, str]:
    if reading is None:
        return "In Xero", NOTHING
    if wire.direction == "to_crm":
        return "In Xero now", reading.now
    if not reading.in_xero:
        return "In Xero after the next sync", reading.after
    if reading.differs:
        return "Xero now, and after the next sync", ""
    return "In Xero, now and after the next sync", reading.after
