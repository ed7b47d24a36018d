"""The lists of a customer: invoices by year, payments, deals, and what the sync did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import groupby
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from xerodesk.store.queries.customer import DocumentRow, PaymentRow, YearSum
from xerodesk.store.queries.deals import DealRow
from xerodesk.store.queries.log import LogRow
from xerodesk.ui.customers.words import RESULTS, history_words
from xerodesk.ui.kit.cells import Cell, money_cell, pill_cell
from xerodesk.ui.kit.models import Column, GroupRow, PagedModel
from xerodesk.ui.kit.statepage import EmptyState
from xerodesk.ui.kit.tables import DataTable
from xerodesk.ui.states import PILLS, document_pill
from xerodesk.ui.tasks import Tasks
from xerodesk.ui.wording import MINUS, counted, moment, money, short_day

_DEAD = ("voided", "deleted")
_NOT_ISSUED = (*_DEAD, "draft", "awaiting approval")


class Listed(QStackedWidget):
    """A table, or what stands there instead. `opened(row)` on Enter or double click; `acted()` by the deed of the empty state."""

    opened = Signal(object)
    acted = Signal()

    def __init__(self, name: str, columns: Sequence[Column], tasks: Tasks) -> None:
        super().__init__()
        self.model = PagedModel(columns, tasks, _identity)
        self.table = DataTable(name, self.model, inset=0)
        self.table.opened.connect(self.opened)
        self.empty: EmptyState | None = None
        self.addWidget(self.table)

    def show_rows(self, rows: Sequence[Any], what: str = "", why: str = "", deed: str = "") -> None:
        """Show rows; without any, say what would stand here, why it does not, and the next deed."""
        self.model.show_rows(rows)
        if rows:
            self.setCurrentWidget(self.table)
            return
        if self.empty is not None:
            self.removeWidget(self.empty)
            self.empty.deleteLater()
        self.empty = EmptyState(what, why, deed, icon="invoice", ink="field")
        self.empty.acted.connect(self.acted)
        self.addWidget(self.empty)
        self.setCurrentWidget(self.empty)


class InvoiceList(Listed):
    """Invoices and credits by year, a line over each year with what was invoiced and is still owed."""

    def __init__(self, tasks: Tasks) -> None:
        self._currency = ""
        columns = [
            Column("number", "Number", self._number, 78),
            Column("about", "For", self._about, 84, stretch=1),
            Column("issued", "Date", lambda row: _day(row, row.issued), 58),
            Column("due", "Due", lambda row: _day(row, row.due_date), 82),
            Column("total", "Total", self._total, 98, right=True),
            Column("left", "Still owed", self._left, 98, right=True),
            Column("state", "Status", _state, 158),
        ]
        super().__init__("Invoices", columns, tasks)

    def show_documents(self, documents: Sequence[DocumentRow], years: Sequence[YearSum], currency: str) -> None:
        """Show them; `currency` is the organisation's, which stands in the heading."""
        self._currency = currency
        total = f"Total, {currency}" if currency else "Total"
        self.model.columns = tuple(replace(one, title=total) if one.key == "total" else one for one in self.model.columns)
        self.show_rows(grouped(documents, years))

    def _number(self, row: DocumentRow) -> Cell:
        return Cell(row.number or _KINDS.get(row.kind, ""), "ink3" if row.state in _DEAD else "ink", 500)

    def _about(self, row: DocumentRow) -> Cell:
        return Cell(" ".join(row.about.split()), "ink3" if row.state in _DEAD else "ink2")

    def _total(self, row: DocumentRow) -> Cell:
        return money_cell(f"{'' if row.kind == 'invoice' else MINUS}{money(row.total)}", self._mark(row), ink=_ink(row))

    def _left(self, row: DocumentRow) -> Cell:
        if not row.left or row.state in _NOT_ISSUED:
            return money_cell("")
        if row.kind != "invoice":
            return money_cell(f"{MINUS}{money(row.left)}", self._mark(row), ink="ink2")
        return money_cell(money(row.left), self._mark(row), ink="bad" if row.state == "overdue" else "ink", weight=600)

    def _mark(self, row: DocumentRow) -> str:
        return "" if row.currency == self._currency else row.currency


class PaymentList(Listed):
    """What was paid, newest first."""

    def __init__(self, tasks: Tasks) -> None:
        self._currency = ""
        self._today = date.min
        columns = [
            Column("paid", "Date", lambda row: Cell(short_day(row.paid_on, self._today), _faded(row), size="small"), 100),
            Column("amount", "Amount", self._amount, 130, right=True),
            Column("document", "For", lambda row: Cell(row.document, _faded(row, "ink"), 500), 120),
            Column("reference", "Reference", lambda row: Cell(row.reference, _faded(row)), 120, stretch=1),
            Column("state", "", lambda row: pill_cell(PILLS["voided"], "Taken back") if row.deleted else "", 120),
        ]
        super().__init__("Payments", columns, tasks)

    def show_payments(self, payments: Sequence[PaymentRow], currency: str, today: date) -> None:
        """Show them."""
        self._currency, self._today = currency, today
        self.show_rows(payments, "No payments yet", "What this customer pays in Xero stands here, with the invoice it was for.")

    def _amount(self, row: PaymentRow) -> Cell:
        return money_cell(money(row.amount), "" if row.currency == self._currency else row.currency, ink=_faded(row, "ink"))


class DealList(Listed):
    """Deals, open ones first."""

    def __init__(self, tasks: Tasks) -> None:
        self._today = date.min
        columns = [
            Column("title", "Deal", lambda row: Cell(row.title, weight=500), 140, stretch=1),
            Column("stage", "Stage", _stage, 130),
            Column("amount", "Amount", lambda row: money_cell(money(row.amount), row.currency), 130, right=True),
            Column("when", "Closes", self._when, 120),
            Column("owner", "Owner", lambda row: Cell(row.owner, "ink2"), 110, hide_below=560),
        ]
        super().__init__("Deals", columns, tasks)

    def show_deals(self, deals: Sequence[DealRow], today: date) -> None:
        """Show them."""
        self._today = today
        self.show_rows(deals, "No deals yet", "What you may sell to this customer stands here, with its stage and amount.", "Go to deals")

    def _when(self, row: DealRow) -> Cell:
        day = row.won_on if row.stage == "won" else row.expected_close
        return Cell(short_day(day, self._today), "ink2" if day else "ink3", size="small")


class HistoryList(Listed):
    """What the sync did with this record, newest first."""

    def __init__(self, tasks: Tasks) -> None:
        columns = [
            Column("when", "When", lambda row: Cell(moment(row.entry.at, datetime.now(UTC)), "ink2", size="small"), 120),
            Column("what", "What", lambda row: Cell(history_words(row.entry)), 200, stretch=1),
            Column("result", "", _result, 120),
        ]
        super().__init__("History", columns, tasks)

    def show_history(self, rows: Sequence[LogRow]) -> None:
        """Show them."""
        self.show_rows(rows, "Nothing was synced yet", "Each time a value of this record goes to Xero or comes from there, a line says so.")


def grouped(documents: Sequence[DocumentRow], years: Sequence[YearSum]) -> list[Any]:
    """Documents, newest first, with a line over each year."""
    sums: dict[int, list[YearSum]] = {}
    for one in years:
        sums.setdefault(one.year, []).append(one)
    rows: list[Any] = []
    for year, some in groupby(documents, key=lambda row: row.issued.year if row.issued else 0):
        rows.append(GroupRow(str(year) if year else "Without a day", year_note(sums.get(year, ()))))
        rows.extend(some)
    return rows


def year_note(sums: Sequence[YearSum]) -> str:
    """A year in words: "6 invoices issued, 17,765.00 AUD, 4,120.00 still owed"; currencies one after the other, never added."""
    if not sums:
        return "nothing issued"
    parts = [f"{counted(sum(one.invoices for one in sums), 'invoice')} issued"]
    for one in sums:
        owed = f"{money(one.owed)} still owed" if one.owed > Decimal(0) else "all paid"
        parts.append(f"{money(one.total)} {one.currency}, {owed}")
    return ", ".join(parts[:2]) + "".join(f"; {one}" for one in parts[2:])


_KINDS = {"credit_note": "Credit note", "overpayment": "Overpayment", "prepayment": "Prepayment"}


def _identity(row: Any) -> Any:
    return row.entry.id if isinstance(row, LogRow) else row.id if isinstance(row, DealRow) else row.xero_id


def _day(row: DocumentRow, day: date | None) -> Cell:
    """A day; its year only where it is not that of the group it stands in."""
    return Cell(short_day(day, row.issued or date.min), "ink3" if row.state in _DEAD or day is None else "ink2", size="small")


def _ink(row: DocumentRow) -> str:
    return "ink3" if row.state in _DEAD else "ink"


def _state(row: DocumentRow) -> Cell:
    return pill_cell(*document_pill(row.state, row.late_days))


def _faded(row: PaymentRow, ink: str = "ink2") -> str:
    return "ink3" if row.deleted else ink


def _stage(row: DealRow) -> Cell:
    if row.invoice_number:
        return Cell("Won", "ink2", after=row.invoice_number)
    return Cell(row.stage[:1].upper() + row.stage[1:], "ink2")


def _result(row: LogRow) -> Cell:
    look, words = RESULTS[row.entry.result]
    return pill_cell(PILLS["done"], "Settled since") if row.settled else pill_cell(PILLS[look], words)
