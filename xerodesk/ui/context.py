"""What a page is given: the ways to work, to hear, to go elsewhere, and the two rooms below (queries and services)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from xerodesk.domain.changes import Changes
from xerodesk.ui.actions import Actions
from xerodesk.ui.changes import Feed
from xerodesk.ui.tasks import Tasks
from xerodesk.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Status:
    """What the frame of the window shows about the company and Xero. `state` is one of ok, looking, none, syncing, trouble."""

    organisation: str = ""
    company: str = ""
    sync_words: str = "No Xero organisation yet"
    state: str = "none"
    looking_only: bool = False
    sample: bool = False
    initials: str = ""
    to_do: int = 0


class StatusBoard(QObject):
    """Holds the one current Status; `changed(Status)` when it moves."""

    changed = Signal(object)

    def __init__(self, status: Status | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now = status or Status()

    @property
    def now(self) -> Status:
        """The current status."""
        return self._now

    def show(self, status: Status) -> None:
        """Put up a new status."""
        if status != self._now:
            self._now = status
            self.changed.emit(status)

    def update(self, **parts: Any) -> None:
        """Change some fields of it: `update(state="syncing", sync_words="Syncing: 412 of 1,900")`."""
        self.show(replace(self._now, **parts))


class Notices(Protocol):
    """Short messages over the page, given by the window."""

    def toast(self, words: str, undo: Callable[[], object] | None = None) -> None:
        """A message for ten seconds, with Undo when there is a way back."""
        ...

    def trouble(self, error: Exception) -> None:
        """Show an error: in words with advice when it is one of ours, as a crash report when not."""
        ...


class Page(Protocol):
    """What the window asks of a page, which is a QWidget built from a PageContext."""

    title: str

    def open(self, state: str) -> None:
        """Show the place within the page: the part of the route after the page's name ("" or "c-12/invoices")."""
        ...

    def refresh(self, changes: Changes) -> None:
        """Something in the company changed; read again what is yours."""
        ...


@dataclass(frozen=True)
class PageContext:
    """Handed to each page when it is built. `queries` and `services` are what assembly made; a page names the parts it needs.

    `recall(key)` and `keep(key, text)` remember small things between starts; `window` is the parent for dialogs.
    """

    tasks: Tasks
    feed: Feed
    navigate: Callable[[str], None]
    actions: Actions
    theme: Theme
    status: StatusBoard
    notices: Notices
    queries: Any = None  # typed by the page that reads it: a Protocol of just the calls it makes
    services: Any = None
    recall: Callable[[str], str] = lambda _key: ""
    keep: Callable[[str, str], object] = lambda _key, _text: None
    window: QWidget | None = None
    extras: dict[str, Any] = field(default_factory=dict)
