"""The mirror of documents: columns, what moved, balances, and answers that are odd."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from tests.unit.store.xero_samples import READ, contact, credit_note, invoice, payment
from xerodesk.domain.connection import Connection
from xerodesk.domain.log import EntryField
from xerodesk.store.company import CompanyFile
from xerodesk.store.writing import Writing

LATER = READ + timedelta(hours=1)


def row(company: CompanyFile, sql: str) -> Any:
    return company.database.row(sql)


def test_an_invoice_becomes_columns(writing: Writing, company: CompanyFile) -> None:
    assert writing.documents.store("invoice", [invoice(1, AmountDue=Decimal("60.005"), CurrencyRate="1.080000")], READ) == (1, [])
    assert row(company, "SELECT number, contact_xero_id, date, due_date, total, due, rate, sent, status FROM invoice") == (
        "INV-0001",
        "contact-1",
        "2026-05-01",
        "2026-05-31",
        11000,
        6001,
        "1.08",
        1,
        "AUTHORISED",
    )
    line = row(company, "SELECT item_code, quantity, unit_price, amount, tax_amount FROM document_line")
    assert line == ("STOOL", 20000, 500000, 10000, 1000)


def test_the_same_again_changes_nothing_and_tells_nothing(writing: Writing, company: CompanyFile) -> None:
    writing.documents.store("invoice", [invoice(1), invoice(2)], READ)
    assert writing.documents.store("invoice", [invoice(1), invoice(2)], LATER) == (0, [])
    assert company.database.value("SELECT COUNT(*) FROM document_line") == 2
    assert company.database.value("SELECT MIN(read_at) FROM invoice") == "2026-06-03T05:02:00.000000Z"


def test_what_moved_is_told_by_the_names_of_exports(writing: Writing) -> None:
    writing.documents.store("invoice", [invoice(1), invoice(2)], READ)
    moved = invoice(1, Status="PAID", AmountDue=0, AmountPaid=110, DueDateString="2026-06-30T00:00:00")
    count, entries = writing.documents.store("invoice", [moved, invoice(2, Reference="note")], LATER)
    assert count == 2
    (entry,) = entries
    assert (entry.kind, entry.xero_id, entry.title, entry.direction, entry.result) == (
        "invoice",
        "invoice-1",
        "INV-0001, Customer 1",
        "to_crm",
        "done",
    )
    assert entry.fields == (
        EntryField("status", "AUTHORISED", "PAID"),
        EntryField("due_date", "2026-05-31", "2026-06-30"),
        EntryField("amount_paid", "0.00", "110.00"),
        EntryField("amount_due", "110.00", "0.00"),
    )


def test_lines_are_replaced_and_a_short_answer_keeps_them(writing: Writing, company: CompanyFile) -> None:
    writing.documents.store("invoice", [invoice(1)], READ)
    two = [{"Description": "One"}, {"Description": "Two", "Quantity": "1.5", "UnitAmount": None}]
    writing.documents.store("invoice", [invoice(1, LineItems=two)], LATER)
    assert company.database.rows("SELECT description, quantity FROM document_line ORDER BY position") == [("One", 0), ("Two", 15000)]
    writing.documents.store("invoice", [invoice(1, LineItems=[], Status="VOIDED")], LATER)
    assert company.database.value("SELECT COUNT(*) FROM document_line") == 2
    assert company.database.value("SELECT status FROM invoice") == "VOIDED"


def test_odd_answers_are_taken_as_they_can_be(writing: Writing, company: CompanyFile) -> None:
    odd: Any = {"InvoiceID": "x", "Status": "SOMETHING_NEW", "LineItems": None, "Contact": [], "Total": "12.5", "Type": "ACCREC"}
    broken: list[Any] = [odd, {"InvoiceNumber": "no id"}, "no object", None]
    count, entries = writing.documents.store("invoice", broken, READ)
    assert count == 1
    assert [one.result for one in entries] == ["skipped"] * 3
    assert "without an id" in entries[0].reason
    assert row(company, "SELECT status, total, contact_xero_id, due_date FROM invoice") == ("SOMETHING_NEW", 1250, "", "")


def test_a_document_listed_twice_counts_once_and_the_later_one_stands(writing: Writing, company: CompanyFile) -> None:
    assert writing.documents.store("invoice", [invoice(1, Total=1), invoice(1, Total=2)], READ)[0] == 1
    assert company.database.value("SELECT total FROM invoice") == 200


def test_a_late_answer_does_not_undo_a_newer_one(writing: Writing, company: CompanyFile) -> None:
    writing.documents.store("invoice", [invoice(1, Status="PAID")], READ)
    assert writing.documents.store("invoice", [invoice(1)], READ - timedelta(minutes=1)) == (0, [])
    older = invoice(1, UpdatedDateUTC="/Date(1000000000000+0000)/")
    assert writing.documents.store("invoice", [older], LATER) == (0, [])
    assert company.database.value("SELECT status FROM invoice") == "PAID"


def test_a_clock_set_back_does_not_hide_a_payment(writing: Writing, company: CompanyFile) -> None:
    writing.documents.store("invoice", [invoice(1)], READ)
    paid = invoice(1, Status="PAID", UpdatedDateUTC="/Date(4000000000000+0000)/")
    assert writing.documents.store("invoice", [paid], READ - timedelta(days=30))[0] == 1
    assert company.database.value("SELECT status FROM invoice") == "PAID"


def test_payments_know_what_they_paid(writing: Writing, company: CompanyFile) -> None:
    refund = payment(2, 1, 5.0, Invoice=None, CreditNote={"CreditNoteID": "credit-1", "CreditNoteNumber": "CN-0001"})
    writing.documents.store("payment", [payment(1, 7, 12.34), refund], READ)
    assert company.database.rows("SELECT document_kind, document_id, document_number, amount, date FROM payment ORDER BY xero_id") == [
        ("invoice", "invoice-7", "INV-0007", 1234, "2026-05-20"),
        ("credit_note", "credit-1", "CN-0001", 500, "2026-05-20"),
    ]


def test_credits_and_their_uses(writing: Writing, company: CompanyFile) -> None:
    writing.documents.store("credit_note", [credit_note(1)], READ)
    over = {"OverpaymentID": "over-1", "Type": "RECEIVE-OVERPAYMENT", "RemainingCredit": 3, "Total": 3, "Status": "AUTHORISED"}
    writing.documents.store("overpayment", [over], READ)
    assert company.database.rows("SELECT kind, number, remaining FROM credit_note ORDER BY kind") == [
        ("credit_note", "CN-0001", 1200),
        ("overpayment", "", 300),
    ]
    assert company.database.rows("SELECT credit_id, invoice_id, amount FROM allocation") == [("credit-1", "invoice-1", 1000)]
    writing.documents.store("credit_note", [credit_note(1, Allocations=[], RemainingCredit=22)], LATER)
    assert company.database.value("SELECT COUNT(*) FROM allocation") == 0
    assert (writing.documents.count("credit_note"), writing.documents.count("overpayment"), writing.documents.count("invoice")) == (1, 1, 0)


def connect(writing: Writing, currency: str) -> None:
    writing.connection.save(
        Connection("https://api.xero.com", "id", "tenant", "connection", "Org", "file", frozenset({"a"}), READ, base_currency=currency)
    )


def test_customers_are_told_what_they_owe(writing: Writing, company: CompanyFile) -> None:
    connect(writing, "AUD")
    made = writing.contacts.create({"name": "A"}, by="t")
    writing.mirror.store("contact", [contact(1)], READ)
    documents = [
        invoice(1),
        invoice(2, DueDateString="2026-04-01T00:00:00", AmountDue=40),
        invoice(3, CurrencyCode="NZD", DueDateString="2026-03-01T00:00:00"),
        invoice(4, Status="DRAFT"),
        invoice(5, Type="ACCPAY"),
        invoice(6, 2),
    ]
    writing.documents.store("invoice", documents, READ)
    sql = f"SELECT owed, late_since FROM contact WHERE id = '{made}'"
    assert row(company, sql) == (0, "9999-12-31")
    writing.links.put("contact", made, "contact-1", {}, revision=1, stamp="s", in_step=True)
    assert row(company, sql) == (15000, "2026-03-01")
    connect(writing, "NZD")
    assert row(company, sql) == (11000, "2026-03-01")
    writing.documents.store("invoice", [invoice(3, CurrencyCode="NZD", Status="PAID", AmountDue=0)], LATER)
    assert row(company, sql) == (0, "2026-04-01")
    writing.documents.store("invoice", [invoice(1, 2), invoice(2, 2)], LATER)
    assert row(company, sql) == (0, "9999-12-31")
    assert company.database.rows("SELECT contact_xero_id, currency, owed, open_count FROM balance") == [("contact-2", "AUD", 33000, 3)]
    writing.links.remove("contact", made)
    assert row(company, sql) == (0, "9999-12-31")


def test_the_busiest_come_first(writing: Writing) -> None:
    writing.documents.store("invoice", [invoice(1, 1), invoice(2, 2), invoice(3, 2), invoice(4, 3, Type="ACCPAY")], READ)
    assert writing.documents.busiest(5) == ["contact-2", "contact-1"]
