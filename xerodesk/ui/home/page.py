"""Home: what changed, what is owed, what is coming, and what needs a person."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout

from xerodesk.domain.changes import Changes
from xerodesk.store.queries.source import Source
from xerodesk.ui.context import PageContext
from xerodesk.ui.errors import in_words
from xerodesk.ui.home.band import Band
from xerodesk.ui.home.needs import NeedsList
from xerodesk.ui.home.ports import HomeServices
from xerodesk.ui.home.reading import HomeFigures, read_home
from xerodesk.ui.home.words import SETUP, date_line, sentence
from xerodesk.ui.kit.labels import Region, SentenceLabel, Text
from xerodesk.ui.kit.statepage import EmptyState, StatePage
from xerodesk.ui.tasks import Job, Lane

_NEW_VISIT = timedelta(minutes=30)  # away for longer, and what happened meanwhile is news


class HomePage(Region):
    """The page the window opens with.

    What it shows counts as seen, so each reading on screen is noted as a visit; "since" stays that of the visit before for as long as
    the user comes back within half an hour.
    """

    title = "Home"

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._queries: Source = context.queries
        self._services: HomeServices = context.services
        self._since: datetime | None = None
        self._look_up = True
        self._away_since: datetime | None = None
        self._stale = True
        self._job: Job | None = None
        self._date = Text("", "small", "ink3")
        self._sentence = SentenceLabel()
        self._sentence.followed.connect(context.navigate)
        self.band = Band()
        self.band.opened.connect(context.navigate)
        self.needs = NeedsList(context.tasks)
        self.needs.opened.connect(context.navigate)
        empty = EmptyState(
            "Nothing here yet",
            "Home will say who owes you what, which deals are open and what needs you. Begin with your customers: from Xero, from a file, "
            "or from both. Reading changes nothing in your books.",
            "Set up xerodesk",
            "Add a customer",
        )
        empty.acted.connect(partial(context.navigate, SETUP))
        empty.second_acted.connect(partial(context.navigate, "customers"))
        self.states = StatePage(self._lay_out(), empty)
        self.states.retry.connect(self._read)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.states)

    def open(self, state: str) -> None:
        """Home has one place only."""
        if self._stale:
            self.states.show_loading()
            self._read()

    def refresh(self, changes: Changes) -> None:
        """Everything here may have moved."""
        self._read()

    def showEvent(self, event: QShowEvent) -> None:
        """After a while away, what is new counts from then."""
        super().showEvent(event)
        if self._away_since is not None and datetime.now(UTC) - self._away_since >= _NEW_VISIT:
            self._look_up = True
            self._stale = True
        self._away_since = None

    def hideEvent(self, event: QHideEvent) -> None:
        """The user goes elsewhere."""
        super().hideEvent(event)
        self._away_since = datetime.now(UTC)

    def _lay_out(self) -> Region:
        filled = Region()
        column = QVBoxLayout(filled)
        column.setContentsMargins(16, 18, 16, 12)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(8, 0, 8, 0)
        head.setSpacing(4)
        head.addWidget(self._date)
        head.addWidget(self._sentence)
        head.addSpacing(10)
        head.addWidget(self.band)
        column.addLayout(head)
        column.addSpacing(16)
        column.addWidget(self.needs, 1)
        return filled

    def _read(self) -> None:
        if self._job is not None:
            self._job.cancel()
        work = partial(_read, self._queries, self._services, self._since, look_up=self._look_up)
        self._job = self._context.tasks.run(Lane.STORE, work, self._show, self._failed)

    def _show(self, figures: HomeFigures) -> None:
        self._stale = False
        if figures.is_new:
            self.states.show_empty()
            return
        self._since = figures.since.since if figures.since else None
        self._look_up = False
        self._date.setText(date_line(figures.now))
        self._sentence.set_parts(sentence(figures))
        self.band.show_figures(figures)
        self.needs.show_figures(figures)
        self.states.show_filled()
        if self.isVisible():
            self._context.tasks.run(Lane.STORE, self._services.visits.left, self._noted, self._not_noted)

    def _failed(self, error: Exception) -> None:
        self.states.show_error(*in_words(error))

    def _noted(self, _nothing: object) -> None:
        """The visit is in the file; nothing to show for it."""

    def _not_noted(self, _error: Exception) -> None:
        """A visit that could not be noted only makes the next "since" reach further back."""


def _read(queries: Source, services: HomeServices, since: datetime | None, *, look_up: bool) -> HomeFigures:
    return read_home(queries, services.today(), since, look_up=look_up)
