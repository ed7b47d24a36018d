"""Drives the connect step: begins a sign-in, waits for the browser off the window, takes the choice, and hears how it ended."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from xerodesk.domain.errors import Cancelled
from xerodesk.domain.progress import Progress, Step
from xerodesk.ui.context import PageContext
from xerodesk.ui.setup import signing
from xerodesk.ui.setup.connect import ConnectStep
from xerodesk.ui.setup.ports import Attempt, SetupServices
from xerodesk.ui.setup.signing import Outcome
from xerodesk.ui.tasks import Job, Lane


class ConnectDriver(QObject):
    """One sign-in at a time; the other pages are told when it stands."""

    def __init__(self, step: ConnectStep, services: SetupServices, context: PageContext) -> None:
        super().__init__(step)
        self._step, self._services, self._tasks, self._feed = step, services, context.tasks, context.feed
        self._attempt: Attempt | None = None
        self._job: Job | None = None
        self._permissions: dict[str, str] = {}
        self.client_id = ""
        self.write = False
        step.begin_wanted.connect(self._begin)
        step.stop_wanted.connect(self._stop)
        step.again_wanted.connect(self._open_again)
        step.picked.connect(self._pick)

    @property
    def busy(self) -> bool:
        """Whether a sign-in is under way."""
        return self._step.state in ("beginning", "waiting", "choosing", "keeping")

    def ask(self, permissions: dict[str, str], client_id: str, *, write: bool, again: bool = False) -> None:
        """Get ready to ask (`again`: for what was allowed before); a sign-in under way is left as it is."""
        if self.busy:
            return
        self.client_id, self.write, self._permissions = client_id, write, permissions
        self._step.ask(permissions, write=write, again=again)

    def _begin(self) -> None:
        self._step.show_beginning()
        work = partial(signing.begin, self._services.connecting, self.client_id, write=self.write)
        self._tasks.run(Lane.NETWORK, work, self._began, self._failed)

    def _began(self, attempt: Attempt) -> None:
        self._attempt = attempt
        self._step.show_waiting(attempt.address, int(attempt.seconds_left))
        self._open_again()

        def work(progress: Progress) -> Outcome:
            return signing.wait(attempt, progress)

        self._job = self._tasks.start(Lane.NETWORK, work, self._came_back, self._failed, self._tick)

    def _tick(self, step: Step) -> None:
        self._step.waiting.count(step.done, step.total)

    def _open_again(self) -> None:
        if self._attempt is not None:
            self._services.open_address(self._attempt.address)

    def _stop(self) -> None:
        if self._attempt is not None:
            self._attempt.cancel()
        if self._job is not None:
            self._job.cancel()

    def _came_back(self, outcome: Outcome) -> None:
        if outcome.connected is None:
            self._step.show_choices(outcome.choices)
            return
        self._attempt = None
        connected = outcome.connected
        self._step.show_connected(connected.sentence, can_write=connected.connection.can_write)
        self._feed.tell(connected.changes)

    def _pick(self, choice: Any) -> None:
        if self._attempt is None:
            return
        self._step.show_keeping()
        self._tasks.run(Lane.NETWORK, partial(signing.choose, self._attempt, choice), self._came_back, self._failed)

    def _failed(self, error: Exception) -> None:
        self._attempt = None
        if isinstance(error, Cancelled):
            self._step.ask(self._permissions, write=self.write)
        else:
            self._step.show_trouble(error)
