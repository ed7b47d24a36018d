"""The model of all tables: columns that say what a cell shows, over rows that come by windows."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt

from xerodesk.ui.kit.cells import Cell
from xerodesk.ui.kit.paging import Fetch, Index, PagedRows, Window
from xerodesk.ui.tasks import Tasks

__all__ = ["Column", "Fetch", "GroupRow", "Index", "PagedModel", "Window"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `cell(row)` gives a Cell, a TwoLines or plain text. `width` is in pixels of the design; `stretch` shares what is left.

    `hide_below` takes the column away while the table is narrower than that; never for money, dates or a state.
    """

    key: str
    title: str
    cell: Callable[[Any], Any]
    width: int = 120
    stretch: int = 0
    right: bool = False
    sortable: bool = False
    hide_below: int = 0


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A row that heads others, across all columns: "2026" with a quiet note at the right."""

    text: str
    note: str = ""


class PagedModel(PagedRows):
    """Rows by windows (see PagedRows) in columns; `identity(row)` says which record a row is."""

    def __init__(
        self, columns: Sequence[Column], tasks: Tasks, identity: Callable[[Any], Hashable] | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(tasks, len(columns), parent)
        self.columns = tuple(columns)
        self._identity = identity
        self._sorted: tuple[str, bool] = ("", False)

    def cell_at(self, row: int, column: int) -> Any | None:
        """What a cell shows, None while its row is not here."""
        found = self.row_at(row)
        if found is None:
            return None
        if isinstance(found, GroupRow):
            return Cell(f"{found.text} {found.note}".strip()) if column == 0 else Cell()
        shown = self.columns[column].cell(found)
        return Cell(shown) if isinstance(shown, str) else shown

    def identity_at(self, row: int) -> Hashable | None:
        """Which record a row is."""
        found = self.row_at(row)
        return self._identity(found) if found is not None and self._identity and not isinstance(found, GroupRow) else None

    def find(self, identity: Hashable) -> int:
        """The row of a record among those that are here, or -1."""
        if self._identity is None:
            return -1
        for number, row in self.here():
            if not isinstance(row, GroupRow) and self._identity(row) == identity:
                return number
        return -1

    def set_sorted(self, key: str, *, down: bool) -> None:
        """Mark the column the rows are sorted by; the rows themselves come sorted from the store."""
        self._sorted = (key, down)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text for display and for assistive tools; painting goes through `cell_at`."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) or not index.isValid():
            return None
        cell = self.cell_at(index.row(), index.column())
        return "" if cell is None else cell.spoken

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Titles, with an arrow on the sorted one."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            key, down = self._sorted
            return column.title + ((" ↓" if down else " ↑") if key == column.key else "")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None
