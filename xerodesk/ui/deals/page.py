"""Deals: what may become a sale, by stage, and the quotes of the organisation."""

from __future__ import annotations

from functools import cached_property, partial

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from xerodesk.domain.changes import Changes
from xerodesk.domain.stages import LOST, WON
from xerodesk.store.queries.source import Source
from xerodesk.ui.context import PageContext
from xerodesk.ui.deals.deal_list import ALL, ARCHIVED, OPEN, DealList
from xerodesk.ui.deals.form import DealForm, DealRecord, read_deal
from xerodesk.ui.deals.quote_list import QuoteList
from xerodesk.ui.kit.buttons import Button
from xerodesk.ui.kit.labels import Heading, Region
from xerodesk.ui.kit.tabs import Tab, TabBar
from xerodesk.ui.tasks import Lane
from xerodesk.ui.wording import count

DEALS, QUOTES, NEW = "deals", "quotes", "new"


class DealsPage(Region):
    """Routes: deals, deals/<id> (opens its form), deals/new, deals/won (a view), deals/quotes."""

    title = "Deals"

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._queries: Source = context.queries
        self.form: DealForm | None = None
        self.heading = Heading("Deals", role="page")
        self.new = Button("New deal", icon="plus")
        self.new.clicked.connect(partial(self.edit, ""))
        self.heading.add(self.new)
        self.tabs = TabBar("Parts of deals", [Tab(DEALS, "Deals"), Tab(QUOTES, "Quotes")])
        self.tabs.chosen.connect(self._show_tab)
        self.deals = DealList(context)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.deals)
        self._read: set[str] = set()
        self.deals.wanted.connect(self.edit)
        self.deals.counted.connect(self._counted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 18, 0, 0)
        column.setSpacing(4)
        top = QVBoxLayout()
        top.setContentsMargins(24, 0, 24, 0)
        top.addWidget(self.heading)
        column.addLayout(top)
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        context.actions.add("new-deal", "New deal", self._new_deal, menu="Deals", words="add opportunity sale")

    @cached_property
    def quotes(self) -> QuoteList:
        """The tab of quotes, built when it is first opened."""
        part = QuoteList(self._context)
        self._stack.addWidget(part)
        return part

    def open(self, state: str) -> None:
        """Go to a view, the quotes, or open a deal."""
        if state == QUOTES:
            self._show_tab(QUOTES)
        elif state in (OPEN, WON, LOST, ALL, ARCHIVED):
            self._show_tab(DEALS, read=False)
            self._read.add(DEALS)
            self.deals.show_view(state)
        else:
            self._show_tab(DEALS if state else self.tabs.current())
            if state:
                self.edit("" if state == NEW else state)

    def refresh(self, changes: Changes) -> None:
        """Deals or quotes moved, or what they name."""
        if changes.touches("deal", "quote", "contact", "invoice", "connection"):
            self._read.clear()
            self._show_tab(self.tabs.current())

    def edit(self, deal_id: str) -> None:
        """Open the form of a deal, "" for a new one."""
        work = partial(read_deal, self._queries, deal_id)
        self._context.tasks.run(Lane.STORE, work, self._open_form, self._context.notices.trouble)

    def _new_deal(self) -> None:
        self._context.navigate(f"deals/{NEW}")

    def _open_form(self, record: DealRecord) -> None:
        if record.wanted and record.row is None:
            self._context.notices.toast("This deal is no longer in the company file.")
            return
        self.form = DealForm(self._context, record)
        self.form.saved.connect(self._saved)
        self.form.finished.connect(self._closed)
        self.form.open()

    def _saved(self, changes: Changes, deal_id: str) -> None:
        self.deals.table.choose_identity(deal_id)
        self._context.feed.tell(changes)
        self.deals.read()

    def _closed(self, _result: int) -> None:
        self.form = None

    def _show_tab(self, tab: str, *, read: bool = True) -> None:
        self.tabs.choose(tab)
        part = self.deals if tab == DEALS else self.quotes
        self._stack.setCurrentWidget(part)
        if read and tab not in self._read:
            self._read.add(tab)
            part.read()

    def _counted(self, number: int) -> None:
        self.heading.set("Deals", f"{count(number)} open")
