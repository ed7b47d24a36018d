"""Editing a field map as data: what may be paired, every change, and that undo brings back what was there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QUndoStack

from xerodesk.mapping import catalogues
from xerodesk.mapping.presets import preset
from xerodesk.mapping.validation import errors
from xerodesk.mapping.wires import FieldMap, Transform, Wire
from xerodesk.ui.sync.field_map import edits
from xerodesk.ui.sync.field_map.commands import EditCommand
from xerodesk.ui.sync.field_map.edits import Edit, NotAllowed
from xerodesk.ui.sync.field_map.model import Document, best_target, judge, judge_field, key_of
from xerodesk.ui.sync.field_map.scene import PairKey

PHONE = (("phone",), "Phones.DEFAULT")


def document(*wires: Wire, kind: str = "contact") -> Document:
    return Document(catalogues.crm(kind), catalogues.xero(kind), FieldMap(kind, wires))


def usual(kind: str = "contact") -> Document:
    return Document(catalogues.crm(kind), catalogues.xero(kind), preset(kind))


def test_connect_gives_the_pair_its_words_and_its_usual_step() -> None:
    edit = edits.connect(document(), "phone", "Phones.DEFAULT")
    assert edit.text == "Connect Phone ↔ Phone"
    assert edit.map.wires == (Wire(("phone",), "Phones.DEFAULT", "both", transforms=(Transform("phone_parts"),)),)
    assert edit.key == PHONE


def test_a_read_only_field_of_xero_only_gives() -> None:
    edit = edits.connect(document(), "website", "Website")
    assert edit.map.wires[0].direction == "to_crm"
    with pytest.raises(NotAllowed, match="can only be read from Xero"):
        edits.set_direction(document(*edit.map.wires), (("website",), "Website"), "to_xero")


def test_impossible_pairs_say_why() -> None:
    verdict = judge(usual().field("crm", "people"), usual().field("xero", "EmailAddress"))
    assert not verdict.possible
    assert verdict.words == "People into E-mail cannot work."
    with pytest.raises(NotAllowed, match="People into E-mail"):
        edits.connect(document(), "people", "EmailAddress")


def test_a_long_text_into_a_short_field_comes_with_its_cut() -> None:
    edit = edits.connect(document(), "notes", "CompanyNumber")
    assert edit.map.wires[0].transforms == (Transform("cut", {"length": "50"}),)


def test_an_occupied_target_is_replaced_or_joined_or_refused() -> None:
    start = document(Wire(("first_name",), "Name"))
    with pytest.raises(NotAllowed, match="in the way"):
        edits.connect(start, "name", "Name")
    replaced = edits.connect(start, "name", "Name", "replace")
    assert [one.crm_fields for one in replaced.map.wires] == [("name",)]
    joined = edits.connect(start, "last_name", "Name", "join")
    assert joined.map.wires[0].crm_fields == ("first_name", "last_name")
    assert joined.map.wires[0].transforms[0].name == "join"
    assert joined.text == "Join Last name to First name ↔ Name"


def test_a_second_pair_of_a_field_only_sends() -> None:
    edit = edits.connect(document(Wire(("name",), "Name")), "name", "CompanyNumber")
    assert edit.map.wires[1].direction == "to_xero"
    both = document(*edit.map.wires)
    with pytest.raises(NotAllowed, match="comes back by Name ↔ Name already"):
        edits.set_direction(both, (("name",), "CompanyNumber"), "both")


def test_direction_goes_round_the_allowed_ways_only() -> None:
    start = document(Wire(("phone",), "Phones.DEFAULT", "both", transforms=(Transform("phone_parts"),)))
    assert edits.next_direction(start, start.map.wires[0]) == "to_xero"
    fixed = edits.add_step(start, PHONE, Transform("constant", {"value": "x"}))
    assert fixed.map.wires[0].direction == "to_xero"
    assert edits.next_direction(start.with_map(fixed.map), fixed.map.wires[0]) == "to_xero"


def test_steps_are_added_moved_changed_and_taken_out() -> None:
    start = document(Wire(("name",), "Name"))
    key = (("name",), "Name")
    one = start.with_map(edits.add_step(start, key, Transform("trim")).map)
    two = one.with_map(edits.add_step(one, key, Transform("cut", {"length": "9"})).map)
    turned = two.with_map(edits.move_step(two, key, 1, 0).map)
    assert [step.name for step in turned.map.wires[0].transforms] == ["cut", "trim"]
    changed = edits.change_step(turned, key, 0, Transform("cut", {"length": "5"}))
    assert changed.text == "Change step “Cut to length: 5”: Name ↔ Name"
    assert [step.name for step in edits.remove_step(turned, key, 0).map.wires[0].transforms] == ["trim"]


def test_the_join_of_several_fields_stays() -> None:
    joined = edits.connect(document(Wire(("first_name",), "Name")), "last_name", "Name", "join")
    with pytest.raises(NotAllowed, match="have to be joined"):
        edits.remove_step(document(*joined.map.wires), (("first_name", "last_name"), "Name"), 0)


def test_moving_an_end_keeps_rules_and_copying_keeps_the_pair() -> None:
    start = document(Wire(("name",), "Name", conflict="xero"))
    moved = edits.reroute(start, (("name",), "Name"), "xero", "CompanyNumber")
    assert [(one.xero_field, one.conflict) for one in moved.map.wires] == [("CompanyNumber", "xero")]
    copied = edits.reroute(start, (("name",), "Name"), "xero", "CompanyNumber", copy=True)
    assert [(one.xero_field, one.direction) for one in copied.map.wires] == [("Name", "both"), ("CompanyNumber", "to_xero")]


def test_a_field_that_disappeared_keeps_its_row_and_can_be_hung_elsewhere() -> None:
    start = document(Wire(("colour",), "Name"))
    assert [one.name for one in start.fields("crm")][-1] == "colour"
    moved = edits.reroute(start, (("colour",), "Name"), "crm", "name")
    assert moved.map.wires[0].crm_fields == ("name",)


def test_suggestions_are_taken_on_and_stale_ones_left_out() -> None:
    offer = Wire(("name",), "Name")
    assert edits.adopt(document(), [offer]).map.wires[0].origin == "suggested"
    with pytest.raises(NotAllowed):
        edits.adopt(document(Wire(("owner",), "Name")), [offer])


def test_the_likeliest_target_is_free_and_alike() -> None:
    start = document()
    assert best_target(start, "crm", "email", judge_field(start, "crm", "email")) == "EmailAddress"
    assert best_target(start, "xero", "TaxNumber", judge_field(start, "xero", "TaxNumber")) == "tax_number"


def test_how_far_the_map_is() -> None:
    mapped, wanted = usual().mapped_counts()
    assert mapped == wanted
    without = usual().with_map(edits.remove(usual(), (("name",), "Name")).map)
    assert without.mapped_counts() == (mapped - 1, wanted)


Choice = st.integers(0, 10_000)


def _random_edit(start: Document, what: int, a: int, b: int) -> Edit | None:
    wires = start.map.wires
    crm, xero = list(start.fields("crm")), list(start.fields("xero"))
    c, x = crm[a % len(crm)].name, xero[b % len(xero)].name
    if not wires:
        return _try(lambda: edits.connect(start, c, x))
    key = key_of(wires[a % len(wires)])
    acts: list[Callable[[], Edit]] = [
        lambda: edits.connect(start, c, x),
        lambda: edits.connect(start, c, x, "replace"),
        lambda: edits.connect(start, c, x, "join"),
        lambda: edits.remove(start, key),
        lambda: edits.reroute(start, key, "xero", x),
        lambda: edits.reroute(start, key, "crm", c, "replace"),
        lambda: edits.reroute(start, key, "xero", x, copy=True),
        lambda: edits.set_direction(start, key, ("both", "to_xero", "to_crm")[b % 3]),
        lambda: edits.set_rule(start, key, ("ask", "xero", "crm", "newest")[b % 4]),
        lambda: edits.set_paused(start, key, bool(b % 2)),
        lambda: edits.add_step(start, key, Transform("trim")),
        lambda: edits.remove_step(start, key, 0) if wires[a % len(wires)].transforms else edits.remove(start, key),
    ]
    return _try(acts[what % len(acts)])


def _try(act: Callable[[], Edit]) -> Edit | None:
    try:
        return act()
    except NotAllowed:
        return None


@settings(max_examples=120, deadline=None)
@given(st.lists(st.tuples(Choice, Choice, Choice), max_size=14))
def test_any_row_of_allowed_changes_leaves_a_map_without_errors_of_its_own(steps: list[tuple[int, int, int]]) -> None:
    """Only what is missing may be wrong; never two into one field, a cycle, a pair that cannot work, or a step without a way back."""
    now = usual()
    for what, a, b in steps:
        edit = _random_edit(now, what, a, b)
        if edit is not None:
            assert edit.text
            now = now.with_map(edit.map)
    assert {one.code for one in errors(now.map)} <= {"required"}
    keys = [key_of(one) for one in now.map.wires]
    assert len(keys) == len(set(keys))


class Holder:
    """Holds a map as the editor does."""

    def __init__(self, field_map: FieldMap) -> None:
        self.map = field_map
        self.key: PairKey | None = None

    def put(self, field_map: FieldMap, key: PairKey | None) -> None:
        """See MapHolder."""
        self.map, self.key = field_map, key


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(Choice, Choice, Choice), max_size=12))
def test_undo_after_any_row_of_changes_restores_the_map_and_redo_brings_them_back(steps: list[tuple[int, int, int]]) -> None:
    start = usual()
    holder, stack = Holder(start.map), QUndoStack()
    for what, a, b in steps:
        edit = _random_edit(start.with_map(holder.map), what, a, b)
        if edit is not None:
            stack.push(EditCommand(holder, holder.map, holder.key, edit))
            assert stack.undoText() == edit.text
            assert holder.map == edit.map
    end = holder.map
    stack.setIndex(0)
    assert holder.map == start.map
    assert holder.key is None
    stack.setIndex(stack.count())
    assert holder.map == end
