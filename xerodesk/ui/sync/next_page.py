"""The next sync: every change it would make, its price first, then the run itself."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from xerodesk.domain.changes import Changes
from xerodesk.domain.progress import Progress, Step
from xerodesk.services.sync_run import SyncDone
from xerodesk.ui.context import PageContext
from xerodesk.ui.errors import in_words
from xerodesk.ui.kit.fields import SearchField
from xerodesk.ui.kit.labels import ElidedText, SentenceLabel
from xerodesk.ui.kit.notices import Banner
from xerodesk.ui.kit.statepage import EmptyState, StatePage
from xerodesk.ui.kit.tabs import FilterTabs, Tab
from xerodesk.ui.sync.mending import Mender
from xerodesk.ui.sync.next_footer import NextFooter
from xerodesk.ui.sync.permission import PermissionPanel
from xerodesk.ui.sync.ports import SyncServices
from xerodesk.ui.sync.preview_rows import Row, View, plan_notes, sentence_of
from xerodesk.ui.sync.preview_table import PreviewTable
from xerodesk.ui.sync.previewing import Preview, lay_out, make_preview
from xerodesk.ui.sync.runner import Errand, Runner
from xerodesk.ui.sync.trouble import TroubleBanner
from xerodesk.ui.tasks import Job, Lane
from xerodesk.ui.theme import show_if, theme

_VIEWS: dict[View, str] = {
    "all": "All",
    "create": "Create",
    "update": "Update",
    "link": "Pair",
    "archive": "Archive",
    "conflict": "To decide",
    "blocked": "Can't be sent yet",
}
_STALE = "Something changed since this preview was made."


class NextTab(QWidget):
    """See the module. Route: sync/next. The preview is made when the tab is opened and kept until something changes."""

    def __init__(self, context: PageContext, runner: Runner) -> None:
        super().__init__()
        self._context = context
        self._services: SyncServices = context.services
        self._runner = runner
        self._preview: Preview | None = None
        self._job: Job | None = None
        self._opened: frozenset[str] = frozenset()
        self._in_place = False
        self._mender = Mender(context, self._mended)
        self.sentence = SentenceLabel()
        self._notes = ElidedText("", "small", "ink3")
        self.looking = Banner()
        self.stale = Banner()
        self.trouble = TroubleBanner(context.navigate)
        self.permission = PermissionPanel(context)
        self.tabs = FilterTabs("Which changes", [Tab(key, words) for key, words in _VIEWS.items()])
        self.search = SearchField("Find a record", "Find a record in the preview")
        self.table = PreviewTable(context.tasks)
        self.footer = NextFooter(test_words="Test five first")
        why = "A preview reads what changed in Xero and shows every value a sync would write. It writes nothing."
        self._empty = EmptyState("See the next sync before it runs", why, "Preview", icon="eye")
        self.states = StatePage(self._filled(), self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.permission, self.trouble, self.looking, self.stale):
            column.addWidget(widget)
        column.addWidget(self.states, 1)
        column.addWidget(self.footer)
        self._listen()

    def open(self, _state: str) -> None:
        """Make a preview, unless there is one already."""
        if self._preview is not None or self._job is not None:
            return
        if self._runner.errand is not None:
            self._empty.set("A sync is under way", "When it is done, the next one can be looked at here.")
            self.footer.set_busy(True)
            self.states.show_empty()
        else:
            self.make()

    def refresh(self, changes: Changes) -> None:
        """What the preview speaks of moved on."""
        if changes.touches("connection"):
            self.make()
        elif self._preview is not None and not self.footer.is_working and changes.touches("contact", "product", "conflict", "map", "run"):
            self.stale.show_message("info", _STALE, "", "Preview again")

    # ---- previewing

    def make(self) -> None:
        """Make a preview."""
        if self._runner.errand is not None:
            return
        if self._job is not None:
            self._job.cancel()
        self.trouble.put_away()
        self.stale.put_away()
        self.states.show_loading()
        self.footer.show_progress(Step("Reading what changed in Xero"))
        scope = self._services.sync.scope()
        job = self._context.tasks.start(Lane.NETWORK, partial(self._make, scope), self._made, self._not_made, self.footer.show_progress)
        self._job = job if self.footer.is_working else None

    def _make(self, scope: object, progress: Progress) -> Preview:
        return make_preview(self._services, scope, progress)

    def _made(self, preview: Preview) -> None:
        self._job = None
        self._preview = preview
        self._opened = frozenset()
        plan = preview.plan
        self.sentence.set_parts(sentence_of(plan))
        self._notes.setText(plan_notes(plan))
        show_if(self._notes, bool(plan.notes))
        for key in _VIEWS:
            count = sum(plan.summary.get(one, 0) for one in _VIEWS if one != "all") if key == "all" else plan.summary.get(key, 0)
            self.tabs.set_count(key, f"{count:,}")
        self.tabs.choose("all")
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self.table.show_plan(preview.rows)
        self.footer.show_price(preview)
        if preview.looking_only:
            self._say_looking_only()
        else:
            self.looking.put_away()
        if plan.rows:
            self.states.show_filled()
        else:
            found = plan.summary.get("found", 0)
            self._empty.set("Both sides are in step", f"{found:,} records were looked at, and a sync would change nothing.")
            self.states.show_empty()

    def _say_looking_only(self) -> None:
        words = "Looking only: nothing is written to Xero."
        advice = "What comes from Xero is written here. For the other way Xero asks you once for permission."
        self.looking.show_message("info", words, advice, "Ask for permission to write", closable=False)

    def _not_made(self, error: Exception) -> None:
        self._job = None
        self.footer.show_nothing()
        message, advice = in_words(error)
        if self._preview is None:
            self._empty.set("No preview", f"{message} {advice}".strip())
            self.states.show_empty()
        else:
            self.states.show_filled()
            self.footer.show_price(self._preview)
        self.trouble.show_error(error, self.make)

    # ---- what is shown

    def _lay_out(self, *_given: object) -> None:
        if self._preview is None:
            return
        view: View = next(key for key in _VIEWS if key == (self.tabs.current() or "all"))
        work = partial(lay_out, self._preview.plan, view, self.search.text(), self._opened)
        self._context.tasks.run(Lane.STORE, work, self._laid_out, self._context.notices.trouble)

    def _laid_out(self, rows: list[Row]) -> None:
        self.table.show_plan(rows, in_place=self._in_place)
        self._in_place = False

    def _more(self, key: str) -> None:
        self._opened |= {key}
        self._in_place = True
        self._lay_out()

    def _mended(self, changes: Changes) -> None:
        self._context.feed.tell(changes)
        self.make()

    # ---- running

    def sync_now(self) -> None:
        """Run it."""
        scope, allowed = self._services.sync.scope(), self._services.sync.scope(confirmed=True)
        self._runner.start(
            Errand(
                "Sync",
                lambda progress: self._services.sync.run(scope, "sync", progress),
                lambda progress: self._services.sync.run(allowed, "sync", progress),
                owner="next",
            )
        )

    def _ran(self, _errand: Errand, _done: SyncDone) -> None:
        self.footer.set_busy(False)
        self._preview = None
        self.stale.put_away()
        self._empty.set("The sync is done", "See above how it adds up, and in the log every value that moved.")
        self.footer.show_nothing()
        self.states.show_empty()

    def _refused(self, error: Exception) -> None:
        self._say_looking_only()
        self.trouble.show_error(error, self.permission.ask)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _listen(self) -> None:
        self._runner.began.connect(lambda *_told: self.footer.set_busy(True))
        self._runner.done.connect(self._ran)
        self._runner.failed.connect(lambda *_told: self.footer.set_busy(False))
        self._empty.acted.connect(self.make)
        self.states.retry.connect(self.make)
        self.stale.acted.connect(self.make)
        self.looking.acted.connect(self.looking.put_away)
        self.looking.acted.connect(self.permission.ask)
        self.permission.granted.connect(self.make)
        self.permission.refused.connect(self._refused)
        self.footer.test_wanted.connect(partial(self._context.navigate, "sync/test"))
        self.footer.preview_wanted.connect(self.make)
        self.footer.sync_wanted.connect(self.sync_now)
        self.footer.cancelled.connect(self._cancel)
        self.tabs.chosen.connect(self._lay_out)
        self.search.searched.connect(self._lay_out)
        self.table.more_wanted.connect(self._more)
        self.table.mended.connect(self._mender.mend)
        self.table.decide_wanted.connect(self._decide)

    def _decide(self, key: str) -> None:
        self._context.navigate(f"sync/decide/{key}")

    def _filled(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(6)
        top = QVBoxLayout()
        top.setContentsMargins(24, 0, 24, 0)
        top.setSpacing(4)
        top.addWidget(self.sentence)
        top.addWidget(self._notes)
        column.addLayout(top)
        row = QHBoxLayout()
        row.setContentsMargins(14, 0, 24, 0)
        row.addWidget(self.tabs)
        row.addStretch(1)
        self.search.setMaximumWidth(theme().px(220))
        self.search.setMinimumWidth(theme().px(110))
        row.addWidget(self.search, 1)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        return part


