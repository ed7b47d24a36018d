"""What flows which way, in sentences computed from the field map in use, and what xerodesk never does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from xerodesk.mapping import catalogues
from xerodesk.mapping.wires import FieldMap, Wire
from xerodesk.ui.wording import counted

_KINDS = {"contact": "customers", "product": "products"}
_RULES = {"ask": "you are asked", "xero": "Xero’s value is taken", "crm": "xerodesk’s value is taken", "newest": "the newer one is taken"}
NEVER = (
    "records or deletes a payment",
    "touches bank lines, bills, journals or a locked period",
    "deletes, voids, approves or mails anything without a choice made by a person",
    "sends anything to us",
)
READ_ONLY = "Invoices, payments, credit notes and quotes are read from Xero and shown here; this sync never changes them."


@dataclass(frozen=True, slots=True)
class Flow:
    """How one kind flows: the directions, to be read after its title and a colon, and what happens where both sides changed a value."""

    title: str
    directions: str
    both_changed: str


def flow_of(field_map: FieldMap) -> Flow:
    """The sentences of one kind's map."""
    pairs = [wire for wire in field_map.wires if wire.enabled]
    plural = _KINDS.get(field_map.kind, field_map.kind)
    ways = {way: [wire for wire in pairs if wire.direction == way] for way in ("both", "to_xero", "to_crm")}
    parts = []
    if ways["both"]:
        parts.append(f"{counted(len(ways['both']), 'field')} {_verb(len(ways['both']), 'go')} both ways")
    if ways["to_xero"]:
        parts.append(f"{_named(field_map.kind, ways['to_xero'])} {_verb(len(ways['to_xero']), 'go')} to Xero only")
    if ways["to_crm"]:
        parts.append(f"{_named(field_map.kind, ways['to_crm'])} {_verb(len(ways['to_crm']), 'come')} from Xero only")
    if not parts:
        return Flow(plural.capitalize(), "nothing is kept the same, because the field map has no pairs.", "")
    return Flow(plural.capitalize(), f"{_listed(parts)}.", _rules(ways["both"]))


def _verb(number: int, verb: str) -> str:
    return verb if number != 1 else {"go": "goes", "come": "comes"}[verb]


def _rules(pairs: list[Wire]) -> str:
    if not pairs:
        return ""
    counts: dict[str, int] = {}
    for wire in pairs:
        counts[wire.conflict] = counts.get(wire.conflict, 0) + 1
    ranked = sorted(counts.items(), key=lambda one: -one[1])
    if len(ranked) == 1:
        return f"Where both sides changed the same value, {_RULES[ranked[0][0]]}."
    parts = [f"{_RULES[rule]} for {counted(number, 'field')}" for rule, number in ranked]
    return f"Where both sides changed the same value, {_listed(parts)}."


def _named(kind: str, pairs: list[Wire]) -> str:
    if len(pairs) > 3:
        return counted(len(pairs), "field")
    fields = {one.name: one.label for one in catalogues.crm(kind).fields}
    return _listed([fields.get(wire.field, wire.field).lower() for wire in pairs])


def _listed(parts: Iterable[str]) -> str:
    words = list(parts)
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
