"""The one register of what can be done: menus and the Ctrl+K box are built from it, so nothing is missing from either."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget
from shiboken6 import isValid


@dataclass(frozen=True, slots=True)
class Deed:
    """An action of the register with what the search needs: its menu and other words people type for it."""

    action: QAction
    name: str
    menu: str
    words: str = ""

    @property
    def title(self) -> str:
        """The text without its mnemonic."""
        return self.action.text().replace("&", "")


class Actions(QObject):
    """QActions by name. A page adds its own when it opens and enables them while it is on screen."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._deeds: dict[str, Deed] = {}

    def add(
        self,
        name: str,
        text: str,
        do: Callable[[], object],
        *,
        menu: str = "",
        keys: str | tuple[str, ...] = (),
        words: str = "",
        owner: QWidget | None = None,
    ) -> QAction:
        """Register an action once; asking again for a name gives the same action, now doing `do`.

        `menu` is where it stands ("Go", "Xero"), `words` are other names for it. With an `owner`, the keys work only while the
        owner is on screen.
        """
        known = self._deeds.get(name)
        if known is not None and isValid(known.action):
            known.action.triggered.disconnect()
            known.action.triggered.connect(do)
            return known.action
        carrier = owner or self._window
        action = QAction(text, carrier)
        combos = (keys,) if isinstance(keys, str) else keys
        action.setShortcuts([QKeySequence(one) for one in combos if one])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut if owner else Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(do)
        carrier.addAction(action)
        self._deeds[name] = Deed(action, name, menu, words)
        return action

    def get(self, name: str) -> QAction:
        """A registered action; KeyError when there is none."""
        return self._deeds[name].action

    def all(self) -> list[Deed]:
        """Every action that can be done now, in order of registration."""
        return [deed for deed in self._alive() if deed.action.isEnabled() and deed.action.isVisible()]

    def fill(self, menu: QMenu) -> None:
        """Build a menu with a part for each place named at registration."""
        menu.clear()
        parts: dict[str, QMenu] = {}
        for deed in self._alive():
            if deed.menu and deed.menu not in parts:
                parts[deed.menu] = menu.addMenu(deed.menu)
            (parts[deed.menu] if deed.menu else menu).addAction(deed.action)

    def _alive(self) -> list[Deed]:
        return [deed for deed in self._deeds.values() if isValid(deed.action)]
