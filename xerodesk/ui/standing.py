"""Keeps the frame of the window true: title bar, sync chip and badge follow what the company file says."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from PySide6.QtCore import QObject, QTimer

from xerodesk.domain.changes import Changes
from xerodesk.store.queries.source import Source
from xerodesk.store.queries.sync_status import SyncStatus, sync_status
from xerodesk.ui.changes import Feed
from xerodesk.ui.context import StatusBoard
from xerodesk.ui.sync_words import status_of
from xerodesk.ui.tasks import Lane, Tasks

_EVERY_MS = 60_000  # ages are told in minutes


class Days(Protocol):
    """Knows today where the organisation is."""

    def today(self) -> date: ...


class Standing(QObject):
    """Reads how things stand at each change and each minute, and puts it on the board."""

    def __init__(
        self, tasks: Tasks, feed: Feed, board: StatusBoard, source: Source, days: Days, *, company: str, sample: bool, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._board = board
        self._source = source
        self._days = days
        self._company = company
        self._sample = sample
        feed.changed.connect(self._changed)
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.refresh)
        self._timer.start()

    def refresh(self) -> None:
        """Read again."""
        self._tasks.run(Lane.STORE, self._read, self._show)

    def _changed(self, _changes: Changes) -> None:
        self.refresh()

    def _read(self) -> SyncStatus:
        return sync_status(self._source, self._days.today())

    def _show(self, status: SyncStatus) -> None:
        self._board.show(status_of(status, company=self._company, sample=self._sample, before=self._board.now))
