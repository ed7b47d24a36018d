"""The log page: figures that add up, lines that open in place, causes, deeds by mouse and keyboard, many lines."""

from __future__ import annotations

import csv
import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import assert_accessible, assert_plain_words
from tests.ui.sync.sync_desk import SyncDesk, failing, line, match_case
from xerodesk.domain.changes import Changes
from xerodesk.domain.errors import Busy, SignInNeeded
from xerodesk.domain.log import EntryField, RunSummary
from xerodesk.store.queries import conflicts
from xerodesk.ui.kit.tables import DataTable
from xerodesk.ui.sync.log_lines import DetailLine, LogLine
from xerodesk.ui.sync.log_page import LogTab
from xerodesk.ui.sync.page import SyncPage

EMAIL = EntryField("email", "a@wollombi.example", "a@wollombicreek.example", note="Xero stored it as A@wollombicreek.example")
SUMMARY = RunSummary("", found=9, synced=2, excluded=1, failed=5, conflicted=1, calls=4)


@pytest.fixture
def page(desk: SyncDesk, qtbot: QtBot) -> SyncPage:
    """The page on a company with a log."""
    run = desk.log(
        line("Shire", EMAIL),
        line("Zoë", EntryField("name", "", "Zoë"), EntryField("phone", "", "1"), action="create"),
        failing("Tidewater", 60),
        failing("Gundagai", 74, attempt=3),
        failing("Oxley", 59),
        line("Florist", result="conflict", action="conflict"),
        line("Yarra", action="link", reason="The same record: same code.", kind="product", direction="to_crm"),
        summary=SUMMARY,
    )
    desk.ask(match_case("crm-Florist", "Florist"), run=run)
    made = SyncPage(desk.context)
    qtbot.addWidget(made)
    made.resize(1232, 850)
    made.show()
    made.open("log")
    return made


def log_of(page: SyncPage) -> LogTab:
    part = page.part("log")
    assert isinstance(part, LogTab)
    return part


def titles(page: SyncPage) -> list[str]:
    rows = log_of(page).table.rows
    found = [rows.row_at(at) for at in range(rows.rowCount())]
    return [row.entry.title if isinstance(row, LogLine) else f"  {row.label}" for row in found if isinstance(row, LogLine | DetailLine)]


def test_the_figures_add_up_and_the_tabs_count_what_they_show(page: SyncPage) -> None:
    log = log_of(page)
    assert log.hints.note.text() == "9 found = 2 in step + 1 left out + 5 failing + 1 to decide"
    assert not log.tally.resync.isHidden()
    assert log.tally.resync.text() == "Resync all 3"
    for key, count in (("done", 3), ("failed", 3), ("to_decide", 1), ("all", 7)):
        page.open(f"log?view={key}")
        assert len(titles(page)) == count
    assert_accessible(page)
    assert_plain_words(page)


def test_lines_come_newest_first_and_can_be_searched(page: SyncPage, qtbot: QtBot) -> None:
    assert titles(page)[0] == "Yarra"
    assert titles(page)[-1] == "Shire"
    search = log_of(page).filters.search
    qtbot.keyClicks(search, "zoe")
    qtbot.waitUntil(lambda: titles(page) == ["Zoë"])
    search.clear()
    qtbot.waitUntil(lambda: len(titles(page)) == 7)
    qtbot.keyClicks(search, "nothing like it")
    qtbot.waitUntil(lambda: not log_of(page).table.isVisible())


def test_a_line_opens_in_place_by_space_and_by_a_click(page: SyncPage, qtbot: QtBot) -> None:
    table = log_of(page).table
    table.setFocus()
    table.choose(6)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert titles(page)[-2:] == ["Shire", "  E-mail"]
    inside = table.rows.row_at(7)
    assert isinstance(inside, DetailLine)
    assert (inside.before, inside.after, inside.noted) == ("a@wollombi.example", "a@wollombicreek.example", True)
    qtbot.keyClick(table, Qt.Key.Key_Left)
    assert titles(page)[-1] == "Shire"
    place = table.visualRect(table.rows.index(2, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert titles(page)[2:6] == ["Oxley", "  Account number", "  What happened", "  What to do"]
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert len(titles(page)) == 7


def test_j_and_k_pass_over_what_is_in_a_line(page: SyncPage, qtbot: QtBot) -> None:
    table = log_of(page).table
    table.setFocus()
    table.choose(2)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    qtbot.keyClick(table, Qt.Key.Key_J)
    now = table.line()
    assert now is not None
    assert now.entry.title == "Gundagai"
    qtbot.keyClick(table, Qt.Key.Key_K)
    qtbot.keyClick(table, Qt.Key.Key_K)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    now = table.line()
    assert now is not None
    assert now.entry.title == "Oxley"


def test_several_open_lines_stay_open_over_a_change(page: SyncPage, desk: SyncDesk) -> None:
    table = log_of(page).table
    table.toggle(1)
    table.toggle(2)
    before = titles(page)
    assert before[-5:] == ["Zoë", "  Name", "  Phone", "Shire", "  E-mail"]
    desk.log(line("New"))
    page.refresh(Changes.of("entry"))
    assert titles(page) == ["New", *before]


def test_failures_stand_by_cause_and_are_synced_again_as_a_group(page: SyncPage, desk: SyncDesk, qtbot: QtBot) -> None:
    causes = log_of(page).causes
    assert not causes.isHidden()
    assert causes.table.rows.rowCount() == 1
    cell = causes.table.rows.index(0, 0).data()
    assert cell == "3 customers: Account number has … characters; Xero takes at most 50., Shorten it in xerodesk."
    assert str(causes.table.rows.index(0, 1).data()).startswith("3rd try, first ")
    causes.table.setFocus()
    causes.table.choose(0)
    qtbot.keyClick(causes.table, Qt.Key.Key_Space)
    assert desk.sync.resyncs == [[3, 4, 5]]
    qtbot.keyClick(causes.table, Qt.Key.Key_Return)
    assert titles(page) == ["Oxley", "Gundagai", "Tidewater"]


def test_resync_of_chosen_lines_and_of_all(page: SyncPage, desk: SyncDesk, qtbot: QtBot) -> None:
    log = log_of(page)
    log.table.setFocus()
    log.table.choose(2)
    qtbot.keyClick(log.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert log.deeds.buttons["resync"].text() == "Resync 2"
    qtbot.keyClick(log.table, Qt.Key.Key_R)
    qtbot.mouseClick(log.tally.resync, Qt.MouseButton.LeftButton)
    assert desk.sync.resyncs == [[4, 5], None]
    assert page.outcome.isVisible()
    log.table.choose(0)
    qtbot.keyClick(log.table, Qt.Key.Key_R)
    assert desk.told.toasts == ["Only failing lines can be synced again."]


def test_the_record_is_opened_here_and_in_xero(page: SyncPage, desk: SyncDesk, qtbot: QtBot) -> None:
    log = log_of(page)
    log.table.setFocus()
    log.table.choose(6)
    qtbot.keyClick(log.table, Qt.Key.Key_O)
    assert desk.told.routes == ["customers/crm-Shire"]
    qtbot.mouseClick(log.deeds.buttons["xero"], Qt.MouseButton.LeftButton)
    assert len(desk.told.addresses) == 1
    assert "x-Shire" in desk.told.addresses[0]


def test_a_line_to_decide_leads_to_its_question(page: SyncPage, desk: SyncDesk, qtbot: QtBot) -> None:
    log = log_of(page)
    log.table.choose(1)
    qtbot.mouseClick(log.deeds.buttons["decide"], Qt.MouseButton.LeftButton)
    assert desk.told.routes == ["sync/decide/crm-Florist"]


def test_copy_for_support_takes_ids_and_no_values(page: SyncPage, qtbot: QtBot) -> None:
    log = log_of(page)
    log.table.choose(6)
    qtbot.mouseClick(log.deeds.buttons["copy"], Qt.MouseButton.LeftButton)
    text = QGuiApplication.clipboard().text()
    assert "crm-Shire" in text
    assert "email" in text
    assert "wollombi" not in text


def test_the_shown_lines_are_exported(page: SyncPage, desk: SyncDesk, tmp_path: Path) -> None:
    page.open("log?view=failed")
    log_of(page).export_to(tmp_path / "log.csv")
    with (tmp_path / "log.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["title"] for row in rows] == ["Tidewater", "Gundagai", "Oxley"]
    assert desk.told.toasts == ["3 lines written to log.csv."]


def test_one_sync_and_one_record(page: SyncPage, desk: SyncDesk) -> None:
    run = desk.log(line("Shire"), summary=RunSummary("", found=1, synced=1))
    page.open(f"log?run={run}")
    assert titles(page) == ["Shire"]
    assert log_of(page).hints.note.text() == "1 found = 1 in step"
    page.open("log?record=crm-Shire")
    assert titles(page) == ["Shire", "Shire"]
    page.open("log")
    assert len(titles(page)) == 8


def test_a_failed_resync_says_what_to_do_and_does_it(page: SyncPage, desk: SyncDesk, qtbot: QtBot) -> None:
    desk.sync.errors = [Busy("Another sync is under way.", "Wait for it."), SignInNeeded("Signed out.", "Sign in again.")]
    qtbot.mouseClick(log_of(page).tally.resync, Qt.MouseButton.LeftButton)
    assert page.trouble.isVisible()
    page.trouble.acted.emit()
    assert desk.sync.resyncs == [None, None]
    assert page.trouble.remedy is not None
    assert page.trouble.remedy.deed == "Sign in to Xero"
    page.trouble.acted.emit()
    assert desk.told.routes == ["setup/connect"]
    assert desk.context.status.now.sync_words == "Last sync 14:02"


def test_an_empty_log_leads_to_the_next_sync(desk: SyncDesk, qtbot: QtBot) -> None:
    page = SyncPage(desk.context)
    qtbot.addWidget(page)
    page.show()
    page.open("")
    assert log_of(page).states.state == "empty"
    assert_accessible(page)


def test_the_runs_are_listed_and_open_their_lines(page: SyncPage, desk: SyncDesk, qtbot: QtBot) -> None:
    page.open("runs")
    table = page.part("runs").findChildren(DataTable)[0]
    assert table.rows.rowCount() == 1
    assert "9 found = 2 in step + 1 left out + 5 failing + 1 to decide" in str(table.rows.index(0, 3).data())
    assert table.rows.index(0, 6).data() == "5 failing"
    table.choose(0)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert desk.told.routes[-1].startswith("sync/log?run=")
    assert_plain_words(page.part("runs"))


def test_the_tab_counts_what_is_to_decide(page: SyncPage, desk: SyncDesk) -> None:
    def names() -> list[str]:
        return [button.accessibleName() for button in page.tabs.findChildren(QPushButton)]

    assert "To decide 1" in names()
    desk.services.deciding.create_new(conflicts.window(desk.file.reading)[0].id)
    page.refresh(Changes.of("conflict"))
    assert "To decide" in names()


def test_many_lines_are_read_as_they_are_looked_at(desk: SyncDesk, qtbot: QtBot) -> None:
    run = desk.store.runs.begin("t", "sync")
    desk.store.entries.add([line(f"Customer {at}", EMAIL) for at in range(20_000)])
    desk.store.runs.end(RunSummary(run, found=20_000, synced=20_000))
    page = SyncPage(desk.context)
    qtbot.addWidget(page)
    page.resize(1232, 850)
    page.show()
    page.open("log")
    table = log_of(page).table
    assert table.rows.rowCount() == 20_000
    began = time.perf_counter()
    table.toggle(10_000)
    table.verticalScrollBar().setValue(table.verticalScrollBar().maximum() // 2)
    table.viewport().repaint()
    table.scrollToBottom()
    table.viewport().repaint()
    assert table.rows.rowCount() == 20_001
    assert time.perf_counter() - began < 2  # generous: everything, the store's work too, happens in this thread here
