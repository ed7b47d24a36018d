"""The field map as a person works with it: the one in use, saved, checked, exported and imported."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from xerodesk.domain.changes import Changes
from xerodesk.domain.errors import BadFile, Misuse, StoreTrouble
from xerodesk.mapping.compile import ReadyMap, compile_map
from xerodesk.mapping.compiled import Surroundings
from xerodesk.mapping.json_form import from_json, to_json
from xerodesk.mapping.kinds import KINDS
from xerodesk.mapping.presets import preset
from xerodesk.mapping.validation import Problem, errors, problems
from xerodesk.mapping.wires import FieldMap

MAPPED = ("contact", "product")
_ARROWS = {"both": "<->", "to_xero": "->", "to_crm": "<-"}


class MapStore(Protocol):
    """Where maps are kept: `store.maps.Maps`."""

    def current(self, kind: str) -> Any:
        """The newest map of a kind as JSON data; None when none was ever saved."""

    def save(self, kind: str, body: Any, *, by: str) -> int:
        """Store a new version and return its number."""


@dataclass(frozen=True, slots=True)
class ImportedMaps:
    """What importing a map file brought: the kinds now in use, and remarks in words on what was not understood."""

    changes: Changes
    kinds: tuple[str, ...]
    remarks: tuple[str, ...]


def current_map(store: MapStore, kind: str) -> FieldMap:
    """The map in use: the saved one, else the usual small-business map. Raises KeyError for a kind without a map."""
    saved = store.current(kind)
    return from_json(saved)[0] if saved is not None else preset(kind)


def ready_map(store: MapStore, kind: str, surroundings: Surroundings) -> ReadyMap:
    """The map in use, ready for the sync."""
    return compile_map(current_map(store, kind), surroundings)


def save_map(store: MapStore, field_map: FieldMap, *, by: str = "user") -> Changes:
    """Put a map into use. Raises Misuse when it cannot work: such a map never reaches the sync."""
    wrong = errors(field_map)
    if wrong:
        raise Misuse(f"This field map cannot work yet: {wrong[0].message}", wrong[0].fix)
    store.save(field_map.kind, to_json(field_map), by=by)
    return Changes.of("map")


def check_maps(store: MapStore, kinds: Sequence[str] = MAPPED) -> dict[str, list[Problem]]:
    """The problems of the maps in use, kind by kind."""
    return {kind: problems(current_map(store, kind)) for kind in kinds}


def shown(field_map: FieldMap) -> list[str]:
    """A map as lines of words: "name <-> Name"."""
    lines = []
    for wire in field_map.wires:
        source = " + ".join(wire.crm_fields) or "a constant"
        steps = f" ({', '.join(step.name for step in wire.transforms)})" if wire.transforms else ""
        paused = "" if wire.enabled else " (paused)"
        lines.append(f"{source} {_ARROWS[wire.direction]} {wire.xero_field}{steps}{paused}")
    return lines


def exported(store: MapStore, kinds: Sequence[str] = MAPPED) -> dict[str, Any]:
    """The maps in use as one JSON document: {"maps": [...]}."""
    return {"maps": [to_json(current_map(store, kind)) for kind in kinds]}


def export_to(store: MapStore, path: Path, kinds: Sequence[str] = MAPPED) -> None:
    """Write the maps in use to a file. Raises StoreTrouble when it cannot be written."""
    try:
        path.write_text(json.dumps(exported(store, kinds), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise StoreTrouble(f"The field map could not be written: {error.strerror or error}.", "Choose another folder.") from None


def import_from(store: MapStore, path: Path, *, by: str = "user") -> ImportedMaps:
    """Put the maps of a file into use, all of them or none. Raises BadFile when it is no map, Misuse when one cannot work."""
    maps: list[FieldMap] = []
    remarks: list[str] = []
    for document in _documents(path):
        field_map, said = from_json(document)
        wrong = [one for one in errors(field_map) if one.code != "ghost"]
        if wrong:
            raise Misuse(f"The map for {KINDS[field_map.kind].plural.lower()} cannot work: {wrong[0].message}", wrong[0].fix)
        maps.append(field_map)
        remarks.extend(said)
    for field_map in maps:
        store.save(field_map.kind, to_json(field_map), by=by)
    return ImportedMaps(Changes.of("map"), tuple(one.kind for one in maps), tuple(remarks))


def _documents(path: Path) -> list[Any]:
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise BadFile(f"There is no file {path.name} here.", "Check the name and the folder.") from None
    except OSError as error:
        raise BadFile(f"{path.name} cannot be read: {error.strerror or error}.", "Check that you may read it.") from None
    except ValueError:
        raise BadFile(f"{path.name} is not JSON, or it was cut off.", "Choose a file that was written by “Export field map”.") from None
    if isinstance(data, dict) and isinstance(data.get("maps"), list):
        return list(data["maps"])
    return [data]
