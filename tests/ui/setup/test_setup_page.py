"""The set-up as a newcomer goes through it: by mouse and by keyboard, left and entered again, each step remembered."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QRadioButton
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import assert_accessible, assert_plain_words, visible_strings
from tests.ui.setup.setup_desk import CLIENT_ID, WRITING, SetupDesk, connection
from xerodesk.domain.changes import Changes
from xerodesk.domain.errors import StoreTrouble
from xerodesk.ui.kit.statepage import ErrorState
from xerodesk.ui.setup.client_id import ClientIdStep
from xerodesk.ui.setup.connect import ConnectStep
from xerodesk.ui.setup.frame import StepFrame
from xerodesk.ui.setup.page import SetupPage
from xerodesk.ui.setup.see import SeeStep
from xerodesk.ui.setup.trial_step import TestStep
from xerodesk.ui.setup.where import WhereStep

LEFT = Qt.MouseButton.LeftButton
Opened = Callable[[str], SetupPage]


@pytest.fixture
def opened(desk: SetupDesk, qtbot: QtBot) -> Opened:
    """Opens a fresh page at a step; the window's routes lead back into it."""

    def make(state: str = "") -> SetupPage:
        page = SetupPage(desk.context)
        desk.shown.append(page)
        qtbot.addWidget(page)
        page.resize(1232, 788)
        page.show()
        page.open(state)
        return page

    return make


def step(page: SetupPage) -> StepFrame:
    found = page.rooms.step(page.now)
    assert isinstance(found, StepFrame)
    return found


def follow(desk: SetupDesk, page: SetupPage) -> str:
    """Go where the page last asked to go, as the window does."""
    route = desk.routes[-1]
    if route.startswith("setup/"):
        page.open(route.removeprefix("setup/"))
    return route


def press(qtbot: QtBot, page: SetupPage) -> None:
    qtbot.mouseClick(step(page).deed, LEFT)


def test_the_answer_orders_the_steps_and_is_remembered(desk: SetupDesk, opened: Opened, qtbot: QtBot) -> None:
    page = opened("")
    assert page.now == "customers"
    assert list(desk.window.states()) == ["customers", "connect", "see", "test", "live"]
    where = step(page)
    assert isinstance(where, WhereStep)
    cards = where.cards.findChildren(QRadioButton)
    qtbot.mouseClick(cards[1], LEFT)
    assert desk.setting("setup.answer") == "sheet"
    assert list(desk.window.states()) == ["customers", "import", "connect", "see", "test", "live"]
    assert "Choose the file" in where.deed.text()
    press(qtbot, page)
    assert follow(desk, page) == "setup/import"
    assert desk.window.states()["customers"] == "done"
    assert desk.window.states()["import"] == "now"
    again = opened("")
    assert again.now == "import", "who comes back goes on where she stopped"


def test_the_question_is_answered_by_keys_alone(desk: SetupDesk, opened: Opened, qtbot: QtBot) -> None:
    page = opened("customers")
    where = step(page)
    assert isinstance(where, WhereStep)
    card = where.cards.findChildren(QRadioButton)[0]
    page.activateWindow()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is page.windowHandle())
    card.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        focus = QApplication.focusWidget()
        assert focus is not None
        qtbot.keyClick(focus, key)
    assert where.cards.current() == "none"
    assert desk.routes[-1] == "setup/first"
    assert desk.setting("setup.answer") == "none"


def test_every_answer_says_what_happens_next_with_minutes(opened: Opened, qtbot: QtBot) -> None:
    page = opened("customers")
    where = step(page)
    for card in where.findChildren(QRadioButton):
        qtbot.mouseClick(card, LEFT)
        words = visible_strings(where)
        assert "What happens next" in words
        assert any(text.endswith(" min") for text in words)


def test_without_a_client_id_connecting_begins_with_the_guide(desk: SetupDesk, opened: Opened, qtbot: QtBot) -> None:
    page = opened("connect")
    guide = step(page)
    assert isinstance(guide, ClientIdStep)
    assert desk.window.states()["connect"] == "now"
    words = " ".join(visible_strings(guide))
    facts = ("8 minutes", "Free", "five organisations", "1,000 calls a day")
    for said in (*facts, "Mobile or desktop app (PKCE)", "New app", "Configuration"):
        assert said in words, said
    assert desk.connecting.redirect_addresses()[0] in [field.text() for field in guide.findChildren(type(guide.input))]
    assert not guide.deed.isEnabled()
    assert "paste the client id first" in visible_strings(guide)


def test_the_three_texts_are_copied_with_a_click_each(desk: SetupDesk, opened: Opened, qtbot: QtBot) -> None:
    guide = step(opened("client-id"))
    copies = [button for button in guide.findChildren(type(guide.deed)) if button.accessibleName().startswith("Copy ")]
    assert [button.accessibleName() for button in copies] == ["Copy App name", "Copy Company URL", "Copy Redirect address"]
    qtbot.mouseClick(copies[2], LEFT)
    assert QGuiApplication.clipboard().text() == desk.connecting.redirect_addresses()[0]


def test_an_odd_client_id_is_marked_before_the_browser_opens_and_a_good_one_is_kept(
    desk: SetupDesk, opened: Opened, qtbot: QtBot
) -> None:
    page = opened("client-id")
    guide = step(page)
    assert isinstance(guide, ClientIdStep)
    qtbot.keyClicks(guide.input, "12345")
    assert any("32 letters and digits; check" in text for text in visible_strings(guide))
    assert guide.deed.text() == "Use it all the same"
    guide.input.clear()
    qtbot.keyClicks(guide.input, f" {CLIENT_ID} ")
    assert guide.deed.text() == "Go on to sign in"
    qtbot.keyClick(guide.input, Qt.Key.Key_Return)
    assert desk.setting("setup.client_id") == CLIENT_ID
    assert follow(desk, page) == "setup/connect"
    assert page.now == "connect"
    assert not desk.connecting.attempts


def test_the_site_opens_from_the_guide(desk: SetupDesk, opened: Opened, qtbot: QtBot) -> None:
    guide = step(opened("client-id"))
    assert isinstance(guide, ClientIdStep)
    qtbot.mouseClick(guide.open_site, LEFT)
    assert desk.opened == ["https://developer.xero.com/app/manage"]


def test_from_sign_in_to_who_owes_what(desk: SetupDesk, opened: Opened, qtbot: QtBot) -> None:
    desk.services.settings.put("setup.client_id", CLIENT_ID)
    page = opened("connect")
    connect = step(page)
    assert isinstance(connect, ConnectStep)
    words = " ".join(visible_strings(connect))
    assert "Reads your customers." in words
    assert "accounting.contacts.read" in words
    assert "Adds and updates customers" not in words, "only reading is asked for"
    press(qtbot, page)
    attempt = desk.connecting.attempts[0]
    assert (attempt.client_id, attempt.write, attempt.closed) == (CLIENT_ID, False, True)
    assert desk.opened == [attempt.address]
    assert connect.state == "connected"
    assert connect.sentence == "Connected to Saltbush Joinery Pty Ltd as Meg Halloran. Looking only: nothing in Xero can be changed."
    desk.feed.flush()
    page.refresh(desk.told[-1])
    assert desk.window.states()["connect"] == "now"
    press(qtbot, page)
    assert follow(desk, page) == "setup/see"
    see = step(page)
    assert isinstance(see, SeeStep)
    assert desk.sync.runs == [(False, "sync")]
    assert "4,512 invoices, 3,980 payments. Nothing was written" in see.outcome.plain()
    assert desk.window.states()["connect"] == "done"
    press(qtbot, page)
    assert desk.routes[-1] == "customers"
    assert desk.setting("setup.done") == ["see"]


def test_reading_never_starts_a_sync_that_could_write(desk: SetupDesk, opened: Opened, qtbot: QtBot) -> None:
    desk.company.store.connection.save(connection(WRITING))
    page = opened("see")
    press(qtbot, page)
    assert desk.routes[-1] == "customers"
    assert desk.sync.runs == []


def test_a_reading_that_fails_says_so_and_can_be_tried_again(desk: SetupDesk, opened: Opened, qtbot: QtBot) -> None:
    desk.company.store.connection.save(connection())
    desk.sync.trouble = StoreTrouble("The disk is full.", "Make room on the disk.")
    page = opened("see")
    press(qtbot, page)
    words = visible_strings(step(page))
    assert "The disk is full." in words
    assert "Make room on the disk." in words
    desk.sync.trouble = None
    press(qtbot, page)
    assert len(desk.sync.runs) == 2
    assert step(page).deed.text() == "See who owes what"


def test_steps_are_entered_from_the_left_and_left_for_home(desk: SetupDesk, opened: Opened) -> None:
    page = opened("customers")
    desk.window.setup_step_wanted.emit("live")
    assert follow(desk, page) == "setup/live"
    assert page.now == "live"
    desk.window.setup_left.emit()
    assert desk.routes[-1] == "home"
    page.hide()
    assert desk.window.steps == [], "the pages come back"


def test_a_step_of_another_answer_can_still_be_entered(desk: SetupDesk, opened: Opened) -> None:
    opened("import")
    assert list(desk.window.states()) == ["customers", "connect", "see", "import", "test", "live"]
    assert desk.window.states()["import"] == "now"


def test_back_goes_through_the_steps_in_their_order(desk: SetupDesk, opened: Opened, qtbot: QtBot) -> None:
    page = opened("live")
    visited = []
    for _ in range(4):
        if page.now == "test":
            page.go_back()
        else:
            qtbot.mouseClick(step(page).back_button, LEFT)
        follow(desk, page)
        visited.append(page.now)
    assert visited == ["test", "see", "client-id", "customers"]


def test_the_keyboard_stands_on_the_deed_of_a_step_that_is_entered(desk: SetupDesk, opened: Opened, qtbot: QtBot) -> None:
    page = opened("customers")
    page.activateWindow()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is page.windowHandle())
    qtbot.keyClick(step(page).deed, Qt.Key.Key_Space)
    assert follow(desk, page) == "setup/connect"
    assert page.now == "client-id"
    assert step(page).back_button.hasFocus(), "the deed waits for the client id"
    page.open("first")
    assert step(page).deed.hasFocus()
    qtbot.keyClick(step(page).deed, Qt.Key.Key_Space)
    assert desk.routes[-1] == "customers"


def test_the_test_that_is_not_installed_is_an_error_in_words(desk: SetupDesk, qtbot: QtBot) -> None:
    room = TestStep(desk.context, "xerodesk.ui.sync.not_there:TestFive")
    qtbot.addWidget(room)
    assert isinstance(room.inside, ErrorState)
    room.open()
    room.refresh(Changes())
    assert any("missing from this installation" in text for text in visible_strings(room))


def test_a_file_that_cannot_be_read_is_said_with_a_way_on(desk: SetupDesk, opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object) -> object:
        raise StoreTrouble("The company file cannot be read.", "Restore a backup.")

    monkeypatch.setattr(desk.services.settings, "get", broken)
    words = visible_strings(opened("customers"))
    assert "The company file cannot be read." in words
    assert "Restore a backup." in words


@pytest.mark.parametrize("name", ["customers", "import", "first", "client-id", "connect", "see", "live"])
@pytest.mark.parametrize("width", [1232, 816])
def test_every_step_has_names_and_plain_words(desk: SetupDesk, opened: Opened, name: str, width: int) -> None:
    desk.services.settings.put("setup.client_id", CLIENT_ID if name != "client-id" else "")
    page = opened(name)
    page.resize(width, 640)
    assert page.now == name
    assert_accessible(page)
    assert_plain_words(page)
    kept = [text for text in visible_strings(step(page)) if "in your company file" in text or "stays on this computer" in text]
    assert kept, "every step says what is stored"
