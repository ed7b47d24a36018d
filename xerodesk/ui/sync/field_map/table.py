"""The same map as a table: every pair a row, for bulk work and for screen readers; pairs can be added here without the drawing."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from xerodesk.ui.kit.buttons import Button
from xerodesk.ui.kit.cells import Cell
from xerodesk.ui.kit.fields import Choice
from xerodesk.ui.kit.labels import Region, Text
from xerodesk.ui.kit.models import Column, PagedModel
from xerodesk.ui.kit.tables import DataTable
from xerodesk.ui.sync.field_map import edits
from xerodesk.ui.sync.field_map.editor import Editor
from xerodesk.ui.sync.field_map.issues import Level, status_words
from xerodesk.ui.sync.field_map.model import judge, key_of, step_words
from xerodesk.ui.sync.field_map.readings import NOTHING
from xerodesk.ui.sync.field_map.scene import PairKey
from xerodesk.ui.sync.field_map.strand_painter import ARROW_ICONS
from xerodesk.ui.tasks import Tasks
from xerodesk.ui.theme import theme

_INKS: dict[str, str] = {"Cannot work": "bad", "Check": "warn", "Paused": "ink3"}
_WAYS = {"both": "Both ways", "to_xero": "To Xero", "to_crm": "From Xero"}
_KEYS = {Qt.Key.Key_D: "direction", Qt.Key.Key_P: "pause", Qt.Key.Key_T: "steps", Qt.Key.Key_Delete: "remove", Qt.Key.Key_A: "accept"}


@dataclass(frozen=True, slots=True)
class PairRow:
    """A pair in words."""

    key: PairKey
    source: str
    direction: str
    icon: str
    target: str
    steps: str
    before: str
    after: str
    status: str


def rows_of(editor: Editor) -> list[PairRow]:
    """All pairs and suggestions in the order of the map."""
    document = editor.document
    levels: dict[PairKey | None, Level] = {}
    for issue in reversed(editor.issues):
        levels[issue.key] = "error" if levels.get(issue.key) == "error" else issue.level
    rows: list[PairRow] = []
    scores = {one.key: f"Suggested, {one.score} %" for one in editor.offers}
    for wire in (*document.map.wires, *(one.wire for one in editor.offers)):
        key = key_of(wire)
        reading = editor.readings.pairs.get(key)
        steps = ", then ".join(step_words(step) for step in wire.transforms)
        before, after = (reading.before, reading.after if wire.direction != "to_crm" else reading.now) if reading else (NOTHING, NOTHING)
        words = _WAYS[wire.direction]
        target = document.field("xero", wire.xero_field).label
        status = scores.get(key) or status_words(wire, levels.get(key))
        rows.append(PairRow(key, document.source_words(wire), words, ARROW_ICONS[wire.direction], target, steps, before, after, status))
    return rows


class _PairTable(DataTable):
    """The rows. `key_pressed(pair, deed)` and `menu_wanted(pair, place)`."""

    key_pressed = Signal(object, str)
    menu_wanted = Signal(object, QPoint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The same letters as on the drawing."""
        deed = _KEYS.get(Qt.Key(event.key()))
        row = self.current()
        if deed and row is not None and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.key_pressed.emit(row.key, deed)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The deeds of the row."""
        row = self.current()
        if row is not None:
            self.menu_wanted.emit(row.key, event.globalPos())


class TableView(QWidget):
    """The table with a bar to add a pair. `opened(key)`, `deed(key, name)`, `menu_wanted(key, place)`."""

    opened = Signal(object)
    deed = Signal(object, str)
    menu_wanted = Signal(object, QPoint)

    def __init__(self, editor: Editor, tasks: Tasks) -> None:
        super().__init__()
        self._editor = editor
        self._filling = False
        columns = (
            Column("source", "In xerodesk", lambda row: Cell(row.source, weight=500), 100, 3),
            Column("direction", "Direction", lambda row: Cell(row.direction, "ink2", icon=row.icon, icon_ink="ink2"), 112),
            Column("target", "In Xero", lambda row: Cell(row.target, weight=500), 90, 3),
            Column("steps", "Steps", lambda row: Cell(row.steps or NOTHING, "ink2"), 70, 3),
            Column("before", "Value here", lambda row: Cell(row.before, "ink2"), 70, 3),
            Column("after", "Value in Xero", lambda row: Cell(row.after, "ink2"), 70, 3),
            Column("status", "Status", lambda row: Cell(row.status, _INKS.get(row.status, "ink2")), 136),
        )
        self._model = PagedModel(columns, tasks, lambda row: row.key, self)
        self.table = _PairTable("Pairs", self._model, row_height=30, inset=24)
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(self._opened)
        self.table.key_pressed.connect(self.deed)
        self.table.menu_wanted.connect(self.menu_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar())
        column.addWidget(self.table, 1)
        editor.changed.connect(self.refresh)
        editor.selected.connect(self._mark)
        self.refresh()

    def refresh(self) -> None:
        """Show the map as it is."""
        self._filling = True  # the rows' own memory of the chosen one must not overrule the editor's
        self._model.show_rows(rows_of(self._editor))
        self._filling = False
        self._mark()
        self._fill()

    def _bar(self) -> QWidget:
        bar = Region("canvas", "bottom")
        bar.setFixedHeight(theme().px(44))
        row = QHBoxLayout(bar)
        row.setContentsMargins(24, 0, 24, 0)
        row.setSpacing(8)
        self.source, self.target = Choice("Field in xerodesk to pair"), Choice("Field in Xero to pair it with")
        for choice in (self.source, self.target):
            choice.setMinimumWidth(theme().px(100))
            choice.setMaximumWidth(theme().px(240))
        self.add = Button("Add pair", icon="plus")
        self.add.clicked.connect(self._add)
        self.source.chosen.connect(self._fill_targets)
        row.addWidget(Text("New pair", ink="ink2"))
        row.addWidget(self.source)
        row.addWidget(Text("with", ink="ink2"))
        row.addWidget(self.target)
        row.addWidget(self.add)
        row.addStretch(1)
        return bar

    def _fill(self) -> None:
        document = self._editor.document
        self.source.set_options([(field.name, f"{field.group}: {field.label}") for field in document.crm.fields])
        self._fill_targets(self.source.value())

    def _fill_targets(self, _value: object) -> None:
        """Only what the chosen field can be paired with and what is free."""
        document = self._editor.document
        source = document.field("crm", str(self.source.value()))
        free = [
            field for field in document.xero.fields
            if not edits.rivals(document, source.name, field.name) and judge(source, field).possible
        ]  # fmt: skip
        self.target.set_options([(field.name, f"{field.group}: {field.label}") for field in free])
        self.add.setEnabled(bool(free))

    def _add(self) -> None:
        self._editor.do(edits.connect, str(self.source.value()), str(self.target.value()))

    def _chosen(self, row: PairRow) -> None:
        if not self._filling:
            self._editor.select(row.key)

    def _opened(self, row: PairRow) -> None:
        self.opened.emit(row.key)

    def _mark(self) -> None:
        if self._editor.key is not None:
            self.table.choose_identity(self._editor.key)
        else:
            self.table.choose(-1)
