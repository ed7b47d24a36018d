"""Drives the first reading of Xero: on the network lane, with progress, stopped when asked, told to the other pages at its end."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject

from xerodesk.domain.changes import Changes
from xerodesk.domain.errors import Cancelled
from xerodesk.domain.progress import Progress
from xerodesk.ui.context import PageContext
from xerodesk.ui.setup.ports import SetupServices, SyncDone
from xerodesk.ui.setup.see import SeeStep, read_only
from xerodesk.ui.tasks import Job, Lane

_PART_OF_IT = Changes(frozenset({"contact", "product", "invoice", "payment", "credit_note"}))


class Page(Protocol):
    """What it asks of the page."""

    def finish(self, step: str) -> None: ...


class ReadDriver(QObject):
    """Between the step and the services; `read()` starts."""

    def __init__(self, step: SeeStep, services: SetupServices, context: PageContext, page: Page) -> None:
        super().__init__(step)
        self._step, self._services, self._context, self._page = step, services, context, page
        self._job: Job | None = None
        step.read_wanted.connect(self.read)
        step.stop_wanted.connect(self._stop)

    def read(self) -> None:
        """Start reading, unless it is under way."""
        if self._step.running:
            return
        self._step.show_running()

        def work(progress: Progress) -> SyncDone:
            return read_only(self._services, progress)

        self._job = self._context.tasks.start(Lane.NETWORK, work, self._done, self._failed, self._step.step)

    def _done(self, done: SyncDone) -> None:
        self._step.show_done(done)
        self._page.finish("see")
        self._context.feed.tell(done.changes)

    def _failed(self, error: Exception) -> None:
        self._step.show_trouble(error)
        if isinstance(error, Cancelled):
            self._context.feed.tell(_PART_OF_IT)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
