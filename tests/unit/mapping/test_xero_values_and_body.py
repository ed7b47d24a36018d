"""Xero's JSON to values and back: nothing the map does not name is touched, and what was laid over reads back."""

from __future__ import annotations

import copy
import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.mapping.samples import CONTACT, ITEM, contact_changes
from xerodesk.mapping import catalogues
from xerodesk.mapping.xero_body import build
from xerodesk.mapping.xero_values import day_text, flatten

XERO = catalogues.xero("contact")


def test_a_contact_is_flattened_by_its_api_names() -> None:
    values = flatten(XERO, CONTACT)
    assert values["Phones.DEFAULT"] == "61·2·9999 1234"
    assert values["Phones.MOBILE"] == ""
    assert values["Addresses.POBOX.AddressLine3"] == "Level 3"
    assert values["PaymentTerms.Sales"] == "10 days after the end of the month"
    assert values["PaymentTerms.Bills"] == "15th of this month"
    assert values["ContactGroups"] == "VIP, Trade"
    assert values["Balances.AccountsReceivable.Outstanding"] == "849.5"
    assert values["IsCustomer"] is True
    assert values["Website"] == ""
    assert values["ContactPersons"][1] == {"first_name": "Bob", "last_name": "Low", "email": "", "gets_invoice": False}


@pytest.mark.parametrize(
    "odd",
    [
        {},
        {"Name": None, "Addresses": None, "Phones": "none", "ContactPersons": {}, "PaymentTerms": [], "Balances": 3},
        {"Name": 42, "Addresses": [None, 1, {"City": "X"}], "Phones": [{"PhoneType": "DEFAULT", "PhoneNumber": None}]},
        {"PaymentTerms": {"Sales": {"Day": None, "Type": None}}, "ContactPersons": [None, {"FirstName": None}]},
    ],
)
def test_odd_json_is_read_as_far_as_it_goes(odd: dict[str, Any]) -> None:
    values = flatten(XERO, odd)
    assert set(values) == set(XERO.names())
    assert all(isinstance(value, str | bool | list) for value in values.values())


def test_unknown_terms_are_shown_and_survive() -> None:
    raw = {"PaymentTerms": {"Sales": {"Day": 4, "Type": "SOMETHINGNEW"}, "Bills": {"Day": 1, "Type": "OFFOLLOWINGMONTH"}}}
    assert flatten(XERO, raw)["PaymentTerms.Sales"] == "4 SOMETHINGNEW"
    assert build(XERO, raw, {"PaymentTerms.Bills": "Net 7"})["PaymentTerms"]["Sales"] == raw["PaymentTerms"]["Sales"]


@pytest.mark.parametrize(
    ("date", "day"),
    [
        ("/Date(1539993600000+0000)/", "2018-10-20"),
        ("/Date(-86400000)/", "1969-12-31"),
        ("2026-06-03T00:00:00", "2026-06-03"),
        (None, ""),
        ("/Date(x)/", ""),
    ],
)
def test_xeros_dates(date: str | None, day: str) -> None:
    assert day_text(date) == day


@given(contact_changes())
def test_what_is_laid_over_reads_back_and_the_rest_stands(changes: dict[str, Any]) -> None:
    before = copy.deepcopy(CONTACT)
    body = build(XERO, CONTACT, changes)
    assert before == CONTACT, "Xero's copy is not written to"
    after = {**CONTACT, **json.loads(json.dumps(body))}
    was, now = flatten(XERO, CONTACT), flatten(XERO, after)
    for name in XERO.names():
        field = XERO.field(name)
        wanted = changes.get(name, was[name])
        assert field.normalise(now[name]) == field.normalise(wanted), name
        if name not in changes:
            assert now[name] == was[name]


@given(contact_changes())
def test_untouched_parts_and_unknown_keys_are_kept_byte_for_byte(changes: dict[str, Any]) -> None:
    body = build(XERO, CONTACT, changes)
    assert set(body) == {XERO.field(name).composite or name for name in changes}
    if "Addresses" in body:
        assert [one["AddressType"] for one in body["Addresses"]] == ["STREET", "POBOX"]
        assert body["Addresses"][1]["NewKey"] == {"kept": [1, 2]}
    if "Phones" in body:
        kept = {row["PhoneType"]: row for row in CONTACT["Phones"] if f"Phones.{row['PhoneType']}" not in changes}
        assert {row["PhoneType"]: row for row in body["Phones"] if row["PhoneType"] in kept} == kept
        assert body["Phones"][1]["Extra"] == "kept"
    if "PaymentTerms" in body:
        assert body["PaymentTerms"]["Bills"] == CONTACT["PaymentTerms"]["Bills"]


@given(contact_changes())
def test_a_record_made_from_nothing_holds_what_was_given(changes: dict[str, Any]) -> None:
    now = flatten(XERO, build(XERO, None, changes))
    for name, value in changes.items():
        assert XERO.field(name).normalise(now[name]) == XERO.field(name).normalise(value)


def test_no_changes_no_body() -> None:
    assert build(XERO, CONTACT, {}) == {}
    assert build(XERO, CONTACT, {"Website": "x", "Nonsense": "y"}) == {}, "read-only and unknown fields cannot be sent"


def test_people_keep_their_unknown_keys_by_email_then_by_name() -> None:
    people = [
        {"first_name": "Robert", "last_name": "Low", "email": "", "gets_invoice": False},
        {"first_name": "Anna", "last_name": "Lee", "email": "ANN@harbour.com.au", "gets_invoice": True},
        {"first_name": "Bob", "last_name": "Low", "email": "bob@x.com", "gets_invoice": True},
    ]
    rows = build(XERO, CONTACT, {"ContactPersons": people})["ContactPersons"]
    assert "Other" not in rows[0], "another name and no e-mail is another person"
    assert rows[1]["Unknown"] == "kept"
    assert rows[1]["FirstName"] == "Anna"
    assert rows[2]["Other"] == 7
    assert rows[2]["EmailAddress"] == "bob@x.com"


@given(st.decimals("0", "9999999", places=4))
def test_a_price_reaches_xero_exactly(price: Decimal) -> None:
    item = catalogues.xero("product")
    body = build(item, ITEM, {"SalesDetails.UnitPrice": str(price)})
    sent = json.loads(json.dumps(body), parse_float=Decimal)
    assert Decimal(sent["SalesDetails"]["UnitPrice"]) == price
    assert sent["SalesDetails"]["AccountCode"] == "200"


def test_an_item_keeps_the_side_that_did_not_change() -> None:
    item = catalogues.xero("product")
    raw = json.loads(json.dumps(ITEM), parse_float=Decimal)
    body = build(item, raw, {"PurchaseDetails.AccountCode": "310", "Name": "New"})
    assert body == {"PurchaseDetails": {"UnitPrice": 149, "AccountCode": "310", "TaxType": "INPUT", "Kept": True}, "Name": "New"}
    json.dumps(body)
    assert build(item, raw, {"SalesDetails.UnitPrice": ""})["SalesDetails"]["UnitPrice"] is None
