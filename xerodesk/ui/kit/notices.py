"""Messages: a banner that stays while it is true, and a toast that goes after ten seconds, with Undo."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from xerodesk.ui.kit.buttons import Button, IconButton
from xerodesk.ui.kit.labels import IconLabel, Text
from xerodesk.ui.theme import polish_again, show_if

Level = Literal["info", "good", "warn", "bad"]
_ICON = {"info": "info", "good": "check-circle", "warn": "triangle", "bad": "crossed-circle"}
_TOAST_SECONDS = 10


def announce(widget: QWidget, words: str) -> None:
    """Have a screen reader say something, without moving the focus."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # large, and needed by no first page: start-up time

    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))


class Banner(QFrame):
    """A coloured strip with a message, what to do, and at most one deed. Hidden until `show_message`. `acted` when the deed is used."""

    acted = Signal()
    closed = Signal()
    shown = Signal(bool)  # for what holds it: make room, or take it away

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(10)
        self._icon = IconLabel("info", "info")
        self._words = Text("", weight=500, wrap=True)
        self._advice = Text("", "small", "ink2", wrap=True)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(self._words)
        column.addWidget(self._advice)
        self._deed = Button("", size="row")
        self._deed.hide()
        self._deed.clicked.connect(self.acted)
        self._cross = IconButton("x", "Close message")
        self._cross.clicked.connect(self._close)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        row.addWidget(self._deed)
        row.addWidget(self._cross)
        self.hide()

    def show_message(self, level: Level, words: str, advice: str = "", deed: str = "", *, closable: bool = True) -> None:
        """Show a message of a level with what to do about it and, if given, the words of its button."""
        self.setProperty("banner", level)
        polish_again(self)
        self._icon.set(_ICON[level], level)
        self._words.setText(words)
        self._advice.setText(advice)
        show_if(self._advice, bool(advice))
        self._deed.setText(deed)
        show_if(self._deed, bool(deed))
        show_if(self._cross, closable)
        self.setAccessibleName(f"{words} {advice}".strip())
        show_if(self, True)
        self.shown.emit(True)
        announce(self, f"{words} {advice}".strip())

    def put_away(self) -> None:
        """Hide it."""
        self.hide()
        self.shown.emit(False)

    def _close(self) -> None:
        self.put_away()
        self.closed.emit()


class Toast(QFrame):
    """A short message at the foot of a window for ten seconds, longer while the mouse or the keyboard is on it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._undo: Callable[[], object] | None = None
        self.setProperty("toast", "true")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 6, 6)
        row.setSpacing(12)
        self._words = Text("")
        self._button = Button("Undo", look="text")
        self._button.clicked.connect(self._take_back)
        self._cross = IconButton("x", "Close message")
        self._cross.clicked.connect(self.hide)
        row.addWidget(self._words)
        row.addWidget(self._button)
        row.addWidget(self._cross)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._over)
        window.installEventFilter(self)
        self.hide()

    def say(self, words: str, undo: Callable[[], object] | None = None, seconds: int = _TOAST_SECONDS) -> None:
        """Show a message; with `undo`, a button that takes the deed back."""
        self._undo = undo
        self._words.setText(words)
        show_if(self._button, undo is not None)
        self.setAccessibleName(words)
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        self._timer.start(seconds * 1000)
        announce(self, words + (". Undo is possible." if undo else ""))

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot when the window changes size."""
        if watched is self._window and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        self.move((self._window.width() - self.width()) // 2, self._window.height() - self.height() - 24)

    def _over(self) -> None:
        if self.underMouse() or self._button.hasFocus() or self._cross.hasFocus():
            self._timer.start(2000)
        else:
            self.hide()

    def _take_back(self) -> None:
        self.hide()
        undo, self._undo = self._undo, None
        if undo is not None:
            undo()
