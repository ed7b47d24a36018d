"""What is to decide: differing values and possible twins, each answered here and carried out by the next sync."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from xerodesk.domain.changes import Changes
from xerodesk.store.queries.conflicts import ConflictRow
from xerodesk.ui.context import PageContext
from xerodesk.ui.errors import in_words
from xerodesk.ui.kit.frames import Split
from xerodesk.ui.kit.notices import Banner
from xerodesk.ui.kit.statepage import EmptyState, StatePage
from xerodesk.ui.sync.decide_list import QuestionList
from xerodesk.ui.sync.decide_reading import Questions, Twins, read_questions, read_twins
from xerodesk.ui.sync.match_question import MatchQuestion
from xerodesk.ui.sync.places import XeroLinks, route_to
from xerodesk.ui.sync.ports import Side, SyncServices
from xerodesk.ui.sync.value_question import ValueQuestion
from xerodesk.ui.sync.words import field_label
from xerodesk.ui.tasks import Lane
from xerodesk.ui.wording import counted

_ANSWERED = Changes(frozenset({"conflict"}))


class DecideTab(QWidget):
    """See the module. Route: sync/decide, or sync/decide/<id of a record>."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._services: SyncServices = context.services
        self._links = XeroLinks(context, self)
        self._wanted_record = ""
        self._shown = ""
        self.list = QuestionList(context.tasks)
        self.values = ValueQuestion()
        self.match = MatchQuestion()
        self._right = QStackedWidget()
        self._right.addWidget(self.values)
        self._right.addWidget(self.match)
        why = "Both sides agree, or the rules of the field map say which one counts."
        self._empty = EmptyState("Nothing to decide", why, "Look at the next sync", icon="check-circle", ink="good")
        self.states = StatePage(Split(self.list, self._right, left_width=320), self._empty)
        self.waiting = Banner()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.waiting)
        column.addWidget(self.states, 1)
        self._listen()

    def open(self, state: str) -> None:
        """Show the questions; `state` may name the record to begin with."""
        self._wanted_record = state
        self._read()

    def refresh(self, changes: Changes) -> None:
        """Questions came or went."""
        if changes.touches("conflict", "run"):
            self._read()

    # ---- reading

    def _read(self) -> None:
        self.states.show_loading()
        self._context.tasks.run(Lane.STORE, partial(read_questions, self._context.queries), self._read_done, self._failed)

    def _read_done(self, found: Questions) -> None:
        if found.decided:
            words = f"{counted(found.decided, 'decision')} made. The next sync carries them out."
            self.waiting.show_message("info", words, "", "Next sync", closable=False)
        else:
            self.waiting.put_away()
        if not found.rows:
            self.states.show_empty()
            return
        self.states.show_filled()
        self.list.show_questions(found.rows, self._wanted_record)
        self._wanted_record = ""

    def _failed(self, error: Exception) -> None:
        self.states.show_error(*in_words(error))

    def _chosen(self, question: ConflictRow) -> None:
        self._shown = question.id
        if question.type == "field":
            same = {one.field: self.list.count_of(one.field) for one in question.fields}
            self.values.show_question(question, same)
            self._right.setCurrentWidget(self.values)
            return
        self.match.show_question(question)
        self._right.setCurrentWidget(self.match)
        work = partial(read_twins, self._context.queries, question)
        self._context.tasks.run(Lane.STORE, work, self._twins_read, self._context.notices.trouble)

    def _twins_read(self, twins: Twins) -> None:
        if twins.question == self._shown:
            self.match.show_twins(twins)

    # ---- answering

    def _listen(self) -> None:
        self.list.chosen.connect(self._chosen)
        self.list.everywhere.connect(self._everywhere)
        self.values.answered.connect(self._answer_values)
        self.values.record_wanted.connect(self._open_record)
        self.match.linked.connect(self._link)
        self.match.created.connect(self._create)
        self.match.left_out.connect(self._leave_out)
        self.match.xero_wanted.connect(self._links.open)
        self.match.record_wanted.connect(self._open_record)
        self.waiting.acted.connect(partial(self._context.navigate, "sync/next"))
        self._empty.acted.connect(partial(self._context.navigate, "sync/next"))
        self.states.retry.connect(self._read)

    def _link(self, case: str, xero_id: str) -> None:
        self._do(partial(self._services.deciding.link_with, case, xero_id), "the same record")

    def _create(self, case: str) -> None:
        self._do(partial(self._services.deciding.create_new, case), "not the same, so it is created in Xero")

    def _leave_out(self, case: str) -> None:
        self._do(partial(self._services.deciding.leave_out, case), "left out of the sync")

    def _answer_values(self, case: str, sides: dict[str, Side], values: dict[str, str]) -> None:
        self._do(lambda: self._services.deciding.answer(case, sides, values), "the values you chose")

    def _do(self, deed: Callable[[], Changes], words: str) -> None:
        self._context.tasks.run(Lane.STORE, deed, lambda changes: self._done(changes, words), self._not_done)

    def _done(self, changes: Changes, words: str) -> None:
        self._context.notices.toast(f"Decided: {words}. The next sync carries it out.")
        self.list.keep_place()
        self._context.feed.tell(changes + _ANSWERED)

    def _not_done(self, error: Exception) -> None:
        self._context.notices.trouble(error)
        self._read()

    def _everywhere(self, side: Side, field: str) -> None:
        deed = partial(self._services.deciding.take_side_everywhere, side, field)
        self._context.tasks.run(Lane.STORE, deed, lambda count: self._done_everywhere(count, side, field), self._not_done)

    def _done_everywhere(self, count: int, side: Side, field: str) -> None:
        what = field_label("contact", field) if field else "all values"
        where = "Xero" if side == "xero" else "xerodesk"
        self._context.notices.toast(f"{counted(count, 'question')} decided: {what} from {where}. The next sync carries it out.")
        self._context.feed.tell(_ANSWERED)

    def _open_record(self, kind: str, crm_id: str, xero_id: str) -> None:
        route = route_to(kind, crm_id, xero_id)
        if route:
            self._context.navigate(route)
        else:
            self._links.open(kind, xero_id)

