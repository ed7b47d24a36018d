"""The top of the window: menu, back, forward, the box for everything, news, help, who is signed in."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy

from xerodesk.ui.actions import Actions
from xerodesk.ui.kit.buttons import IconButton
from xerodesk.ui.kit.labels import Region
from xerodesk.ui.navigation import History
from xerodesk.ui.palette import FindBox, FindRecords
from xerodesk.ui.tasks import Tasks
from xerodesk.ui.theme import dress, show_if, theme


class TopBar(Region):
    """48 px with what is always at hand."""

    def __init__(self, actions: Actions, history: History, tasks: Tasks, records: FindRecords | None, window: Region) -> None:
        super().__init__("canvas", "bottom")
        self._actions = actions
        self._history = history
        self.setFixedHeight(theme().px(48))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 16, 0)
        row.setSpacing(4)
        self.menu_button = IconButton("menu", "Menu")
        self.menu_button.clicked.connect(self._open_menu)
        self.back = IconButton("chevron-left", "Back", "Alt+Left")
        self.back.clicked.connect(actions.get("back").trigger)
        self.forward = IconButton("chevron-right", "Forward", "Alt+Right")
        self.forward.clicked.connect(actions.get("forward").trigger)
        self.find_box = FindBox(tasks, actions, records, window)
        self.bell = IconButton("bell", "News")
        self.help = IconButton("help", "Help", "F1")
        self.help.clicked.connect(actions.get("help").trigger)
        self._initials = QLabel()
        self._initials.setProperty("avatar", "true")
        self._initials.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._initials.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        dress(self._initials, "caption", 600)
        for widget in (self.menu_button, self.back, self.forward):
            row.addWidget(widget)
        row.addSpacing(8)
        row.addWidget(self.find_box, 10)
        row.addStretch(1)
        row.addWidget(self.bell)
        row.addWidget(self.help)
        row.addSpacing(8)
        row.addWidget(self._initials)
        self._menu = QMenu(self)
        self._menu.setAccessibleName("Menu")
        history.moved.connect(self._moved)
        self._moved()

    def set_initials(self, initials: str, name: str = "") -> None:
        """Who is signed in."""
        self._initials.setText(initials)
        self._initials.setAccessibleName(name or initials)
        show_if(self._initials, bool(initials))

    def _open_menu(self) -> None:
        self._actions.fill(self._menu)
        self._menu.popup(self.menu_button.mapToGlobal(QPoint(0, self.menu_button.height() + 4)))

    def _moved(self) -> None:
        self.back.setEnabled(self._history.can_back)
        self.forward.setEnabled(self._history.can_forward)
