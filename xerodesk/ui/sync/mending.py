"""Putting a value right where the preview shows it: the CRM's record is edited, then the preview made again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from xerodesk.domain.changes import Changes
from xerodesk.domain.errors import Misuse
from xerodesk.ui.context import PageContext
from xerodesk.ui.sync.ports import SyncServices
from xerodesk.ui.sync.preview_rows import ValueRow
from xerodesk.ui.tasks import Lane


class Mender(QObject):
    """Saves mended values; `mended(changes)` is called when one is kept."""

    def __init__(self, context: PageContext, mended: Callable[[Changes], object]) -> None:
        super().__init__(context.window)
        self._context = context
        self._services: SyncServices = context.services
        self._mended = mended

    def mend(self, row: ValueRow, text: str) -> None:
        """Keep a value."""
        self._context.tasks.run(Lane.STORE, partial(self._save, row, text), self._saved, self._context.notices.trouble)

    def _save(self, row: ValueRow, text: str) -> Changes:
        if row.kind == "contact":
            desk = self._services.contacts
        elif row.kind == "product":
            desk = self._services.products
        else:
            raise Misuse("This value cannot be put right here.", "Open the record in Xero and change it there.")
        return desk.save(row.crm_id, row.revision, {row.field: text})[1]

    def _saved(self, changes: Changes) -> None:
        self._mended(changes)
