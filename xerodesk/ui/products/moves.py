"""Putting products away and bringing them back, with a way back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from xerodesk.domain.changes import Changes
from xerodesk.store.queries.products import ProductRow
from xerodesk.ui.context import PageContext
from xerodesk.ui.products.ports import ProductServices
from xerodesk.ui.tasks import Lane


@dataclass(frozen=True, slots=True)
class _Turn:
    """What was done: what changed, its words, and the way back."""

    changes: Changes
    words: str
    back: partial[Changes]


class ProductMoves(QObject):
    """`done()` when something changed or turned out to have changed elsewhere, so that the list reads again."""

    done = Signal()

    def __init__(self, context: PageContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._services: ProductServices = context.services

    def turn(self, row: object) -> None:
        """Put a product away, or bring it back when it was."""
        if not isinstance(row, ProductRow):
            return
        ways = (self._services.products.archive, self._services.products.restore)
        there, back = ways[::-1] if row.archived else ways
        words = f"{row.code} is back" if row.archived else f"{row.code} was archived"
        work = partial(_do, partial(there, row.id, row.revision), words, partial(back, row.id, row.revision + 1))
        self._context.tasks.run(Lane.STORE, work, self._say, self._failed)

    def _say(self, turn: _Turn) -> None:
        self._context.notices.toast(turn.words, partial(self._undo, turn.back))
        self._changed(turn.changes)

    def _undo(self, back: partial[Changes]) -> None:
        self._context.tasks.run(Lane.STORE, back, self._changed, self._failed)

    def _changed(self, changes: Changes) -> None:
        self._context.feed.tell(changes)
        self.done.emit()

    def _failed(self, error: Exception) -> None:
        self._context.notices.trouble(error)
        self.done.emit()


def _do(work: partial[Changes], words: str, back: partial[Changes]) -> _Turn:
    return _Turn(work(), words, back)
