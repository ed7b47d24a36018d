"""Checking one customer against the demo organisation: what the filters bring is that customer's, and three calls are enough."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.contract.xero.rig import Rig
from xerodesk.domain.records import RemoteRecord
from xerodesk.services.check_now import check_now
from xerodesk.store.company import CompanyFile
from xerodesk.store.ledger import SqlLedger
from xerodesk.store.queries import customer
from xerodesk.store.writing import Writing


@pytest.fixture
def file(tmp_path: Path) -> Iterator[CompanyFile]:
    made = CompanyFile.create(tmp_path / "company", sample=True).company
    yield made
    made.close()


def test_one_customer_in_three_calls(connected: Rig, file: CompanyFile) -> None:
    store, books = Writing.of(file.database), connected.books(urgent=True)
    ledger = SqlLedger(store)
    invoices = [row for page in books.walk("invoice") for row in page.rows if row["Type"] == "ACCREC"]
    xero_id = max((row["Contact"]["ContactID"] for row in invoices), key=[row["Contact"]["ContactID"] for row in invoices].count)
    raw = books.read("contact", [xero_id])[0]
    own = store.contacts.create({"name": str(raw["Name"]), "stage": "customer"}, by="user")
    read_at = datetime.now(UTC)
    ledger.join("contact", own, RemoteRecord("contact", xero_id, raw, read_at, read_at), {}, 1, None)
    before = books.calls
    changes = check_now(ledger, books, own, clock=lambda: datetime.now(UTC))
    assert books.calls - before == 3
    assert changes.touches("contact")
    shown = customer.documents(file.reading, own, read_at.date())
    theirs = {row["InvoiceID"] for row in invoices if row["Contact"]["ContactID"] == xero_id}
    assert {row.xero_id for row in shown if row.kind == "invoice"} == theirs
    assert ledger.mirror_count("invoice") == len(theirs)
