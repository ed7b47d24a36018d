"""Invoices: sums, defaults, the statuses they may go through, and what a payment makes of them."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.unit.demo.caller import Caller
from xerodesk.demo.options import Options

APPROVED = {"Status": "AUTHORISED", "DueDate": "2030-01-01"}


def line(**more: Any) -> dict[str, Any]:
    return {"Description": "Work", "Quantity": 1, "UnitAmount": 100, "AccountCode": "200", **more}


def draft(xero: Caller, *lines: dict[str, Any], **more: Any) -> Any:
    contact = more.pop("contact", None) or {"Name": "Acme"}
    body = {"Type": "ACCREC", "Contact": contact, "LineItems": list(lines) or [line()], **more}
    reply = xero.put("Invoices", {"Invoices": [body]})
    assert reply.status == 200, reply.texts()
    return reply.json["Invoices"][0]


def change(xero: Caller, invoice: Any, **more: Any) -> Any:
    return xero.post(f"Invoices/{invoice['InvoiceID']}", {"Invoices": [more]})


def test_tax_is_rounded_per_line(xero: Caller) -> None:
    made = draft(xero, *(line(UnitAmount=price, TaxType="NZ15") for price in ("25.06", "25.61", "25.63")))
    assert (made["SubTotal"], made["TotalTax"], made["Total"]) == (Decimal("76.30"), Decimal("11.44"), Decimal("87.74"))


def test_tax_inclusive_and_none(xero: Caller) -> None:
    inclusive = draft(xero, line(UnitAmount=110), LineAmountTypes="Inclusive")
    assert (inclusive["SubTotal"], inclusive["TotalTax"], inclusive["Total"]) == (100, 10, 110)
    none = draft(xero, line(UnitAmount=110), LineAmountTypes="NoTax")
    assert (none["TotalTax"], none["LineItems"][0]["TaxType"]) == (0, "NONE")


def test_discounts_and_rounding_of_lines(xero: Caller) -> None:
    made = draft(xero, line(Quantity="3", UnitAmount="33.333", DiscountRate=10), line(DiscountAmount=5))
    assert [row["LineAmount"] for row in made["LineItems"]] == [Decimal("89.99"), Decimal("95.00")]
    assert made["IsDiscounted"] is True


def test_defaults_come_from_account_item_and_today(xero: Caller) -> None:
    item = {"Code": "FENCE", "Name": "Fence", "Description": "A fence", "SalesDetails": {"UnitPrice": 45.5, "AccountCode": "200"}}
    assert xero.put("Items", {"Items": [item]}).status == 200
    made = draft(xero, {"ItemCode": "fence", "Quantity": 2}, {"Description": "Only words"})
    first, second = made["LineItems"]
    assert (first["UnitAmount"], first["AccountCode"], first["TaxType"]) == (Decimal("45.50"), "200", "OUTPUT")
    assert first["Description"] == "A fence"
    assert (first["TaxAmount"], second["LineAmount"]) == (Decimal("9.10"), 0)
    assert made["DateString"] == f"{xero.server.world.organisations[0].today()}T00:00:00"
    assert (made["InvoiceNumber"], made["Status"], made["CurrencyCode"]) == ("INV-0001", "DRAFT", "AUD")


def test_a_name_makes_a_contact_and_an_archived_one_is_refused(xero: Caller) -> None:
    made = draft(xero, contact={"Name": "Brand New"})
    assert xero.get(f"Contacts/{made['Contact']['ContactID']}").json["Contacts"][0]["Name"] == "Brand New"
    xero.server.act("archive_contact", contact="Brand New")
    reply = xero.put(
        "Invoices", {"Type": "ACCREC", "Contact": {"ContactID": made["Contact"]["ContactID"]}, "LineItems": [line()], "Status": "DRAFT"}
    )
    assert reply.texts()[0].endswith(
        "contact details has been archived. The contact must be un-archived before creating new invoices or credit notes."
    )


def test_a_refused_invoice_leaves_no_contact_behind(xero: Caller) -> None:
    body = {"Type": "ACCREC", "Contact": {"Name": "Ghost"}, "LineItems": [line()], "CurrencyCode": "XXX"}
    assert xero.put("Invoices?summarizeErrors=false", {"Invoices": [body]}).json["Invoices"][0]["StatusAttributeString"] == "ERROR"
    assert xero.get("Contacts", page=1, includeArchived="true").json["Contacts"] == []


@pytest.mark.parametrize(
    ("more", "word"),
    [
        ({"Status": "PAID"}, "not of valid status"),
        ({"Status": "AUTHORISED"}, "DueDate"),
        ({**APPROVED, "LineItems": [{"Description": "x", "UnitAmount": 1}]}, "Account code must"),
        ({**APPROVED, "LineItems": [{"Description": "x", "UnitAmount": 1, "AccountCode": "999"}]}, "'999'"),
        ({"Type": "OTHER"}, "Type"),
        ({"LineItems": []}, "line items"),
        ({"LineItems": [line(TaxType="BOGUS")]}, "TaxType code 'BOGUS'"),
        ({"LineItems": [line(ItemCode="NOPE")]}, "Item code 'NOPE'"),
        ({"LineItems": [line(Description="x" * 4001)]}, "4000"),
        ({"LineItems": [line(UnitAmount=10_000_000_000)]}, "9,999,999,999.99"),
        ({"LineItems": [line(UnitAmount="lots")]}, "number"),
        ({"LineItems": [line(LineAmount=99)]}, "does not match"),
        ({"InvoiceNumber": "é"}, "ASCII"),
        ({"Reference": "r" * 256}, "Reference must not"),
        ({"CurrencyCode": "JPY"}, "not subscribed"),
        ({"Url": "nowhere"}, "Url must be a valid absolute url"),
        ({"Date": "tomorrow"}, "Date is not"),
        ({"Contact": {}}, "Contact must be specified"),
        ({"Contact": {"ContactID": "12345678-0000-0000-0000-000000000000"}}, "could not be found"),
    ],
)
def test_what_is_refused(xero: Caller, more: dict[str, Any], word: str) -> None:
    body = {"Type": "ACCREC", "Contact": {"Name": "Acme"}, "LineItems": [line()], **more}
    reply = xero.put("Invoices", {"Invoices": [body]})
    assert reply.status == 400
    assert word in reply.texts()[0]
    assert reply.json["Elements"][0]["HasErrors"] is True


def test_a_draft_with_an_unknown_account_is_saved_with_a_warning(xero: Caller) -> None:
    body = {"Type": "ACCREC", "Contact": {"Name": "Acme"}, "LineItems": [line(AccountCode="476")]}
    row = xero.put("Invoices?summarizeErrors=false", {"Invoices": [body]}).json["Invoices"][0]
    assert row["StatusAttributeString"] == "WARNING"
    assert row["Warnings"] == [{"Message": "Account code '476' has been removed as it does not match a recognised account."}]


def test_numbers_are_unique(xero: Caller, options: Options) -> None:
    made = draft(xero, InvoiceNumber="S-1")
    body = {"Type": "ACCREC", "InvoiceNumber": "S-1", "Contact": {"Name": "Acme"}, "LineItems": [line()]}
    assert xero.put("Invoices", {"Invoices": [body]}).texts() == ["Invoice # must be unique."]
    assert xero.put("Invoices", {"Invoices": [{**body, "Type": "ACCPAY"}]}).status == 200
    again = xero.post("Invoices", {"Invoices": [{**body, "Reference": "same"}]}).json["Invoices"][0]
    assert again["InvoiceID"] == made["InvoiceID"]
    change(xero, made, Status="DELETED")
    assert xero.put("Invoices", {"Invoices": [body]}).status == 400
    options.free_voided_numbers = True
    assert xero.put("Invoices", {"Invoices": [body]}).status == 200


MOVES = {
    "DRAFT": {"DRAFT", "SUBMITTED", "AUTHORISED", "DELETED"},
    "SUBMITTED": {"SUBMITTED", "DRAFT", "AUTHORISED", "DELETED"},
    "AUTHORISED": {"AUTHORISED", "VOIDED"},
}


@pytest.mark.parametrize("start", sorted(MOVES))
def test_status_moves(xero: Caller, start: str) -> None:
    for wanted in ("DRAFT", "SUBMITTED", "AUTHORISED", "PAID", "VOIDED", "DELETED"):
        invoice = draft(xero, Status=start, DueDate="2030-01-01")
        reply = change(xero, invoice, Status=wanted)
        assert (reply.status == 200) == (wanted in MOVES[start]), (start, wanted)
        if reply.status == 400:
            assert reply.texts() == ["Invoice not of valid status for modification"]
        if wanted in ("VOIDED", "DELETED") and reply.status == 200:
            assert reply.json["Invoices"][0]["AmountDue"] == 0
            assert change(xero, invoice, Reference="late").status == 400
            assert xero.get(f"Invoices/{invoice['InvoiceID']}").json["Invoices"][0]["Status"] == wanted


def test_lines_are_replaced_as_a_whole(xero: Caller) -> None:
    made = draft(xero, line(Description="One"), line(Description="Two"))
    keep = made["LineItems"][1]
    lines = [{"LineItemID": keep["LineItemID"], "UnitAmount": 70}, line(Description="Three")]
    done = change(xero, made, LineItems=lines).json["Invoices"][0]
    assert [(row["Description"], row["UnitAmount"]) for row in done["LineItems"]] == [("Two", 70), ("Three", 100)]
    assert done["LineItems"][0]["LineItemID"] == keep["LineItemID"]
    assert (done["SubTotal"], done["TotalTax"]) == (170, 17)
    untouched = change(xero, made, Reference="ref").json["Invoices"][0]
    assert len(untouched["LineItems"]) == 2


def test_a_given_tax_amount_stands_and_a_given_total_does_not(xero: Caller) -> None:
    made = draft(xero, line(TaxAmount="9.99"), Total=5)
    assert (made["TotalTax"], made["Total"]) == (Decimal("9.99"), Decimal("109.99"))


def test_payments_make_paid_and_deleting_them_unmakes_it(xero: Caller) -> None:
    invoice = xero.invoice(xero.contact())
    part = xero.pay(invoice, 40)
    assert (part.status, part.json["Payments"][0]["PaymentType"]) == (200, "ACCRECPAYMENT")
    half = xero.get(f"Invoices/{invoice['InvoiceID']}").json["Invoices"][0]
    assert (half["Status"], half["AmountPaid"], half["AmountDue"]) == ("AUTHORISED", 40, 60)
    assert xero.pay(invoice, 61).texts() == ["Payment amount exceeds the amount outstanding on this document"]
    last = xero.pay(invoice, 60).json["Payments"][0]
    paid = xero.get(f"Invoices/{invoice['InvoiceID']}").json["Invoices"][0]
    assert (paid["Status"], paid["AmountDue"]) == ("PAID", 0)
    assert paid["FullyPaidOnDate"]
    assert [row["Amount"] for row in paid["Payments"]] == [40, 60]
    assert change(xero, invoice, Status="VOIDED").status == 400
    gone = xero.post(f"Payments/{last['PaymentID']}", {"Payments": [{"Status": "DELETED"}]})
    assert gone.json["Payments"][0]["Status"] == "DELETED"
    back = xero.get(f"Invoices/{invoice['InvoiceID']}").json["Invoices"][0]
    assert (back["Status"], back["AmountDue"], "FullyPaidOnDate" in back) == ("AUTHORISED", 60, False)
    assert xero.post(f"Payments/{last['PaymentID']}", {"Status": "DELETED"}).status == 400


def test_payments_need_an_approved_document_and_a_bank(xero: Caller) -> None:
    invoice = draft(xero)
    assert xero.pay(invoice, 1).texts() == ["Payments can only be made against Authorised documents"]
    approved = xero.invoice(xero.contact("B"))
    body = {"Invoice": {"InvoiceID": approved["InvoiceID"]}, "Amount": 1}
    assert xero.put("Payments", {**body, "Account": {"Code": "200"}}).status == 400
    assert xero.put("Payments", {**body, "Account": {"Code": "nope"}}).status == 400
    assert xero.put("Payments", {**body, "Account": {"AccountID": "a1"}, "Amount": 0}).status == 400
    assert xero.put("Payments", {"Invoice": "odd", "Account": [], "Amount": 1}).status == 400


def test_voiding_and_money_edits_are_refused_once_something_is_paid(xero: Caller) -> None:
    invoice = xero.invoice(xero.contact())
    xero.pay(invoice, 40)
    text = ["This document cannot be edited as it has a payment or credit note allocated to it."]
    first = invoice["LineItems"][0]
    assert change(xero, invoice, Status="VOIDED").texts() == text
    assert change(xero, invoice, LineItems=[{**_plain(first), "UnitAmount": 200}]).texts() == text
    assert change(xero, invoice, LineItems=[line()]).texts() == text
    assert change(xero, invoice, Date="2020-01-01").texts() == text
    allowed = change(xero, invoice, Reference="fine", LineItems=[{**_plain(first), "Description": "Other words"}])
    assert allowed.status == 200, allowed.texts()
    assert allowed.json["Invoices"][0]["LineItems"][0]["Description"] == "Other words"
    assert allowed.json["Invoices"][0]["AmountDue"] == 60


def _plain(row: Any) -> dict[str, Any]:
    return {name: str(value) if isinstance(value, Decimal) else value for name, value in row.items()}


def test_the_blind_spot_of_part_paid_invoices(xero: Caller) -> None:
    invoice = xero.invoice(xero.contact())
    moved = change(xero, invoice, SentToContact=True).json["Invoices"][0]
    assert moved["SentToContact"] is True
    assert moved["UpdatedDateUTC"] != invoice["UpdatedDateUTC"]
    xero.pay(invoice, 40)
    before = xero.get(f"Invoices/{invoice['InvoiceID']}").json["Invoices"][0]
    xero.server.world.move_clock(timedelta(minutes=1))
    after = change(xero, invoice, DueDate="2031-01-01").json["Invoices"][0]
    assert after["DueDateString"] == "2031-01-01T00:00:00"
    assert after["UpdatedDateUTC"] == before["UpdatedDateUTC"]
    assert change(xero, invoice, Reference="seen").json["Invoices"][0]["UpdatedDateUTC"] != before["UpdatedDateUTC"]


def test_sent_to_contact_on_a_draft_is_a_warning(xero: Caller) -> None:
    made = draft(xero)
    row = xero.post("Invoices?summarizeErrors=false", {"InvoiceID": made["InvoiceID"], "SentToContact": True}).json["Invoices"][0]
    assert (row["StatusAttributeString"], row["SentToContact"]) == ("WARNING", False)
    assert row["Warnings"] == [{"Message": "Only AUTHORISED invoices may have SentToContact updated."}]


def test_locked_periods(xero: Caller) -> None:
    invoice = xero.invoice(xero.contact(), Date="2024-05-01")
    xero.server.act("set_organisation", fields={"EndOfYearLockDate": "2024-06-30"})
    body = {"Type": "ACCREC", "Contact": {"Name": "B"}, "LineItems": [line()], "Date": "2024-06-30", "DueDate": "2024-07-30"}
    reply = xero.put("Invoices", {**body, "Status": "AUTHORISED"})
    assert reply.texts() == ["The document date cannot be before the end of year lock date"]
    assert xero.put("Invoices", {**body, "Status": "AUTHORISED", "Date": "2024-07-01"}).status == 200
    assert change(xero, invoice, Status="VOIDED").status == 400


def test_foreign_currency(xero: Caller) -> None:
    contact = xero.contact("Yankee", DefaultCurrency="USD")
    invoice = xero.invoice(contact, CurrencyRate="0.5")
    assert (invoice["CurrencyCode"], invoice["CurrencyRate"]) == ("USD", Decimal("0.5"))
    balance = xero.get("Contacts", page=1).json["Contacts"][0]["Balances"]["AccountsReceivable"]["Outstanding"]
    assert balance == 200  # in the base currency


def test_email_online_address_and_pdf(xero: Caller, options: Options) -> None:
    contact = xero.contact("Acme", EmailAddress="a@example.com")
    invoice = xero.invoice(contact)
    path = f"Invoices/{invoice['InvoiceID']}"
    assert xero.post(f"{path}/Email", {}).status == 204
    assert xero.get(path).json["Invoices"][0]["SentToContact"] is True
    assert "a@example.com" in xero.get(f"{path}/History").json["HistoryRecords"][0]["Details"]
    options.is_demo = True
    assert xero.post(f"{path}/Email", {}).status == 400
    assert xero.get("Organisation").json["Organisations"][0]["IsDemoCompany"] is True
    url = xero.get(f"{path}/OnlineInvoice").json["OnlineInvoices"][0]["OnlineInvoiceUrl"]
    assert url.startswith("https://in.xero.com/")
    assert xero.get(f"Invoices/{draft(xero)['InvoiceID']}/OnlineInvoice").status == 400
    pdf = xero.get(path, {"Accept": "application/pdf"})
    assert (pdf.headers["content-type"], pdf.body[:5], pdf.body[-6:]) == ("application/pdf", b"%PDF-", b"%%EOF\n")
