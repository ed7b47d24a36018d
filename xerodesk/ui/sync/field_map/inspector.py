"""The panel at the right: the chosen pair or suggestion, all about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from xerodesk.mapping.wires import Wire
from xerodesk.ui.kit.buttons import Button, IconButton
from xerodesk.ui.kit.labels import ElidedText, IconLabel, Region, Text
from xerodesk.ui.kit.sections import PageScroll
from xerodesk.ui.sync.field_map.editor import Editor, Offer
from xerodesk.ui.sync.field_map.pair_card import PairCard
from xerodesk.ui.sync.field_map.strand_painter import ARROW_ICONS
from xerodesk.ui.theme import theme

WIDTH = 288


class Inspector(Region):
    """Shows the pair the editor has chosen and edits it. `closed` when it is not wanted; `accepted`/`dismissed` for a suggestion."""

    closed = Signal()
    accepted = Signal()
    dismissed = Signal()

    def __init__(self, editor: Editor) -> None:
        super().__init__("canvas", "left")
        self._editor = editor
        self._shown: object = None
        self._card: PairCard | None = None
        self.setFixedWidth(theme().px(WIDTH))
        self.setAccessibleName("Pair")
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(1, 0, 0, 0)
        self._scroll: PageScroll | None = None
        editor.selected.connect(self.refresh)
        editor.changed.connect(self.refresh)
        editor.sampled.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what is chosen now; nothing is built again when nothing moved."""
        editor = self._editor
        wire, offer = editor.wire(), editor.offer()
        state = (wire, offer, editor.readings.pairs.get(editor.key) if editor.key else None, editor.issues)
        if state == self._shown and self._scroll is not None:
            return
        self._shown = state
        focus = self.focusWidget()
        again = focus.objectName() if focus is not None and focus.hasFocus() else ""
        place = self._scroll.verticalScrollBar().value() if self._scroll is not None else 0
        self._rebuild(wire, offer)
        if again:
            found = self.findChild(QWidget, again)
            if found is not None:
                found.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._scroll is not None:
            self._scroll.verticalScrollBar().setValue(place)

    def open_steps(self) -> None:
        """The menu of steps the chosen pair can take."""
        if self._card is not None:
            self._card.open_steps()

    def take_focus(self) -> None:
        """Give the keyboard to the first control of the pair."""
        first = self.findChild(QWidget, "rule") or self.findChild(QWidget, "first-rule") or self.findChild(QWidget, "accept")
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _rebuild(self, wire: Wire | None, offer: Offer | None) -> None:
        if self._scroll is not None:
            self._outer.removeWidget(self._scroll)
            self._scroll.setParent(None)
            self._scroll.deleteLater()
        self._card = None
        self._scroll = scroll = PageScroll(16, 12)
        column = scroll.column
        column.setSpacing(0)
        if wire is not None:
            column.addLayout(self._head(wire))
            self._card = PairCard(self._editor, wire)
            column.addWidget(self._card)
        elif offer is not None:
            column.addLayout(self._head(offer.wire))
            self._suggestion(column, offer)
        else:
            column.addLayout(self._head(None))
            column.addWidget(Text("Choose a pair in the middle to see what it does to this record.", ink="ink2", wrap=True))
        column.addStretch(1)
        self._outer.addWidget(scroll)

    def _head(self, wire: Wire | None) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        if wire is None:
            row.addWidget(ElidedText("No pair chosen", "section"), 1)
        else:
            document = self._editor.document
            names = (document.source_words(wire), document.field("xero", wire.xero_field).label)
            metrics = QFontMetrics(theme().font("section"))
            words = [ElidedText(name, "section") for name in names]
            for one, name in zip(words, names, strict=True):
                one.setMaximumWidth(metrics.horizontalAdvance(name) + 3)
            row.addWidget(words[0], metrics.horizontalAdvance(names[0]))
            row.addWidget(IconLabel(ARROW_ICONS[wire.direction], "accent", 14))
            row.addWidget(words[1], metrics.horizontalAdvance(names[1]))
            row.addStretch(1)
        cross = IconButton("x", "Close the pair", "Esc")
        cross.clicked.connect(self.closed)
        row.addWidget(cross)
        return row

    def _suggestion(self, column: QVBoxLayout, offer: Offer) -> None:
        column.addWidget(Text(f"Suggested, {offer.score} %", "small", "accent", 600))
        column.addSpacing(4)
        column.addWidget(Text(f"{offer.reason[:1].upper()}{offer.reason[1:]}. Nothing moves until you accept.", "small", "ink2", wrap=True))
        row = QHBoxLayout()
        row.setContentsMargins(0, 12, 0, 0)
        yes, no = Button("Accept", look="quiet", icon="check"), Button("Dismiss", look="ghost")
        yes.setObjectName("accept")
        yes.clicked.connect(self.accepted)
        no.clicked.connect(self.dismissed)
        row.addWidget(yes)
        row.addWidget(no)
        row.addStretch(1)
        column.addLayout(row)
