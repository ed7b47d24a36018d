"""The customers' page before there are any: where they would stand, and how they come."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from xerodesk.ui.kit.buttons import Button
from xerodesk.ui.kit.cells import Cell, paint_cell
from xerodesk.ui.kit.labels import Heading, Region
from xerodesk.ui.kit.statepage import EmptyState
from xerodesk.ui.theme import show_if, theme

_COLUMNS = (("Name", 0.0, False), ("Status", 0.316, False), ("Owes", 0.605, True), ("Late", 0.737, True), ("Usually pays", 0.868, True),
            ("Last invoice", 1.0, True))  # fmt: skip
_BARS = ((0.152, 0.067, 0.036, 0.044, 0.036, 0.055), (0.133, 0.055, 0.035, 0.029, 0.036, 0.057),
         (0.164, 0.084, 0.034, 0.034, 0.041, 0.057), (0.179, 0.065, 0.053, 0.035, 0.029, 0.049))  # fmt: skip


class Nobody(Region):
    """`acted()`: bring customers in from a file or Xero; `second_acted()`: connect to Xero; `add.clicked`: one by hand."""

    acted = Signal()
    second_acted = Signal()

    def __init__(self) -> None:
        super().__init__("canvas")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 24)
        column.setSpacing(14)
        heading = Heading("Customers", "0", "page")
        self.add = Button("Add one by hand", icon="plus")
        self.add.setToolTip("Add one by hand (Ctrl+N)")
        heading.add(self.add)
        column.addWidget(heading)
        column.addWidget(_PaleTable())
        self.state = EmptyState(
            "No customers yet",
            "Each customer will stand here with what they owe, what is late and how they usually pay. Bring yours from Xero, or from a "
            "file; reading changes nothing in your books.",
            "Bring in your customers",
            "Connect to Xero",
        )
        self.state.acted.connect(self.acted)
        self.state.second_acted.connect(self.second_acted)
        column.addWidget(self.state, 1)

    def set_connected(self, connected: bool) -> None:
        """Connecting is offered only where it is still to do."""
        show_if(self.state.second, not connected)


class _PaleTable(QWidget):
    """The headings of a table and four pale rows; nothing to read for assistive tools."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(theme().px(30 + 4 * 32))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Headings, lines, bars."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, wide, top, step = theme(), float(self.width()), theme().px(30), theme().px(32)
        for words, at, right in _COLUMNS:
            left = at * wide - (120 if right else 0)
            paint_cell(painter, QRectF(left, 0, 120, top - 6), Cell(words, "ink3", 500, "small"), right=right)
        painter.fillRect(QRectF(0, top - 1, wide, 1), look.colour("line2"))
        for row, parts in enumerate(_BARS):
            y = top + row * step
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("hover"))
            for (_, at, right), part in zip(_COLUMNS, parts, strict=True):
                left = at * wide - (part * wide if right else 0)
                painter.drawRoundedRect(QRectF(left, y + step / 2 - 4, part * wide, 8), 4, 4)
            painter.fillRect(QRectF(0, y + step - 1, wide, 1), look.colour("line"))
