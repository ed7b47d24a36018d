"""Every endpoint, in all four countries, answers in the shapes that Xero publishes."""

from collections.abc import Iterator
from datetime import date

import pytest

from tests.contract.demo.sdk import SCOPES, Xero, signed_in
from xerodesk.demo.seed.books import build

LISTS = {
    "Accounts": "accounts", "TaxRates": "tax_rates", "Currencies": "currencies", "BrandingThemes": "branding_themes",
    "ContactGroups": "contact_groups", "Items": "items", "Contacts": "contacts", "Invoices": "invoices", "Payments": "payments",
    "CreditNotes": "credit_notes", "Prepayments": "prepayments", "Overpayments": "overpayments", "Quotes": "quotes",
}
PAGED = ("Contacts", "Invoices", "Payments", "CreditNotes", "Prepayments", "Overpayments", "Quotes")


@pytest.fixture(scope="module", params=["AU", "NZ", "UK", "US"])
def land(request: pytest.FixtureRequest) -> Iterator[Xero]:
    with signed_in(build(request.param, 90, 260, today=date.today()), scopes=f"{SCOPES} accounting.banktransactions") as app:
        yield app


def test_organisation_and_what_may_be_done(land: Xero) -> None:
    found = land.get("Organisation")["Organisations"][0]
    assert found["Version"] in ("AU", "NZ", "UK", "US")
    assert {action["Name"] for action in land.get("Organisation/Actions")["Actions"]} >= {"CreateApprovedInvoice", "UseMulticurrency"}


@pytest.mark.parametrize("plural", LISTS)
def test_lists(land: Xero, plural: str) -> None:
    rows = land.get(plural)[plural]
    table = getattr(land.org, LISTS[plural])
    if plural == "Contacts":
        assert len(rows) == sum(data["ContactStatus"] == "ACTIVE" for data in table.datas())
    else:
        assert len(rows) == len(table) > 0


@pytest.mark.parametrize("plural", PAGED)
def test_pages_and_prices_with_four_decimals(land: Xero, plural: str) -> None:
    answer = land.get(f"{plural}?page=1&pageSize=60&unitdp=4")
    assert answer["pagination"]["page"] == 1
    assert len(answer[plural]) == min(60, answer["pagination"]["itemCount"]) > 0


@pytest.mark.parametrize("path", ["Contacts?summaryOnly=true&page=1&pageSize=50", "Invoices?summaryOnly=true", "Items?unitdp=4"])
def test_other_shapes(land: Xero, path: str) -> None:
    assert land.get(path)[path.partition("?")[0]]


@pytest.mark.parametrize("plural", [name for name in LISTS if name != "Currencies"])
def test_single_records(land: Xero, plural: str) -> None:
    for key in sorted(getattr(land.org, LISTS[plural]))[:3]:
        assert len(land.get(f"{plural}/{key}")[plural]) == 1


def test_history_and_online_invoices(land: Xero) -> None:
    sent = [key for key in land.org.history if key in land.org.invoices][:2]
    assert sent
    for key in sent:
        assert land.get(f"Invoices/{key}/History")["HistoryRecords"]
        assert land.get(f"Invoices/{key}/OnlineInvoice")["OnlineInvoices"]


@pytest.mark.parametrize(
    "path", ["Users", "TrackingCategories", "RepeatingInvoices", "BankTransactions?page=1", "InvoiceReminders/Settings", "Attachments"]
)
def test_the_rest_of_what_is_served(land: Xero, path: str) -> None:
    if path == "Attachments":
        path = f"Invoices/{next(iter(land.org.invoices))}/Attachments"
    land.get(path)


def test_what_is_written_comes_back_in_shape(land: Xero) -> None:
    tax = next(key for key, record in land.org.tax_rates.items() if record.data["CanApplyToRevenue"])
    contact = land.send("PUT", "Contacts", {"Contacts": [{"Name": "Made here", "EmailAddress": "a@b.example"}]})["Contacts"][0]
    line = {"Description": "Stool", "Quantity": 2, "UnitAmount": 12.5, "AccountCode": "200", "TaxType": tax}
    whole = {"Type": "ACCREC", "Contact": {"ContactID": contact["ContactID"]}, "LineItems": [line], "DueDate": "2099-01-31"}
    invoice = land.send("POST", "Invoices?summarizeErrors=false", {"Invoices": [whole | {"Status": "AUTHORISED"}]})["Invoices"][0]
    assert invoice["StatusAttributeString"] == "OK"
    payment = {"Invoice": {"InvoiceID": invoice["InvoiceID"]}, "Account": {"Code": "090"}, "Amount": 5, "Date": date.today().isoformat()}
    land.send("PUT", "Payments", payment)
    note = whole | {"Type": "ACCRECCREDIT", "Status": "AUTHORISED"}
    credit = land.send("PUT", "CreditNotes", {"CreditNotes": [note]})["CreditNotes"][0]
    land.send("PUT", f"CreditNotes/{credit['CreditNoteID']}/Allocations", {"Amount": 3, "Invoice": {"InvoiceID": invoice["InvoiceID"]}})
    land.send("PUT", "Quotes", {"Quotes": [{"Contact": whole["Contact"], "Date": "2026-01-05", "LineItems": [line]}]})
    land.send("PUT", "Items", {"Items": [{"Code": "MADE-HERE", "Name": "Made here"}]})
    land.send("PUT", "ContactGroups", {"ContactGroups": [{"Name": "Made here"}]})
    for path in (f"Invoices/{invoice['InvoiceID']}", f"CreditNotes/{credit['CreditNoteID']}", f"Contacts/{contact['ContactID']}"):
        land.get(path)
    read = land.get(f"Invoices/{invoice['InvoiceID']}")["Invoices"][0]
    assert (read["AmountPaid"], read["AmountCredited"]) == (5, 3)
