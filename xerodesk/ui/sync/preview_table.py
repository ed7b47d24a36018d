"""The table of a preview: records as headings over their values, one model and one painter at any number of rows, mending in place."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QStyleOptionViewItem, QWidget

from xerodesk.ui.kit.buttons import Button
from xerodesk.ui.kit.cells import Cell, cell_width, paint_cell, pill_cell
from xerodesk.ui.kit.diff import added_cell, removed_cell
from xerodesk.ui.kit.fields import InlineEdit
from xerodesk.ui.kit.models import Column, Index, PagedModel, Window
from xerodesk.ui.kit.pills import pill_width
from xerodesk.ui.kit.rows import RowDelegate
from xerodesk.ui.kit.tables import DataTable
from xerodesk.ui.states import PILLS
from xerodesk.ui.sync.preview_rows import RecordRow, Row, SaidRow, ValueRow
from xerodesk.ui.sync.words import DIRECTIONS
from xerodesk.ui.tasks import Tasks
from xerodesk.ui.theme import theme

_WILL_BE = 3
_LONG = 300


@lru_cache(maxsize=4_000)
def _cells(before: str, after: str, empty: str) -> tuple[Cell, Cell]:
    return removed_cell(before[:_LONG], after[:_LONG], empty=empty), added_cell(before[:_LONG], after[:_LONG])


def _identity(row: Row) -> tuple[str, int]:
    if isinstance(row, RecordRow):
        return row.key, -1
    return row.key, row.at if isinstance(row, ValueRow) else -2 - row.at


def _spoken(row: RecordRow) -> str:
    return ", ".join(part for part in (row.title, row.action, row.why, row.note) if part)


def _field(row: Row) -> Cell:
    if isinstance(row, RecordRow):
        return Cell(_spoken(row), weight=600)
    if isinstance(row, SaidRow):
        return Cell(f"        {row.words}", "ink2")
    return Cell(f"        {row.label}", "ink2", tip=row.label)


def _way(row: Row) -> Cell:
    if not isinstance(row, ValueRow):
        return Cell()
    icon = DIRECTIONS[row.direction][0]
    return Cell("Xero" if row.direction == "to_xero" else "xerodesk", "ink2", size="small", icon=icon, icon_ink="ink2")


def _now(row: Row) -> Cell:
    return _cells(row.now, row.will_be, row.empty)[0] if isinstance(row, ValueRow) else Cell()


def _will_be(row: Row) -> Cell:
    return _cells(row.now, row.will_be, row.empty)[1] if isinstance(row, ValueRow) else Cell()


def _why(row: Row) -> Cell:
    return Cell(row.why, "bad" if row.problem else "ink2", tip=row.why) if isinstance(row, ValueRow) else Cell()


def _mend(row: Row) -> Cell:
    if isinstance(row, ValueRow) and row.mend is not None:
        return Cell("Mend", deed=True)
    if isinstance(row, RecordRow) and row.ask:
        return Cell("Decide", deed=True)
    return Cell("Show all", deed=True) if isinstance(row, RecordRow) and row.more else Cell()


class _Delegate(RowDelegate):
    """Paints a record across all columns: tick box, name, what would be done, why, and at the right how many changes."""

    def __init__(self, table: PreviewTable) -> None:
        super().__init__(table)
        self._preview = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """What reaches over the columns is drawn in each of them, cut to it: thousands of spans would take the table its speed."""
        row = self._preview.rows.row_at(index.row())
        if not isinstance(row, RecordRow | SaidRow) or index.column() == len(self._preview.rows.columns) - 1:
            super().paint(painter, option, index)
            if isinstance(row, RecordRow):
                _line_below(painter, option.rect, "line2")
            return
        look = theme()
        area: QRect = option.rect
        painter.save()
        painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
        if self._preview.selectionModel().isSelected(index):
            painter.fillRect(area, look.colour("sel"))
            if self._preview.hasFocus() and index.column() == 0:
                painter.fillRect(QRect(area.left(), area.top(), 3, area.height()), look.colour("accent"))
        _line_below(painter, area, "line2" if isinstance(row, RecordRow) else "line")
        inside = self._preview.across(area)
        if isinstance(row, SaidRow):
            paint_cell(painter, inside, _field(row))
        else:
            if row.ticked is not None:
                paint_cell(painter, inside, Cell(check=row.ticked))
            if row.ticked is not None or row.further:
                inside.setLeft(inside.left() + 26)
            _paint_heading(painter, inside, row)
        painter.restore()


def _line_below(painter: QPainter, area: QRect, role: str) -> None:
    painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), theme().colour(role))


def _paint_heading(painter: QPainter, area: QRectF, row: RecordRow) -> None:
    """Name, pill, reason from the left, the note at the right; the reason is cut first."""
    note = Cell(row.note, "ink3", size="small")
    note_room = cell_width(note) + 16 if row.note else 0.0
    pill = pill_width(row.action)
    name = Cell(row.title, weight=600)
    name_width = min(cell_width(name), max(60.0, area.width() - pill - note_room - 24))
    paint_cell(painter, QRectF(area.left(), area.top(), name_width + 1, area.height()), name)
    left = area.left() + name_width + 10
    paint_cell(painter, QRectF(left, area.top(), pill, area.height()), pill_cell(PILLS[row.look], row.action))
    left += pill + 8
    right = area.right() - note_room
    if right - left > 60:
        paint_cell(painter, QRectF(left, area.top(), right - left, area.height()), Cell(row.why, "ink3", size="small"))
    if row.note:
        paint_cell(painter, QRectF(right, area.top(), note_room, area.height()), note, right=True)


class _Mender(QWidget):
    """The value that cannot be sent, as an input in its own row. `kept(text)`, `left()`."""

    kept = Signal(str)
    left = Signal()

    def __init__(self, row: ValueRow) -> None:
        super().__init__()
        self.setProperty("ground", "canvas")
        line = QHBoxLayout(self)
        line.setContentsMargins(6, 1, 6, 1)
        line.setSpacing(8)
        self.edit = InlineEdit(f"{row.label}: mend the value", row.mend or "")
        self.edit.setProperty("wrong", "true")
        self.edit.kept.connect(self.kept)
        self.edit.left.connect(self.left)
        button = Button("Mend", size="row")
        button.clicked.connect(lambda: self.kept.emit(self.edit.text()))
        line.addWidget(self.edit, 1)
        line.addWidget(button)


class PreviewTable(DataTable):
    """`mended(ValueRow, text)`; `ticked(key)` when a tick box is; `more_wanted(key)` for all fields; `decide_wanted(key)`."""

    mended = Signal(object, str)
    ticked = Signal(str)
    more_wanted = Signal(str)
    decide_wanted = Signal(str)

    def __init__(self, tasks: Tasks, *, deed_width: int = 96) -> None:
        self._mending: tuple[int, _Mender] | None = None
        self._held: Sequence[Row] = ()
        columns = [
            Column("field", "Field", _field, 120, stretch=3),
            Column("way", "Written to", _way, 104),
            Column("now", "Now", _now, 160, stretch=4),
            Column("will_be", "Will be", _will_be, 180, stretch=5),
            Column("why", "Why", _why, 160, stretch=5),
            Column("deed", "", self._deed_cell, deed_width),
        ]
        model = PagedModel(columns, tasks, _identity)
        super().__init__("Preview", model, row_height=30, heading_height=30, inset=24)
        self.setItemDelegate(_Delegate(self))
        self.deed.connect(self._deed)
        self.opened.connect(self._enter)

    def across(self, area: QRect) -> QRectF:
        """The part of a row up to the deed's column, whichever of its cells `area` is."""
        left = self.columnViewportPosition(0) + self.inset
        right = self.columnViewportPosition(len(self.rows.columns) - 1) - 6
        return QRectF(left, area.top(), max(0, right - left), area.height() - 1)

    def show_plan(self, rows: Sequence[Row], *, in_place: bool = False) -> None:
        """Show rows that were made elsewhere; the table takes of them what is looked at. `in_place`: the same rows, a little changed."""
        self.stop_mending()
        self._held = rows
        if in_place:
            self.rows.reload()
        else:
            self._remembered = None
            self.rows.load(self._window)
            self.scrollToTop()

    def _window(self, offset: int, limit: int) -> Window:
        """Called on the store lane; the rows are replaced, never changed."""
        held = self._held
        return Window(len(held), held[offset : offset + limit])

    def mend(self, at: int) -> None:
        """Turn the value of a row into an input."""
        row = self.rows.row_at(at)
        if not isinstance(row, ValueRow) or row.mend is None:
            return
        self.stop_mending()
        mender = _Mender(row)
        mender.kept.connect(lambda text: self._kept(row, text))
        mender.left.connect(self.stop_mending)
        self.setIndexWidget(self.rows.index(at, _WILL_BE), mender)
        self._mending = (at, mender)
        mender.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        mender.edit.selectAll()

    def stop_mending(self) -> None:
        """The input goes; the value stays as it was."""
        if self._mending is not None:
            at, _mender = self._mending
            self._mending = None
            self.setIndexWidget(self.rows.index(at, _WILL_BE), None)  # type: ignore[arg-type]  # Qt takes none to remove it
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks a record."""
        row = self.current()
        if event.key() == Qt.Key.Key_Space and isinstance(row, RecordRow) and row.ticked is not None:
            self.ticked.emit(row.key.split(" ")[0])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a tick box."""
        super().mousePressEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        row = self.rows.row_at(index.row()) if index.isValid() else None
        on_box = place.x() + self.horizontalScrollBar().value() <= self.inset + 24 and event.button() is Qt.MouseButton.LeftButton
        if on_box and isinstance(row, RecordRow) and row.ticked is not None:
            self.ticked.emit(row.key.split(" ")[0])

    def _deed_cell(self, row: Row) -> Cell:
        """The deed of a row; a value that is being mended has its own button."""
        if self._mending is not None and self.rows.row_at(self._mending[0]) is row:
            return Cell()
        return _mend(row)

    def _kept(self, row: ValueRow, text: str) -> None:
        self.stop_mending()
        self.mended.emit(row, text)

    def _enter(self, row: Row) -> None:
        self._deed(row, "")

    def _deed(self, row: Row, _key: str) -> None:
        if isinstance(row, ValueRow) and row.mend is not None:
            self.mend(self.rows.find(_identity(row)))
        elif isinstance(row, RecordRow) and row.ask:
            self.decide_wanted.emit(row.key.split(" ")[0])
        elif isinstance(row, RecordRow) and row.more:
            self.more_wanted.emit(row.key.split(" ")[0])
