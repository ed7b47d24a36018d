"""The quotes of the organisation as Xero has them: searched and filtered by state, to be read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from xerodesk.store.queries import quotes
from xerodesk.store.queries.quotes import QUOTE_STATES, QuoteFilter, QuoteRow
from xerodesk.store.queries.source import Source
from xerodesk.store.queries.sync_status import sync_status
from xerodesk.ui.context import PageContext
from xerodesk.ui.deals.ports import DealServices
from xerodesk.ui.errors import in_words
from xerodesk.ui.kit.cells import Cell, money_cell, pill_cell
from xerodesk.ui.kit.fields import SearchField
from xerodesk.ui.kit.labels import Region
from xerodesk.ui.kit.models import Column, PagedModel, Window
from xerodesk.ui.kit.statepage import EmptyState, StatePage
from xerodesk.ui.kit.tables import DataTable
from xerodesk.ui.kit.tabs import FilterTabs, Tab
from xerodesk.ui.states import document_pill
from xerodesk.ui.tasks import Lane
from xerodesk.ui.theme import theme
from xerodesk.ui.wording import DASH, count, money, short_day

_SHOWN = ("DRAFT", "SENT", "ACCEPTED", "DECLINED", "INVOICED")


@dataclass(frozen=True, slots=True)
class QuoteGround:
    """What stands around the list."""

    today: date
    base: str
    counts: dict[str, int]


class QuoteList(QWidget):
    """One tab of the deals' page."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._queries: Source = context.queries
        self._services: DealServices = context.services
        self._ground = QuoteGround(date.min, "", {})
        self.model = PagedModel(self._columns(), context.tasks, lambda row: row.xero_id)
        self.table = DataTable("Quotes", self.model)
        states = [Tab("", "All"), *(Tab(one, QUOTE_STATES[one].capitalize()) for one in _SHOWN)]
        self.tabs = FilterTabs("State of the quotes", states, round_=True)
        self.search = SearchField("Number, title or customer", "Find a quote")
        self.search.setMaximumWidth(theme().px(300))
        filled = Region()
        row = QHBoxLayout()
        row.setContentsMargins(8, 0, 8, 0)
        row.addWidget(self.search, 1)
        row.addWidget(self.tabs)
        row.addStretch(1)
        column = QVBoxLayout(filled)
        column.setContentsMargins(16, 10, 16, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        empty = EmptyState("No quotes yet", "Quotes that were made in Xero stand here once they have been read.", icon="quote")
        self.states = StatePage(filled, empty)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.states)
        self.states.retry.connect(self.read)
        self.model.failed.connect(self._failed)
        self.tabs.chosen.connect(self._load)
        self.search.searched.connect(self._load)
        self.search.wanted_list.connect(self.table.setFocus)
        self.table.opened.connect(self._opened)
        self.table.deed.connect(self._in_xero)

    def read(self) -> None:
        """Read the list and what stands around it."""
        self.states.show_loading()
        self._context.tasks.run(Lane.STORE, partial(_read, self._queries, self._services), self._show, self._failed)

    def _columns(self) -> list[Column]:
        return [
            Column("number", "Number", lambda row: Cell(row.number or DASH, weight=500), 100),
            Column("title", "Title", lambda row: Cell(row.title, "ink2"), 100, stretch=2, hide_below=700),
            Column("contact", "Customer", lambda row: Cell(row.contact), 150, stretch=3),
            Column("issued", "Date", lambda row: self._day(row.issued), 92),
            Column("expiry", "Expires", lambda row: self._day(row.expiry), 92),
            Column("total", "Total", self._total, 118, right=True),
            Column("state", "Status", lambda row: pill_cell(*document_pill(row.state)), 116),
            Column("xero", "", lambda _row: Cell("Open in Xero", deed=True), 128),
        ]

    def _day(self, day: date | None) -> Cell:
        return Cell(short_day(day, self._ground.today), "ink2", size="small")

    def _total(self, row: QuoteRow) -> Cell:
        return money_cell(money(row.total), "" if row.currency == self._ground.base else row.currency)

    def _show(self, ground: QuoteGround) -> None:
        self._ground = ground
        every = sum(number for status, number in ground.counts.items() if status != "DELETED")
        if not every:
            self.states.show_empty()
            return
        self.tabs.set_count("", count(every))
        for status in _SHOWN:
            self.tabs.set_count(status, count(ground.counts.get(status, 0)))
        self._load()
        self.states.show_filled()

    def _load(self, _what: str = "") -> None:
        self.model.load(partial(_fetch, self._queries, QuoteFilter(self.search.text(), self.tabs.current())))

    def _opened(self, row: QuoteRow) -> None:
        if row.contact_id:
            self._context.navigate(f"customers/{row.contact_id}")
        else:
            self._context.notices.toast(f"{row.contact or 'This customer'} is in Xero only, so there is no page to open here.")

    def _in_xero(self, row: QuoteRow, _key: str) -> None:
        work = partial(self._services.deep_link, "quote", row.xero_id)
        self._context.tasks.run(Lane.STORE, work, self._go, self._context.notices.trouble)

    def _go(self, address: str) -> None:
        if address:
            self._services.open_address(address)
        else:
            self._context.notices.toast("Sign in to Xero first; then this opens the quote there.")

    def _failed(self, error: Exception) -> None:
        self.states.show_error(*in_words(error))


def _read(source: Source, services: DealServices) -> QuoteGround:
    today = services.today()
    with source.read():
        status = sync_status(source, today)
        return QuoteGround(today, status.connection.base_currency if status.connection else "", quotes.status_counts(source))


def _fetch(source: Source, wanted: QuoteFilter, offset: int, limit: int) -> Window:
    return Window(quotes.count(source, wanted), quotes.window(source, wanted, offset, limit))
