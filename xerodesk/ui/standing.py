"""Keeps the frame of the window true: title bar, sync chip and badge follow what the company file says."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Protocol

from PySide6.QtCore import QObject, QTimer

from xerodesk.domain.changes import Changes
from xerodesk.store.queries.source import Source
from xerodesk.store.queries.sync_status import SyncStatus, sync_status
from xerodesk.ui.changes import Feed
from xerodesk.ui.context import Status, StatusBoard
from xerodesk.ui.sync_words import chip
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
        connection = status.connection
        now = chip(status, datetime.now(UTC))
        shown = Status(
            organisation=connection.organisation if connection else "",
            company=self._company,
            sync_words=now.words,
            state=now.state,
            looking_only=now.looking_only,
            sample=self._sample,
            initials=_initials(connection.user_name if connection else ""),
            to_do=status.to_decide + status.failed,
        )
        if self._board.now.state == "syncing":  # whoever runs the sync says when it ends
            shown = replace(shown, state="syncing", sync_words=self._board.now.sync_words)
        self._board.show(shown)


def _initials(name: str) -> str:
    return "".join(part[0] for part in name.split()[:2]).upper()
