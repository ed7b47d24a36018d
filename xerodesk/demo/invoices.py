"""Invoices and bills: creating and updating them, and the statuses they may go through."""

import re

from xerodesk.demo.arithmetic import ZERO, reckon_invoice
from xerodesk.demo.books import Books
from xerodesk.demo.contacts import contact_of, stub
from xerodesk.demo.documents import (
    AMOUNT_TYPES,
    amount_types_of,
    check_locks,
    day_of,
    set_currency,
    set_day,
    set_text,
    set_theme,
    set_totals,
)
from xerodesk.demo.elements import Batch, Refused, Saved, part
from xerodesk.demo.lines import LineRules, read_lines
from xerodesk.demo.wire import Json, day_fields, read_day

BATCH = Batch("Invoices", "InvoiceID", "HasErrors")
NOT_UNIQUE = "Invoice # must be unique."
WRONG_STATUS = "Invoice not of valid status for modification"
HAS_PAYMENTS = "This document cannot be edited as it has a payment or credit note allocated to it."
SENT_WARNING = "Only AUTHORISED invoices may have SentToContact updated."
MOVES = {
    "DRAFT": ("DRAFT", "SUBMITTED", "AUTHORISED", "DELETED"),
    "SUBMITTED": ("SUBMITTED", "DRAFT", "AUTHORISED", "DELETED"),
    "AUTHORISED": ("AUTHORISED", "VOIDED"),
    "PAID": ("PAID", "AUTHORISED"),  # the status itself does not move: PAID is reckoned
}
# What may still change once something was paid or credited; the rest must be as it was.
_FROZEN = ("Date", "LineAmountTypes", "CurrencyCode", "CurrencyRate")
_FROZEN_LINE = ("Quantity", "UnitAmount", "TaxType", "TaxAmount", "ItemCode", "DiscountRate", "DiscountAmount", "LineAmount")


def find_invoice(books: Books, text: str) -> str | None:
    """An invoice by its id or, for sales, its number."""
    return text.lower() if text.lower() in books.org.invoices else books.sale_numbered(text)


def save_invoice(books: Books, sent: Json, creating: bool, places: int = 2, user: str = "System Generated") -> Saved:
    """Create (PUT) or create-or-update (POST) one invoice or bill. Raises Refused."""
    key = str(sent.get("InvoiceID", "")).lower() or None
    if key and key not in books.org.invoices:
        raise Refused("The invoice with the specified InvoiceID could not be found.")
    if key is None and not creating and sent.get("InvoiceNumber") and sent.get("Type", "ACCREC") == "ACCREC":
        key = books.sale_numbered(str(sent["InvoiceNumber"]).strip())
    if key is None:
        return _create(books, sent, places, user)
    if creating:
        raise Refused(NOT_UNIQUE)
    return _update(books, key, sent, places, user)


def _blank(books: Books, kind: str) -> Json:
    return {
        "Type": kind,
        "InvoiceID": books.org.new_id(),
        "InvoiceNumber": "",
        "Reference": "",
        "Payments": [],
        "CreditNotes": [],
        "Prepayments": [],
        "Overpayments": [],
        "AmountDue": ZERO,
        "AmountPaid": ZERO,
        "AmountCredited": ZERO,
        "SentToContact": False,
        "IsDiscounted": False,
        "HasAttachments": False,
        "HasErrors": False,
        "InvoiceAddresses": [],
        "Contact": {},
        **day_fields("Date", books.org.today()),
        "Status": "DRAFT",
        "LineAmountTypes": "Exclusive",
        "LineItems": [],
    }


def _create(books: Books, sent: Json, places: int, user: str) -> Saved:
    kind, status = sent.get("Type"), sent.get("Status", "DRAFT")
    if kind not in ("ACCREC", "ACCPAY"):
        raise Refused("The Type of the invoice must be ACCREC or ACCPAY.")
    if status not in ("DRAFT", "SUBMITTED", "AUTHORISED"):
        raise Refused("Invoice not of valid status for creation")
    if not sent.get("LineItems"):
        raise Refused("One or more line items must be specified")
    data = _blank(books, kind)
    data["Status"] = status
    if kind == "ACCPAY":
        del data["SentToContact"]  # bills are not sent
    warnings = _lay(books, data, sent, places, fresh=True)
    if kind == "ACCREC" and not data["InvoiceNumber"]:
        data["InvoiceNumber"] = books.next_number("invoices", "InvoiceNumber", "INV-")
    return _keep(books, data, warnings, "Created", user)


def _update(books: Books, key: str, sent: Json, places: int, user: str) -> Saved:
    old = books.org.invoices[key].data
    data = books.edit("invoices", key)
    wanted = sent.get("Status", old["Status"])
    applied = bool(old["AmountPaid"] or old["AmountCredited"])
    if wanted not in MOVES.get(old["Status"], ()):
        raise Refused(WRONG_STATUS)
    if wanted == "VOIDED":
        if applied:
            raise Refused(HAS_PAYMENTS)
        check_locks(books, day_of(old, "Date"))
    data["Status"] = wanted
    if wanted in ("VOIDED", "DELETED"):
        return _keep(books, data, [], "Voided" if wanted == "VOIDED" else "Deleted", user)
    if applied:
        _check_frozen(old, sent)
    warnings = _lay(books, data, sent, places, fresh=False)
    approved = old["Status"] in ("DRAFT", "SUBMITTED") and data["Status"] == "AUTHORISED"
    return _keep(books, data, warnings, "Approved" if approved else "Edited", user, blind=applied and _only_blind(old, data))


def _check_frozen(old: Json, sent: Json) -> None:
    """Paid or credited documents: only what moves no money may change. Raises Refused."""
    if old["Type"] == "ACCPAY":
        raise Refused(HAS_PAYMENTS)
    for name in _FROZEN:
        if name in sent and _comparable(sent[name]) != _comparable(old.get(name)):
            raise Refused(HAS_PAYMENTS)
    if old["CreditNotes"] and _contact_moves(old, sent):
        raise Refused(HAS_PAYMENTS)
    if "LineItems" not in sent:
        return
    lines = {str(line["LineItemID"]): line for line in old["LineItems"]}
    if not isinstance(sent["LineItems"], list) or not all(isinstance(line, dict) for line in sent["LineItems"]):
        raise Refused("One or more line items must be specified")
    ids = [str(line.get("LineItemID", "")) for line in sent["LineItems"]]
    if sorted(ids) != sorted(lines):
        raise Refused(HAS_PAYMENTS)
    for line in sent["LineItems"]:
        for name in _FROZEN_LINE:
            if name in line and _comparable(line[name]) != _comparable(lines[str(line["LineItemID"])].get(name)):
                raise Refused(HAS_PAYMENTS)


def _contact_moves(old: Json, sent: Json) -> bool:
    contact = part(sent, "Contact")
    return "ContactID" in contact and str(contact["ContactID"]).lower() != old["Contact"]["ContactID"]


def _comparable(value: object) -> object:
    day = read_day(value)
    if day is not None:
        return day
    text = str(value if value is not None else "").upper()
    return text.rstrip("0").rstrip(".") if re.fullmatch(r"-?\d+\.\d+", text) else text


def _only_blind(old: Json, data: Json) -> bool:
    """Whether nothing but DueDate and SentToContact changed; on part-paid documents that does not move UpdatedDateUTC."""
    blind = ("DueDate", "DueDateString", "SentToContact", "UpdatedDateUTC")
    return all(data.get(name) == old.get(name) for name in {*old, *data} if name not in blind)


def _lay(books: Books, data: Json, sent: Json, places: int, fresh: bool) -> list[str]:
    """Lay what was sent over an invoice; returns warnings. Raises Refused."""
    approved = data["Status"] in ("AUTHORISED", "PAID")
    for name in ("Date", "DueDate", "ExpectedPaymentDate", "PlannedPaymentDate"):
        set_day(data, sent, name)
    if approved and not data.get("DueDate"):
        raise Refused("The DueDate must be specified.")
    if approved or data["Status"] == "SUBMITTED":
        check_locks(books, day_of(data, "Date"))
    set_text(data, sent, "InvoiceNumber", 255, ascii_only=data["Type"] == "ACCREC")
    set_text(data, sent, "Reference", 255)
    set_text(data, sent, "Url", 2000)
    if data.get("Url") and not re.match(r"https?://[^\s/]+", data["Url"]):
        raise Refused("Url must be a valid absolute url")
    set_theme(books, data, sent)
    holder = books.sale_numbered(data["InvoiceNumber"]) if data["Type"] == "ACCREC" and data["InvoiceNumber"] else None
    if holder not in (None, data["InvoiceID"]):
        raise Refused(NOT_UNIQUE)
    warnings = _lay_lines(books, data, sent, places, approved)
    if "Contact" in sent or fresh:
        data["Contact"] = stub(books, contact_of(books, sent.get("Contact")))
    set_currency(books, data, sent)
    if "SentToContact" in sent and bool(sent["SentToContact"]) != data.get("SentToContact", False):
        if data["Status"] == "AUTHORISED" and data["Type"] == "ACCREC":
            data["SentToContact"] = bool(sent["SentToContact"])
        else:
            warnings.append(SENT_WARNING)
    return warnings


def _lay_lines(books: Books, data: Json, sent: Json, places: int, approved: bool) -> list[str]:
    types = amount_types_of(sent, data)
    lines = sent.get("LineItems")
    if types != data["LineAmountTypes"].upper() and lines is None:
        lines = [{key: value for key, value in line.items() if key != "TaxAmount"} for line in data["LineItems"]]
    elif lines is None and approved:
        lines = data["LineItems"]
    data["LineAmountTypes"] = AMOUNT_TYPES[types]
    rules = LineRules(types, sale=data["Type"] == "ACCREC", approved=approved, places=places, discounts=data["Type"] == "ACCREC")
    if lines is not None:
        stored = lines is data["LineItems"]
        rules.places = 4 if stored else places
        if not lines:
            raise Refused("One or more line items must be specified")
        data["LineItems"] = read_lines(books, lines, data["LineItems"], rules)
    set_totals(data)
    if approved and data["Total"] < 0:
        raise Refused("The total for this document must be greater than or equal to zero.")
    return rules.warnings


def _keep(books: Books, data: Json, warnings: list[str], change: str, user: str, blind: bool = False) -> Saved:
    reckon_invoice(data)
    key = data["InvoiceID"]
    books.put("invoices", key, data, touch=not blind)
    if change == "Created":
        books.made_by_app.add(key)
    books.note(key, change, user, f"INV {data['InvoiceNumber']} to {data['Contact']['Name']} for {data['Total']}.")
    return Saved(books.org.invoices[key].data, warnings)
