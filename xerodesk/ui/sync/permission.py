"""Xero's permission to write, asked for once, in the browser: a panel that waits, and the sign-in behind it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from xerodesk.ui.context import PageContext
from xerodesk.ui.kit.buttons import Button
from xerodesk.ui.kit.labels import IconLabel, Region, Text
from xerodesk.ui.sync.ports import Attempt, Connected, SyncServices
from xerodesk.ui.tasks import Lane
from xerodesk.ui.theme import theme


class PermissionPanel(Region):
    """Hidden until `ask`. `granted` when Xero said yes; `refused(error)` when it did not, or nobody answered, or it was cancelled."""

    granted = Signal()
    refused = Signal(object)

    def __init__(self, context: PageContext) -> None:
        super().__init__("raised", "bottom")
        self._context = context
        self._services: SyncServices = context.services
        self._attempt: Attempt | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 12, 16, 12)
        row.setSpacing(12)
        row.addWidget(IconLabel("hourglass", "ink2"))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Text("Xero asks you in the browser whether xerodesk may write there.", weight=600, wrap=True))
        self._note = Text("", "small", "ink2", wrap=True)
        words.addWidget(self._note)
        row.addLayout(words, 1)
        self.browser = Button("Open the browser again", size="row")
        self.browser.clicked.connect(self._open)
        self.copy = Button("Copy the address", "ghost", "copy", "row")
        self.copy.clicked.connect(self._copy)
        self.cancel = Button("Cancel", "ghost", size="row")
        self.cancel.clicked.connect(self._cancel)
        for button in (self.browser, self.copy, self.cancel):
            row.addWidget(button)
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self._tick)
        self.setMinimumHeight(theme().px(56))
        self.hide()

    @property
    def is_waiting(self) -> bool:
        """Whether the browser is waited for."""
        return not self.isHidden()

    def ask(self) -> None:
        """Begin the sign-in with permission to write."""
        self._note.setText("Opening the browser …")
        self.show()
        work = partial(self._services.connecting.attempt, write=True)
        self._context.tasks.run(Lane.NETWORK, work, self._began, self._failed)

    def _began(self, attempt: Attempt) -> None:
        self._attempt = attempt
        self._tick()
        self._clock.start()
        self._open()
        self._context.tasks.run(Lane.NETWORK, partial(_finish, attempt), self._done, self._failed)

    def _done(self, connected: Connected) -> None:
        self._over()
        self._context.feed.tell(connected.changes)
        self._context.notices.toast(connected.sentence)
        self.granted.emit()

    def _failed(self, error: Exception) -> None:
        self._over()
        self.refused.emit(error)

    def _over(self) -> None:
        self._clock.stop()
        self._attempt = None
        self.hide()

    def _tick(self) -> None:
        if self._attempt is not None:
            left = max(0, round(self._attempt.seconds_left))
            self._note.setText(f"Allow it there, then come back: this goes on by itself. Waiting for {left // 60}:{left % 60:02}.")

    def _open(self) -> None:
        if self._attempt is not None:
            self._services.open_address(self._attempt.address)

    def _copy(self) -> None:
        if self._attempt is not None:
            QGuiApplication.clipboard().setText(self._attempt.address)
            self._context.notices.toast("The address is copied. Paste it into the browser where you use Xero.")

    def _cancel(self) -> None:
        if self._attempt is not None:
            self._attempt.cancel()


def _finish(attempt: Attempt) -> Connected:
    """Wait for the browser and record the sign-in. The file knows its organisation, so there is one choice."""
    try:
        return attempt.complete(attempt.wait()[0])
    finally:
        attempt.close()
