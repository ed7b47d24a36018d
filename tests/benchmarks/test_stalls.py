"""How long the window does not answer: the longest gaps between beats of its own thread while a user works and a sync runs.

The books are read by a first sync in the window itself, from a demo organisation in another process.
XERODESK_BENCH_CONTACTS changes their size.
A machine that is busy with something else makes gaps of its own: those while nothing is done are printed first.
"""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is loaded

import gc
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.journeys.shell import Shell, demo_server
from xerodesk import __main__ as start
from xerodesk.desktop import Desktop
from xerodesk.domain.progress import Progress
from xerodesk.host.paths import folders
from xerodesk.ui.main_window import MainWindow
from xerodesk.ui.tasks import Lane

pytestmark = pytest.mark.benchmark
CONTACTS = int(os.environ.get("XERODESK_BENCH_CONTACTS", "10000"))
PAGES = ("customers", "deals", "invoices", "products", "reports", "sync", "sync/log", "sync/decide", "sync/map", "settings", "setup")
_BEAT_MS = 5
_PATIENCE = 240.0


@dataclass
class Gap:
    """The longest gap during one deed, and the processor time the window's thread used in it: in milliseconds."""

    deed: str
    wall: float = 0.0
    own: float = 0.0
    over: int = 0
    beats: int = 0


@dataclass
class Heart:
    """Beats in the window's thread."""

    gaps: list[Gap] = field(default_factory=list)
    timer: QTimer = field(default_factory=QTimer)

    def __post_init__(self) -> None:
        self._gap = Gap("")
        self._last = (time.perf_counter(), time.thread_time())
        self.timer.setTimerType(Qt.TimerType.PreciseTimer)
        self.timer.setInterval(_BEAT_MS)
        self.timer.timeout.connect(self._beat)
        self.timer.start()

    @contextmanager
    def during(self, deed: str) -> Iterator[None]:
        """Measure the gaps of a deed."""
        self._beat()
        self._gap = Gap(deed)
        self.gaps.append(self._gap)
        yield
        self._beat()
        self._gap = Gap("")

    def _beat(self) -> None:
        now = (time.perf_counter(), time.thread_time())
        wall, own = (1000 * (new - old) for new, old in zip(now, self._last, strict=True))
        self._last = now
        self._gap.beats += 1
        self._gap.over += wall > 50
        if wall > self._gap.wall:
            self._gap.wall, self._gap.own = wall, own


def _wait(done: Callable[[], object], patience: float = _PATIENCE) -> None:
    """Let the window live until something is so."""
    loop, until = QEventLoop(), time.perf_counter() + patience
    timer = QTimer()
    timer.timeout.connect(lambda: loop.quit() if done() or time.perf_counter() > until else None)
    timer.start(_BEAT_MS)
    loop.exec()
    assert done(), "it took too long"


def _rest(milliseconds: int) -> None:
    """Let the window live for a while; `QTest.qWait` would keep the workers from running."""
    until = time.perf_counter() + milliseconds / 1000
    _wait(lambda: time.perf_counter() >= until)


@pytest.fixture
def desktop(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desktop]:
    """The application over a company that is connected and has read nothing yet."""
    with demo_server(tmp_path, "--contacts", str(CONTACTS), "--invoices", str(CONTACTS // 3)) as url:
        shell = Shell(tmp_path, url)
        shell.act("options", limits=False)
        shell.connect()
        for name, value in shell.environ.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setenv("XERODESK_CALLS_PER_MINUTE", "0")
        thresholds, interval = gc.get_threshold(), sys.getswitchinterval()
        gc.set_threshold(*start._OBJECTS_BEFORE_LOOKING)
        made = Desktop(qapp, folders())
        made.open_folder(tmp_path / "company")
        _wait(lambda: made.window is not None)
        yield made
        made.close()
        gc.set_threshold(*thresholds)
        sys.setswitchinterval(interval)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _sync(desktop: Desktop) -> Any:
    """A sync in the network lane, as the page starts it; what it did."""
    window = desktop.window
    assert window is not None
    services = window.context.services
    told: list[Any] = []

    def work(progress: Progress) -> Any:
        return services.sync.run(services.sync.scope(confirmed=True), "full", progress)

    window.context.tasks.start(Lane.NETWORK, work, told.append, told.append)
    _wait(lambda: told)
    if isinstance(told[0], Exception):
        raise told[0]
    return told[0].summary


def _customers(window: MainWindow) -> Any:
    window.go("customers")
    page: Any = window.host.page("customers")
    _wait(lambda: page.list.model.rowCount() > 0)
    return page


def _type(page: Any) -> None:
    page.list.to_search()
    field = page.list.head.search
    for word in ("a", "smith", "lane 4"):
        for letter in word:
            QTest.keyClicks(field, letter)
            _rest(60)
        for _ in word:
            QTest.keyClick(field, Qt.Key.Key_Backspace)
            _rest(20)
    _rest(300)


def _scroll(page: Any) -> None:
    bar = page.list.table.verticalScrollBar()
    for step in range(0, 101, 4):
        bar.setValue(bar.maximum() * step // 100)
        _rest(30)


def _open_some(window: MainWindow, page: Any) -> None:
    ids = [row.id for row in (page.list.model.row_at(at) for at in range(24)) if row is not None]
    assert ids
    for one in ids:
        window.go(f"customers/{one}")
        _rest(120)


def test_stalls(desktop: Desktop) -> None:
    window, heart = desktop.window, Heart()
    assert window is not None
    _rest(5000)  # what is loaded ahead is there
    with heart.during("nothing"):
        _rest(1500)
    window.go("sync")
    _rest(500)
    with heart.during(f"the first sync of {CONTACTS:,} contacts"):
        summary = _sync(desktop)
    assert summary.found >= CONTACTS // 2, summary
    for name in PAGES:
        with heart.during(f"first opening of {name}"):
            window.go(name)
            _rest(500)
    with heart.during("all pages again"):
        for name in PAGES:
            window.go(name)
            _rest(150)
    page = _customers(window)
    with heart.during("typing in the search"):
        _type(page)
    with heart.during("scrolling"):
        _scroll(page)
    with heart.during("customers one by one"):
        _open_some(window, page)
    with heart.during("another sync, on the customers' page"):
        _sync(desktop)
    heart.timer.stop()
    print()
    for gap in heart.gaps:
        print(f"{gap.deed}: longest {gap.wall:.0f} ms, of it {gap.own:.0f} ms the window's own work; {gap.over} of {gap.beats} over 50 ms")
