"""The list of sales invoices, and one invoice with its lines, payments and credits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from xerodesk.domain.money import from_minor, from_price
from xerodesk.store.columns import day, fold, instant
from xerodesk.store.queries.source import Source
from xerodesk.store.queries.states import INVOICE_STATES, OVERDUE, days_late, invoice_state
from xerodesk.store.sql import filtered

InvoiceSort = Literal["newest", "due", "total", "owed", "number"]

_ORDER: dict[InvoiceSort, str] = {
    "newest": "i.date DESC, i.number DESC, i.xero_id",
    "due": "i.due_date = '', i.due_date, i.number, i.xero_id",
    "total": "i.total DESC, i.number, i.xero_id",
    "owed": "i.due DESC, i.number, i.xero_id",
    "number": "i.number, i.xero_id",
}
_COLUMNS = (
    "i.xero_id, i.number, i.reference, i.contact_xero_id, i.contact_name, COALESCE(l.crm_id, ''), i.date, i.due_date, i.currency, i.total,"
    " i.due, i.paid + i.credited, i.status, i.sent, i.fully_paid_on, COALESCE(d.id, '')"
)
_JOINS = (
    "LEFT JOIN link l ON l.kind = 'contact' AND l.xero_id = i.contact_xero_id"
    " LEFT JOIN deal d ON d.invoice_xero_id = i.xero_id AND d.invoice_xero_id <> ''"
)


@dataclass(frozen=True, slots=True)
class InvoiceFilter:
    """Which invoices: `state` one of the words of `states.INVOICE_STATES` or "" for all but deleted and voided, text, currency, order."""

    today: date
    text: str = ""
    state: str = ""
    currency: str = ""
    sort: InvoiceSort = "newest"


@dataclass(frozen=True, slots=True)
class InvoiceRow:
    """One invoice of the list. `contact_id` is the customer's id here, "" when it is not linked; `late_days` 0 unless overdue."""

    xero_id: str
    number: str
    reference: str
    contact_xero_id: str
    contact: str
    contact_id: str
    issued: date | None
    due_date: date | None
    currency: str
    total: Decimal
    owed: Decimal
    state: str
    late_days: int
    paid_on: date | None
    deal_id: str


@dataclass(frozen=True, slots=True)
class InvoiceLine:
    """One line; `amount` is exclusive or inclusive of tax as the invoice says."""

    item_code: str
    description: str
    quantity: Decimal
    unit_price: Decimal
    discount: Decimal
    account: str
    tax_type: str
    tax: Decimal
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Settlement:
    """What reduced an invoice: `what` is payment, credit note, overpayment or prepayment."""

    what: str
    number: str
    on: date | None
    amount: Decimal


@dataclass(frozen=True, slots=True)
class InvoicePage:
    """One invoice as a whole. `prices` is Exclusive, Inclusive or NoTax; `as_of` when it was read from Xero."""

    row: InvoiceRow
    prices: str
    rate: str
    subtotal: Decimal
    tax: Decimal
    paid: Decimal
    credited: Decimal
    sent: bool
    expected_on: date | None
    lines: tuple[InvoiceLine, ...]
    settlements: tuple[Settlement, ...]
    as_of: datetime | None


def count(source: Source, wanted: InvoiceFilter) -> int:
    """How many invoices the filter finds."""
    conditions, params = _conditions(wanted)
    return int(source.value(filtered("SELECT COUNT(*) FROM invoice i", conditions), params))


def window(source: Source, wanted: InvoiceFilter, offset: int, limit: int) -> list[InvoiceRow]:
    """Invoices from `offset` on, in the filter's order."""
    conditions, params = _conditions(wanted)
    order = _ORDER[wanted.sort]
    inner = " ".join((filtered("SELECT i.xero_id AS found FROM invoice i", conditions), "ORDER BY", order, "LIMIT ? OFFSET ?"))
    sql = " ".join(("SELECT", _COLUMNS, "FROM (", inner, ") w JOIN invoice i ON i.xero_id = w.found", _JOINS, "ORDER BY", order))
    return [_row(row, wanted.today) for row in source.rows(sql, [*params, limit, offset])]


def sums(source: Source, wanted: InvoiceFilter) -> tuple[tuple[str, Decimal, Decimal], ...]:
    """(currency, total, still owed) of what the filter finds; currencies are never added together."""
    conditions, params = _conditions(wanted)
    sql = " ".join((filtered("SELECT i.currency, SUM(i.total), SUM(i.due) FROM invoice i", conditions), "GROUP BY 1 ORDER BY 1"))
    return tuple((currency, from_minor(total), from_minor(due)) for currency, total, due in source.rows(sql, params))


def invoice(source: Source, xero_id: str, today: date) -> InvoicePage | None:
    """One invoice; None when there is none of that id."""
    with source.read():
        row = source.row(" ".join(("SELECT", _COLUMNS, "FROM invoice i", _JOINS, "WHERE i.xero_id = ?")), (xero_id,))
        if row is None:
            return None
        sql = "SELECT line_amounts, rate, subtotal, tax, paid, credited, sent, expected_on, read_at FROM invoice WHERE xero_id = ?"
        prices, rate, subtotal, tax, paid, credited, sent, expected_on, read_at = source.rows(sql, (xero_id,))[0]
        return InvoicePage(
            row=_row(row, today),
            prices=prices,
            rate=rate,
            subtotal=from_minor(subtotal),
            tax=from_minor(tax),
            paid=from_minor(paid),
            credited=from_minor(credited),
            sent=bool(sent),
            expected_on=day(expected_on),
            lines=lines(source, xero_id),
            settlements=_settlements(source, xero_id),
            as_of=instant(read_at),
        )


def lines(source: Source, document_id: str) -> tuple[InvoiceLine, ...]:
    """The lines of an invoice, quote or credit note."""
    sql = (
        "SELECT item_code, description, quantity, unit_price, discount, account, tax_type, tax_amount, amount FROM document_line"
        " WHERE document_id = ? ORDER BY position"
    )
    return tuple(
        InvoiceLine(
            item_code=code,
            description=text,
            quantity=from_price(quantity),
            unit_price=from_price(price),
            discount=from_price(off),
            account=account,
            tax_type=tax_type,
            tax=from_minor(tax),
            amount=from_minor(amount),
        )
        for code, text, quantity, price, off, account, tax_type, tax, amount in source.rows(sql, (document_id,))
    )


def _settlements(source: Source, xero_id: str) -> tuple[Settlement, ...]:
    sql = """
        SELECT 'payment', reference, date, amount FROM payment WHERE document_id = ?1 AND status <> 'DELETED'
        UNION ALL
        SELECT REPLACE(n.kind, '_', ' '), n.number, a.date, a.amount FROM allocation a JOIN credit_note n ON n.xero_id = a.credit_id
        WHERE a.invoice_id = ?1
        ORDER BY 3, 2"""
    return tuple(Settlement(what, number, day(on), from_minor(amount)) for what, number, on, amount in source.rows(sql, (xero_id,)))


def _conditions(wanted: InvoiceFilter) -> tuple[list[str], list[str]]:
    conditions, params = ["i.type = 'ACCREC'"], list[str]()
    if wanted.state:
        rule = INVOICE_STATES[wanted.state]
        conditions.append(f"({rule})")
        params += [wanted.today.isoformat()] * rule.count("?")
    else:
        conditions.append("i.status NOT IN ('DELETED', 'VOIDED')")
    if wanted.currency:
        conditions.append("i.currency = ?")
        params.append(wanted.currency)
    text = " ".join(wanted.text.split())
    if text:
        # names are found as customers are, by folded text; numbers and references as they stand
        like = "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        conditions.append(
            "(i.number LIKE ? ESCAPE '\\' OR i.reference LIKE ? ESCAPE '\\' OR i.contact_name LIKE ? ESCAPE '\\' OR i.contact_xero_id IN"
            " (SELECT xero_id FROM mirror WHERE kind = 'contact' AND instr(name_key, ?) > 0))"
        )
        params += [like, like, like, fold(text)]
    return conditions, params


def _row(row: tuple[object, ...], today: date) -> InvoiceRow:
    xero_id, number, reference, contact_xero_id, contact, contact_id, issued, due_date, currency, *rest = row
    total, due, settled, status, sent, paid_on, deal_id = rest
    state = invoice_state(str(status), due=int(str(due)), settled=int(str(settled)), sent=bool(sent), due_date=str(due_date), today=today)
    return InvoiceRow(
        xero_id=str(xero_id),
        number=str(number),
        reference=str(reference),
        contact_xero_id=str(contact_xero_id),
        contact=str(contact),
        contact_id=str(contact_id),
        issued=day(str(issued)),
        due_date=day(str(due_date)),
        currency=str(currency),
        total=from_minor(int(str(total))),
        owed=from_minor(int(str(due))),
        state=state,
        late_days=days_late(str(due_date), today) if state == OVERDUE else 0,
        paid_on=day(str(paid_on)),
        deal_id=str(deal_id),
    )
