"""Every change a person can make to a field map, each giving a new map and the words for undo. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from xerodesk.domain.records import Side
from xerodesk.mapping.transforms import way_back
from xerodesk.mapping.wires import ConflictRule, FieldMap, Origin, Transform, Wire, WireDirection
from xerodesk.ui.sync.field_map.model import ARROWS, Document, allowed_directions, comes_back_by, judge, key_of, step_words
from xerodesk.ui.sync.field_map.scene import PairKey

How = Literal["add", "replace", "join"]
RULE_WORDS: dict[ConflictRule, str] = {"ask": "Ask me", "xero": "Xero wins", "crm": "xerodesk wins", "newest": "Newest wins"}


@dataclass(frozen=True, slots=True)
class Edit:
    """A finished change: what undo calls it, the map after it, and the pair to show selected (None: none)."""

    text: str
    map: FieldMap
    key: PairKey | None = None


class NotAllowed(Exception):
    """The change cannot be made; the text says why in words for the user."""


def rivals(document: Document, crm: str, xero: str) -> tuple[Wire, ...]:
    """The pairs that stand in the way of a new one: a Xero field takes one pair, and a CRM field may come back from one only."""
    there = document.at("xero", xero)
    target = document.field("xero", xero)
    comes_back = [wire for wire in document.at("crm", crm) if wire.direction != "to_xero" and wire not in there]
    return (*there, *comes_back) if target.read_only else there


def can_join(document: Document, crm: str, xero: str) -> bool:
    """Whether the CRM field can be joined to what already goes into a Xero field."""
    there = document.at("xero", xero)
    if len(there) != 1 or crm in there[0].crm_fields or not there[0].crm_fields or there[0].direction == "to_crm":
        return False
    return document.field("xero", xero).type in ("text", "long_text") and _free_as_own(document, crm)


def _free_as_own(document: Document, crm: str) -> bool:
    return document.field("crm", crm).type not in ("people", "yes_no")


def connect(document: Document, crm: str, xero: str, how: How = "add", origin: Origin = "manual") -> Edit:
    """Pair two fields. With `replace` the pairs in the way go; with `join` the CRM field joins the pair that is there.

    Raises NotAllowed when types or read-only fields rule it out, or when something is in the way and `how` is "add".
    """
    if document.find(((crm,), xero)) is not None:
        raise NotAllowed("These two are paired already.")
    if how == "join":
        return _join(document, crm, xero)
    verdict = judge(document.field("crm", crm), document.field("xero", xero))
    if not verdict.possible:
        raise NotAllowed(verdict.words)
    in_the_way = rivals(document, crm, xero)
    if in_the_way and how == "add":
        raise NotAllowed(f"{document.title(in_the_way[0])} is in the way.")
    kept = tuple(one for one in document.map.wires if one not in in_the_way)
    wire = Wire((crm,), xero, verdict.directions[0], transforms=(verdict.step,) if verdict.step else (), origin=origin)
    wire = _settled(document.with_map(document.map.with_wires(kept)), wire)
    verb = "Replace by" if in_the_way else "Connect"
    return Edit(f"{verb} {document.title(wire)}", document.map.with_wires((*kept, wire)), key_of(wire))


def _join(document: Document, crm: str, xero: str) -> Edit:
    if not can_join(document, crm, xero):
        raise NotAllowed("These fields cannot be joined.")
    old = document.at("xero", xero)[0]
    steps = old.transforms if any(step.name == "join" for step in old.transforms) else (Transform("join"), *old.transforms)
    joined = replace(old, crm_fields=(*old.crm_fields, crm), transforms=steps, origin="manual")
    rest = document.map.with_wires(tuple(one for one in document.map.wires if one != old))
    text = f"Join {document.field('crm', crm).label} to {document.title(old)}"
    return _swap(document, old, _settled(document.with_map(rest), joined), text)


def adopt(document: Document, offers: Sequence[Wire]) -> Edit:
    """Take suggested pairs on, with their steps; those whose field has been taken meanwhile are left out."""
    taken = {wire.xero_field for wire in document.map.wires}
    new = [replace(wire, origin="suggested") for wire in offers if wire.xero_field not in taken]
    if not new:
        raise NotAllowed("This field has been paired meanwhile.")
    text = f"Accept {document.title(new[0])}" if len(new) == 1 else f"Accept {len(new)} suggestions"
    return Edit(text, document.map.with_wires((*document.map.wires, *new)), key_of(new[0]))


def remove(document: Document, key: PairKey) -> Edit:
    """Take a pair away."""
    wire = _must(document, key)
    kept = tuple(one for one in document.map.wires if one != wire)
    return Edit(f"Remove {document.title(wire)}", document.map.with_wires(kept))


def reroute(document: Document, key: PairKey, side: Side, field: str, how: How = "add", *, copy: bool = False) -> Edit:
    """Lead an end of a pair to another field, with its rules and the steps that still fit; a copy leaves the old pair there."""
    wire = _must(document, key)
    crm = field if side == "crm" else wire.field
    xero = wire.xero_field if side == "crm" else field
    without = document if copy else document.with_map(remove(document, key).map)
    made = connect(without, crm, xero, how, "manual")
    new = without.with_map(made.map).find(made.key)
    if new is None:  # a join: the pair that was there goes on
        raise NotAllowed("These fields cannot be joined.")
    kept = replace(new, conflict=wire.conflict, first_link=wire.first_link, enabled=wire.enabled)
    if wire.transforms and len(wire.crm_fields) == 1 and not new.transforms:
        kept = replace(kept, transforms=wire.transforms)
    if wire.direction in allowed_directions(without, kept):
        kept = replace(kept, direction=wire.direction)
    kept = _settled(without.with_map(made.map), kept)
    verb = "Copy" if copy else "Move"
    wires = tuple(kept if one == new else one for one in made.map.wires)
    return Edit(f"{verb} {document.title(wire)} to {document.field(side, field).label}", made.map.with_wires(wires), key_of(kept))


def set_direction(document: Document, key: PairKey, direction: WireDirection) -> Edit:
    """Let a pair run another way. NotAllowed when its fields or steps do not let it."""
    wire = _must(document, key)
    if direction not in allowed_directions(document, wire):
        raise NotAllowed(why_not_direction(document, wire, direction))
    words = f"{document.source_words(wire)} {ARROWS[direction]} {document.field('xero', wire.xero_field).label}"
    return _swap(document, wire, replace(wire, direction=direction), f"Change direction: {words}")


def why_not_direction(document: Document, wire: Wire, direction: WireDirection) -> str:
    """Why a pair cannot run a way, in words; "" when it can."""
    if direction in allowed_directions(document, wire):
        return ""
    xero = document.field("xero", wire.xero_field)
    if direction != "to_crm" and xero.read_only:
        return f"{xero.label} can only be read from Xero."
    if direction != "to_xero" and (other := comes_back_by(document, wire)) is not None:
        return f"{document.field('crm', wire.field).label} comes back by {document.title(other)} already."
    broken = next((step for step in wire.transforms if way_back(step) == "none"), None)
    if direction != "to_xero" and broken is not None:
        return f"The step “{step_words(broken)}” has no way back."
    if direction != "to_xero" and not wire.crm_fields:
        return "A fixed value has nowhere to come back to."
    return "These types cannot go that way."


def next_direction(document: Document, wire: Wire) -> WireDirection:
    """The next way a pair may run, in the order both, to Xero, from Xero."""
    allowed = allowed_directions(document, wire)
    at = allowed.index(wire.direction) if wire.direction in allowed else -1
    return allowed[(at + 1) % len(allowed)]


def set_rule(document: Document, key: PairKey, rule: ConflictRule) -> Edit:
    """What happens when both sides changed."""
    wire = _must(document, key)
    return _swap(document, wire, replace(wire, conflict=rule), f"If both change, {RULE_WORDS[rule].lower()}: {document.title(wire)}")


def set_first_rule(document: Document, key: PairKey, rule: ConflictRule) -> Edit:
    """What happens when two records meet for the first time and both are filled and differ."""
    wire = _must(document, key)
    words = f"When first matched, {RULE_WORDS[rule].lower()}: {document.title(wire)}"
    return _swap(document, wire, replace(wire, first_link=rule), words)


def set_paused(document: Document, key: PairKey, paused: bool) -> Edit:
    """Let a pair rest, or go on."""
    wire = _must(document, key)
    verb = "Pause" if paused else "Go on with"
    changed = replace(wire, enabled=not paused)
    return _swap(document, wire, changed if paused else _settled(document, changed), f"{verb} {document.title(wire)}")


def set_steps(document: Document, key: PairKey, steps: tuple[Transform, ...], words: str) -> Edit:
    """Give a pair other steps; the direction follows when the steps leave no way back. `words` name the change."""
    wire = _must(document, key)
    changed = _settled(document, replace(wire, transforms=steps))
    return _swap(document, wire, changed, f"{words}: {document.title(changed)}")


def add_step(document: Document, key: PairKey, step: Transform, at: int | None = None) -> Edit:
    """Put a step in, at the end or at a place."""
    steps = _must(document, key).transforms
    place = len(steps) if at is None else at
    return set_steps(document, key, (*steps[:place], step, *steps[place:]), f"Add step “{step_words(step)}”")


def change_step(document: Document, key: PairKey, at: int, step: Transform) -> Edit:
    """Give a step other settings."""
    steps = _must(document, key).transforms
    return set_steps(document, key, (*steps[:at], step, *steps[at + 1 :]), f"Change step “{step_words(step)}”")


def remove_step(document: Document, key: PairKey, at: int) -> Edit:
    """Take a step out. NotAllowed for the join of several fields: the pair would not know how to put them together."""
    wire = _must(document, key)
    gone = wire.transforms[at]
    if gone.name == "join" and len(wire.crm_fields) > 1:
        raise NotAllowed("Several fields go into one here, so they have to be joined.")
    return set_steps(document, key, (*wire.transforms[:at], *wire.transforms[at + 1 :]), f"Remove step “{step_words(gone)}”")


def move_step(document: Document, key: PairKey, at: int, to: int) -> Edit:
    """Put a step in another place."""
    steps = list(_must(document, key).transforms)
    moved = steps.pop(at)
    steps.insert(to, moved)
    return set_steps(document, key, tuple(steps), f"Move step “{step_words(moved)}”")


def _swap(document: Document, old: Wire, new: Wire, text: str) -> Edit:
    wires = tuple(new if one == old else one for one in document.map.wires)
    return Edit(text, document.map.with_wires(wires), key_of(new))


def _settled(document: Document, wire: Wire) -> Wire:
    """The pair, turned towards Xero where another pair writes to its CRM field or a step has no way back."""
    allowed = allowed_directions(document, wire)
    settled = wire if wire.direction in allowed else replace(wire, direction=allowed[0])
    rival = comes_back_by(document, settled) if settled.enabled and settled.direction != "to_xero" else None
    if rival is not None:
        raise NotAllowed(f"{document.title(rival)} writes to the same field in xerodesk already.")
    return settled


def _must(document: Document, key: PairKey) -> Wire:
    wire = document.find(key)
    if wire is None:
        raise NotAllowed("This pair is no longer there.")
    return wire
