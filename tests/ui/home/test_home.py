"""Home, over a real company file: figures that add up, lines that wait, deeds that go where they are done, visits."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import assert_accessible, assert_plain_words
from tests.ui.books import TODAY, Office, contact_id
from xerodesk.domain.changes import Changes
from xerodesk.domain.errors import StoreTrouble
from xerodesk.store.queries import home
from xerodesk.ui.home import words
from xerodesk.ui.home.band import stage_shares
from xerodesk.ui.home.page import HomePage
from xerodesk.ui.home.reading import read_home

NOW = datetime(2026, 6, 3, 4, 30, tzinfo=UTC)


@pytest.fixture
def page(office: Office, qtbot: QtBot) -> HomePage:
    made = HomePage(office.context)
    qtbot.addWidget(made)
    made.resize(1230, 820)
    made.show()
    made.open("")
    return made


def lines(page: HomePage) -> list[list[str]]:
    model = page.needs.table.model()
    return [[str(model.index(row, column).data()) for column in range(5)] for row in range(model.rowCount())]


def test_the_figures_are_those_of_the_books_and_add_up(page: HomePage) -> None:
    assert page.states.state == "filled"
    assert page.band.owed.total.text() == "1,500.00"
    assert page.band.owed.unit.text() == "AUD"
    assert page.band.owed.note.text() == "1,270.00 of it late, from 2 customers"
    _headings, rows = page.band.ages.table()
    assert [figure for _words, figure in rows] == ["230.00", "110.00", "60.00", "0.00", "1,100.00"]
    assert page.band.owed.below.text() == "Not added in: NZD 640.00, none of it late"
    assert page.band.deals.total.text() == "11,000.50"
    assert page.band.deals.below.text() == "Won and not billed yet: 8,640.00"
    assert page.band.leads.total.text() == "2"


def test_what_needs_a_person_stands_there_most_money_first(page: HomePage) -> None:
    found = lines(page)
    assert [row[0] for row in found] == ["Bill", "Chase", "Chase", "Chase", "Decide", "Fix"]
    assert found[0][1:] == ["Customer 4", "Reading nook was won 15 days ago; there is no invoice yet", "8,640.00", "Open deal"]
    assert found[1][1:4] == ["Customer 2", "INV-0003 is 100 days late; they usually pay 6 days late", "1,100.00"]
    assert page.needs.table.currentIndex().row() == 0


def test_each_deed_goes_to_where_it_is_done(page: HomePage, office: Office, qtbot: QtBot) -> None:
    table = page.needs.table
    for row in range(table.model().rowCount()):
        index = table.model().index(row, 4)
        table.scrollTo(index)
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(index).center())
    deal = office.store.database.value("SELECT id FROM deal WHERE title = 'Reading nook'")
    first, second = contact_id(office.store, 1), contact_id(office.store, 2)
    assert office.told.routes == [
        f"deals/{deal}", f"customers/{second}", f"customers/{first}", f"customers/{first}", f"sync/decide/{second}",
        f"sync/log?view=failed&record={contact_id(office.store, 3)}",
    ]  # fmt: skip


def test_by_keyboard_down_and_space(page: HomePage, office: Office, qtbot: QtBot) -> None:
    page.needs.table.setFocus()
    qtbot.keyClick(page.needs.table, Qt.Key.Key_Down)
    qtbot.keyClick(page.needs.table, Qt.Key.Key_Space)
    assert office.told.routes == [f"customers/{contact_id(office.store, 2)}"]


def test_the_tabs_filter_and_say_how_many(page: HomePage, qtbot: QtBot) -> None:
    page.needs.tabs.choose("chase")
    page.needs.tabs.chosen.emit("chase")
    assert [row[0] for row in lines(page)] == ["Chase"] * 3
    page.needs.tabs.choose("all")
    page.needs.tabs.chosen.emit("all")
    assert len(lines(page)) == 6


def test_it_reads_again_when_something_changed(page: HomePage, office: Office) -> None:
    deal, revision = office.store.database.row("SELECT id, revision FROM deal WHERE title = 'Reading nook'") or ("", 0)
    page.refresh(office.desk.deals.move(deal, revision, "lost"))
    assert "Bill" not in [row[0] for row in lines(page)]
    assert page.band.deals.below.text() == ""


def test_the_first_visit_says_how_things_stand_and_the_next_what_is_new(page: HomePage, office: Office, qtbot: QtBot) -> None:
    assert page._sentence.plain() == "Customers owe you 1,500.00 AUD, of which 1,270.00 is late, on 6 invoices."
    noted = home.last_visit(office.company.reading)
    assert noted is not None
    page.refresh(Changes.of("contact"))
    assert page._sentence.plain().startswith("Customers owe you")  # still the same visit
    again = HomePage(office.context)
    qtbot.addWidget(again)
    again.show()
    again.open("")
    assert "nothing has changed" in again._sentence.plain()
    assert again._since is not None
    assert again._since >= noted


def test_the_sentence_tells_what_is_new(office: Office) -> None:
    since = datetime(2026, 4, 5, 6, 40, tzinfo=UTC)
    figures = read_home(office.company.reading, TODAY, since, look_up=False)
    said = "".join(one if isinstance(one, str) else one.text for one in words.sentence(figures, UTC))
    assert "5 payments brought in 550.00" in said
    assert "2 invoices became overdue" in said
    assert "1 change failed" in said
    assert said.endswith("See what changed")


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (1, "Since 03:30"), (12, "Since yesterday 16:30"), (60, "Since Sunday 16:30"), (24 * 30, "Since 4 May"),
        (24 * 400, "Since 29 April 2025"),
    ],
)  # fmt: skip
def test_when_the_last_visit_was(hours: int, said: str) -> None:
    assert words.since_words(NOW - timedelta(hours=hours), NOW, UTC) == said


def test_a_new_company_is_led_to_setting_up(new_office: Office, qtbot: QtBot) -> None:
    page = HomePage(new_office.context)
    qtbot.addWidget(page)
    page.show()
    page.open("")
    assert page.states.state == "empty"
    qtbot.mouseClick(page.states.currentWidget().deed, Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]  # the empty state's button
    assert new_office.told.routes == ["setup"]
    assert_plain_words(page)


def test_nothing_needs_you(new_office: Office, qtbot: QtBot) -> None:
    new_office.store.contacts.create({"name": "Marigold Montessori"}, by="t")
    page = HomePage(new_office.context)
    qtbot.addWidget(page)
    page.resize(1230, 820)
    page.show()
    page.open("")
    assert page.states.state == "filled"
    assert not page.needs.table.isVisible()
    assert page._sentence.plain() == "Who owes you what will stand here.   Connect Xero"
    page._sentence.followed.emit("setup")
    assert new_office.told.routes == ["setup"]


def test_an_error_has_its_advice_and_can_be_tried_again(page: HomePage, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise StoreTrouble("The company file cannot be read.", "Look at the disk.")

    with monkeypatch.context() as patch:
        patch.setattr(office.desk, "today", broken)
        page.refresh(Changes.of("deal"))
        assert page.states.state == "error"
    page.states.retry.emit()
    assert page.states.state == "filled"


@pytest.mark.parametrize("width", [1230, 930])
def test_both_widths_are_reachable_and_plain(page: HomePage, width: int, qtbot: QtBot) -> None:
    page.resize(width, 640)
    assert_accessible(page)
    assert_plain_words(page)


def test_many_stages_become_one_part() -> None:
    stages = [home.StageSum(f"stage {at}", "AUD", 1, Decimal(at)) for at in range(9)]
    shares = stage_shares(stages)
    assert len(shares) == 5
    assert shares[-1].words == "Other stages · 5"
    assert sum(Decimal(share.figure) for share in shares) == Decimal(36)
