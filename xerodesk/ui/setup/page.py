"""The set-up: its steps in the order of the first answer, each of which can be left and entered again."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Protocol, runtime_checkable

from PySide6.QtCore import SignalInstance
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from xerodesk.domain.changes import Changes
from xerodesk.ui.context import PageContext
from xerodesk.ui.errors import in_words
from xerodesk.ui.files import Files, SystemFiles
from xerodesk.ui.kit.labels import Region
from xerodesk.ui.kit.rail import StepInfo
from xerodesk.ui.kit.statepage import StatePage
from xerodesk.ui.setup.facts import Facts, load_facts
from xerodesk.ui.setup.frame import StepFrame
from xerodesk.ui.setup.rooms import Rooms
from xerodesk.ui.setup.steps import ANSWER, DONE, Standing
from xerodesk.ui.tasks import Lane

_NAME = 18  # letters that fit beside "Setting up" in the narrow column
FILES = "files"
"""The key in the context's extras under which tests put their file dialogs."""


@runtime_checkable
class Rail(Protocol):
    """The window, as far as it shows the steps at its left."""

    setup_step_wanted: SignalInstance
    setup_left: SignalInstance

    def show_setup(self, title: str, steps: list[StepInfo]) -> None: ...
    def leave_setup(self) -> None: ...


class SetupPage(Region):
    """Routes: "" where one stopped, or a step; connect/write asks for the permission to write, connect/again for a new sign-in."""

    title = "Set-up"

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._facts: Facts | None = None
        self._wanted = ""
        self._now = ""
        self._stack = QStackedWidget()
        self._state = StatePage(self._stack)
        self._state.retry.connect(self._load)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._state)
        files: Files = context.extras.get(FILES) or SystemFiles()
        self.rooms = Rooms(context, files, self)
        self._rail = context.window if isinstance(context.window, Rail) else None
        if self._rail is not None:
            self._rail.setup_step_wanted.connect(self._enter)
            self._rail.setup_left.connect(self._leave)

    @property
    def now(self) -> str:
        """The step on screen: customers, import, first, client-id, connect, see, test or live; "" before the first."""
        return self._now

    @property
    def standing(self) -> Standing:
        """Where the set-up stands, as last read."""
        return self._facts.standing if self._facts else Standing()

    def open(self, state: str) -> None:
        """Go to a step."""
        self._wanted = state
        self._load()

    def refresh(self, changes: Changes) -> None:
        """The connection, the field map or a setting moved: the step on screen says so, and stays."""
        if changes.touches("connection", "map", "setting"):
            self._wanted = self._wanted or self._now
            self._load()
        self.rooms.refresh(changes)

    def showEvent(self, event: QShowEvent) -> None:
        """The steps stand at the left while this page is shown."""
        super().showEvent(event)
        self._show_rail()

    def hideEvent(self, event: QHideEvent) -> None:
        """The pages come back when another one is opened."""
        super().hideEvent(event)
        if self._rail is not None and not event.spontaneous():
            self._rail.leave_setup()

    def answer(self, key: str) -> None:
        """Where the customers are today: remembered, and the steps follow."""
        self._move(replace(self.standing, answer=key))
        self.keep(ANSWER, key)
        self._show_rail()

    def finish(self, step: str) -> None:
        """A step is done: remembered, and ticked at the left."""
        done = self.standing.done | {step}
        self._move(replace(self.standing, done=done))
        self.keep(DONE, sorted(done))
        self._show_rail()

    def keep(self, name: str, value: object) -> None:
        """Remember a setting of the company."""
        work = partial(self._context.services.settings.put, name, value)
        self._context.tasks.run(Lane.STORE, work, _kept, self._context.notices.trouble)

    def go(self, step: str) -> None:
        """Open a step through its route, so that Alt+Left comes back from it."""
        self._context.navigate(f"setup/{step}")

    def go_on(self) -> None:
        """The step after the one on screen."""
        self.go(self.standing.after(self._now if self._now != "client-id" else "connect"))

    def go_back(self) -> None:
        """The step before."""
        at = "connect" if self._now == "client-id" else self._now
        signing_in = self._now == "connect" and not self.standing.connected
        self.go("client-id" if signing_in else self.standing.before(at) or "customers")

    def _load(self) -> None:
        if self._facts is None:
            self._state.show_loading()
        self._context.tasks.run(Lane.STORE, partial(load_facts, self._context.services), self._loaded, self._failed)

    def _loaded(self, facts: Facts) -> None:
        self._facts = facts
        self._state.show_filled()
        name, _, more = self._wanted.partition("/")
        step = name or (facts.standing.next_step() if facts.standing.answer else "customers")
        if step == "connect" and facts.needs_id:
            step = "client-id"
        before, self._now = self._now, step if step in self.rooms.names else "customers"
        widget: QWidget = self.rooms.show(self._now, facts, more)
        if self._stack.indexOf(widget) < 0:
            self._stack.addWidget(widget)
        self._stack.setCurrentWidget(widget)
        if before != self._now and isinstance(widget, StepFrame):
            widget.enter()
        self._show_rail()

    def _failed(self, error: Exception) -> None:
        self._state.show_error(*in_words(error))

    def _move(self, standing: Standing) -> None:
        if self._facts is not None:
            self._facts = replace(self._facts, standing=standing)

    def _show_rail(self) -> None:
        if self._rail is not None and self._facts is not None and self.isVisible():
            name = self._facts.company
            short = name if len(name) <= _NAME else name[: _NAME - 1].rstrip() + "…"
            self._rail.show_setup(f"Setting up {short}", self.standing.infos(self._now))

    def _enter(self, key: str) -> None:
        if self.isVisible():
            self.go(key)

    def _leave(self) -> None:
        if self.isVisible():
            self._context.navigate("home")


def _kept(_nothing: object) -> None:
    """It is in the file."""
