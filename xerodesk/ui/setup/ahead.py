"""The column "What happens next": numbered steps on a line, each with its minutes, and where writing begins."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from xerodesk.ui.kit.labels import Hairline, Text
from xerodesk.ui.kit.rail import paint_step_mark
from xerodesk.ui.setup.steps import Ahead
from xerodesk.ui.theme import theme

_TOP = Qt.AlignmentFlag.AlignTop


class _Mark(QWidget):
    """The number of a step and the line down to the next."""

    def __init__(self, number: int, *, key: bool, line: bool) -> None:
        super().__init__()
        self._what = (number, key, line)
        self.setFixedWidth(24)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """The disc."""
        return QSize(24, 24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Disc and line."""
        number, key, line = self._what
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_step_mark(painter, 0, 0, number, "now" if key else "next")
        if line:
            painter.setPen(QPen(theme().colour("line2"), 1.5))
            painter.drawLine(10, 22, 10, self.height() - 2)


class WhatNext(QFrame):
    """The steps ahead with their minutes: `show_ahead(lead, lines)`."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._inside: QWidget | None = None
        self.setAccessibleName("What happens next")

    def show_ahead(self, lead: str, lines: Sequence[Ahead]) -> None:
        """Show other steps."""
        if self._inside is not None:
            self._inside.hide()
            self._inside.deleteLater()
        self._inside = inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Text("What happens next", "section"))
        column.addSpacing(6)
        column.addWidget(Text(lead, ink="ink2", wrap=True))
        column.addSpacing(24)
        for at, line in enumerate(lines):
            if line.later:
                column.addLayout(_divider())
                column.addSpacing(16)
            last = at == len(lines) - 1 or lines[at + 1].later
            column.addLayout(_line(at + 1, line, last=last))
        column.addWidget(Hairline())
        self._column.addWidget(inside)


def _divider() -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(10)
    row.addWidget(Hairline(strong=True), 1)
    row.addWidget(Text("when you first want to write", "small", "ink3"))
    row.addWidget(Hairline(strong=True), 1)
    return row


def _line(number: int, line: Ahead, *, last: bool) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(2)
    grid.setColumnStretch(1, 1)
    title = Text(line.title, weight=600 if line.key else 500, wrap=True)
    grid.addWidget(_Mark(number, key=line.key, line=not last), 0, 0, 3, 1)
    grid.addWidget(title, 0, 1, _TOP)
    grid.addWidget(Text(f"{line.minutes} min", "small", "ink3"), 0, 2, _TOP)
    grid.addWidget(Text(line.why, "small", "ink2", wrap=True), 1, 1, 1, 2, _TOP)
    grid.setRowMinimumHeight(2, 18)
    return grid
