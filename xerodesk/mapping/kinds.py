"""The kinds of record and how Xero's API names each of them; the spine asks here and knows no kind by name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind. `resource` is Xero's collection, `id_key` its id, `marker_key` the field that carries our marker at create.

    `two_way` kinds walk the whole spine; the others are mirrored (only Xero writes them). `paged` and `delta` say whether Xero pages the
    collection and takes If-Modified-Since (Xero, "Requests and responses"). `name_key` is what a person calls the record. Without a
    `needed` kind nothing works; the others are passed over where Xero does not give them.
    """

    name: str
    label: str
    plural: str
    resource: str
    id_key: str
    name_key: str
    two_way: bool
    paged: bool = True
    delta: bool = True
    marker_key: str = ""
    needed: bool = False


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("contact", "Customer", "Customers", "Contacts", "ContactID", "Name", two_way=True, marker_key="ContactNumber", needed=True),
        Kind("product", "Product", "Products", "Items", "ItemID", "Code", two_way=True, paged=False, marker_key="Code"),
        Kind("invoice", "Invoice", "Invoices", "Invoices", "InvoiceID", "InvoiceNumber", two_way=False),
        Kind("credit_note", "Credit note", "Credit notes", "CreditNotes", "CreditNoteID", "CreditNoteNumber", two_way=False),
        Kind("payment", "Payment", "Payments", "Payments", "PaymentID", "Reference", two_way=False),
        Kind("overpayment", "Overpayment", "Overpayments", "Overpayments", "OverpaymentID", "Reference", two_way=False),
        Kind("prepayment", "Prepayment", "Prepayments", "Prepayments", "PrepaymentID", "Reference", two_way=False),
        Kind("quote", "Quote", "Quotes", "Quotes", "QuoteID", "QuoteNumber", two_way=False),
    )
}

MARKER_PREFIX = "XD-"


def marker_of(crm_id: str) -> str:
    """The ContactNumber we set at create, by which a lost create is found again. At most 50 characters (Xero, Contacts)."""
    return MARKER_PREFIX + crm_id
