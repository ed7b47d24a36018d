"""Lists: pages, deltas, filters, orders, and the shape each way of asking gives."""

import time
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.unit.demo.caller import START, Caller, tiny
from xerodesk.demo.options import Options
from xerodesk.demo.server import DemoServer
from xerodesk.demo.state import Record
from xerodesk.demo.wire import read_stamp


def names(reply: Any, field: str = "Name") -> list[str]:
    rows = next(value for value in reply.json.values() if isinstance(value, list))
    return [row[field] for row in rows]


@pytest.fixture
def crowd(xero: Caller) -> Caller:
    rows = [{"Name": f"Customer {n:03d}", "EmailAddress": f"c{n}@example.com"} for n in range(25)]
    assert xero.put("Contacts", {"Contacts": rows}).status == 200
    return xero


def test_the_envelope_and_pagination(crowd: Caller) -> None:
    reply = crowd.get("Contacts", page=2, pageSize=10)
    data = reply.json
    assert data["pagination"] == {"page": 2, "pageSize": 10, "pageCount": 3, "itemCount": 25}
    assert (data["Status"], len(data["Contacts"])) == ("OK", 10)
    assert data["Id"] == reply.headers["xero-correlation-id"]
    assert read_stamp(data["DateTimeUTC"]) is not None
    assert names(crowd.get("Contacts", page=4, pageSize=10)) == []


def test_page_sizes_are_clamped(crowd: Caller) -> None:
    assert crowd.get("Contacts", page=1, pageSize=5000).json["pagination"]["pageSize"] == 1000
    assert crowd.get("Contacts", page=1, pageSize=0).json["pagination"]["pageSize"] == 1
    assert crowd.get("Contacts", page=1).json["pagination"]["pageSize"] == 100


def test_pages_in_the_default_order_cover_everything_once(crowd: Caller) -> None:
    seen = [name for page in (1, 2, 3) for name in names(crowd.get("Contacts", page=page, pageSize=10))]
    assert sorted(seen) == [f"Customer {n:03d}" for n in range(25)]
    edited = crowd.get("Contacts", page=1, pageSize=1).json["Contacts"][0]
    crowd.post("Contacts", {"Contacts": [{"ContactID": edited["ContactID"], "FirstName": "New"}]})
    assert names(crowd.get("Contacts", page=3, pageSize=10))[-1] == edited["Name"]


def test_page_changes_the_shape(xero: Caller) -> None:
    contact = xero.contact("Acme", ContactPersons=[{"FirstName": "Jo", "LastName": "Bo", "EmailAddress": "jo@example.com"}])
    xero.invoice(contact)
    unpaged, paged = xero.get("Invoices").json, xero.get("Invoices", page=1).json
    assert "pagination" not in unpaged
    assert unpaged["Invoices"][0]["LineItems"] == []
    assert len(paged["Invoices"][0]["LineItems"]) == 1
    assert paged["Invoices"][0]["Contact"]["Phones"] == []
    assert "Balances" not in xero.get("Contacts").json["Contacts"][0]
    full = xero.get("Contacts", page=1).json["Contacts"][0]
    assert full["Balances"]["AccountsReceivable"]["Outstanding"] == 100
    assert full["ContactPersons"][0]["FirstName"] == "Jo"
    summary = xero.get("Contacts", summaryOnly="true").json
    assert "pagination" in summary
    assert not {"Balances", "Addresses", "ContactPersons", "IsCustomer"} & set(summary["Contacts"][0])
    assert "LineItems" not in xero.get("Invoices", summaryOnly="true").json["Invoices"][0]
    one = xero.get(f"Invoices/{paged['Invoices'][0]['InvoiceID']}").json["Invoices"][0]
    assert len(one["Contact"]["Phones"]) == 4


def test_statuses_force_paging(xero: Caller) -> None:
    xero.invoice(xero.contact())
    assert "pagination" in xero.get("Invoices", Statuses="AUTHORISED,PAID").json
    assert xero.get("Invoices", Statuses="PAID").json["Invoices"] == []


def test_deltas_have_whole_seconds_and_ignore_wrong_forms(xero: Caller) -> None:
    early = xero.contact("Early")
    xero.server.world.move_clock(timedelta(minutes=5))
    late = xero.contact("Late")
    moment = read_stamp(late["UpdatedDateUTC"])
    assert moment is not None
    header = {"If-Modified-Since": moment.strftime("%Y-%m-%dT%H:%M:%S")}
    assert names(xero.get("Contacts", header, page=1)) == ["Late"]
    after = {"If-Modified-Since": (moment + timedelta(seconds=1)).strftime("%Y-%m-%dT%H:%M:%S")}
    assert xero.get("Contacts", after, page=1).json["Contacts"] == []
    wrong = {"If-Modified-Since": moment.strftime("%a, %d %b %Y %H:%M:%S GMT")}
    assert names(xero.get("Contacts", wrong, page=1)) == ["Early", "Late"]
    assert len(xero.get("TaxRates", after).json["TaxRates"]) == 4
    assert early["ContactID"] != late["ContactID"]


def test_the_boundary_of_a_delta_may_lie_on_either_side(xero: Caller, options: Options) -> None:
    key = xero.contact("Acme")["ContactID"]
    xero.server.world.organisations[0].contacts.touch(key, START)
    header = {"If-Modified-Since": START.strftime("%Y-%m-%dT%H:%M:%S")}
    assert names(xero.get("Contacts", header, page=1)) == ["Acme"]
    options.same_second = False
    assert names(xero.get("Contacts", header, page=1)) == []


def test_nothing_new_may_be_304(xero: Caller, options: Options) -> None:
    options.not_modified = True
    reply = xero.get("Contacts", {"If-Modified-Since": "2099-01-01T00:00:00"}, page=1)
    assert (reply.status, reply.body) == (304, b"")


def test_archived_contacts_show_only_on_request(xero: Caller) -> None:
    key = xero.contact("Old")["ContactID"]
    xero.post(f"Contacts/{key}", {"Contacts": [{"ContactStatus": "ARCHIVED"}]})
    assert xero.get("Contacts", page=1).json["Contacts"] == []
    assert names(xero.get("Contacts", page=1, includeArchived="true")) == ["Old"]
    assert xero.get(f"Contacts/{key}").json["Contacts"][0]["ContactStatus"] == "ARCHIVED"


def test_filters_by_list(xero: Caller) -> None:
    one, two = xero.contact("One", ContactNumber="N-1"), xero.contact("Two")
    first, second = xero.invoice(one, Reference="Blue fence"), xero.invoice(two, InvoiceNumber="S-77")
    assert names(xero.get("Contacts", IDs=f"{one['ContactID']},{two['ContactID']}")) == ["One", "Two"]
    assert names(xero.get("Invoices", IDs=first["InvoiceID"]), "InvoiceID") == [first["InvoiceID"]]
    assert names(xero.get("Invoices", InvoiceNumbers="S-77,X"), "InvoiceID") == [second["InvoiceID"]]
    assert names(xero.get("Invoices", ContactIDs=one["ContactID"]), "InvoiceID") == [first["InvoiceID"]]
    assert names(xero.get("Invoices", searchTerm="blue"), "InvoiceID") == [first["InvoiceID"]]
    assert names(xero.get("Contacts", searchTerm="n-1")) == ["One"]
    assert len(xero.get("Invoices", createdByMyApp="true").json["Invoices"]) == 2
    assert names(xero.get("Contacts/N-1")) == ["One"]
    assert names(xero.get("Invoices/S-77"), "InvoiceID") == [second["InvoiceID"]]
    assert xero.get("Invoices/NOPE").status == 404
    assert xero.get("Nonsense").status == 404


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ('Name=="émile"', ["Emile"]),
        ('Name="emile"', ["Emile"]),
        ('Name.StartsWith("B")', ["Bertha"]),
        ('EmailAddress.Contains("example") AND Name!="Bertha"', ["Emile"]),
        ('Name=="Bertha" OR Name=="Emile"', ["Bertha", "Emile"]),
        ('(Name=="Bertha" || Name=="Emile") && FirstName==null', ["Emile"]),
        ('ContactID==guid("00000000-0000-0000-0000-000000000001")', []),
        ("UpdatedDateUTC>=DateTime(2099, 01, 01)", []),
        ("IsCustomer==false AND UpdatedDateUTC>=DateTime(2020,1,1,10,30,0)", ["Bertha", "Emile"]),
        ('Name.ToLower()=="bertha"', ["Bertha"]),
    ],
)
def test_where(xero: Caller, where: str, expected: list[str]) -> None:
    xero.contact("Bertha", FirstName="B", EmailAddress="b@example.com")
    xero.contact("Emile", EmailAddress="e@example.com")
    assert sorted(names(xero.get("Contacts", page=1, where=where))) == expected


def test_where_on_documents(xero: Caller) -> None:
    contact = xero.contact("Acme", ContactNumber="C-9")
    xero.invoice(contact, 50, Date="2024-01-10", DueDate="2024-02-01")
    big = xero.invoice(contact, 500, Date="2024-03-10", DueDate="2024-04-01")
    for where in (
        "AmountDue>100",
        "AmountDue==500.00",
        "Date>=DateTime(2024,02,01) AND DueDate<=DateTime(2024,04,01)",
        f'Contact.ContactID==guid("{contact["ContactID"]}") AND Total==500',
        f'InvoiceId==guid("{big["InvoiceID"]}")',
        'Contact.ContactNumber=="C-9" AND AmountPaid==0 AND Total>50',
        f'Contact.Name=="acme" AND InvoiceNumber=="{big["InvoiceNumber"]}"',
    ):
        assert names(xero.get("Invoices", page=1, where=where), "InvoiceID") == [big["InvoiceID"]], where


@pytest.mark.parametrize("where", ["Nmae==1", 'Name=="open', "Name==", 'Name.Sing("x")', "DateTime(1)==Name", "Name==5", "Name==1 Name==2"])
def test_an_unreadable_where_is_400(xero: Caller, where: str) -> None:
    xero.contact("A")
    reply = xero.get("Contacts", page=1, where=where)
    assert (reply.status, reply.json["Type"]) == (400, "QueryParseException")


def test_order(crowd: Caller) -> None:
    assert names(crowd.get("Contacts", page=1, pageSize=2, order="Name DESC")) == ["Customer 024", "Customer 023"]
    assert names(crowd.get("Contacts", page=1, pageSize=1, order="UpdatedDateUTC DESC")) == ["Customer 024"]
    assert crowd.get("Contacts", page=1, order="Shoe size").status == 400


def test_quote_filters(xero: Caller) -> None:
    contact = xero.contact("Acme")
    line = [{"Description": "Fence", "Quantity": 1, "UnitAmount": 10}]
    for day in ("2024-01-05", "2024-02-05"):
        body = {"Contact": {"ContactID": contact["ContactID"]}, "Date": day, "ExpiryDate": day, "LineItems": line}
        assert xero.put("Quotes", {"Quotes": [body]}).status == 200
    assert names(xero.get("Quotes", page=1, QuoteNumber="qu-000"), "QuoteNumber") == ["QU-0001", "QU-0002"]
    assert names(xero.get("Quotes", DateFrom="2024-02-01"), "QuoteNumber") == ["QU-0002"]
    assert names(xero.get("Quotes", ExpiryDateTo="2024-01-31"), "QuoteNumber") == ["QU-0001"]
    assert names(xero.get("Quotes", Status="SENT"), "QuoteNumber") == []
    assert len(names(xero.get("Quotes", ContactID=contact["ContactID"], Status="DRAFT"), "QuoteNumber")) == 2


def test_unit_prices_have_four_decimals_only_on_request(xero: Caller) -> None:
    contact = xero.contact()
    line = {"Description": "Screws", "Quantity": 100, "UnitAmount": "0.1234", "AccountCode": "200", "TaxType": "EXEMPTOUTPUT"}
    body = {"Type": "ACCREC", "Contact": {"ContactID": contact["ContactID"]}, "LineItems": [line]}
    fine = xero.put("Invoices?unitdp=4", {"Invoices": [body]}).json["Invoices"][0]
    coarse = xero.put("Invoices", {"Invoices": [body]}).json["Invoices"][0]
    assert (fine["Total"], coarse["Total"]) == (Decimal("12.34"), Decimal("12.00"))
    assert fine["LineItems"][0]["UnitAmount"] == Decimal("0.1234")
    shown = xero.get("Invoices", page=1, IDs=fine["InvoiceID"]).json["Invoices"][0]
    assert (shown["LineItems"][0]["UnitAmount"], shown["Total"]) == (Decimal("0.12"), Decimal("12.34"))


def test_json_is_only_for_those_who_ask(xero: Caller) -> None:
    for accept in ("application/xml", "text/xml", ""):
        assert xero.get("Organisation", {"Accept": accept}).status == 406
    assert xero.get("Organisation", {"Accept": "*/*"}).status == 200


def test_settings(xero: Caller) -> None:
    assert xero.get("Organisation").json["Organisations"][0]["Name"] == "Harbour Joinery"
    actions = {row["Name"]: row["Status"] for row in xero.get("Organisation/Actions").json["Actions"]}
    assert actions["CreateApprovedInvoice"] == "ALLOWED"
    assert xero.get("Users").json["Users"][0]["FirstName"] == "Kim"
    assert names(xero.get("Accounts", where='Type=="BANK"'), "Code") == ["090"]
    assert names(xero.get("TaxRates/OUTPUT"), "TaxType") == ["OUTPUT"]
    assert "UpdatedDateUTC" not in xero.get("Currencies").json["Currencies"][0]
    assert xero.put("Currencies", {"Code": "EUR", "Description": "Euro"}).status == 200
    assert "EUR" in names(xero.get("Currencies"), "Code")
    assert xero.get("InvoiceReminders/Settings").json["InvoiceReminders"] == [{"Enabled": False}]
    assert xero.get("RepeatingInvoices").json["RepeatingInvoices"] == []
    assert xero.get("TrackingCategories").json["TrackingCategories"] == []
    assert xero.post("Accounts", {"Code": "1"}).status == 501


def test_a_thousand_invoices_come_quickly() -> None:
    org = tiny()
    with DemoServer([org], options=Options(limits=False)) as server:
        xero = Caller(server).sign_in()
        first = xero.invoice(xero.contact())
        key = first["InvoiceID"]
        model = org.invoices[key]
        for n in range(1500):
            other = f"{n:08d}-0000-4000-8000-000000000000"
            org.invoices[other] = Record({**model.data, "InvoiceID": other}, model.updated)
        xero.get("Invoices", page=1, pageSize=1000)
        started = time.perf_counter()
        reply = xero.get("Invoices", page=1, pageSize=1000)
        assert len(reply.body) > 1_000_000
        assert time.perf_counter() - started < 2  # a wide margin; the benchmark measures
