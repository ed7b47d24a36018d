"""The window: going places, back and forward, the box for everything, status, set-up, and what happens when a page is missing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from tests.ui import accessibility as walkers
from tests.ui.shell_pages import NotingPage
from xerodesk.domain.changes import Changes
from xerodesk.domain.errors import Offline, SignInNeeded
from xerodesk.ui.context import Status
from xerodesk.ui.kit.rail import StepInfo
from xerodesk.ui.kit.statepage import ErrorState
from xerodesk.ui.kit.tables import DataTable
from xerodesk.ui.main_window import MainWindow, WindowParts
from xerodesk.ui.navigation import PAGES, Place
from xerodesk.ui.palette import Found
from xerodesk.ui.tasks import InlineTasks
from xerodesk.ui.theme import Scheme, Theme

OK = Status("Saltbush Joinery Pty Ltd", "Saltbush", "Last sync 14:02", "ok", initials="MH", to_do=13)


def _records(query: str) -> list[Found]:
    names = ["Wollombi Creek Brewing Co-operative Ltd", "Wollongong Tiles"]
    return [Found(name, "customer", "people", f"customers/{at}") for at, name in enumerate(names) if query.lower() in name.lower()]


@pytest.fixture
def parts(look: Theme) -> WindowParts:
    kept: dict[str, str] = {}
    pages = {name: Place(place.title, place.icon, "tests.ui.shell_pages:NotingPage", place.words) for name, place in PAGES.items()}
    made = WindowParts(InlineTasks(), look, find_records=_records, recall=lambda key: kept.get(key, ""), keep=kept.__setitem__, pages=pages)
    made.extras["kept"] = kept
    return made


@pytest.fixture
def window(parts: WindowParts, qtbot: QtBot) -> MainWindow:
    made = MainWindow(parts)
    qtbot.addWidget(made)
    made.resize(1440, 868)
    made.show()
    made.activateWindow()
    made.go("home")
    return made


def _page(window: MainWindow, name: str) -> NotingPage:
    page = window.host.page(name)
    assert isinstance(page, NotingPage)
    return page


def test_a_page_is_built_when_first_opened_and_given_its_state(window: MainWindow) -> None:
    assert window.host.page("customers") is None
    window.go("customers/c-12/invoices")
    assert _page(window, "customers").opened == ["c-12/invoices"]
    window.go("customers")
    assert _page(window, "customers").opened == ["c-12/invoices", ""]


def test_the_keyboard_starts_in_the_page_without_a_ring(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(window.isActiveWindow)
    assert not window.focus_ring.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_Tab)
    assert _page(window, "home").button.hasFocus()
    assert window.focus_ring.isVisible()


def test_keys_go_to_pages_and_back(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.history.now == "customers"
    window.go("customers/7")
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.history.now == "customers"
    qtbot.mouseClick(window.top.forward, Qt.MouseButton.LeftButton)
    assert _page(window, "customers").opened[-1] == "7"
    assert not window.top.forward.isEnabled()


def test_changes_reach_the_page_on_screen_at_once_and_the_others_when_opened(window: MainWindow, parts: WindowParts) -> None:
    window.go("customers")
    parts.feed.tell(Changes.of("contact", "1"))
    parts.feed.tell(Changes.of("invoice", "2"))
    parts.feed.flush()
    both = Changes.of("contact", "1") + Changes.of("invoice", "2")
    assert _page(window, "customers").refreshed == [both]
    assert _page(window, "home").refreshed == []
    window.go("home")
    assert _page(window, "home").refreshed == [both]


def test_the_box_finds_commands_and_records_and_does_them_by_keyboard(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    box = window.top.find_box
    assert box.hasFocus()
    qtbot.keyClicks(box, "woll")
    assert [found.title for found in box.listed][:2] == ["Wollombi Creek Brewing Co-operative Ltd", "Wollongong Tiles"]
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert window.history.now == "customers/1"
    window.actions_register.get("find").trigger()
    qtbot.keyClicks(box, "pipeline")
    assert box.listed[0].title == "Deals"
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert window.history.now == "deals"
    assert box.text() == ""


def test_esc_leaves_the_box_and_gives_the_keyboard_back(window: MainWindow, qtbot: QtBot) -> None:
    button = _page(window, "home").button
    button.setFocus()
    window.actions_register.get("find").trigger()
    qtbot.keyClicks(window.top.find_box, "zzzz")
    assert window.top.find_box.listed == []
    qtbot.keyClick(window.top.find_box, Qt.Key.Key_Escape)
    assert button.hasFocus()


def test_the_status_is_in_title_chip_and_badge(window: MainWindow, parts: WindowParts) -> None:
    assert window.windowTitle() == "xerodesk – no Xero organisation yet"
    parts.status.show(OK)
    assert window.windowTitle() == "Saltbush Joinery Pty Ltd – xerodesk"
    parts.status.update(looking_only=True, state="looking")
    assert window.windowTitle() == "Saltbush Joinery Pty Ltd – xerodesk – Looking only: nothing is written to Xero"
    assert "Saltbush Joinery Pty Ltd. Last sync 14:02" in window.sidebar.chip.accessibleName()
    window.resize(1440, 868)
    entry = next(one for one in window.sidebar.findChildren(QWidget) if one.accessibleName() == "Xero sync, 13 to do")
    window.actions_register.get("sidebar").trigger()
    assert entry.width() < 60
    assert entry.accessibleName() == "Xero sync, 13 to do"
    window.actions_register.get("sidebar").trigger()
    assert not window.sample_bar.isVisible()
    parts.status.update(sample=True)
    assert window.sample_bar.isVisible()


def test_the_chip_leads_to_the_sync_page_or_to_connecting(window: MainWindow, parts: WindowParts, qtbot: QtBot) -> None:
    qtbot.mouseClick(window.sidebar.chip, Qt.MouseButton.LeftButton)
    assert window.history.now == "setup/connect"
    parts.status.show(OK)
    qtbot.mouseClick(window.sidebar.chip, Qt.MouseButton.LeftButton)
    assert window.history.now == "sync"


def test_set_up_shows_its_steps_in_place_of_the_pages(window: MainWindow, qtbot: QtBot) -> None:
    window.show_setup("Set-up", [StepInfo("clean", "Clean", "11 merged", "done"), StepInfo("test", "Test five", state="now")])
    assert window.sidebar.in_setup
    button = window.sidebar.rail.findChildren(QWidget)[0]
    with qtbot.waitSignal(window.setup_step_wanted) as told:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert told.args == ["clean"]
    window.leave_setup()
    assert not window.sidebar.in_setup


def test_a_missing_page_says_so_and_the_rest_goes_on(look: Theme, qtbot: QtBot) -> None:
    pages = dict(PAGES)
    pages["home"] = Place("Home", "home", "xerodesk.ui.nowhere.page:Page")
    window = MainWindow(WindowParts(InlineTasks(), look, pages=pages))
    qtbot.addWidget(window)
    window.go("home")
    assert isinstance(window.host.currentWidget(), ErrorState)
    window.go("nonsense")
    assert "no such page" in " ".join(walkers.visible_strings(window.host.currentWidget()))


def test_troubles_are_shown_in_words_and_a_sign_in_has_its_button(window: MainWindow, qtbot: QtBot) -> None:
    window.notices.trouble(Offline("Xero could not be reached.", "Check the network."))
    assert window.banner.isVisible()
    assert window.banner.accessibleName() == "Xero could not be reached. Check the network."
    window.notices.trouble(SignInNeeded("The sign-in to Xero has lapsed.", "Sign in again."))
    window.banner.acted.emit()
    assert window.history.now == "setup/connect"
    assert not window.banner.isVisible()


def test_the_menu_is_built_from_the_same_register_as_the_box(window: MainWindow) -> None:
    menu = QMenu()
    window.actions_register.fill(menu)
    texts = [action.text() for part in menu.findChildren(QMenu) for action in part.actions()] + [one.text() for one in menu.actions()]
    for deed in window.actions_register.all():
        assert deed.action.text() in texts
    menu.deleteLater()


def test_an_action_of_a_page_that_is_gone_is_gone_from_the_register(window: MainWindow) -> None:
    owner = QWidget(window)
    done: list[int] = []
    window.actions_register.add("new-deal", "New deal", lambda: done.append(1), owner=owner)
    window.actions_register.add("new-deal", "New deal", lambda: done.append(2), owner=owner).trigger()
    assert done == [2]
    delete(owner)
    assert "new-deal" not in [deed.name for deed in window.actions_register.all()]


def test_place_size_and_sidebar_are_remembered(window: MainWindow, parts: WindowParts, qtbot: QtBot) -> None:
    window.resize(783, 640)
    window.actions_register.get("sidebar").trigger()
    window.close()
    again = MainWindow(parts)
    qtbot.addWidget(again)
    assert again.size().width() == 783
    assert not again.sidebar.narrow  # as asked for, although the window is small


def test_the_users_wish_for_the_sidebar_stands_in_a_narrow_window(window: MainWindow) -> None:
    window.resize(1024, 700)
    assert window.sidebar.narrow
    window.actions_register.get("sidebar").trigger()
    assert not window.sidebar.narrow
    window.resize(1000, 700)
    assert not window.sidebar.narrow


def test_every_control_has_a_name_and_words_are_plain(window: MainWindow, parts: WindowParts) -> None:
    parts.status.show(OK)
    parts.status.update(sample=True)
    walkers.assert_accessible(window)
    walkers.assert_plain_words(window)


def test_the_walker_finds_what_has_no_name(qtbot: QtBot) -> None:
    whole = QWidget()
    qtbot.addWidget(whole)
    QVBoxLayout(whole).addWidget(QLineEdit())
    assert walkers.unnamed_controls(whole) == ["QLineEdit in QWidget"]
    whole.setToolTip("3 conflicts in this run")
    assert walkers.banned_words(whole) == ["3 conflicts in this run"]


@pytest.mark.parametrize(("width", "height"), [(1440, 868), (1024, 700), (3840, 2160)])
@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_the_frame_fits_small_and_large_screens(
    window: MainWindow, parts: WindowParts, look: Theme, width: int, height: int, scheme: Scheme
) -> None:
    look.set_scheme(scheme)
    parts.status.show(OK)
    window.resize(width, height)
    assert window.size().width() == width
    assert window.sidebar.width() == (208 if width > 1100 else 56)
    assert window.top.find_box.width() == 420
    shots = os.environ.get("XERODESK_SHOTS")
    if shots:
        window.actions_register.get("find").trigger()
        window.grab().save(str(Path(shots) / f"shell-{width}-{scheme.value}.png"))


@pytest.mark.parametrize(("width", "height"), [(1440, 868), (1024, 700)])
@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_a_whole_page_fits_and_can_be_reached(look: Theme, qtbot: QtBot, width: int, height: int, scheme: Scheme) -> None:
    look.set_scheme(scheme)
    pages = PAGES | {"customers": Place("Customers", "people", "tests.ui.kit.desk:Desk")}
    window = MainWindow(WindowParts(InlineTasks(), look, pages=pages))
    qtbot.addWidget(window)
    window.context.status.show(OK)
    window.resize(width, height)
    window.show()
    window.go("customers")
    QApplication.processEvents()
    assert window.size().width() == width
    table = next(one for one in window.findChildren(DataTable) if one.accessibleName() == "Invoices")
    assert table.horizontalScrollBar().maximum() == 0
    walkers.assert_accessible(window)
    walkers.assert_plain_words(window)
    shots = os.environ.get("XERODESK_SHOTS")
    if shots:
        window.grab().save(str(Path(shots) / f"desk-{width}-{scheme.value}.png"))
