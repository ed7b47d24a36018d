"""The problems of a field map, each where it stands, in words and with its fix."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from xerodesk.mapping import catalogues
from xerodesk.mapping.fields import Catalogue, Field
from xerodesk.mapping.transform_kinds import TransformKind
from xerodesk.mapping.transforms import TRANSFORMS, way_back
from xerodesk.mapping.transforms_values import pairs_of
from xerodesk.mapping.type_rules import MAKES_SAFE, TYPE_WORDS, fit, fit_of, why_not
from xerodesk.mapping.wires import FieldMap, Transform, Wire

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a map. `wire` is the pair's position, None when it is about the map; `offer` a transform that would mend it."""

    severity: Severity
    code: str
    message: str
    fix: str
    wire: int | None = None
    field: str = ""
    offer: Transform | None = None


def problems(field_map: FieldMap) -> list[Problem]:
    """Everything wrong with a map, errors first; a map with an error never reaches the sync. Raises KeyError for an unknown kind."""
    crm, xero = catalogues.crm(field_map.kind), catalogues.xero(field_map.kind)
    found = list(_of_map(field_map, xero))
    for position, wire in enumerate(field_map.wires):
        found.extend(_of_wire(position, wire, crm, xero))
    return sorted(found, key=lambda one: (one.severity != "error", -1 if one.wire is None else one.wire))


def errors(field_map: FieldMap) -> list[Problem]:
    """Only the problems that keep a map from working."""
    return [one for one in problems(field_map) if one.severity == "error"]


def _of_map(field_map: FieldMap, xero: Catalogue) -> Iterator[Problem]:
    live = [(position, wire) for position, wire in enumerate(field_map.wires) if wire.enabled]
    sent = {wire.xero_field for _, wire in live if wire.direction != "to_crm"}
    into_xero = Counter(wire.xero_field for _, wire in live)
    into_crm = Counter(name for _, wire in live if wire.direction != "to_xero" for name in wire.crm_fields)
    sends = any(wire.direction != "to_crm" for _, wire in live)
    for field in xero.fields:
        if field.required and sends and field.name not in sent:
            text = f"Xero needs {field.label}, and no pair fills it."
            yield Problem("error", "required", text, f"Pair a field with {field.label}.", None, field.name)
    for position, wire in live:
        if into_xero[wire.xero_field] > 1:
            text = f"Two pairs go into Xero's {_label(xero, wire.xero_field)}."
            yield Problem("error", "two_into_one", text, "Remove one of them, or join the fields in one pair.", position, wire.xero_field)
        twice = [name for name in wire.crm_fields if into_crm[name] > 1 and wire.direction != "to_xero"]
        if twice:
            text = f"Two pairs write to “{twice[0]}” in xerodesk and would undo each other."
            yield Problem("error", "cycle", text, "Let only one of them come from Xero; turn the others towards Xero.", position, twice[0])


def _of_wire(position: int, wire: Wire, crm: Catalogue, xero: Catalogue) -> Iterator[Problem]:
    ghosts = [name for name in wire.crm_fields if name not in crm.names()]
    if wire.xero_field not in xero.names():
        ghosts.append(wire.xero_field)
    for name in ghosts:
        text = f"The field “{name}” does not exist (any more)."
        severity: Severity = "error" if wire.enabled else "warning"
        yield Problem(severity, "ghost", text, "Hang the pair on another field, or remove it.", position, name)
    if ghosts or not wire.enabled:
        return
    target = xero.field(wire.xero_field)
    if target.read_only and wire.direction != "to_crm":
        text = f"Xero's {target.label} can only be read."
        yield Problem("error", "read_only", text, "Turn the pair towards xerodesk.", position, target.name)
    yield from _of_steps(position, wire)
    sources = [crm.field(name) for name in wire.crm_fields]
    for source in sources:
        yield from _of_types(position, wire, source, target)
    if not sources and not any(step.name == "constant" for step in wire.transforms):
        text = "The pair has no field in xerodesk."
        yield Problem("error", "no_source", text, "Choose a field, or add a constant.", position, target.name)
    if not sources and wire.direction != "to_xero":
        yield Problem("error", "no_way_back", "A constant can only go to Xero.", "Turn the pair towards Xero.", position, target.name)


def _of_steps(position: int, wire: Wire) -> Iterator[Problem]:
    if len(wire.crm_fields) > 1 and not any(_kind(step).joins for step in wire.transforms if step.name in TRANSFORMS):
        offer = Transform("join", {"separator": " "})
        yield Problem("error", "join", "Several fields need a way to be put together.", "Add “Join”.", position, wire.field, offer)
    for step in wire.transforms:
        if step.name not in TRANSFORMS:
            yield Problem("error", "transform", f"There is no transform “{step.name}”.", "Remove it from the pair.", position, wire.field)
            continue
        for complaint in _kind(step).check(step.settings):
            yield Problem("error", "setting", f"{_kind(step).label}: {complaint}", "Correct the setting.", position, wire.field)
        if wire.direction != "to_xero" and way_back(step) == "none":
            text = f"“{_kind(step).label}” has no way back, so the pair cannot run from Xero."
            yield Problem("error", "no_way_back", text, "Turn the pair towards Xero, or take the transform away.", position, wire.field)


def _of_types(position: int, wire: Wire, source: Field, target: Field) -> Iterator[Problem]:
    kinds = [_kind(step) for step in wire.transforms if step.name in TRANSFORMS]
    yield from _of_options(position, wire, source)
    if any(kind.makes_safe == "type" for kind in kinds) and fit(source.type, target.type) != "impossible":
        return
    given = next((kind.gives for kind in reversed(kinds) if kind.gives is not None), None)
    arrives = given or source.type
    if fit(arrives, target.type) == "impossible":
        yield Problem("error", "impossible", why_not(source, target), "Choose another field.", position, target.name)
        return
    if wire.direction == "to_crm":
        return
    by_type = fit(arrives, target.type)
    if by_type == "lossy":
        offer = next((Transform(name) for name in MAKES_SAFE.get(target.type, ())), None)
        text = f"{TYPE_WORDS[source.type]} into {TYPE_WORDS[target.type]}: some values may be refused."
        fix = f"Add “{TRANSFORMS[offer.name].label}”." if offer else "Check the values."
        yield Problem("warning", "lossy", text, fix, position, target.name, offer)
    elif fit_of(source, target) == "lossy" and not any(kind.makes_safe == "length" for kind in kinds):
        offer = Transform("cut", {"length": str(target.maximum)})
        text = f"{source.label} may be longer than the {target.maximum} characters Xero takes."
        yield Problem("warning", "lossy", text, f"Add “Cut to length” {target.maximum}.", position, target.name, offer)


def _of_options(position: int, wire: Wire, source: Field) -> Iterator[Problem]:
    """A value map must name every option of a list, or say what becomes of the rest."""
    for step in wire.transforms:
        if step.name != "value_map" or not source.options or "otherwise" in step.settings:
            continue
        missing = [label for option, label in source.options.items() if option not in pairs_of(step.settings)]
        if missing:
            text = f"The value map has nothing for {', '.join(missing)}."
            yield Problem("error", "value_map", text, "Give each a value, or one for everything else.", position, source.name)


def _kind(step: Transform) -> TransformKind:
    return TRANSFORMS[step.name]


def _label(catalogue: Catalogue, name: str) -> str:
    return next((field.label for field in catalogue.fields if field.name == name), name)
