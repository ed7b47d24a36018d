"""Payments: taken against invoices and credit notes, and taken back."""

from decimal import Decimal

from xerodesk.demo.arithmetic import ZERO, money, number, reckon_credit, reckon_invoice
from xerodesk.demo.books import Books
from xerodesk.demo.documents import check_locks
from xerodesk.demo.elements import Batch, Refused, Saved, part
from xerodesk.demo.indexes import TableName
from xerodesk.demo.invoices import find_invoice
from xerodesk.demo.wire import Json, day_stamp, read_day

BATCH = Batch("Payments", "PaymentID", "HasValidationErrors")
TOO_MUCH = "Payment amount exceeds the amount outstanding on this document"
NOT_APPROVED = "Payments can only be made against Authorised documents"
_TYPES = {"ACCREC": "ACCRECPAYMENT", "ACCPAY": "ACCPAYPAYMENT", "ACCRECCREDIT": "ARCREDITPAYMENT", "ACCPAYCREDIT": "APCREDITPAYMENT"}


def save_payment(books: Books, sent: Json, user: str = "System Generated") -> Saved:
    """Create a payment, or delete one if the element names it and says Status DELETED. Raises Refused."""
    if sent.get("PaymentID"):
        return delete_payment(books, str(sent["PaymentID"]).lower(), sent, user)
    kind, key = _document(books, sent)
    document = books.edit(kind, key)
    account = _account(books, sent)
    day = read_day(sent.get("Date")) if sent.get("Date") else books.org.today()
    if day is None:
        raise Refused("Date is not a valid date")
    check_locks(books, day)
    amount = _amount(sent, document)
    payment_id = books.org.new_id()
    rate = document.get("CurrencyRate", Decimal(1))
    short = {"PaymentID": payment_id, "Date": day_stamp(day), "Amount": amount, "Reference": str(sent.get("Reference", ""))}
    part = {**short, "CurrencyRate": rate, "HasAccount": False, "HasValidationErrors": False}
    document["Payments"] = [*document.get("Payments", []), part]
    (reckon_invoice if kind == "invoices" else reckon_credit)(document)
    books.put(kind, key, document)
    data = {
        **short,
        "BankAmount": amount,
        "CurrencyRate": rate,
        "PaymentType": _TYPES[document["Type"]],
        "Status": "AUTHORISED",
        "HasAccount": True,
        "IsReconciled": sent.get("IsReconciled") is True,
        "Account": {name: account[name] for name in ("AccountID", "Code", "Name") if name in account},
        "Invoice": _stub(document, key),
        "HasValidationErrors": False,
    }
    books.put("payments", payment_id, data)
    books.note(key, "Paid" if document["Status"] == "PAID" else "Payment", user, f"Payment received on {day} for {amount}.")
    books.note(payment_id, "Created", user)
    return Saved(books.org.payments[payment_id].data)


def _document(books: Books, sent: Json) -> tuple[TableName, str]:
    invoice, note = part(sent, "Invoice"), part(sent, "CreditNote")
    text = str(invoice.get("InvoiceID") or invoice.get("InvoiceNumber") or sent.get("InvoiceNumber") or "")
    key = find_invoice(books, text) if text else None
    if key is not None:
        return "invoices", key
    number_or_id = str(note.get("CreditNoteID") or note.get("CreditNoteNumber") or sent.get("CreditNoteNumber") or "")
    if number_or_id.lower() in books.org.credit_notes:
        return "credit_notes", number_or_id.lower()
    found = books.index.keys("credit_notes", "CreditNoteNumber", number_or_id)
    if found:
        return "credit_notes", found[0]
    raise Refused("The document to be paid could not be found.")


def _account(books: Books, sent: Json) -> Json:
    named = part(sent, "Account")
    account = books.account(named.get("Code") or sent.get("Code"), named.get("AccountID"))
    if account is None:
        raise Refused("Account could not be found")
    if account["Type"] != "BANK" and account.get("EnablePaymentsToAccount") is not True:
        raise Refused("The account must be a bank account or have payments to it enabled.")
    return account


def _amount(sent: Json, document: Json) -> Decimal:
    if document["Status"] != "AUTHORISED":
        raise Refused(TOO_MUCH if document["Status"] == "PAID" else NOT_APPROVED)
    try:
        amount = money(number(sent.get("Amount")))
    except ValueError as error:
        raise Refused(f"Amount is not valid: {error}") from error
    if amount <= ZERO:
        raise Refused("The payment amount must be greater than zero.")
    if amount > document["AmountDue" if "AmountDue" in document else "RemainingCredit"]:
        raise Refused(TOO_MUCH)
    return amount


def _stub(document: Json, key: str) -> Json:
    """The paid document as a payment shows it: without amounts."""
    return {
        "Type": document["Type"],
        "InvoiceID": key,
        "InvoiceNumber": document.get("InvoiceNumber") or document.get("CreditNoteNumber") or "",
        "Payments": [],
        "CreditNotes": [],
        "Prepayments": [],
        "Overpayments": [],
        "IsDiscounted": False,
        "HasErrors": False,
        "InvoiceAddresses": [],
        "Contact": {"ContactID": document["Contact"]["ContactID"], "Name": document["Contact"]["Name"], "HasValidationErrors": False},
        "LineItems": [],
        "CurrencyCode": document["CurrencyCode"],
    }


def delete_payment(books: Books, payment_id: str, sent: Json, user: str = "System Generated") -> Saved:
    """Take a payment back; its document is due again. Raises Refused; nothing else of a payment can change."""
    record = books.org.payments.get(payment_id)
    if record is None:
        raise Refused("The payment with the specified PaymentID could not be found.")
    if sent.get("Status") != "DELETED":
        raise Refused("Payments cannot be changed, only deleted.")
    if record.data["Status"] == "DELETED":
        raise Refused("The payment has already been deleted.")
    if record.data.get("BatchPaymentID"):
        raise Refused("A payment of a batch cannot be deleted on its own.")
    check_locks(books, read_day(record.data["Date"]))
    key = record.data["Invoice"]["InvoiceID"]
    kind: TableName = "invoices" if key in books.org.invoices else "credit_notes"
    if key in books.table(kind):
        document = books.edit(kind, key)
        document["Payments"] = [part for part in document["Payments"] if part["PaymentID"] != payment_id]
        (reckon_invoice if kind == "invoices" else reckon_credit)(document)
        books.put(kind, key, document)
    data = books.edit("payments", payment_id)
    data["Status"] = "DELETED"
    books.put("payments", payment_id, data)
    books.note(key, "Payment removed", user, f"Payment of {data['Amount']} removed.")
    return Saved(books.org.payments[payment_id].data)
