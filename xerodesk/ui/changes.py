"""The one feed of changes: services say what they changed, pages hear it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from xerodesk.domain.changes import Changes


class Feed(QObject):
    """`changed(Changes)` comes once per turn of the event loop with all that was told since, so a burst refreshes a page once."""

    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._gathered = Changes()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self.flush)

    def tell(self, changes: Changes) -> None:
        """Something changed. Call in the window's thread, for example as the `done` of a task."""
        if changes:
            self._gathered = self._gathered + changes
            self._timer.start()

    def flush(self) -> None:
        """Pass on at once what was gathered."""
        self._timer.stop()
        gathered, self._gathered = self._gathered, Changes()
        if gathered:
            self.changed.emit(gathered)
