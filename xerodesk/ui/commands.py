"""What the window itself can do, registered by name: going places, the look, the size of text, help, quitting."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from xerodesk.ui.actions import Actions
from xerodesk.ui.navigation import SIDEBAR, Place
from xerodesk.ui.sidebar import Sidebar
from xerodesk.ui.theme import Scheme, Theme
from xerodesk.ui.topbar import TopBar

_HELP = "https://developer.xero.com/documentation/"


class Frame(Protocol):
    """What these commands need of the window."""

    sidebar: Sidebar
    top: TopBar

    def go(self, route: str) -> None:
        """Open a place."""
        ...

    def step(self, by: int) -> None:
        """Back or forward."""
        ...

    def close(self) -> bool:
        """Close the window."""
        ...


class WindowCommands(QObject):
    """Registers the window's actions."""

    def __init__(self, window: Frame, actions: Actions, look: Theme, keep: Callable[[str, str], object]) -> None:
        super().__init__(actions)
        self._window = window
        self._actions = actions
        self._look = look
        self._keep = keep

    def register(self, pages: dict[str, Place], open_help: Callable[[], object] | None = None) -> None:
        """Put all of them into the register."""
        add = self._actions.add
        for number, route in enumerate((one for one in SIDEBAR if one in pages), start=1):
            place = pages[route]
            add(f"go-{route}", place.title, self._goer(route), menu="Go", keys=f"Ctrl+{number}", words=f"open go {place.words}")
        add("back", "Back", lambda: self._window.step(-1), menu="Go", keys="Alt+Left")
        add("forward", "Forward", lambda: self._window.step(1), menu="Go", keys="Alt+Right")
        add("find", "Find anything", self._find, menu="Go", keys="Ctrl+K", words="search palette command")
        add("sidebar", "Narrow or wide sidebar", self._turn_sidebar, menu="View", keys="Ctrl+B", words="collapse")
        for scheme, words in ((Scheme.SYSTEM, "as the system"), (Scheme.LIGHT, "light"), (Scheme.DARK, "dark")):
            add(f"look-{scheme.value}", f"Look: {words}", self._looker(scheme), menu="View", words="theme mode colours")
        add("text-larger", "Larger text", lambda: self._scale(0.1), menu="View", keys=("Ctrl++", "Ctrl+="), words="zoom font size")
        add("text-smaller", "Smaller text", lambda: self._scale(-0.1), menu="View", keys="Ctrl+-", words="zoom font size")
        add("help", "Help", open_help or _open_help, keys="F1", words="guide manual support")
        add("quit", "Quit xerodesk", self._window.close, keys="Ctrl+Q", words="exit close")

    def _goer(self, route: str) -> Callable[[], None]:
        return lambda: self._window.go(route)

    def _looker(self, scheme: Scheme) -> Callable[[], None]:
        def choose() -> None:
            self._look.set_scheme(scheme)
            self._keep("look.scheme", scheme.value)

        return choose

    def _scale(self, by: float) -> None:
        self._look.set_scale(round(self._look.scale + by, 1))
        self._keep("look.scale", str(self._look.scale))

    def _find(self) -> None:
        self._window.top.find_box.start()

    def _turn_sidebar(self) -> None:
        sidebar = self._window.sidebar
        sidebar.wish = "wide" if sidebar.narrow else "narrow"
        sidebar.set_narrow(narrow=not sidebar.narrow)


def _open_help() -> None:
    QDesktopServices.openUrl(QUrl(_HELP))
