"""Work that may be slow, kept off the window: a store lane of one worker, a network lane, results brought home by one signal."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from queue import SimpleQueue
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from xerodesk.domain.errors import Cancelled
from xerodesk.domain.progress import Progress, Step

T = TypeVar("T")


class Lane(Enum):
    """Where work waits its turn: `STORE` runs one thing at a time, `NETWORK` a few at once."""

    STORE = "store"
    NETWORK = "network"


_WORKERS = {Lane.STORE: 1, Lane.NETWORK: 2}


class Job:
    """A piece of work under way. `cancel()` drops its result, skips it if it has not begun, and asks long work to stop."""

    def __init__(self) -> None:
        self._stop = threading.Event()

    def cancel(self) -> None:
        """Nobody wants the result any more."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        """Whether it was asked to stop."""
        return self._stop.is_set()


class Tasks(Protocol):
    """What pages know of threads. All callables but `work` are called in the window's thread."""

    def run(
        self,
        lane: Lane,
        work: Callable[[], T],
        done: Callable[[T], object],
        failed: Callable[[Exception], object] | None = None,
    ) -> Job:
        """Do `work` in a lane, then call `done(result)` or `failed(error)`.

        Pass bound methods of widgets: when the widget is gone, the result is dropped. Without `failed`, an error goes to the
        application's error handler. A cancelled job calls neither.
        """
        ...

    def start(
        self,
        lane: Lane,
        work: Callable[[Progress], T],
        done: Callable[[T], object],
        failed: Callable[[Exception], object] | None = None,
        step: Callable[[Step], object] | None = None,
    ) -> Job:
        """The same for long work, which reports steps and can be asked to stop; a stop it obeys arrives as `failed(Cancelled)`."""
        ...


@dataclass(slots=True)
class _Order:
    """Work on its way; the callbacks stay in the window's thread and never cross."""

    number: int
    job: Job
    work: Callable[[], Any]
    long: bool


@dataclass(slots=True)
class _Home:
    """Who gets the result."""

    job: Job
    done: Callable[[Any], object]
    failed: Callable[[Exception], object] | None
    step: Callable[[Step], object] | None
    long: bool


def _gone(call: Callable[..., object] | None) -> bool:
    owner = getattr(call, "__self__", None)
    return isinstance(owner, QObject) and not isValid(owner)


class ThreadTasks(QObject):
    """The real lanes. `unhandled` carries errors nobody asked for. Call `close()` before the application ends."""

    unhandled = Signal(object)
    _finished = Signal(int, bool, object)
    _stepped = Signal(int, object)

    def __init__(self, farewell: Callable[[], None] | None = None, parent: QObject | None = None) -> None:
        """`farewell` is called in each worker thread as it ends, to close what the thread holds (its store connection)."""
        super().__init__(parent)
        self._numbers = itertools.count(1)
        self._homes: dict[int, _Home] = {}
        self._queues: dict[Lane, SimpleQueue[_Order | None]] = {lane: SimpleQueue() for lane in Lane}
        self._threads: list[threading.Thread] = []
        self._started: set[Lane] = set()
        self._farewell = farewell
        self._closed = False
        self._finished.connect(self._bring_home, Qt.ConnectionType.QueuedConnection)
        self._stepped.connect(self._bring_step, Qt.ConnectionType.QueuedConnection)

    def run(
        self, lane: Lane, work: Callable[[], T], done: Callable[[T], object], failed: Callable[[Exception], object] | None = None
    ) -> Job:
        """See Tasks.run."""
        job = Job()
        self._send(lane, _Home(job, done, failed, None, long=False), work)
        return job

    def start(
        self,
        lane: Lane,
        work: Callable[[Progress], T],
        done: Callable[[T], object],
        failed: Callable[[Exception], object] | None = None,
        step: Callable[[Step], object] | None = None,
    ) -> Job:
        """See Tasks.start."""
        job = Job()
        number = next(self._numbers)
        progress = Progress(lambda one: self._stepped.emit(number, one), lambda: job.cancelled)
        self._send(lane, _Home(job, done, failed, step, long=True), lambda: work(progress), number)
        return job

    def close(self) -> None:
        """Finish what runs, skip what waits, end the threads."""
        self._closed = True
        for home in self._homes.values():
            home.job.cancel()
        self._homes.clear()
        for lane in self._started:
            for _ in range(_WORKERS[lane]):
                self._queues[lane].put(None)
        for thread in self._threads:
            thread.join()
        self._threads.clear()

    def _send(self, lane: Lane, home: _Home, work: Callable[[], Any], number: int = 0) -> None:
        if self._closed:
            return
        number = number or next(self._numbers)
        self._homes[number] = home
        if lane not in self._started:
            self._started.add(lane)
            for index in range(_WORKERS[lane]):
                thread = threading.Thread(target=self._serve, args=(self._queues[lane],), name=f"{lane.value}-{index}")
                self._threads.append(thread)
                thread.start()
        self._queues[lane].put(_Order(number, home.job, work, home.long))

    def _serve(self, queue: SimpleQueue[_Order | None]) -> None:
        while (order := queue.get()) is not None:
            if order.job.cancelled:
                stopped = Cancelled("Stopped before it began.")
                self._finished.emit(order.number, False, stopped)
                continue
            try:
                result: object = order.work()
            except Exception as error:  # noqa: BLE001 - the task runner is one of the three places that may catch everything
                self._finished.emit(order.number, False, error)
            else:
                self._finished.emit(order.number, True, result)
            del order
        if self._farewell is not None:
            self._farewell()

    def _bring_home(self, number: int, fine: bool, result: object) -> None:
        home = self._homes.pop(number, None)
        if home is None or (home.job.cancelled and not home.long):
            return
        if fine:
            if not _gone(home.done):
                home.done(result)
        elif isinstance(result, Exception):
            if home.failed is None:
                self.unhandled.emit(result)
            elif not _gone(home.failed):
                home.failed(result)

    def _bring_step(self, number: int, step: object) -> None:
        home = self._homes.get(number)
        if home is not None and home.step is not None and isinstance(step, Step) and not _gone(home.step):
            home.step(step)


def _teller(step: Callable[[Step], object] | None) -> Callable[[Step], None]:
    def tell(one: Step) -> None:
        if step is not None:
            step(one)

    return tell


class InlineTasks:
    """For tests: everything happens at once, in the caller's thread. `errors` keeps what nobody asked for."""

    def __init__(self) -> None:
        self.errors: list[Exception] = []

    def run(
        self, lane: Lane, work: Callable[[], T], done: Callable[[T], object], failed: Callable[[Exception], object] | None = None
    ) -> Job:
        """See Tasks.run."""
        return self._do(Job(), work, done, failed)

    def start(
        self,
        lane: Lane,
        work: Callable[[Progress], T],
        done: Callable[[T], object],
        failed: Callable[[Exception], object] | None = None,
        step: Callable[[Step], object] | None = None,
    ) -> Job:
        """See Tasks.start."""
        job = Job()
        progress = Progress(_teller(step), lambda: job.cancelled)
        return self._do(job, lambda: work(progress), done, failed)

    def _do(self, job: Job, work: Callable[[], T], done: Callable[[T], object], failed: Callable[[Exception], object] | None) -> Job:
        try:
            result = work()
        except Exception as error:  # noqa: BLE001 - stands in for the task runner
            if failed is None:
                self.errors.append(error)
            else:
                failed(error)
        else:
            done(result)
        return job
