"""The compiled map: values there and back, what Xero would refuse, and that a second sync finds nothing to do."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.mapping.samples import CONTACT, people, phone_values, words
from xerodesk.domain.values import Value
from xerodesk.mapping.compile import ReadyMap, compile_map
from xerodesk.mapping.compiled import CompiledMap, Surroundings
from xerodesk.mapping.compiled_wire import ReadyWire
from xerodesk.mapping.presets import preset
from xerodesk.mapping.wires import FieldMap, Transform, Wire

AU = Surroundings("AU", "AUD", frozenset({"AUD", "NZD"}), {"OUTPUT": "GST"}, {"200": "Sales"})
CONTACTS: ReadyMap = compile_map(preset("contact"), AU)
PRODUCTS: ReadyMap = compile_map(preset("product"), AU)
PROTOCOL: CompiledMap = CONTACTS


def wire(name: str, ready: ReadyMap = CONTACTS) -> ReadyWire:
    """The wire of that CRM field."""
    return next(one for one in ready.wires if one.field == name)


def crm_values() -> st.SearchStrategy[tuple[ReadyWire, Value]]:
    """A wire of the preset map and a CRM value for it."""
    terms = st.sampled_from(["Net30", "20th of next month", "due on receipt", "half now", ""])
    own: dict[str, st.SearchStrategy[Any]] = {
        "people": people(),
        "payment_terms": terms,
        "phone": st.one_of(words, st.from_regex(r"0[2-4][0-9]{8}", fullmatch=True)),
        "unit_price": st.decimals("0", "99999", places=4).map(str),
    }
    wires = [*CONTACTS.wires, *PRODUCTS.wires]
    return st.sampled_from(wires).flatmap(lambda one: st.tuples(st.just(one), own.get(one.field, words)))


@given(crm_values())
def test_what_was_sent_comes_back_as_the_same_value(pair: tuple[ReadyWire, Value]) -> None:
    one, crm = pair
    sent = one.to_xero(crm)
    back = one.to_crm(sent)
    assert one.xero_key(one.to_xero(back)) == one.xero_key(sent)


@given(crm_values())
def test_a_server_that_trims_or_changes_case_of_email_is_no_change(pair: tuple[ReadyWire, Value]) -> None:
    one, crm = pair
    sent = one.to_xero(crm)
    if isinstance(sent, str) and "·" not in sent:
        echoed = f" {sent}  ".replace("\n", "\r\n")
        assert one.xero_key(echoed) == one.xero_key(sent)
        if one.field == "email" and sent.isascii():
            assert one.xero_key(sent.upper().lower()) == one.xero_key(sent.lower())


@given(st.one_of(phone_values(), words))
def test_a_phone_changed_in_xero_arrives_and_rests(value: str) -> None:
    one = wire("phone")
    crm = one.to_crm(value)
    assert one.xero_key(one.to_xero(crm)) == one.xero_key(value)


def test_a_record_of_xero_is_read_into_the_crm() -> None:
    values = CONTACTS.xero_values(CONTACT)
    crm: dict[str, Value] = {}
    for one in CONTACTS.wires:
        crm.update(one.crm_changes(one.to_crm(one.xero_value(values))))
    assert crm["name"] == "Harbour Café Pty Ltd"
    assert crm["phone"] == "(02) 9999 1234"
    assert crm["billing_postcode"] == "2000"
    assert crm["payment_terms"] == "10 days after the end of the month"
    assert [one["first_name"] for one in crm["people"] if isinstance(one, dict)] == ["Ann", "Bob"]
    for one in CONTACTS.wires:
        if one.direction == "both":
            assert one.xero_key(one.to_xero(one.crm_value(crm))) == one.xero_key(one.xero_value(values)), one.field


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("name", "", "empty"),
        ("name", "x" * 256, "256"),
        ("email", "ann@firm", ".com.au"),
        ("email", "ann", "no @"),
        ("email", "jürgen@firm.de", "plain"),
        ("email", "ann@müller.de", "ä"),
        ("email", "a b@firm.com", "not a valid"),
        ("email", "@firm.com", "before the @"),
        ("billing_postcode", "1" * 51, "50"),
        ("billing_country", "Österreich", "letters"),
        ("delivery_country", "AU2", "letters"),
        ("currency", "USD", "does not use USD"),
        ("currency", "dollars", "three letters"),
        ("payment_terms", "half now", "payment terms"),
        ("phone", "1" * 51, "50"),
        ("tax_number", "1" * 51, "51"),
        ("people", [{"first_name": str(n), "last_name": "", "email": "", "gets_invoice": False} for n in range(6)], "6 people"),
        ("people", [{"first_name": "A", "last_name": "", "email": "nope", "gets_invoice": False}], "no @"),
    ],
)
def test_refusals_are_foreseen(name: str, value: Value, said: str) -> None:
    fault = wire(name).fault(value)
    assert fault is not None
    assert said in fault.message or said in fault.advice
    assert fault.advice.endswith(".")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("name", "x" * 255),
        ("email", "Ann.O'Neil+tag@sub.firm.co.nz"),
        ("email", ""),
        ("billing_country", "New Zealand"),
        ("currency", "nzd"),
        ("currency", ""),
        ("payment_terms", "net30"),
        ("phone", "call Mary"),
        ("phone", "+61 2 9999 1234"),
        ("notes_do_not_exist", ""),
    ],
)
def test_what_xero_takes_is_no_fault(name: str, value: Value) -> None:
    found = [one for one in CONTACTS.wires if one.field == name]
    assert all(one.fault(value) is None for one in found)


def test_products_know_the_organisations_lists() -> None:
    assert wire("account", PRODUCTS).fault("999") is not None
    assert wire("account", PRODUCTS).fault("200") is None
    assert wire("tax_type", PRODUCTS).fault("VAT20") is not None
    assert wire("unit_price", PRODUCTS).fault("1.23456") is not None
    assert wire("unit_price", PRODUCTS).fault("dear") is not None
    assert wire("unit_price", PRODUCTS).to_crm("12.5") == "12.50"


def test_a_record_without_name_cannot_be_created() -> None:
    assert CONTACTS.record_fault({"name": "Acme"}) is None
    fault = CONTACTS.record_fault({"name": "  ", "email": "a@b.com"})
    assert fault is not None
    assert "Name" in fault.message
    assert compile_map(FieldMap("contact"), AU).record_fault({"name": "Acme"}) is not None


def test_fields_are_joined_on_the_way_and_split_on_the_way_back() -> None:
    ready = compile_map(FieldMap("contact", (Wire(("first_name", "last_name"), "Name", transforms=(Transform("join"),)),)), AU)
    one = ready.wires[0]
    assert one.crm_value({"first_name": "Ada", "last_name": "Lovelace"}) == "Ada Lovelace"
    assert one.crm_value({"last_name": "Lovelace"}) == "Lovelace"
    assert one.crm_changes(one.to_crm("Ada King Lovelace")) == {"first_name": "Ada King", "last_name": "Lovelace"}


def test_a_constant_goes_to_xero_only() -> None:
    ready = compile_map(
        FieldMap("contact", (Wire((), "AccountNumber", "to_xero", transforms=(Transform("constant", {"value": "X1"}),)),)), AU
    )
    one = ready.wires[0]
    assert (one.field, one.crm_value({}), one.to_xero(one.crm_value({})), one.crm_changes("Y")) == ("AccountNumber", "X1", "X1", {})


def test_wires_that_cannot_run_are_left_out() -> None:
    name = Wire(("name",), "Name")
    bad = (
        Wire(("gone",), "TaxNumber"),
        Wire(("email",), "Gone"),
        Wire(("first_name",), "Name"),
        Wire(("email",), "EmailAddress", enabled=False),
        Wire(("last_name",), "LastName", transforms=(Transform("nonsense"),)),
    )
    assert [one.xero_field for one in compile_map(FieldMap("contact", (name, *bad)), AU).wires] == ["Name"]
    website = compile_map(FieldMap("contact", (Wire(("website",), "Website", "both"),)), AU).wires[0]
    assert website.direction == "to_crm", "a field that can only be read never moves towards Xero"


def test_two_pairs_of_one_field_have_names_of_their_own() -> None:
    split = tuple(
        Wire(("name",), xero, "to_xero", transforms=(Transform("split_name", {"part": part}),))
        for xero, part in (("FirstName", "first"), ("LastName", "last"))
    )
    ready = compile_map(FieldMap("contact", split), AU)
    assert len({one.field for one in ready.wires}) == 2
    assert [one.to_xero("Ada Lovelace") for one in ready.wires] == ["Ada", "Lovelace"]


def test_role_and_phone_of_people_are_laid_over() -> None:
    here: Value = [{"first_name": "Ann", "last_name": "Lee", "email": "", "phone": "1", "role": "Boss", "gets_invoice": False}]
    arrived: Value = [{"first_name": "Ann", "last_name": "Lee", "email": "ann@x.com", "gets_invoice": True}]
    merged = wire("people").laid_over(here, arrived)
    assert merged == [{"first_name": "Ann", "last_name": "Lee", "email": "ann@x.com", "gets_invoice": True, "phone": "1", "role": "Boss"}]
    assert wire("name").laid_over("old", "new") == "new"


@pytest.mark.benchmark
def test_speed_of_ten_thousand_contacts(capsys: pytest.CaptureFixture[str]) -> None:
    started = time.perf_counter()
    for number in range(10_000):
        raw = {**CONTACT, "Name": f"Contact {number}", "EmailAddress": f"c{number}@x.com.au"}
        values = CONTACTS.xero_values(raw)
        for one in CONTACTS.wires:
            value = one.xero_value(values)
            crm = one.to_crm(value)
            one.crm_key(crm)
            one.xero_key(one.to_xero(crm))
            one.fault(crm)
    with capsys.disabled():
        print(f"\n10,000 contacts there and back: {time.perf_counter() - started:.2f} s")
