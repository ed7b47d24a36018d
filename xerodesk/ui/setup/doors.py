"""The three doors of the very first start, each a wide button with what stands behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from xerodesk.ui.icons import paint_icon
from xerodesk.ui.theme import theme

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)


@dataclass(frozen=True, slots=True)
class Door:
    """One door: key, icon, title, what is behind it, and how long it takes or what it leaves."""

    key: str
    icon: str
    title: str
    behind: str
    note: str = ""


class DoorButton(QPushButton):
    """A door as a button of three lines."""

    def __init__(self, door: Door) -> None:
        super().__init__()
        self.door = door
        self.setAccessibleName(door.title)
        self.setAccessibleDescription(f"{door.behind} {door.note}".strip())
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Three lines with air."""
        return QSize(theme().px(480), theme().px(92))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Icon, title, words, chevron."""
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75)
        over = self.underMouse() or self.isDown()
        painter.setPen(QPen(look.colour("accent" if over else "line2"), 1.5 if over else 1))
        painter.setBrush(look.colour("sel" if over else "canvas"))
        painter.drawRoundedRect(box, 8, 8)
        middle = self.height() / 2
        paint_icon(painter, 24, middle - 12, self.door.icon, "accent", 24)
        paint_icon(painter, self.width() - 32, middle - 8, "chevron-right", "ink3", 16)
        lines = [(self.door.title, "section", "ink", 22), (self.door.behind, "base", "ink2", 20)]
        if self.door.note:
            lines.append((self.door.note, "small", "ink3", 18))
        y = middle - sum(look.px(line[3]) for line in lines) / 2
        for words, role, ink, height in lines:
            painter.setFont(look.font(role))
            painter.setPen(look.colour(ink))
            width = self.width() - 72 - 44
            shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, width)
            painter.drawText(QRectF(72, y, width, look.px(height)), _LEFT, shown)
            y += look.px(height)


class Doors(QWidget):
    """Doors one under another: `entered(key)`."""

    entered = Signal(str)

    def __init__(self, doors: Sequence[Door]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.buttons: dict[str, DoorButton] = {}
        for door in doors:
            button = DoorButton(door)
            button.clicked.connect(self._enter)
            self.buttons[door.key] = button
            column.addWidget(button)
        column.addStretch()

    def _enter(self) -> None:
        sender = self.sender()
        if isinstance(sender, DoorButton):
            self.entered.emit(sender.door.key)
