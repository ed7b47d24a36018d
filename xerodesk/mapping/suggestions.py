"""Suggested pairs, found offline and the same way every time: known partners, similar names, fitting types. None acts by itself."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz

from xerodesk.mapping import catalogues
from xerodesk.mapping.fields import Field
from xerodesk.mapping.presets import preset
from xerodesk.mapping.type_rules import fit
from xerodesk.mapping.wires import FieldMap, Wire

LEAST_SCORE = 70


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A pair worth making. `score` 0 to 100; `reason` in words."""

    wire: Wire
    score: int
    reason: str


def suggest(field_map: FieldMap) -> list[Suggestion]:
    """Pairs for the fields of both sides that have none yet, best first. Existing pairs are never touched."""
    crm, xero = catalogues.crm(field_map.kind), catalogues.xero(field_map.kind)
    used_crm = {name for wire in field_map.wires for name in wire.crm_fields}
    used_xero = {wire.xero_field for wire in field_map.wires}
    known = [
        Suggestion(_suggested(wire), 100, "the usual pair")
        for wire in preset(field_map.kind).wires
        if wire.xero_field not in used_xero and not used_crm.intersection(wire.crm_fields)
    ]
    used_crm.update(name for one in known for name in one.wire.crm_fields)
    used_xero.update(one.wire.xero_field for one in known)
    similar = sorted(
        (_similar(a, b) for a in crm.fields if a.name not in used_crm for b in xero.fields if b.name not in used_xero),
        key=lambda one: (-one.score, one.wire.crm_fields, one.wire.xero_field),
    )
    for one in similar:
        if one.score >= LEAST_SCORE and one.wire.xero_field not in used_xero and one.wire.crm_fields[0] not in used_crm:
            known.append(one)
            used_crm.add(one.wire.crm_fields[0])
            used_xero.add(one.wire.xero_field)
    return known


def _suggested(wire: Wire) -> Wire:
    return Wire(wire.crm_fields, wire.xero_field, wire.direction, wire.conflict, wire.first_link, wire.transforms, origin="suggested")


def _similar(crm: Field, xero: Field) -> Suggestion:
    likeness = round(fuzz.token_sort_ratio(crm.label.casefold(), xero.label.casefold()))
    fitting = {"exact": 0, "safe": 5, "lossy": 15, "impossible": 100}[fit(crm.type, xero.type)]
    wire = Wire((crm.name,), xero.name, "to_crm" if xero.read_only else "both", origin="suggested")
    return Suggestion(wire, max(0, likeness - fitting), f"“{crm.label}” and “{xero.label}” are alike")
