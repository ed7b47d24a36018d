"""Charts: one bar in parts with its figures as text, and the marks of how late things were paid; each can be read as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QFont, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QMenu, QSizePolicy, QWidget

from xerodesk.ui.kit.dialogs import Dialog
from xerodesk.ui.kit.labels import Text
from xerodesk.ui.theme import theme

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a bar: its words, its figure ready formatted, its size (any unit, not negative) and its colour role."""

    words: str
    figure: str
    size: float
    colour: str


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark of a LollipopChart: days after due (early is negative), what it is, and whether it is still open."""

    days: int
    words: str
    is_open: bool = False


class TableDialog(Dialog):
    """The figures of a chart as a table."""

    def __init__(self, title: str, headings: Sequence[str], rows: Sequence[Sequence[str]], parent: QWidget | None = None) -> None:
        super().__init__(title, "Close", cancel="", parent=parent)
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        for at, words in enumerate(headings):
            grid.addWidget(Text(words, "small", "ink3", 500), 0, at)
        for down, row in enumerate(rows, start=1):
            for at, words in enumerate(row):
                shown = Text(words, select=True)
                if at:
                    shown.setAlignment(Qt.AlignmentFlag.AlignRight)
                grid.addWidget(shown, down, at)
        self.body.addLayout(grid)


class _Chart(QWidget):
    """What charts have in common: a spoken value and "Show as table" in the menu (also by the menu key or Enter)."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(name)

    def table(self) -> tuple[Sequence[str], list[Sequence[str]]]:
        """Headings and rows of the same figures."""
        return (), []

    def show_table(self) -> None:
        """Open the figures as a table."""
        headings, rows = self.table()
        dialog = TableDialog(self._name, headings, rows, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu with the table."""
        menu = QMenu(self)
        menu.addAction("Show as table", self.show_table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def _speak(self) -> None:
        _headings, rows = self.table()
        words = "; ".join(" ".join(row) for row in rows)
        self.setAccessibleName(f"{self._name}: {words}" if words else self._name)
        self.update()


class StackedBar(_Chart):
    """A bar in parts; under it each part's swatch, words and figure. Nothing is added up here: the figures come formatted."""

    def __init__(self, name: str, shares: Sequence[Share] = ()) -> None:
        super().__init__(name)
        self._shares: tuple[Share, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_shares(shares)

    def set_shares(self, shares: Sequence[Share]) -> None:
        """Show these parts."""
        self._shares = tuple(shares)
        self._speak()

    def table(self) -> tuple[Sequence[str], list[Sequence[str]]]:
        """Words and figures."""
        return ("", self._name), [(share.words, share.figure) for share in self._shares]

    def sizeHint(self) -> QSize:
        """The bar, a gap, two lines."""
        return QSize(320, 8 + 8 + 2 * theme().px(17))

    def minimumSizeHint(self) -> QSize:
        """Room for the figures."""
        return QSize(200, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Bar and legend."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_bar(painter)
        if not self._shares:
            return
        look = theme()
        widths = self._legend_widths()
        x = 0.0
        line = look.px(17)
        for share, width in zip(self._shares, widths, strict=True):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour(share.colour))
            painter.drawRoundedRect(QRectF(x, 16 + line / 2 - 4, 8, 8), 2, 2)
            room = width - 14 - 6
            painter.setFont(look.font("small", 400))
            metrics = QFontMetricsF(painter.font())
            painter.setPen(look.colour("ink2"))
            words = metrics.elidedText(share.words, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRectF(x + 14, 16, room + 6, line), _LEFT, words)
            painter.setPen(look.colour("ink"))
            painter.drawText(QRectF(x + 14, 16 + line, room + 6, line), _LEFT, share.figure)
            x += width

    def _legend_widths(self) -> list[float]:
        """Each part's column as wide as its words, the rest shared evenly."""
        metrics = QFontMetricsF(theme().font("small", 400))
        wanted = [14 + max(metrics.horizontalAdvance(one.words), metrics.horizontalAdvance(one.figure)) + 8 for one in self._shares]
        spare = (self.width() - sum(wanted)) / len(wanted)
        return [width + spare for width in wanted]

    def _paint_bar(self, painter: QPainter) -> None:
        look = theme()
        total = sum(share.size for share in self._shares)
        shown = [share for share in self._shares if share.size > 0]
        painter.setPen(Qt.PenStyle.NoPen)
        clip = QPainterPath()
        clip.addRoundedRect(QRectF(0, 0, self.width(), 8), 3, 3)
        painter.save()
        painter.setClipPath(clip)
        if not shown:
            painter.setBrush(look.colour("neutralbg"))
            painter.drawRect(QRectF(0, 0, self.width(), 8))
        room = self.width() - 2 * (len(shown) - 1)
        x = 0.0
        for share in shown:
            width = max(2.0, room * share.size / total)
            painter.setBrush(look.colour(share.colour))
            painter.drawRect(QRectF(x, 0, width, 8))
            x += width + 2
        painter.restore()


class LollipopChart(_Chart):
    """How late each of a series was: a dot on a stem from the due line, the usual delay dashed, what is open as a ring."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._marks: tuple[Mark, ...] = ()
        self._usual: int | None = None
        self._ends = ("", "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_marks(self, marks: Sequence[Mark], usual: int | None, first: str = "", last: str = "") -> None:
        """Show these marks in order of time; `first` and `last` are the words at the ends of the axis."""
        self._marks = tuple(marks)
        self._usual = usual
        self._ends = (first, last)
        self._speak()

    def table(self) -> tuple[Sequence[str], list[Sequence[str]]]:
        """What and days."""
        return ("", "days after due"), [(mark.words, f"{mark.days}{', open' if mark.is_open else ''}") for mark in self._marks]

    def sizeHint(self) -> QSize:
        """112 high."""
        return QSize(256, theme().px(112))

    def minimumSizeHint(self) -> QSize:
        """Narrower still reads."""
        return QSize(160, theme().px(112))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Grid, usual delay, marks."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = theme()
        painter.setFont(look.font("caption"))
        left = look.px(28)
        area = QRectF(left, 14, self.width() - left - 6, self.height() - 14 - look.px(22))
        low, high = self._span()

        def at(days: float) -> float:
            return area.bottom() - (days - low) / (high - low) * area.height()

        self._paint_grid(painter, area, at, high)
        if self._usual is not None and self._marks:
            pen = QPen(look.colour("accent"), 1.5)
            pen.setDashPattern([4 / 1.5, 3 / 1.5])
            painter.setPen(pen)
            painter.drawLine(QPointF(area.left(), at(self._usual)), QPointF(area.right(), at(self._usual)))
        step = area.width() / max(1, len(self._marks))
        for number, mark in enumerate(self._marks):
            self._paint_mark(painter, mark, area.left() + step * (number + 0.5), at(0), at(mark.days), area)

    def _span(self) -> tuple[float, float]:
        days = [mark.days for mark in self._marks]
        return min(0.0, *days, 0.0), max(20.0, *(day * 1.1 for day in days), 20.0)

    def _paint_grid(self, painter: QPainter, area: QRectF, at: object, high: float) -> None:
        look = theme()
        place = at if callable(at) else float
        step = 10 if high <= 30 else 30 if high <= 100 else 100
        for days in range(0, int(high) + 1, step):
            y = round(place(days)) + 0.5
            painter.setPen(QPen(look.colour("line" if days else "field"), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(look.colour("ink3"))
            painter.drawText(QRectF(0, y - 8, area.left() - 7, 16), _RIGHT, str(days) if days else "due")
        foot = QRectF(area.left(), self.height() - look.px(18), area.width(), look.px(16))
        painter.drawText(foot, _LEFT, self._ends[0])
        painter.drawText(foot, _RIGHT, self._ends[1])

    def _paint_mark(self, painter: QPainter, mark: Mark, x: float, due: float, y: float, area: QRectF) -> None:
        look = theme()
        pen = QPen(look.colour("wirebad" if mark.is_open else "wire"), 1.5)
        if mark.is_open:
            pen.setDashPattern([1, 1.6])
        painter.setPen(pen)
        painter.drawLine(QPointF(x, due), QPointF(x, y))
        if not mark.is_open:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("wire"))
            painter.drawEllipse(QPointF(x, y), 3.5, 3.5)
            return
        painter.setPen(QPen(look.colour("wirebad"), 1.8))
        painter.setBrush(look.colour("canvas"))
        painter.drawEllipse(QPointF(x, y), 3.5, 3.5)
        if mark is not max((one for one in self._marks if one.is_open), key=lambda one: one.days):
            return  # one label is read; several lie over one another
        font = QFont(look.font("caption", 500))
        painter.setFont(font)
        painter.setPen(look.colour("bad"))
        painter.drawText(QRectF(area.left(), y - 8, x - area.left() - 8, 16), _RIGHT, f"{mark.days}, open")
        painter.setFont(look.font("caption"))


class FitBar(QWidget):
    """A 6 px bar: how much of a whole is well, in green; `words` is what it says to assistive tools."""

    def __init__(self, part: float = 0.0, words: str = "") -> None:
        super().__init__()
        self.setFixedHeight(6)
        self.set(part, words)

    def set(self, part: float, words: str) -> None:
        """`part` from 0 to 1."""
        self._part = min(1.0, max(0.0, part))
        self.setAccessibleName(words)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The two stretches."""
        painter = QPainter(self)
        look = theme()
        cut = round(self.width() * self._part)
        painter.fillRect(0, 0, cut, 6, look.colour("good"))
        if cut < self.width():
            painter.fillRect(cut + (2 if cut else 0), 0, self.width(), 6, look.colour("line2"))
