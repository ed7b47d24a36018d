"""Making a field map ready for the spine: `compile_map`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xerodesk.domain.values import Values, is_empty
from xerodesk.mapping import catalogues, xero_body
from xerodesk.mapping.compiled import Fault, Surroundings
from xerodesk.mapping.compiled_wire import ReadyWire
from xerodesk.mapping.faults import xero_fault
from xerodesk.mapping.fields import Catalogue
from xerodesk.mapping.transforms import TRANSFORMS
from xerodesk.mapping.wires import FieldMap, Wire
from xerodesk.mapping.xero_values import reader_of


class ReadyMap:
    """Implements `compiled.CompiledMap` for the wires of a map that can run."""

    def __init__(self, field_map: FieldMap, wires: tuple[ReadyWire, ...], xero: Catalogue, surroundings: Surroundings) -> None:
        self._kind = field_map.kind
        self._wires = wires
        self._xero = xero
        self._surroundings = surroundings
        self._read = reader_of(xero, frozenset(wire.xero_field for wire in wires))
        self._required = tuple(field for field in xero.fields if field.required)

    @property
    def kind(self) -> str:
        """The kind of record."""
        return self._kind

    @property
    def wires(self) -> tuple[ReadyWire, ...]:
        """The wires that run, in the map's order."""
        return self._wires

    def xero_values(self, raw: Mapping[str, Any]) -> Values:
        """The fields of Xero's JSON object that have a wire, flat, by the Xero catalogue's field names."""
        return self._read(raw)

    def body(self, raw: Mapping[str, Any] | None, changes: Values) -> dict[str, Any]:
        """The JSON elements that carry `changes` (Xero field -> value) to Xero; see `xero_body.build`."""
        return xero_body.build(self._xero, raw, changes)

    def record_fault(self, values: Values) -> Fault | None:
        """Why a record with these CRM values could not be created in Xero: a required field no pair fills, or fills with nothing."""
        for field in self._required:
            wire = next((one for one in self._wires if one.xero_field == field.name and one.direction != "to_crm"), None)
            if wire is None:
                return Fault(f"No pair of the field map fills Xero's {field.label}, which Xero needs.", f"Pair a field with {field.label}.")
            value = wire.to_xero(wire.crm_value(values))
            if is_empty(value):
                return xero_fault(field, value, self._surroundings)
        return None


def compile_map(field_map: FieldMap, surroundings: Surroundings) -> ReadyMap:
    """`field_map` with both catalogues behind it.

    Paused wires are left out, and so are wires that cannot run: a field that disappeared, an unknown transform, a second wire into the
    same Xero field (`validation.problems` tells the user of each). Raises KeyError for a kind without catalogues.
    """
    crm, xero = catalogues.crm(field_map.kind), catalogues.xero(field_map.kind)
    known_crm = {field.name: field for field in crm.fields}
    known_xero = {field.name: field for field in xero.fields}
    ready: list[ReadyWire] = []
    taken: set[str] = set()
    for wire in field_map.wires:
        if not _can_run(wire, known_crm, known_xero) or wire.xero_field in taken:
            continue
        taken.add(wire.xero_field)
        name = wire.field if all(one.field != wire.field for one in ready) else f"{wire.field} → {wire.xero_field}"
        fields = tuple(known_crm[one] for one in wire.crm_fields)
        ready.append(ReadyWire(wire, fields, known_xero[wire.xero_field], surroundings, name))
    return ReadyMap(field_map, tuple(ready), xero, surroundings)


def _can_run(wire: Wire, crm: Mapping[str, object], xero: Mapping[str, object]) -> bool:
    known = wire.xero_field in xero and all(name in crm for name in wire.crm_fields)
    return wire.enabled and known and all(step.name in TRANSFORMS for step in wire.transforms)
