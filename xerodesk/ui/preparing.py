"""The small window shown while the sample company is made: what is being done, and how far it is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QProgressBar, QVBoxLayout

from xerodesk.domain.progress import Step
from xerodesk.ui.icons import icon
from xerodesk.ui.kit.labels import Region, Text
from xerodesk.ui.theme import theme


class Preparing(Region):
    """`closed` when the user gives up waiting."""

    closed = Signal()

    def __init__(self, title: str, words: str) -> None:
        super().__init__()
        self.setWindowTitle("xerodesk")
        self.setWindowIcon(icon("logo", "ink"))
        self.setFixedWidth(theme().px(440))
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 28, 32, 28)
        column.setSpacing(8)
        column.addWidget(Text(title, "page"))
        column.addWidget(Text(words, ink="ink2", wrap=True))
        column.addSpacing(12)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName("Progress")
        column.addWidget(self._bar)
        self._step = Text("Starting the demo organisation", "small", "ink3")
        column.addWidget(self._step)

    def show_step(self, step: Step) -> None:
        """Show how far it is."""
        self._bar.setRange(0, step.total)
        self._bar.setValue(step.done)
        counted = f", {step.done:,} of {step.total:,}" if step.total else ""
        self._step.setText(step.words + counted)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the user does not want to wait."""
        self.closed.emit()
        super().closeEvent(event)
