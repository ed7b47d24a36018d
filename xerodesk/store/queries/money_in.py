"""The lists of payments of customers, and of credit notes, overpayments and prepayments in their favour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from xerodesk.domain.money import from_minor
from xerodesk.store.columns import day
from xerodesk.store.queries.source import Source
from xerodesk.store.queries.states import credit_state
from xerodesk.store.sql import filtered, like_any

_OF_CUSTOMERS = "(p.type LIKE 'AR%' OR p.type IN ('ACCRECPAYMENT', ''))"
"""Payments that customers made, and refunds of their credits (Xero, Payments: PaymentType); not those to suppliers."""
_NOT_SUPPLIERS = "n.type NOT IN ('ACCPAYCREDIT', 'SPEND-OVERPAYMENT', 'SPEND-PREPAYMENT', 'APOVERPAYMENT', 'APPREPAYMENT')"


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """A payment. `document` is the number of what it paid, `invoice_id` its id when it is an invoice; `contact_id` the customer's here."""

    xero_id: str
    paid_on: date | None
    contact: str
    contact_id: str
    document: str
    invoice_id: str
    reference: str
    amount: Decimal
    currency: str
    deleted: bool


@dataclass(frozen=True, slots=True)
class CreditRow:
    """A credit note, overpayment or prepayment (`kind`, in words); `left` is not used yet."""

    xero_id: str
    kind: str
    number: str
    contact: str
    contact_id: str
    issued: date | None
    total: Decimal
    left: Decimal
    currency: str
    state: str


def payment_count(source: Source, text: str = "") -> int:
    """How many payments there are with `text` in name, reference or number of the invoice."""
    conditions, params = _payment_conditions(text)
    return int(source.value(filtered(f"SELECT COUNT(*) {_PAYMENTS}", conditions), params))


def payments(source: Source, text: str, offset: int, limit: int) -> list[MoneyRow]:
    """Payments from `offset` on, newest first."""
    conditions, params = _payment_conditions(text)
    select = (
        "SELECT p.xero_id, p.date, COALESCE(NULLIF(p.contact_name, ''), i.contact_name, ''), COALESCE(l.crm_id, ''),"
        " COALESCE(NULLIF(p.document_number, ''), i.number, ''), COALESCE(i.xero_id, ''), p.reference, p.amount,"
        f" COALESCE(NULLIF(p.currency, ''), i.currency, ''), p.status {_PAYMENTS}"
        " LEFT JOIN link l ON l.kind = 'contact' AND l.xero_id = COALESCE(NULLIF(p.contact_xero_id, ''), i.contact_xero_id)"
    )
    sql = filtered(select, conditions) + " ORDER BY p.date DESC, p.xero_id LIMIT ? OFFSET ?"
    return [
        MoneyRow(xero_id, day(on), contact, contact_id, document, invoice_id, reference, from_minor(amount), currency, status == "DELETED")
        for xero_id, on, contact, contact_id, document, invoice_id, reference, amount, currency, status in source.rows(
            sql, [*params, limit, offset]
        )
    ]


def credit_count(source: Source, text: str = "") -> int:
    """How many credit notes, overpayments and prepayments there are with `text` in number, reference or name."""
    conditions, params = _credit_conditions(text)
    return int(source.value(filtered("SELECT COUNT(*) FROM credit_note n", conditions), params))


def credits_of_customers(source: Source, text: str, offset: int, limit: int) -> list[CreditRow]:
    """Credit notes, overpayments and prepayments from `offset` on, newest first."""
    conditions, params = _credit_conditions(text)
    select = (
        "SELECT n.xero_id, n.kind, n.number, n.contact_name, COALESCE(l.crm_id, ''), n.date, n.total, n.remaining, n.currency, n.status"
        " FROM credit_note n LEFT JOIN link l ON l.kind = 'contact' AND l.xero_id = n.contact_xero_id"
    )
    sql = filtered(select, conditions) + " ORDER BY n.date DESC, n.number DESC, n.xero_id LIMIT ? OFFSET ?"
    return [
        CreditRow(
            xero_id=xero_id,
            kind=kind.replace("_", " "),
            number=number,
            contact=contact,
            contact_id=contact_id,
            issued=day(on),
            total=from_minor(total),
            left=from_minor(left),
            currency=currency,
            state=credit_state(status, remaining=left, total=total),
        )
        for xero_id, kind, number, contact, contact_id, on, total, left, currency, status in source.rows(sql, [*params, limit, offset])
    ]


_PAYMENTS = "FROM payment p LEFT JOIN invoice i ON i.xero_id = p.document_id AND p.document_id <> ''"


def _payment_conditions(text: str) -> tuple[list[str], list[str]]:
    found, params = like_any(("p.contact_name", "i.contact_name", "p.reference", "p.document_number", "i.number"), text)
    return [_OF_CUSTOMERS, *found], params


def _credit_conditions(text: str) -> tuple[list[str], list[str]]:
    found, params = like_any(("n.number", "n.reference", "n.contact_name"), text)
    return [_NOT_SUPPLIERS, "n.status NOT IN ('DELETED')", *found], params
