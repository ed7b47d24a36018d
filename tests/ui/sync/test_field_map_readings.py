"""The values a map shows for a real record: before, after each step, in Xero now and coming back."""

from __future__ import annotations

import pytest

from tests.ui.sync.field_map_desk import BREWERY, BREWERY_IN_XERO, Tried
from xerodesk.domain.values import Value
from xerodesk.mapping import catalogues
from xerodesk.mapping.compiled import Surroundings
from xerodesk.mapping.fields import Field
from xerodesk.mapping.presets import preset
from xerodesk.mapping.wires import Transform, Wire
from xerodesk.ui.sync.field_map.model import Document, key_of
from xerodesk.ui.sync.field_map.readings import PairReading, read, show
from xerodesk.ui.sync.field_map.rows import groups_of, lined_up, matching, unimportant

AUSTRALIA = Surroundings("AU", "AUD")
RECORD = Tried("c-1", "Wollombi Creek", BREWERY, BREWERY_IN_XERO)


def document(*wires: Wire) -> Document:
    start = preset("contact")
    return Document(catalogues.crm("contact"), catalogues.xero("contact"), start.with_wires(wires) if wires else start)


def reading(wire: Wire, record: Tried = RECORD) -> PairReading:
    return read(document(wire), record, AUSTRALIA).pairs[key_of(wire)]


@pytest.mark.parametrize(
    ("value", "kind", "words"),
    [
        ("", "text", "–"),
        (True, "yes_no", "Yes"),
        (False, "yes_no", "No"),
        ("1234567.5", "money", "1,234,567.50"),
        ("745", "money", "745.00"),
        ("-12.3456", "money", "−12.3456"),
        ("1000", "number", "1,000"),
        ("about ten", "money", "about ten"),
        ("61·02·5550 0142", "phone", "61 · 02 · 5550 0142"),
        ("61··491 570 156", "phone", "61 · 491 570 156"),
        ("two\nlines", "long_text", "two lines"),
        ([{"first_name": "Ann"}], "people", "1 person"),
        ([], "people", "–"),
    ],
)
def test_values_are_shown_as_people_read_them(value: Value, kind: str, words: str) -> None:
    assert show(value, Field("x", "X", kind)) == words  # type: ignore[arg-type]


def test_a_phone_is_shown_after_its_step_and_as_xero_has_it() -> None:
    one = reading(Wire(("phone",), "Phones.DEFAULT", transforms=(Transform("phone_parts"),)))
    assert (one.before, one.after, one.now) == ("(02) 5550 0142", "61 · 2 · 5550 0142", "61 · 02 · 5550 0142")
    assert [step.value for step in one.steps] == ["61 · 2 · 5550 0142"]
    assert one.back == "(02) 5550 0142"
    assert not one.differs, "two ways to write one number are no difference"


def test_what_would_change_in_xero_is_told_apart() -> None:
    one = reading(Wire(("email",), "EmailAddress"))
    assert one.differs
    shown = read(document(Wire(("email",), "EmailAddress")), RECORD, AUSTRALIA).xero["EmailAddress"]
    assert (shown.value, shown.now) == ("accounts@wollombicreek.example", "accounts@wollombi.example")


def test_a_step_that_breaks_says_so_and_those_after_it_wait() -> None:
    steps = (Transform("round"), Transform("trim"))
    one = reading(Wire(("name",), "Name", transforms=steps))
    assert "is not a number" in one.steps[0].trouble
    assert (one.steps[1].value, one.steps[1].trouble) == ("–", "")


def test_a_value_xero_would_refuse_is_foreseen() -> None:
    one = reading(Wire(("account_number",), "AccountNumber"))
    assert one.fault is not None
    assert "57 characters" in one.fault.message
    assert reading(Wire(("account_number",), "AccountNumber", "to_crm")).fault is None


def test_a_record_that_is_not_in_xero_has_no_now() -> None:
    fresh = Tried("c-9", "New", BREWERY)
    shown = read(document(), fresh, AUSTRALIA).xero
    assert all(not one.now for one in shown.values())
    assert shown["Name"].value == "Wollombi Creek Brewing Co-operative Ltd"


def test_paused_pairs_and_lost_fields_move_nothing() -> None:
    wires = (Wire(("email",), "EmailAddress", enabled=False), Wire(("colour",), "Name"))
    readings = read(document(*wires), RECORD, AUSTRALIA)
    assert readings.xero["EmailAddress"].value == "accounts@wollombi.example"
    assert (("colour",), "Name") not in readings.pairs


def test_a_fixed_value_is_shown_too() -> None:
    wire = Wire((), "SalesDefaultAccountCode", "to_xero", transforms=(Transform("constant", {"value": "200"}),))
    assert reading(wire).after == "200"
    assert document(wire).title(wire) == "Always “200” → Sales account"


def test_the_short_list_searching_and_lining_up() -> None:
    usual = document()
    assert "Phones.FAX" in unimportant(usual)
    assert not {"Name", "EmailAddress", "Phones.DEFAULT"} & unimportant(usual)
    crm, xero = matching(usual, ("", "payment terms (s"))
    assert "payment_terms" not in crm
    assert "PaymentTerms.Sales" not in xero
    assert "name" in crm
    order = [name for name in lined_up(usual) if name not in unimportant(usual)]
    partners = {wire.xero_field: wire.crm_fields[0] for wire in usual.map.wires}
    here = [row.field.name for group in groups_of(usual, "crm", {}) for row in group.rows]
    places = [here.index(partners[name]) for name in order]
    assert places == sorted(places), "no two pairs of the usual map cross"
