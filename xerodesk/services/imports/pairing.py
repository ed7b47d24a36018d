"""Which record each row is: one named by its id, one imported before, one with the same name and e-mail, or a new one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from xerodesk.domain.ids import new_id
from xerodesk.domain.records import LocalRecord
from xerodesk.domain.values import Value
from xerodesk.services.imports.ports import ImportStore, Twin
from xerodesk.services.imports.rows import ParsedRow

SAME_EMAIL, SAME_NAME = 80, 60


@dataclass(slots=True)
class Target:
    """A record as the import will leave it. `record` None: it is new, and `id` is the one it will get."""

    id: str
    record: LocalRecord | None
    values: dict[str, Value]
    source_id: str = ""
    rows: list[ParsedRow] = field(default_factory=list)


class _Known:
    """What both pairings share: records by our id and by the id they have in the program they came from."""

    def __init__(self, kind: str, store: ImportStore, source: str, rows: Sequence[ParsedRow]) -> None:
        self.kind = kind
        self.store = store
        self.targets: dict[str, Target] = {}
        self.sources = dict(store.with_source(kind, source, [row.source_id for row in rows if row.source_id]))
        self.records: dict[str, LocalRecord] = {}
        self.load([*(row.id for row in rows if row.id), *self.sources.values()])

    def load(self, ids: Iterable[str]) -> None:
        """Fetch records that are not here yet."""
        self.records.update(self.store.load(self.kind, [one for one in ids if one not in self.records]))

    def named(self, row: ParsedRow) -> Target | None:
        """The record a row names by our id or its foreign one; None when it names none, or (a problem) one that is not there."""
        if row.id:
            if row.id not in self.records:
                row.trouble("id", row.id, "There is no record with this id. Correct the id, or empty the cell to add a new record.")
                return None
            return self.existing(row.id)
        known = self.sources.get(row.source_id) if row.source_id else None
        if known is None:
            return None
        return self.existing(known) if known in self.records else self.targets.get(known)

    def existing(self, record_id: str) -> Target:
        """The target of a record that is in the company file."""
        if record_id not in self.targets:
            record = self.records[record_id]
            self.targets[record_id] = Target(record_id, record, dict(record.values))
        return self.targets[record_id]

    def new(self, row: ParsedRow) -> Target:
        """A target for a record to add."""
        target = Target(new_id(), None, {}, row.source_id)
        self.targets[target.id] = target
        if row.source_id:
            self.sources[row.source_id] = target.id
        return target


class ContactPairing:
    """Contacts: by id, by source id, by name and e-mail both; with only one of them equal it is a new record and a possible duplicate."""

    def __init__(self, store: ImportStore, source: str, rows: Sequence[ParsedRow]) -> None:
        self._known = _Known("contact", store, source, rows)
        self._key = store.key
        self.twins: list[Twin] = []
        self._by_email: dict[str, list[str]] = {}
        self._by_name: dict[str, list[str]] = {}
        self._both: dict[tuple[str, str], str] = {}
        plain = [row for row in rows if not row.id]
        alike = store.contacts_alike(
            {str(row.values.get("email", "")) for row in plain}, {str(row.values.get("name", "")) for row in plain}
        )
        for record_id, email, name in sorted(alike):
            self._remember(record_id, email, name)
        self._known.load(self._both.get(self._keys(row), "") for row in plain)

    def target(self, row: ParsedRow) -> Target | None:
        """The contact of a row."""
        found = self._known.named(row)
        if found is not None or row.id:
            return found
        email, name = keys = self._keys(row)
        if keys in self._both:
            known = self._both[keys]
            found = self._known.targets.get(known) or self._known.existing(known)
            found.source_id = found.source_id or row.source_id
            if row.source_id:
                self._known.sources[row.source_id] = known
            return found
        found = self._known.new(row)
        if email and email in self._by_email:
            self.twins.append(Twin(self._by_email[email][0], found.id, "same e-mail, another name", SAME_EMAIL))
        if name and name in self._by_name:
            self.twins.append(Twin(self._by_name[name][0], found.id, "same name, another e-mail", SAME_NAME))
        self._remember(found.id, email, name)
        return found

    def _keys(self, row: ParsedRow) -> tuple[str, str]:
        return self._key(str(row.values.get("email", ""))), self._key(str(row.values.get("name", "")))

    def _remember(self, record_id: str, email: str, name: str) -> None:
        self._both.setdefault((email, name), record_id)
        self._by_email.setdefault(email, []).append(record_id)
        self._by_name.setdefault(name, []).append(record_id)


class ProductPairing:
    """Products: by id, by source id, by code."""

    def __init__(self, store: ImportStore, source: str, rows: Sequence[ParsedRow]) -> None:
        self._known = _Known("product", store, source, rows)
        self._key = store.key
        self._by_code = dict(store.products_by_code(str(row.values.get("code", "")) for row in rows if not row.id))
        self._known.load(self._by_code.values())

    def target(self, row: ParsedRow) -> Target | None:
        """The product of a row."""
        found = self._known.named(row)
        if found is not None or row.id:
            return found
        code = self._key(str(row.values.get("code", "")))
        if code in self._by_code:
            known = self._by_code[code]
            return self._known.targets.get(known) or self._known.existing(known)
        found = self._known.new(row)
        self._by_code[code] = found.id
        return found


class DealPairing:
    """Deals: by id, by source id, by title and customer. The customer is found by name or e-mail and must be one only."""

    def __init__(self, store: ImportStore, source: str, rows: Sequence[ParsedRow]) -> None:
        self._known = _Known("deal", store, source, rows)
        self._key = store.key
        wanted = {text for row in rows for text in _parties(row)}
        self._contacts: dict[str, set[str]] = {}
        for contact_id, email, name in store.contacts_alike(wanted, wanted):
            for key in (email, name):
                self._contacts.setdefault(key, set()).add(contact_id)
        self._contacts.pop("", None)
        self._by_title: dict[tuple[str, str], str] = {}
        found = {one for ids in self._contacts.values() for one in ids}
        for deal_id, contact_id, title in sorted(store.deals_of(found)):
            self._by_title.setdefault((contact_id, self._key(title)), deal_id)
        self._known.load(self._by_title.values())

    def target(self, row: ParsedRow) -> Target | None:
        """The deal of a row; `contact` gives way to `contact_id` in its values."""
        found = self._known.named(row)
        if row.id and found is None:
            return None
        contact_id = self._contact(row, found)
        if contact_id is None:
            return None
        row.values.pop("contact", None)
        if contact_id:
            row.values["contact_id"] = contact_id
        if found is not None:
            return found
        key = (contact_id, self._key(str(row.values.get("title", ""))))
        if key in self._by_title:
            known = self._by_title[key]
            return self._known.targets.get(known) or self._known.existing(known)
        found = self._known.new(row)
        self._by_title[key] = found.id
        return found

    def _contact(self, row: ParsedRow, deal: Target | None) -> str | None:
        """Our id of the row's customer; "" when an existing deal's row names none; None after noting why there is none."""
        parties = _parties(row)
        if not parties:
            if deal is not None:
                return ""
            row.trouble("contact", "", "This row names no customer; every deal belongs to one.")
            return None
        for text in parties:
            ids = self._contacts.get(self._key(text), set())
            own = deal.values.get("contact_id") if deal is not None else None
            if own in ids:
                return str(own)
            if len(ids) == 1:
                return next(iter(ids))
            if ids:
                row.trouble("contact", text, f"There are {len(ids)} customers called “{text}”. Write the e-mail of the one meant.")
                return None
        row.trouble("contact", parties[0], f"There is no customer called “{parties[0]}”. Import the customers first, or correct the name.")
        return None


def _parties(row: ParsedRow) -> list[str]:
    """What a row says of its customer: the company, else the person."""
    texts = [str(row.values.get("contact", "")), row.extra.get("+contact_person", "")]
    return [text for text in texts if text]


def pairing_of(kind: str, store: ImportStore, source: str, rows: Sequence[ParsedRow]) -> ContactPairing | ProductPairing | DealPairing:
    """The pairing of a kind, with everything the rows ask for fetched at once."""
    return _PAIRINGS[kind](store, source, rows)


_PAIRINGS: Mapping[str, type[ContactPairing] | type[ProductPairing] | type[DealPairing]] = {
    "contacts": ContactPairing,
    "products": ProductPairing,
    "deals": DealPairing,
}
