"""Threads: results come home in the window's thread, to owners that still live; errors, stops, the order of the store lane."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from xerodesk.domain.changes import Changes
from xerodesk.domain.errors import Cancelled, Offline
from xerodesk.domain.progress import Progress, Step
from xerodesk.ui.changes import Feed
from xerodesk.ui.tasks import InlineTasks, Lane, ThreadTasks


class Owner(QWidget):
    """Somebody who waits for results."""

    def __init__(self) -> None:
        super().__init__()
        self.results: list[object] = []
        self.errors: list[Exception] = []
        self.steps: list[Step] = []
        self.threads: list[str] = []

    def done(self, result: object) -> None:
        """Note it."""
        self.results.append(result)
        self.threads.append(threading.current_thread().name)

    def failed(self, error: Exception) -> None:
        """Note it."""
        self.errors.append(error)

    def step(self, step: Step) -> None:
        """Note it."""
        self.steps.append(step)


@pytest.fixture
def tasks(qapp: QObject) -> Iterator[ThreadTasks]:
    made = ThreadTasks()
    yield made
    made.close()


@pytest.fixture
def owner(qtbot: QtBot) -> Owner:
    made = Owner()
    qtbot.addWidget(made)
    return made


def test_work_is_done_elsewhere_and_its_result_comes_home(tasks: ThreadTasks, owner: Owner, qtbot: QtBot) -> None:
    tasks.run(Lane.STORE, lambda: threading.current_thread().name, owner.done)
    qtbot.waitUntil(lambda: bool(owner.results))
    assert owner.results == ["store-0"]
    assert owner.threads == [threading.main_thread().name]


def test_the_store_lane_keeps_order_and_the_network_does_not_hold_it_up(tasks: ThreadTasks, owner: Owner, qtbot: QtBot) -> None:
    gate = threading.Event()
    tasks.run(Lane.NETWORK, gate.wait, owner.done)
    for number in range(20):
        tasks.run(Lane.STORE, lambda number=number: number, owner.done)
    qtbot.waitUntil(lambda: len(owner.results) == 20)
    assert owner.results == list(range(20))
    gate.set()
    qtbot.waitUntil(lambda: len(owner.results) == 21)


def test_errors_go_to_who_asked_or_to_the_net(tasks: ThreadTasks, owner: Owner, qtbot: QtBot) -> None:
    def broken() -> None:
        raise Offline("No network.")

    tasks.run(Lane.NETWORK, broken, owner.done, owner.failed)
    qtbot.waitUntil(lambda: bool(owner.errors))
    assert isinstance(owner.errors[0], Offline)
    with qtbot.waitSignal(tasks.unhandled) as told:
        tasks.run(Lane.NETWORK, broken, owner.done)
    assert isinstance(told.args[0], Offline)
    assert owner.results == []


def test_a_result_for_a_widget_that_is_gone_is_dropped(tasks: ThreadTasks, owner: Owner, qtbot: QtBot) -> None:
    gate = threading.Event()
    gone = Owner()
    tasks.run(Lane.STORE, gate.wait, gone.done)
    delete(gone)
    gate.set()
    tasks.run(Lane.STORE, lambda: 1, owner.done)
    qtbot.waitUntil(lambda: owner.results == [1])
    assert gone.results == []


def test_a_cancelled_job_says_nothing_and_one_that_waits_is_skipped(tasks: ThreadTasks, owner: Owner, qtbot: QtBot) -> None:
    gate = threading.Event()
    done: list[int] = []
    first = tasks.run(Lane.STORE, gate.wait, owner.done, owner.failed)
    second = tasks.run(Lane.STORE, lambda: done.append(1), owner.done, owner.failed)
    first.cancel()
    second.cancel()
    gate.set()
    tasks.run(Lane.STORE, lambda: "last", owner.done)
    qtbot.waitUntil(lambda: owner.results == ["last"])
    assert done == []
    assert owner.errors == []


def test_long_work_reports_steps_and_stops_when_asked(tasks: ThreadTasks, owner: Owner, qtbot: QtBot) -> None:
    began = threading.Event()
    go_on = threading.Event()

    def work(progress: Progress) -> str:
        progress.step("Reading", 1, 10)
        began.set()
        go_on.wait(5)
        progress.check()
        return "never"

    job = tasks.start(Lane.NETWORK, work, owner.done, owner.failed, owner.step)
    assert began.wait(5)
    job.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: bool(owner.errors))
    assert isinstance(owner.errors[0], Cancelled)
    assert owner.steps == [Step("Reading", 1, 10)]


def test_closing_ends_the_threads_and_lets_each_say_farewell(qapp: QObject) -> None:
    said: list[str] = []
    tasks = ThreadTasks(lambda: said.append(threading.current_thread().name))
    tasks.run(Lane.STORE, lambda: 1, said.append)
    tasks.run(Lane.NETWORK, lambda: 1, said.append)
    tasks.close()
    assert sorted(said) == ["network-0", "network-1", "store-0"]
    tasks.run(Lane.STORE, lambda: 1, said.append)
    assert len(said) == 3


def test_inline_tasks_do_the_same_at_once() -> None:
    tasks = InlineTasks()
    seen: list[object] = []

    def long(progress: Progress) -> str:
        progress.step("Reading", 1, 2)
        return "read"

    def broken() -> None:
        raise Offline("No network.")

    tasks.run(Lane.STORE, lambda: 1, seen.append)
    tasks.start(Lane.STORE, long, seen.append, step=seen.append)
    tasks.run(Lane.STORE, broken, seen.append, lambda error: seen.append(type(error)))
    tasks.run(Lane.STORE, broken, seen.append)
    assert seen == [1, Step("Reading", 1, 2), "read", Offline]
    assert len(tasks.errors) == 1


def test_a_burst_of_changes_is_told_once(qtbot: QtBot) -> None:
    feed = Feed()
    told: list[Changes] = []
    feed.changed.connect(told.append)
    with qtbot.waitSignal(feed.changed):
        feed.tell(Changes.of("contact", "1"))
        feed.tell(Changes.of("deal", "2"))
        feed.tell(Changes())
    assert told == [Changes.of("contact", "1") + Changes.of("deal", "2")]
