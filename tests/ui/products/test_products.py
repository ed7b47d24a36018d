"""The products' page over a real company file: the list, the form from the catalogue, archive, and how each stands with Xero."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import assert_accessible, assert_plain_words
from tests.ui.books import Office
from xerodesk.domain.errors import StoreTrouble
from xerodesk.mapping.crm_product import PRODUCT
from xerodesk.store.queries import products
from xerodesk.store.queries.products import ProductRow
from xerodesk.ui.kit.fields import Choice
from xerodesk.ui.kit.tables import DataTable
from xerodesk.ui.products.form import ProductForm
from xerodesk.ui.products.page import ProductsPage


@pytest.fixture
def page(office: Office, qtbot: QtBot) -> ProductsPage:
    made = ProductsPage(office.context)
    qtbot.addWidget(made)
    made.resize(1230, 820)
    made.show()
    made.open("")
    return made


def column(table: DataTable, at: int) -> list[str]:
    model = table.model()
    return [str(model.index(row, at).data()) for row in range(model.rowCount())]


def stored(office: Office, code: str) -> ProductRow:
    found = products.product(office.company.reading, str(office.store.database.value("SELECT id FROM product WHERE code = ?", (code,))))
    assert found is not None
    return found


def form_of(page: ProductsPage, route: str) -> ProductForm:
    page.open(route)
    assert page.form is not None
    return page.form


def write(form: ProductForm, name: str, text: str) -> None:
    field = form.inputs[name]
    assert isinstance(field, QLineEdit)
    field.setText(text)


def test_the_list_with_prices_and_sync_states(page: ProductsPage) -> None:
    assert column(page.table, 0) == ["BENCH-1800", "DELIVERY", "STOOL"]
    assert column(page.table, 3) == ["745.50", "–", "50.00"]
    assert column(page.table, 7) == ["In Xero", "Not in Xero yet", "In Xero"]
    assert page.heading.note.text() == "3"


def test_searching_as_one_types(page: ProductsPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.search, "bar st")
    assert column(page.table, 0) == ["STOOL"]


def test_the_form_has_every_field_of_the_catalogue(page: ProductsPage, office: Office) -> None:
    form = form_of(page, stored(office, "STOOL").id)
    assert set(form.inputs) == set(PRODUCT.names())
    account = form.inputs["account"]
    assert isinstance(account, Choice)
    assert [account.itemText(at) for at in range(account.count())] == ["Not set", "200 Sales", "201 Other sales"]
    assert account.value() == "200"
    assert_accessible(form)
    assert_plain_words(form)


def test_a_price_is_changed_by_keyboard_and_waits_for_the_sync(page: ProductsPage, office: Office, qtbot: QtBot) -> None:
    page.table.setFocus()
    page.table.choose_identity(stored(office, "STOOL").id)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert page.form is not None
    write(page.form, "unit_price", "1,050.125")
    qtbot.keyClick(page.form, Qt.Key.Key_Return)
    row = stored(office, "STOOL")
    assert (row.unit_price, row.revision, row.sync) == (Decimal("1050.125"), 2, "waiting")
    assert "Waits for the next sync" in column(page.table, 7)
    assert column(page.table, 3)[2] == "1,050.125"


def test_saving_unchanged_writes_nothing(page: ProductsPage, office: Office, qtbot: QtBot) -> None:
    form = form_of(page, stored(office, "BENCH-1800").id)
    qtbot.mouseClick(form.deed, Qt.MouseButton.LeftButton)
    assert stored(office, "BENCH-1800").revision == 1


def test_a_new_product_and_its_faults(page: ProductsPage, office: Office, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.new, Qt.MouseButton.LeftButton)
    form = page.form
    assert form is not None
    write(form, "code", "stool")
    write(form, "unit_price", "dear")
    qtbot.mouseClick(form.deed, Qt.MouseButton.LeftButton)
    assert form.isVisible()
    assert form.inputs["code"].property("wrong") == "true"
    assert form.inputs["unit_price"].property("wrong") == "true"
    write(form, "code", "SHELF")
    write(form, "unit_price", "12,5")
    qtbot.mouseClick(form.deed, Qt.MouseButton.LeftButton)
    assert stored(office, "SHELF").unit_price == Decimal("12.5")
    assert "SHELF" in column(page.table, 0)


def test_what_was_typed_survives_someone_elses_edit(page: ProductsPage, office: Office, qtbot: QtBot) -> None:
    product_id = stored(office, "STOOL").id
    form = form_of(page, product_id)
    write(form, "unit_price", "60")
    office.store.products.update(product_id, 1, {"name": "Tall stool"}, by="Someone")
    qtbot.mouseClick(form.deed, Qt.MouseButton.LeftButton)
    assert "changed elsewhere" in form.foot.text()
    assert form.values()["name"] == "Tall stool"
    qtbot.mouseClick(form.deed, Qt.MouseButton.LeftButton)
    row = stored(office, "STOOL")
    assert (row.name, row.unit_price) == ("Tall stool", Decimal(60))


def test_archive_bring_back_and_undo(page: ProductsPage, office: Office, qtbot: QtBot) -> None:
    page.table.choose_identity(stored(office, "DELIVERY").id)
    qtbot.mouseClick(page.put_away, Qt.MouseButton.LeftButton)
    assert stored(office, "DELIVERY").archived
    office.told.undo[0]()
    assert not stored(office, "DELIVERY").archived
    page.moves.turn(stored(office, "DELIVERY"))
    page.tabs.choose("archived")
    page.tabs.chosen.emit("archived")
    assert column(page.table, 0) == ["DELIVERY"]
    assert page.put_away.text() == "Bring back"
    qtbot.mouseClick(page.put_away, Qt.MouseButton.LeftButton)
    assert not stored(office, "DELIVERY").archived


def test_without_products(new_office: Office, qtbot: QtBot) -> None:
    page = ProductsPage(new_office.context)
    qtbot.addWidget(page)
    page.show()
    page.open("")
    assert page.states.state == "empty"
    assert page.new.property("look") == "quiet"


def test_a_product_that_is_gone(page: ProductsPage, office: Office) -> None:
    page.open("no-such-product")
    assert page.form is None
    assert "no longer" in office.told.toasts[0]


def test_errors_have_advice(page: ProductsPage, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_all: object, **_named: object) -> int:
        raise StoreTrouble("The company file cannot be read.", "Look at the disk.")

    with monkeypatch.context() as patch:
        patch.setattr(products, "count", broken)
        page._read()
        assert page.states.state == "error"
    page.states.retry.emit()
    assert page.states.state == "filled"


@pytest.mark.parametrize("width", [1230, 930])
def test_reachable_and_plain(page: ProductsPage, width: int) -> None:
    page.resize(width, 640)
    QApplication.processEvents()
    assert_accessible(page)
    assert_plain_words(page)
    assert page.table.horizontalScrollBar().maximum() == 0
