"""Contacts: creating, updating, archiving and merging them by Xero's rules."""

from xerodesk.demo.books import Books
from xerodesk.demo.contact_fields import Layer, new_contact
from xerodesk.demo.elements import Batch, Refused, Saved
from xerodesk.demo.indexes import same_text
from xerodesk.demo.wire import Json

BATCH = Batch("Contacts", "ContactID", "HasValidationErrors")
NAME_TAKEN = (
    "The contact name {} is already assigned to another contact. The contact name must be unique across all active contacts."
)
NUMBER_TAKEN = "Another contact has this contact number. Please enter a different contact number."
ACCOUNT_TAKEN = "The Account Number already exists. Please enter a different Account Number."
ARCHIVED = (
    "The contact {} cannot be used as the contact details has been archived. "
    "The contact must be un-archived before creating new invoices or credit notes."
)


def find_existing(books: Books, sent: Json, creating: bool) -> str | None:
    """The contact an element means: by ContactID, by ContactNumber or, except on PUT, by the name of an active one."""
    contact_id = str(sent.get("ContactID", "")).lower()
    if contact_id:
        if contact_id not in books.org.contacts:
            raise Refused("The contact with the specified ContactID could not be found.")
        return contact_id
    if creating:
        return None
    return books.contact_with("ContactNumber", sent.get("ContactNumber")) or books.contact_named(sent.get("Name"))


def save_contact(books: Books, sent: Json, creating: bool, user: str = "System Generated") -> Saved:
    """Create (PUT) or create-or-update (POST) one contact. Raises Refused."""
    contact_id = find_existing(books, sent, creating)
    fresh = contact_id is None
    key = contact_id or books.org.new_id()
    data = new_contact(key) if fresh else books.edit("contacts", key)
    layer = Layer(data, books.options)
    layer.lay(sent)
    _set_status(data, sent, layer)
    currency = data.get("DefaultCurrency")
    if currency and currency not in books.org.currencies:
        layer.problems.append(f"Organisation is not subscribed to currency {currency}")
    if not data["Name"]:
        layer.problems.append("The Contact Name must be specified.")
    if creating and not fresh:
        layer.problems.append(NAME_TAKEN.format(data["Name"]))
    layer.problems += _clashes(books, key, data)
    if layer.problems:
        raise Refused(*dict.fromkeys(layer.problems))
    books.put("contacts", key, data)
    if fresh:
        books.made_by_app.add(key)
    books.note(key, "Created" if fresh else "Edited", user, f"Contact {data['Name']} {'created' if fresh else 'edited'}")
    return Saved(books.org.contacts[key].data)


def _set_status(data: Json, sent: Json, layer: Layer) -> None:
    status = sent.get("ContactStatus", data["ContactStatus"])
    if status not in ("ACTIVE", "ARCHIVED", "GDPRREQUEST"):
        layer.problems.append(f"The ContactStatus {status} is not valid.")
    elif data["ContactStatus"] == "GDPRREQUEST":
        layer.problems.append("The contact has been erased and cannot be changed.")
    elif "MergedToContactID" in data and status == "ACTIVE":
        layer.problems.append("The contact has been merged and cannot be un-archived.")
    else:
        data["ContactStatus"] = status


def _clashes(books: Books, key: str, data: Json) -> list[str]:
    found = []
    if data["ContactStatus"] == "ACTIVE":
        others = books.index.keys("contacts", "Name", data["Name"])
        if any(other != key and books.org.contacts[other].data["ContactStatus"] == "ACTIVE" for other in others):
            found.append(NAME_TAKEN.format(data["Name"]))
    for field, text in (("ContactNumber", NUMBER_TAKEN), ("AccountNumber", ACCOUNT_TAKEN)):
        if any(other != key for other in books.index.keys("contacts", field, data.get(field))):
            found.append(text)
    return found


def contact_of(books: Books, sent: object) -> str:
    """The contact of a document: by id, number or name; an unknown name makes a new contact, as Xero does. Raises Refused."""
    if not isinstance(sent, dict) or not any(sent.get(name) for name in ("ContactID", "ContactNumber", "Name")):
        raise Refused("A Contact must be specified for this type of transaction")
    key = find_existing(books, sent, creating=False)
    if key is None:
        return str(save_contact(books, sent, creating=True).data["ContactID"])
    data = books.org.contacts[key].data
    if data["ContactStatus"] != "ACTIVE":
        raise Refused(ARCHIVED.format(data["Name"]))
    return key


def stub(books: Books, contact_id: str) -> Json:
    """A contact as it stands inside a listed document: its id and name, everything else empty."""
    name = books.org.contacts[contact_id].data["Name"]
    return {
        "ContactID": contact_id,
        "Name": name,
        "Addresses": [],
        "Phones": [],
        "ContactGroups": [],
        "ContactPersons": [],
        "HasValidationErrors": False,
    }


def merge(books: Books, loser: str, survivor: str, user: str) -> None:
    """Merge one contact into another as the user does in Xero: documents and ContactNumber move, the loser is archived.
    Raises Refused for an unknown contact, or one merged into itself."""
    contacts = books.org.contacts
    if loser not in contacts or survivor not in contacts or same_text(loser) == same_text(survivor):
        raise Refused("Choose two different contacts of this organisation.")
    for kind, key in books.index.documents(loser):
        data = books.edit(kind, key)
        data["Contact"] = stub(books, survivor)
        books.put(kind, key, data)
    gone = books.edit("contacts", loser)
    number = gone.pop("ContactNumber", None)
    gone |= {"ContactStatus": "ARCHIVED", "MergedToContactID": survivor}
    books.put("contacts", loser, gone)
    kept = books.edit("contacts", survivor)
    if number and not kept.get("ContactNumber"):
        kept["ContactNumber"] = number
    books.put("contacts", survivor, kept)
    books.note(survivor, "Merged", user, f"Contact {gone['Name']} merged into {kept['Name']}")
    books.settle()
