"""Invoices: all sales invoices of the organisation, what customers paid, and their credit notes. Xero writes them; here they are read."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from xerodesk.domain.changes import Changes
from xerodesk.store.queries.money_in import CreditRow, MoneyRow
from xerodesk.ui.context import PageContext
from xerodesk.ui.invoices.invoice_list import InvoiceList
from xerodesk.ui.invoices.money_lists import CreditList, PaymentList
from xerodesk.ui.invoices.places import CREDITS, INVOICES, PAYMENTS, InvoicePlace, place_of
from xerodesk.ui.kit.labels import Heading, Region
from xerodesk.ui.kit.tabs import Tab, TabBar
from xerodesk.ui.theme import show_if
from xerodesk.ui.wording import count


class InvoicesPage(Region):
    """Routes: invoices, invoices/<Xero's id>, invoices/state=overdue/currency=AUD, invoices/payments, invoices/credits."""

    title = "Invoices"

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self.heading = Heading("Invoices", role="page")
        self.tabs = TabBar("Parts of invoices", [Tab(INVOICES, "Invoices"), Tab(PAYMENTS, "Payments"), Tab(CREDITS, "Credit notes")])
        self.tabs.chosen.connect(self._tab_chosen)
        self.invoices = InvoiceList(context)
        self._read: set[str] = set()
        self._opened = False
        self._stack = QStackedWidget()
        self._stack.addWidget(self.invoices)
        self.heading.add(self.invoices.turn)
        self.invoices.counted.connect(self._counted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 18, 0, 0)
        column.setSpacing(4)
        top = QVBoxLayout()
        top.setContentsMargins(24, 0, 24, 0)
        top.addWidget(self.heading)
        column.addLayout(top)
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)

    @cached_property
    def payments(self) -> PaymentList:
        """The tab of payments, built when it is first opened."""
        part = PaymentList(self._context)
        part.opened.connect(self._open_document)
        self._stack.addWidget(part)
        return part

    @cached_property
    def credits(self) -> CreditList:
        """The tab of credit notes, built when it is first opened."""
        part = CreditList(self._context)
        part.opened.connect(self._open_holder)
        self._stack.addWidget(part)
        return part

    def open(self, state: str) -> None:
        """Go to a tab, an invoice, or a narrowed list; "" is where the user was."""
        place = place_of(state)
        if state or not self._opened:
            self._opened = True
            self._go(place.tab, place)

    def refresh(self, changes: Changes) -> None:
        """Documents moved, or the customers they name."""
        if changes.touches("invoice", "payment", "credit_note", "overpayment", "prepayment", "contact", "connection"):
            self._read.clear()
            self._go(self.tabs.current(), None)

    def _tab_chosen(self, tab: str) -> None:
        self._go(tab, None)

    def _go(self, tab: str, place: InvoicePlace | None) -> None:
        self.tabs.choose(tab)
        part = self.payments if tab == PAYMENTS else self.credits if tab == CREDITS else self.invoices
        self._stack.setCurrentWidget(part)
        if tab != INVOICES:
            show_if(self.invoices.turn, False)
        if place is not None and tab == INVOICES:
            self.invoices.show_place(place)
        elif tab not in self._read:
            part.read()
        self._read.add(tab)

    def _counted(self, number: int) -> None:
        self.heading.set("Invoices", count(number))

    def _open_document(self, row: MoneyRow) -> None:
        if row.invoice_id:
            self._context.navigate(f"invoices/{row.invoice_id}")
        elif row.contact_id:
            self._context.navigate(f"customers/{row.contact_id}")

    def _open_holder(self, row: CreditRow) -> None:
        if row.contact_id:
            self._context.navigate(f"customers/{row.contact_id}")
