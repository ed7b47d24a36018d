"""What a cell of a table shows, as plain values, and how it is painted."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from xerodesk.ui.icons import paint_icon
from xerodesk.ui.kit.pills import PillLook, paint_pill, pill_width
from xerodesk.ui.theme import theme


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in a cell with its own ink, weight or fill ("" and 0 keep the cell's)."""

    text: str
    ink: str = ""
    weight: int = 0
    fill: str = ""
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: text in an ink role and weight, with an icon or a quiet word (a currency) before it and another after it.

    `runs` paint in place of `text` (which stays what is read aloud and shown in the tooltip). `pill` makes it a pill. `deed` makes it
    the row's deed: accent words, a filled button in the selected row. `check` draws a tick box.
    """

    text: str = ""
    ink: str = "ink"
    weight: int = 400
    size: str = "base"
    icon: str = ""
    icon_ink: str = ""
    before: str = ""
    after: str = ""
    runs: tuple[Run, ...] = ()
    pill: PillLook | None = None
    deed: bool = False
    check: bool | None = None
    struck: bool = False
    tip: str = ""

    @property
    def spoken(self) -> str:
        """The whole of it as text."""
        words = " ".join(part for part in (self.before, self.text, self.after) if part)
        return words if self.check is None else f"{words} {'ticked' if self.check else 'not ticked'}".strip()


def pill_cell(look: PillLook, words: str) -> Cell:
    """A state as a pill."""
    return Cell(words, pill=look)


def money_cell(text: str, currency: str = "", *, ink: str = "ink", weight: int = 400) -> Cell:
    """An amount ready formatted; the currency stands before it only where it differs from the heading's. "" becomes a dash."""
    return Cell(text or "–", ink if text else "ink3", weight, before=currency if text else "")


_FLAGS = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)


def cell_width(cell: Cell) -> float:
    """The width the whole cell would need."""
    if cell.pill is not None:
        return pill_width(cell.text)
    look = theme()
    width = 0.0
    if cell.runs:
        for run in cell.runs:
            width += QFontMetricsF(look.font(cell.size, run.weight or cell.weight)).horizontalAdvance(run.text)
    else:
        width = QFontMetricsF(look.font(cell.size, cell.weight)).horizontalAdvance(cell.text)
    small = QFontMetricsF(look.font("small", 400))
    for word in (cell.before, cell.after):
        if word:
            width += small.horizontalAdvance(word) + 5
    return width + (24 if cell.icon else 0)


def paint_cell(painter: QPainter, area: QRectF, cell: Cell, *, right: bool = False, selected: bool = False) -> None:
    """Draw a cell in its area, cut with an ellipsis where it has to be."""
    if cell.pill is not None:
        paint_pill(painter, area, cell.pill, cell.text)
    elif cell.check is not None:
        _paint_tick(painter, area, ticked=cell.check)
    elif cell.deed:
        _paint_deed(painter, area, cell, selected=selected)
    elif cell.runs:
        _paint_runs(painter, _after_icon(painter, area, cell), cell)
    else:
        _paint_text(painter, _after_icon(painter, area, cell), cell, right=right)


def _after_icon(painter: QPainter, area: QRectF, cell: Cell) -> QRectF:
    if not cell.icon:
        return area
    paint_icon(painter, area.left(), area.center().y() - 7.5, cell.icon, cell.icon_ink or cell.ink)
    return area.adjusted(24, 0, 0, 0)


def _paint_text(painter: QPainter, area: QRectF, cell: Cell, *, right: bool) -> None:
    look = theme()
    font = look.font(cell.size, cell.weight)
    metrics = QFontMetricsF(font)
    quiet = look.font("small", 400)
    small = QFontMetricsF(quiet)
    before = small.horizontalAdvance(cell.before) + 5 if cell.before else 0.0
    after = small.horizontalAdvance(cell.after) + 5 if cell.after else 0.0
    words = metrics.elidedText(cell.text, Qt.TextElideMode.ElideRight, max(0.0, area.width() - before - after))
    width = metrics.horizontalAdvance(words)
    x = area.right() - width - before - after if right else area.left()
    if cell.before:
        painter.setFont(quiet)
        painter.setPen(look.colour("ink3"))
        painter.drawText(QRectF(x, area.top(), before, area.height()), _FLAGS, cell.before)
        x += before
    if cell.struck:
        font = QFont(font)
        font.setStrikeOut(True)
    painter.setFont(font)
    painter.setPen(look.colour(cell.ink))
    painter.drawText(QRectF(x, area.top(), width + 4, area.height()), _FLAGS, words)
    if cell.after:
        painter.setFont(quiet)
        painter.setPen(look.colour("ink3"))
        painter.drawText(QRectF(x + width + 5, area.top(), after, area.height()), _FLAGS, cell.after)


def _paint_runs(painter: QPainter, area: QRectF, cell: Cell) -> None:
    look = theme()
    x = area.left()
    for run in cell.runs:
        font = look.font(cell.size, run.weight or cell.weight)
        if run.italic:
            font = QFont(font)
            font.setItalic(True)
        metrics = QFontMetricsF(font)
        room = area.right() - x
        if room <= 0:
            return
        words = metrics.elidedText(run.text, Qt.TextElideMode.ElideRight, room)
        width = metrics.horizontalAdvance(words)
        if run.fill:
            box = QRectF(x, area.center().y() - metrics.height() / 2 - 1, width, metrics.height() + 2)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour(run.fill))
            painter.drawRoundedRect(box, 2, 2)
        painter.setFont(font)
        painter.setPen(look.colour(run.ink or cell.ink))
        painter.drawText(QRectF(x, area.top(), width + 4, area.height()), _FLAGS, words)
        x += width
        if words != run.text:
            return


def _paint_deed(painter: QPainter, area: QRectF, cell: Cell, *, selected: bool) -> None:
    look = theme()
    font = look.font("base", 600 if selected else 500)
    metrics = QFontMetricsF(font)
    words = metrics.elidedText(cell.text, Qt.TextElideMode.ElideRight, area.width() - 12)
    if selected:
        box = QRectF(area.left(), area.center().y() - 13, min(area.width(), metrics.horizontalAdvance(words) + 22), 26)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("accentfill"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawRoundedRect(box, 6, 6)
    painter.setFont(font)
    painter.setPen(look.colour("onaccent" if selected else cell.ink if cell.ink != "ink" else "accent"))
    base = area.center().y() + (metrics.ascent() - metrics.descent()) / 2
    painter.drawText(QPointF(area.left() + 11, base), words)


def _paint_tick(painter: QPainter, area: QRectF, *, ticked: bool) -> None:
    look = theme()
    box = QRectF(area.left() + 0.5, area.center().y() - 7.5, 15, 15)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(look.colour("accentfill" if ticked else "field"))
    painter.setBrush(look.colour("accentfill" if ticked else "canvas"))
    painter.drawRoundedRect(box, 4, 4)
    if ticked:
        paint_icon(painter, box.left() + 0.5, box.top() + 0.5, "check", "onaccent", 14)
