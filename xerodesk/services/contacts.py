"""Customers and leads as a person works with them: saved, archived, restored, let into the sync; what is wrong with a value, and where
the record stands with Xero."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from xerodesk.domain.changes import Changes
from xerodesk.domain.errors import NotThere, Refused
from xerodesk.domain.records import LocalRecord
from xerodesk.domain.values import Line, Value, Values, is_empty
from xerodesk.mapping import catalogues
from xerodesk.mapping.compile import ReadyMap
from xerodesk.mapping.crm_contact import STAGES
from xerodesk.mapping.faults import email_fault
from xerodesk.mapping.normalise import as_text
from xerodesk.mapping.people import people_of
from xerodesk.store.mirror import stamp_of
from xerodesk.sync.participation import local_left_out
from xerodesk.sync.ports import RecordReading
from xerodesk.sync.rules import CONTACT_RULES

KIND = "contact"
BY = "user"
_LONG = 4000  # characters of one line of text; longer is a note that was pasted into the wrong field
_LOOK = "Refresh the list."


class ContactTable(Protocol):
    """The contacts of the company file: `store.contacts.Contacts`."""

    def get(self, record_id: str) -> LocalRecord | None: ...
    def create(self, values: Values, *, by: str) -> str: ...
    def update(self, record_id: str, revision: int, changes: Values, *, by: str) -> int: ...
    def archive(self, record_id: str, revision: int, *, by: str) -> int: ...
    def restore(self, record_id: str, revision: int, *, by: str) -> int: ...
    def choose(self, contact_id: str, chosen: bool) -> None: ...


@dataclass(frozen=True, slots=True)
class FieldFault:
    """What is wrong with the value of one field. One that is not `blocking` may be kept here, but Xero would refuse it as it is."""

    field: str
    message: str
    advice: str
    blocking: bool


State = Literal["in_step", "changed_here", "changed_there", "held", "gone", "not_yet", "left_out", "archived"]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a contact stands with Xero, decided questions and failures aside. `why` is the reason for left_out and held, in words."""

    state: State
    why: str = ""


class ContactDesk:
    """The contacts of one company. `current_map` gives the field map in use, ready for the sync, as it is now."""

    def __init__(self, table: ContactTable, ledger: RecordReading, current_map: Callable[[], ReadyMap]) -> None:
        self._table = table
        self._ledger = ledger
        self._current_map = current_map

    def save(self, contact_id: str | None, revision: int | None, changes: Mapping[str, Value]) -> tuple[str, Changes]:
        """Store a new contact (`contact_id` None) or write `changes` to one that still stands at `revision`; gives its id.

        Raises Refused (with `fields`) when a value cannot be kept, Moved when somebody else wrote since, NotThere when it is gone.
        """
        values = tidy(changes)
        current: Values = {}
        if contact_id is not None:
            record = self._table.get(contact_id)
            if record is None:
                raise NotThere("This customer is no longer in the company file.", _LOOK, status=404)
            current = record.values
        _refuse(blocking({**current, **values}, None if contact_id is None else values))
        if contact_id is None:
            contact_id = self._table.create(values, by=BY)
        else:
            self._table.update(contact_id, revision or 0, values, by=BY)
        return contact_id, Changes.of(KIND, contact_id)

    def archive(self, contact_id: str, revision: int) -> Changes:
        """Put a contact away (nothing is ever deleted). Raises Moved or NotThere."""
        self._table.archive(contact_id, revision, by=BY)
        return Changes.of(KIND, contact_id)

    def restore(self, contact_id: str, revision: int) -> Changes:
        """Bring an archived contact back. Raises Moved or NotThere."""
        self._table.restore(contact_id, revision, by=BY)
        return Changes.of(KIND, contact_id)

    def choose(self, contact_id: str, chosen: bool) -> Changes:
        """Let a lead take part in the sync although it is no customer yet, or no longer."""
        self._table.choose(contact_id, chosen)
        return Changes.of(KIND, contact_id)

    def check(self, values: Mapping[str, Value]) -> list[FieldFault]:
        """Everything wrong with a contact's values: what cannot be kept, then what Xero would refuse by the field map in use."""
        tidied = tidy(values)
        found = {fault.field: fault for fault in blocking(tidied)}
        for wire in self._current_map().wires:
            if wire.direction == "to_crm" or not wire.crm_fields:
                continue
            value = wire.crm_value(tidied)
            fault = None if is_empty(value) else wire.fault(value)
            if fault is not None:
                name = wire.crm_fields[0]
                found.setdefault(name, FieldFault(name, fault.message, fault.advice, blocking=False))
        return list(found.values())

    def standing(self, contact_id: str) -> Standing:
        """Where a contact stands with Xero. Raises NotThere."""
        local = self._table.get(contact_id)
        if local is None:
            raise NotThere("This customer is no longer in the company file.", _LOOK, status=404)
        link = self._ledger.link(KIND, crm_id=contact_id)
        if link is None:
            why = local_left_out(CONTACT_RULES, local, self._ledger.never_pairs(KIND))
            return Standing("left_out" if why else "not_yet", why)
        if link.held:
            return Standing("held", _HELD.get(link.held, link.held))
        remote = self._ledger.remote(KIND, link.xero_id)
        if remote is None:
            return Standing("gone")
        if local.revision != link.crm_revision:
            return Standing("changed_here")
        if stamp_of(remote.raw) != link.xero_stamp:
            return Standing("changed_there")
        return Standing("archived" if local.archived else "in_step")


_HELD = {
    "undone": "What the sync wrote was undone, so both sides stay as they are until you let it sync again.",
    "duplicate": "Xero merged it with a customer that is here twice: decide which one stays.",
}


def tidy(values: Mapping[str, Value]) -> dict[str, Value]:
    """Values as they are kept: ends trimmed, currency in capitals, people without the wholly blank ones."""
    kept: dict[str, Value] = {}
    for name, value in values.items():
        if isinstance(value, list):
            kept[name] = [_tidy_person(person) for person in people_of(value)] if name == "people" else value
        elif isinstance(value, str):
            text = value.strip()
            kept[name] = text.upper() if name == "currency" else text
        else:
            kept[name] = value
    return kept


def blocking(values: Mapping[str, Value], only: Iterable[str] | None = None) -> list[FieldFault]:
    """What cannot be kept at all; with `only`, just what is wrong with these fields, so that an old fault elsewhere stops nobody."""
    names = None if only is None else frozenset(only)
    return [fault for fault in _faults(values) if names is None or fault.field in names]


def _faults(values: Mapping[str, Value]) -> list[FieldFault]:
    found: list[FieldFault] = []
    if not as_text(values.get("name", "")).strip():
        found.append(FieldFault("name", "A customer needs a name.", "Write the name of the business or the person.", blocking=True))
    stage = as_text(values.get("stage", ""))
    if stage and stage not in STAGES:
        found.append(FieldFault("stage", f"There is no stage “{stage}”.", "Choose Lead or Customer.", blocking=True))
    currency = as_text(values.get("currency", ""))
    if currency and not (len(currency) == 3 and currency.isascii() and currency.isalpha()):
        found.append(FieldFault("currency", f"“{currency}” is not a currency.", "Write its three letters, such as AUD.", blocking=True))
    address = as_text(values.get("email", ""))
    wrong = email_fault(address) if address else None
    if wrong is not None and ("@" not in address or " " in address):
        found.append(FieldFault("email", wrong.message, wrong.advice, blocking=True))
    return [*found, *_too_long(values), *_people(values.get("people", []))]


def _too_long(values: Mapping[str, Value]) -> list[FieldFault]:
    return [
        FieldFault(field.name, f"{field.label} is too long: {len(text):,} characters.", "Put long text into the notes.", blocking=True)
        for field in catalogues.crm(KIND).fields
        if field.type not in ("long_text", "people") and len(text := as_text(values.get(field.name, ""))) > _LONG
    ]


def _people(value: Value) -> list[FieldFault]:
    for person in people_of(value):
        address = as_text(person.get("email", ""))
        if address and ("@" not in address or " " in address):
            advice = "Correct the address, or leave it empty."
            return [FieldFault("people", f"“{address}” is not an e-mail address.", advice, blocking=True)]
    return []


def _tidy_person(person: Line) -> Line:
    return {name: value.strip() if isinstance(value, str) else value for name, value in person.items()}


def _refuse(faults: Sequence[FieldFault]) -> None:
    if faults:
        raise Refused(faults[0].message, faults[0].advice, fields={fault.field: fault.message for fault in faults})
