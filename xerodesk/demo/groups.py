"""Contact groups and who is in them."""

from xerodesk.demo.books import Books
from xerodesk.demo.elements import Batch, Refused, Saved
from xerodesk.demo.indexes import same_text
from xerodesk.demo.wire import Json

BATCH = Batch("ContactGroups", "ContactGroupID", "HasValidationErrors")
FULL = "You’ve reached the limit of 100 contact groups."


def save_group(books: Books, sent: Json, creating: bool) -> Saved:
    """Create, rename or delete (Status DELETED) a group. Raises Refused."""
    groups = books.org.contact_groups
    key = str(sent.get("ContactGroupID", "")).lower() or None
    if key and (key not in groups or creating):
        raise Refused("The contact group with the specified ContactGroupID could not be found.")
    active = [record.data for record in groups.values() if record.data["Status"] == "ACTIVE"]
    data: Json = books.edit("contact_groups", key) if key else {"ContactGroupID": books.org.new_id(), "Name": "", "Status": "ACTIVE"}
    data["Name"] = str(sent.get("Name", data["Name"])).strip()
    data["Status"] = sent.get("Status", data["Status"])
    if data["Status"] not in ("ACTIVE", "DELETED") or not data["Name"]:
        raise Refused("A contact group needs a Name, and its Status must be ACTIVE or DELETED.")
    if any(same_text(other["Name"]) == same_text(data["Name"]) and other["ContactGroupID"] != key for other in active):
        raise Refused(f"A contact group with the name {data['Name']} already exists.")
    if key is None and len(active) >= 100:
        raise Refused(FULL)
    data.setdefault("Contacts", [])
    data["HasValidationErrors"] = False
    before = data["Contacts"]
    if data["Status"] == "DELETED":
        data["Contacts"] = []
    books.put("contact_groups", data["ContactGroupID"], data)
    for member in before:
        _show_on_contact(books, member["ContactID"])
    return Saved(data)


def add_members(books: Books, key: str, contact_ids: list[str]) -> None:
    """Put contacts into a group. Raises Refused for an unknown or an archived one; then nobody is added."""
    data = books.edit("contact_groups", key)
    present = {member["ContactID"] for member in data["Contacts"]}
    for contact_id in contact_ids:
        record = books.org.contacts.get(contact_id)
        if record is None:
            raise Refused("The contact with the specified ContactID could not be found.")
        if record.data["ContactStatus"] != "ACTIVE":
            raise Refused("Unable to assign an Archived contact.")
        if contact_id not in present:
            present.add(contact_id)
            data["Contacts"].append({"ContactID": contact_id, "Name": record.data["Name"]})
    books.put("contact_groups", key, data)
    for contact_id in contact_ids:
        _show_on_contact(books, contact_id)


def remove_members(books: Books, key: str, contact_id: str | None) -> bool:
    """Take one contact, or all, out of a group; False if it was not in it."""
    data = books.edit("contact_groups", key)
    gone = [member["ContactID"] for member in data["Contacts"] if contact_id in (None, member["ContactID"])]
    if contact_id is not None and not gone:
        return False
    data["Contacts"] = [member for member in data["Contacts"] if member["ContactID"] not in gone]
    books.put("contact_groups", key, data)
    for member in gone:
        _show_on_contact(books, member)
    return True


def _show_on_contact(books: Books, contact_id: str) -> None:
    """A contact lists its groups; being put in one does not move its UpdatedDateUTC."""
    record = books.org.contacts.get(contact_id)
    if record is None:
        return
    record.data["ContactGroups"] = [
        {"ContactGroupID": key, "Name": group.data["Name"], "Status": group.data["Status"], "Contacts": [], "HasValidationErrors": False}
        for key, group in sorted(books.org.contact_groups.items())
        if any(member["ContactID"] == contact_id for member in group.data["Contacts"])
    ]
    record.changed()
    books.listed.clear()
