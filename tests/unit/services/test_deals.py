"""Deals over a real company file: what is stored, what is refused field by field, how won and lost get their day."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from xerodesk.domain.errors import Moved, NotThere, Refused
from xerodesk.services.deals import DealService, amount_of
from xerodesk.services.typed import typed_number
from xerodesk.store.company import CompanyFile
from xerodesk.store.queries import deals
from xerodesk.store.writing import Writing

TODAY = date(2026, 6, 3)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("company")
    CompanyFile.create(folder, sample=True).company.close()
    return folder


@pytest.fixture
def store(empty: Path, tmp_path: Path) -> Iterator[Writing]:
    shutil.copytree(empty, tmp_path / "company")
    opened = CompanyFile.open(tmp_path / "company")
    yield Writing.of(opened.database)
    opened.close()


@pytest.fixture
def contact(store: Writing) -> str:
    return store.contacts.create({"name": "Red Gum Boatbuilders"}, by="You")


@pytest.fixture
def desk(store: Writing) -> DealService:
    return DealService(store.deals, store.contacts, lambda: TODAY)


def test_a_new_deal_with_lines_is_stored_to_the_cent(desk: DealService, store: Writing, contact: str) -> None:
    lines = [
        {"product": "STOOL", "description": "Bar stool", "quantity": "3", "unit_price": "1,033.335", "discount": "10", "tax": "OUTPUT"},
        {"description": "Delivery", "quantity": "", "unit_price": "12,5", "discount": ""},
        {"product": " ", "description": "", "quantity": "1", "unit_price": "", "discount": ""},
    ]
    made, changes = desk.save(None, None, {"title": "  Bar   stools ", "contact_id": contact, "currency": "aud", "lines": lines})
    assert changes.ids == {("deal", made)}
    row = deals.deal(store.database, made)
    assert row is not None
    assert (row.title, row.stage, row.currency, row.contact) == ("Bar stools", "lead", "AUD", "Red Gum Boatbuilders")
    assert row.amount == Decimal("2790.00") + Decimal("12.50")  # 3 x 1,033.335 less 10 % is 2,790.0045
    kept = deals.lines(store.database, made)
    assert [(line.quantity, line.unit_price, line.amount) for line in kept] == [
        (Decimal(3), Decimal("1033.335"), Decimal("2790.00")),
        (Decimal(1), Decimal("12.5"), Decimal("12.50")),
    ]


def test_each_fault_is_named_at_its_field_and_nothing_is_stored(desk: DealService, store: Writing) -> None:
    lines = [{"description": "x", "quantity": "two", "unit_price": "1.23456", "discount": "101"}]
    with pytest.raises(Refused) as refused:
        desk.save(None, None, {"title": " ", "contact_id": "nobody", "currency": "A$", "expected_close": "soon", "lines": lines})
    assert set(refused.value.fields) == {
        "title", "contact_id", "currency", "expected_close", "lines.0.quantity", "lines.0.unit_price", "lines.0.discount",
    }  # fmt: skip
    assert deals.count(store.database, deals.DealFilter()) == 0


def test_won_and_lost_get_their_day_and_lose_it_again(desk: DealService, store: Writing, contact: str) -> None:
    made, _changes = desk.save(None, None, {"title": "Stairs", "contact_id": contact})
    desk.move(made, 1, "won")
    won = deals.deal(store.database, made)
    assert won is not None
    assert (won.stage, won.won_on, won.lost_on) == ("won", TODAY, None)
    desk.move(made, 2, "lost")
    lost = deals.deal(store.database, made)
    assert lost is not None
    assert (lost.stage, lost.won_on, lost.lost_on) == ("lost", None, TODAY)
    desk.save(made, 3, {"stage": "won", "won_on": "2026-05-30"})
    again = deals.deal(store.database, made)
    assert again is not None
    assert (again.won_on, again.lost_on) == (date(2026, 5, 30), None)


def test_a_billed_deal_stays_won(desk: DealService, store: Writing, contact: str) -> None:
    made, _changes = desk.save(None, None, {"title": "Stairs", "contact_id": contact, "stage": "won"})
    store.deals.bill(made, "invoice-1")
    with pytest.raises(Refused) as refused:
        desk.move(made, 1, "lost")
    assert "stage" in refused.value.fields
    desk.save(made, 1, {"title": "Cellar stairs"})


def test_someone_else_wrote_first(desk: DealService, store: Writing, contact: str) -> None:
    made, _changes = desk.save(None, None, {"title": "Stairs", "contact_id": contact})
    store.deals.update(made, 1, {"owner": "Dev"}, by="Someone")
    with pytest.raises(Moved):
        desk.save(made, 1, {"title": "Other"})
    with pytest.raises(NotThere):
        desk.save("gone", 1, {"title": "Other"})


def test_archive_and_restore(desk: DealService, store: Writing, contact: str) -> None:
    made, _changes = desk.save(None, None, {"title": "Stairs", "contact_id": contact})
    assert desk.archive(made, 1).touches("deal")
    assert deals.count(store.database, deals.DealFilter()) == 0
    desk.restore(made, 2)
    assert deals.count(store.database, deals.DealFilter()) == 1


def test_a_lines_amount_while_it_is_typed() -> None:
    assert amount_of({"quantity": "2", "unit_price": "10", "discount": "5"}) == Decimal("19.00")
    assert amount_of({"quantity": "", "unit_price": "10", "discount": ""}) == Decimal("10.00")
    assert amount_of({"quantity": "x", "unit_price": "10"}) is None


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("1,200.50", "1200.50"), ("1 200.50", "1200.50"), ("12,5", "12.5"), ("1,200", "1200"),
     ("−3", "-3"), ("+4", "4"), (".5", "0.5"), ("", "")],
)
def test_amounts_as_people_type_them(typed: str, stored: str) -> None:
    assert typed_number(typed) == stored


@pytest.mark.parametrize("typed", ["1.2.3", "12abc", "1.23456", "9999999999999", "1e5", "NaN", "1,23,456"])
def test_what_is_no_amount(typed: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        typed_number(typed)
