"""The checker itself finds what it should; otherwise the rest proves nothing."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.contract.demo.schema_check import PACK, check, problems, schema_of

CONTACT = "5040915e-8ce7-4177-8d08-fde416232f18"


def answer() -> dict[str, Any]:
    invoice = {
        "InvoiceID": CONTACT, "Type": "ACCREC", "Status": "PAID", "Date": "/Date(1551916800000+0000)/", "DateString": "2019-03-07T00:00:00",
        "Contact": {"ContactID": CONTACT, "Name": "X"}, "Total": 22.0, "CurrencyCode": "AUD", "LineItems": [{"Quantity": 1.0}],
    }
    head = {"Id": CONTACT, "Status": "OK", "ProviderName": "x", "DateTimeUTC": "/Date(1551916800000)/"}
    return {**head, "pagination": {"page": 1, "pageSize": 100, "pageCount": 1, "itemCount": 1}, "Invoices": [invoice]}


def test_a_good_answer_passes() -> None:
    check("Invoices?page=1", answer())


@pytest.mark.parametrize(
    "spoil",
    [
        lambda doc: doc["Invoices"][0].update(AmountDeu=1),
        lambda doc: doc["Invoices"][0].update(Status="SENT"),
        lambda doc: doc["Invoices"][0].update(Total="22.00"),
        lambda doc: doc["Invoices"][0].update(Date="2019-03-07"),
        lambda doc: doc["Invoices"][0].update(InvoiceID="17"),
        lambda doc: doc["Invoices"][0]["Contact"].update(name="x"),
        lambda doc: doc["Invoices"][0]["Contact"].update(Name=None),
        lambda doc: doc["Invoices"][0]["Contact"].update(Name="x" * 256),
        lambda doc: doc["Invoices"][0].update(CurrencyCode="AUS"),
        lambda doc: doc["pagination"].update(pages=1),
        lambda doc: doc.pop("DateTimeUTC"),
        lambda doc: doc.update(Invoice=doc.pop("Invoices")),
    ],
)
def test_a_bad_answer_does_not(spoil: Callable[[dict[str, Any]], None]) -> None:
    document = answer()
    spoil(document)
    assert problems("Invoices", document)


def test_paths_lead_to_their_schemas() -> None:
    assert schema_of("Invoices/abc/History") == "HistoryRecords"
    assert schema_of("/Organisation") == "Organisations"
    assert schema_of("Organisation/Actions") == "Actions"
    assert schema_of("CreditNotes/abc/Allocations") == "Allocations"
    assert schema_of("Contacts/abc?unitdp=4") == "Contacts"


def test_every_reference_in_the_pack_leads_somewhere() -> None:
    text = PACK.read_text("utf-8")
    schemas = json.loads(text)["schemas"]
    named = {part.split('"')[0] for part in text.split('"#/components/schemas/')[1:]}
    assert named <= set(schemas)
    assert (PACK.parent / "LICENSE-Xero-OpenAPI").read_text("utf-8").startswith("MIT License")
