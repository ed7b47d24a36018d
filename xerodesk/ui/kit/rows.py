"""The ground of all tables: whole rows of one height, painted by one delegate; columns that share the width; hover and focus marks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from xerodesk.ui.icons import paint_icon
from xerodesk.ui.kit.cells import Cell, cell_width, paint_cell
from xerodesk.ui.kit.models import Column, GroupRow, Index, PagedModel
from xerodesk.ui.theme import dress, theme

_PAD = 6  # on either side of a cell: the 12 px gap between columns
_BAR = 3


@dataclass(frozen=True, slots=True)
class TwoLines:
    """A row of a list: a name over a state (icon and words), with a figure at the right of the second line."""

    title: str
    second: str = ""
    icon: str = ""
    icon_ink: str = "ink2"
    figure: str = ""
    before: str = ""
    after: str = ""

    @property
    def spoken(self) -> str:
        """All of it as text."""
        return ", ".join(part for part in (self.title, self.second, f"{self.before} {self.figure} {self.after}".strip()) if part)


class RowDelegate(QStyledItemDelegate):
    """Paints the cells of a RowView."""

    def __init__(self, table: RowView) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, line, mark of the selected row, then the cell."""
        table = self._table
        look = theme()
        rect: QRect = option.rect
        row, column = index.row(), index.column()
        selected = table.selectionModel().isSelected(index)
        group = isinstance(table.rows.row_at(row), GroupRow)
        if selected and not group:
            painter.fillRect(rect, look.colour("sel"))
        elif row == table.hovered and not group:
            painter.fillRect(rect, look.colour("hover"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), look.colour("line"))
        if selected and column == 0 and not group and table.hasFocus():
            painter.fillRect(QRect(rect.left(), rect.top(), _BAR, rect.height()), look.colour("accent"))
        painter.save()
        shown = table.rows.row_at(row)
        if isinstance(shown, GroupRow):
            self._paint_group(painter, rect, shown)
        else:
            cell = table.rows.cell_at(row, column)
            area = table.inside(rect, column)
            if isinstance(cell, TwoLines):
                _paint_two_lines(painter, area, cell, selected=selected)
            elif isinstance(cell, Cell):
                paint_cell(painter, area, cell, right=table.rows.columns[column].right, selected=selected)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Rows have one height."""
        return QSize(80, self._table.verticalHeader().defaultSectionSize())

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """The whole text in a tooltip, only where it was cut or has more to say."""
        cell = self._table.rows.cell_at(index.row(), index.column()) if index.isValid() else None
        words = ""
        rect: QRect = option.rect
        room = self._table.inside(rect, index.column()).width()
        if isinstance(cell, Cell):
            words = cell.tip or (cell.text if cell_width(cell) > room else "")
        elif isinstance(cell, TwoLines) and QFontMetricsF(theme().font("base", 600)).horizontalAdvance(cell.title) > room:
            words = cell.title
        QToolTip.showText(event.globalPos(), words, view)
        return bool(words)

    def _paint_group(self, painter: QPainter, rect: QRect, group: GroupRow) -> None:
        look = theme()
        area = self._table.inside(rect, 0)
        area.setRight(rect.right() - self._table.inset)
        paint_cell(painter, area, Cell(group.text, "ink3", 500, "small"))
        paint_cell(painter, area, Cell(group.note, "ink3", 400, "small"), right=True)
        painter.setPen(look.colour("line"))


def _paint_two_lines(painter: QPainter, area: QRectF, row: TwoLines, *, selected: bool) -> None:
    half = (area.height() - 8) / 2
    top = QRectF(area.left(), area.top() + 4, area.width(), half)
    low = QRectF(area.left(), area.top() + 3 + half, area.width(), half)
    paint_cell(painter, top, Cell(row.title, weight=600 if selected else 500))
    figure = Cell(row.figure, before=row.before, after=row.after)
    taken = cell_width(figure) + 8 if row.figure else 0.0
    paint_cell(painter, low, figure, right=True)
    if row.icon:
        paint_icon(painter, low.left(), low.center().y() - 6.5, row.icon, row.icon_ink, 13)
        low.setLeft(low.left() + 18)
    low.setRight(low.right() - taken)
    paint_cell(painter, low, Cell(row.second, "ink2", size="small"))


class RowView(QTableView):
    """A table of whole rows over a PagedModel, without any deeds."""

    def __init__(self, name: str, model: PagedModel, row_height: int, heading_height: int, inset: int) -> None:
        super().__init__()
        self.rows = model
        self.inset = inset
        self.hovered = -1
        self._heights = (row_height, heading_height)
        self._surface = surface_of(self)
        self.setAccessibleName(name)
        self.setProperty("ownFocus", True)
        self.setModel(model)
        self.setItemDelegate(RowDelegate(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._set_up_headers()
        model.modelReset.connect(self.clearSpans)
        model.arrived.connect(self._span_groups)
        theme().changed.connect(self._new_look)

    def _set_up_headers(self) -> None:
        heading = RowHeading(self)
        heading.setVisible(self._heights[1] > 0)
        self.setHorizontalHeader(heading)
        side = self.verticalHeader()
        side.hide()
        side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        side.setMinimumSectionSize(16)
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._new_look()

    def inside(self, rect: QRect, column: int) -> QRectF:
        """Where in a cell its content goes."""
        left = self.inset if column == 0 else _PAD
        right = self.inset if column == len(self.rows.columns) - 1 else _PAD
        return QRectF(rect).adjusted(left, 0, -right, -1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Keep the row under the mouse."""
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        self._hover(index.row() if index.isValid() else -1)

    def leaveEvent(self, event: QEvent) -> None:
        """No row is under the mouse."""
        super().leaveEvent(event)
        self._hover(-1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The bar of the selected row comes."""
        super().focusInEvent(event)
        self._surface.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The bar goes, the selection stays."""
        super().focusOutEvent(event)
        self._surface.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns."""
        super().resizeEvent(event)
        self.fit_columns()

    def fit_columns(self) -> None:
        """Fixed columns keep their width, stretching ones share the rest but keep at least their own; what is too wide scrolls."""
        look = theme()
        room = self._surface.width()
        columns: dict[int, Column] = {}
        for at, column in enumerate(self.rows.columns):
            hidden = room < look.px(column.hide_below)
            self.setColumnHidden(at, hidden)
            if not hidden:
                columns[at] = column
        fixed = sum(look.px(column.width) for column in columns.values() if not column.stretch)
        shares = sum(column.stretch for column in columns.values()) or 1
        rest = max(0, room - fixed)
        for at, column in columns.items():
            width = max(look.px(column.width), rest * column.stretch // shares) if column.stretch else look.px(column.width)
            self.setColumnWidth(at, width)

    def _hover(self, row: int) -> None:
        if row != self.hovered:
            self.hovered = row
            self._surface.update()

    def _span_groups(self, first: int, last: int) -> None:
        """Rows that head others reach across."""
        wide = len(self.rows.columns)
        for row in range(first, last + 1):
            group = isinstance(self.rows.row_at(row), GroupRow)
            if wide > 1 and (group or self.columnSpan(row, 0) > 1):
                self.setSpan(row, 0, 1, wide if group else 1)

    def _new_look(self) -> None:
        look = theme()
        self.verticalHeader().setDefaultSectionSize(look.px(self._heights[0]))
        self.horizontalHeader().setFixedHeight(look.px(self._heights[1]))
        self.fit_columns()
        self._surface.update()


def surface_of(area: QAbstractScrollArea) -> QWidget:
    """What a scrolling widget shows its content on, its `viewport()`.

    Asked for by name: at the first `viewport()` PySide makes ready every class of widgets there is, to tell which one it has got, and that
    takes longer than the first page.
    """
    return cast("QWidget", area.findChild(QWidget, "qt_scrollarea_viewport", Qt.FindChildOption.FindDirectChildrenOnly))


class RowHeading(QHeaderView):
    """Column headings, small and quiet, aligned with what stands under them."""

    def __init__(self, view: RowView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._view = view
        self._surface = surface_of(self)
        self.setHighlightSections(False)
        self.setSectionsClickable(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(16)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Columns")
        dress(self, "small", 500)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """One heading and the line under it."""
        look = theme()
        painter.fillRect(rect, look.colour("canvas"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), look.colour("line2"))
        column = self._view.rows.columns[section]
        words = str(self._view.rows.headerData(section, Qt.Orientation.Horizontal) or "")
        painter.save()
        paint_cell(painter, self._view.inside(rect, section), Cell(words, "ink3", 500, "small"), right=column.right)
        painter.restore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line goes on to the right edge."""
        super().paintEvent(event)
        painter = QPainter(self._surface)
        painter.fillRect(QRect(self.length(), self.height() - 1, self.width(), 1), theme().colour("line2"))
