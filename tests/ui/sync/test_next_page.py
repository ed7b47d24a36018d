"""The next sync: every change first, values mended in place, the run, and what to do about whatever stops it."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import assert_accessible, assert_plain_words
from tests.ui.sync.sync_desk import SyncDesk, change
from xerodesk.domain.errors import Cancelled, Offline, StoppedBySafety
from xerodesk.domain.plan import Plan, PlanField, PlanRow
from xerodesk.domain.progress import Progress
from xerodesk.services.sync_run import SyncDone
from xerodesk.ui.kit.dialogs import Question
from xerodesk.ui.sync.next_page import NextTab
from xerodesk.ui.sync.page import SyncPage
from xerodesk.ui.sync.preview_rows import RecordRow, rows_of
from xerodesk.ui.sync.runner import Runner
from xerodesk.ui.tasks import ThreadTasks

EMAIL = PlanField("email", "a@x.example", "b@x.example", "a@x.example", "b@x.example")


@pytest.fixture
def page(desk: SyncDesk, qtbot: QtBot) -> SyncPage:
    """The page on a plan with one of each."""
    bellbird = desk.customer("Bellbird", account_number="A" * 60)
    long = PlanField("account_number", "", "A" * 60, "", "A" * 60, problem="Account number is too long.", advice="Shorten it.")
    new = [PlanField(name, "", "v", "", "v") for name in ("name", "email", "phone", "mobile", "website", "currency")]
    rows = (
        change("Wollombi", EMAIL),
        change("Zoë", *new, action="create", xero_id=""),
        change("Bellbird", long, action="blocked", crm_id=bellbird, revision=1),
        change("Florist", action="conflict", conflict_type="match", reason="It may be in Xero already."),
    )
    desk.sync.plan = Plan(rows, {"found": 5, "create": 1, "update": 1, "conflict": 1, "blocked": 1, "nothing": 1}, 4)
    made = SyncPage(desk.context)
    qtbot.addWidget(made)
    made.resize(1232, 850)
    made.show()
    made.open("next")
    return made


def tab_of(page: SyncPage) -> NextTab:
    part = page.part("next")
    assert isinstance(part, NextTab)
    return part


def records(page: SyncPage) -> list[tuple[str, str]]:
    rows = tab_of(page).table.rows
    found = [rows.row_at(at) for at in range(rows.rowCount())]
    return [(row.title, row.action) for row in found if isinstance(row, RecordRow)]


def at_of(page: SyncPage, text: str) -> int:
    rows = tab_of(page).table.rows
    return next(at for at in range(rows.rowCount()) if text in str(rows.index(at, 0).data()))


def test_every_change_is_shown_with_its_price(page: SyncPage) -> None:
    tab = tab_of(page)
    assert records(page) == [
        ("Wollombi", "Update"),
        ("Zoë", "Create in Xero"),
        ("Bellbird", "Can't be sent yet"),
        ("Florist", "To decide"),
    ]
    assert "create 1 and update 1; 1 is the same on both sides, 1 to decide, 1 can't be sent yet." in tab.sentence.plain()
    assert_accessible(page)
    assert_plain_words(page)


def test_the_price_stands_at_the_foot(page: SyncPage) -> None:
    price, left = tab_of(page).footer.words
    assert price == "4 calls of Xero's allowance, less than a minute."
    assert left == "Xero's daily allowance: 963 calls left."


def test_changes_are_filtered_found_and_shown_whole(page: SyncPage, qtbot: QtBot) -> None:
    tab = tab_of(page)
    create = next(one for one in tab.tabs.findChildren(QPushButton) if one.accessibleName() == "Create 1")
    qtbot.mouseClick(create, Qt.MouseButton.LeftButton)
    assert records(page) == [("Zoë", "Create in Xero")]
    assert tab.table.rows.rowCount() == 5
    tab.table.setFocus()
    tab.table.choose(0)
    qtbot.keyClick(tab.table, Qt.Key.Key_Space)
    assert tab.table.rows.rowCount() == 7
    tab.tabs.choose("all")
    qtbot.keyClicks(tab.search, "bell")
    assert records(page) == [("Bellbird", "Can't be sent yet")]


def test_a_value_is_mended_where_it_is_shown(page: SyncPage, desk: SyncDesk, qtbot: QtBot) -> None:
    tab = tab_of(page)
    tab.table.setFocus()
    tab.table.choose(at_of(page, "Account number"))
    qtbot.keyClick(tab.table, Qt.Key.Key_Return)
    edit = tab.table.findChildren(QLineEdit)[0]
    assert edit.text() == "A" * 60
    edit.setText("BELL-01")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert not desk.told.errors
    assert desk.file.database.value("SELECT account_number FROM contact WHERE name = 'Bellbird'") == "BELL-01"
    assert len(desk.sync.previews) == 2
    assert not desk.sync.runs


def test_esc_leaves_the_value_as_it_was(page: SyncPage, desk: SyncDesk, qtbot: QtBot) -> None:
    tab = tab_of(page)
    tab.table.mend(at_of(page, "Account number"))
    qtbot.keyClick(tab.table.findChildren(QLineEdit)[0], Qt.Key.Key_Escape)
    assert len(desk.sync.previews) == 1
    assert desk.file.database.value("SELECT revision FROM contact WHERE name = 'Bellbird'") == 1


def test_a_question_is_led_to(page: SyncPage, desk: SyncDesk, qtbot: QtBot) -> None:
    tab = tab_of(page)
    deed = tab.table.rows.index(at_of(page, "Florist"), 5)
    qtbot.mouseClick(tab.table.viewport(), Qt.MouseButton.LeftButton, pos=tab.table.visualRect(deed).center())
    assert desk.told.routes == ["sync/decide/crm-Florist"]


def test_sync_now_runs_and_says_how_it_adds_up(page: SyncPage, desk: SyncDesk, qtbot: QtBot) -> None:
    qtbot.mouseClick(tab_of(page).footer.sync, Qt.MouseButton.LeftButton)
    assert [(scope.confirmed, mode) for scope, mode in desk.sync.runs] == [(False, "sync")]
    assert page.outcome.isVisible()
    assert "5 found = 4 in step + 1 failing" in page.outcome.accessibleName()
    assert tab_of(page).states.state == "empty"
    assert tab_of(page).footer.sync.isHidden()
    page.outcome.acted.emit()
    assert desk.told.routes[-1].startswith("sync/log?run=")


def test_what_a_guard_stopped_can_be_allowed_once(page: SyncPage, desk: SyncDesk, qtbot: QtBot) -> None:
    desk.sync.errors = [StoppedBySafety("This sync would archive 30 of 40.", "Look at the preview.")]
    tab_of(page).sync_now()
    assert page.trouble.isVisible()
    page.trouble.acted.emit()
    question = page.window().findChild(Question)
    assert question is not None
    assert len(desk.sync.runs) == 1
    qtbot.mouseClick(question.deed, Qt.MouseButton.LeftButton)
    assert [scope.confirmed for scope, _ in desk.sync.runs] == [False, True]
    assert page.outcome.isVisible()


def test_a_guard_that_stops_even_what_was_allowed_is_not_asked_about_again(page: SyncPage, desk: SyncDesk, qtbot: QtBot) -> None:
    stop = StoppedBySafety("Xero listed 3 customers, but 40 were there before.", "Check in Xero.")
    desk.sync.errors = [stop, stop]
    tab_of(page).sync_now()
    page.trouble.acted.emit()
    question = page.window().findChild(Question)
    assert question is not None
    qtbot.mouseClick(question.deed, Qt.MouseButton.LeftButton)
    assert page.trouble.remedy is not None
    assert page.trouble.remedy.way == "again"


def test_no_preview_without_xero(desk: SyncDesk, qtbot: QtBot) -> None:
    desk.sync.errors = [Offline("Xero could not be reached.", "Check the internet.")]
    page = SyncPage(desk.context)
    qtbot.addWidget(page)
    page.show()
    page.open("next")
    tab = tab_of(page)
    assert tab.states.state == "empty"
    assert tab.footer.sync.isHidden()
    desk.sync.plan = Plan((change("A", EMAIL),), {"found": 1, "update": 1})
    tab.trouble.acted.emit()
    assert records(page) == [("A", "Update")]
    assert not tab.trouble.isVisible()


def test_looking_only_says_so_and_offers_to_ask(desk: SyncDesk, qtbot: QtBot) -> None:
    desk.connect(write=False)
    desk.sync.plan = Plan((change("A", EMAIL),), {"found": 1, "update": 1})
    page = SyncPage(desk.context)
    qtbot.addWidget(page)
    page.show()
    page.open("next")
    tab = tab_of(page)
    assert tab.looking.isVisible()
    assert "nothing is written to Xero" in tab.looking.accessibleName()


def test_the_same_on_both_sides(desk: SyncDesk, qtbot: QtBot) -> None:
    desk.sync.plan = Plan((), {"found": 214, "nothing": 214})
    tab = NextTab(desk.context, Runner.of(desk.context))
    qtbot.addWidget(tab)
    tab.open("")
    assert tab.states.state == "empty"


def test_ten_thousand_changes_do_not_stop_the_window(desk: SyncDesk, qtbot: QtBot) -> None:
    fields = [PlanField("email", "", "x", "", f"v{n}@x.example") for n in range(3)]
    rows: list[PlanRow] = [change(f"C{at}", *fields) for at in range(10_000)]
    desk.sync.plan = Plan(tuple(rows), {"found": 10_000, "update": 10_000}, 400)
    page = SyncPage(desk.context)
    qtbot.addWidget(page)
    page.resize(1232, 850)
    page.show()
    page.open("next")
    table = tab_of(page).table
    assert table.rows.rowCount() == 40_000
    laid_out = rows_of(desk.sync.plan)
    began = time.perf_counter()
    table.show_plan(laid_out)
    table.viewport().repaint()
    table.scrollToBottom()
    table.viewport().repaint()
    assert time.perf_counter() - began < 1  # all the window's thread has to do; measured far below


class SlowSync:
    """A run that goes on until it is told to stop."""

    def __init__(self, desk: SyncDesk) -> None:
        self._desk = desk

    def __getattr__(self, name: str) -> Any:
        return getattr(self._desk.sync, name)

    def run(self, _scope: object, _mode: str, progress: Progress) -> SyncDone:
        progress.step("Sending customers", 412, 1_900)
        patience = threading.Event()
        while not patience.wait(0.01):
            progress.check()
        raise AssertionError


def test_a_run_is_seen_everywhere_and_stops_when_asked(desk: SyncDesk, qtbot: QtBot) -> None:
    desk.services.sync = SlowSync(desk)
    desk.sync.plan = Plan((change("A", EMAIL),), {"found": 1, "update": 1})
    tasks = ThreadTasks(desk.file.database.close)
    context = replace(desk.context, tasks=tasks)
    Runner.of(context)  # only the run itself goes off the window's thread
    page = SyncPage(desk.context)
    qtbot.addWidget(page)
    page.show()
    page.open("next")
    try:
        tab_of(page).sync_now()
        qtbot.waitUntil(lambda: desk.context.status.now.sync_words == "Syncing: 412 of 1,900")
        assert page.strip.isVisible()
        assert not tab_of(page).footer.sync.isEnabled()
        tab_of(page).sync_now()
        assert "still under way" in desk.told.toasts[0]
        late = NextTab(desk.context, Runner.of(desk.context))
        qtbot.addWidget(late)
        late.open("")
        assert (late.states.state, late.footer.preview.isEnabled()) == ("empty", False)
        qtbot.mouseClick(page.strip.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: page.trouble.isVisible())
        assert page.trouble.remedy is not None
        assert page.trouble.remedy.message == Cancelled("Stopped as you asked.").message
        assert desk.context.status.now.sync_words == "Last sync 14:02"
    finally:
        tasks.close()

