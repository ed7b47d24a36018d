"""Messages of the whole window: toasts, troubles in words under the top bar, and the bell that keeps them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from xerodesk.domain.errors import Cancelled, SignInNeeded, XerodeskError
from xerodesk.ui.kit.buttons import IconButton
from xerodesk.ui.kit.notices import Banner, Toast

_KEPT = 30


class WindowNotices(QObject):
    """Implements context.Notices for a window. `sign_in_wanted` when the deed of a sign-in trouble is used."""

    sign_in_wanted = Signal()

    def __init__(self, window: QWidget, banner: Banner, unexpected: Callable[[Exception], object]) -> None:
        super().__init__(window)
        self._banner = banner
        self._unexpected = unexpected
        self._window = window
        self._toast: Toast | None = None  # made when first needed, so that it comes last in the tab order
        self._kept: deque[tuple[datetime, str]] = deque(maxlen=_KEPT)
        banner.acted.connect(self._acted)

    def toast(self, words: str, undo: Callable[[], object] | None = None) -> None:
        """A message for ten seconds, with Undo when there is a way back."""
        self._keep(words)
        if self._toast is None:
            self._toast = Toast(self._window)
        self._toast.say(words, undo)

    def trouble(self, error: Exception) -> None:
        """An error of ours in words under the top bar; another goes to the crash report; a stop the user asked for says nothing."""
        if isinstance(error, Cancelled):
            return
        if not isinstance(error, XerodeskError):
            self._unexpected(error)
            return
        self._keep(error.message)
        deed = "Sign in to Xero" if isinstance(error, SignInNeeded) else ""
        self._banner.show_message("bad", error.message, error.advice, deed)

    def open_kept(self, button: IconButton) -> None:
        """The bell: what was said lately, newest first."""
        menu = QMenu(button)
        menu.setAccessibleName("News")
        for moment, words in reversed(self._kept):
            menu.addAction(f"{moment:%H:%M}  {words}").setEnabled(False)
        if not self._kept:
            menu.addAction("No news").setEnabled(False)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(QPoint(0, button.height() + 4)))

    def _keep(self, words: str) -> None:
        self._kept.append((datetime.now().astimezone(), words))

    def _acted(self) -> None:
        self._banner.put_away()
        self.sign_in_wanted.emit()
