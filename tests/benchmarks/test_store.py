"""How long the company file takes: ingest of a large ledger, search among 100,000 customers. Printed, not asserted."""

from __future__ import annotations

import random
import statistics
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, get_args

import pytest

from xerodesk.store.company import FILE_NAME, CompanyFile
from xerodesk.store.queries import customers
from xerodesk.store.records import Fresh
from xerodesk.store.writing import Writing

pytestmark = pytest.mark.benchmark

TODAY = date(2026, 6, 3)
_FIRST = [
    "Acme",
    "Bright",
    "Cedar",
    "Delta",
    "Eastern",
    "Falcon",
    "Golden",
    "Harbour",
    "Iron",
    "Jolly",
    "Kestrel",
    "Lemon",
    "Maple",
    "Northern",
    "Ocean",
    "Pine",
    "Quartz",
    "River",
]
_TRADES = [
    "Bakery",
    "Builders",
    "Cafe",
    "Clinic",
    "Consulting",
    "Dental",
    "Electrical",
    "Farms",
    "Gardens",
    "Hotel",
    "Joinery",
    "Kitchens",
    "Law",
    "Motors",
    "Nursery",
]


def _invoice(number: int, contact: int, chance: random.Random) -> dict[str, Any]:
    cents = chance.randrange(100, 900_000)
    paid = chance.random() < 0.9
    lines = [
        {
            "LineItemID": f"{number}-{n}",
            "Description": "Work as agreed",
            "Quantity": 1.0,
            "UnitAmount": cents / 300,
            "LineAmount": cents / 300,
        }
        for n in range(3)
    ]
    return {
        "Type": "ACCREC",
        "InvoiceID": f"{number:08d}-aaaa-4bbb-8ccc-1234567890ab",
        "InvoiceNumber": f"INV-{number:06d}",
        "Contact": {"ContactID": f"{contact:08d}-1111-4222-8333-1234567890ab", "Name": f"Customer {contact}"},
        "DateString": f"20{20 + number % 6}-{1 + number % 12:02d}-{1 + number % 28:02d}T00:00:00",
        "DueDateString": f"20{20 + number % 6}-{1 + number % 12:02d}-{1 + number % 28:02d}T00:00:00",
        "Status": "PAID" if paid else "AUTHORISED",
        "LineItems": lines,
        "SubTotal": cents / 100,
        "TotalTax": 0.0,
        "Total": cents / 100,
        "AmountDue": 0.0 if paid else cents / 100,
        "AmountPaid": cents / 100 if paid else 0.0,
        "CurrencyCode": "AUD",
        "CurrencyRate": 1.0,
        "UpdatedDateUTC": f"/Date({1_500_000_000_000 + number}+0000)/",
    }


def test_ingest_of_50_000_invoices(tmp_path: Path) -> None:
    company = CompanyFile.create(tmp_path / "company", sample=True).company
    writing, chance, spent = Writing.of(company.database), random.Random(1), []
    for page in range(50):
        rows = [_invoice(page * 1000 + n, chance.randrange(10_000), chance) for n in range(1000)]
        began = time.perf_counter()
        writing.documents.store("invoice", rows, datetime.now(UTC))
        spent.append(time.perf_counter() - began)
    began = time.perf_counter()
    writing.documents.store("invoice", rows, datetime.now(UTC))
    again = time.perf_counter() - began
    company.close()
    size = (tmp_path / "company" / FILE_NAME).stat().st_size / 1e6
    print(
        f"\n50,000 invoices with 150,000 lines stored in {sum(spent):.1f} s;"
        f" a page of 1,000: median {statistics.median(spent) * 1000:.0f} ms, slowest {max(spent) * 1000:.0f} ms;"
        f" the same page again {again * 1000:.0f} ms; {size:.0f} MB on disk"
    )


def test_search_among_100_000_customers(tmp_path: Path) -> None:
    company = CompanyFile.create(tmp_path / "company", sample=True).company
    writing, chance = Writing.of(company.database), random.Random(2)
    began = time.perf_counter()
    for start in range(0, 100_000, 2_000):
        values = [
            {"name": f"{chance.choice(_FIRST)} {chance.choice(_TRADES)} {n} Pty Ltd", "email": f"m{n}@example.com", "stage": "customer"}
            for n in range(start, start + 2_000)
        ]
        writing.contacts.create_many([Fresh(one) for one in values], by="benchmark")
    print(f"\n100,000 customers made in {time.perf_counter() - began:.1f} s")
    for text in ("", "k", "ke", "kes", "kest", "kestrel", "kestrel joi", "joinery 99", "98765", "pty ltd", "example.com", "nobody"):
        for sort in get_args(customers.Sort)[:2]:
            wanted = customers.CustomerFilter(TODAY, text, sort=sort)
            times = []
            for _ in range(5):
                began = time.perf_counter()
                customers.window(company.database, wanted, 0, 100)
                times.append(time.perf_counter() - began)
            began = time.perf_counter()
            found = customers.count(company.database, wanted)
            counted = time.perf_counter() - began
            shown = f"first rows {statistics.median(times) * 1000:5.1f} ms (slowest {max(times) * 1000:5.1f})"
            print(f"{text!r:15} by {sort:5} {found:7,} found: {shown}, counted in {counted * 1000:5.1f} ms")
    company.close()
