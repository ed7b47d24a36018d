"""The list of sales invoices, and one invoice with its lines, payments and credits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Literal

from xerodesk.domain.money import from_minor, from_price
from xerodesk.store.columns import day, fold, instant
from xerodesk.store.queries.source import Source
from xerodesk.store.queries.states import INVOICE_STATES, OVERDUE, OVERDUE_SQL, days_late, invoice_state
from xerodesk.store.sql import filtered

InvoiceSort = Literal[
    "newest", "oldest", "due", "due_last", "total", "smallest", "owed", "owed_least", "number", "number_last", "customer", "customer_last"
]  # fmt: skip
AGES: dict[str, tuple[int | None, int | None]] = {
    "not_due": (None, 0), "days_30": (1, 30), "days_60": (31, 60), "days_90": (61, 90), "older": (91, None),
}  # fmt: skip
"""How many days late each age is, from and to; what has no due day counts as not due."""

_ORDER: dict[InvoiceSort, str] = {
    "newest": "i.date DESC, i.number DESC, i.xero_id",
    "due": "i.due_date = '', i.due_date, i.number, i.xero_id",
    "total": "i.total DESC, i.number, i.xero_id",
    "owed": "i.due DESC, i.number, i.xero_id",
    "number": "i.number, i.xero_id",
    "oldest": "i.date, i.number, i.xero_id",
    "due_last": "i.due_date DESC, i.number DESC, i.xero_id",
    "smallest": "i.total, i.number, i.xero_id",
    "owed_least": "i.due, i.number, i.xero_id",
    "number_last": "i.number DESC, i.xero_id",
    "customer": "i.contact_name COLLATE NOCASE, i.date DESC, i.xero_id",
    "customer_last": "i.contact_name COLLATE NOCASE DESC, i.date DESC, i.xero_id",
}
_COLUMNS = (
    "i.xero_id, i.number, i.reference, i.contact_xero_id, i.contact_name, COALESCE(l.crm_id, ''), i.date, i.due_date, i.currency, i.total,"
    " i.due, i.paid + i.credited, i.status, i.sent, i.fully_paid_on, COALESCE(d.id, '')"
)
_SUMS = "SELECT i.currency, SUM(i.total), SUM(CASE WHEN i.status = 'AUTHORISED' THEN i.due ELSE 0 END) FROM invoice i"
_JOINS = (
    "LEFT JOIN link l ON l.kind = 'contact' AND l.xero_id = i.contact_xero_id"
    " LEFT JOIN deal d ON d.invoice_xero_id = i.xero_id AND d.invoice_xero_id <> ''"
)


@dataclass(frozen=True, slots=True)
class InvoiceFilter:
    """Which invoices: `state` one of the words of `states.INVOICE_STATES` or "" for all but deleted and voided, text, currency, order.

    `contact_xero_id` narrows to one customer; `owing` to what is still owed; `age` (of AGES) to what is owed and that late.
    `whatever` lets voided and deleted ones in.
    """

    today: date
    text: str = ""
    state: str = ""
    currency: str = ""
    sort: InvoiceSort = "newest"
    contact_xero_id: str = ""
    owing: bool = False
    age: str = ""
    whatever: bool = False


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


def state_counts(source: Source, wanted: InvoiceFilter) -> dict[str, int]:
    """How many invoices there are in each state that occurs, as the filter is but for its state."""
    conditions, params = _conditions(replace(wanted, state="", whatever=True))
    late = "".join(("CASE WHEN ", OVERDUE_SQL, " THEN 1 ELSE 0 END"))
    select = " ".join(("SELECT i.status,", late, ", i.paid + i.credited > 0, i.sent, COUNT(*) FROM invoice i"))
    day_text = wanted.today.isoformat()
    found: dict[str, int] = {}
    for status, overdue, settled, sent, number in source.rows(filtered(select, conditions) + " GROUP BY 1, 2, 3, 4", [day_text, *params]):
        state = invoice_state(
            status, due=int(overdue), settled=int(settled), sent=bool(sent), due_date="0001-01-01" if overdue else "", today=wanted.today
        )
        found[state] = found.get(state, 0) + int(number)
    return found


def currencies(source: Source) -> tuple[str, ...]:
    """The currencies that invoices are in, the organisation's own first."""
    sql = (
        "SELECT DISTINCT currency FROM invoice WHERE type = 'ACCREC' AND currency <> ''"
        " ORDER BY currency <> (SELECT COALESCE(json_extract(body, '$.base_currency'), '') FROM connection), currency"
    )
    return tuple(row[0] for row in source.rows(sql))


def sums(source: Source, wanted: InvoiceFilter) -> tuple[tuple[str, Decimal, Decimal], ...]:
    """(currency, total, still owed) of what the filter finds; currencies are never added together. Drafts are not owed yet."""
    conditions, params = _conditions(wanted)
    sql = " ".join((filtered(_SUMS, conditions), "GROUP BY 1 ORDER BY 1"))
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
    elif not wanted.whatever:
        conditions.append("i.status NOT IN ('DELETED', 'VOIDED')")
    if wanted.contact_xero_id:
        conditions.append("i.contact_xero_id = ?")
        params.append(wanted.contact_xero_id)
    if wanted.owing or wanted.age:
        conditions.append("i.status = 'AUTHORISED' AND i.due > 0")
    if wanted.age:
        _of_age(wanted, conditions, params)
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


def _of_age(wanted: InvoiceFilter, conditions: list[str], params: list[str]) -> None:
    least, most = AGES[wanted.age]
    if least is None:
        conditions.append("(i.due_date = '' OR i.due_date >= ?)")
        params.append(wanted.today.isoformat())
        return
    conditions.append("i.due_date <> '' AND i.due_date <= ?")
    params.append((wanted.today - timedelta(days=least)).isoformat())
    if most is not None:
        conditions.append("i.due_date >= ?")
        params.append((wanted.today - timedelta(days=most)).isoformat())


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
