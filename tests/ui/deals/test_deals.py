"""The deals' page over a real company file: stages, search, moving with a way back, the form with its lines, quotes."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import assert_accessible, assert_plain_words
from tests.ui.books import TODAY, Office, contact_id
from xerodesk.domain.errors import StoreTrouble
from xerodesk.store.queries import deals
from xerodesk.store.queries.deals import DealRow
from xerodesk.ui.deals.form import DealForm
from xerodesk.ui.deals.page import DealsPage
from xerodesk.ui.kit.tables import DataTable


@pytest.fixture
def page(office: Office, qtbot: QtBot) -> DealsPage:
    made = DealsPage(office.context)
    qtbot.addWidget(made)
    made.resize(1230, 820)
    made.show()
    made.open("")
    return made


def column(table: DataTable, at: int) -> list[str]:
    model = table.model()
    return [str(model.index(row, at).data()) for row in range(model.rowCount())]


def deal_id(office: Office, title: str) -> str:
    return str(office.store.database.value("SELECT id FROM deal WHERE title = ?", (title,)))


def stored(office: Office, title: str) -> DealRow:
    row = deals.deal(office.company.reading, deal_id(office, title))
    assert row is not None
    return row


def click_deed(page: DealsPage, title: str, qtbot: QtBot) -> None:
    table = page.deals.table
    row = column(table, 0).index(title)
    last = table.model().columnCount() - 1
    index = table.model().index(row, last)
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(index).center())


def form_of(page: DealsPage, qtbot: QtBot, route: str) -> DealForm:
    page.open(route)
    assert page.form is not None
    page.form.activateWindow()
    qtbot.waitUntil(page.form.isActiveWindow)
    return page.form


def test_open_deals_stand_under_their_stage_with_sums(page: DealsPage) -> None:
    titles = column(page.deals.table, 0)
    assert [titles[0], *titles[3:]] == ["Lead 2 deals, 6,000.00 AUD", "Quoted 1 deal, 5,000.50 AUD", "Counter"]
    assert set(titles[1:3]) == {"Kiosk", "Taproom bar"}
    assert page.heading.note.text() == "3 open"
    assert page.deals._sentence.plain() == "3 deals for 11,000.50 AUD; 1 won deal not billed yet."


def test_views_and_search(page: DealsPage, qtbot: QtBot) -> None:
    page.open("won")
    assert set(column(page.deals.table, 0)[1:]) == {"Reading nook", "Billed bench"}
    billed = column(page.deals.table, 0).index("Billed bench")
    assert column(page.deals.table, 5)[billed] == "INV-0024"
    page.open("all")
    qtbot.keyClicks(page.deals.search, "customer 6")
    assert column(page.deals.table, 0)[1:] == ["Shop fit-out"]


def test_a_rows_deed_moves_it_on_and_undo_brings_it_back(page: DealsPage, office: Office, qtbot: QtBot) -> None:
    click_deed(page, "Kiosk", qtbot)
    assert stored(office, "Kiosk").stage == "qualified"
    assert office.told.toasts == ["Kiosk is now qualified"]
    assert "Qualified 1 deal, 2,400.00 AUD" in column(page.deals.table, 0)
    office.told.undo[0]()
    assert stored(office, "Kiosk").stage == "lead"


def test_won_from_the_menu_gets_todays_day(page: DealsPage, office: Office) -> None:
    page.deals.table.choose_identity(deal_id(office, "Counter"))
    row = page.deals.table.current()
    menu = page.deals.moves.menu(row, ())
    assert [action.text() for action in menu.actions()] == ["Lead", "Qualified", "Verbal yes", "Won", "Lost"]
    next(action for action in menu.actions() if action.text() == "Won").trigger()
    assert (stored(office, "Counter").stage, stored(office, "Counter").won_on) == ("won", TODAY)


def test_a_billed_deal_cannot_be_moved(page: DealsPage, office: Office) -> None:
    page.open("won")
    page.deals.table.choose_identity(deal_id(office, "Billed bench"))
    assert not page.deals.to_stage.isEnabled()
    page.deals.table.choose_identity(deal_id(office, "Reading nook"))
    assert page.deals.to_stage.isEnabled()


def test_archive_and_bring_back(page: DealsPage, office: Office, qtbot: QtBot) -> None:
    page.deals.table.choose_identity(deal_id(office, "Kiosk"))
    qtbot.mouseClick(page.deals.put_away, Qt.MouseButton.LeftButton)
    assert stored(office, "Kiosk").archived
    page.open("archived")
    click_deed(page, "Kiosk", qtbot)
    assert not stored(office, "Kiosk").archived


def test_a_deal_moved_elsewhere_is_said_and_read_again(page: DealsPage, office: Office, qtbot: QtBot) -> None:
    office.store.deals.update(deal_id(office, "Kiosk"), 1, {"owner": "Dev"}, by="t")
    click_deed(page, "Kiosk", qtbot)
    assert "changed this record" in str(office.told.errors[0])
    row = column(page.deals.table, 0).index("Kiosk")
    assert column(page.deals.table, 2)[row] == "Dev"


def test_a_new_deal_by_keyboard(page: DealsPage, office: Office, qtbot: QtBot) -> None:
    form = form_of(page, qtbot, "new")
    qtbot.keyClicks(form.texts["title"], "Bar stools")
    form.customer.setFocus()
    QTest.keyClicks(form.customer, "customer")
    assert form.customer.list is not None
    assert form.customer.list.count() == 6
    for _step in range(5):
        QTest.keyClick(form.customer, Qt.Key.Key_Down)
    QTest.keyClick(form.customer, Qt.Key.Key_Return)
    assert form.customer.text() == "Customer 5"
    assert form.isVisible()
    row = form.lines.rows[0]
    row.product.setFocus()
    QTest.keyClicks(row.product, "bench-1800")
    row.product.settle()
    assert row.texts["unit_price"].text() == "745.50"
    row.texts["quantity"].setText("3")
    row.texts["discount"].setText("10")
    assert row.amount.text() == "2,012.85"
    qtbot.mouseClick(form.lines.more, Qt.MouseButton.LeftButton)
    second = form.lines.rows[1]
    second.texts["description"].setText("Delivery")
    second.texts["unit_price"].setText("12,50")
    assert form.lines.total() == Decimal("2025.35")
    qtbot.keyClick(form, Qt.Key.Key_Return)
    made = stored(office, "Bar stools")
    assert (made.contact_id, made.amount, made.currency, made.stage) == (contact_id(office.store, 5), Decimal("2025.35"), "AUD", "lead")
    kept = deals.lines(office.company.reading, made.id)
    assert [(line.product, line.account, line.tax, line.amount) for line in kept] == [
        ("BENCH-1800", "200", "OUTPUT", Decimal("2012.85")),
        ("", "", "", Decimal("12.50")),
    ]
    assert "Bar stools" in column(page.deals.table, 0)


def test_faults_stand_at_their_fields_and_the_form_stays(page: DealsPage, office: Office, qtbot: QtBot) -> None:
    form = form_of(page, qtbot, "new")
    form.lines.rows[0].texts["description"].setText("x")
    form.lines.rows[0].texts["quantity"].setText("two")
    assert form.lines.total() is None
    qtbot.mouseClick(form.deed, Qt.MouseButton.LeftButton)
    assert form.isVisible()
    assert form.texts["title"].property("wrong") == "true"
    assert form.customer.property("wrong") == "true"
    assert form.lines.rows[0].texts["quantity"].property("wrong") == "true"
    assert "cannot be saved" in form.foot.text()
    assert deals.count(office.company.reading, deals.DealFilter()) == 6


def test_only_what_changed_is_written(page: DealsPage, office: Office, qtbot: QtBot) -> None:
    form = form_of(page, qtbot, deal_id(office, "Reading nook"))
    assert form.texts["won_on"].text() == "2026-05-19"
    assert not form.texts["expected_close"].isVisible()
    qtbot.mouseClick(form.deed, Qt.MouseButton.LeftButton)
    assert stored(office, "Reading nook").revision == 1
    form = form_of(page, qtbot, deal_id(office, "Reading nook"))
    form.texts["owner"].setText("Meg")
    qtbot.mouseClick(form.deed, Qt.MouseButton.LeftButton)
    row = stored(office, "Reading nook")
    assert (row.owner, row.revision, row.amount) == ("Meg", 2, Decimal("8640.00"))


def test_what_was_typed_survives_someone_elses_edit(page: DealsPage, office: Office, qtbot: QtBot) -> None:
    form = form_of(page, qtbot, deal_id(office, "Counter"))
    form.texts["owner"].setText("Meg")
    form.lines.rows[0].texts["quantity"].setText("2")
    office.store.deals.update(deal_id(office, "Counter"), 1, {"title": "Long counter"}, by="Someone")
    qtbot.mouseClick(form.deed, Qt.MouseButton.LeftButton)
    assert form.isVisible()
    assert (form.texts["title"].text(), form.texts["owner"].text()) == ("Long counter", "Meg")
    assert "changed elsewhere" in form.foot.text()
    qtbot.mouseClick(form.deed, Qt.MouseButton.LeftButton)
    row = stored(office, "Long counter")
    assert (row.owner, row.amount) == ("Meg", Decimal("10001.00"))


def test_a_typed_name_that_is_nobody_chooses_nobody(page: DealsPage, qtbot: QtBot) -> None:
    form = form_of(page, qtbot, "new")
    form.customer.setFocus()
    QTest.keyClicks(form.customer, "customer 5")
    form.customer.settle()
    assert form.values()["contact_id"]
    QTest.keyClicks(form.customer, "0")
    form.customer.settle()
    assert form.values()["contact_id"] == ""


def test_a_route_to_a_deal_that_is_gone(page: DealsPage, office: Office) -> None:
    page.open("no-such-deal")
    assert page.form is None
    assert "no longer" in office.told.toasts[0]


def test_quotes_are_listed_filtered_and_opened(page: DealsPage, office: Office, qtbot: QtBot) -> None:
    page.open("quotes")
    assert column(page.quotes.table, 0) == ["QU-0004", "QU-0003", "QU-0002", "QU-0001"]
    accepted = next(one for one in page.quotes.tabs.findChildren(QAbstractButton) if one.accessibleName() == "Accepted 1")
    qtbot.mouseClick(accepted, Qt.MouseButton.LeftButton)
    assert column(page.quotes.table, 0) == ["QU-0002"]
    page.quotes.table.setFocus()
    page.quotes.table.choose(0)
    qtbot.keyClick(page.quotes.table, Qt.Key.Key_Space)
    assert office.told.addresses == ["https://go.xero.com/quote/quote-2"]
    qtbot.keyClick(page.quotes.table, Qt.Key.Key_Return)
    assert office.told.routes == [f"customers/{contact_id(office.store, 1)}"]


def test_without_deals_the_next_deed(new_office: Office, qtbot: QtBot) -> None:
    page = DealsPage(new_office.context)
    qtbot.addWidget(page)
    page.show()
    page.open("")
    assert page.deals.states.state == "empty"
    page.deals.wanted.emit("")
    assert page.form is not None
    page.form.reject()
    page.open("quotes")
    assert page.quotes.states.state == "empty"


def test_errors_have_advice(page: DealsPage, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise StoreTrouble("The company file cannot be read.", "Look at the disk.")

    with monkeypatch.context() as patch:
        patch.setattr(office.desk, "today", broken)
        page.deals.read()
        assert page.deals.states.state == "error"
    page.deals.states.retry.emit()
    assert page.deals.states.state == "filled"


@pytest.mark.parametrize("width", [1230, 930])
@pytest.mark.parametrize("place", ["open", "won", "quotes"])
def test_reachable_and_plain(page: DealsPage, width: int, place: str) -> None:
    page.resize(width, 640)
    page.open(place)
    assert_accessible(page)
    assert_plain_words(page)
    QApplication.processEvents()
    assert page.deals.table.horizontalScrollBar().maximum() == 0


def test_the_form_is_reachable_and_plain(page: DealsPage, office: Office, qtbot: QtBot) -> None:
    form = form_of(page, qtbot, deal_id(office, "Counter"))
    assert_accessible(form)
    assert_plain_words(form)
