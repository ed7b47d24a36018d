"""Credit notes and their allocations, prepayments, quotes, items."""

from decimal import Decimal
from typing import Any

import pytest

from tests.unit.demo.caller import START, Caller
from xerodesk.demo.state import Record


def note(xero: Caller, contact: Any, amount: int, **more: Any) -> Any:
    line = {"Description": "Back", "Quantity": 1, "UnitAmount": amount, "AccountCode": "200", "TaxType": "EXEMPTOUTPUT"}
    body = {"Type": "ACCRECCREDIT", "Contact": {"ContactID": contact["ContactID"]}, "LineItems": [line], "Status": "AUTHORISED", **more}
    reply = xero.put("CreditNotes", {"CreditNotes": [body]})
    assert reply.status == 200, reply.texts()
    return reply.json["CreditNotes"][0]


def give(xero: Caller, credit: Any, invoice: Any, amount: int) -> Any:
    body = {"Allocations": [{"Amount": amount, "Invoice": {"InvoiceID": invoice["InvoiceID"]}}]}
    return xero.put(f"CreditNotes/{credit['CreditNoteID']}/Allocations", body)


def test_allocating_and_taking_back(xero: Caller) -> None:
    contact = xero.contact()
    invoice = xero.invoice(contact, 100, Date="2024-03-01")
    credit = note(xero, contact, 30, Date="2024-02-01")
    assert (credit["CreditNoteNumber"], credit["RemainingCredit"]) == ("CN-0001", 30)
    made = give(xero, credit, invoice, 20).json["Allocations"][0]
    assert made["Date"] == invoice["Date"]  # the later of the two
    shown = xero.get(f"Invoices/{invoice['InvoiceID']}").json["Invoices"][0]
    assert (shown["AmountCredited"], shown["AmountDue"], shown["CreditNotes"][0]["AppliedAmount"]) == (20, 80, 20)
    assert give(xero, credit, invoice, 11).status == 400
    give(xero, credit, invoice, 10)
    assert xero.get(f"CreditNotes/{credit['CreditNoteID']}").json["CreditNotes"][0]["Status"] == "PAID"
    path = f"CreditNotes/{credit['CreditNoteID']}/Allocations/{made['AllocationID']}"
    gone = xero.call("DELETE", path)
    assert (gone.status, gone.json["IsDeleted"]) == (200, True)
    assert xero.call("DELETE", path).status == 404
    back = xero.get(f"Invoices/{invoice['InvoiceID']}").json["Invoices"][0]
    assert (back["AmountCredited"], back["AmountDue"]) == (10, 90)


def test_what_cannot_be_allocated(xero: Caller) -> None:
    contact, other = xero.contact("One"), xero.contact("Two")
    invoice, strange = xero.invoice(contact, 10), xero.invoice(other, 100)
    credit, rough = note(xero, contact, 30), note(xero, contact, 30, Status="DRAFT")
    assert give(xero, credit, invoice, 11).texts() == ["Payment amount exceeds the amount outstanding on this document"]
    for reply in (give(xero, rough, invoice, 5), give(xero, credit, strange, 5), give(xero, credit, invoice, 0)):
        assert reply.status == 400
    assert give(xero, {"CreditNoteID": "12345678-0000-0000-0000-000000000000"}, invoice, 5).status == 404
    reply = xero.post("CreditNotes", {"CreditNotes": [{"CreditNoteID": "12345678-0000-0000-0000-000000000000"}]})
    assert reply.texts() == ["An existing Credit Note with the specified CreditNoteID could not be found"]


def test_a_refund_uses_up_a_credit_note(xero: Caller) -> None:
    credit = note(xero, xero.contact(), 30)
    body = {"CreditNote": {"CreditNoteID": credit["CreditNoteID"]}, "Account": {"Code": "090"}, "Amount": 30}
    assert xero.put("Payments", body).json["Payments"][0]["PaymentType"] == "ARCREDITPAYMENT"
    assert xero.get("CreditNotes", page=1).json["CreditNotes"][0]["RemainingCredit"] == 0


def test_an_overpayment_can_be_read_and_allocated(xero: Caller) -> None:
    contact = xero.contact()
    invoice = xero.invoice(contact)
    key = "66666666-6666-4666-8666-666666666666"
    data = {
        "OverpaymentID": key, "ID": key, "Type": "RECEIVE-OVERPAYMENT", "Reference": "R9", "RemainingCredit": Decimal("25.00"),
        "Allocations": [], "Payments": [], "Contact": {"ContactID": contact["ContactID"], "Name": "Acme"}, "Status": "AUTHORISED",
        "Date": invoice["Date"], "LineItems": [], "Total": Decimal("25.00"), "CurrencyCode": "AUD",
    }
    xero.server.world.organisations[0].overpayments[key] = Record(data, START)
    assert xero.get("Overpayments", page=1, References="R9").json["Overpayments"][0]["RemainingCredit"] == 25
    body = {"Amount": 25, "Invoice": {"InvoiceID": invoice["InvoiceID"]}}
    assert xero.put(f"Overpayments/{key}/Allocations", body).status == 200
    shown = xero.get(f"Invoices/{invoice['InvoiceID']}").json["Invoices"][0]
    assert (shown["AmountCredited"], shown["Overpayments"][0]["AppliedAmount"]) == (25, 25)


def quote(xero: Caller, **more: Any) -> dict[str, Any]:
    lines = [{"Description": "Deck", "Quantity": 2, "UnitAmount": "10.1234", "AccountCode": "200"}]
    return {"Contact": {"Name": "Acme"}, "Date": "2024-05-01", "LineItems": lines, **more}


def test_quotes_take_no_tax_from_the_account_and_keep_four_decimals(xero: Caller) -> None:
    made = xero.put("Quotes", {"Quotes": [quote(xero)]}).json["Quotes"][0]
    assert (made["TotalTax"], made["Total"], made["LineAmountTypes"]) == (0, Decimal("20.25"), "EXCLUSIVE")
    assert made["LineItems"][0]["UnitAmount"] == Decimal("10.1234")
    assert "TaxType" not in made["LineItems"][0]


def test_a_quote_takes_the_price_of_an_item_but_not_its_tax(xero: Caller) -> None:
    item = {"Code": "DECK", "Description": "A deck", "SalesDetails": {"UnitPrice": 30, "AccountCode": "200", "TaxType": "OUTPUT"}}
    assert xero.put("Items", {"Items": [item]}).status == 200
    made = xero.put("Quotes", {"Quotes": [quote(xero, LineItems=[{"ItemCode": "DECK", "Quantity": 2}])]}).json["Quotes"][0]
    assert (made["SubTotal"], made["TotalTax"], made["LineItems"][0]["AccountCode"]) == (60, 0, "200")


QUOTE_MOVES = {
    "DRAFT": {"DRAFT", "SENT", "DELETED"},
    "SENT": {"SENT", "ACCEPTED", "DECLINED", "DELETED"},
    "ACCEPTED": {"ACCEPTED", "INVOICED", "SENT", "DELETED"},
    "DECLINED": {"DECLINED", "SENT", "DELETED"},
    "INVOICED": {"INVOICED", "SENT", "DELETED"},
    "DELETED": set(),
}
WAYS = {"DRAFT": [], "SENT": ["SENT"], "ACCEPTED": ["SENT", "ACCEPTED"], "DECLINED": ["SENT", "DECLINED"], "DELETED": ["DELETED"]}
WAYS["INVOICED"] = ["SENT", "ACCEPTED", "INVOICED"]


@pytest.mark.parametrize("start", sorted(QUOTE_MOVES))
def test_quote_moves(xero: Caller, start: str) -> None:
    for wanted in QUOTE_MOVES:
        key = xero.put("Quotes", {"Quotes": [quote(xero)]}).json["Quotes"][0]["QuoteID"]
        for step in WAYS[start]:
            assert xero.post("Quotes", {"Quotes": [quote(xero, QuoteID=key, Status=step)]}).status == 200
        reply = xero.post("Quotes", {"Quotes": [quote(xero, QuoteID=key, Status=wanted)]})
        assert (reply.status == 200) == (wanted in QUOTE_MOVES[start]), (start, wanted)


def test_an_update_of_a_quote_needs_everything(xero: Caller) -> None:
    key = xero.put("Quotes", {"Quotes": [quote(xero)]}).json["Quotes"][0]["QuoteID"]
    reply = xero.post(f"Quotes/{key}", {"Quotes": [{"Status": "SENT"}]})
    assert reply.texts() == ["Contact must be specified.", "Date must be specified.", "LineItems must be specified."]
    assert xero.put("Quotes", {"Quotes": [quote(xero, Title="x" * 101)]}).status == 400


def test_items(xero: Caller) -> None:
    made = xero.put("Items", {"Items": [{"Code": "abc", "Name": "A", "SalesDetails": {"UnitPrice": "1.2345"}}]}).json["Items"][0]
    assert made["SalesDetails"]["UnitPrice"] == Decimal("1.23")
    assert made["PurchaseDetails"] == {}
    assert xero.put("Items", {"Items": [{"Code": "abc"}]}).texts() == ["Price List Item with Code 'abc' already exists"]
    assert xero.put("Items", {"Items": [{"Code": "x" * 31}]}).status == 400
    assert xero.put("Items", {"Items": [{"Code": "y", "Name": "n" * 51}]}).status == 400
    fine = xero.post("Items?unitdp=4", {"Items": [{"Code": "ABC", "SalesDetails": {"UnitPrice": "1.2345", "AccountCode": "200"}}]})
    assert fine.json["Items"][0]["ItemID"] == made["ItemID"]
    assert fine.json["Items"][0]["SalesDetails"] == {"UnitPrice": Decimal("1.2345"), "AccountCode": "200", "TaxType": "OUTPUT"}
    wiped = xero.post(f"Items/{made['ItemID']}", {"Items": [{"Code": "abc", "IsSold": False}]}).json["Items"][0]
    assert wiped["SalesDetails"] == {}
    tracked = {"Code": "T", "InventoryAssetAccountCode": "630", "PurchaseDetails": {"COGSAccountCode": "400"}, "QuantityOnHand": 9}
    stock = xero.put("Items", {"Items": [tracked]}).json["Items"][0]
    assert (stock["IsTrackedAsInventory"], stock["QuantityOnHand"]) == (True, 0)
    assert xero.get("Items/abc").json["Items"][0]["ItemID"] == made["ItemID"]
    assert xero.call("DELETE", f"Items/{made['ItemID']}").status == 204
    assert xero.get("Items/abc").status == 404
