"""Credit notes, and credit from them, prepayments and overpayments set against invoices."""

from datetime import date
from decimal import Decimal
from typing import Any

from xerodesk.demo.arithmetic import ZERO, money, number, reckon_credit, reckon_invoice
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
from xerodesk.demo.indexes import TableName
from xerodesk.demo.invoices import MOVES, WRONG_STATUS, find_invoice
from xerodesk.demo.lines import LineRules, read_lines
from xerodesk.demo.wire import Json, day_fields, day_stamp, read_day

BATCH = Batch("CreditNotes", "CreditNoteID", "HasErrors")
NO_NOTE = "An existing Credit Note with the specified CreditNoteID could not be found"
_ID_FIELDS = {"credit_notes": "CreditNoteID", "prepayments": "PrepaymentID", "overpayments": "OverpaymentID"}
_ON_INVOICE = {"credit_notes": "CreditNotes", "prepayments": "Prepayments", "overpayments": "Overpayments"}


def find_note(books: Books, text: str) -> str | None:
    """A credit note by id or number."""
    found = books.index.keys("credit_notes", "CreditNoteNumber", text)
    return text.lower() if text.lower() in books.org.credit_notes else next(iter(found), None)


def save_note(books: Books, sent: Json, creating: bool, places: int = 2, user: str = "System Generated") -> Saved:
    """Create (PUT) or create-or-update (POST) a credit note. Raises Refused."""
    named = str(sent.get("CreditNoteID") or ("" if creating else sent.get("CreditNoteNumber", "")))
    key = find_note(books, named) if named else None
    if sent.get("CreditNoteID") and key is None:
        raise Refused(NO_NOTE)
    if key is not None and creating:
        raise Refused("Credit Note # must be unique.")
    data = books.edit("credit_notes", key) if key else _blank(books, sent)
    old_status, status = data["Status"], sent.get("Status", data["Status"])
    if status not in (MOVES.get(old_status, ()) if key else ("DRAFT", "SUBMITTED", "AUTHORISED")):
        raise Refused(WRONG_STATUS)
    used = data["Total"] != data["RemainingCredit"]
    if used and (status != old_status or "LineItems" in sent):
        raise Refused("This document cannot be edited as it has a payment or credit note allocated to it.")
    data["Status"] = status
    warnings: list[str] = []
    if status not in ("VOIDED", "DELETED"):
        warnings = _lay(books, data, sent, places, fresh=key is None)
    reckon_credit(data)
    books.put("credit_notes", data["CreditNoteID"], data)
    books.note(data["CreditNoteID"], "Edited" if key else "Created", user, f"CN {data['CreditNoteNumber']} for {data['Total']}.")
    return Saved(books.org.credit_notes[data["CreditNoteID"]].data, warnings)


def _blank(books: Books, sent: Json) -> Json:
    kind = sent.get("Type")
    if kind not in ("ACCRECCREDIT", "ACCPAYCREDIT"):
        raise Refused("The Type of the credit note must be ACCRECCREDIT or ACCPAYCREDIT.")
    if not sent.get("LineItems"):
        raise Refused("One or more line items must be specified")
    key = books.org.new_id()
    return {
        "CreditNoteID": key,
        "CreditNoteNumber": "",
        "Payments": [],
        "ID": key,
        "Type": kind,
        "Reference": "",
        "SentToContact": False,
        "RemainingCredit": ZERO,
        "Allocations": [],
        "HasAttachments": False,
        "HasErrors": False,
        "InvoiceAddresses": [],
        "Contact": {},
        **day_fields("Date", books.org.today()),
        "Status": "DRAFT",
        "LineAmountTypes": "Exclusive",
        "LineItems": [],
        "Total": ZERO,
    }


def _lay(books: Books, data: Json, sent: Json, places: int, fresh: bool) -> list[str]:
    approved, sale = data["Status"] in ("AUTHORISED", "PAID"), data["Type"] == "ACCRECCREDIT"
    set_day(data, sent, "Date")
    set_day(data, sent, "DueDate")
    if approved:
        check_locks(books, day_of(data, "Date"))
    set_text(data, sent, "CreditNoteNumber", 255, ascii_only=sale)
    set_text(data, sent, "Reference", 255)
    set_theme(books, data, sent)
    if sale and not data["CreditNoteNumber"]:
        data["CreditNoteNumber"] = books.next_number("credit_notes", "CreditNoteNumber", "CN-")
    others = books.index.keys("credit_notes", "CreditNoteNumber", data["CreditNoteNumber"]) if sale else []
    if any(other != data["CreditNoteID"] for other in others):
        raise Refused("Credit Note # must be unique.")
    types = amount_types_of(sent, data)
    lines = sent.get("LineItems")
    data["LineAmountTypes"] = AMOUNT_TYPES[types]
    rules = LineRules(types, sale=sale, approved=approved, places=places, discounts=False)
    if lines is None and approved:
        lines, rules.places = data["LineItems"], 4
    if lines is not None:
        data["LineItems"] = read_lines(books, lines, data["LineItems"], rules)
    set_totals(data)
    if "Contact" in sent or fresh:
        data["Contact"] = stub(books, contact_of(books, sent.get("Contact")))
    set_currency(books, data, sent)
    return rules.warnings


def allocate(books: Books, kind: TableName, key: str, sent: Json, user: str = "System Generated") -> Json:
    """Set credit against an invoice and return the allocation. Its day is the later of the two documents'. Raises Refused."""
    credit = books.edit(kind, key)
    named = part(sent, "Invoice")
    text = str(named.get("InvoiceID") or named.get("InvoiceNumber") or "")
    invoice_id = find_invoice(books, text) if text else None
    if invoice_id is None:
        raise Refused("The invoice to allocate to could not be found.")
    invoice = books.edit("invoices", invoice_id)
    amount = _allocable(credit, invoice, sent.get("Amount"))
    day = max(day_of(credit, "Date") or books.org.today(), day_of(invoice, "Date") or books.org.today())
    allocation_id = books.org.new_id()
    credit["Allocations"] = [
        *credit["Allocations"],
        {
            "AllocationID": allocation_id,
            "Amount": amount,
            "Date": day_stamp(day),
            "Invoice": {"InvoiceID": invoice_id, "InvoiceNumber": invoice["InvoiceNumber"]},
        },
    ]
    reckon_credit(credit)
    _show_on_invoice(invoice, kind, key, credit)
    books.put(kind, key, credit)
    books.put("invoices", invoice_id, invoice)
    books.note(invoice_id, "Credit applied", user, f"Credit of {amount} applied.")
    return {
        "AllocationID": allocation_id,
        "Amount": amount,
        "Date": day_stamp(day),
        "Invoice": {"InvoiceID": invoice_id, "InvoiceNumber": invoice["InvoiceNumber"]},
        _ID_FIELDS[kind].removesuffix("ID"): {_ID_FIELDS[kind]: key, "ID": key},
        "ValidationErrors": [],
    }


def _allocable(credit: Json, invoice: Json, wanted: Any) -> Decimal:
    try:
        amount = money(number(wanted))
    except ValueError as error:
        raise Refused(f"Amount is not valid: {error}") from error
    if credit["Status"] != "AUTHORISED" or invoice["Status"] != "AUTHORISED":
        raise Refused("Credit can only be allocated between Authorised documents")
    if invoice["Contact"]["ContactID"] != credit["Contact"]["ContactID"] or invoice["CurrencyCode"] != credit["CurrencyCode"]:
        raise Refused("The credit and the invoice must have the same contact and currency.")
    if amount <= ZERO:
        raise Refused("The amount must be greater than zero.")
    if amount > credit["RemainingCredit"]:
        raise Refused("The amount exceeds the remaining credit of this document")
    if amount > invoice["AmountDue"]:
        raise Refused(TOO_MUCH_FOR_INVOICE)
    return amount


TOO_MUCH_FOR_INVOICE = "Payment amount exceeds the amount outstanding on this document"


def _show_on_invoice(invoice: Json, kind: TableName, key: str, credit: Json) -> None:
    """The credit's part as the invoice lists it: all its allocations to this invoice in one."""
    id_field, name = _ID_FIELDS[kind], _ON_INVOICE[kind]
    mine = [part for part in credit["Allocations"] if part["Invoice"]["InvoiceID"] == invoice["InvoiceID"]]
    invoice[name] = [part for part in invoice[name] if part[id_field] != key]
    if mine:
        line = {id_field: key, "ID": key, "AppliedAmount": sum((part["Amount"] for part in mine), ZERO), "Total": credit["Total"]}
        if kind == "credit_notes":
            line |= {"CreditNoteNumber": credit["CreditNoteNumber"], "HasErrors": False, "InvoiceAddresses": []}
        day = max((read_day(part["Date"]) for part in mine), key=lambda day: day or date.min) or date.min
        invoice[name].append({**line, **day_fields("Date", day), "LineItems": []})
    reckon_invoice(invoice)


def unallocate(books: Books, kind: TableName, key: str, allocation_id: str, user: str = "System Generated") -> Json | None:
    """Take an allocation back and return what Xero answers, or None if there is no such allocation."""
    credit = books.edit(kind, key)
    gone = next((part for part in credit["Allocations"] if part.get("AllocationID") == allocation_id), None)
    if gone is None:
        return None
    credit["Allocations"].remove(gone)
    reckon_credit(credit)
    invoice_id = gone["Invoice"]["InvoiceID"]
    invoice = books.edit("invoices", invoice_id)
    _show_on_invoice(invoice, kind, key, credit)
    books.put(kind, key, credit)
    books.put("invoices", invoice_id, invoice)
    books.note(invoice_id, "Credit removed", user, f"Credit of {gone['Amount']} removed.")
    books.settle()
    return {"AllocationId": allocation_id, "Date": gone["Date"], "Invoice": [{"InvoiceID": invoice_id}], "IsDeleted": True}
