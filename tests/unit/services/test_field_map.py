"""The field map in use: the usual one until another is saved; what cannot work is not; export and import."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from xerodesk.domain.errors import BadFile, Misuse, StoreTrouble
from xerodesk.mapping.compiled import Surroundings
from xerodesk.mapping.presets import preset
from xerodesk.mapping.wires import FieldMap, Transform, Wire
from xerodesk.services import field_map

OWN = FieldMap(
    "contact", (Wire(("name",), "Name"), Wire(("notes",), "TaxNumber", "to_xero", transforms=(Transform("cut", {"length": "50"}),)))
)


class Maps:
    """Maps in memory, as JSON text would come back."""

    def __init__(self) -> None:
        self.saved: dict[str, str] = {}

    def current(self, kind: str) -> Any:
        return json.loads(self.saved[kind]) if kind in self.saved else None

    def save(self, kind: str, body: Any, *, by: str) -> int:
        self.saved[kind] = json.dumps(body)
        return len(self.saved)


def test_the_usual_map_until_another_is_saved() -> None:
    maps = Maps()
    assert field_map.current_map(maps, "contact") == preset("contact")
    assert field_map.save_map(maps, OWN).touches("map")
    assert field_map.current_map(maps, "contact") == OWN
    ready = field_map.ready_map(maps, "contact", Surroundings())
    assert [one.xero_field for one in ready.wires] == ["Name", "TaxNumber"]
    assert field_map.check_maps(maps) == {"contact": [], "product": []}


def test_a_map_that_cannot_work_is_not_saved() -> None:
    maps = Maps()
    with pytest.raises(Misuse, match="Name"):
        field_map.save_map(maps, FieldMap("contact", (Wire(("email",), "EmailAddress"),)))
    assert maps.saved == {}


def test_export_then_import_gives_the_same_maps(tmp_path: Path) -> None:
    maps, other = Maps(), Maps()
    field_map.save_map(maps, OWN)
    field_map.export_to(maps, tmp_path / "map.json")
    brought = field_map.import_from(other, tmp_path / "map.json")
    assert (brought.kinds, brought.remarks) == (("contact", "product"), ())
    assert field_map.current_map(other, "contact") == OWN
    with pytest.raises(StoreTrouble):
        field_map.export_to(maps, tmp_path / "none" / "map.json")


def test_a_pair_of_an_unknown_field_is_kept_and_told(tmp_path: Path) -> None:
    maps = Maps()
    document = field_map.exported(maps, ["contact"])
    document["maps"][0]["pairs"].append({"crm": ["shoe_size"], "xero": "TaxNumber2"})
    (tmp_path / "map.json").write_text(json.dumps(document), encoding="utf-8")
    brought = field_map.import_from(maps, tmp_path / "map.json")
    assert len(brought.remarks) == 2
    assert field_map.current_map(maps, "contact").wires[-1].crm_fields == ("shoe_size",)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"maps": [1]}', '{"format": "xerodesk field map", "format_version": 7}'])
def test_what_is_no_map_is_refused_and_nothing_is_saved(tmp_path: Path, text: str) -> None:
    (tmp_path / "map.json").write_text(text, encoding="utf-8")
    maps = Maps()
    with pytest.raises(BadFile):
        field_map.import_from(maps, tmp_path / "map.json")
    with pytest.raises(BadFile):
        field_map.import_from(maps, tmp_path / "none.json")
    assert maps.saved == {}


def test_one_bad_map_keeps_all_out(tmp_path: Path) -> None:
    document = field_map.exported(Maps())
    document["maps"][1]["pairs"] = [{"crm": ["code"], "xero": "Name"}]
    (tmp_path / "map.json").write_text(json.dumps(document), encoding="utf-8")
    maps = Maps()
    with pytest.raises(Misuse, match="products"):
        field_map.import_from(maps, tmp_path / "map.json")
    assert maps.saved == {}


def test_a_map_is_shown_in_words() -> None:
    lines = field_map.shown(preset("contact"))
    assert "name <-> Name" in lines
    assert "website <- Website" in lines
    assert "phone <-> Phones.DEFAULT (phone_parts)" in lines
    assert field_map.shown(FieldMap("contact", (Wire((), "AccountNumber", "to_xero", enabled=False),))) == [
        "a constant -> AccountNumber (paused)"
    ]
