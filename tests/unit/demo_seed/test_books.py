"""The demo books add up, and are the same every time."""

from collections import Counter, defaultdict
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

import pytest
from stdnum.au import abn
from stdnum.gb import vat
from stdnum.nz import ird
from stdnum.us import ein

from xerodesk.demo.seed.books import COUNTRIES, build
from xerodesk.demo.seed.naming import folded
from xerodesk.demo.state import Organisation
from xerodesk.demo.wire import encode, read_day

TODAY = date(2026, 6, 3)
CENT = Decimal("0.01")
TABLES = (
    "accounts", "tax_rates", "currencies", "branding_themes", "contact_groups", "items", "contacts", "invoices", "payments", "credit_notes",
    "prepayments", "overpayments", "quotes",
)


@cache
def books(country: str) -> Organisation:
    """The usual books of a country; tests only read them."""
    return build(country, today=TODAY)


@pytest.fixture(params=["AU", "NZ", "UK", "US"])
def org(request: pytest.FixtureRequest) -> Organisation:
    return books(request.param)


def cents(value: Decimal) -> Decimal:
    return value.quantize(CENT, ROUND_HALF_UP)


def everything(org: Organisation) -> str:
    tables = {name: [(key, record.data, str(record.updated)) for key, record in getattr(org, name).items()] for name in TABLES}
    return encode([org.tenant_id, org.connection_id, org.organisation, org.users, org.history, tables])


def test_same_arguments_give_the_same_bytes_and_others_do_not() -> None:
    first, again = (everything(build("NZ", 60, 120, today=TODAY)) for _ in range(2))
    assert first == again
    assert first != everything(build("NZ", 60, 120, today=TODAY, seed=2))


def test_ids_handed_out_later_are_new(org: Organisation) -> None:
    fresh = build(org.organisation["Version"], 40, 60, today=TODAY)
    known = {key for name in TABLES for key in getattr(fresh, name)}
    assert not known & {fresh.new_id() for _ in range(2_000)}


@pytest.mark.parametrize(("contacts", "invoices"), [(0, 0), (1, 5), (7, 0), (30, 40), (100, 1), (100, 18), (333, 1000)])
def test_as_many_as_asked_for(contacts: int, invoices: int) -> None:
    org = build("AU", contacts, invoices, today=TODAY)
    assert (len(org.contacts), len(org.invoices)) == (contacts, invoices)


@pytest.mark.parametrize("today", [date(2024, 2, 29), date(2025, 1, 1), date(2025, 12, 31), date(2026, 5, 31)])
def test_alive_on_any_day_and_never_in_the_future(today: date) -> None:
    org = build("AU", 80, 400, today=today)
    starts = datetime(today.year, today.month, today.day, tzinfo=UTC) - timedelta(hours=14)
    assert all(record.updated <= starts for name in TABLES for record in getattr(org, name).values())
    days = [read_day(data["Date"]) for table in (org.invoices, org.payments, org.credit_notes, org.quotes) for data in table.datas()]
    assert all(day is not None and day <= today for day in days)
    dates = [day for day in days if day]
    assert max(dates) >= today - timedelta(days=5)
    assert (max(dates) - min(dates)).days > 3 * 365


def lines_of(data: dict[str, object]) -> list[dict[str, Decimal]]:
    lines = data["LineItems"]
    assert isinstance(lines, list)
    return [line for line in lines if "UnitAmount" in line]


def test_lines_and_totals_follow_xeros_arithmetic(org: Organisation) -> None:
    rates = {key: record.data["EffectiveRate"] for key, record in org.tax_rates.items()}
    for table in (org.invoices, org.credit_notes, org.quotes):
        for data in table.datas():
            mode = data["LineAmountTypes"].upper()
            for line in lines_of(data):
                gross = line["Quantity"] * line["UnitAmount"]
                assert line["LineAmount"] == cents(gross * (100 - line.get("DiscountRate", Decimal(0))) / 100)
                points = rates.get(line["TaxType"], Decimal(0))
                divisor = {"EXCLUSIVE": Decimal(100), "INCLUSIVE": 100 + points, "NOTAX": Decimal("Infinity")}[mode]
                assert line["TaxAmount"] == cents(line["LineAmount"] * points / divisor)
            amounts = sum((line["LineAmount"] for line in data["LineItems"]), Decimal(0))
            tax = sum((line["TaxAmount"] for line in data["LineItems"]), Decimal(0))
            assert data["TotalTax"] == tax
            assert data["SubTotal"] == (amounts - tax if mode == "INCLUSIVE" else amounts)
            assert data["Total"] == data["SubTotal"] + data["TotalTax"] > 0
            discount = sum((cents(ln["Quantity"] * ln["UnitAmount"]) - ln["LineAmount"] for ln in lines_of(data)), Decimal(0))
            assert data.get("TotalDiscount", 0) == discount
    assert not [line for data in org.credit_notes.datas() for line in data["LineItems"] if "DiscountRate" in line]


def test_what_is_due_follows_from_what_was_applied(org: Organisation) -> None:
    paid: dict[str, Decimal] = defaultdict(Decimal)
    for data in org.payments.datas():
        paid[data["Invoice"]["InvoiceID"]] += data["Amount"]
    credited: dict[str, Decimal] = defaultdict(Decimal)
    for table in (org.credit_notes, org.overpayments, org.prepayments):
        for data in table.datas():
            used = sum((part["Amount"] for part in data["Allocations"]), Decimal(0))
            assert data["RemainingCredit"] == data["Total"] - used >= 0
            if data["Status"] != "DRAFT":
                assert data["Status"] == ("AUTHORISED" if data["RemainingCredit"] else "PAID")
            for part in data["Allocations"]:
                credited[part["Invoice"]["InvoiceID"]] += part["Amount"]
    for key, record in org.invoices.items():
        data = record.data
        assert data["AmountPaid"] == paid[key] == sum((part["Amount"] for part in data["Payments"]), Decimal(0))
        inside = sum((part["AppliedAmount"] for name in ("CreditNotes", "Prepayments", "Overpayments") for part in data[name]), Decimal(0))
        assert data["AmountCredited"] == credited[key] == inside
        if data["Status"] in ("VOIDED", "DELETED"):
            assert data["AmountDue"] == data["AmountPaid"] == data["AmountCredited"] == 0
            continue
        assert data["AmountDue"] == data["Total"] - data["AmountPaid"] - data["AmountCredited"] >= 0
        assert (data["Status"] == "PAID") == (data["AmountDue"] == 0) == ("FullyPaidOnDate" in data)
        if data["Status"] in ("DRAFT", "SUBMITTED"):
            assert data["AmountPaid"] == data["AmountCredited"] == 0


def test_fully_paid_on_the_day_of_the_last_settlement(org: Organisation) -> None:
    for data in org.invoices.datas():
        if data["Status"] == "PAID":
            parts = [*data["Payments"], *data["CreditNotes"], *data["Prepayments"], *data["Overpayments"]]
            assert read_day(data["FullyPaidOnDate"]) == max(day for day in (read_day(part["Date"]) for part in parts) if day)


def test_balances_are_the_open_invoices_in_the_base_currency(org: Organisation) -> None:
    sums: dict[tuple[str, str, str], Decimal] = defaultdict(Decimal)
    kinds: dict[str, set[str]] = defaultdict(set)
    for data in org.invoices.datas():
        contact, kind = data["Contact"]["ContactID"], data["Type"]
        if data["Status"] not in ("VOIDED", "DELETED"):
            kinds[contact].add(kind)
        if data["Status"] == "AUTHORISED":
            due = cents(data["AmountDue"] / data["CurrencyRate"])
            sums[contact, kind, "Outstanding"] += due
            day = read_day(data["DueDate"])
            assert day is not None
            sums[contact, kind, "Overdue"] += due if day < TODAY else 0
    assert sum(sums.values()) > 0
    for key, record in org.contacts.items():
        assert record.data["IsCustomer"] == ("ACCREC" in kinds[key])
        assert record.data["IsSupplier"] == ("ACCPAY" in kinds[key])
        for name, kind in (("AccountsReceivable", "ACCREC"), ("AccountsPayable", "ACCPAY")):
            for part in ("Outstanding", "Overdue"):
                assert record.data.get("Balances", {}).get(name, {}).get(part, 0) == sums[key, kind, part]


def test_what_must_be_unique_is(org: Organisation) -> None:
    def assert_unique(values: list[str]) -> None:
        assert not [value for value, times in Counter(values).items() if times > 1]

    contacts = list(org.contacts.datas())
    assert_unique([folded(data["Name"]) for data in contacts if data["ContactStatus"] == "ACTIVE"])
    for name in ("AccountNumber", "ContactNumber"):
        assert_unique([data[name] for data in contacts if name in data])
    assert_unique([data["InvoiceNumber"] for data in org.invoices.datas() if data["Type"] == "ACCREC"])
    assert_unique([data["CreditNoteNumber"] for data in org.credit_notes.datas()])
    assert_unique([data["QuoteNumber"] for data in org.quotes.datas()])
    assert_unique([data["Code"] for data in org.items.datas()])
    assert_unique([data["Code"] for data in org.accounts.datas() if "Code" in data])
    assert_unique([line["LineItemID"] for data in org.invoices.datas() for line in data["LineItems"]])


def test_every_reference_leads_somewhere(org: Organisation) -> None:
    codes = {data["Code"]: data["AccountID"] for data in org.accounts.datas() if "Code" in data}
    items = {data["Code"] for data in org.items.datas()}
    for table in (org.invoices, org.credit_notes, org.overpayments, org.prepayments, org.quotes):
        for data in table.datas():
            contact = org.contacts[data["Contact"]["ContactID"]].data
            assert contact["ContactStatus"] == "ACTIVE"
            assert data["Contact"]["Name"] == contact["Name"]
            assert data["CurrencyCode"] in org.currencies
            for line in lines_of(data):
                assert line["AccountCode"] in codes
                assert line.get("ItemCode", "TAP-HANDLE") in items
    for data in org.payments.datas():
        assert data["Account"]["AccountID"] in org.accounts
        invoice = org.invoices[data["Invoice"]["InvoiceID"]].data
        assert data["PaymentID"] in [part["PaymentID"] for part in invoice["Payments"]]
    for data in org.contacts.datas():
        if "MergedToContactID" in data:
            assert org.contacts[data["MergedToContactID"]].data["ContactStatus"] == "ACTIVE"
            assert data["ContactStatus"] == "ARCHIVED"
    for key, record in org.contact_groups.items():
        listed = {part["ContactID"] for part in record.data["Contacts"]}
        assert listed == {c["ContactID"] for c in org.contacts.datas() if key in [group["ContactGroupID"] for group in c["ContactGroups"]]}


def test_all_of_life_is_there(org: Organisation) -> None:
    sales = [data for data in org.invoices.datas() if data["Type"] == "ACCREC"]
    assert {data["Status"] for data in sales} == {"DRAFT", "SUBMITTED", "AUTHORISED", "PAID", "VOIDED", "DELETED"}
    assert [data for data in sales if data["AmountPaid"] and data["AmountDue"]]
    assert {data["SentToContact"] for data in sales} == {True, False}
    assert {data["LineAmountTypes"] for data in sales} == {"Exclusive", "Inclusive", "NoTax"}
    assert {data["CurrencyCode"] for data in sales} == set(org.currencies)
    assert all((data["CurrencyRate"] == 1) == (data["CurrencyCode"] == org.base_currency) for data in sales)
    assert [data for data in org.invoices.datas() if data["Type"] == "ACCPAY"]
    assert {data["Status"] for data in org.quotes.datas()} == {"DRAFT", "SENT", "ACCEPTED", "DECLINED", "INVOICED", "DELETED"}
    for table in (org.credit_notes, org.overpayments, org.prepayments):
        assert [data for data in table.datas() if data["Allocations"]]
    assert [data for data in org.items.datas() if data["IsTrackedAsInventory"] and data["QuantityOnHand"] == 0]
    assert len({account for data in sales for line in lines_of(data) for account in [line["AccountCode"]]}) >= 3


def test_customers_pay_each_in_their_own_way(org: Organisation) -> None:
    late: dict[str, list[int]] = defaultdict(list)
    for data in org.invoices.datas():
        if data["Type"] == "ACCREC" and data["Status"] == "PAID":
            paid, due = read_day(data["FullyPaidOnDate"]), read_day(data["DueDate"])
            assert paid is not None
            assert due is not None
            late[data["Contact"]["ContactID"]].append((paid - due).days)
    usual = [sorted(days)[len(days) // 2] for days in late.values() if len(days) >= 5]
    assert min(usual) <= -3
    assert max(usual) >= 20


def test_the_messes_of_real_books(org: Organisation) -> None:
    contacts = list(org.contacts.datas())
    active = [data for data in contacts if data["ContactStatus"] == "ACTIVE"]
    archived = [data for data in contacts if data["ContactStatus"] == "ARCHIVED"]
    mails = Counter(data["EmailAddress"].lower() for data in active if data["EmailAddress"])
    assert [mail for mail, times in mails.items() if times > 1]
    assert {data["Name"] for data in active} & {data["Name"] for data in archived}
    assert [data for data in contacts if "MergedToContactID" in data]
    assert [data for data in active if not data["EmailAddress"]]
    assert [data for data in active if data["EmailAddress"].isupper()]
    assert [data for data in active if len(data["Name"]) == 255]
    assert [data for data in active if not data["Name"].isascii()]
    assert [data for data in active if len(data["ContactPersons"]) == 5]
    phones = [phone for data in active for phone in data["Phones"]]
    assert [phone for phone in phones if phone["PhoneNumber"] and not phone["PhoneAreaCode"]]
    assert [phone for phone in phones if phone["PhoneCountryCode"].startswith("+")]
    roles = {(data["IsCustomer"], data["IsSupplier"]) for data in active}
    assert {(True, False), (False, True), (True, True)} <= roles


def test_nothing_is_longer_than_xero_keeps(org: Organisation) -> None:
    limits = dict.fromkeys(("Name", "FirstName", "LastName", "EmailAddress"), 255)
    limits |= dict.fromkeys(("TaxNumber", "AccountNumber", "ContactNumber"), 50)
    inner = {"AddressLine1": 500, "City": 255, "Region": 255, "PostalCode": 50, "Country": 50, "PhoneNumber": 50, "PhoneAreaCode": 10}
    for data in org.contacts.datas():
        assert all(len(data.get(name, "")) <= most for name, most in limits.items())
        parts = [*data["Addresses"], *data["Phones"]]
        assert all(len(part.get(name, "")) <= most for part in parts for name, most in inner.items())
        assert [part["AddressType"] for part in data["Addresses"]] == ["STREET", "POBOX"]
        assert sorted(part["PhoneType"] for part in data["Phones"]) == ["DDI", "DEFAULT", "FAX", "MOBILE"]
    assert all(len(data["Code"]) <= 30 and len(data["Name"]) <= 50 for data in org.items.datas())


@pytest.mark.parametrize(("country", "check"), [("AU", abn), ("NZ", ird), ("UK", vat), ("US", ein)])
def test_tax_numbers_have_their_check_digits(country: str, check: object) -> None:
    org = books(country)
    numbers = [data["TaxNumber"] for data in org.contacts.datas() if "TaxNumber" in data] + [org.organisation["TaxNumber"]]
    assert len(numbers) > 50
    assert [number for number in numbers if not check.is_valid(number)] == []  # type: ignore[attr-defined]  # a stdnum module


def test_default_tax_types_exist_and_can_be_used_for_sales(org: Organisation) -> None:
    country = COUNTRIES[org.organisation["Version"]]
    for tax_type in (country.sales_tax, country.free_tax, country.reduced_tax):
        assert org.tax_rates[tax_type].data["CanApplyToRevenue"]
    assert org.tax_rates[country.purchase_tax].data["CanApplyToExpenses"]


def test_invoice_numbers_follow_the_dates(org: Organisation) -> None:
    sales = sorted((data["InvoiceNumber"], data["DateString"]) for data in org.invoices.datas() if data["Type"] == "ACCREC")
    days = [day for _, day in sales]
    assert days == sorted(days)


def test_no_name_has_spaces_in_a_row(org: Organisation) -> None:
    texts = [data["Reference"] for data in org.invoices.datas()] + [data["Name"] for data in org.contacts.datas()]
    assert not [text for text in texts if "  " in text]


def test_the_australian_story() -> None:
    """Owes 4,120.00 AUD, of which 1,320.00 is 18 days late, and 640.00 NZD; usually pays 9 days late."""
    org = books("AU")
    assert org.name == "Saltbush Joinery Pty Ltd"
    mine = [data for data in org.invoices.datas() if data["Contact"]["Name"].startswith("Wollombi Creek Brewing")]
    still = [data for data in mine if data["Status"] == "AUTHORISED"]
    assert sum(data["AmountDue"] for data in still if data["CurrencyCode"] == "AUD") == Decimal("4120.00")
    assert [data["AmountDue"] for data in still if data["CurrencyCode"] == "NZD"] == [Decimal("640.00")]
    late = [data for data in still if (read_day(data["DueDate"]) or TODAY) < TODAY]
    assert [(data["AmountDue"], read_day(data["DueDate"])) for data in late] == [(Decimal("1320.00"), TODAY - timedelta(days=18))]
    assert [data["Total"] for data in mine if data["Status"] == "DRAFT"] == [Decimal("5434.00")]
