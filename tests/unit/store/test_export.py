"""Exports: exactly the keys scripts rely on, nothing null, money as decimal text, every record once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.unit.store.xero_samples import READ, contact, credit_note, invoice, payment
from xerodesk.domain.log import Entry, EntryField, Trouble
from xerodesk.store.company import CompanyFile
from xerodesk.store.queries import export
from xerodesk.store.records import Fresh
from xerodesk.store.writing import Writing

ADDRESS = ["line1", "line2", "city", "region", "postcode", "country"]
CONTACT = (
    [
        "id",
        "xero_id",
        "status",
        "name",
        "first_name",
        "last_name",
        "email",
        "phone",
        "mobile",
        "website",
        "tax_number",
        "account_number",
        "currency",
        "payment_terms",
    ]
    + [f"billing_{part}" for part in ADDRESS]
    + [f"delivery_{part}" for part in ADDRESS]
    + ["stage", "lead_source", "owner", "notes", "people"]
)
INVOICE = [
    "id",
    "xero_id",
    "status",
    "number",
    "contact",
    "contact_xero_id",
    "date",
    "due_date",
    "currency",
    "rate",
    "subtotal",
    "tax",
    "total",
    "amount_paid",
    "amount_credited",
    "amount_due",
    "reference",
    "sent",
    "deal",
    "lines",
]
LINE = ["product", "description", "quantity", "unit_price", "discount", "account", "tax"]
KEYS = {
    "contacts": CONTACT,
    "products": [
        "id",
        "xero_id",
        "status",
        "code",
        "name",
        "description",
        "unit_price",
        "account",
        "tax_type",
        "purchase_price",
        "purchase_account",
    ],
    "deals": [
        "id",
        "xero_id",
        "status",
        "title",
        "contact",
        "stage",
        "currency",
        "expected_close",
        "won_on",
        "lead_source",
        "owner",
        "lines",
    ],
    "quotes": [*INVOICE, "title", "expiry"],
    "invoices": INVOICE,
    "payments": ["id", "xero_id", "status", "invoice", "date", "amount", "currency", "reference"],
    "credit_notes": [
        "id",
        "xero_id",
        "status",
        "number",
        "contact",
        "contact_xero_id",
        "date",
        "currency",
        "rate",
        "subtotal",
        "tax",
        "total",
        "remaining",
        "reference",
        "lines",
    ],
    "log": ["id", "run", "at", "direction", "kind", "crm_id", "xero_id", "title", "action", "result", "fields", "error"],
}


@pytest.fixture
def filled(writing: Writing) -> Writing:
    people = [{"first_name": "Raj", "gets_invoice": True}]
    made = writing.contacts.create({"name": 'Zoë, "Ltd"', "notes": "a\nb", "people": people, "own": "x"}, by="t")
    archived = writing.contacts.create({"name": "Old"}, by="t")
    writing.contacts.archive(archived, 1, by="t")
    writing.mirror.store("contact", [contact(1)], READ)
    writing.links.put("contact", made, "contact-1", {}, revision=1, stamp="s", in_step=True)
    writing.products.create({"code": "A", "unit_price": "0.0375"}, by="t")
    deal = writing.deals.create(
        {"title": "Bar", "contact_id": made, "lines": [{"product": "A", "quantity": "2", "unit_price": "1.5"}]}, by="t"
    )
    writing.deals.bill(deal, "invoice-1")
    writing.documents.store(
        "invoice", [invoice(1, CurrencyRate="1.080000"), invoice(2, Type="ACCPAY"), {"InvoiceID": "bare", "Type": "ACCREC"}], READ
    )
    quote = {
        "QuoteID": "quote-1",
        "QuoteNumber": "QU-1",
        "Title": "T",
        "ExpiryDateString": "2026-07-01T00:00:00",
        "Status": "SENT",
        "Total": 5,
    }
    writing.documents.store("quote", [quote], READ)
    writing.documents.store("payment", [payment(1, 1, 12.5), payment(2, 2, 1, PaymentType="ACCPAYPAYMENT")], READ)
    writing.documents.store("credit_note", [credit_note(1), credit_note(2, Type="ACCPAYCREDIT")], READ)
    moved = (EntryField("name", "a", [{"x": True}], "note"),)
    writing.entries.add([Entry("r", READ, "to_xero", "contact", made, "contact-1", "T", "update", "failed", moved, Trouble("c", "m", "a"))])
    writing.entries.add([Entry("r", READ, "to_crm", "invoice", "", "i", "T", "update", "done")])
    return writing


def rows(company: CompanyFile, kind: str) -> list[dict[str, Any]]:
    return list(export.export_rows(company.database, kind))


def texts(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        for one in value.values():
            yield from texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts(one)
    else:
        yield value


@pytest.mark.parametrize("kind", export.KINDS)
def test_keys_are_exactly_those_promised_and_nothing_is_null(filled: Writing, company: CompanyFile, kind: str) -> None:
    found = rows(company, kind)
    assert found
    for row in found:
        assert list(row) == KEYS[kind]
        if kind != "log":
            assert all(isinstance(one, str | bool) for one in texts(row)), row
    json.dumps(found)


def test_contacts(filled: Writing, company: CompanyFile) -> None:
    first, second = rows(company, "contacts")
    assert (first["xero_id"], first["status"], first["name"], first["notes"]) == ("contact-1", "active", 'Zoë, "Ltd"', "a\nb")
    assert first["people"] == [
        {"first_name": "Raj", "last_name": "", "email": "", "phone": "", "role": "", "gets_invoice": True},
    ]
    assert (second["status"], second["people"]) == ("archived", [])


def test_products_and_deals(filled: Writing, company: CompanyFile) -> None:
    (product,) = rows(company, "products")
    assert (product["unit_price"], product["purchase_price"]) == ("0.0375", "")
    (deal,) = rows(company, "deals")
    assert (deal["contact"], deal["xero_id"]) == ('Zoë, "Ltd"', "invoice-1")
    assert [list(line) for line in deal["lines"]] == [LINE]
    assert (deal["lines"][0]["quantity"], deal["lines"][0]["unit_price"]) == ("2.00", "1.50")


def test_documents(filled: Writing, company: CompanyFile) -> None:
    bare, full = rows(company, "invoices")
    assert (bare["total"], bare["due_date"], bare["lines"], bare["rate"]) == ("0.00", "", [], "")
    assert (full["rate"], full["total"], full["date"], full["sent"], full["status"]) == ("1.08", "110.00", "2026-05-01", True, "AUTHORISED")
    assert full["deal"] == rows(company, "deals")[0]["id"]
    assert [list(line) for line in full["lines"]] == [LINE]
    (paid,) = rows(company, "payments")
    assert (paid["invoice"], paid["amount"], paid["currency"], paid["date"]) == ("INV-0001", "12.50", "AUD", "2026-05-20")
    (credit,) = rows(company, "credit_notes")
    assert (credit["number"], credit["remaining"]) == ("CN-0001", "12.00")
    (quote,) = rows(company, "quotes")
    assert (quote["title"], quote["expiry"], quote["total"]) == ("T", "2026-07-01", "5.00")


def test_the_log(filled: Writing, company: CompanyFile) -> None:
    failed, done = rows(company, "log")
    assert failed["fields"] == [{"field": "name", "old": "a", "new": [{"x": True}]}]
    assert failed["error"] == {"code": "c", "message": "m", "advice": "a"}
    assert (failed["at"], done["error"], done["id"]) == ("2026-06-03T04:02:00Z", None, failed["id"] + 1)


def test_every_record_once_over_many_pages(writing: Writing, company: CompanyFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "_PAGE", 7)
    ids = writing.contacts.create_many([Fresh({"name": f"N{n}"}) for n in range(50)], by="t")
    assert [row["id"] for row in rows(company, "contacts")] == ids
    writing.documents.store("invoice", [invoice(n) for n in range(21)], READ)
    assert sorted(row["id"] for row in rows(company, "invoices")) == sorted(f"invoice-{n}" for n in range(21))


def test_another_kind_is_refused(company: CompanyFile) -> None:
    with pytest.raises(KeyError):
        export.export_rows(company.database, "secrets")
