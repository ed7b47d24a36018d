"""The table of the log: lines that open in place, keys of their own, 100,000 lines read as they are looked at."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from xerodesk.store.queries.log import LogFilter
from xerodesk.store.queries.source import Source
from xerodesk.ui.kit.cells import Cell, paint_cell
from xerodesk.ui.kit.models import Index, PagedModel
from xerodesk.ui.kit.rows import RowDelegate
from xerodesk.ui.kit.tables import DataTable
from xerodesk.ui.sync.log_cells import Row, columns
from xerodesk.ui.sync.log_lines import DetailLine, LogLine, read_lines
from xerodesk.ui.tasks import Tasks
from xerodesk.ui.theme import theme

_VALUES = ((0, 0), (1, 2), (3, 3), (4, 4), (5, 6))  # first and last column of what is in an opened line
_WORDS = ((0, 0), (1, 2), (3, 6))
_PAD = 6
_KEPT_OPEN = 20  # lines open at once; the one opened longest ago closes


def _identity(row: Row) -> tuple[int, int]:
    return (row.number, row.at) if isinstance(row, DetailLine) else (row.entry.id, -1)


class LogModel(PagedModel):
    """The rows; what is in an opened line is read, not chosen."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__(columns(), tasks, _identity)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Keys pass over what is in a line."""
        if isinstance(self.row_at(index.row()), DetailLine):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)


class _Delegate(RowDelegate):
    """What is in a line stands on a ground of its own."""

    def __init__(self, table: LogTable) -> None:
        super().__init__(table)
        self._log = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """What reaches over several columns is drawn in each of them, cut to it."""
        row = self._log.rows.row_at(index.row())
        if not isinstance(row, DetailLine):
            super().paint(painter, option, index)
            return
        area: QRect = option.rect
        painter.save()
        painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
        painter.fillRect(area, theme().colour("raised"))
        first, last = next(reach for reach in (_WORDS if row.look == "words" else _VALUES) if reach[0] <= index.column() <= reach[1])
        cell = self._log.rows.cell_at(index.row(), first)
        if isinstance(cell, Cell):
            paint_cell(painter, self._log.across(area, first, last), cell)
        painter.restore()


class LogTable(DataTable):
    """Enter, Space and a click on the time open a line in place. `asked(deed)` when a key wants "resync" or "record"."""

    asked = Signal(str)

    def __init__(self, tasks: Tasks) -> None:
        self.model_of_lines = LogModel(tasks)
        super().__init__("Lines of the log", self.model_of_lines, row_height=30, heading_height=28, inset=24, multi=True)
        self._open: tuple[int, ...] = ()  # replaced, never changed: the store lane reads it
        self.setItemDelegate(_Delegate(self))
        self.opened.connect(self._toggle_row)

    def across(self, area: QRect, first: int, last: int) -> QRectF:
        """The inside of a stretch of columns in the row that `area` is a cell of."""
        left = self.inset if first == 0 else _PAD
        right = self.inset if last == len(self.rows.columns) - 1 else _PAD
        start, end = self.columnViewportPosition(first), self.columnViewportPosition(last) + self.columnWidth(last)
        return QRectF(start + left, area.top(), max(0, end - start - left - right), area.height() - 1)

    def show_lines(self, source: Source, wanted: LogFilter) -> None:
        """Read the lines of a filter; opened lines close."""
        self._open = ()
        self.clearSelection()
        self.model_of_lines.load(read_lines(source, wanted, lambda: self._open))
        self.scrollToTop()

    def read_again(self) -> None:
        """The same lines anew; what is open stays open."""
        self.model_of_lines.reload()

    def toggle(self, number: int) -> None:
        """Open a line, or close it."""
        if number in self._open:
            self._open = tuple(one for one in self._open if one != number)
        else:
            self._open = (*self._open, number)[-_KEPT_OPEN:]
        self.model_of_lines.reload()

    def lines(self) -> list[LogLine]:
        """The selected lines that are here."""
        return [row for row in self.selected() if isinstance(row, LogLine)]

    def line(self) -> LogLine | None:
        """The current line."""
        row = self.current()
        return row if isinstance(row, LogLine) else None

    def step(self, by: int) -> None:
        """Go to the next or previous line, past what is in an opened one."""
        at = self.currentIndex().row() if self.currentIndex().isValid() else -by if by > 0 else 0
        at += by
        while 0 <= at < self.rows.rowCount():
            if not isinstance(self.rows.row_at(at), DetailLine):
                self.choose(at)
                return
            at += by

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """J and K step, Enter and Space open, Right opens and Left closes, R resyncs, O goes to the record."""
        line = self.line()
        key = event.key()
        if event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier):
            deeds = {
                Qt.Key.Key_J: partial(self.step, 1),
                Qt.Key.Key_K: partial(self.step, -1),
                Qt.Key.Key_R: partial(self.asked.emit, "resync"),
                Qt.Key.Key_O: partial(self.asked.emit, "record"),
            }
            deed = deeds.get(Qt.Key(key))
            if deed is not None:
                deed()
                return
            turns = key == Qt.Key.Key_Space or key == (Qt.Key.Key_Left if line is not None and line.opened else Qt.Key.Key_Right)
            if line is not None and turns:
                self.toggle(line.entry.id)
                return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the time opens or closes the line."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        row = self.rows.row_at(index.row()) if index.isValid() else None
        plain = event.button() is Qt.MouseButton.LeftButton and event.modifiers() == Qt.KeyboardModifier.NoModifier
        if plain and index.column() == 0 and isinstance(row, LogLine):
            self.toggle(row.entry.id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Opens or closes the line, but not twice where a click does already."""
        if self.indexAt(event.position().toPoint()).column() != 0:
            super().mouseDoubleClickEvent(event)

    def _toggle_row(self, row: object) -> None:
        if isinstance(row, LogLine):
            self.toggle(row.entry.id)
