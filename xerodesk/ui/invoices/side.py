"""The chosen invoice beside the list: what it is for, what settled it, and the ways to its customer and into Xero."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from xerodesk.store.queries.invoices import InvoiceLine, InvoicePage
from xerodesk.ui.kit.buttons import Button
from xerodesk.ui.kit.labels import ElidedText, Hairline, Heading, Region, Text
from xerodesk.ui.kit.pills import Pill
from xerodesk.ui.kit.sections import DetailsList, PageScroll
from xerodesk.ui.states import document_pill
from xerodesk.ui.theme import show_if
from xerodesk.ui.wording import age, full_day, money, money_in

_MOST_LINES = 40


class InvoiceSide(Region):
    """The side column. `customer_wanted(contact_id, name)`, `xero_wanted(kind, xero_id)`."""

    customer_wanted = Signal(str, str)
    xero_wanted = Signal(str, str)

    def __init__(self) -> None:
        super().__init__("canvas")
        self._page: InvoicePage | None = None
        self.heading = Heading("", role="section")
        self._pill = Pill(*document_pill("draft"))
        self._customer = ElidedText("", weight=500)
        self._age = Text("", "small", "ink3")
        self._figures = DetailsList()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self._settled_head = Heading("Paid and credited", role="base")
        self._settled = DetailsList()
        self.customer = Button("Open customer", icon="person")
        self.customer.clicked.connect(self._open_customer)
        self.xero = Button("Open in Xero", icon="external")
        self.xero.clicked.connect(self._open_in_xero)
        self._hint = Text("Choose an invoice to see what it is for and what settled it.", "small", "ink3", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        scroll = PageScroll(margin=0, top=0)
        scroll.column.setSpacing(8)
        column.addWidget(scroll)
        self._whole = QWidget()
        inside = QVBoxLayout(self._whole)
        inside.setContentsMargins(0, 0, 8, 0)
        inside.setSpacing(8)
        above: tuple[QWidget, ...] = (self.heading, self._customer, self._pill, self._age, self._figures, Hairline())
        for widget in above:
            inside.addWidget(widget)
        inside.addLayout(self._lines)
        below: tuple[QWidget, ...] = (Hairline(), self._settled_head, self._settled, self.customer, self.xero)
        for widget in below:
            inside.addWidget(widget)
        scroll.column.addWidget(self._hint)
        scroll.column.addWidget(self._whole)
        scroll.column.addStretch(1)
        self.show_invoice(None)

    def show_invoice(self, page: InvoicePage | None) -> None:
        """Show an invoice, None for none."""
        self._page = page
        self._whole.setVisible(page is not None and self._whole.parentWidget() is not None)
        self._hint.setVisible(page is None and self._hint.parentWidget() is not None)
        if page is None:
            return
        row = page.row
        self.heading.set(row.number or "No number yet", money_in(row.total, row.currency))
        self._pill.set(*document_pill(row.state, row.late_days))
        self._customer.setText(row.contact)
        self._age.setText(age(page.as_of, datetime.now(UTC)))
        self._figures.set_rows(_figures(page))
        self._show_lines(page.lines)
        show_if(self._settled_head, bool(page.settlements))
        self._settled.set_rows([
            (full_day(one.on), f"{money(one.amount)}  {one.what}{f' {one.number}' if one.number and one.number != row.number else ''}")
            for one in page.settlements
        ])  # fmt: skip
        show_if(self.customer, bool(row.contact_id))

    def _show_lines(self, lines: Sequence[InvoiceLine]) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for line in lines[:_MOST_LINES]:
            self._lines.addWidget(_LineRow(line))
        if len(lines) > _MOST_LINES:
            self._lines.addWidget(Text(f"and {len(lines) - _MOST_LINES} more lines", "small", "ink3"))

    def _open_customer(self) -> None:
        if self._page is not None:
            self.customer_wanted.emit(self._page.row.contact_id, self._page.row.contact)

    def _open_in_xero(self) -> None:
        if self._page is not None:
            self.xero_wanted.emit("invoice", self._page.row.xero_id)


class _LineRow(QWidget):
    """One line: what, how many at which price, and its amount."""

    def __init__(self, line: InvoiceLine) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(line.description or line.item_code or "No description", "small", wrap=True, select=True))
        off = f", less {_number(line.discount)} %" if line.discount else ""
        words.addWidget(Text(f"{_number(line.quantity)} at {_price(line.unit_price)}{off}", "small", "ink3"))
        row.addLayout(words, 1)
        row.addWidget(Text(money(line.amount), "small"), 0, Qt.AlignmentFlag.AlignTop)


def _figures(page: InvoicePage) -> list[tuple[str, str]]:
    row = page.row
    rows = [("Issued", full_day(row.issued)), ("Due", full_day(row.due_date))]
    if row.paid_on:
        rows.append(("Paid", full_day(row.paid_on)))
    if page.expected_on:
        rows.append(("Expected", full_day(page.expected_on)))
    if row.reference:
        rows.append(("Reference", row.reference))
    rows += [("Before tax", money(page.subtotal)), ("Tax", money(page.tax)), ("Total", money_in(row.total, row.currency))]
    if page.rate and Decimal(page.rate) != 1:
        rows.append(("Rate", page.rate))
    rows.append(("Still owed", money_in(row.owed, row.currency)))
    return rows


def _price(value: Decimal) -> str:
    """A unit price: two decimals, or as many as it needs."""
    short = money(value)
    return short if value == value.quantize(Decimal("0.01")) else _number(value)


def _number(value: Decimal) -> str:
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
