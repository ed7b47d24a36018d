"""How far long work is: a thin bar, "412 of 1,900, about 2 min", and a Cancel that is always safe."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar

from xerodesk.ui.kit.buttons import Button
from xerodesk.ui.kit.labels import Text
from xerodesk.ui.theme import show_if, theme


def time_left(done: int, total: int, seconds: float) -> str:
    """In words, how long the rest takes at the speed so far; "" while that is a guess (under 3 s or 2 % done)."""
    if total <= 0 or done <= 0 or seconds < 3 or done / total < 0.02 or done >= total:
        return ""
    left = seconds / done * (total - done)
    if left < 8:
        return "a few seconds"
    if left < 55:
        return f"about {round(left / 10) * 10} s"
    if left < 3570:
        return f"about {max(1, round(left / 60))} min"
    return f"about {left / 3600:.1f} h"


class ProgressStrip(QFrame):
    """Shown while work runs; `cancelled` when the user asks to stop. Hidden until `start`."""

    cancelled = Signal()

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._began = 0.0
        self.setProperty("ground", "side")
        self.setProperty("edge", "bottom")
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 6, 16, 6)
        row.setSpacing(12)
        self._words = Text("", weight=500)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(theme().px(200))
        self._bar.setAccessibleName("Progress")
        self._count = Text("", "small", "ink2")
        self._cancel = Button("Cancel", size="row")
        self._cancel.clicked.connect(self._stop)
        row.addWidget(self._words)
        row.addWidget(self._bar)
        row.addWidget(self._count, 1)
        row.addWidget(self._cancel)
        self.hide()

    def start(self, words: str) -> None:
        """Show it for new work."""
        self._began = self._clock()
        self._cancel.setEnabled(True)
        self._cancel.setText("Cancel")
        self.step(words)
        self.show()

    def step(self, words: str, done: int = 0, total: int = 0) -> None:
        """Show how far it is; a `total` of 0 means it cannot be counted."""
        self._words.setText(words)
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        show_if(self._bar, total > 0)
        left = time_left(done, total, self._clock() - self._began)
        counted = f"{done:,} of {total:,}" if total else ""
        self._count.setText(", ".join(part for part in (counted, left) if part))
        self.setAccessibleName(f"{words} {self._count.text()}".strip())

    def finish(self) -> None:
        """Hide it."""
        self.hide()

    @property
    def words(self) -> str:
        """What it says, for people and tests."""
        return f"{self._words.text()} {self._count.text()}".strip()

    def _stop(self) -> None:
        self._cancel.setEnabled(False)
        self._cancel.setText("Stopping…")
        self.cancelled.emit()
