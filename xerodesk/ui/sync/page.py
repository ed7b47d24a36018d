"""Xero sync: the log, what is to decide, the field map, the next sync and those so far, and the one sync that may be under way."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol, cast

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from xerodesk.domain.changes import Changes
from xerodesk.domain.progress import Step
from xerodesk.services.sync_run import SyncDone
from xerodesk.store.queries import conflicts
from xerodesk.ui.context import PageContext
from xerodesk.ui.kit.labels import Region
from xerodesk.ui.kit.notices import Banner, Level
from xerodesk.ui.kit.progress import ProgressStrip
from xerodesk.ui.kit.tabs import Tab, TabBar
from xerodesk.ui.sync.decide_page import DecideTab
from xerodesk.ui.sync.field_map.page import FieldMapPage
from xerodesk.ui.sync.log_filters import route_of
from xerodesk.ui.sync.log_page import LogTab
from xerodesk.ui.sync.next_page import NextTab
from xerodesk.ui.sync.runner import Errand, Runner
from xerodesk.ui.sync.runs_page import RunsTab
from xerodesk.ui.sync.test_five import TestFive
from xerodesk.ui.sync.trouble import TroubleBanner
from xerodesk.ui.sync.words import tally
from xerodesk.ui.tasks import Lane

_TABS = {"log": "Log", "decide": "To decide", "map": "Field map", "next": "Next sync", "runs": "Syncs so far"}

_ACTIONS = (
    ("sync-next", "Look at the next sync", "sync/next"),
    ("sync-test", "Test a sync on five customers", "sync/test"),
    ("sync-failing", "Show what fails in the sync", "sync/log?view=failed"),
    ("sync-decide", "Decide what differs between xerodesk and Xero", "sync/decide"),
)


class _Part(Protocol):
    """What the page asks of the widget of a tab."""

    def open(self, state: str) -> None: ...
    def refresh(self, changes: Changes) -> None: ...


class SyncPage(Region):
    """Routes: sync/log?…, sync/decide, sync/map, sync/next, sync/runs, sync/test. Each part is built when it is first opened."""

    title = "Xero sync"

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._runner = Runner.of(context)
        self._builders: dict[str, Callable[[], QWidget]] = {
            "log": lambda: LogTab(context, self._runner),
            "decide": lambda: DecideTab(context),
            "map": lambda: FieldMapPage(context),
            "next": lambda: NextTab(context, self._runner),
            "runs": lambda: RunsTab(context),
            "test": lambda: TestFive(context),
        }
        self._parts: dict[str, QWidget] = {}
        self._stale: dict[str, Changes] = {}
        self._summary_run = ""
        self.tabs = TabBar("Parts of Xero sync", [Tab(key, words) for key, words in _TABS.items()])
        self.strip = ProgressStrip()
        self.trouble = TroubleBanner(context.navigate)
        self.outcome = Banner()
        self._stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.tabs, self.strip, self.trouble, self.outcome):
            column.addWidget(widget)
        column.addWidget(self._stack, 1)
        self._listen()
        for name, words, route in _ACTIONS:
            context.actions.add(name, words, partial(context.navigate, route), menu="Xero", words="sync xero")

    def open(self, state: str) -> None:
        """Show a tab; "" is the one shown last, first the log."""
        head, mark, query = state.partition("?")
        name, _, rest = head.partition("/")
        name = name if name in self._builders else self.tabs.current() or "log"
        part = self.part(name)
        self.tabs.choose("next" if name == "test" else name)
        self._stack.setCurrentWidget(part)
        missed = self._stale.pop(name, None)
        if missed is not None:
            cast("_Part", part).refresh(missed)
        cast("_Part", part).open(mark + query if name == "log" else rest)
        self._count()

    def refresh(self, changes: Changes) -> None:
        """Pass it on: to the tab on screen now, to the others when they are opened."""
        for name, part in self._parts.items():
            if part is self._stack.currentWidget():
                cast("_Part", part).refresh(changes)
            else:
                self._stale[name] = self._stale.get(name, Changes()) + changes
        if changes.touches("conflict", "run", "entry"):
            self._count()

    def part(self, name: str) -> QWidget:
        """The widget of a tab."""
        if name not in self._parts:
            self._parts[name] = self._builders[name]()
            self._stack.addWidget(self._parts[name])
        return self._parts[name]

    # ---- the run under way

    def _listen(self) -> None:
        self.tabs.chosen.connect(self._go)
        self.strip.cancelled.connect(self._runner.cancel)
        self._runner.began.connect(self._began)
        self._runner.stepped.connect(self._stepped)
        self._runner.done.connect(self._done)
        self._runner.failed.connect(self._went_wrong)
        self.outcome.acted.connect(self._show_outcome)

    def _go(self, name: str) -> None:
        self._context.navigate(f"sync/{name}")

    def _began(self, errand: Errand) -> None:
        self.trouble.put_away()
        self.outcome.put_away()
        if errand.owner != "five":  # it has a strip of its own
            self.strip.start(errand.words)

    def _stepped(self, step: Step) -> None:
        self.strip.step(step.words, step.done, step.total)

    def _done(self, errand: Errand, done: SyncDone) -> None:
        self.strip.finish()
        if errand.owner == "five":
            return
        summary = done.summary
        self._summary_run = summary.run
        level: Level = "bad" if summary.failed else "warn" if summary.conflicted else "good"
        notes = " ".join(summary.notes)
        self.outcome.show_message(level, f"{errand.words} is done: {tally(summary)}.", notes, "See what it did")

    def _went_wrong(self, errand: Errand, error: Exception) -> None:
        self.strip.finish()
        if errand.owner == "five":
            return
        allow = None if errand.allowed is None else partial(self._runner.start, Errand(errand.words, errand.allowed, owner=errand.owner))
        self.trouble.show_error(error, partial(self._runner.start, errand), allow)

    def _show_outcome(self) -> None:
        self.outcome.put_away()
        self._context.navigate(route_of(run=self._summary_run))

    # ---- the count of what is to decide

    def _count(self) -> None:
        self._context.tasks.run(Lane.STORE, partial(conflicts.count, self._context.queries), self._counted, self._context.notices.trouble)

    def _counted(self, count: int) -> None:
        self.tabs.set_count("decide", f"{count:,}" if count else "")
