"""The test sync: a handful of records proposed or chosen, every value it would write, the run, and what it did on both sides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Signal

from xerodesk.domain.changes import Changes
from xerodesk.domain.progress import Progress, Step
from xerodesk.ui.context import PageContext
from xerodesk.ui.errors import in_words
from xerodesk.ui.sync.choosing import ChooseDialog, Chosen
from xerodesk.ui.sync.five_run import FiveRun
from xerodesk.ui.sync.five_view import FiveView
from xerodesk.ui.sync.mending import Mender
from xerodesk.ui.sync.places import XeroLinks, route_to
from xerodesk.ui.sync.ports import SyncServices
from xerodesk.ui.sync.preview_rows import rows_of, sentence_of
from xerodesk.ui.sync.previewing import Preview, make_preview
from xerodesk.ui.tasks import Job, Lane

T = TypeVar("T")
_COUNT = 5
_NUMBERS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine", 10: "ten"}


def these(count: int) -> str:
    """In words: these five, this one."""
    return "this one" if count == 1 else f"these {_NUMBERS.get(count, f'{count:,}')}"


def _propose(services: SyncServices, progress: Progress) -> list[Chosen]:
    return [Chosen(one.kind, one.crm_id, one.xero_id, one.title, one.why) for one in services.sync.proposed(_COUNT, progress)]


class TestFive(FiveView):
    """A page and a step of the set-up. `finished(RunSummary)` after a run; `went_on` when the button of the set-up is used."""

    __test__ = False  # its name is not that of a test
    title = "Test sync"
    finished = Signal(object)
    went_on = Signal()

    def __init__(self, context: PageContext, *, go_on: str = "") -> None:
        """`go_on` are the words of the button that ends a step of the set-up; without it there is none."""
        super().__init__(context, go_on)
        self._context = context
        self._services: SyncServices = context.services
        self._links = XeroLinks(context, self)
        self._mender = Mender(context, self._mended)
        self._chosen: list[Chosen] = []
        self._ticks: frozenset[str] = frozenset()
        self._opened: frozenset[str] = frozenset()
        self._preview: Preview | None = None
        self._job: Job | None = None
        self.run = FiveRun(context, self)
        self.run.finished.connect(self.finished)
        self._listen()

    def open(self, _state: str) -> None:
        """Propose records, the first time."""
        if not self._chosen and self._job is None:
            self.propose()

    def refresh(self, changes: Changes) -> None:
        """What is shown is read when it is asked for."""

    # ---- proposing and previewing

    def propose(self) -> None:
        """Ask which records are worth trying, then preview them. Writes nothing."""
        self._work("Looking for records worth trying", partial(_propose, self._services), self._proposed)

    def choose(self) -> None:
        """Let the user choose others."""
        self._context.tasks.run(Lane.STORE, self._services.today, self._choose_on, self._context.notices.trouble)

    def preview(self) -> None:
        """Make the preview of the ticked records. Writes nothing."""
        if not self._ticks:
            self._context.notices.toast("Tick at least one record.")
            return
        scope = self._services.sync.scope(ids=[one.key for one in self._picked()])
        self._work("Reading what changed in Xero", partial(make_preview, self._services, scope, everything=True), self._previewed)

    def use(self, chosen: Sequence[Chosen]) -> None:
        """Test these records."""
        self._chosen = list(chosen)
        self._ticks = frozenset(one.key for one in chosen)
        self._opened = frozenset()
        self.preview()

    def sync_now(self) -> None:
        """Sync the ticked records."""
        self.run.start(self._picked(), looking_only=self._preview is not None and self._preview.looking_only)

    def _proposed(self, found: list[Chosen]) -> None:
        self._job = None
        if found:
            self.use(found)
        else:
            self.show_nothing("Nothing to try yet", "There is no customer that would take part in a sync. Add or import customers first.")

    def _choose_on(self, today: date) -> None:
        dialog = ChooseDialog(self._context, today, self._chosen, self.window())
        dialog.chosen_ones.connect(self.use)
        dialog.open()

    def _previewed(self, preview: Preview) -> None:
        self._job = None
        self._preview = preview
        self.show_preview(preview, sentence_of(preview.plan, f"Syncing {these(len(self._ticks))}"))
        self._lay_out_rows(in_place=False)

    def _lay_out_rows(self, *, in_place: bool = True) -> None:
        self.footer.sync.setText(f"Sync {these(len(self._ticks))}")
        self.footer.sync.setEnabled(bool(self._ticks))
        if self._preview is not None:
            why = {one.key: one.why for one in self._chosen}
            rows = rows_of(self._preview.plan, chosen=why, ticked=self._ticks, opened=self._opened)
            self.table.show_plan(rows, in_place=in_place)

    def _turn(self, key: str) -> None:
        self._ticks ^= {key}
        self._lay_out_rows()

    def _more(self, key: str) -> None:
        self._opened |= {key}
        self._lay_out_rows()

    def _mended(self, changes: Changes) -> None:
        self._context.feed.tell(changes)
        self.preview()

    def _picked(self) -> list[Chosen]:
        return [one for one in self._chosen if one.key in self._ticks]

    def _work(self, words: str, work: Callable[[Progress], T], done: Callable[[T], object]) -> None:
        """Long work that ends in a preview, with its progress in the footer."""
        self.trouble.put_away()
        self.states.show_loading()
        self.footer.show_progress(Step(words))
        job = self._context.tasks.start(Lane.NETWORK, work, done, self._not_made, self.footer.show_progress)
        self._job = job if self.footer.is_working else None

    def _not_made(self, error: Exception) -> None:
        self._job = None
        if self._preview is None:
            self.show_nothing("No preview", " ".join(in_words(error)).strip())
        else:
            self.footer.show_price(self._preview)
            self.states.show_filled()
        self.trouble.show_error(error, self.preview if self._chosen else self.propose)

    def _listen(self) -> None:
        self.footer.preview_wanted.connect(self.preview)
        self.footer.sync_wanted.connect(self.sync_now)
        self.footer.cancelled.connect(lambda: self._job.cancel() if self._job is not None else None)
        self.others.clicked.connect(self.choose)
        self.on.clicked.connect(self.went_on)
        self.none.acted.connect(self.propose)
        self.none.second_acted.connect(self.choose)
        self.table.ticked.connect(self._turn)
        self.table.more_wanted.connect(self._more)
        self.table.mended.connect(self._mender.mend)
        self.table.decide_wanted.connect(lambda key: self._context.navigate(f"sync/decide/{key}"))
        self.outcome.xero_wanted.connect(self._links.open)
        self.outcome.record_wanted.connect(lambda *record: self._context.navigate(route_to(*record) or "sync/log"))
