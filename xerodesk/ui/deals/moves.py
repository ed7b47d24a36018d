"""Moving deals from stage to stage, putting them away and bringing them back, each with a way back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from xerodesk.domain.changes import Changes
from xerodesk.domain.stages import STAGES
from xerodesk.store.queries.deals import DealRow
from xerodesk.ui.context import PageContext
from xerodesk.ui.deals.ports import DealServices
from xerodesk.ui.tasks import Lane


def can_move(row: object) -> bool:
    """Whether a row is a deal that may change its stage: not one put away, and not one with an invoice."""
    return isinstance(row, DealRow) and not row.archived and not row.invoice_xero_id


@dataclass(frozen=True, slots=True)
class _Move:
    """What was done: what changed, its words, and the way back."""

    changes: Changes
    words: str
    back: partial[Changes]


class DealMoves(QObject):
    """`done()` when something changed or turned out to have changed elsewhere, so that the list reads again."""

    done = Signal()

    def __init__(self, context: PageContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._widget = parent
        self._context = context
        self._services: DealServices = context.services

    def move(self, row: DealRow, stage: str) -> None:
        """Move a deal to a stage."""
        work = partial(self._services.deals.move, row.id, row.revision, stage)
        back = partial(self._services.deals.move, row.id, row.revision + 1, row.stage)
        self._run(work, f"{row.title} is now {stage}", back)

    def archive(self, row: DealRow) -> None:
        """Put a deal away."""
        work = partial(self._services.deals.archive, row.id, row.revision)
        back = partial(self._services.deals.restore, row.id, row.revision + 1)
        self._run(work, f"{row.title} was archived", back)

    def restore(self, row: DealRow) -> None:
        """Bring a deal back."""
        work = partial(self._services.deals.restore, row.id, row.revision)
        back = partial(self._services.deals.archive, row.id, row.revision + 1)
        self._run(work, f"{row.title} is back", back)

    def menu(self, row: DealRow, others: Iterable[str]) -> QMenu:
        """The stages a deal can be moved to; `others` are stages in use beside those as shipped."""
        menu = QMenu(self._widget)
        for stage in dict.fromkeys((*STAGES, *(one for one in others if one))):
            if stage != row.stage:
                menu.addAction(stage.capitalize(), partial(self.move, row, stage))
        return menu

    def _run(self, work: partial[Changes], words: str, back: partial[Changes]) -> None:
        self._context.tasks.run(Lane.STORE, partial(_do, work, words, back), self._say, self._failed)

    def _say(self, move: _Move) -> None:
        self._context.notices.toast(move.words, partial(self._undo, move.back))
        self._changed(move.changes)

    def _undo(self, back: partial[Changes]) -> None:
        self._context.tasks.run(Lane.STORE, back, self._changed, self._failed)

    def _changed(self, changes: Changes) -> None:
        self._context.feed.tell(changes)
        self.done.emit()

    def _failed(self, error: Exception) -> None:
        self._context.notices.trouble(error)
        self.done.emit()


def _do(work: partial[Changes], words: str, back: partial[Changes]) -> _Move:
    return _Move(work(), words, back)
