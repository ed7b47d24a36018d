"""The bar over the lists: which kind of record, the record to try on, suggestions, line up, drawing or table, undo and redo."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout

from xerodesk.mapping.kinds import KINDS
from xerodesk.ui.kit.buttons import Button, IconButton
from xerodesk.ui.kit.labels import Region
from xerodesk.ui.kit.tabs import SegmentedControl, Tab
from xerodesk.ui.sync.field_map.picker import RecordPicker
from xerodesk.ui.theme import theme

_LEAST, _WORDS_FROM = 600, 980


class TopBar(Region):
    """`kind_chosen(kind)`, `view_chosen(name)`, `suggest_wanted`, `line_up_wanted`, `undo_wanted`, `redo_wanted`; `picker` has its own."""

    kind_chosen = Signal(str)
    view_chosen = Signal(str)
    suggest_wanted = Signal()
    line_up_wanted = Signal()
    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(self, kinds: Sequence[str]) -> None:
        super().__init__("canvas", "bottom")
        self.setFixedHeight(theme().px(44))
        self.setMinimumWidth(theme().px(_LEAST))
        self.kinds = SegmentedControl("Kind of record", [Tab(kind, KINDS[kind].plural) for kind in kinds])
        self.kinds.chosen.connect(self.kind_chosen)
        self.picker = RecordPicker()
        self.suggest = Button("Suggest", icon="wand")
        self.suggest.setToolTip("Look for pairs by name and type; nothing moves until you accept")
        self.suggest.clicked.connect(self.suggest_wanted)
        self.line_up = Button("Line up")
        self.line_up.setToolTip("Put Xero's fields in the order of their partners")
        self.line_up.clicked.connect(self.line_up_wanted)
        self._wand, self._level = IconButton("wand", "Suggest"), IconButton("sort", "Line up")
        self._wand.clicked.connect(self.suggest_wanted)
        self._level.clicked.connect(self.line_up_wanted)
        self.views = SegmentedControl("View", [Tab("wires", "Drawing"), Tab("table", "Table")])
        self.views.chosen.connect(self.view_chosen)
        self.undo, self.redo = IconButton("undo", "Undo", "Ctrl+Z"), IconButton("redo", "Redo", "Ctrl+Shift+Z")
        self.undo.clicked.connect(self.undo_wanted)
        self.redo.clicked.connect(self.redo_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 24, 0)
        row.setSpacing(8)
        row.addWidget(self.kinds)
        row.addSpacing(4)
        row.addWidget(self.picker, 100)
        row.addStretch(1)
        for widget in (self.suggest, self.line_up, self._wand, self._level, self.views, self.undo, self.redo):
            row.addWidget(widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the words of the two middle buttons go; their icons stay."""
        super().resizeEvent(event)
        wide = self.width() / theme().scale >= _WORDS_FROM
        for words, icon in ((self.suggest, self._wand), (self.line_up, self._level)):
            words.setVisible(wide)
            icon.setVisible(not wide)
        self.picker.caption.setVisible(wide)

    def set_undo(self, undo: str, redo: str) -> None:
        """What undo and redo would do, "" when there is nothing."""
        for button, words, name, keys in ((self.undo, undo, "Undo", "Ctrl+Z"), (self.redo, redo, "Redo", "Ctrl+Shift+Z")):
            button.setEnabled(bool(words))
            said = f"{name}: {words}" if words else name
            button.setAccessibleName(said)
            button.setToolTip(f"{said} ({keys})")

    def set_view(self, name: str) -> None:
        """Which view is shown; lining up is for the drawing."""
        self.views.choose(name)
        self.line_up.setEnabled(name != "table")
        self._level.setEnabled(name != "table")
