"""The rail of steps: where a person is in a set-up, what is done and what comes; each step can be entered again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from xerodesk.ui.icons import paint_icon
from xerodesk.ui.theme import theme

State = Literal["done", "now", "next"]
_SPOKEN = {"done": "done", "now": "current step", "next": "not yet"}
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)


@dataclass(frozen=True, slots=True)
class StepInfo:
    """One step: its key, name, the line under it, and its state."""

    key: str
    name: str
    note: str = ""
    state: State = "next"


class _StepButton(QPushButton):
    def __init__(self, number: int, info: StepInfo) -> None:
        super().__init__()
        self._number = number
        self._info = info
        self.setProperty("look", "ghost")
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set(info)

    def set(self, info: StepInfo) -> None:
        """Show another state."""
        self._info = info
        self.setAccessibleName(f"{self._number}. {info.name}, {_SPOKEN[info.state]}")
        self.setAccessibleDescription(info.note)
        self.setToolTip(info.note)
        self.update()

    def sizeHint(self) -> QSize:
        """Two lines and 8 px around them."""
        return QSize(192, theme().px(52))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Number or tick, name, note."""
        look = theme()
        info = self._info
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if info.state == "now" or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("selside" if info.state == "now" else "hover"))
            painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        paint_step_mark(painter, 8, 8 + look.px(10) - 10, self._number, info.state)
        name = look.font("base", 600 if info.state == "now" else 500)
        width = self.width() - 40 - 8
        painter.setFont(name)
        painter.setPen(look.colour("ink2" if info.state == "next" else "ink"))
        words = QFontMetrics(name).elidedText(info.name, Qt.TextElideMode.ElideRight, width)
        painter.drawText(QRectF(40, 8, width, look.px(20)), _LEFT, words)
        small = look.font("small")
        painter.setFont(small)
        painter.setPen(look.colour("ink3"))
        note = QFontMetrics(small).elidedText(info.note, Qt.TextElideMode.ElideRight, width)
        painter.drawText(QRectF(40, 8 + look.px(20), width, look.px(16)), _LEFT, note)


def paint_step_mark(painter: QPainter, x: float, y: float, number: int, state: State) -> None:
    """The 20 px disc of a step: a tick when done, filled when current, an edge when it is still to come."""
    look = theme()
    box = QRectF(x + 0.75, y + 0.75, 18.5, 18.5)
    if state == "now":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("accentfill"))
        painter.drawEllipse(QRectF(x, y, 20, 20))
    else:
        painter.setPen(QPen(look.colour("good" if state == "done" else "field"), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box)
    if state == "done":
        paint_icon(painter, x + 4, y + 4, "check", "good", 12)
        return
    painter.setFont(look.font("caption", 600))
    painter.setPen(look.colour("onaccent" if state == "now" else "ink2"))
    painter.drawText(QRectF(x, y, 20, 20), int(Qt.AlignmentFlag.AlignCenter), str(number))


class StepRail(QWidget):
    """Steps one under another; `entered(key)` when one is chosen."""

    entered = Signal(str)

    def __init__(self, name: str, steps: Sequence[StepInfo] = ()) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._buttons: dict[str, _StepButton] = {}
        self.set_steps(steps)

    def set_steps(self, steps: Sequence[StepInfo]) -> None:
        """Show these steps; the same ones in new states are changed in place."""
        if [step.key for step in steps] == list(self._buttons):
            for step in steps:
                self._buttons[step.key].set(step)
            return
        for old in self._buttons.values():
            old.hide()
            old.deleteLater()
        self._buttons = {}
        for number, step in enumerate(steps, start=1):
            button = _StepButton(number, step)
            button.clicked.connect(self._enter)
            self._buttons[step.key] = button
            self._column.addWidget(button)

    def _enter(self) -> None:
        sender = self.sender()
        for key, button in self._buttons.items():
            if button is sender:
                self.entered.emit(key)
