"""Tables: rows come by windows, newest wish first; 100,000 rows stay quick; choosing, opening and doing by mouse and keyboard."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from xerodesk.ui.kit.cells import Cell, money_cell, pill_cell
from xerodesk.ui.kit.models import Column, GroupRow, PagedModel, Window
from xerodesk.ui.kit.rows import TwoLines
from xerodesk.ui.kit.tables import DataTable, TwoLineList
from xerodesk.ui.states import PILLS
from xerodesk.ui.tasks import InlineTasks, Job, Lane, Tasks, ThreadTasks
from xerodesk.ui.theme import Theme

pytestmark = pytest.mark.usefixtures("look")

COLUMNS = [
    Column("name", "Name", lambda row: Cell(f"Customer {row}", weight=500), 120, stretch=1, sortable=True),
    Column("owes", "Owes", lambda row: money_cell(f"{row}.00"), 90, right=True, sortable=True),
    Column("state", "Status", lambda row: pill_cell(PILLS["overdue"], "Overdue"), 130),
    Column("act", "", lambda row: Cell("Chase", deed=True), 120),
]


class LateTasks:
    """Tasks whose answers the test brings when it likes."""

    def __init__(self) -> None:
        self.waiting: list[tuple[Job, Callable[[], Any], Callable[[Any], object], Callable[[Exception], object] | None]] = []

    def run(
        self, lane: Lane, work: Callable[[], Any], done: Callable[[Any], object], failed: Callable[[Exception], object] | None = None
    ) -> Job:
        """Keep it."""
        assert lane is Lane.STORE
        job = Job()
        self.waiting.append((job, work, done, failed))
        return job

    def start(self, *_args: object, **_more: object) -> Job:
        """Tables never start long work."""
        raise AssertionError

    def answer(self, at: int = 0) -> None:
        """Bring one home, unless it was dropped."""
        job, work, done, failed = self.waiting.pop(at)
        if job.cancelled:
            return
        try:
            result = work()
        except ValueError as error:
            assert failed is not None
            failed(error)
        else:
            done(result)


class Rows:
    """A source of numbered rows that notes what it was asked."""

    def __init__(self, total: int, first: int = 0) -> None:
        self.total = total
        self.first = first
        self.asked: list[tuple[int, int]] = []

    def __call__(self, offset: int, limit: int) -> Window:
        """A window of them."""
        self.asked.append((offset, limit))
        return Window(self.total, [self.first + at for at in range(offset, min(self.total, offset + limit))])


def made(tasks: Tasks, source: Callable[[int, int], Window] | None = None) -> PagedModel:
    """A model of numbered rows."""
    model = PagedModel(COLUMNS, tasks, lambda row: row)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    if source is not None:
        model.load(source)
    return model


def test_rows_come_by_windows_and_only_what_is_looked_at() -> None:
    source = Rows(100_000)
    tasks = LateTasks()
    model = PagedModel(COLUMNS, tasks, lambda row: row)
    model.load(source)
    assert model.rowCount() == 0
    tasks.answer()
    assert model.rowCount() == 100_000
    assert model.cell_at(3, 0) == Cell("Customer 3", weight=500)
    assert model.cell_at(50_000, 0) is None
    assert model.index(50_000, 0).data() == ""
    model._ask_next()
    tasks.answer()
    assert model.row_at(50_000) == 50_000
    assert [offset for offset, _limit in source.asked] == [0, 50_000]


def test_the_newest_wish_is_answered_first_and_old_ones_are_forgotten() -> None:
    source = Rows(100_000)
    tasks = LateTasks()
    model = PagedModel(COLUMNS, tasks, lambda row: row)
    model.load(source)
    tasks.answer()
    for row in range(1000, 20_000, 1000):
        model.row_at(row)
    model._ask_next()
    for _ in range(4):
        tasks.answer()
    assert [offset for offset, _limit in source.asked[1:]] == [19_000, 18_000, 17_000, 16_000]
    assert tasks.waiting == []


def test_a_new_question_drops_the_answer_to_the_old_one() -> None:
    tasks = LateTasks()
    model = PagedModel(COLUMNS, tasks, lambda row: row)
    model.load(Rows(10))
    model.load(Rows(5, first=100))
    tasks.answer(1)
    tasks.answer(0)
    assert model.rowCount() == 5
    assert model.row_at(0) == 100


def test_reloading_keeps_what_is_seen_until_the_new_rows_are_there(qtbot: QtBot) -> None:
    source = Rows(250)
    model = made(InlineTasks(), source)
    source.total, source.first = 260, 1000
    with qtbot.waitSignal(model.loaded) as told:
        model.reload()
    assert told.args == [260]
    assert model.rowCount() == 260
    assert model.row_at(0) == 1000
    source.total = 3
    model.reload()
    assert model.rowCount() == 3


def test_a_failed_fetch_is_told(qtbot: QtBot) -> None:
    def broken(_offset: int, _limit: int) -> Window:
        raise ValueError("disk")

    model = made(InlineTasks())
    with qtbot.waitSignal(model.failed) as told:
        model.load(broken)
    assert isinstance(told.args[0], ValueError)


def table_of(qtbot: QtBot, model: PagedModel) -> DataTable:
    """A shown table."""
    table = DataTable("Customers", model)
    qtbot.addWidget(table)
    table.resize(700, 400)
    table.show()
    return table


def test_mouse_and_keys_choose_open_and_do(qtbot: QtBot) -> None:
    model = made(InlineTasks(), Rows(50))
    table = table_of(qtbot, model)
    chosen: list[object] = []
    opened: list[object] = []
    done: list[tuple[object, str]] = []
    table.chosen.connect(chosen.append)
    table.opened.connect(opened.append)
    table.deed.connect(lambda row, key: done.append((row, key)))
    place = table.visualRect(model.index(2, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(model.index(5, 3)).center())
    qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen == [2, 3, 5]
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Customer 5\t5.00\tOverdue\tChase"
    assert opened == [3, 2]
    assert done == [(3, "act"), (5, "act")]


def test_the_chosen_record_stays_chosen_when_rows_move(qtbot: QtBot) -> None:
    source = Rows(50)
    model = made(InlineTasks(), source)
    table = table_of(qtbot, model)
    table.choose(10)
    source.first = -5  # five new rows before it
    model.reload()
    assert table.current() == 10
    assert table.currentIndex().row() == 15
    assert table.choose_identity(20)
    assert table.current() == 20


def test_clicking_a_heading_asks_for_sorting_and_figures_start_with_the_largest(qtbot: QtBot) -> None:
    model = made(InlineTasks(), Rows(5))
    table = table_of(qtbot, model)
    wanted: list[tuple[str, bool]] = []
    table.sort_wanted.connect(lambda key, down: wanted.append((key, down)))
    heading = table.horizontalHeader()
    for column in (1, 1, 0, 2):
        place = QPoint(heading.sectionViewportPosition(column) + 10, 10)
        qtbot.mouseClick(heading.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert wanted == [("owes", True), ("owes", False), ("name", False)]
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Name ↑"


def test_columns_share_the_width(qtbot: QtBot, look: Theme) -> None:
    table = table_of(qtbot, made(InlineTasks(), Rows(5)))
    assert [table.columnWidth(at) for at in range(1, 4)] == [90, 130, 120]
    assert table.columnWidth(0) == table.viewport().width() - 340
    assert table.rowHeight(0) == 32
    look.set_scale(1.5)
    assert table.columnWidth(1) == 135
    assert table.rowHeight(0) == 48


def test_a_table_that_is_too_narrow_hides_what_it_may_and_scrolls_for_the_rest(qtbot: QtBot) -> None:
    columns = [*COLUMNS[:3], Column("note", "Note", lambda row: "note", 120, hide_below=600)]
    model = PagedModel(columns, InlineTasks())
    table = table_of(qtbot, model)
    assert not table.isColumnHidden(3)
    table.resize(300, 400)
    assert table.isColumnHidden(3)
    assert table.columnWidth(2) == 130
    assert table.horizontalScrollBar().maximum() > 0


def test_rows_that_head_others_reach_across_and_are_never_chosen_rows(qtbot: QtBot) -> None:
    model = PagedModel(COLUMNS, InlineTasks(), lambda row: row)
    table = table_of(qtbot, model)
    chosen: list[object] = []
    table.chosen.connect(chosen.append)
    model.show_rows([GroupRow("2026", "2 issued"), 1, 2])
    assert table.columnSpan(0, 0) == 4
    assert table.columnSpan(1, 0) == 1
    table.choose(0)
    assert chosen == []
    assert model.index(0, 0).data() == "2026 2 issued"
    model.show_rows([1, 2])
    assert table.columnSpan(0, 0) == 1


def test_two_lines_are_read_aloud_whole(qtbot: QtBot) -> None:
    who = Column("who", "", lambda row: TwoLines(row, "18 days late", "clock", "bad", "4,120.00", after="+ NZD"))
    model = PagedModel([who], InlineTasks())
    view = TwoLineList("Customers", model)
    qtbot.addWidget(view)
    model.show_rows(["Wollombi"])
    view.show()
    view.grab()
    assert model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Wollombi, 18 days late, 4,120.00 + NZD"
    assert view.rowHeight(0) == 46


def test_with_real_threads_the_end_of_a_long_list_comes_soon(qtbot: QtBot) -> None:
    tasks = ThreadTasks()
    try:
        model = PagedModel(COLUMNS, tasks, lambda row: row)
        table = table_of(qtbot, model)
        with qtbot.waitSignal(model.loaded):
            model.load(Rows(100_000))
        table.scrollToBottom()
        table.grab()
        qtbot.waitUntil(lambda: model.row_at(99_999) == 99_999)
        for first in range(5):
            model.load(Rows(100_000, first=first))
        qtbot.waitUntil(lambda: model.row_at(0) == 4)
        assert not model.waiting or model.rowCount() == 100_000
    finally:
        tasks.close()


def test_a_hundred_thousand_rows_paint_and_scroll_quickly(qtbot: QtBot) -> None:
    source = Rows(100_000)
    model = PagedModel(COLUMNS, InlineTasks(), lambda row: row)
    table = table_of(qtbot, model)
    model.load(source)
    table.grab()
    spent = []
    for step in range(20):
        began = time.perf_counter()
        table.verticalScrollBar().setValue(step * 150_000)
        table.grab()
        spent.append(time.perf_counter() - began)
    assert sorted(spent)[10] < 0.25  # generous for a loaded machine; some 8 ms when it is idle
    assert len(source.asked) < 30
