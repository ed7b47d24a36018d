"""Contacts, products and deals: what goes in comes out, and nobody overwrites what somebody else wrote."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

import pytest

from xerodesk.domain.errors import Misuse, Moved, NotThere
from xerodesk.store.company import CompanyFile
from xerodesk.store.contacts import Contacts
from xerodesk.store.records import Fresh
from xerodesk.store.writing import Writing

PEOPLE = [
    {"first_name": "Raj", "last_name": "Thevathasan", "email": "raj@x.example", "phone": "", "role": "Accounts", "gets_invoice": True},
    {"first_name": "Kiri", "last_name": "Ngata", "email": "", "phone": "0491", "role": "", "gets_invoice": False},
]


def test_a_contact_comes_back_as_it_was_given(writing: Writing) -> None:
    values = {"name": "Đặng & Sons", "email": "A@x.example", "notes": "line\nline", "people": PEOPLE, "billing_city": "Wollombi"}
    made = writing.contacts.create(values, by="Meg", source="hubspot", source_id="77")
    found = writing.contacts.get(made)
    assert found is not None
    assert {name: found.values[name] for name in values} == values
    assert (found.revision, found.archived, found.title, found.facts["stage"]) == (1, False, "Đặng & Sons", "lead")
    assert writing.contacts.with_source("hubspot", ["77", "78"]) == {"77": made}


def test_very_long_and_odd_text_is_kept(writing: Writing) -> None:
    values = {"name": "🦘" * 300, "notes": "n" * 5_000_000, "owner": "עברית \u202e", "website": "%_'\";--"}
    made = writing.contacts.create(values, by="Meg")
    found = writing.contacts.get(made)
    assert found is not None
    assert {name: found.values[name] for name in values} == values
    writing.contacts.create({"name": "half \ud83d and\x00 nul"}, by="Meg")


def test_a_stale_revision_overwrites_nothing(writing: Writing) -> None:
    made = writing.contacts.create({"name": "Old"}, by="Meg")
    assert writing.contacts.update(made, 1, {"name": "New"}, by="Meg") == 2
    with pytest.raises(Moved):
        writing.contacts.update(made, 1, {"name": "Newer"}, by="Dev")
    with pytest.raises(Moved):
        writing.contacts.archive(made, 1, by="Dev")
    found = writing.contacts.get(made)
    assert found is not None
    assert (found.title, found.revision, found.archived) == ("New", 2, False)


def test_two_threads_editing_one_record_both_end_in_it(company: CompanyFile) -> None:
    contacts = Contacts(company.database)
    made = contacts.create({"name": "0", "notes": ""}, by="test")
    again = []

    def add(letter: str) -> None:
        for _ in range(20):
            while True:
                found = contacts.get(made)
                assert found is not None
                try:
                    contacts.update(made, found.revision, {"notes": str(found.values["notes"]) + letter}, by=letter)
                    break
                except Moved:
                    again.append(letter)

    workers = [threading.Thread(target=add, args=(letter,)) for letter in "ab"]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    found = contacts.get(made)
    assert found is not None
    assert sorted(str(found.values["notes"])) == ["a"] * 20 + ["b"] * 20
    assert found.revision == 41


def test_an_edit_that_changes_nothing_is_none(writing: Writing) -> None:
    made = writing.contacts.create({"name": "Same", "people": PEOPLE}, by="Meg")
    assert writing.contacts.update(made, 1, {"name": "Same", "people": PEOPLE}, by="Meg") == 1


def test_people_and_own_fields_can_be_changed(writing: Writing) -> None:
    made = writing.contacts.create({"name": "A", "people": PEOPLE, "birthday": "1 May", "colour": "red"}, by="Meg")
    writing.contacts.update(made, 1, {"people": PEOPLE[1:], "colour": "blue"}, by="Meg")
    found = writing.contacts.get(made)
    assert found is not None
    assert found.values["people"] == PEOPLE[1:]
    assert (found.values["birthday"], found.values["colour"]) == ("1 May", "blue")


def test_archiving_and_bringing_back(writing: Writing) -> None:
    made = writing.contacts.create({"name": "A"}, by="Meg")
    assert writing.contacts.archive(made, 1, by="Meg") == 2
    assert writing.contacts.archive(made, 2, by="Meg") == 2
    assert writing.contacts.restore(made, 2, by="Meg") == 3
    with pytest.raises(NotThere):
        writing.contacts.archive("nobody", 1, by="Meg")


def test_when_and_by_whom_is_noted(writing: Writing, company: CompanyFile) -> None:
    at = datetime(2026, 6, 3, tzinfo=UTC)
    (made,) = writing.contacts.create_many([Fresh({"name": "A"})], by="Meg", at=at)
    later = datetime(2026, 6, 4, tzinfo=UTC)
    writing.contacts.update(made, 1, {"name": "B"}, by="Dev", at=later)
    found = writing.contacts.get(made)
    assert found is not None
    assert found.edited_at == later
    assert company.database.row("SELECT edited_by, created_at FROM contact") == ("Dev", "2026-06-03T00:00:00.000000Z")


def test_alike_finds_by_folded_name_and_mail(writing: Writing) -> None:
    one = writing.contacts.create({"name": "Pâtisserie Zoë", "email": "zoe@x.example"}, by="t")
    two = writing.contacts.create({"name": "Other", "email": "OTHER@x.example"}, by="t")
    writing.contacts.create({"name": "Third"}, by="t")
    found = writing.contacts.alike(emails=["other@X.example", ""], names=["patisserie zoe"])
    assert sorted(found) == sorted([(one, "zoe@x.example", "patisserie zoe"), (two, "other@x.example", "other")])


def test_chosen_is_a_fact_and_no_edit(writing: Writing) -> None:
    made = writing.contacts.create({"name": "A"}, by="t")
    writing.contacts.choose(made, True)
    found = writing.contacts.get(made)
    assert found is not None
    assert (found.facts["chosen"], found.revision) == (True, 1)


def test_products_keep_prices_exactly(writing: Writing) -> None:
    made = writing.products.create({"code": "CNC-18", "name": "Panel", "unit_price": "0.0375", "purchase_price": ""}, by="t")
    found = writing.products.get(made)
    assert found is not None
    assert (found.values["unit_price"], found.values["purchase_price"], found.title) == ("0.0375", "", "CNC-18")
    assert writing.products.by_code(["cnc-18"]) == {"cnc-18": made}
    with pytest.raises(Misuse):
        writing.products.update(made, 1, {"unit_price": "cheap"}, by="t")
    again = writing.products.get(made)
    assert again is not None
    assert again.revision == 1


def test_a_deal_sums_its_lines(writing: Writing, company: CompanyFile) -> None:
    contact = writing.contacts.create({"name": "A"}, by="t")
    product = writing.products.create({"code": "STOOL"}, by="t")
    lines = [
        {"product": "stool", "description": "Stools", "quantity": "3", "unit_price": "33.3333", "discount": "10"},
        {"product": "", "description": "Delivery", "quantity": "1", "unit_price": "45.5", "account": "200", "tax": "OUTPUT"},
    ]
    made = writing.deals.create({"title": "Bar", "contact_id": contact, "stage": "won", "lines": lines}, by="t")
    assert company.database.value("SELECT amount FROM deal") == 9000 + 4550
    assert company.database.value("SELECT product_id FROM deal_line ORDER BY position") == product
    found = writing.deals.get(made)
    assert found is not None
    kept = found.values["lines"]
    assert isinstance(kept, list)
    assert [(line["quantity"], line["unit_price"]) for line in kept] == [("3.00", "33.3333"), ("1.00", "45.50")]
    writing.deals.update(made, 1, {"lines": lines[1:]}, by="t")
    assert company.database.value("SELECT amount FROM deal") == 4550
    writing.deals.bill(made, "invoice-1")
    facts = writing.contacts.get(contact)
    assert facts is not None
    assert facts.facts["invoiced"] is True
