"""Pills: a state as icon and word, loud (with a fill) only where a person has to do something."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from xerodesk.ui.icons import paint_icon
from xerodesk.ui.theme import theme


@dataclass(frozen=True, slots=True)
class PillLook:
    """How a state looks: icon, ink role of the word, fill role ("" for none), ink of the icon if it differs, word struck through."""

    icon: str
    ink: str
    fill: str = ""
    icon_ink: str = ""
    struck: bool = False


_ICON = 14


def pill_width(words: str) -> float:
    """The width a pill with these words takes."""
    look = theme()
    return 5 + _ICON + 5 + QFontMetricsF(look.font("small", 500)).horizontalAdvance(words) + 8


def paint_pill(painter: QPainter, area: QRectF, look: PillLook, words: str) -> None:
    """Draw a pill at the left of `area`, middle of its height, cut with an ellipsis where it has to be."""
    shown = theme()
    font = shown.font("small", 500)
    metrics = QFontMetricsF(font)
    height = max(20.0, metrics.height() + 4)
    width = min(pill_width(words), area.width())
    box = QRectF(area.left(), area.center().y() - height / 2, width, height)
    if look.fill:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shown.colour(look.fill))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawRoundedRect(box, height / 2, height / 2)
    paint_icon(painter, box.left() + 5, box.center().y() - _ICON / 2, look.icon, look.icon_ink or look.ink, _ICON)
    shape = QFont(font)
    shape.setStrikeOut(look.struck)
    painter.setFont(shape)
    painter.setPen(shown.colour(look.ink))
    room = width - 5 - _ICON - 5 - 6
    cut = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
    base = box.center().y() + (metrics.ascent() - metrics.descent()) / 2
    painter.drawText(QPointF(box.left() + 5 + _ICON + 5, base), cut)


class Pill(QWidget):
    """A pill as a widget."""

    def __init__(self, look: PillLook, words: str) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set(look, words)

    def set(self, look: PillLook, words: str) -> None:
        """Show another state."""
        self._look = look
        self._words = words
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    @property
    def words(self) -> str:
        """What it says."""
        return self._words

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        return QSize(round(pill_width(self._words)) + 1, theme().px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The pill."""
        paint_pill(QPainter(self), QRectF(self.rect()), self._look, self._words)
