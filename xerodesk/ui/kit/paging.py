"""Rows read a window at a time, off the window's thread: what is on screen first, what was scrolled past not at all."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QTimer, Signal

from xerodesk.ui.tasks import Job, Lane, Tasks

Index = QModelIndex | QPersistentModelIndex
_BLOCK = 100
_KEPT_BLOCKS = 60
_WANTED = 4


@dataclass(frozen=True, slots=True)
class Window:
    """What a fetch answers: how many rows there are in all, and the rows asked for."""

    total: int
    rows: Sequence[Any]


Fetch = Callable[[int, int], Window]  # (offset, limit), called on the store lane


class PagedRows(QAbstractTableModel):
    """The rows of a table model. `load(fetch)` asks a new question, `reload()` the same again without blanking what is seen."""

    loaded = Signal(int)  # the total, when a question got its first answer or a reload came in
    failed = Signal(object)  # the error of a fetch
    arrived = Signal(int, int)  # first and last row that came

    def __init__(self, tasks: Tasks, wide: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._wide = wide
        self._fetch: Fetch | None = None
        self._total = 0
        self._blocks: OrderedDict[int, Sequence[Any]] = OrderedDict()
        self._fresh: set[int] = set()
        self._wanted: list[int] = []
        self._asked: int | None = None
        self._job: Job | None = None
        self._new = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._ask_next)

    def load(self, fetch: Fetch) -> None:
        """Ask a new question; what is shown stays until its first rows are there."""
        self._fetch = fetch
        self._new = True
        self._restart([0])

    def reload(self) -> None:
        """Ask the same question again, in place: the seen rows first."""
        if self._fetch is not None:
            recent = list(self._blocks)[-_WANTED:] or [0]
            self._restart(recent)

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show rows that are already here."""
        self._drop_job()
        self._fetch = None
        self._reset(len(rows), {at: rows[at * _BLOCK : (at + 1) * _BLOCK] for at in range((len(rows) + _BLOCK - 1) // _BLOCK)})

    @property
    def waiting(self) -> bool:
        """Whether an answer is under way."""
        return self._asked is not None or bool(self._wanted)

    def row_at(self, row: int) -> Any | None:
        """The row object, None while it is not here; asking for it makes it come."""
        block, at = divmod(row, _BLOCK)
        if block not in self._fresh and self._fetch is not None:
            self._want(block)
        rows = self._blocks.get(block)
        return rows[at] if rows is not None and at < len(rows) else None

    def here(self) -> list[tuple[int, Any]]:
        """The rows that are here, each with its number."""
        return [(block * _BLOCK + at, row) for block, rows in self._blocks.items() for at, row in enumerate(rows)]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """All rows, here or not."""
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """The columns."""
        return 0 if parent.isValid() else self._wide

    def _drop_job(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._job = None
        self._asked = None
        self._wanted.clear()

    def _restart(self, blocks: list[int]) -> None:
        self._drop_job()
        self._fresh.clear()
        self._wanted = blocks
        self._ask_next()

    def _want(self, block: int) -> None:
        if block == self._asked:
            return
        if block in self._wanted:
            self._wanted.remove(block)
        self._wanted.append(block)  # the newest wish first: what is on screen now, not what was scrolled past
        del self._wanted[:-_WANTED]
        if self._asked is None:
            self._timer.start()

    def _ask_next(self) -> None:
        if self._asked is not None or not self._wanted or self._fetch is None:
            return
        block = self._wanted.pop()
        fetch = self._fetch
        self._asked = block
        job = self._tasks.run(Lane.STORE, lambda: (block, fetch(block * _BLOCK, _BLOCK)), self._answered, self._went_wrong)
        if self._asked is not None:  # not yet answered: inline tasks answer at once
            self._job = job

    def _answered(self, answer: tuple[int, Window]) -> None:
        block, window = answer
        self._asked = None
        self._job = None
        first_answer = self._new or not self._fresh
        if self._new:
            self._new = False
            self._reset(window.total, {block: window.rows})
        else:
            self._resize(window.total)
            self._blocks[block] = window.rows
            self._blocks.move_to_end(block)
            while len(self._blocks) > _KEPT_BLOCKS:
                gone, _rows = self._blocks.popitem(last=False)
                self._fresh.discard(gone)
        self._fresh.add(block)
        self._tell(block, len(window.rows))
        if first_answer:
            self.loaded.emit(window.total)
        self._ask_next()

    def _tell(self, block: int, count: int) -> None:
        if count:
            first, last = block * _BLOCK, min(self._total, block * _BLOCK + count) - 1
            self.dataChanged.emit(self.index(first, 0), self.index(last, self._wide - 1))
            self.arrived.emit(first, last)

    def _reset(self, total: int, blocks: dict[int, Sequence[Any]]) -> None:
        self.beginResetModel()
        self._total = total
        self._blocks = OrderedDict(blocks)
        self._fresh = set(blocks)
        self.endResetModel()
        if self._fetch is None:
            self.loaded.emit(total)
            for block, rows in blocks.items():
                self._tell(block, len(rows))

    def _resize(self, total: int) -> None:
        if total > self._total:
            self.beginInsertRows(QModelIndex(), self._total, total - 1)
            self._total = total
            self.endInsertRows()
        elif total < self._total:
            self.beginRemoveRows(QModelIndex(), total, self._total - 1)
            self._total = total
            self._blocks = OrderedDict((block, rows) for block, rows in self._blocks.items() if block * _BLOCK < total)
            self.endRemoveRows()

    def _went_wrong(self, error: Exception) -> None:
        self._asked = None
        self._job = None
        self._wanted.clear()
        self.failed.emit(error)
