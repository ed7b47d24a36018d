"""The customer list against a plain reading of the same customers, search by every kind of text included."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import get_args

import pytest

from tests.unit.store.xero_samples import READ, TODAY, contact, invoice
from xerodesk.domain.connection import Connection
from xerodesk.store.columns import fold
from xerodesk.store.company import CompanyFile
from xerodesk.store.queries import customers
from xerodesk.store.queries.customers import CustomerFilter, Sort, View
from xerodesk.store.records import Fresh
from xerodesk.store.writing import Writing

NAMES = ("Pâtisserie Zoë", "100% Pure_Wool", 'O\'Dwyer "Joe"', "王芳", "שלום עסק", "Joey 🦘 Hops", "Đặng & Sons", "ab", "A", "Straße 9")


@dataclass
class Customer:
    id: str
    name: str
    email: str
    stage: str
    archived: bool
    owed: dict[str, int]
    oldest: date | None


def populate(writing: Writing, number: int, seed: int) -> list[Customer]:
    """Customers, leads and archived ones, some of them owing in one currency or two."""
    chance = random.Random(seed)
    writing.connection.save(Connection("h", "i", "t", "c", "Org", "file", frozenset(), READ, base_currency="AUD"))
    made, documents = [], []
    for place in range(number):
        name = chance.choice(NAMES) + (f" {place}" if chance.random() < 0.8 else "")
        email = f"m{place}@Example.com" if chance.random() < 0.7 else ""
        values = {"name": name, "email": email, "stage": chance.choice(["lead", "customer"])}
        (identity,) = writing.contacts.create_many([Fresh(values)], by="t")
        archived = chance.random() < 0.1
        if archived:
            writing.contacts.archive(identity, 1, by="t")
        customer = Customer(identity, name, values["email"], values["stage"], archived, {}, None)
        if chance.random() < 0.6:
            writing.links.put("contact", identity, f"contact-{place}", {}, revision=1, stamp="s", in_step=True)
            for _ in range(chance.randrange(4)):
                due_on = TODAY + timedelta(days=chance.randrange(-60, 60))
                currency, due = chance.choice(["AUD", "NZD"]), chance.randrange(1, 500_00)
                due_string = f"{due_on.isoformat()}T00:00:00"
                amount = Decimal(due) / 100
                documents.append(
                    invoice(len(documents), place, CurrencyCode=currency, AmountDue=amount, DueDateString=due_string, Total=amount)
                )
                customer.owed[currency] = customer.owed.get(currency, 0) + due
                customer.oldest = min(customer.oldest or due_on, due_on)
        made.append(customer)
    writing.mirror.store("contact", [contact(place) for place in range(number)], READ)
    writing.documents.store("invoice", documents, READ)
    return made


def expected(made: list[Customer], wanted: CustomerFilter) -> list[Customer]:
    folded = fold(wanted.text)

    def shown(one: Customer) -> bool:
        in_view = {
            "all": not one.archived,
            "archived": one.archived,
            "customers": not one.archived and one.stage == "customer",
            "leads": not one.archived and one.stage == "lead",
            "owing": not one.archived and one.oldest is not None,
            "late": not one.archived and one.oldest is not None and one.oldest < TODAY,
        }[wanted.view]
        if len(folded) < 3:
            return in_view and fold(one.name).startswith(folded)
        searched = " " + fold(f"{one.name} {one.email}")
        if all(len(word) == 1 for word in folded.split()):
            return in_view and folded in searched
        named = " " + fold(one.name)
        held = [f" {word}" in (named if len(word) == 1 else searched) if len(word) < 3 else word in searched for word in folded.split()]
        return in_view and all(held)

    found = [one for one in made if shown(one)]
    found.sort(key=lambda one: (fold(one.name), made.index(one)))
    if wanted.sort == "owed":
        found.sort(key=lambda one: -one.owed.get("AUD", 0))
    elif wanted.sort == "late":
        found.sort(key=lambda one: one.oldest or date.max)
    elif wanted.sort == "recent":
        found.sort(key=lambda one: made.index(one), reverse=True)
    return found


TEXTS = (
    "", "a", "Z", "zoe", "PÂT", "wool 1", "wool 12", "zoe 1 2", "100%", "_", "%%%", "\"joe\"", "o'd", "王",
    "王芳", "שלום", "joey 🦘", "strasse", "đang", "m1 po", "example.com", "m1@", "sons 3", "a b", "no such",
    "* OR a", "NEAR(a b)", "\\", "-", "ab",
)  # fmt: skip


@pytest.fixture
def made(writing: Writing) -> list[Customer]:
    return populate(writing, 80, 7)


@pytest.mark.parametrize(("few", "flood"), [(500, 20_000), (3, 20_000), (3, 10)])
def test_every_text_view_and_order(company: CompanyFile, writing: Writing, monkeypatch: pytest.MonkeyPatch, few: int, flood: int) -> None:
    made = populate(writing, 90, few)
    monkeypatch.setattr(customers, "_FEW", few)  # so that each way of finding is taken at this size
    monkeypatch.setattr(customers, "_FLOOD", flood)
    monkeypatch.setattr(customers, "_NEAR", 20)
    found = 0
    for text in TEXTS:
        for view in get_args(View):
            for sort in get_args(Sort) if view in ("all", "owing") else ("name",):
                wanted = CustomerFilter(TODAY, text, view, sort)
                right = expected(made, wanted)
                assert customers.count(company.database, wanted) == len(right), wanted
                whole = [row.id for row in customers.window(company.database, wanted, 0, 1000)]
                assert whole == [one.id for one in right], wanted
                part = [row.id for row in customers.window(company.database, wanted, 15, 30)]
                assert part == whole[15:45], wanted
                found += len(right)
    assert found > 1000


def test_rows_say_what_is_owed(company: CompanyFile, made: list[Customer]) -> None:
    rows = {row.id: row for row in customers.window(company.database, CustomerFilter(TODAY), 0, 1000)}
    for one in made:
        if one.archived:
            continue
        row = rows[one.id]
        assert {money.currency: money.owed for money in row.balances} == {name: Decimal(owed) / 100 for name, owed in one.owed.items()}
        assert row.days_late == (max(0, (TODAY - one.oldest).days) if one.oldest else 0)
        assert row.next_due == one.oldest
        if len(row.balances) == 2:
            assert row.balances[0].currency == "AUD"
    assert any(len(row.balances) == 2 for row in rows.values())


def test_late_is_only_what_is_past_its_day(writing: Writing, company: CompanyFile) -> None:
    (identity,) = writing.contacts.create_many([Fresh({"name": "A"})], by="t")
    writing.links.put("contact", identity, "contact-1", {}, revision=1, stamp="s", in_step=True)
    due = {"DueDateString": "2026-06-03T00:00:00"}
    writing.documents.store("invoice", [invoice(1, **due), invoice(2, DueDateString="2026-06-02T00:00:00", AmountDue=5)], READ)
    (row,) = customers.window(company.database, CustomerFilter(TODAY), 0, 10)
    assert [(one.owed, one.overdue, one.days_late) for one in row.balances] == [(Decimal(115), Decimal(5), 1)]
    yesterday = TODAY - timedelta(days=1)
    assert customers.count(company.database, CustomerFilter(yesterday, view="late")) == 0
    assert customers.count(company.database, CustomerFilter(yesterday, view="owing")) == 1


def test_an_open_invoice_without_a_due_day_is_owed_and_never_late(writing: Writing, company: CompanyFile) -> None:
    (identity,) = writing.contacts.create_many([Fresh({"name": "A"})], by="t")
    writing.links.put("contact", identity, "contact-1", {}, revision=1, stamp="s", in_step=True)
    writing.documents.store("invoice", [invoice(1, DueDateString=None, DueDate=None)], READ)
    assert customers.count(company.database, CustomerFilter(TODAY, view="owing")) == 1
    assert customers.count(company.database, CustomerFilter(TODAY, view="late")) == 0
    (row,) = customers.window(company.database, CustomerFilter(TODAY), 0, 10)
    assert (row.days_late, row.next_due, row.balances[0].owed) == (0, None, Decimal(110))


def test_where_a_customer_stands(company: CompanyFile, made: list[Customer]) -> None:
    wanted = CustomerFilter(TODAY)
    ids = [row.id for row in customers.window(company.database, wanted, 0, 1000)]
    assert [customers.position(company.database, wanted, one) for one in ids[::17]] == list(range(len(ids)))[::17]
    assert customers.position(company.database, wanted, "nobody") == -1


def test_people_phones_and_edits_are_searched(writing: Writing, company: CompanyFile) -> None:
    people = [{"first_name": "Siobhán", "last_name": "O'Dwyer", "email": "s@x.example"}]
    made = writing.contacts.create({"name": "Acme", "phone": "(02) 5550 0142", "people": people}, by="t")
    for text in ("siobhan", "55500142", "5550 0142", "s@x"):
        assert customers.count(company.database, CustomerFilter(TODAY, text)) == 1, text
    writing.contacts.update(made, 1, {"people": [], "name": "Renamed"}, by="t")
    assert customers.count(company.database, CustomerFilter(TODAY, "siobhan")) == 0
    assert customers.count(company.database, CustomerFilter(TODAY, "acme")) == 0
    assert customers.count(company.database, CustomerFilter(TODAY, "renamed")) == 1
