"""A field map as JSON and back: export then import gives the same map; what is not understood is explained, never dropped silently."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from xerodesk.domain.errors import BadFile
from xerodesk.mapping import catalogues
from xerodesk.mapping.transforms import TRANSFORMS
from xerodesk.mapping.wires import ConflictRule, FieldMap, Origin, Transform, Wire, WireDirection

FORMAT = "xerodesk field map"
FORMAT_VERSION = 1
_WIRE_KEYS = {"crm", "xero", "direction", "conflict", "first_link", "transforms", "enabled", "origin"}


def to_json(field_map: FieldMap) -> dict[str, Any]:
    """The map as plain JSON data."""
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "kind": field_map.kind,
        "version": field_map.version,
        "pairs": [_wire_json(wire) for wire in field_map.wires],
    }


def from_json(data: object) -> tuple[FieldMap, list[str]]:
    """The map in `data`, and remarks in words on what is unknown in it (such pairs are kept and stand out in the map).

    Raises BadFile when it is not a field map, or one of a newer form.
    """
    if not isinstance(data, Mapping) or data.get("format") != FORMAT:
        raise BadFile("This file is not a field map of xerodesk.", "Choose a file that was written by “Export field map”.")
    version = data.get("format_version")
    if not isinstance(version, int) or version > FORMAT_VERSION:
        raise BadFile("This field map was written by a newer xerodesk.", "Update xerodesk, then import it again.")
    kind = data.get("kind")
    if kind not in catalogues.mapped_kinds():
        raise BadFile(f"This field map is for “{kind}”, which xerodesk does not map.", "Choose a map of customers or products.")
    pairs = data.get("pairs")
    if not isinstance(pairs, list):
        raise BadFile("This field map has no list of pairs.", "Export it again from xerodesk.")
    remarks: list[str] = []
    wires = tuple(_wire(number, one, str(kind), remarks) for number, one in enumerate(pairs, 1))
    own = data.get("version", 1)
    return FieldMap(str(kind), wires, own if isinstance(own, int) else 1), remarks


def _wire_json(wire: Wire) -> dict[str, Any]:
    return {
        "crm": list(wire.crm_fields),
        "xero": wire.xero_field,
        "direction": wire.direction,
        "conflict": wire.conflict,
        "first_link": wire.first_link,
        "transforms": [{"name": step.name, "settings": dict(step.settings)} for step in wire.transforms],
        "enabled": wire.enabled,
        "origin": wire.origin,
    }


def _wire(number: int, data: object, kind: str, remarks: list[str]) -> Wire:
    if not isinstance(data, Mapping) or not isinstance(data.get("xero"), str) or not isinstance(data.get("crm"), list):
        raise BadFile(f"Pair {number} of this field map is broken.", "Export it again from xerodesk, or correct it in an editor.")
    crm_fields = tuple(str(name) for name in data["crm"])
    _remark_unknown(number, data, crm_fields, kind, remarks)
    return Wire(
        crm_fields,
        data["xero"],
        _choice(number, data, "direction", WireDirection, "both"),
        _choice(number, data, "conflict", ConflictRule, "ask"),
        _choice(number, data, "first_link", ConflictRule, "ask"),
        tuple(_transform(number, step, remarks) for step in data.get("transforms") or ()),
        data.get("enabled", True) is not False,
        _choice(number, data, "origin", Origin, "manual"),
    )


def _remark_unknown(number: int, data: Mapping[str, Any], crm_fields: tuple[str, ...], kind: str, remarks: list[str]) -> None:
    known_crm, known_xero = catalogues.crm(kind).names(), catalogues.xero(kind).names()
    idle = "the pair is kept but does nothing"
    remarks.extend(f"Pair {number}: xerodesk has no field “{name}”; {idle}." for name in crm_fields if name not in known_crm)
    if data["xero"] not in known_xero:
        remarks.append(f"Pair {number}: Xero has no field “{data['xero']}”; the pair is kept but does nothing.")
    remarks.extend(f"Pair {number}: “{key}” is not understood and was left out." for key in data if key not in _WIRE_KEYS)


def _choice(number: int, data: Mapping[str, Any], key: str, choices: Any, default: str) -> Any:
    value = data.get(key, default)
    if value not in get_args(choices):
        allowed = ", ".join(get_args(choices))
        raise BadFile(f"Pair {number} of this field map has “{value}” as its {key.replace('_', ' ')}.", f"It must be one of: {allowed}.")
    return value


def _transform(number: int, data: object, remarks: list[str]) -> Transform:
    if not isinstance(data, Mapping) or not isinstance(data.get("name"), str):
        raise BadFile(f"Pair {number} of this field map has a broken transform.", "Export it again from xerodesk.")
    if data["name"] not in TRANSFORMS:
        remarks.append(f"Pair {number}: there is no transform “{data['name']}”; the pair is kept but does nothing.")
    settings = data.get("settings") or {}
    if not isinstance(settings, Mapping):
        raise BadFile(f"Pair {number} of this field map has broken settings.", "Export it again from xerodesk.")
    return Transform(data["name"], {str(key): str(value) for key, value in settings.items()})
