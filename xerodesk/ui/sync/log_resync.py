"""Syncing failing lines of the log again: all of them, those of a cause, or those chosen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject

from xerodesk.store.queries.causes import Cause, lines_of
from xerodesk.ui.context import PageContext
from xerodesk.ui.sync.causes import title_of
from xerodesk.ui.sync.log_lines import LogLine
from xerodesk.ui.sync.ports import SyncServices
from xerodesk.ui.sync.runner import Errand, Runner
from xerodesk.ui.tasks import Lane
from xerodesk.ui.wording import counted


class Resync(QObject):
    """Each of its calls begins a run, unless one is under way."""

    def __init__(self, context: PageContext, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._services: SyncServices = context.services
        self._runner = runner

    def all(self) -> None:
        """Everything that fails."""
        self._start(None, "Resync of all that fails")

    def lines(self, lines: Sequence[LogLine]) -> None:
        """The failing ones of these lines."""
        failing = [one.entry.id for one in lines if one.entry.result == "failed"]
        if failing:
            self._start(failing, f"Resync of {counted(len(failing), 'line')}")
        else:
            self._context.notices.toast("Only failing lines can be synced again.")

    def cause(self, cause: Cause) -> None:
        """What fails by a cause."""
        found = partial(self._found, f"Resync: {title_of(cause)}")
        self._context.tasks.run(Lane.STORE, partial(lines_of, self._context.queries, cause), found, self._context.notices.trouble)

    def _found(self, words: str, numbers: list[int]) -> None:
        self._start(numbers, words)

    def _start(self, numbers: list[int] | None, words: str) -> None:
        self._runner.start(Errand(words, lambda progress: self._services.sync.resync(numbers, progress), owner="log"))
