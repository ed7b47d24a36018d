"""The sample company's CRM side fits its books."""

import json
from collections import defaultdict
from datetime import date
from decimal import Decimal

import pytest

from xerodesk.demo.seed.books import build
from xerodesk.demo.seed.naming import folded
from xerodesk.demo.seed.sample_crm import SampleCrm, phone_text, sample_records, terms_text
from xerodesk.demo.state import Organisation
from xerodesk.demo.wire import encode
from xerodesk.mapping.compile import compile_map
from xerodesk.mapping.compiled import Surroundings
from xerodesk.mapping.crm_contact import CONTACT
from xerodesk.mapping.crm_deal import DEAL, DEAL_LINE
from xerodesk.mapping.crm_product import PRODUCT
from xerodesk.mapping.presets import preset
from xerodesk.mapping.terms import parse

TODAY = date(2026, 6, 3)


@pytest.fixture(scope="module")
def org() -> Organisation:
    return build("AU", today=TODAY)


@pytest.fixture(scope="module")
def crm(org: Organisation) -> SampleCrm:
    return sample_records(org, TODAY)


def names_of(catalogue: object) -> list[str]:
    return [field.name for field in catalogue.fields]  # type: ignore[attr-defined]  # a mapping Catalogue


def test_rows_have_exactly_the_fields_of_the_catalogues(crm: SampleCrm) -> None:
    assert {tuple(sorted(row)) for row in crm.contacts} == {tuple(sorted(names_of(CONTACT)))}
    assert {tuple(sorted(row)) for row in crm.deals} == {tuple(sorted(names_of(DEAL)))}
    assert {tuple(sorted(line)) for row in crm.deals for line in row["lines"]} == {tuple(sorted(names_of(DEAL_LINE)))}
    assert {tuple(sorted(row)) for row in crm.products} == {tuple(sorted(names_of(PRODUCT)))}
    texts = [value for row in (*crm.contacts, *crm.products) for key, value in row.items() if key != "people"]
    assert all(isinstance(value, str) for value in texts)


def test_some_are_only_here_and_some_differ_in_one_field(org: Organisation, crm: SampleCrm) -> None:
    in_xero = {folded(data["Name"]): data for data in org.contacts.datas() if data["ContactStatus"] == "ACTIVE"}
    only_here = [row for row in crm.contacts if folded(row["name"]) not in in_xero]
    assert {row["stage"] for row in only_here} == {"customer", "lead"}
    assert all(row["stage"] == "customer" for row in crm.contacts if row not in only_here)
    assert len(in_xero) > len(crm.contacts) - len(only_here) > 100
    both = [(row, in_xero[folded(row["name"])]) for row in crm.contacts if row not in only_here]
    other_mail = [row["name"] for row, data in both if data["EmailAddress"] != row["email"]]
    assert other_mail == ["Banksia & Bloom Florist"]
    marlowe = next(row for row in crm.contacts if row["name"].startswith("Marlowe"))
    assert (marlowe["payment_terms"], terms_text(in_xero[folded(marlowe["name"])])) == ("Net 14", "Net 30")


def test_by_the_usual_map_six_customers_differ_in_one_field_each(org: Organisation, crm: SampleCrm) -> None:
    ready = compile_map(preset("contact"), Surroundings("AU", "AUD", frozenset(org.currencies)))
    active = {data["Name"]: json.loads(encode(data)) for data in org.contacts.datas() if data["ContactStatus"] == "ACTIVE"}
    different = {}
    for row in crm.contacts:
        if row["name"] in active:
            there = ready.xero_values(active[row["name"]])
            pairs = [(wire, wire.to_xero(wire.crm_value(row)), wire.xero_value(there)) for wire in ready.wires]
            different[row["name"]] = [wire.field for wire, here, far in pairs if wire.xero_key(here) != wire.xero_key(far)]
    fields = sorted(field for one in different.values() for field in one)
    assert fields == ["account_number", "billing_line1", "billing_line2", "email", "mobile", "payment_terms"]
    assert max(map(len, different.values())) == 1


def test_names_are_unique_and_deals_have_customers(crm: SampleCrm) -> None:
    names = [row["name"] for row in crm.contacts]
    assert len({folded(name) for name in names}) == len(names)
    assert {row["contact"] for row in crm.deals} <= set(names)
    codes = {row["code"] for row in crm.products}
    assert {line["product"] for row in crm.deals for line in row["lines"]} <= codes | {""}


def test_the_open_deals_of_the_first_page(crm: SampleCrm) -> None:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for deal in crm.deals:
        sums[deal["stage"]] += sum(
            (Decimal(line["quantity"]) * Decimal(line["unit_price"]) for line in deal["lines"]), Decimal(0)
        ).quantize(Decimal("0.01"))
    wanted = {"lead": "14200", "qualified": "18750", "quoted": "21950", "verbal yes": "8500"}
    assert {stage: sums[stage] for stage in wanted} == {stage: Decimal(text) for stage, text in wanted.items()}
    assert all(bool(deal["won_on"]) == (deal["stage"] == "won") for deal in crm.deals)
    assert {deal["stage"] for deal in crm.deals} == {"lead", "qualified", "quoted", "verbal yes", "won", "lost"}


def test_terms_are_written_as_the_map_reads_them(org: Organisation) -> None:
    for data in org.contacts.datas():
        terms = data.get("PaymentTerms", {}).get("Sales")
        if terms:
            assert parse(terms_text(data)) == (terms["Day"], terms["Type"])


@pytest.mark.parametrize(
    ("phone", "text"),
    [
        (("DEFAULT", "61", "2", "5550 0142"), "(02) 5550 0142"),
        (("MOBILE", "+61", "0491", "570 156"), "0491 570 156"),
        (("DEFAULT", "64", "9", "555 0142"), "+64 9 555 0142"),
        (("DEFAULT", "", "", "(02) 5550 0142"), "(02) 5550 0142"),
        (("DEFAULT", "", "", ""), ""),
        (("DEFAULT", "", "2", "5550 0142 ask for Barb"), "2 5550 0142 ask for Barb"),
    ],
)
def test_phones_as_people_write_them(phone: tuple[str, str, str, str], text: str) -> None:
    kind, country, area, number = phone
    parts = {"PhoneType": kind, "PhoneCountryCode": country, "PhoneAreaCode": area, "PhoneNumber": number}
    assert phone_text(parts, "61") == text


@pytest.mark.parametrize("country", ["NZ", "UK", "US"])
def test_other_countries_have_a_crm_side_too(country: str) -> None:
    crm = sample_records(build(country, 40, 80, today=TODAY), TODAY)
    assert {row["contact"] for row in crm.deals} <= {row["name"] for row in crm.contacts}
