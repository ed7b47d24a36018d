"""What the table of invoices shows of each invoice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from xerodesk.store.queries.invoices import InvoiceRow
from xerodesk.ui.kit.cells import Cell, money_cell, pill_cell
from xerodesk.ui.kit.models import Column
from xerodesk.ui.states import document_pill
from xerodesk.ui.wording import DASH, money, short_day

_NOT_OWED = ("voided", "deleted", "draft", "awaiting approval")


@dataclass
class InvoiceCells:
    """The columns; `today` and `base` (the organisation's currency) are set when they are known."""

    today: date = date.min
    base: str = ""

    def columns(self) -> list[Column]:
        """From left to right; the reference gives way to the customer's name."""
        return [
            Column("number", "Number", lambda row: Cell(row.number or DASH, weight=500), 96, sortable=True),
            Column("contact", "Customer", lambda row: Cell(row.contact), 150, stretch=3, sortable=True),
            Column("reference", "Reference", lambda row: Cell(row.reference, "ink2"), 90, stretch=2, hide_below=960),
            Column("issued", "Issued", lambda row: self.day(row.issued), 92, sortable=True),
            Column("due", "Due", lambda row: self.day(row.due_date), 92, sortable=True),
            Column("total", "Total", self.total, 112, right=True, sortable=True),
            Column("owed", "Owed", self.owed, 112, right=True, sortable=True),
            Column("state", "Status", lambda row: pill_cell(*document_pill(row.state, row.late_days)), 150),
        ]

    def day(self, day: date | None) -> Cell:
        """A day, with its year when that is not this one."""
        return Cell(short_day(day, self.today), "ink2", size="small")

    def total(self, row: InvoiceRow) -> Cell:
        """What it is for; quiet while or when nobody has to pay it."""
        return self._money(row.total, row, "ink3" if row.state in ("voided", "deleted", "draft") else "ink")

    def owed(self, row: InvoiceRow) -> Cell:
        """What is still to be paid."""
        if not row.owed or row.state in _NOT_OWED:
            return Cell(DASH, "ink3")
        return self._money(row.owed, row, "bad" if row.state == "overdue" else "ink")

    def _money(self, amount: Decimal, row: InvoiceRow, ink: str) -> Cell:
        return money_cell(money(amount), "" if row.currency == self.base else row.currency, ink=ink)
