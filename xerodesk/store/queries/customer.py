"""One customer's page: who it is, what it owes in one sentence's worth of figures, and years of documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from xerodesk.domain.money import from_minor
from xerodesk.domain.values import Line
from xerodesk.store.columns import day, instant, json_value, known_instant
from xerodesk.store.contacts import PERSON_FIELDS, TEXT_FIELDS
from xerodesk.store.queries.customers import CustomerBalance, balances
from xerodesk.store.queries.habit import PaymentHabit, payment_habit
from xerodesk.store.queries.source import Source
from xerodesk.store.queries.states import OVERDUE, credit_state, days_late, invoice_state


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is under each heading of the page."""

    invoices: int
    payments: int
    quotes: int
    deals: int
    people: int


@dataclass(frozen=True, slots=True)
class CustomerPage:
    """The head of a customer's page. `values` are the text fields; `as_of` is the age of every money figure, None before any reading.

    `linked` customers have an `xero_id`; `to_decide` and `failed` count what waits for a person. `held` says why the pair is left alone.
    """

    id: str
    name: str
    archived: bool
    revision: int
    edited_at: datetime
    edited_by: str
    created_at: datetime
    chosen: bool
    values: Mapping[str, str]
    custom: Mapping[str, str]
    people: tuple[Line, ...]
    balances: tuple[CustomerBalance, ...]
    habit: PaymentHabit | None
    counts: Counts
    xero_id: str
    held: str
    as_of: datetime | None
    customer_since: date | None
    to_decide: int
    failed: int

    @property
    def linked(self) -> bool:
        """Whether the customer is in Xero."""
        return self.xero_id != ""


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """An invoice, credit note, overpayment or prepayment. `about` is what it is for: its reference, else its first line.

    `late_days` is how late it is now, or how late it was paid. `left` is what is still owed, or for credits not yet used.
    """

    kind: str
    xero_id: str
    number: str
    about: str
    issued: date | None
    due_date: date | None
    currency: str
    total: Decimal
    left: Decimal
    state: str
    late_days: int
    paid_on: date | None


@dataclass(frozen=True, slots=True)
class YearSum:
    """What was invoiced in a year and currency (drafts, voided and deleted left out), and what of it is still owed."""

    year: int
    currency: str
    invoices: int
    total: Decimal
    owed: Decimal


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """A payment; `document` is the number of what it paid."""

    xero_id: str
    paid_on: date | None
    amount: Decimal
    currency: str
    document: str
    reference: str
    deleted: bool


def customer(source: Source, contact_id: str, today: date) -> CustomerPage | None:
    """The head of the page; None when there is no such customer."""
    names = ", ".join(f"c.{name}" for name in TEXT_FIELDS)
    sql = " ".join(
        (
            "SELECT c.id, c.status, c.revision, c.edited_at, c.edited_by, c.created_at, c.chosen, c.custom,",
            "COALESCE(l.xero_id, ''), COALESCE(l.held, ''),",
            names,
            "FROM contact c LEFT JOIN link l ON l.kind = 'contact' AND l.crm_id = c.id WHERE c.id = ?",
        )
    )
    with source.read():
        row = source.row(sql, (contact_id,))
        if row is None:
            return None
        identity, status, revision, edited_at, edited_by, created_at, chosen, custom, xero_id, held, *texts = row
        values = dict(zip(TEXT_FIELDS, texts, strict=True))
        people = _people(source, contact_id)
        return CustomerPage(
            id=identity,
            name=values["name"],
            archived=status == "archived",
            revision=revision,
            edited_at=known_instant(edited_at),
            edited_by=edited_by,
            created_at=known_instant(created_at),
            chosen=bool(chosen),
            values=values,
            custom={name: str(value) for name, value in (json_value(custom) or {}).items()},
            people=people,
            balances=balances(source, [identity], today).get(identity, ()),
            habit=payment_habit(source, xero_id) if xero_id else None,
            counts=_counts(source, identity, xero_id, len(people)),
            xero_id=xero_id,
            held=held,
            as_of=as_of(source, xero_id),
            customer_since=_since(source, xero_id),
            to_decide=_number(source, "SELECT COUNT(*) FROM conflict WHERE crm_id = ? AND state = 'open'", identity),
            failed=_number(source, "SELECT COUNT(*) FROM entry WHERE crm_id = ? AND result = 'failed' AND settled_by = 0", identity),
        )


def documents(source: Source, contact_id: str, today: date) -> tuple[DocumentRow, ...]:
    """All invoices and credits of a customer, newest first."""
    xero_id = _xero_id(source, contact_id)
    invoices = source.rows(
        "SELECT 'invoice', i.xero_id, i.number, i.reference, i.date, i.due_date, i.currency, i.total, i.due, i.status,"
        " i.paid + i.credited, i.sent, i.fully_paid_on,"
        " (SELECT description FROM document_line WHERE document_id = i.xero_id AND description <> '' ORDER BY position LIMIT 1)"
        " FROM invoice i WHERE i.contact_xero_id = ? AND i.contact_xero_id <> '' AND i.type = 'ACCREC'",
        (xero_id,),
    )
    credits_ = source.rows(
        "SELECT n.kind, n.xero_id, n.number, n.reference, n.date, '', n.currency, n.total, n.remaining, n.status, 0, 0, '',"
        " (SELECT description FROM document_line WHERE document_id = n.xero_id AND description <> '' ORDER BY position LIMIT 1)"
        " FROM credit_note n WHERE n.contact_xero_id = ? AND n.contact_xero_id <> ''"
        " AND n.type NOT IN ('ACCPAYCREDIT', 'SPEND-OVERPAYMENT', 'SPEND-PREPAYMENT', 'APOVERPAYMENT', 'APPREPAYMENT')",
        (xero_id,),
    )
    rows = [_document(row, today) for row in (*invoices, *credits_)]
    return tuple(sorted(rows, key=lambda one: (one.issued or date.min, one.number, one.xero_id), reverse=True))


def years(rows: Sequence[DocumentRow]) -> tuple[YearSum, ...]:
    """What was invoiced per year and currency, newest year first."""
    sums: dict[tuple[int, str], list[Decimal | int]] = {}
    for row in rows:
        if row.kind == "invoice" and row.issued is not None and row.state not in ("draft", "awaiting approval", "voided", "deleted"):
            one = sums.setdefault((row.issued.year, row.currency), [0, Decimal(0), Decimal(0)])
            one[0] += 1
            one[1] += row.total
            one[2] += row.left
    ordered = sorted(sums.items(), key=lambda item: (-item[0][0], item[0][1]))
    return tuple(YearSum(year, currency, int(one[0]), Decimal(one[1]), Decimal(one[2])) for (year, currency), one in ordered)


def payments(source: Source, contact_id: str) -> tuple[PaymentRow, ...]:
    """All payments of a customer, newest first."""
    xero_id = _xero_id(source, contact_id)
    sql = """
        SELECT p.xero_id, p.date, p.amount, COALESCE(NULLIF(p.currency, ''), i.currency, n.currency, ''),
            COALESCE(NULLIF(p.document_number, ''), i.number, n.number, ''), p.reference, p.status
        FROM payment p
        LEFT JOIN invoice i ON i.xero_id = p.document_id LEFT JOIN credit_note n ON n.xero_id = p.document_id
        WHERE ?1 <> '' AND COALESCE(i.type, 'ACCREC') = 'ACCREC' AND (p.contact_xero_id = ?1
            OR p.document_id IN (SELECT xero_id FROM invoice WHERE contact_xero_id = ?1)
            OR p.document_id IN (SELECT xero_id FROM credit_note WHERE contact_xero_id = ?1))
        ORDER BY p.date DESC, p.xero_id"""
    return tuple(
        PaymentRow(identity, day(paid_on), from_minor(amount), currency, document, reference, status == "DELETED")
        for identity, paid_on, amount, currency, document, reference, status in source.rows(sql, (xero_id,))
    )


def as_of(source: Source, contact_xero_id: str) -> datetime | None:
    """How old the money figures are: when invoices were last read from Xero, all of them or this customer's."""
    found = source.value(
        "SELECT MAX(at) FROM (SELECT moved_at AS at FROM cursor WHERE kind = 'invoice'"
        " UNION ALL SELECT MAX(read_at) FROM invoice WHERE contact_xero_id = ? AND contact_xero_id <> '')",
        (contact_xero_id,),
    )
    return instant(found or "")


def _document(row: tuple[object, ...], today: date) -> DocumentRow:
    kind, identity, number, reference, dated, due_date, currency, total, left, status, settled, sent, paid_on, first_line = row
    due, whole, due_day = int(str(left)), int(str(total)), str(due_date)
    if kind == "invoice":
        state = invoice_state(str(status), due=due, settled=int(str(settled)), sent=bool(sent), due_date=due_day, today=today)
    else:
        state = credit_state(str(status), remaining=due, total=whole)
    paid_day = day(str(paid_on))
    late = days_late(due_day, today) if state == OVERDUE else days_late(due_day, paid_day) if paid_day else 0
    return DocumentRow(
        kind=str(kind),
        xero_id=str(identity),
        number=str(number),
        about=str(reference or first_line or ""),
        issued=day(str(dated)),
        due_date=day(due_day),
        currency=str(currency),
        total=from_minor(whole),
        left=from_minor(due),
        state=state,
        late_days=late,
        paid_on=paid_day,
    )


def _people(source: Source, contact_id: str) -> tuple[Line, ...]:
    sql = "SELECT first_name, last_name, email, phone, role, gets_invoice FROM person WHERE contact_id = ? ORDER BY position"
    people: list[Line] = []
    for *texts, gets_invoice in source.rows(sql, (contact_id,)):
        person: Line = dict(zip(PERSON_FIELDS, texts, strict=True))
        person["gets_invoice"] = bool(gets_invoice)
        people.append(person)
    return tuple(people)


def _counts(source: Source, contact_id: str, xero_id: str, people: int) -> Counts:
    sales = "SELECT COUNT(*) FROM invoice WHERE contact_xero_id = ? AND contact_xero_id <> '' AND type = 'ACCREC'"
    return Counts(
        invoices=_number(source, sales, xero_id),
        payments=len(payments(source, contact_id)),
        quotes=_number(source, "SELECT COUNT(*) FROM quote WHERE contact_xero_id = ? AND contact_xero_id <> ''", xero_id),
        deals=_number(source, "SELECT COUNT(*) FROM deal WHERE contact_id = ? AND status = 'active'", contact_id),
        people=people,
    )


def _number(source: Source, sql: str, value: str) -> int:
    return int(source.value(sql, (value,)))


def _since(source: Source, xero_id: str) -> date | None:
    sql = "SELECT MIN(date) FROM invoice WHERE contact_xero_id = ? AND contact_xero_id <> '' AND type = 'ACCREC' AND date <> ''"
    return day(source.value(sql, (xero_id,)) or "")


def _xero_id(source: Source, contact_id: str) -> str:
    return str(source.value("SELECT xero_id FROM link WHERE kind = 'contact' AND crm_id = ?", (contact_id,)) or "")
