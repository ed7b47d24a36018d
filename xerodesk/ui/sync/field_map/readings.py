"""What a map does to one real record: the value on every row, after every step, and what Xero has now. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from xerodesk.domain.records import Side
from xerodesk.domain.values import Value, Values, is_empty
from xerodesk.mapping.compiled import Fault, Surroundings
from xerodesk.mapping.compiled_wire import ReadyWire
from xerodesk.mapping.fields import Field
from xerodesk.mapping.phones import MARK
from xerodesk.mapping.transform_kinds import BadValue
from xerodesk.mapping.transforms import TRANSFORMS, forward
from xerodesk.mapping.wires import Wire
from xerodesk.mapping.xero_values import flatten
from xerodesk.ui.sync.field_map.model import GONE, Document, key_of, step_words
from xerodesk.ui.sync.field_map.ports import Sample
from xerodesk.ui.sync.field_map.rows import Shown
from xerodesk.ui.sync.field_map.scene import PairKey

NOTHING = "–"


@dataclass(frozen=True, slots=True)
class StepReading:
    """A step of a pair: its words and the value after it, or why it could not handle the value."""

    words: str
    value: str
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class PairReading:
    """One pair on one record: where it starts, each step, what Xero gets and has, and what would come back."""

    before: str
    steps: tuple[StepReading, ...]
    after: str
    now: str
    in_xero: bool
    differs: bool
    back: str
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class Readings:
    """All of it for one record."""

    title: str = ""
    crm: Mapping[str, Shown] = field(default_factory=dict)
    xero: Mapping[str, Shown] = field(default_factory=dict)
    pairs: Mapping[PairKey, PairReading] = field(default_factory=dict)


def read(document: Document, sample: Sample | None, surroundings: Surroundings) -> Readings:
    """The readings of a sample; without one every row shows a dash, never made-up data."""
    if sample is None:
        dash = Shown(NOTHING)
        names: dict[Side, dict[str, Shown]] = {side: {one.name: dash for one in document.fields(side)} for side in ("crm", "xero")}
        return Readings("", names["crm"], names["xero"])
    remote = flatten(document.xero, sample.xero) if sample.xero is not None else {}
    crm = {one.name: Shown(show(sample.crm.get(one.name, ""), one)) for one in document.fields("crm")}
    xero = {one.name: Shown(show(remote.get(one.name, ""), one)) for one in document.fields("xero")}
    pairs: dict[PairKey, PairReading] = {}
    for wire in document.map.wires:
        ready = _ready(document, wire, surroundings)
        if ready is None:
            continue
        reading = _pair(document, wire, ready, sample.crm, remote, sample.xero is not None, surroundings)
        pairs[key_of(wire)] = reading
        if wire.enabled and wire.direction != "to_crm":
            now = reading.now if reading.differs and reading.in_xero else ""
            xero[wire.xero_field] = Shown(reading.after, now, reading.fault.message if reading.fault else "")
    return Readings(sample.title, crm, xero, pairs)


def _ready(document: Document, wire: Wire, surroundings: Surroundings) -> ReadyWire | None:
    """The pair ready to run, paused or not; None when a field or a step of it does not exist."""
    target = document.field("xero", wire.xero_field)
    sources = tuple(document.field("crm", name) for name in wire.crm_fields)
    if GONE in (target.group, *(one.group for one in sources)) or any(step.name not in TRANSFORMS for step in wire.transforms):
        return None
    return ReadyWire(wire, sources, target, surroundings, wire.field)


def _pair(
    document: Document, wire: Wire, ready: ReadyWire, crm: Values, remote: Values, in_xero: bool, surroundings: Surroundings
) -> PairReading:
    target = document.field("xero", wire.xero_field)
    source = document.field("crm", wire.crm_fields[0]) if len(wire.crm_fields) == 1 else Field("", "")
    before = ready.crm_value(crm)
    after = ready.to_xero(before)
    now = ready.xero_value(remote)
    towards = wire.direction != "to_crm"
    return PairReading(
        show(before, source),
        _steps(wire, before, source, surroundings),
        show(after, target),
        show(now, target),
        in_xero,
        towards and ready.xero_key(after) != ready.xero_key(now),
        show(ready.to_crm(now if not towards else after), source),
        ready.fault(before) if towards else None,
    )


def _steps(wire: Wire, value: Value, source: Field, surroundings: Surroundings) -> tuple[StepReading, ...]:
    readings: list[StepReading] = []
    broken = False
    for step in wire.transforms:
        if broken:
            readings.append(StepReading(step_words(step), NOTHING))
            continue
        try:
            value = forward((step,), value, surroundings)
        except BadValue as error:
            broken = True
            readings.append(StepReading(step_words(step), NOTHING, error.message))
            continue
        kind = TRANSFORMS.get(step.name)
        shown_as = Field("", "", kind.gives) if kind is not None and kind.gives else source
        readings.append(StepReading(step_words(step), show(value, shown_as)))
    return tuple(readings)


def show(value: Value, one: Field) -> str:
    """A value as a person reads it; a dash for nothing."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if is_empty(value):
        return NOTHING
    if isinstance(value, list):
        return f"{len(value)} {'person' if len(value) == 1 else 'people'}" if one.type == "people" else f"{len(value)} lines"
    if one.type in ("money", "number"):
        return _grouped(value, 2 if one.type == "money" else 0)
    if one.options and value in one.options:
        return one.options[value]
    if one.type == "phone" and MARK in value:
        return " · ".join(part for part in (" ".join(piece.split()) for piece in value.split(MARK)) if part) or NOTHING
    return " ".join(value.split())


def _grouped(text: str, places: int) -> str:
    """A number with its thousands marked and at least so many decimals, digit for digit: nothing goes through a float."""
    sign, digits = ("−", text[1:]) if text.startswith("-") else ("", text)
    whole, dot, rest = digits.partition(".")
    if not whole.isdecimal() or (rest and not rest.isdecimal()):
        return text
    rest = rest.ljust(places, "0")
    return f"{sign}{int(whole):,}{'.' if rest else dot}{rest}"
