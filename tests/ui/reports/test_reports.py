"""The report of who owes what, over a real company file: figures that add up, the lists behind them, saving."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import assert_accessible, assert_plain_words
from tests.ui.books import TODAY, Office
from xerodesk.domain.errors import StoreTrouble
from xerodesk.store.queries import invoices
from xerodesk.store.queries.invoices import InvoiceFilter
from xerodesk.ui.reports.page import ReportsPage
from xerodesk.ui.reports.table import AGES, OwingTable


@dataclass
class Answer:
    """Stands in for the dialog that asks where to save."""

    path: Path | None

    def folder(self, parent: QWidget, title: str, start: Path | None = None) -> Path | None:
        raise AssertionError(title)

    def file(self, parent: QWidget, title: str, kinds: str, start: Path | None = None) -> Path | None:
        raise AssertionError(title)

    def save_as(self, parent: QWidget, title: str, start: Path, kinds: str) -> Path | None:
        assert start.name == "Who owes what AUD 2026-06-03.xlsx"
        return self.path


@pytest.fixture
def page(office: Office, qtbot: QtBot) -> ReportsPage:
    made = ReportsPage(office.context)
    qtbot.addWidget(made)
    made.resize(1230, 820)
    made.show()
    made.open("")
    return made


def rows(table: OwingTable) -> list[list[str]]:
    model = table.model()
    return [[str(model.index(row, column).data()) for column in range(model.columnCount())] for row in range(model.rowCount())]


def amount(words: str) -> Decimal:
    return Decimal(words.replace(",", "").replace("–", "0"))


def test_the_table_adds_up_to_its_first_row_the_bar_and_the_sentence(page: ReportsPage) -> None:
    found = rows(page.table)
    assert found[0] == ["All customers", "6", "230.00", "110.00", "60.00", "–", "1,100.00", "1,500.00"]
    assert [row[0] for row in found[1:]] == ["Customer 2", "Customer 3", "Customer 1"]
    for column in range(1, 8):
        assert sum(amount(row[column]) for row in found[1:]) == amount(found[0][column])
    for row in found:
        assert sum(amount(one) for one in row[2:7]) == amount(row[7])
    assert [figure for _words, figure in page.bar.table()[1]] == ["230.00", "110.00", "60.00", "0.00", "1,100.00"]
    assert page.sentence.plain() == "3 customers owe 1,500.00 AUD on 6 invoices, of which 1,270.00 is late."


def test_a_click_on_a_figure_opens_what_is_behind_it(page: ReportsPage, office: Office, qtbot: QtBot) -> None:
    table = page.table
    for row, column in ((3, 3), (0, 6), (0, 7), (1, 2)):
        index = table.model().index(row, column)
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(index).center())
    assert office.told.routes == [
        "invoices/state=owed/currency=AUD/age=days_30/customer=contact-1",
        "invoices/state=owed/currency=AUD/age=older",
        "invoices/state=owed/currency=AUD",
    ]  # a dash has nothing behind it


def test_every_figure_is_the_sum_of_the_list_it_opens(page: ReportsPage, office: Office) -> None:
    for number, words in enumerate(rows(page.table)):
        row = page.model.row_at(number)
        assert row is not None
        for at, key in enumerate(AGES, 2):
            behind = InvoiceFilter(TODAY, currency="AUD", age=key, contact_xero_id=row.contact_xero_id, owing=True)
            assert sum(one[2] for one in invoices.sums(office.company.reading, behind)) == amount(words[at])


def test_by_keyboard_enter_opens_all_and_the_menu_each_age(page: ReportsPage, office: Office, qtbot: QtBot) -> None:
    page.table.setFocus()
    page.table.choose(3)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert office.told.routes == ["invoices/state=owed/currency=AUD/customer=contact-1"]
    menu = page.table.menu_for(page.table.current())
    assert [action.text() for action in menu.actions()] == ["1–30 days: 110.00", "31–60: 60.00", "All that is owed: 170.00"]
    menu.actions()[1].trigger()
    assert office.told.routes[-1] == "invoices/state=owed/currency=AUD/age=days_60/customer=contact-1"


def test_another_currency_is_another_report(page: ReportsPage) -> None:
    assert page._others.plain() == "Not added in: 640.00 NZD."
    page.open("NZD")
    assert [row[0] for row in rows(page.table)] == ["All customers", "Customer 4"]
    assert page.sentence.plain() == "1 customer owes 640.00 NZD on 1 invoice."
    assert page._others.plain() == "Not added in: 1,500.00 AUD."


def test_search_and_order(page: ReportsPage, qtbot: QtBot) -> None:
    page.table.sort_wanted.emit("name", False)
    assert [row[0] for row in rows(page.table)] == ["All customers", "Customer 1", "Customer 2", "Customer 3"]
    qtbot.keyClicks(page.search, "customer 3")
    assert [row[0] for row in rows(page.table)] == ["Customer 3"]


def test_saving_as_a_file(page: ReportsPage, office: Office, qtbot: QtBot, tmp_path: Path) -> None:
    page.files = Answer(tmp_path / "owes.csv")
    qtbot.mouseClick(page.save, Qt.MouseButton.LeftButton)
    assert office.told.toasts == ["3 customers saved"]
    with (tmp_path / "owes.csv").open(encoding="utf-8-sig", newline="") as file:
        assert sum(Decimal(row["total"]) for row in csv.DictReader(file)) == Decimal("1500.00")
    page.files = Answer(None)
    qtbot.mouseClick(page.save, Qt.MouseButton.LeftButton)
    page.files = Answer(tmp_path / "no" / "such" / "owes.csv")
    qtbot.mouseClick(page.save, Qt.MouseButton.LeftButton)
    assert len(office.told.toasts) == 1
    assert isinstance(office.told.errors[0], StoreTrouble)


def test_nobody_owes(new_office: Office, qtbot: QtBot) -> None:
    page = ReportsPage(new_office.context)
    qtbot.addWidget(page)
    page.show()
    page.open("")
    assert page.states.state == "empty"
    assert not page.save.isVisible()


def test_errors_have_advice(page: ReportsPage, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise StoreTrouble("The company file cannot be read.", "Look at the disk.")

    with monkeypatch.context() as patch:
        patch.setattr(office.desk, "today", broken)
        page.read()
        assert page.states.state == "error"
    page.states.retry.emit()
    assert page.states.state == "filled"


@pytest.mark.parametrize("width", [1230, 930])
def test_reachable_and_plain(page: ReportsPage, width: int) -> None:
    page.resize(width, 640)
    QApplication.processEvents()
    assert_accessible(page)
    assert_plain_words(page)
    assert page.table.horizontalScrollBar().maximum() == 0
