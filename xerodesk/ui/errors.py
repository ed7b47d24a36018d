"""Errors on screen: ours in words with advice; anything else as a crash report that stays on this machine."""

from __future__ import annotations

import platform
import re
import sys
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, QThread, Signal, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from xerodesk import __version__
from xerodesk.domain.errors import Cancelled, XerodeskError
from xerodesk.ui.kit.dialogs import Dialog
from xerodesk.ui.kit.labels import Text

_KEPT = 20
# made ready when the first report is written, not at start
_PRIVATE = (
    (r"[\w.+-]+@[\w-]+\.[\w.-]+", "<e-mail>"),
    (r"\beyJ[\w-]+(?:\.[\w-]+)*", "<token>"),
    (r"(?i)(bearer|token|password|secret|key)([\"']?\s*[=:]\s*[\"']?|\s+)[^\s\"',}]+", r"\1\2<hidden>"),
    (r"(?<![\d.])\d[\d,]*\.\d{2}(?![\d.])", "<amount>"),
)


def in_words(error: BaseException) -> tuple[str, str]:
    """The message and the advice to show for an error."""
    if isinstance(error, XerodeskError):
        return error.message, error.advice
    return "Something went wrong inside xerodesk.", "Nothing was lost. Try again; if it happens again, copy the details for support."


def report_of(error: BaseException) -> str:
    """The details of an unexpected error for support, without e-mail addresses, tokens or amounts."""
    lines = traceback.format_exception(type(error), error, error.__traceback__)
    head = f"xerodesk {__version__}, Python {platform.python_version()}, Qt {qVersion()}, {platform.system()} {platform.release()}\n"
    text = "".join(lines).replace(str(Path.home()), "~")
    for pattern, instead in _PRIVATE:
        text = re.sub(pattern, instead, text)
    return head + text


def keep_report(folder: Path, report: str, now: datetime | None = None) -> Path | None:
    """Write a report to the folder of reports, dropping the oldest beyond twenty; None when the disk refuses."""
    moment = (now or datetime.now(UTC)).strftime("%Y%m%d-%H%M%S-%f")
    path = folder / f"crash-{moment}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(report, "utf-8")
        for old in sorted(folder.glob("crash-*.txt"))[:-_KEPT]:
            old.unlink()
    except OSError:
        return None
    return path


class TroubleDialog(Dialog):
    """An error with what to do about it; an unexpected one with its report to copy."""

    def __init__(self, error: BaseException, parent: QWidget | None = None, report: str = "") -> None:
        message, advice = in_words(error)
        super().__init__("xerodesk", "Close", cancel="Copy details" if report else "", parent=parent)
        self._report = report
        self.body.addWidget(Text(message, "section", wrap=True))
        if advice:
            self.body.addWidget(Text(advice, ink="ink2", wrap=True))
        if report:
            details = QPlainTextEdit(report)
            details.setReadOnly(True)
            details.setAccessibleName("Details for support")
            details.setMinimumHeight(160)
            self.body.addWidget(Text("Nothing leaves this computer unless you send it.", "small", ink="ink3"))
            self.body.addWidget(details)
            self.cancel.clicked.disconnect()
            self.cancel.clicked.connect(self.copy_details)

    def copy_details(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(self._report)
        self.cancel.setText("Copied")


class CrashNet(QObject):
    """Catches what nothing else caught, in any thread: keeps a report, then shows it once in the window's thread."""

    _caught = Signal(object)

    def __init__(self, folder: Path, show: Callable[[BaseException, str], object] | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._show = show or self._show_dialog
        self._showing = False
        self._before = sys.excepthook
        self._caught.connect(self._show_one)

    def install(self) -> None:
        """Become the except hook of the process."""
        self._before = sys.excepthook
        sys.excepthook = self._hook

    def remove(self) -> None:
        """Give the hook back."""
        sys.excepthook = self._before

    def catch(self, error: BaseException) -> None:
        """Treat an error nobody handled: ours is shown in words, another is kept and reported."""
        if isinstance(error, Cancelled):
            return
        self._caught.emit(error)

    def _hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._before(kind, error, trace)
            return
        self.catch(error)

    def _show_one(self, error: BaseException) -> None:
        report = ""
        if not isinstance(error, XerodeskError):
            report = report_of(error)
            keep_report(self._folder, report)
        if self._showing or QThread.currentThread() is not self.thread():
            return
        self._showing = True
        try:
            self._show(error, report)
        finally:
            self._showing = False

    def _show_dialog(self, error: BaseException, report: str) -> None:
        TroubleDialog(error, None, report).exec()
