"""Maps as a whole: presets without problems, every problem found where it stands, JSON there and back, suggestions."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xerodesk.domain.errors import BadFile
from xerodesk.mapping import catalogues
from xerodesk.mapping.json_form import from_json, to_json
from xerodesk.mapping.presets import preset
from xerodesk.mapping.suggestions import suggest
from xerodesk.mapping.transforms import TRANSFORMS
from xerodesk.mapping.type_rules import TABLE, TYPE_WORDS, fit
from xerodesk.mapping.validation import errors, problems
from xerodesk.mapping.wires import FieldMap, Transform, Wire

NAME = Wire(("name",), "Name")


@pytest.mark.parametrize("kind", catalogues.mapped_kinds())
def test_presets_have_no_problems(kind: str) -> None:
    assert problems(preset(kind)) == []


@pytest.mark.parametrize(
    ("wires", "code", "at"),
    [
        ((), "", None),
        ((Wire(("email",), "EmailAddress"),), "required", None),
        ((NAME, Wire(("first_name",), "Name", "to_xero")), "two_into_one", 0),
        ((NAME, Wire(("name",), "LastName")), "cycle", 0),
        ((NAME, Wire(("website",), "Website")), "read_only", 1),
        ((NAME, Wire(("gone",), "TaxNumber")), "ghost", 1),
        ((NAME, Wire(("email",), "Gone")), "ghost", 1),
        ((NAME, Wire(("people",), "TaxNumber")), "impossible", 1),
        ((NAME, Wire(("notes",), "TaxNumber")), "lossy", 1),
        ((NAME, Wire(("account_number",), "Phones.FAX")), "lossy", 1),
        ((NAME, Wire(("first_name", "last_name"), "TaxNumber")), "join", 1),
        ((NAME, Wire(("email",), "EmailAddress", transforms=(Transform("cut"),))), "setting", 1),
        ((NAME, Wire(("first_name",), "FirstName", transforms=(Transform("split_name"),))), "no_way_back", 1),
        ((NAME, Wire(("first_name",), "FirstName", transforms=(Transform("magic"),))), "transform", 1),
        ((NAME, Wire((), "AccountNumber", "to_xero")), "no_source", 1),
        ((NAME, Wire(("stage",), "AccountNumber", "to_xero", transforms=(Transform("value_map", {"pair:lead": "L"}),))), "value_map", 1),
    ],
)
def test_each_problem_is_found_where_it_stands(wires: tuple[Wire, ...], code: str, at: int | None) -> None:
    found = problems(FieldMap("contact", wires))
    assert [one.code for one in found][:1] == ([code] if code else [])
    if found:
        assert found[0].wire == at
        assert found[0].message.endswith(".")
        assert found[0].fix.endswith(".")


def test_what_is_offered_mends_the_problem() -> None:
    for wire in (Wire(("notes",), "TaxNumber"), Wire(("account_number",), "Phones.FAX"), Wire(("first_name", "last_name"), "TaxNumber")):
        found = problems(FieldMap("contact", (NAME, wire)))
        offered = found[0].offer
        assert offered is not None
        assert problems(FieldMap("contact", (NAME, replace(wire, transforms=(offered,))))) == []


def test_a_paused_pair_is_no_error() -> None:
    ghost = Wire(("gone",), "TaxNumber", enabled=False)
    assert errors(FieldMap("contact", (NAME, ghost, Wire(("first_name",), "Name", enabled=False)))) == []


def test_the_table_of_types_is_whole() -> None:
    assert set(TABLE) == set(TYPE_WORDS)
    assert fit("number", "text") == "safe"
    assert fit("text", "phone") == "lossy"
    assert fit("money", "yes_no") == "impossible"
    assert fit("date", "date") == "exact"


def wires() -> st.SearchStrategy[Wire]:
    """Wires of every sort, ghosts included."""
    step = st.builds(
        Transform, st.sampled_from([*TRANSFORMS, "unknown"]), st.dictionaries(st.text(max_size=4), st.text(max_size=4), max_size=2)
    )
    return st.builds(
        Wire,
        st.lists(st.sampled_from([*catalogues.crm("contact").names(), "gone"]), max_size=3).map(tuple),
        st.sampled_from([*catalogues.xero("contact").names(), "Gone"]),
        st.sampled_from(["both", "to_xero", "to_crm"]),
        st.sampled_from(["ask", "xero", "crm", "newest"]),
        st.sampled_from(["ask", "xero", "crm", "newest"]),
        st.lists(step, max_size=3).map(tuple),
        st.booleans(),
        st.sampled_from(["manual", "suggested", "preset"]),
    )


@given(st.builds(FieldMap, st.just("contact"), st.lists(wires(), max_size=5).map(tuple), st.integers(1, 99)))
def test_export_then_import_is_the_same_map(field_map: FieldMap) -> None:
    back, remarks = from_json(json.loads(json.dumps(to_json(field_map))))
    assert back == field_map
    ghosts = any("gone" in one.crm_fields or one.xero_field == "Gone" for one in field_map.wires)
    assert bool(remarks) >= ghosts
    problems(back)


@pytest.mark.parametrize(
    "data",
    [
        [],
        {},
        {"format": "something else"},
        {"format": "xerodesk field map", "format_version": 99},
        {"format": "xerodesk field map", "format_version": 1, "kind": "unicorn", "pairs": []},
        {"format": "xerodesk field map", "format_version": 1, "kind": "contact", "pairs": {}},
        {"format": "xerodesk field map", "format_version": 1, "kind": "contact", "pairs": [{"crm": "name", "xero": "Name"}]},
        {
            "format": "xerodesk field map",
            "format_version": 1,
            "kind": "contact",
            "pairs": [{"crm": ["name"], "xero": "Name", "direction": "up"}],
        },
        {"format": "xerodesk field map", "format_version": 1, "kind": "contact", "pairs": [{"crm": [], "xero": "Name", "transforms": [3]}]},
    ],
)
def test_what_is_no_map_is_refused_in_words(data: Any) -> None:
    with pytest.raises(BadFile) as told:
        from_json(data)
    assert told.value.advice


def test_unknown_keys_are_told() -> None:
    data = to_json(FieldMap("contact", (NAME,)))
    data["pairs"][0]["trigger"] = "always"
    assert "trigger" in from_json(data)[1][0]


def test_suggestions_start_from_the_usual_map_and_leave_pairs_alone() -> None:
    everything = suggest(FieldMap("contact"))
    assert {one.wire.xero_field for one in everything} >= {one.xero_field for one in preset("contact").wires}
    assert all(one.wire.origin == "suggested" and one.reason for one in everything)
    own = FieldMap("contact", (Wire(("email",), "AccountNumber"),))
    assert all("email" not in one.wire.crm_fields and one.wire.xero_field != "AccountNumber" for one in suggest(own))
    assert suggest(FieldMap("contact", tuple(one.wire for one in everything))) == []
