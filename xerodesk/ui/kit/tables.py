"""Tables people work in: choosing, opening and doing things with rows; lists of two-line rows."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView

from xerodesk.ui.kit.cells import Cell
from xerodesk.ui.kit.models import GroupRow, Index, PagedModel
from xerodesk.ui.kit.rows import RowView


class DataTable(RowView):
    """A table of whole rows.

    `chosen(row)` when the current row changes, `opened(row)` on Enter or double click, `deed(row, key)` when a deed or tick box of a
    row is clicked (Space for the current row), `sort_wanted(key, down)` when a sortable heading is clicked.
    """

    chosen = Signal(object)
    opened = Signal(object)
    deed = Signal(object, str)
    sort_wanted = Signal(str, bool)

    def __init__(
        self, name: str, model: PagedModel, *, row_height: int = 32, heading_height: int = 30, inset: int = 8, multi: bool = False
    ) -> None:
        super().__init__(name, model, row_height, heading_height, inset)
        self._remembered: Hashable | None = None
        self._sort: tuple[str, bool] = ("", False)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if multi else mode.SingleSelection)
        self.horizontalHeader().sectionClicked.connect(self._heading_clicked)
        model.modelReset.connect(self._find_again)
        model.arrived.connect(self._find_again)

    def current(self) -> Any | None:
        """The current row, None when there is none."""
        index = self.currentIndex()
        return self.rows.row_at(index.row()) if index.isValid() else None

    def selected(self) -> list[Any]:
        """The selected rows that are here, from top to bottom."""
        found = [self.rows.row_at(index.row()) for index in sorted(self.selectionModel().selectedRows(), key=QModelIndex.row)]
        return [row for row in found if row is not None]

    def selected_text(self) -> str:
        """The selected rows as they read, cells parted by tabs, for pasting into a spreadsheet."""
        lines = []
        for index in sorted(self.selectionModel().selectedRows(), key=QModelIndex.row):
            cells = [str(self.rows.index(index.row(), at).data() or "") for at in range(len(self.rows.columns))]
            lines.append("\t".join(cells))
        return "\n".join(lines)

    def choose(self, row: int) -> None:
        """Make a row the current one and bring it into view; -1 for none."""
        if row < 0:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        elif row < self.rows.rowCount():
            self.selectRow(row)
            self.scrollTo(self.rows.index(row, 0))

    def choose_identity(self, identity: Hashable) -> bool:
        """Make the row of a record the current one, now or when it arrives; whether it is here."""
        self._remembered = identity
        row = self.rows.find(identity)
        if row >= 0:
            self.choose(row)
        return row >= 0

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which row is current."""
        super().currentChanged(current, previous)
        self._surface.update()
        if current.isValid() and (not previous.isValid() or previous.row() != current.row()):
            row = self.rows.row_at(current.row())
            if row is not None and not isinstance(row, GroupRow):
                self._remembered = self.rows.identity_at(current.row())
                self.chosen.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Space does the row's deed, Ctrl+C copies the selected rows."""
        row = self.current()
        if row is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(row)
        elif row is not None and event.key() == Qt.Key.Key_Space and (key := self._deed_key(self.currentIndex().row())):
            self.deed.emit(row, key)
        elif event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.selected_text())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a deed or a tick box does it."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and self._is_deed(index):
            self.deed.emit(self.rows.row_at(index.row()), self.rows.columns[index.column()].key)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Opens the row."""
        index = self.indexAt(event.position().toPoint())
        row = self.rows.row_at(index.row()) if index.isValid() else None
        if row is not None and not isinstance(row, GroupRow) and not self._is_deed(index):
            self.opened.emit(row)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over deeds."""
        super().mouseMoveEvent(event)
        over = self._is_deed(self.indexAt(event.position().toPoint()))
        self._surface.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """By key into a table without a current row: the first becomes it."""
        super().focusInEvent(event)
        by_key = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
        if by_key and not self.currentIndex().isValid() and self.rows.rowCount():
            self.choose(0)

    def _is_deed(self, index: Index) -> bool:
        cell = self.rows.cell_at(index.row(), index.column()) if index.isValid() else None
        return isinstance(cell, Cell) and bool(cell.text or cell.check is not None) and (cell.deed or cell.check is not None)

    def _deed_key(self, row: int) -> str:
        for at, column in enumerate(self.rows.columns):
            if self._is_deed(self.rows.index(row, at)):
                return column.key
        return ""

    def _heading_clicked(self, section: int) -> None:
        column = self.rows.columns[section]
        if column.sortable:
            key, down = self._sort
            self._sort = (column.key, not down if key == column.key else column.right)  # figures start with the largest
            self.rows.set_sorted(column.key, down=self._sort[1])
            self.sort_wanted.emit(*self._sort)

    def _find_again(self, *_rows: int) -> None:
        """Stay on the same record when the rows around it moved."""
        if self._remembered is None:
            return
        row = self.rows.find(self._remembered)
        if row >= 0 and row != self.currentIndex().row():
            self.selectRow(row)


class TwoLineList(DataTable):
    """A list of two-line rows (46 px): the model has one stretching column whose cell is a TwoLines. Otherwise as DataTable."""

    def __init__(self, name: str, model: PagedModel, *, row_height: int = 46, inset: int = 16) -> None:
        super().__init__(name, model, row_height=row_height, heading_height=0, inset=inset)
