"""Painting one row of a list: name, type, badge and values, in columns that give the names the room."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from xerodesk.ui.icons import paint_icon
from xerodesk.ui.sync.field_map.readings import NOTHING
from xerodesk.ui.sync.field_map.rows import Badge, FieldRow, Group
from xerodesk.ui.sync.field_map.tree_model import ROW
from xerodesk.ui.theme import theme

_ROW, _TWO_LINES, _GROUP = 28, 40, 24
_FADED = 0.35


@dataclass(slots=True)
class Marks:
    """What the list says about its rows beyond their words: chosen, impossible now and why, and the one a drop would hit."""

    chosen: frozenset[str] = frozenset()
    impossible: dict[str, str] = field(default_factory=dict)
    target: str = ""
    notes: dict[str, str] = field(default_factory=dict)
    hovered: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the parts of a row stand, from the row's left."""

    left: int
    name: int
    kind: int
    badge: int
    right: int


def columns_for(groups: tuple[Group, ...], width: int, *, first: bool) -> Columns:
    """The columns for what a list shows: names first, values get what is left. `first` is the left list, further from the window's edge."""
    look = theme()
    names = QFontMetricsF(look.font("base", 500))
    small = QFontMetricsF(look.font("caption", 500))
    rows = [row for group in groups for row in group.rows]
    left, right = (38, 12) if first else (30, 8)
    name = min(max((names.horizontalAdvance(row.field.label) for row in rows), default=60) + 12, (0.44 if first else 0.41) * (width - left))
    kind = max((small.horizontalAdvance(row.type_words) for row in rows), default=30) + 16 + 8
    kind = min(kind, 78.0)
    badge = max((_badge_width(row.badge) for row in rows if row.badge), default=-8.0) + 8
    if width - left - name - kind - badge - right < 60:  # too narrow for the word: the icon stays, the word is in the tooltip
        kind = 20.0
    return Columns(left, round(name), round(kind), round(badge), right)


def _badge_width(badge: Badge) -> float:
    metrics = QFontMetricsF(theme().font("caption", 600 if badge.look == "strong" else 500))
    return metrics.horizontalAdvance(badge.words) + 14 + (13 if badge.icon else 0)


class RowDelegate(QStyledItemDelegate):
    """Paints fields and headings. `columns` and `marks` belong to the list that uses it."""

    def __init__(self, marks: Marks) -> None:
        super().__init__()
        self.marks = marks
        self.columns = Columns(30, 100, 62, 0, 8)
        self.first = True

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """28 px a field, 40 with a second line, 24 a heading; grown with the text size."""
        one = index.data(ROW)
        if isinstance(one, Group):
            return QSize(10, theme().px(_GROUP))
        return QSize(10, theme().px(_TWO_LINES if isinstance(one, FieldRow) and (one.tall or one.shown.now) else _ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """One row."""
        one = index.data(ROW)
        area: QRect = option.rect
        state = option.state
        has_bar = bool(state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(one, Group):
            is_open = bool(state & QStyle.StateFlag.State_Open)
            self._group(painter, area, one, is_open=is_open, focused=has_bar)
        elif isinstance(one, FieldRow):
            self._field(painter, area, one, focused=has_bar)
        painter.restore()

    def _ground(self, painter: QPainter, area: QRect, role: str, *, focused: bool) -> None:
        look = theme()
        if role:
            painter.fillRect(area, look.colour(role))
        if focused:
            painter.fillRect(QRect(area.left(), area.top(), 3, area.height()), look.colour("accent"))

    def _group(self, painter: QPainter, area: QRect, group: Group, *, is_open: bool, focused: bool) -> None:
        look = theme()
        self._ground(painter, area, "hover" if focused else "", focused=focused)
        left = area.left() + self.columns.left - 18
        paint_icon(painter, left, area.center().y() - 5, "chevron-down" if is_open else "chevron-right", "ink2", 12)
        font = look.font("small", 600)
        base = _baseline(font_area=area, metrics=QFontMetricsF(font))
        painter.setFont(font)
        painter.setPen(look.colour("ink2"))
        painter.drawText(QPointF(left + 18, base), group.name)
        if not is_open:
            after = left + 18 + QFontMetricsF(font).horizontalAdvance(group.name) + 6
            painter.setFont(look.font("small"))
            painter.setPen(look.colour("ink3"))
            painter.drawText(QPointF(after, base), group.note())

    def _field(self, painter: QPainter, area: QRect, row: FieldRow, *, focused: bool) -> None:
        look = theme()
        marks = self.marks
        name = row.field.name
        chosen = name in marks.chosen or name in (marks.target, marks.source)
        self._ground(painter, area, "sel" if chosen else "hover" if name == marks.hovered else "", focused=focused)
        if name == marks.target:
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.drawRoundedRect(QRectF(area).adjusted(2, 2, -2, -2), 6, 6)
        if name in marks.impossible:
            painter.setOpacity(_FADED)
        columns = self.columns
        left = area.left() + columns.left
        _words(painter, QRectF(left, area.top(), columns.name - 8, area.height()), row.field.label, "base", 500, "ink")
        left += columns.name
        paint_icon(painter, left, area.center().y() - 5, row.icon, "ink3", 12)
        if columns.kind > 24:
            _words(painter, QRectF(left + 16, area.top(), columns.kind - 18, area.height()), row.type_words, "caption", 400, "ink3")
        left += columns.kind
        if row.badge is not None:
            _badge(painter, left, area, row.badge)
        left += columns.badge
        self._values(painter, QRectF(left, area.top(), area.right() - columns.right - left, area.height()), row)

    def _values(self, painter: QPainter, room: QRectF, row: FieldRow) -> None:
        note = self.marks.notes.get(row.field.name)
        if note:
            _words(painter, room, note, "small", 400, "ink3")
            return
        if row.shown.trouble:  # never by colour alone
            paint_icon(painter, room.left(), room.top() + theme().px(7 if row.shown.now else 8), "triangle", "warn", 12)
            room = room.adjusted(17, 0, 0, 0)
        ink = "warn" if row.shown.trouble else "ink2"
        if not row.shown.now:
            _words(painter, room, row.shown.value, "base", 400, ink)
            return
        upper = QRectF(room.left(), room.top() + theme().px(3), room.width(), theme().px(18))
        _words(painter, upper, row.shown.value, "base", 500, "warn" if row.shown.trouble else "ink")
        lower = QRectF(room.left(), upper.bottom(), room.width(), theme().px(14))
        _words(painter, lower, f"now: {_said(row.shown.now)}", "caption", 400, "ink3")


def _said(value: str) -> str:
    return "empty" if value == NOTHING else value


def _baseline(font_area: QRect, metrics: QFontMetricsF) -> float:
    return float(QRectF(font_area).center().y() + (metrics.ascent() - metrics.descent()) / 2)


def _words(painter: QPainter, room: QRectF, words: str, role: str, weight: int, ink: str) -> None:
    look = theme()
    font = look.font(role, weight)
    painter.setFont(font)
    painter.setPen(look.colour(ink))
    cut = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), cut)


def _badge(painter: QPainter, left: float, area: QRect, badge: Badge) -> None:
    look = theme()
    font = look.font("caption", 600 if badge.look == "strong" else 500)
    height = look.px(18)
    width = _badge_width(badge)
    box = QRectF(left + 0.5, round(area.center().y() - height / 2) + 0.5, width - 1, height - 1)
    edge = {"plain": "line2", "strong": "ink2", "warn": "warn"}[badge.look]
    ink = {"plain": "ink2", "strong": "ink", "warn": "warn"}[badge.look]
    painter.setPen(QPen(look.colour(edge), 1))
    painter.drawRoundedRect(box, 4, 4)
    text_left = box.left() + 6.5
    if badge.icon:
        paint_icon(painter, text_left - 1, box.center().y() - 5, badge.icon, ink, 10)
        text_left += 13
    painter.setFont(font)
    painter.setPen(look.colour(ink))
    metrics = QFontMetricsF(font)
    painter.drawText(QPointF(text_left, box.center().y() + (metrics.ascent() - metrics.descent()) / 2), badge.words)
