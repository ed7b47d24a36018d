"""The documents that only Xero writes, and quotes: their fields on both sides, for drawing and reading."""

from __future__ import annotations

from typing import Literal

from xerodesk.mapping import normalise
from xerodesk.mapping.fields import Catalogue, Field, FieldType

Side = Literal["crm", "xero"]
_NORMALISERS = {"money": normalise.number, "number": normalise.number, "yes_no": normalise.yes_no, "long_text": normalise.long_text}

# name in the CRM (as exported), name at Xero, label, type, group
_Row = tuple[str, str, str, FieldType, str]

_PARTY: tuple[_Row, ...] = (
    ("contact", "Contact.Name", "Customer", "text", "Document"),
    ("contact_xero_id", "Contact.ContactID", "Customer's Xero id", "text", "Document"),
    ("status", "Status", "Status", "text", "Document"),
    ("date", "Date", "Date", "date", "Dates"),
)
_AMOUNTS: tuple[_Row, ...] = (
    ("currency", "CurrencyCode", "Currency", "text", "Amounts"),
    ("rate", "CurrencyRate", "Exchange rate", "number", "Amounts"),
    ("subtotal", "SubTotal", "Subtotal", "money", "Amounts"),
    ("tax", "TotalTax", "Tax", "money", "Amounts"),
    ("total", "Total", "Total", "money", "Amounts"),
)
_INVOICE: tuple[_Row, ...] = (
    ("number", "InvoiceNumber", "Number", "text", "Document"),
    *_PARTY,
    ("due_date", "DueDate", "Due date", "date", "Dates"),
    *_AMOUNTS,
    ("amount_paid", "AmountPaid", "Paid", "money", "Amounts"),
    ("amount_credited", "AmountCredited", "Credited", "money", "Amounts"),
    ("amount_due", "AmountDue", "Still due", "money", "Amounts"),
    ("reference", "Reference", "Reference", "text", "Document"),
    ("sent", "SentToContact", "Sent", "yes_no", "Document"),
)
_CREDIT_NOTE: tuple[_Row, ...] = (
    ("number", "CreditNoteNumber", "Number", "text", "Document"),
    *_PARTY,
    *_AMOUNTS,
    ("remaining", "RemainingCredit", "Still to use", "money", "Amounts"),
    ("reference", "Reference", "Reference", "text", "Document"),
)
_PAYMENT: tuple[_Row, ...] = (
    ("invoice", "Invoice.InvoiceNumber", "Invoice", "text", "Document"),
    ("date", "Date", "Date", "date", "Dates"),
    ("amount", "Amount", "Amount", "money", "Amounts"),
    ("currency", "Invoice.CurrencyCode", "Currency", "text", "Amounts"),
    ("reference", "Reference", "Reference", "text", "Document"),
    ("status", "Status", "Status", "text", "Document"),
)
_QUOTE: tuple[_Row, ...] = (
    ("number", "QuoteNumber", "Number", "text", "Document"),
    ("title", "Title", "Title", "text", "Document"),
    *_PARTY,
    ("expiry", "ExpiryDate", "Valid until", "date", "Dates"),
    *_AMOUNTS,
    ("reference", "Reference", "Reference", "text", "Document"),
)
_ROWS: dict[str, tuple[_Row, ...]] = {"invoice": _INVOICE, "credit_note": _CREDIT_NOTE, "payment": _PAYMENT, "quote": _QUOTE}


def catalogue(kind: str, side: Side) -> Catalogue:
    """The read-only catalogue of a document kind on one side. Raises KeyError for another kind."""
    fields = tuple(
        Field(crm if side == "crm" else xero, label, type_, group, read_only=True, normalise=_NORMALISERS.get(type_, normalise.line))
        for crm, xero, label, type_, group in _ROWS[kind]
    )
    return Catalogue(kind, side, fields)


def pairs(kind: str) -> tuple[tuple[str, str], ...]:
    """(CRM field, Xero field) of everything that is mirrored of a document kind."""
    return tuple((crm, xero) for crm, xero, *_ in _ROWS[kind])


DOCUMENT_KINDS = tuple(_ROWS)
