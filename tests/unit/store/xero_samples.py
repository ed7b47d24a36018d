"""Xero's JSON as its API answers it, small."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

READ = datetime(2026, 6, 3, 4, 2, tzinfo=UTC)
TODAY = date(2026, 6, 3)


def stamp(at: datetime) -> str:
    return f"/Date({int(at.timestamp() * 1000)}+0000)/"


def contact(number: int, **changes: Any) -> dict[str, Any]:
    return {
        "ContactID": f"contact-{number}",
        "ContactNumber": "",
        "ContactStatus": "ACTIVE",
        "Name": f"Customer {number}",
        "EmailAddress": f"c{number}@example.com",
        "Addresses": [{"AddressType": "POBOX", "City": "Wollombi"}, {"AddressType": "STREET"}],
        "Phones": [{"PhoneType": "DEFAULT", "PhoneNumber": "5550 0142"}],
        "UpdatedDateUTC": stamp(datetime(2026, 5, 1, tzinfo=UTC)),
        "IsCustomer": True,
        "IsSupplier": False,
        **changes,
    }


def invoice(number: int, contact_number: int = 1, **changes: Any) -> dict[str, Any]:
    made: dict[str, Any] = {
        "Type": "ACCREC",
        "InvoiceID": f"invoice-{number}",
        "InvoiceNumber": f"INV-{number:04d}",
        "Reference": "",
        "Contact": {"ContactID": f"contact-{contact_number}", "Name": f"Customer {contact_number}"},
        "DateString": "2026-05-01T00:00:00",
        "Date": "/Date(1777593600000+0000)/",
        "DueDateString": "2026-05-31T00:00:00",
        "DueDate": "/Date(1780185600000+0000)/",
        "Status": "AUTHORISED",
        "LineAmountTypes": "Exclusive",
        "LineItems": [
            {
                "LineItemID": f"line-{number}",
                "Description": "Bar stools",
                "Quantity": 2.0,
                "UnitAmount": 50.0,
                "TaxAmount": 10.0,
                "LineAmount": 100.0,
                "AccountCode": "200",
                "TaxType": "OUTPUT",
                "ItemCode": "STOOL",
            }
        ],
        "SubTotal": 100.0,
        "TotalTax": 10.0,
        "Total": 110.0,
        "AmountDue": 110.0,
        "AmountPaid": 0.0,
        "AmountCredited": 0.0,
        "CurrencyCode": "AUD",
        "CurrencyRate": 1.0,
        "SentToContact": True,
        "UpdatedDateUTC": "/Date(1777593600000+0000)/",
    }
    return {**made, **changes}


def paid_invoice(number: int, contact_number: int, due: str, paid_on: str, **changes: Any) -> dict[str, Any]:
    settled = {"Status": "PAID", "AmountDue": 0.0, "AmountPaid": 110.0, "DueDateString": f"{due}T00:00:00"}
    return invoice(number, contact_number, FullyPaidOnDate=stamp(datetime.fromisoformat(f"{paid_on}T00:00:00+00:00")), **settled, **changes)


def payment(number: int, invoice_number: int, amount: float, on: str = "2026-05-20", **changes: Any) -> dict[str, Any]:
    return {
        "PaymentID": f"payment-{number}",
        "PaymentType": "ACCRECPAYMENT",
        "Date": stamp(datetime.fromisoformat(f"{on}T00:00:00+00:00")),
        "Amount": amount,
        "CurrencyRate": 1.0,
        "Status": "AUTHORISED",
        "Reference": "",
        "Invoice": {"InvoiceID": f"invoice-{invoice_number}", "InvoiceNumber": f"INV-{invoice_number:04d}"},
        "UpdatedDateUTC": stamp(datetime.fromisoformat(f"{on}T01:00:00+00:00")),
        **changes,
    }


def credit_note(number: int, contact_number: int = 1, **changes: Any) -> dict[str, Any]:
    return {
        "CreditNoteID": f"credit-{number}",
        "CreditNoteNumber": f"CN-{number:04d}",
        "Type": "ACCRECCREDIT",
        "Contact": {"ContactID": f"contact-{contact_number}", "Name": f"Customer {contact_number}"},
        "DateString": "2026-05-02T00:00:00",
        "Status": "AUTHORISED",
        "SubTotal": 20.0,
        "TotalTax": 2.0,
        "Total": 22.0,
        "RemainingCredit": 12.0,
        "CurrencyCode": "AUD",
        "LineItems": [{"Description": "Damaged panel", "Quantity": 1, "UnitAmount": 20}],
        "Allocations": [
            {"AllocationID": "a1", "Amount": 10.0, "Date": "/Date(1777593600000+0000)/", "Invoice": {"InvoiceID": "invoice-1"}},
            {"AllocationID": "a2", "Amount": 5.0, "Invoice": {"InvoiceID": "invoice-1"}, "IsDeleted": True},
        ],
        "UpdatedDateUTC": "/Date(1777593600000+0000)/",
        **changes,
    }
