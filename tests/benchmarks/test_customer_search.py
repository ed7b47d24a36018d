"""Typing in the customer search at 100,000 contacts: from each key to painted rows, and the longest stall of the window meanwhile."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is loaded

import statistics
import time
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.customers.desk import Desk
from xerodesk.store.records import Fresh
from xerodesk.ui.customers.customer_list import CustomerList
from xerodesk.ui.tasks import ThreadTasks
from xerodesk.ui.theme import Scheme, Theme

pytestmark = pytest.mark.benchmark
CONTACTS = 100_000
TYPED = ("wollombi creek", "te awa 4", "smith", "a", "c77123@example", "0255", "zoe")
_FIRST = ("Wollombi", "Yarra", "Te Awa", "Café", "Đặng", "Bellbird", "Smith", "Northern", "Coolibah", "Oxley")
_SECOND = ("Creek Brewing", "Bend Vets", "Roastery", "Zoë", "& Sons Grocers", "Learning", "Joinery", "Dental", "Imaging", "Funerals")


@pytest.fixture(scope="module")
def desk(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The page over a file with 100,000 contacts."""
    Theme.installed or Theme(qapp, Scheme.LIGHT, 1.0)
    tasks = ThreadTasks()
    made = Desk(tmp_path_factory.mktemp("big") / "company", tasks, filled=False)
    start = time.perf_counter()
    for block in range(0, CONTACTS, 10_000):
        made.company.store.contacts.create_many([_contact(at) for at in range(block, block + 10_000)], by="import")
    print(f"\n{CONTACTS:,} contacts stored in {time.perf_counter() - start:.1f} s")
    yield made
    tasks.close()
    made.close()


def _contact(at: int) -> Fresh:
    name = f"{_FIRST[at % 10]} {_SECOND[at // 10 % 10]} {at}"
    values = {"name": name, "email": f"c{at}@example.com", "phone": f"02 5550 {at:06}", "stage": "customer" if at % 3 else "lead"}
    return Fresh(values)


class Watch(QObject):
    """Waits for the painted rows of one question; notes the longest time the window did not answer."""

    def __init__(self, shown: CustomerList) -> None:
        super().__init__()
        self._loop = QEventLoop()
        self._loaded = False
        self.stall = 0.0
        self.work: list[float] = []
        self._beat_at = time.perf_counter()
        self._beat = QTimer(self)
        self._beat.setInterval(2)
        self._beat.timeout.connect(self._beaten)
        self._beat.start()
        shown.model.loaded.connect(self._came)
        self._viewports = [shown.table.viewport(), shown._nobody]
        for one in self._viewports:
            one.installEventFilter(self)

    def key_to_rows(self, type_it: Callable[[], object]) -> float:
        """Milliseconds from a key to the end of the paint that shows its rows."""
        self._loaded = False
        start, worked = time.perf_counter(), time.process_time()
        type_it()
        self._loop.exec()
        self.work.append((time.process_time() - worked) * 1000)
        return (time.perf_counter() - start) * 1000

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """A paint after the rows came ends the wait, once it is done."""
        if self._loaded and event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self._loop.quit)
        return False

    def _came(self, _total: int) -> None:
        self._loaded = True

    def _beaten(self) -> None:
        now = time.perf_counter()
        self.stall = max(self.stall, now - self._beat_at)
        self._beat_at = now


def test_typing(desk: Desk) -> None:
    page = desk.page
    loop = QEventLoop()
    page.list.counted.connect(loop.quit)
    start = time.perf_counter()
    desk.show()
    loop.exec()
    print(f"page opened with its first rows after {(time.perf_counter() - start) * 1000:.0f} ms")
    search = page.list.head.search
    every: list[float] = []
    rest = QEventLoop()
    QTimer.singleShot(500, rest.quit)
    rest.exec()
    watch = Watch(page.list)
    for text in TYPED:
        times = []
        for letter in text.rstrip():
            if letter == " ":
                search.insert(" ")  # a space alone asks nothing new
                continue
            times.append(watch.key_to_rows(partial(QTest.keyClick, search, letter)))
        print(f"{text!r}: median {statistics.median(times):.0f} ms, worst {max(times):.0f} ms, {page.list.model.rowCount():,} found")
        every += times
        while search.text():
            asked = search.text().strip() != search.text()[:-1].strip()
            if asked:
                every.append(watch.key_to_rows(search.backspace))
            else:
                search.backspace()
    slow = sorted(every)[int(len(every) * 0.95)]
    print(f"{len(every)} keys: median {statistics.median(every):.0f} ms, 95 % under {slow:.0f} ms, worst {max(every):.0f} ms")
    work = sorted(watch.work)
    print(f"of it processor time of all threads: median {statistics.median(work):.0f} ms, 95 % under {work[int(len(work) * 0.95)]:.0f} ms")
    print(f"longest time the window did not answer: {watch.stall * 1000:.0f} ms")
