"""What hangs below one record: history, e-mail, the online invoice, allocations, the members of a group."""

from xerodesk.demo import credits, groups
from xerodesk.demo.books import Books
from xerodesk.demo.elements import Refused, elements_of
from xerodesk.demo.indexes import TableName
from xerodesk.demo.messages import Answer, Call, RefusedCall, fault, not_found
from xerodesk.demo.organisation import is_demo
from xerodesk.demo.wire import Json, encode

NOTE_LENGTH = 250
_CREDIT_KINDS: dict[str, TableName] = {"credit_notes": "credit_notes", "prepayments": "prepayments", "overpayments": "overpayments"}


def _refused_method() -> RefusedCall:
    return RefusedCall(Answer(501))


def history(books: Books, call: Call, key: str) -> list[Json]:
    """GET the history of a record, newest first, or PUT notes, which Xero ascribes to "System Generated". Raises Refused."""
    if call.method == "GET":
        return list(reversed(books.org.history.get(key, [])))
    if call.method != "PUT":
        raise _refused_method()
    notes = [str(element.get("Details", "")).strip() for element in elements_of(call, "HistoryRecords")]
    if not all(notes):
        raise Refused("A history note needs Details.")
    if any(len(note) > NOTE_LENGTH for note in notes):
        raise Refused(f"Details must not be more than {NOTE_LENGTH} characters long.")
    return [{**books.note(key, "Note", "System Generated", note), "ValidationErrors": []} for note in notes]


def email(books: Books, key: str) -> Answer:
    """POST Email: 204, after which the invoice counts as sent; always 400 in a demo company. Raises Refused."""
    data = books.edit("invoices", key)
    contact = books.org.contacts[data["Contact"]["ContactID"]].data
    if data["Type"] != "ACCREC" or data["Status"] not in ("SUBMITTED", "AUTHORISED", "PAID"):
        raise Refused("Only approved or submitted sales invoices can be emailed.")
    if is_demo(books):
        raise fault(400, 10, "ValidationException", "Daily Email Rate Limit Exceeded")
    if not contact.get("EmailAddress"):
        raise Refused("The contact has no email address.")
    data["SentToContact"] = True
    books.put("invoices", key, data, touch=data["Status"] == "AUTHORISED" and not data["AmountPaid"])
    books.note(key, "Invoice sent", "System Generated", f"This invoice has been sent to {contact['EmailAddress']}.")
    return Answer(204)


def online_invoice(books: Books, key: str) -> list[Json]:
    """The address at which the customer sees the invoice. Raises Refused for a bill or a draft."""
    data = books.org.invoices[key].data
    if data["Type"] != "ACCREC" or data["Status"] not in ("AUTHORISED", "PAID"):
        raise Refused("There is no online invoice for a bill or a draft.")
    return [{"OnlineInvoiceUrl": f"https://in.xero.com/{key.replace('-', '')[:32]}"}]


def allocations(books: Books, call: Call, table: str, key: str, rest: tuple[str, ...]) -> list[Json] | Answer:
    """PUT allocations of a credit, or DELETE one (200 with IsDeleted, not 204). Raises Refused and RefusedCall."""
    kind = _CREDIT_KINDS[table]
    if call.method == "PUT" and not rest:
        made = [credits.allocate(books, kind, key, element) for element in elements_of(call, "Allocations")]
        books.settle()
        return made
    if call.method == "DELETE" and len(rest) == 1:
        gone = credits.unallocate(books, kind, key, rest[0].lower())
        if gone is None:
            raise not_found()
        return Answer(200, encode(gone).encode())
    raise _refused_method()


def group_members(books: Books, call: Call, key: str, rest: tuple[str, ...]) -> list[Json] | Answer:
    """PUT members into a group, DELETE one or all (204). Raises Refused and RefusedCall."""
    if call.method == "PUT" and not rest:
        ids = [str(element.get("ContactID", "")).lower() for element in elements_of(call, "Contacts")]
        groups.add_members(books, key, ids)
        return [{**_member(books, contact_id), "ValidationErrors": []} for contact_id in ids]
    if call.method == "DELETE" and len(rest) <= 1:
        if not groups.remove_members(books, key, rest[0].lower() if rest else None):
            raise not_found()
        return Answer(204)
    raise _refused_method()


def _member(books: Books, contact_id: str) -> Json:
    name = books.org.contacts[contact_id].data["Name"]
    return {"ContactID": contact_id, "Name": name, "Addresses": [], "Phones": [], "ContactGroups": [], "ContactPersons": []}
