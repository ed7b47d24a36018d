"""Drives the go-live step: facts, recovery key, price, the first sync, and Home at its end."""

from __future__ import annotations

from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject

from xerodesk.domain.plan import Plan
from xerodesk.domain.progress import Progress
from xerodesk.host.lazy import resolve
from xerodesk.ui.context import PageContext
from xerodesk.ui.setup.live import LiveFacts, LiveStep, load_facts
from xerodesk.ui.setup.ports import SetupServices, SyncDone
from xerodesk.ui.setup.steps import KEPT_KEY, Standing
from xerodesk.ui.tasks import Job, Lane


class Page(Protocol):
    """What it asks of the page."""

    @property
    def standing(self) -> Standing: ...
    def finish(self, step: str) -> None: ...
    def keep(self, name: str, value: object) -> None: ...


class LiveDriver(QObject):
    """Between the go-live step and the services."""

    def __init__(self, step: LiveStep, services: SetupServices, context: PageContext, page: Page) -> None:
        super().__init__(step)
        self._step, self._services, self._context, self._page = step, services, context, page
        self._job: Job | None = None
        step.price_wanted.connect(self._count)
        step.key_wanted.connect(self._new_key)
        step.key_kept.connect(self._key_kept)
        step.live_wanted.connect(self._go_live)
        step.confirmed_wanted.connect(self._go_live_confirmed)
        step.stop_wanted.connect(self._stop)
        step.home_wanted.connect(self._home)

    def load(self) -> None:
        """Read what the page says."""
        self._context.tasks.run(Lane.STORE, partial(load_facts, self._services), self._show, self._step.show_trouble)

    def _show(self, facts: LiveFacts) -> None:
        self._step.show_facts(facts, self._page.standing)

    def _count(self) -> None:
        self._step.show_counting()

        def work(progress: Progress) -> tuple[Plan, str, int | None]:
            plan = self._services.sync.preview(self._services.sync.scope(), progress)
            left: int | None = getattr(self._services.sync.budget(), "day_left", None)
            return plan, str(resolve("xerodesk.services.preview:price")(plan).words), left

        self._job = self._context.tasks.start(Lane.NETWORK, work, self._counted, self._step.show_trouble, self._step.step)

    def _counted(self, answer: tuple[Plan, str, int | None]) -> None:
        self._step.show_price(*answer)

    def _new_key(self) -> None:
        self._context.tasks.run(Lane.STORE, self._services.company.new_recovery_key, self._made_key, self._step.show_trouble)

    def _made_key(self, key: str) -> None:
        self._step.show_key(key, self._services.company.folder.name)

    def _key_kept(self) -> None:
        self._page.keep(KEPT_KEY, True)

    def _go_live(self, *, confirmed: bool = False) -> None:
        self._step.show_running()

        def work(progress: Progress) -> tuple[SyncDone, str]:
            scope = self._services.sync.scope(confirmed=True) if confirmed else self._services.sync.scope()
            done = self._services.sync.run(scope, "sync", progress)
            return done, str(resolve("xerodesk.services.sync_run:in_words")(done.summary))

        self._job = self._context.tasks.start(Lane.NETWORK, work, self._done, self._step.show_trouble, self._step.step)

    def _go_live_confirmed(self) -> None:
        self._go_live(confirmed=True)

    def _done(self, answer: tuple[SyncDone, str]) -> None:
        done, words = answer
        self._step.show_done(done, words)
        self._page.finish("live")
        self._context.feed.tell(done.changes)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _home(self) -> None:
        self._context.navigate("home")
