"""Undo and redo: each edit of the map is one command with its words."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtGui import QUndoCommand

from xerodesk.mapping.wires import FieldMap
from xerodesk.ui.sync.field_map.edits import Edit
from xerodesk.ui.sync.field_map.scene import PairKey


class MapHolder(Protocol):
    """Whoever holds the map that is edited."""

    def put(self, field_map: FieldMap, key: PairKey | None) -> None:
        """Take this map, with this pair selected."""
        ...


class EditCommand(QUndoCommand):
    """One edit. Maps are frozen, so the whole map before and after is kept, at the price of two references."""

    def __init__(self, holder: MapHolder, before: FieldMap, before_key: PairKey | None, edit: Edit) -> None:
        super().__init__(edit.text)
        self._holder = holder
        self._before = (before, before_key)
        self._after = (edit.map, edit.key)

    def redo(self) -> None:
        """Make the change (again)."""
        self._holder.put(*self._after)

    def undo(self) -> None:
        """Take it back."""
        self._holder.put(*self._before)
