"""The one sync that may be under way in this window: it is started here, told of everywhere, and stopped here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from xerodesk.domain.changes import Changes
from xerodesk.domain.progress import Progress, Step
from xerodesk.services.sync_run import SyncDone
from xerodesk.ui import sync_words
from xerodesk.ui.context import PageContext, Status
from xerodesk.ui.tasks import Job, Lane

Work = Callable[[Progress], SyncDone]
_KEY = "sync.runner"
_AFTER_PHASE = Changes(frozenset({"contact", "product", "invoice", "payment", "credit_note"}))
_AFTER_FAILURE = Changes(frozenset({"contact", "product", "entry", "conflict", "run"}))


@dataclass(frozen=True, slots=True)
class Errand:
    """What is to be run: the words it is shown by, the work, and, where a safety guard may stop it, the work once that is allowed."""

    words: str
    work: Work
    allowed: Work | None = None
    owner: str = ""


class Runner(QObject):
    """One run at a time. `began(Errand)`, `stepped(Step)`, `done(Errand, SyncDone)`, `failed(Errand, error)`."""

    began = Signal(object)
    stepped = Signal(object)
    done = Signal(object, object)
    failed = Signal(object, object)

    def __init__(self, context: PageContext) -> None:
        super().__init__(context.window)
        self._context = context
        self._errand: Errand | None = None
        self._job: Job | None = None
        self._before: Status | None = None
        self._phase = ""

    @classmethod
    def of(cls, context: PageContext) -> Runner:
        """The window's one runner."""
        found = context.extras.get(_KEY)
        if not isinstance(found, Runner):
            found = context.extras[_KEY] = cls(context)
        return found

    @property
    def errand(self) -> Errand | None:
        """What is under way, None when nothing is."""
        return self._errand

    def start(self, errand: Errand) -> bool:
        """Begin, unless something is under way; whether it began."""
        if self._errand is not None:
            self._context.notices.toast(f"{self._errand.words} is still under way. Start this when it is done, or cancel it.")
            return False
        self._errand = errand
        self._before = self._context.status.now
        self._show(sync_words.syncing())
        self.began.emit(errand)
        job = self._context.tasks.start(Lane.NETWORK, errand.work, self._finished, self._went_wrong, self._step)
        if self._errand is errand:  # inline tasks are done by now
            self._job = job
        return True

    def cancel(self) -> None:
        """Ask what is under way to stop; it ends where that is safe."""
        if self._job is not None:
            self._job.cancel()

    def _step(self, step: Step) -> None:
        if self._phase and step.words != self._phase:  # what the last phase brought can be used while the rest is read
            self._context.feed.tell(_AFTER_PHASE)
        self._phase = step.words
        self._show(sync_words.syncing(step))
        self.stepped.emit(step)

    def _finished(self, done: SyncDone) -> None:
        errand = self._over()
        self._context.feed.tell(done.changes)
        self.done.emit(errand, done)

    def _went_wrong(self, error: Exception) -> None:
        errand = self._over()
        self._context.feed.tell(_AFTER_FAILURE)
        self.failed.emit(errand, error)

    def _over(self) -> Errand | None:
        errand, self._errand, self._job, self._phase = self._errand, None, None, ""
        if self._before is not None and self._context.status.now.state == "syncing":
            self._context.status.update(sync_words=self._before.sync_words, state=self._before.state)
        return errand

    def _show(self, chip: sync_words.Chip) -> None:
        self._context.status.update(sync_words=chip.words, state=chip.state)
