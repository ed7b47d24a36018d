"""Loads what later pages need once the first one is painted, so that their first opening is no stall."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pkgutil import walk_packages

from PySide6.QtCore import QObject, QTimer

from xerodesk.ui.navigation import PAGES, Place
from xerodesk.ui.tasks import Lane, Tasks

_AFTER_MS = 150  # the first page is painted by then
_BETWEEN_MS = 15  # time for whatever else the window has to do


class Ahead(QObject):
    """First `warm` in a worker, then the pages' modules one by one in the window's thread while it is idle.

    Not those in a worker: PySide makes its classes ready when they are first named, and not for two threads at once.
    """

    def __init__(self, tasks: Tasks, warm: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._warm = warm
        self._names = _modules(PAGES.values())
        self._timer = QTimer(self)
        self._timer.setInterval(_BETWEEN_MS)
        self._timer.timeout.connect(self._load_one)
        tasks.run(Lane.STORE, _at_once, self._first_page_read)  # told after what the first page asked of the lane

    def _first_page_read(self, _nothing: None) -> None:
        QTimer.singleShot(_AFTER_MS, self, self._begin)

    def _begin(self) -> None:
        self._tasks.run(Lane.NETWORK, self._warm, self._warmed)

    def _warmed(self, _nothing: None) -> None:
        self._timer.start()

    def _load_one(self) -> None:
        name = next(self._names, "")
        if name:
            import_module(name)
        else:
            self._timer.stop()


def _at_once() -> None:
    """Nothing to do: what counts is its place in the lane."""


def _modules(pages: Iterable[Place]) -> Iterator[str]:
    """The pages' modules: a page's own comes after the pieces it is made of, so that no step is long."""
    for place in pages:
        room = place.where.partition(":")[0].rpartition(".")[0]
        try:
            package = import_module(room)
        except ModuleNotFoundError:
            continue  # whoever opens that page is told
        names = [found.name for found in walk_packages(package.__path__, f"{room}.")]
        yield from sorted(names, key=lambda name: name.endswith("page"))
