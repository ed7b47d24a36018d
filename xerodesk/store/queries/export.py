"""Rows to export, with exactly the keys scripts rely on: text never null, money and quantities decimal text, days and instants ISO."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from xerodesk.domain.log import Entry
from xerodesk.domain.money import money_text, price_text
from xerodesk.domain.values import Line
from xerodesk.store.amounts import price_value
from xerodesk.store.contacts import PERSON_FIELDS
from xerodesk.store.contacts import TEXT_FIELDS as CONTACT_FIELDS
from xerodesk.store.queries import log
from xerodesk.store.queries.source import Source
from xerodesk.store.sql import with_list

ExportRow = dict[str, Any]
_PAGE = 500
_PRODUCT_FIELDS = ("code", "name", "description", "unit_price", "account", "tax_type", "purchase_price", "purchase_account")
_DEAL_FIELDS = ("title", "contact", "stage", "currency", "expected_close", "won_on", "lead_source", "owner")


def export_rows(source: Source, kind: str) -> Iterator[ExportRow]:
    """All rows of `kind` (contacts, products, deals, quotes, invoices, payments, credit_notes, log), read a page at a time.

    Raises KeyError for another kind.
    """
    return _EXPORTS[kind](source)


KINDS = ("contacts", "products", "deals", "quotes", "invoices", "payments", "credit_notes", "log")


def entry_row(entry: Entry) -> ExportRow:
    """A line of the log as scripts see it."""
    error = entry.error
    return {
        "id": entry.id,
        "run": entry.run,
        "at": instant_z(entry.at.isoformat(timespec="seconds")),
        "direction": entry.direction,
        "kind": entry.kind,
        "crm_id": entry.crm_id,
        "xero_id": entry.xero_id,
        "title": entry.title,
        "action": entry.action,
        "result": entry.result,
        "fields": [{"field": one.field, "old": one.old, "new": one.new} for one in entry.fields],
        "error": None if error is None else {"code": error.code, "message": error.message, "advice": error.advice},
    }


def instant_z(text: str) -> str:
    """An ISO instant in UTC as scripts see it, ending in Z."""
    return text.replace("+00:00", "Z")


def _contacts(source: Source) -> Iterator[ExportRow]:
    names = ", ".join(f"c.{name}" for name in CONTACT_FIELDS)
    sql = " ".join(
        (
            "SELECT c.number, c.id, COALESCE(l.xero_id, ''), c.status,",
            names,
            "FROM contact c LEFT JOIN link l ON l.kind = 'contact' AND l.crm_id = c.id WHERE c.number > ? ORDER BY c.number LIMIT ?",
        )
    )
    for rows in _pages(source, sql, 0):
        people = _people(source, [row[1] for row in rows])
        for _, identity, xero_id, status, *texts in rows:
            row: ExportRow = {"id": identity, "xero_id": xero_id, "status": status}
            row.update(zip(CONTACT_FIELDS, texts, strict=True))
            row["people"] = people.get(identity, [])
            yield row


def _people(source: Source, ids: list[str]) -> dict[str, list[Line]]:
    sql = (
        "SELECT contact_id, first_name, last_name, email, phone, role, gets_invoice FROM person"
        " WHERE contact_id IN (?*) ORDER BY contact_id, position"
    )
    people: dict[str, list[Line]] = {}
    for contact_id, *texts, gets_invoice in source.rows(with_list(sql, ids), ids):
        person: Line = dict(zip(PERSON_FIELDS, texts, strict=True))
        person["gets_invoice"] = bool(gets_invoice)
        people.setdefault(contact_id, []).append(person)
    return people


def _products(source: Source) -> Iterator[ExportRow]:
    sql = """
        SELECT p.id, COALESCE(l.xero_id, ''), p.status, p.code, p.name, p.description, p.unit_price, p.account, p.tax_type,
            p.purchase_price, p.purchase_account
        FROM product p LEFT JOIN link l ON l.kind = 'product' AND l.crm_id = p.id WHERE p.id > ? ORDER BY p.id LIMIT ?"""
    for rows in _pages(source, sql, ""):
        for identity, xero_id, status, *fields in rows:
            row: ExportRow = {"id": identity, "xero_id": xero_id, "status": status}
            row.update(zip(_PRODUCT_FIELDS, fields, strict=True))
            row["unit_price"], row["purchase_price"] = price_value(row["unit_price"]), price_value(row["purchase_price"])
            yield row


def _deals(source: Source) -> Iterator[ExportRow]:
    sql = """
        SELECT d.id, d.invoice_xero_id, d.status, d.title, COALESCE(c.name, ''), d.stage, d.currency, d.expected_close, d.won_on,
            d.lead_source, d.owner
        FROM deal d LEFT JOIN contact c ON c.id = d.contact_id WHERE d.id > ? ORDER BY d.id LIMIT ?"""
    lines_sql = (
        "SELECT deal_id, product, description, quantity, unit_price, discount, account, tax FROM deal_line"
        " WHERE deal_id IN (?*) ORDER BY deal_id, position"
    )
    for rows in _pages(source, sql, ""):
        lines = _lines(source, lines_sql, [row[0] for row in rows])
        for identity, invoice_id, status, *fields in rows:
            row: ExportRow = {"id": identity, "xero_id": invoice_id, "status": status}
            row.update(zip(_DEAL_FIELDS, fields, strict=True))
            row["lines"] = lines.get(identity, [])
            yield row


_DOCUMENT_LINES = (
    "SELECT document_id, item_code, description, quantity, unit_price, discount, account, tax_type FROM document_line"
    " WHERE document_id IN (?*) ORDER BY document_id, position"
)


def _lines(source: Source, sql: str, ids: list[str]) -> dict[str, list[Line]]:
    """Lines by document, as flat records in decimal text."""
    lines: dict[str, list[Line]] = {}
    for document_id, product, description, quantity, unit_price, discount, account, tax in source.rows(with_list(sql, ids), ids):
        lines.setdefault(document_id, []).append(
            {
                "product": product,
                "description": description,
                "quantity": price_text(quantity),
                "unit_price": price_text(unit_price),
                "discount": price_text(discount),
                "account": account,
                "tax": tax,
            }
        )
    return lines


def _invoices(source: Source) -> Iterator[ExportRow]:
    sql = """
        SELECT i.xero_id, i.number, i.contact_name, i.contact_xero_id, i.status, i.date, i.due_date, i.currency, i.rate, i.subtotal, i.tax,
            i.total, i.paid, i.credited, i.due, i.reference, i.sent, COALESCE(d.id, '')
        FROM invoice i LEFT JOIN deal d ON d.invoice_xero_id = i.xero_id AND d.invoice_xero_id <> ''
        WHERE i.xero_id > ? AND i.type = 'ACCREC' ORDER BY i.xero_id LIMIT ?"""
    names = ("subtotal", "tax", "total", "amount_paid", "amount_credited", "amount_due")
    for rows in _pages(source, sql, ""):
        lines = _lines(source, _DOCUMENT_LINES, [row[0] for row in rows])
        for identity, number, contact, contact_id, status, issued, due_date, currency, rate, *rest in rows:
            *amounts, reference, sent, deal_id = rest
            row = _document(identity, status, number, contact, contact_id, issued, due_date, currency, rate)
            row.update((name, money_text(amount)) for name, amount in zip(names, amounts, strict=True))
            row.update(reference=reference, sent=bool(sent), deal=deal_id, lines=lines.get(identity, []))
            yield row


def _quotes(source: Source) -> Iterator[ExportRow]:
    sql = """
        SELECT q.xero_id, q.number, q.contact_name, q.contact_xero_id, q.status, q.date, q.currency, q.rate, q.subtotal, q.tax, q.total,
            q.reference, q.title, q.expiry
        FROM quote q WHERE q.xero_id > ? ORDER BY q.xero_id LIMIT ?"""
    for rows in _pages(source, sql, ""):
        lines = _lines(source, _DOCUMENT_LINES, [row[0] for row in rows])
        for identity, number, contact, contact_id, status, issued, currency, rate, subtotal, tax, total, reference, title, expiry in rows:
            row = _document(identity, status, number, contact, contact_id, issued, "", currency, rate)
            row.update(subtotal=money_text(subtotal), tax=money_text(tax), total=money_text(total))
            row.update(amount_paid="0.00", amount_credited="0.00", amount_due="0.00", reference=reference)
            row.update(sent=status not in ("DRAFT", "DELETED"), deal="", lines=lines.get(identity, []), title=title, expiry=expiry)
            yield row


def _document(
    identity: str, status: str, number: str, contact: str, contact_id: str, issued: str, due_date: str, currency: str, rate: str
) -> ExportRow:
    """The keys invoices and quotes begin with. Documents live at Xero only, so both ids are Xero's."""
    return {
        "id": identity,
        "xero_id": identity,
        "status": status,
        "number": number,
        "contact": contact,
        "contact_xero_id": contact_id,
        "date": issued,
        "due_date": due_date,
        "currency": currency,
        "rate": rate,
    }


def _payments(source: Source) -> Iterator[ExportRow]:
    sql = """
        SELECT p.xero_id, p.status, COALESCE(NULLIF(p.document_number, ''), i.number, n.number, ''), p.date, p.amount,
            COALESCE(NULLIF(p.currency, ''), i.currency, n.currency, ''), p.reference
        FROM payment p LEFT JOIN invoice i ON i.xero_id = p.document_id LEFT JOIN credit_note n ON n.xero_id = p.document_id
        WHERE p.xero_id > ? AND COALESCE(i.type, 'ACCREC') = 'ACCREC' AND p.type NOT LIKE 'ACCPAY%' AND p.type NOT LIKE 'AP%'
        ORDER BY p.xero_id LIMIT ?"""
    for rows in _pages(source, sql, ""):
        for identity, status, number, paid_on, amount, currency, reference in rows:
            yield {
                "id": identity,
                "xero_id": identity,
                "status": status,
                "invoice": number,
                "date": paid_on,
                "amount": money_text(amount),
                "currency": currency,
                "reference": reference,
            }


def _credit_notes(source: Source) -> Iterator[ExportRow]:
    sql = """
        SELECT n.xero_id, n.number, n.contact_name, n.contact_xero_id, n.status, n.date, n.currency, n.rate, n.subtotal, n.tax, n.total,
            n.remaining, n.reference
        FROM credit_note n WHERE n.xero_id > ? AND n.kind = 'credit_note' AND n.type <> 'ACCPAYCREDIT' ORDER BY n.xero_id LIMIT ?"""
    for rows in _pages(source, sql, ""):
        lines = _lines(source, _DOCUMENT_LINES, [row[0] for row in rows])
        for identity, number, contact, contact_id, status, issued, currency, rate, subtotal, tax, total, remaining, reference in rows:
            row = _document(identity, status, number, contact, contact_id, issued, "", currency, rate)
            del row["due_date"]
            row.update(subtotal=money_text(subtotal), tax=money_text(tax), total=money_text(total), remaining=money_text(remaining))
            row.update(reference=reference, lines=lines.get(identity, []))
            yield row


def _log(source: Source) -> Iterator[ExportRow]:
    return (entry_row(one) for one in log.entries(source, log.LogFilter()))


def _pages(source: Source, sql: str, start: str | int) -> Iterator[list[tuple[Any, ...]]]:
    """Pages of a query whose first column it is ordered by and asks to be greater than its first parameter."""
    last: str | int = start
    while rows := source.rows(sql, (last, _PAGE)):
        yield rows
        if len(rows) < _PAGE:
            return
        last = rows[-1][0]


_EXPORTS: Mapping[str, Callable[[Source], Iterator[ExportRow]]] = {
    "contacts": _contacts,
    "products": _products,
    "deals": _deals,
    "quotes": _quotes,
    "invoices": _invoices,
    "payments": _payments,
    "credit_notes": _credit_notes,
    "log": _log,
}
