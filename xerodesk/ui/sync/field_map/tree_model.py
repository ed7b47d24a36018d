"""A list of fields under their groups as a Qt tree model; assistive tools read each row as a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from xerodesk.ui.sync.field_map.rows import FieldRow, Group

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole  # FieldRow of a field, Group of a heading
_TOP = 0


class FieldTreeModel(QAbstractItemModel):
    """Two levels: groups, and the fields in them."""

    def __init__(self, title: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._groups: tuple[Group, ...] = ()

    @property
    def groups(self) -> tuple[Group, ...]:
        """What is shown."""
        return self._groups

    def set_groups(self, groups: tuple[Group, ...]) -> bool:
        """Show these; True when rows came, went or moved, False when only what they say changed."""
        if _shape(groups) != _shape(self._groups):
            self.beginResetModel()
            self._groups = groups
            self.endResetModel()
            return True
        before, self._groups = self._groups, groups
        for at, (old, new) in enumerate(zip(before, groups, strict=True)):
            if old != new:
                parent = self.index(at, 0)
                self.dataChanged.emit(parent, parent)
                self.dataChanged.emit(self.index(0, 0, parent), self.index(len(new.rows) - 1, 0, parent))
        return False

    def fields(self) -> Iterator[tuple[str, QModelIndex, QModelIndex]]:
        """Every field with its own index and its group's."""
        for at, group in enumerate(self._groups):
            parent = self.index(at, 0)
            for row, one in enumerate(group.rows):
                yield one.field.name, self.index(row, 0, parent), parent

    def index_of(self, name: str) -> QModelIndex:
        """Where a field is; an invalid index when it is not shown."""
        return next((index for one, index, _ in self.fields() if one == name), QModelIndex())

    def row_at(self, index: Index) -> FieldRow | None:
        """The field at an index, None for a heading."""
        found = self.data(index, ROW)
        return found if isinstance(found, FieldRow) else None

    def index(self, row: int, column: int, parent: Index | None = None) -> QModelIndex:
        """Qt's way to an item."""
        if parent is None or not parent.isValid():
            return self.createIndex(row, column, _TOP) if 0 <= row < len(self._groups) and column == 0 else QModelIndex()
        if parent.internalId() != _TOP or not 0 <= row < len(self._groups[parent.row()].rows) or column != 0:
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1)

    def parent(self, index: Index | None = None) -> Any:
        """The heading of a field."""
        if index is None:
            return super().parent()
        if not index.isValid() or index.internalId() == _TOP:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, _TOP)

    def rowCount(self, parent: Index | None = None) -> int:
        """Groups, or the fields of one."""
        if parent is None or not parent.isValid():
            return len(self._groups)
        return len(self._groups[parent.row()].rows) if parent.internalId() == _TOP and parent.column() == 0 else 0

    def columnCount(self, parent: Index | None = None) -> int:
        """One: a row is painted whole."""
        return 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every row can have the keyboard; only fields can be selected."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        base = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return base if index.internalId() == _TOP else base | Qt.ItemFlag.ItemNeverHasChildren

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The list's title."""
        return self._title if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal and section == 0 else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Label, sentence, tooltip, or the whole row."""
        if not index.isValid():
            return None
        if index.internalId() == _TOP:
            return self._group_data(self._groups[index.row()], role)
        row = self._groups[index.internalId() - 1].rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.field.label
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.sentence()
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.tooltip()
        return row if role == ROW else None

    def _group_data(self, group: Group, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return group.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{group.name}, {group.note()}"
        return group if role == ROW else None


def _shape(groups: tuple[Group, ...]) -> list[tuple[str, list[str]]]:
    return [(group.name, [row.field.name for row in group.rows]) for group in groups]
