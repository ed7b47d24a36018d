"""What waits for a person: one line each with the deed that goes to where it is done, filtered by sort."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from xerodesk.store.queries.home import Need
from xerodesk.ui.home.reading import NEEDS_SHOWN, HomeFigures
from xerodesk.ui.kit.cells import Cell, Run, money_cell
from xerodesk.ui.kit.fields import Choice
from xerodesk.ui.kit.labels import IconText, Part, SentenceLabel, Text
from xerodesk.ui.kit.models import Column, PagedModel
from xerodesk.ui.kit.tables import DataTable
from xerodesk.ui.kit.tabs import FilterTabs, Tab
from xerodesk.ui.tasks import Tasks
from xerodesk.ui.theme import show_if
from xerodesk.ui.wording import DASH, count, money

ALL = "all"


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of need: its word, icon and ink, and where the list of all of them is."""

    word: str
    icon: str
    ink: str
    everything: str


SORTS: dict[str, Sort] = {
    "bill": Sort("Bill", "invoice", "accent", "deals/won"),
    "chase": Sort("Chase", "clock", "bad", "invoices/state=overdue"),
    "decide": Sort("Decide", "question", "ink2", "sync/decide"),
    "fix": Sort("Fix", "triangle", "warn", "sync/log?view=failed"),
}


def deed_of(need: Need) -> tuple[str, str]:
    """The deed's words and the place where it is done."""
    if need.what == "bill":
        return "Open deal", f"deals/{need.record_id}"
    if need.what == "chase":
        return ("Open customer", f"customers/{need.contact_id}") if need.contact_id else ("Open invoice", f"invoices/{need.record_id}")
    if need.what == "decide":
        return "Decide", f"sync/decide/{need.about or need.record_id}"
    return "See why", f"sync/log?view=failed&record={need.about}" if need.about else "sync/log?view=failed"


class NeedsList(QWidget):
    """The heading, its filter tabs and the table. `opened(route)` when a deed or a line is used."""

    opened = Signal(str)

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._needs: tuple[Need, ...] = ()
        self._counts: dict[str, int] = {}
        self._currency = ""
        self._model = PagedModel(self._columns(""), tasks, lambda need: (need.what, need.record_id))
        self.tabs = FilterTabs("What needs you", [Tab(ALL, "All"), *(Tab(key, one.word) for key, one in SORTS.items())], round_=True)
        self.tabs.chosen.connect(self._filter)
        self.order = Choice("Order", [("money", "Most money first"), ("name", "By name")], "bare")
        self.order.chosen.connect(self._filter)
        self.table = DataTable("Needs you", self._model, row_height=34, heading_height=28)
        self.table.deed.connect(self._act)
        self.table.opened.connect(self._act)
        self._cut = SentenceLabel([], "base")
        self._cut.followed.connect(self.opened)
        self._done = _nothing_waits()
        self._body = QStackedWidget()
        self._body.addWidget(self.table)
        self._body.addWidget(self._done)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._head())
        column.addWidget(self._body, 1)
        show_if(self._cut, False)
        column.addWidget(self._cut)

    def show_figures(self, figures: HomeFigures) -> None:
        """Show what was read, staying on the same line and filter."""
        self._needs, self._counts = figures.needs, figures.need_counts
        if figures.currency != self._currency:
            self._currency = figures.currency
            self._model.columns = tuple(self._columns(figures.currency))
        self.tabs.set_count(ALL, count(sum(self._counts.values())))
        for key in SORTS:
            self.tabs.set_count(key, count(self._counts.get(key, 0)))
        self._filter()

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(16)
        row.addWidget(Text("Needs you", "page", weight=600))
        row.addWidget(self.tabs)
        row.addStretch(1)
        row.addWidget(self.order)
        return row

    def _columns(self, currency: str) -> Sequence[Column]:
        return [
            Column("what", "What", _what, 104),
            Column("who", "Who", lambda need: Cell(need.title, weight=500), 180, stretch=3),
            Column("why", "Why", _why, 220, stretch=5),
            Column("amount", currency or "Amount", self._amount, 108, right=True),
            Column("deed", "", lambda need: Cell(deed_of(need)[0], deed=True), 138),
        ]

    def _amount(self, need: Need) -> Cell:
        if need.amount is None:
            return Cell(DASH, "ink3")
        return money_cell(money(need.amount), "" if need.currency in ("", self._currency) else need.currency)

    def _filter(self, _chosen: object = None) -> None:
        key = self.tabs.current()
        shown = [one for one in self._needs if key in (ALL, one.what)]
        if self.order.value() == "name":
            shown.sort(key=lambda one: (one.title.casefold(), -(one.amount or Decimal(0))))
        current = self.table.current()
        self._model.show_rows(shown)
        show_if(self.table, bool(shown))
        self._body.setCurrentWidget(self.table if shown else self._done)
        self._say_cut(key, len(shown))
        if shown and (current is None or self._model.find((current.what, current.record_id)) < 0):
            self.table.choose(0)

    def _say_cut(self, key: str, shown: int) -> None:
        short = [one for one in SORTS if key in (ALL, one) and self._counts.get(one, 0) > NEEDS_SHOWN]
        parts: list[Part | str] = []
        for one in short:
            words = f"All {count(self._counts[one])} to {SORTS[one].word.lower()}"
            parts += ["  " if parts else "", Part(words, "link", SORTS[one].everything)]
        self._cut.set_parts([f"The first {count(shown)} are shown.  ", *parts] if parts else [])
        show_if(self._cut, bool(parts))

    def _act(self, need: object, _key: str = "") -> None:
        if isinstance(need, Need):
            self.opened.emit(deed_of(need)[1])


def _what(need: Need) -> Cell:
    sort = SORTS[need.what]
    return Cell(sort.word, "ink2", size="small", weight=500, icon=sort.icon, icon_ink=sort.ink)


def _why(need: Need) -> Cell:
    if need.strong and need.strong in need.words:
        before, _strong, after = need.words.partition(need.strong)
        return Cell(need.words, "ink2", runs=(Run(before), Run(need.strong, "ink", 600), Run(after)))
    return Cell(need.words, "ink2")


def _nothing_waits() -> QWidget:
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(8, 24, 8, 24)
    column.setSpacing(6)
    column.setAlignment(Qt.AlignmentFlag.AlignTop)
    column.addWidget(IconText("check-circle", "Nothing needs you", "section", "ink", icon_ink="good", size=16))
    words = "Late invoices, won deals that are not billed, questions about changes and changes that failed will stand here."
    column.addWidget(Text(words, ink="ink2", wrap=True))
    return whole
