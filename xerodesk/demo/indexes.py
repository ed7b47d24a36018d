"""Where things are in the books: contacts by name and number, documents by contact and number, items by code."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Literal

from xerodesk.demo.wire import Json

TableName = Literal[
    "contacts", "invoices", "payments", "credit_notes", "prepayments", "overpayments", "quotes", "items", "contact_groups", "currencies"
]
INDEXED: tuple[TableName, ...] = ("contacts", "invoices", "credit_notes", "quotes", "items", "prepayments", "overpayments")
_FIELDS: dict[str, tuple[str, ...]] = {
    "contacts": ("Name", "ContactNumber", "AccountNumber"),
    "invoices": ("InvoiceNumber",),
    "credit_notes": ("CreditNoteNumber",),
    "quotes": ("QuoteNumber",),
    "items": ("Code",),
}


def same_text(value: object) -> str:
    """A name or number as Xero compares it for uniqueness: without case and outer spaces."""
    return str(value or "").strip().casefold()


class Index:
    """Finds keys by what is in the objects. `add` and `remove` are told of every change."""

    def __init__(self) -> None:
        self._keys: dict[tuple[str, str, str], set[str]] = defaultdict(set)
        self._documents: dict[str, set[tuple[TableName, str]]] = defaultdict(set)

    def add(self, kind: TableName, key: str, data: Json) -> None:
        """An object is in the books now."""
        for field in _FIELDS.get(kind, ()):
            if data.get(field):
                self._keys[kind, field, same_text(data[field])].add(key)
        if "Contact" in data:
            self._documents[data["Contact"]["ContactID"]].add((kind, key))

    def remove(self, kind: TableName, key: str, data: Json) -> None:
        """An object, as it was when added, is no longer there."""
        for field in _FIELDS.get(kind, ()):
            if data.get(field):
                self._keys[kind, field, same_text(data[field])].discard(key)
        if "Contact" in data:
            self._documents[data["Contact"]["ContactID"]].discard((kind, key))

    def keys(self, kind: TableName, field: str, value: object) -> list[str]:
        """The keys of all objects with this value in a field, in a steady order; an empty value finds nothing."""
        wanted = same_text(value)
        return sorted(self._keys.get((kind, field, wanted), ())) if wanted else []

    def documents(self, contact_id: str) -> list[tuple[TableName, str]]:
        """All documents of a contact."""
        return sorted(self._documents.get(contact_id, ()))

    def invoices(self, contact_id: str) -> Iterable[str]:
        """The invoices and bills of a contact, in no particular order."""
        return (key for kind, key in self._documents.get(contact_id, ()) if kind == "invoices")
