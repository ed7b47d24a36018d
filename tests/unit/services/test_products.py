"""Products over a real company file: what is stored, what is refused, codes that are taken."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from xerodesk.domain.errors import Moved, Refused
from xerodesk.services.products import ProductService
from xerodesk.store.company import CompanyFile
from xerodesk.store.queries import products
from xerodesk.store.writing import Writing


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Writing]:
    made = CompanyFile.create(tmp_path / "company", sample=True).company
    yield Writing.of(made.database)
    made.close()


@pytest.fixture
def desk(store: Writing) -> ProductService:
    return ProductService(store.products)


def test_a_product_is_stored_and_changed(desk: ProductService, store: Writing) -> None:
    made, changes = desk.save(None, None, {"code": " STOOL ", "name": "Bar stool", "unit_price": "1,033.3375", "account": "200"})
    assert changes.touches("product")
    row = products.product(store.database, made)
    assert row is not None
    assert (row.code, row.unit_price, row.purchase_price, row.account) == ("STOOL", Decimal("1033.3375"), None, "200")
    desk.save(made, 1, {"unit_price": "", "name": "Stool"})
    row = products.product(store.database, made)
    assert row is not None
    assert (row.name, row.unit_price, row.revision) == ("Stool", None, 2)


def test_a_code_is_needed_and_taken_only_once(desk: ProductService) -> None:
    made, _changes = desk.save(None, None, {"code": "STOOL"})
    with pytest.raises(Refused) as none:
        desk.save(None, None, {"name": "No code"})
    assert "needed" in none.value.fields["code"]
    desk.archive(made, 1)
    with pytest.raises(Refused) as taken:
        desk.save(None, None, {"code": "stool"})
    assert "Another product" in taken.value.fields["code"]
    desk.save(made, 2, {"code": "Stool"})


def test_what_xero_would_not_take_is_said_at_the_field(desk: ProductService) -> None:
    with pytest.raises(Refused) as refused:
        desk.save(None, None, {"code": "X" * 31, "name": "n" * 51, "unit_price": "dear"})
    assert set(refused.value.fields) == {"code", "name", "unit_price"}


def test_a_long_value_that_was_there_does_not_stand_in_the_way(desk: ProductService, store: Writing) -> None:
    made = store.products.create({"code": "LONG", "name": "n" * 60}, by="import")
    desk.save(made, 1, {"name": "n" * 60, "account": "200"})
    assert store.products.load([made])[made].values["account"] == "200"


def test_someone_else_wrote_first(desk: ProductService, store: Writing) -> None:
    made, _changes = desk.save(None, None, {"code": "STOOL"})
    store.products.update(made, 1, {"name": "Other"}, by="Someone")
    with pytest.raises(Moved):
        desk.archive(made, 1)
