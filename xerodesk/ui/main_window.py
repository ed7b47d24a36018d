"""The window: sidebar, top bar, the pages, and what frames them. It knows no business; pages are found by name."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QByteArray, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout

from xerodesk.ui.actions import Actions
from xerodesk.ui.changes import Feed
from xerodesk.ui.commands import WindowCommands
from xerodesk.ui.context import PageContext, Status, StatusBoard
from xerodesk.ui.errors import TroubleDialog, report_of
from xerodesk.ui.focus import FocusRing
from xerodesk.ui.icons import icon
from xerodesk.ui.kit.labels import Region
from xerodesk.ui.kit.notices import Banner
from xerodesk.ui.kit.rail import StepInfo
from xerodesk.ui.navigation import PAGES, History, PageHost, Place
from xerodesk.ui.notices import WindowNotices
from xerodesk.ui.palette import FindRecords, Found
from xerodesk.ui.samplebar import SampleBar
from xerodesk.ui.sidebar import Sidebar
from xerodesk.ui.tasks import Tasks
from xerodesk.ui.theme import Theme
from xerodesk.ui.topbar import TopBar

_NARROW_BELOW = 1100


@dataclass
class WindowParts:
    """What assembly hands to the window. `recall(key)` and `keep(key, text)` remember small things between starts."""

    tasks: Tasks
    theme: Theme
    feed: Feed = field(default_factory=Feed)
    status: StatusBoard = field(default_factory=StatusBoard)
    queries: Any = None
    services: Any = None
    find_records: FindRecords | None = None
    recall: Callable[[str], str] = lambda _key: ""
    keep: Callable[[str, str], object] = lambda _key, _text: None
    unexpected: Callable[[Exception], object] | None = None
    open_help: Callable[[], object] | None = None
    pages: dict[str, Place] = field(default_factory=lambda: dict(PAGES))
    extras: dict[str, Any] = field(default_factory=dict)


class MainWindow(QMainWindow):
    """The one window. `go("customers/c-12")` opens a place; `delete_sample_wanted` comes from the sample company's bar."""

    delete_sample_wanted = Signal()
    setup_step_wanted = Signal(str)
    setup_left = Signal()

    def __init__(self, parts: WindowParts) -> None:
        super().__init__()
        self._parts = parts
        self.setObjectName("window")
        self.setWindowTitle("xerodesk")
        self.setWindowIcon(icon("logo", "ink"))
        self.setMinimumSize(QSize(760, 520))
        self.history = History(self)
        self.actions_register = Actions(self)
        self.banner = Banner()
        self.notices = WindowNotices(self, self.banner, parts.unexpected or self._report)
        self.notices.sign_in_wanted.connect(self._sign_in)
        self._context = self._make_context()
        self.sidebar = Sidebar(parts.pages)
        self.host = PageHost(lambda: self._context, parts.pages)
        self._commands = WindowCommands(self, self.actions_register, parts.theme, parts.keep)
        self._commands.register(parts.pages, parts.open_help)
        self._lay_out()
        self._connect()
        self.focus_ring = FocusRing(self)
        self.host.setFocus()
        self._restore()
        self._show_status(parts.status.now)

    @property
    def context(self) -> PageContext:
        """What pages are given."""
        return self._context

    def go(self, route: str) -> None:
        """Open a place, remembering the way back."""
        self.history.go(route)
        self._open(route)

    def show_setup(self, title: str, steps: Sequence[StepInfo]) -> None:
        """Put the set-up's steps in place of the pages; `setup_step_wanted` and `setup_left` tell what the user does there."""
        self.sidebar.show_setup(title, steps)

    def leave_setup(self) -> None:
        """Show the pages at the left again."""
        self.sidebar.show_pages()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember size, place and the width of the sidebar."""
        data = base64.b64encode(bytes(self.saveGeometry().data())).decode()
        self._parts.keep("window.geometry", data)
        self._parts.keep("window.sidebar", self.sidebar.wish)
        super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the sidebar gives way to the page, unless the user wants it wide."""
        super().resizeEvent(event)
        self.sidebar.give_way(give=self.width() < self._parts.theme.px(_NARROW_BELOW))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The side buttons of a mouse go back and forward."""
        step = {Qt.MouseButton.BackButton: -1, Qt.MouseButton.ForwardButton: 1}.get(event.button())
        if step:
            self.step(step)
        else:
            super().mousePressEvent(event)

    def _make_context(self) -> PageContext:
        parts = self._parts
        return PageContext(
            tasks=parts.tasks,
            feed=parts.feed,
            navigate=self.go,
            actions=self.actions_register,
            theme=parts.theme,
            status=parts.status,
            notices=self.notices,
            queries=parts.queries,
            services=parts.services,
            recall=parts.recall,
            keep=parts.keep,
            window=self,
            extras=parts.extras,
        )

    def _lay_out(self) -> None:
        whole = Region()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        column = QVBoxLayout()
        column.setSpacing(0)
        self.setCentralWidget(whole)
        self.top = TopBar(self.actions_register, self.history, self._parts.tasks, self._parts.find_records, whole)
        self.sample_bar = SampleBar()
        self._notice = Region()
        inside = QVBoxLayout(self._notice)
        inside.setContentsMargins(16, 8, 16, 0)
        inside.addWidget(self.banner)
        for widget in (self.top, self.sample_bar, self._notice):
            column.addWidget(widget)
        column.addWidget(self.host, 1)
        row.addLayout(column, 1)
        self._notice.hide()

    def _connect(self) -> None:
        self.sidebar.went.connect(self.go)
        self.sidebar.step_entered.connect(self.setup_step_wanted)
        self.sidebar.left_setup.connect(self.setup_left)
        self.top.find_box.chosen.connect(self._found)
        self.top.bell.clicked.connect(lambda: self.notices.open_kept(self.top.bell))
        self.sample_bar.delete_wanted.connect(self.delete_sample_wanted)
        self.banner.shown.connect(self._notice.setVisible)
        self._parts.status.changed.connect(self._show_status)
        self._parts.feed.changed.connect(self.host.tell)

    def _restore(self) -> None:
        kept = self._parts.recall("window.geometry")
        if not (kept and self.restoreGeometry(QByteArray.fromBase64(QByteArray(kept.encode())))):
            screen = self.screen().availableGeometry().size()
            self.resize(min(1440, round(screen.width() * 0.9)), min(900, round(screen.height() * 0.9)))
        self.sidebar.wish = self._parts.recall("window.sidebar")
        if self.sidebar.wish:
            self.sidebar.set_narrow(narrow=self.sidebar.wish == "narrow")

    def _open(self, route: str) -> None:
        self.sidebar.show_current(route)
        self.host.open(route)

    def step(self, by: int) -> None:
        """Go back (-1) or forward (1) through the places seen."""
        route = self.history.step(by)
        if route:
            self._open(route)

    def _found(self, found: Found) -> None:
        if found.route:
            self.go(found.route)

    def _sign_in(self) -> None:
        self.go("setup/connect")

    def _show_status(self, status: Status) -> None:
        self.sidebar.show_status(status)
        self.top.set_initials(status.initials)
        self.sample_bar.setVisible(status.sample)
        name = status.organisation or status.company
        parts = [name, "xerodesk"] if name else ["xerodesk"]
        if status.looking_only:
            parts.append("Looking only: nothing is written to Xero")
        elif not status.organisation:
            parts.append("no Xero organisation yet")
        self.setWindowTitle(" – ".join(parts))

    def _report(self, error: Exception) -> None:
        TroubleDialog(error, self, report_of(error)).exec()
