"""What the lists of deals, invoices, money and products read, against plain readings of the same books."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.unit.store.xero_samples import READ, TODAY, contact, credit_note, invoice, paid_invoice, payment
from xerodesk.domain.log import Entry
from xerodesk.store.company import CompanyFile
from xerodesk.store.queries import ageing, choices, deals, home, invoices, money_in, pipeline, products, quotes
from xerodesk.store.queries.invoices import AGES, InvoiceFilter
from xerodesk.store.queries.states import INVOICE_STATES
from xerodesk.store.writing import Writing

ALL = deals.DealFilter()


def linked(writing: Writing, number: int) -> str:
    made = writing.contacts.create({"name": f"Customer {number}", "stage": "customer"}, by="t")
    writing.mirror.store("contact", [contact(number)], READ)
    writing.links.put("contact", made, f"contact-{number}", {}, revision=1, stamp="s", in_step=True)
    return made


def deal(writing: Writing, title: str, stage: str, price: str = "10", currency: str = "AUD") -> str:
    lines: list[dict[str, str | bool]] = [{"quantity": "1", "unit_price": price}]
    return writing.deals.create({"title": title, "stage": stage, "currency": currency, "lines": lines}, by="t")


def random_books(writing: Writing) -> list[dict[str, Any]]:
    chance = random.Random(11)
    made = []
    for number in range(1, 121):
        due = chance.choice([0, 30, 110])
        day = TODAY + timedelta(days=chance.randint(-120, 40))
        made.append(
            invoice(
                number,
                chance.randint(1, 6),
                Status=chance.choice(["DRAFT", "SUBMITTED", "AUTHORISED", "AUTHORISED", "AUTHORISED", "PAID", "VOIDED"]),
                AmountDue=due,
                AmountPaid=110 - due,
                DueDateString=chance.choice([f"{day.isoformat()}T00:00:00", f"{day.isoformat()}T00:00:00", ""]),
                DueDate="",
                CurrencyCode=chance.choice(["AUD", "AUD", "NZD"]),
                SentToContact=chance.random() < 0.5,
            )
        )
    writing.documents.store("invoice", made, READ)
    return made


def test_deals_by_stage_read_the_same_by_any_window(writing: Writing, company: CompanyFile) -> None:
    for number in range(23):
        deal(writing, f"Deal {number}", ("won", "lead", "quoted", "tender", "lost", "")[number % 6], str(number))
    source = company.database
    stages = pipeline.heads(source, ALL)
    assert [head.stage for head in stages] == ["lead", "quoted", "", "tender", "won", "lost"]
    total = pipeline.total(stages)
    assert total == 23 + 6
    whole = pipeline.window(source, ALL, stages, 0, total)
    assert len(whole) == total
    for size in (1, 2, 5, 7, 100):
        read = [row for at in range(0, total, size) for row in pipeline.window(source, ALL, stages, at, size)]
        assert read == whole
    for row, after in itertools.pairwise(whole):
        if isinstance(row, pipeline.StageHead) and isinstance(after, deals.DealRow):
            assert after.stage == row.stage


def test_a_stages_sums_keep_currencies_apart(writing: Writing, company: CompanyFile) -> None:
    for price, currency in (("10", "AUD"), ("20.50", "AUD"), ("5", "NZD")):
        deal(writing, "Bench", "lead", price, currency)
    deal(writing, "Table", "lead", "1000")
    (head,) = pipeline.heads(company.database, replace(ALL, text="bench"))
    assert (head.deals, head.sums) == (3, (("AUD", Decimal("30.50")), ("NZD", Decimal("5.00"))))


def test_state_counts_are_those_of_each_state(writing: Writing, company: CompanyFile) -> None:
    random_books(writing)
    wanted = InvoiceFilter(TODAY)
    counts = invoices.state_counts(company.database, wanted)
    for state in INVOICE_STATES:
        assert counts.get(state, 0) == invoices.count(company.database, replace(wanted, state=state)), state
    assert sum(counts.values()) == 120
    narrow = invoices.state_counts(company.database, replace(wanted, text="Customer 3"))
    assert sum(narrow.values()) == invoices.count(company.database, replace(wanted, text="Customer 3", whatever=True))
    assert 0 < sum(narrow.values()) < 120


@pytest.mark.parametrize("currency", ["AUD", "NZD"])
def test_the_ageing_adds_up_to_what_home_says_and_to_the_lists_behind_it(writing: Writing, company: CompanyFile, currency: str) -> None:
    mine = linked(writing, 3)
    random_books(writing)
    source = company.database
    whole = next(one for one in home.receivables(source, TODAY) if one.currency == currency)
    wanted = ageing.AgeingFilter(TODAY, currency)
    rows = ageing.window(source, wanted, 0, 100)
    assert len(rows) == ageing.count(source, wanted)
    for name in AGES:
        assert sum(getattr(row, name) for row in rows) == getattr(whole, name)
        for row in rows:
            behind = InvoiceFilter(TODAY, currency=currency, contact_xero_id=row.contact_xero_id, age=name)
            assert sum(one[2] for one in invoices.sums(source, behind)) == getattr(row, name)
    assert sum(row.total for row in rows) == whole.total
    assert [row.total for row in rows] == sorted((row.total for row in rows), reverse=True)
    assert {row.contact_id for row in rows} == {"", mine}
    owing = InvoiceFilter(TODAY, currency=currency, owing=True)
    assert invoices.count(source, owing) == whole.invoices == sum(row.invoices for row in rows)


def test_ageing_by_name_and_by_age(writing: Writing, company: CompanyFile) -> None:
    random_books(writing)
    source = company.database
    names = [row.name for row in ageing.window(source, ageing.AgeingFilter(TODAY, "AUD", sort="name"), 0, 100)]
    assert names == sorted(names)
    late = [row.late for row in ageing.window(source, ageing.AgeingFilter(TODAY, "AUD", sort="late"), 0, 100)]
    assert late == sorted(late, reverse=True)
    (one,) = ageing.window(source, ageing.AgeingFilter(TODAY, "AUD", text=names[0]), 0, 100)
    assert one.name == names[0]


@pytest.mark.parametrize("sort", list(invoices._ORDER))
def test_every_order_pages_without_loss(writing: Writing, company: CompanyFile, sort: invoices.InvoiceSort) -> None:
    random_books(writing)
    wanted = InvoiceFilter(TODAY, sort=sort, whatever=True)
    read = [row.xero_id for at in range(0, 120, 17) for row in invoices.window(company.database, wanted, at, 17)]
    assert len(set(read)) == len(read) == 120


def test_payments_and_credits_of_customers_only(writing: Writing, company: CompanyFile) -> None:
    mine = linked(writing, 1)
    writing.documents.store("invoice", [paid_invoice(1, 1, "2026-05-31", "2026-05-20")], READ)
    writing.documents.store("payment", [payment(1, 1, 110.0), payment(2, 9, 5.0, PaymentType="ACCPAYPAYMENT")], READ)
    writing.documents.store("credit_note", [credit_note(1), credit_note(2, Type="ACCPAYCREDIT"), credit_note(3, Status="DELETED")], READ)
    source = company.database
    (paid,) = money_in.payments(source, "", 0, 10)
    assert (paid.document, paid.contact, paid.contact_id, paid.amount, paid.currency) == (
        "INV-0001", "Customer 1", mine, Decimal("110.00"), "AUD",
    )  # fmt: skip
    assert money_in.payment_count(source) == 1
    assert money_in.payment_count(source, "inv-0001") == 1
    assert money_in.payment_count(source, "100%") == 0
    (credit,) = money_in.credits_of_customers(source, "", 0, 10)
    assert (credit.number, credit.left, credit.state, credit.contact_id) == ("CN-0001", Decimal("12.00"), "part used", mine)
    assert money_in.credit_count(source, "CN-0002") == 0


def test_quotes_by_state_and_text(writing: Writing, company: CompanyFile) -> None:
    rows = [
        {
            "QuoteID": f"quote-{number}", "QuoteNumber": f"QU-{number:04d}", "Title": title, "Status": status, "CurrencyCode": "AUD",
            "Contact": {"ContactID": "contact-1", "Name": "Customer 1"}, "DateString": f"2026-05-0{number}T00:00:00", "Total": 110.0,
        }
        for number, title, status in ((1, "Bench", "SENT"), (2, "Table", "ACCEPTED"), (3, "Bench again", "DELETED"))
    ]  # fmt: skip
    writing.documents.store("quote", rows, READ)
    source = company.database
    assert [row.number for row in quotes.window(source, quotes.QuoteFilter(), 0, 10)] == ["QU-0002", "QU-0001"]
    (found,) = quotes.window(source, quotes.QuoteFilter("bench"), 0, 10)
    assert (found.number, found.state, found.total) == ("QU-0001", "sent", Decimal("110.00"))
    assert quotes.count(source, quotes.QuoteFilter(status="DELETED")) == 1
    assert quotes.status_counts(source) == {"SENT": 1, "ACCEPTED": 1, "DELETED": 1}


def test_how_a_product_stands_with_xero(writing: Writing, company: CompanyFile) -> None:
    ids = {name: writing.products.create({"code": name}, by="t") for name in ("alone", "linked", "waiting", "gone", "failed")}
    for name in ("linked", "waiting", "gone", "failed"):
        writing.links.put("product", ids[name], f"item-{name}", {}, revision=1, stamp="s", in_step=True)
    writing.products.update(ids["waiting"], 1, {"name": "New"}, by="You")
    writing.products.mark(ids["gone"], "gone_in_xero")
    failure = Entry(
        run="r", at=READ, direction="to_xero", kind="product", crm_id=ids["failed"], xero_id="", title="failed", action="update",
        result="failed",
    )  # fmt: skip
    writing.entries.add([failure])
    assert {row.code: row.sync for row in products.window(company.database, "", 0, 10)} == {name: name for name in ids}


def test_what_forms_offer(writing: Writing, company: CompanyFile) -> None:
    source = company.database
    writing.contacts.create({"name": "Old Red Gum"}, by="t")
    red = writing.contacts.create({"name": "Red Gum Boats"}, by="t")
    gone = writing.contacts.create({"name": "Red Gum Gone"}, by="t")
    writing.contacts.archive(gone, 1, by="t")
    assert [one.words for one in choices.contacts_named(source, "red gum")] == ["Red Gum Boats", "Old Red Gum"]
    assert choices.contacts_named(source, "boats")[0].value == red
    writing.products.create({"code": "STOOL", "name": "Bar stool", "unit_price": "50", "account": "200", "tax_type": "OUTPUT"}, by="t")
    (stool,) = choices.products_named(source, "bar")
    assert (stool.code, stool.price, stool.account, stool.tax) == ("STOOL", Decimal(50), "200", "OUTPUT")
    accounts = {
        code: {"Code": code, "Name": name, "Class": sort, "Type": kind, "Status": status}
        for code, name, sort, kind, status in (
            ("200", "Sales", "REVENUE", "REVENUE", "ACTIVE"), ("201", "Old sales", "REVENUE", "REVENUE", "ARCHIVED"),
            ("310", "Goods", "EXPENSE", "DIRECTCOSTS", "ACTIVE"), ("090", "Bank", "ASSET", "BANK", "ACTIVE"),
        )
    }  # fmt: skip
    writing.references.replace("account", accounts, READ)
    writing.references.replace("tax_rate", {"OUTPUT": {"TaxType": "OUTPUT", "Name": "GST", "Status": "ACTIVE"}}, READ)
    assert [one.value for one in choices.sales_accounts(source)] == ["200"]
    assert [one.value for one in choices.purchase_accounts(source)] == ["310"]
    assert choices.tax_rates(source) == (choices.Listed("OUTPUT", "GST (OUTPUT)"),)


def test_needs_are_counted_by_sort_and_say_how_they_usually_pay(writing: Writing, company: CompanyFile) -> None:
    mine = linked(writing, 1)
    late = invoice(1, DueDateString="2026-05-20T00:00:00", DueDate="")
    writing.documents.store("invoice", [late, paid_invoice(2, 1, "2026-04-01", "2026-04-07")], READ)
    deal(writing, "Stairs", "won")
    source = company.database
    assert home.need_counts(source, TODAY) == {"bill": 1, "chase": 1, "decide": 0, "fix": 0}
    assert sum(home.need_counts(source, TODAY).values()) == home.need_count(source, TODAY)
    chase, bill = home.needs(source, TODAY)
    assert (chase.words, chase.contact_id) == ("INV-0001 is 14 days late; they usually pay 6 days late", mine)
    assert (bill.strong, bill.words) == ("Stairs", "Stairs was won; there is no invoice yet")


def test_a_new_file_and_its_first_leads(writing: Writing, company: CompanyFile) -> None:
    source = company.database
    assert home.is_new(source)
    writing.contacts.create({"name": "First"}, by="t")
    writing.contacts.create({"name": "Second"}, by="t")
    assert not home.is_new(source)
    assert [lead.name for lead in home.newest_leads(source, 1)] == ["Second"]
