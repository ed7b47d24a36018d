"""What the user of Xero does on the other side: the same rules as the API, under a person's name."""

from collections.abc import Callable
from typing import Any

from xerodesk.demo.books import Books
from xerodesk.demo.contacts import merge, save_contact
from xerodesk.demo.credits import allocate, save_note
from xerodesk.demo.elements import Refused
from xerodesk.demo.invoices import find_invoice, save_invoice
from xerodesk.demo.items import save_item
from xerodesk.demo.payments import delete_payment, save_payment
from xerodesk.demo.quotes import save_quote
from xerodesk.demo.wire import Json, day_fields, read_day

Act = Callable[[Books, Json, str], Json]


def _text(values: Json, name: str) -> str:
    value = values.get(name)
    if not isinstance(value, str) or not value:
        raise Refused(f"{name} is needed.")
    return value


def _contact_id(books: Books, values: Json, name: str = "contact") -> str:
    text = _text(values, name)
    key = text.lower() if text.lower() in books.org.contacts else books.contact_named(text)
    if key is None:
        raise Refused(f"There is no contact {text}.")
    return key


def _invoice_id(books: Books, values: Json) -> str:
    text = _text(values, "invoice")
    key = find_invoice(books, text)
    if key is None:
        raise Refused(f"There is no invoice {text}.")
    return key


def _fields(values: Json) -> Json:
    fields = values.get("fields", {})
    if not isinstance(fields, dict):
        raise Refused("fields must be an object.")
    return fields


def _first_account(books: Books, kinds: tuple[str, ...]) -> Json:
    found = [data for data in books.org.accounts.datas() if data["Type"] in kinds and data.get("Status", "ACTIVE") == "ACTIVE"]
    if not found:
        raise Refused("The books have no account for this.")
    return min(found, key=lambda data: str(data.get("Code", "~")))


def _lines(books: Books, values: Json) -> list[Json]:
    """The lines given, or one for `amount` on the first sales account."""
    if values.get("lines"):
        lines: list[Json] = values["lines"]
        return lines
    code = _first_account(books, ("REVENUE", "SALES"))["Code"]
    text = str(values.get("description", "Work as agreed"))
    return [{"Description": text, "Quantity": 1, "UnitAmount": values.get("amount", 100), "AccountCode": code}]


def add_contact(books: Books, values: Json, user: str) -> Json:
    """fields: a contact in Xero's form, at least Name."""
    return save_contact(books, _fields(values), creating=True, user=user).data


def edit_contact(books: Books, values: Json, user: str) -> Json:
    """contact (id or name), fields: what changes, in Xero's form."""
    return save_contact(books, {**_fields(values), "ContactID": _contact_id(books, values)}, creating=False, user=user).data


def archive_contact(books: Books, values: Json, user: str) -> Json:
    """contact."""
    return edit_contact(books, {**values, "fields": {"ContactStatus": "ARCHIVED"}}, user)


def restore_contact(books: Books, values: Json, user: str) -> Json:
    """contact (by id: an archived one has no name to find it by)."""
    return edit_contact(books, {**values, "fields": {"ContactStatus": "ACTIVE"}}, user)


def merge_contacts(books: Books, values: Json, user: str) -> Json:
    """contact is merged into `into`; both id or name. Answers the one that stays."""
    survivor = _contact_id(books, values, "into")
    merge(books, _contact_id(books, values), survivor, user)
    return books.org.contacts[survivor].data


def add_invoice(books: Books, values: Json, user: str) -> Json:
    """contact, and lines or amount (+ description); status (default AUTHORISED), date, due_date, fields for anything else."""
    today = books.org.today().isoformat()
    sent = {
        "Type": "ACCREC",
        "Contact": {"ContactID": _contact_id(books, values)},
        "LineItems": _lines(books, values),
        "Status": values.get("status", "AUTHORISED"),
        "Date": values.get("date", today),
        "DueDate": values.get("due_date", values.get("date", today)),
        **_fields(values),
    }
    return save_invoice(books, sent, creating=True, places=4, user=user).data


def edit_invoice(books: Books, values: Json, user: str) -> Json:
    """invoice (id or number), fields: what changes, in Xero's form."""
    return save_invoice(books, {**_fields(values), "InvoiceID": _invoice_id(books, values)}, creating=False, places=4, user=user).data


def approve_invoice(books: Books, values: Json, user: str) -> Json:
    """invoice; a draft without a due date gets its own date as one."""
    data = books.org.invoices[_invoice_id(books, values)].data
    fields: Json = {"Status": "AUTHORISED"}
    if not data.get("DueDate"):
        day = read_day(data.get("Date")) or books.org.today()
        fields |= day_fields("DueDate", day)
    return edit_invoice(books, {**values, "fields": fields}, user)


def void_invoice(books: Books, values: Json, user: str) -> Json:
    """invoice: an approved one is voided, a draft deleted."""
    status = books.org.invoices[_invoice_id(books, values)].data["Status"]
    return edit_invoice(books, {**values, "fields": {"Status": "DELETED" if status in ("DRAFT", "SUBMITTED") else "VOIDED"}}, user)


def send_invoice(books: Books, values: Json, user: str) -> Json:
    """invoice: marked as sent."""
    return edit_invoice(books, {**values, "fields": {"SentToContact": True}}, user)


def record_payment(books: Books, values: Json, user: str) -> Json:
    """invoice; amount (default: all that is due), date, reference, account (code)."""
    key = _invoice_id(books, values)
    account = {"Code": values["account"]} if values.get("account") else {"AccountID": _first_account(books, ("BANK",))["AccountID"]}
    sent = {
        "Invoice": {"InvoiceID": key},
        "Account": account,
        "Amount": values.get("amount", books.org.invoices[key].data["AmountDue"]),
        "Date": values.get("date", books.org.today().isoformat()),
        "Reference": values.get("reference", ""),
    }
    return save_payment(books, sent, user).data


def remove_payment(books: Books, values: Json, user: str) -> Json:
    """payment (id)."""
    return delete_payment(books, _text(values, "payment").lower(), {"Status": "DELETED"}, user).data


def add_credit_note(books: Books, values: Json, user: str) -> Json:
    """contact or invoice, and lines or amount; with invoice the credit is allocated to it as far as it is due."""
    key = _invoice_id(books, values) if values.get("invoice") else None
    contact = books.org.invoices[key].data["Contact"]["ContactID"] if key else _contact_id(books, values)
    today = books.org.today().isoformat()
    sent = {
        "Type": "ACCRECCREDIT",
        "Contact": {"ContactID": contact},
        "LineItems": _lines(books, values),
        "Status": "AUTHORISED",
        "Date": values.get("date", today),
        **({"CurrencyCode": books.org.invoices[key].data["CurrencyCode"]} if key else {}),
        **_fields(values),
    }
    note = save_note(books, sent, creating=True, places=4, user=user).data
    if key:
        amount = min(note["RemainingCredit"], books.org.invoices[key].data["AmountDue"])
        allocate(books, "credit_notes", note["CreditNoteID"], {"Amount": amount, "Invoice": {"InvoiceID": key}}, user)
    return books.org.credit_notes[note["CreditNoteID"]].data


def edit_item(books: Books, values: Json, user: str) -> Json:
    """fields: an item in Xero's form; its Code says which, a new Code makes a new item."""
    return save_item(books, _fields(values), creating=False, places=4, user=user).data


def remove_item(books: Books, values: Json, user: str) -> Json:
    """item (code)."""
    key = next(iter(books.index.keys("items", "Code", _text(values, "item"))), None)
    if key is None:
        raise Refused("There is no such item.")
    data = books.org.items[key].data
    books.drop("items", key)
    return data


def edit_quote(books: Books, values: Json, user: str) -> Json:
    """quote (id), fields: what changes, in Xero's form."""
    key = _text(values, "quote").lower()
    if key not in books.org.quotes:
        raise Refused("There is no such quote.")
    data = books.org.quotes[key].data
    sent = {name: data[name] for name in ("Contact", "Date", "LineItems")}
    return save_quote(books, {**sent, **_fields(values), "QuoteID": key}, creating=False, user=user).data


def set_organisation(books: Books, values: Json, user: str) -> Json:
    """fields of the Organisation object to change, e.g. PeriodLockDate as 2024-06-30, or Name."""
    for name, value in _fields(values).items():
        day = read_day(value) if name.endswith("LockDate") else None
        books.org.organisation[name] = day_fields(name, day)[name] if day else value
    return books.org.organisation


ACTS: dict[str, Act] = {
    act.__name__: act
    for act in (
        add_contact,
        edit_contact,
        archive_contact,
        restore_contact,
        merge_contacts,
        add_invoice,
        edit_invoice,
        approve_invoice,
        void_invoice,
        send_invoice,
        record_payment,
        remove_payment,
        add_credit_note,
        edit_item,
        remove_item,
        edit_quote,
        set_organisation,
    )
}


def act(books: Books, name: str, values: dict[str, Any]) -> Json:
    """Do one act as the organisation's first user and return the record it left. All or nothing.
    Raises Refused with Xero's reasons, or for an act that does not exist."""
    doing = ACTS.get(name)
    if doing is None:
        raise Refused(f"There is no act {name}. There are: {', '.join(ACTS)}.")
    users = books.org.users
    user = f"{users[0].get('FirstName', '')} {users[0].get('LastName', '')}".strip() if users else "Demo user"
    with books.org.lock:
        books.begin()
        try:
            done = doing(books, values, user)
        except Refused:
            books.roll_back()
            raise
        finally:
            books.settle()
    return done
