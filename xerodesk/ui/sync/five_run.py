"""Running the test sync: permission first where it is missing, then the run, then what it did."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from xerodesk.domain.progress import Step
from xerodesk.services.sync_run import SyncDone
from xerodesk.ui.context import PageContext
from xerodesk.ui.sync.choosing import Chosen
from xerodesk.ui.sync.five_outcome import Outcome, outcomes
from xerodesk.ui.sync.five_view import FiveView
from xerodesk.ui.sync.ports import SyncServices
from xerodesk.ui.sync.runner import Errand, Runner
from xerodesk.ui.tasks import Lane
from xerodesk.ui.wording import counted

_OWNER = "five"


class FiveRun(QObject):
    """`finished(RunSummary)` when the outcome is on screen."""

    finished = Signal(object)

    def __init__(self, context: PageContext, view: FiveView) -> None:
        super().__init__(view)
        self._context = context
        self._services: SyncServices = context.services
        self._runner = Runner.of(context)
        self._view = view
        self._chosen: list[Chosen] = []
        self._done_now: SyncDone | None = None
        view.permission.granted.connect(self._granted)
        view.permission.refused.connect(self._refused)
        view.strip.cancelled.connect(self._runner.cancel)
        self._runner.began.connect(self._began)
        self._runner.stepped.connect(self._stepped)
        self._runner.done.connect(self._done)
        self._runner.failed.connect(self._stopped)

    def start(self, chosen: Sequence[Chosen], *, looking_only: bool) -> None:
        """Sync these records; while looking only, Xero is first asked for permission to write."""
        self._chosen = list(chosen)
        if not self._chosen:
            return
        self._view.trouble.put_away()
        if looking_only:
            self._view.footer.set_busy(True)
            self._view.permission.ask()
        else:
            self._run()

    def _granted(self) -> None:
        self._view.footer.set_busy(False)
        self._run()

    def _refused(self, error: Exception) -> None:
        self._view.footer.set_busy(False)
        self._view.trouble.show_error(error, partial(self.start, self._chosen, looking_only=True))

    def _run(self) -> None:
        scope = self._services.sync.scope(ids=[one.key for one in self._chosen])
        words = f"Test sync of {counted(len(self._chosen), 'record')}"
        self._runner.start(Errand(words, lambda progress: self._services.sync.run(scope, "test", progress), owner=_OWNER))

    def _began(self, errand: Errand) -> None:
        self._view.footer.set_busy(True)
        if errand.owner == _OWNER:
            self._view.trouble.put_away()
            self._view.strip.start(errand.words)

    def _stepped(self, step: Step) -> None:
        errand = self._runner.errand
        if errand is not None and errand.owner == _OWNER:
            self._view.strip.step(step.words, step.done, step.total)

    def _done(self, errand: Errand, done: SyncDone) -> None:
        self._over()
        if errand.owner == _OWNER:
            self._done_now = done
            work = partial(outcomes, self._context.queries, done.summary.run, self._chosen)
            self._context.tasks.run(Lane.STORE, work, self._told, self._context.notices.trouble)

    def _told(self, rows: list[Outcome]) -> None:
        if self._done_now is not None:
            self._view.show_outcome(self._done_now.summary, rows)
            self.finished.emit(self._done_now.summary)

    def _stopped(self, errand: Errand, error: Exception) -> None:
        self._over()
        if errand.owner == _OWNER:
            self._view.trouble.show_error(error, self._run)

    def _over(self) -> None:
        self._view.strip.finish()
        self._view.footer.set_busy(False)
