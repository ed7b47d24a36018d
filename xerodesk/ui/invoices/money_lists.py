"""The lists of payments and of credit notes: searched, newest first, paged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from xerodesk.store.queries import money_in
from xerodesk.store.queries.invoices import currencies
from xerodesk.store.queries.money_in import CreditRow, MoneyRow
from xerodesk.store.queries.source import Source
from xerodesk.ui.context import PageContext
from xerodesk.ui.errors import in_words
from xerodesk.ui.invoices.ports import InvoiceServices
from xerodesk.ui.kit.cells import Cell, money_cell, pill_cell
from xerodesk.ui.kit.fields import SearchField
from xerodesk.ui.kit.labels import Region
from xerodesk.ui.kit.models import Column, PagedModel, Window
from xerodesk.ui.kit.statepage import EmptyState, StatePage
from xerodesk.ui.kit.tables import DataTable
from xerodesk.ui.states import document_pill
from xerodesk.ui.tasks import Lane
from xerodesk.ui.theme import theme
from xerodesk.ui.wording import DASH, money, short_day

Count = Callable[[Source, str], int]
Rows = Callable[[Source, str, int, int], Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Ground:
    """What cells need: the organisation's today, its currency, and how many rows there are without a search."""

    today: date
    base: str
    all: int


class MoneyList(QWidget):
    """A tab: a search field over a table. `opened(row)` on Enter or double click."""

    opened = Signal(object)

    def __init__(self, context: PageContext, name: str, hint: str, empty: str, question: tuple[Count, Rows]) -> None:
        super().__init__()
        self._context = context
        self._queries: Source = context.queries
        self._services: InvoiceServices = context.services
        self._count, self._rows = question
        self._ground = Ground(date.min, "", 0)
        self.model = PagedModel(self.columns(), context.tasks, lambda row: row.xero_id)
        self.table = DataTable(name, self.model)
        self.search = SearchField(hint, f"Find in {name.lower()}")
        self.search.setMaximumWidth(theme().px(300))
        filled = Region()
        column = QVBoxLayout(filled)
        column.setContentsMargins(16, 10, 16, 0)
        column.setSpacing(6)
        head = QVBoxLayout()
        head.setContentsMargins(8, 0, 8, 0)
        head.addWidget(self.search)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        self.states = StatePage(filled, EmptyState(f"No {name.lower()} yet", empty, icon="payment"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.states)
        self.states.retry.connect(self.read)
        self.model.failed.connect(self._failed)
        self.model.loaded.connect(self._loaded)
        self.search.searched.connect(self._typed)
        self.search.wanted_list.connect(self.table.setFocus)
        self.table.opened.connect(self.opened)

    def columns(self) -> list[Column]:
        """The columns of the table."""
        return []

    def read(self) -> None:
        """Read the list."""
        self.states.show_loading()
        self._context.tasks.run(Lane.STORE, partial(_ground, self._queries, self._services, self._count), self._start, self._failed)

    def day(self, on: date | None) -> Cell:
        """A day's cell."""
        return Cell(short_day(on, self._ground.today), "ink2", size="small")

    def amount(self, value: str, currency: str, ink: str = "ink") -> Cell:
        """An amount's cell, its currency only where it is not the organisation's."""
        return money_cell(value, "" if currency == self._ground.base else currency, ink=ink)

    def _start(self, ground: Ground) -> None:
        self._ground = ground
        self.model.load(partial(_window, self._queries, self._count, self._rows, self.search.text()))

    def _loaded(self, _total: int) -> None:
        if self._ground.all:
            self.states.show_filled()
        else:
            self.states.show_empty()

    def _typed(self, text: str) -> None:
        self.model.load(partial(_window, self._queries, self._count, self._rows, text))

    def _failed(self, error: Exception) -> None:
        self.states.show_error(*in_words(error))


class PaymentList(MoneyList):
    """Payments of customers."""

    def __init__(self, context: PageContext) -> None:
        words = "What customers paid stands here once it has been read from Xero."
        super().__init__(context, "Payments", "Customer, invoice or reference", words, (money_in.payment_count, money_in.payments))

    def columns(self) -> list[Column]:
        """Date, customer, what it paid, reference, amount."""
        return [
            Column("on", "Paid", lambda row: self.day(row.paid_on), 92),
            Column("contact", "Customer", lambda row: Cell(row.contact, weight=500), 160, stretch=3),
            Column("document", "For", lambda row: Cell(row.document or DASH, after="deleted" if row.deleted else ""), 140),
            Column("reference", "Reference", lambda row: Cell(row.reference, "ink2"), 100, stretch=2),
            Column("amount", "Amount", self._amount, 130, right=True),
        ]

    def _amount(self, row: MoneyRow) -> Cell:
        cell = self.amount(money(row.amount), row.currency, "ink3" if row.deleted else "ink")
        return replace(cell, struck=True) if row.deleted else cell


class CreditList(MoneyList):
    """Credit notes, overpayments and prepayments of customers."""

    def __init__(self, context: PageContext) -> None:
        words = "Credit notes, overpayments and prepayments of your customers stand here once they have been read from Xero."
        question = (money_in.credit_count, money_in.credits_of_customers)
        super().__init__(context, "Credit notes", "Number, reference or customer", words, question)

    def columns(self) -> list[Column]:
        """Number, kind, customer, date, total, what is left, state."""
        return [
            Column("number", "Number", lambda row: Cell(row.number or DASH, weight=500), 110),
            Column("kind", "Kind", lambda row: Cell(row.kind.capitalize(), "ink2"), 110),
            Column("contact", "Customer", lambda row: Cell(row.contact), 160, stretch=3),
            Column("issued", "Date", lambda row: self.day(row.issued), 92),
            Column("total", "Total", lambda row: self.amount(money(row.total), row.currency), 120, right=True),
            Column("left", "Not used yet", self._left, 120, right=True),
            Column("state", "Status", lambda row: pill_cell(*document_pill(row.state)), 130),
        ]

    def _left(self, row: CreditRow) -> Cell:
        return self.amount(money(row.left), row.currency) if row.left else Cell(DASH, "ink3")


def _ground(source: Source, services: InvoiceServices, count: Count) -> Ground:
    known = currencies(source)
    return Ground(services.today(), known[0] if known else "", count(source, ""))


def _window(source: Source, count: Count, rows: Rows, text: str, offset: int, limit: int) -> Window:
    return Window(count(source, text), rows(source, text, offset, limit))
