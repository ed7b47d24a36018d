"""The four states of a page: loading, empty with the next deed, error with advice, filled."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from xerodesk.ui.kit.buttons import Button
from xerodesk.ui.kit.labels import IconLabel, Text
from xerodesk.ui.theme import show_if, theme

_LOADING_SHOWS_AFTER = 150  # ms; what loads faster than this shows nothing in between


class EmptyState(QWidget):
    """What would stand here, why it does not, and the one next deed (`acted`), with a quieter second way (`second_acted`)."""

    acted = Signal()
    second_acted = Signal()

    def __init__(self, what: str, why: str, deed: str = "", second: str = "", icon: str = "empty-pair", ink: str = "field") -> None:
        super().__init__()
        outer = QHBoxLayout(self)
        outer.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(0)
        outer.addLayout(column)
        outer.addStretch(1)
        size = QSize(124, 52) if icon == "empty-pair" else QSize(32, 32)
        column.addStretch(2)
        column.addWidget(IconLabel(icon, ink, size.width(), height=size.height()))
        column.addSpacing(20)
        self._what = Text(what, "page", wrap=True)
        self._why = Text(why, "lead", "ink2", wrap=True)
        self._why.setFixedWidth(theme().px(480))
        column.addWidget(self._what)
        column.addSpacing(8)
        column.addWidget(self._why)
        column.addSpacing(20)
        row = QHBoxLayout()
        row.setSpacing(12)
        self.deed = Button(deed, look="filled", size="footer")
        show_if(self.deed, bool(deed))
        self.deed.clicked.connect(self.acted)
        row.addWidget(self.deed)
        self._or = Text("or", ink="ink2")
        show_if(self._or, bool(deed and second))
        row.addWidget(self._or)
        self.second = Button(second, look="text")
        show_if(self.second, bool(second))
        self.second.clicked.connect(self.second_acted)
        row.addWidget(self.second)
        row.addStretch()
        column.addLayout(row)
        column.addStretch(3)

    def set(self, what: str, why: str) -> None:
        """Change the words."""
        self._what.setText(what)
        self._why.setText(why)


class ErrorState(QWidget):
    """What went wrong, what to do, and a deed (`acted`), "Try again" unless said otherwise."""

    acted = Signal()

    def __init__(self) -> None:
        super().__init__()
        outer = QHBoxLayout(self)
        outer.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(8)
        outer.addLayout(column)
        outer.addStretch(1)
        column.addStretch(2)
        column.addWidget(IconLabel("crossed-circle", "bad", 24))
        self._message = Text("", "section", wrap=True)
        self._message.setFixedWidth(theme().px(480))
        self._advice = Text("", "base", "ink2", wrap=True)
        self._deed = Button("Try again", look="filled")
        self._deed.clicked.connect(self.acted)
        column.addSpacing(4)
        column.addWidget(self._message)
        column.addWidget(self._advice)
        column.addSpacing(8)
        column.addWidget(self._deed)
        column.addStretch(3)

    def set(self, message: str, advice: str, deed: str = "Try again") -> None:
        """Change what it says."""
        self._message.setText(message)
        self._advice.setText(advice)
        show_if(self._advice, bool(advice))
        self._deed.setText(deed)
        show_if(self._deed, bool(deed))


class LoadingState(QWidget):
    """Pale bars where rows will stand; nothing moves."""

    _WIDTHS = ((0.30, 0.14, 0.10), (0.26, 0.12, 0.09), (0.33, 0.19, 0.10), (0.36, 0.13, 0.12), (0.22, 0.16, 0.08))

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Loading")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The bars."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = theme()
        wide = self.width() - 48
        step = look.px(32)
        for at in range(min(12, max(0, (self.height() - 40) // step))):
            first, second, third = self._WIDTHS[at % len(self._WIDTHS)]
            top = 40 + at * step
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("hover"))
            for left, part in ((0.0, first), (0.5, second), (1.0 - third, third)):
                painter.drawRoundedRect(round(24 + left * wide), top, round(part * wide), 8, 4, 4)
            painter.setPen(look.colour("line"))
            painter.drawLine(24, top + 20, 24 + wide, top + 20)


class StatePage(QStackedWidget):
    """A stack of the four states around the widget that shows the filled one. `retry` when the error's deed is used."""

    retry = Signal()

    def __init__(self, filled: QWidget, empty: QWidget | None = None) -> None:
        super().__init__()
        self._filled = filled
        self._empty = empty or EmptyState("Nothing here yet", "")
        self._loading = LoadingState()
        self._error: ErrorState | None = None  # made when there is one to show: most pages never fail
        for widget in (self._filled, self._empty, self._loading):
            self.addWidget(widget)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_LOADING_SHOWS_AFTER)
        self._patience.timeout.connect(self._still_loading)

    @property
    def state(self) -> str:
        """loading, empty, error or filled."""
        names = ((self._filled, "filled"), (self._empty, "empty"), (self._loading, "loading"), (self._error, "error"))
        return next(name for widget, name in names if widget is self.currentWidget())

    def show_loading(self) -> None:
        """Show that it loads, unless it is done in a moment."""
        self._patience.start()

    def show_filled(self) -> None:
        """Show the page."""
        self._patience.stop()
        self.setCurrentWidget(self._filled)

    def show_empty(self) -> None:
        """Show the empty state."""
        self._patience.stop()
        self.setCurrentWidget(self._empty)

    def show_error(self, message: str, advice: str = "", deed: str = "Try again") -> None:
        """Show what went wrong, with advice."""
        self._patience.stop()
        if self._error is None:
            self._error = ErrorState()
            self._error.acted.connect(self.retry)
            self.addWidget(self._error)
        self._error.set(message, advice, deed)
        self.setCurrentWidget(self._error)

    def _still_loading(self) -> None:
        self.setCurrentWidget(self._loading)
