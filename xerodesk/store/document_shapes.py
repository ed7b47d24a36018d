"""What each kind of document looks like in Xero's JSON and in its table."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from xerodesk.domain.money import money_text
from xerodesk.mapping.kinds import KINDS
from xerodesk.store.amounts import minor_of, price_of, rate_of
from xerodesk.store.columns import text_of
from xerodesk.store.xero_json import Raw, contact_of, day_of, flag_of, instant_of, list_of, part_of

Row = dict[str, Any]
LineRow = tuple[Any, ...]
LINE_COLUMNS = (
    "document_id",
    "position",
    "line_id",
    "item_code",
    "description",
    "quantity",
    "unit_price",
    "discount",
    "account",
    "tax_type",
    "tax_amount",
    "amount",
)
ALLOCATION_COLUMNS = ("credit_id", "position", "invoice_id", "invoice_number", "amount", "date")


def _as_it_is(value: object) -> str:
    return str(value)


def _money(value: object) -> str:
    return money_text(int(str(value)))


@dataclass(frozen=True)
class DocumentShape:
    """One kind of document: its table, how a JSON object becomes a row, and what is told in the log when it moves.

    `told` maps a column to the field's name in exports and to how its value is written there.
    """

    kind: str
    table: str
    row_of: Callable[[Raw, str], Row]
    told: Mapping[str, tuple[str, Callable[[object], str]]]
    title: Callable[[Row], str]
    has_lines: bool = True
    has_allocations: bool = False

    @property
    def id_key(self) -> str:
        """Xero's name of the id."""
        return KINDS[self.kind].id_key


def line_rows(raw: Raw, document_id: str) -> list[LineRow]:
    """The lines of a document. Amounts of lines are exclusive or inclusive of tax, as the document says."""
    return [
        (
            document_id,
            place,
            text_of(line, "LineItemID"),
            text_of(line, "ItemCode"),
            text_of(line, "Description"),
            price_of(line.get("Quantity")),
            price_of(line.get("UnitAmount")),
            price_of(line.get("DiscountRate")),
            text_of(line, "AccountCode"),
            text_of(line, "TaxType"),
            minor_of(line.get("TaxAmount")),
            minor_of(line.get("LineAmount")),
        )
        for place, line in enumerate(list_of(raw, "LineItems"))
    ]


def allocation_rows(raw: Raw, credit_id: str) -> list[LineRow]:
    """Where a credit was used; withdrawn uses (`IsDeleted`) left out."""
    rows: list[LineRow] = []
    for used in list_of(raw, "Allocations"):
        invoice = part_of(used, "Invoice")
        if used.get("IsDeleted") is not True:
            number = text_of(invoice, "InvoiceNumber")
            rows.append((credit_id, len(rows), text_of(invoice, "InvoiceID"), number, minor_of(used.get("Amount")), day_of(used, "Date")))
    return rows


def stamp_of(rows: list[LineRow]) -> str:
    """A short stamp that changes when the rows do; "" for none."""
    return hashlib.blake2b(repr(rows).encode(), digest_size=8).hexdigest() if rows else ""


def _shared(raw: Raw, xero_id: str) -> Row:
    contact_id, contact_name = contact_of(raw)
    return {
        "xero_id": xero_id,
        "reference": text_of(raw, "Reference"),
        "contact_xero_id": contact_id,
        "contact_name": contact_name,
        "status": text_of(raw, "Status"),
        "date": day_of(raw, "Date"),
        "currency": text_of(raw, "CurrencyCode"),
        "rate": rate_of(raw.get("CurrencyRate")),
        "line_amounts": text_of(raw, "LineAmountTypes"),
        "subtotal": minor_of(raw.get("SubTotal")),
        "tax": minor_of(raw.get("TotalTax")),
        "total": minor_of(raw.get("Total")),
        "updated_at": instant_of(raw),
    }


def _invoice(raw: Raw, xero_id: str) -> Row:
    return {
        **_shared(raw, xero_id),
        "type": text_of(raw, "Type"),
        "number": text_of(raw, "InvoiceNumber"),
        "due_date": day_of(raw, "DueDate"),
        "paid": minor_of(raw.get("AmountPaid")),
        "credited": minor_of(raw.get("AmountCredited")),
        "due": minor_of(raw.get("AmountDue")),
        "sent": flag_of(raw, "SentToContact"),
        "fully_paid_on": day_of(raw, "FullyPaidOnDate"),
        "expected_on": day_of(raw, "ExpectedPaymentDate"),
    }


def _quote(raw: Raw, xero_id: str) -> Row:
    number, title, expiry = text_of(raw, "QuoteNumber"), text_of(raw, "Title"), day_of(raw, "ExpiryDate")
    return {**_shared(raw, xero_id), "number": number, "title": title, "expiry": expiry}


def _credit(kind: str, number_key: str) -> Callable[[Raw, str], Row]:
    def row_of(raw: Raw, xero_id: str) -> Row:
        return {
            **_shared(raw, xero_id),
            "kind": kind,
            "type": text_of(raw, "Type"),
            "number": text_of(raw, number_key) if number_key else "",
            "remaining": minor_of(raw.get("RemainingCredit")),
        }

    return row_of


_PAID_DOCUMENTS = (
    ("invoice", "Invoice", "InvoiceID", "InvoiceNumber"),
    ("credit_note", "CreditNote", "CreditNoteID", "CreditNoteNumber"),
    ("overpayment", "Overpayment", "OverpaymentID", ""),
    ("prepayment", "Prepayment", "PrepaymentID", ""),
)


def _payment(raw: Raw, xero_id: str) -> Row:
    document_kind, document_id, number, document = "", "", "", part_of(raw, "Invoice")
    for kind, key, id_key, number_key in _PAID_DOCUMENTS:
        candidate = part_of(raw, key)
        if text_of(candidate, id_key):
            document_kind, document_id, document = kind, text_of(candidate, id_key), candidate
            number = text_of(candidate, number_key) if number_key else ""
            break
    contact_id, contact_name = contact_of(document)
    return {
        "xero_id": xero_id,
        "type": text_of(raw, "PaymentType"),
        "document_kind": document_kind,
        "document_id": document_id,
        "document_number": number,
        "contact_xero_id": contact_id,
        "contact_name": contact_name,
        "date": day_of(raw, "Date"),
        "amount": minor_of(raw.get("Amount")),
        "currency": text_of(document, "CurrencyCode"),
        "rate": rate_of(raw.get("CurrencyRate")),
        "reference": text_of(raw, "Reference"),
        "status": text_of(raw, "Status"),
        "updated_at": instant_of(raw),
    }


def _named(row: Row) -> str:
    parts = (row["number"] or row["reference"], row["contact_name"])
    return ", ".join(one for one in parts if one) or row["xero_id"]


def _payment_named(row: Row) -> str:
    return ", ".join(one for one in (row["document_number"], row["contact_name"]) if one) or row["reference"] or row["xero_id"]


_STATUS = {"status": ("status", _as_it_is)}
_CREDIT_TOLD = {**_STATUS, "total": ("total", _money), "remaining": ("remaining", _money)}
_INVOICE_TOLD = {
    **_STATUS,
    "due_date": ("due_date", _as_it_is),
    "total": ("total", _money),
    "paid": ("amount_paid", _money),
    "credited": ("amount_credited", _money),
    "due": ("amount_due", _money),
}

SHAPES: dict[str, DocumentShape] = {
    shape.kind: shape
    for shape in (
        DocumentShape("invoice", "invoice", _invoice, _INVOICE_TOLD, _named),
        DocumentShape("quote", "quote", _quote, {**_STATUS, "total": ("total", _money), "expiry": ("expiry", _as_it_is)}, _named),
        DocumentShape("credit_note", "credit_note", _credit("credit_note", "CreditNoteNumber"), _CREDIT_TOLD, _named, has_allocations=True),
        DocumentShape("overpayment", "credit_note", _credit("overpayment", ""), _CREDIT_TOLD, _named, has_allocations=True),
        DocumentShape("prepayment", "credit_note", _credit("prepayment", ""), _CREDIT_TOLD, _named, has_allocations=True),
        DocumentShape("payment", "payment", _payment, {**_STATUS, "amount": ("amount", _money)}, _payment_named, has_lines=False),
    )
}
