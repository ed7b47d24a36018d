"""Frames of pages: a list beside what is chosen in it, and the footer where a page's deeds stand."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from xerodesk.ui.kit.buttons import Button
from xerodesk.ui.kit.labels import Region
from xerodesk.ui.theme import show_if, theme


class Split(QSplitter):
    """Two parts with a hairline between that can be dragged; the left (or with `right_width` the right) one keeps its width."""

    def __init__(self, left: QWidget, right: QWidget, left_width: int = 248, right_width: int = 0) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self.addWidget(left)
        self.addWidget(right)
        kept = 1 if right_width else 0
        self.setStretchFactor(kept, 0)
        self.setStretchFactor(1 - kept, 1)
        width = theme().px(right_width or left_width)
        (left, right)[kept].setMinimumWidth(min(width, theme().px(200)))
        self.setSizes([width, 10_000] if kept == 0 else [10_000, width])


class Beside(QWidget):
    """A page's main part with a side column of 256 px. Where both do not fit (`needs`), the side waits behind the button `turn`.

    Put `turn` into the page's heading; it shows itself only when it is needed.
    """

    def __init__(self, main: QWidget, side: QWidget, *, words: str = "Details", back: str = "Back to the list", needs: int = 860) -> None:
        super().__init__()
        self._main = main
        self._side = side
        self._words = (words, back)
        self._needs = needs
        self._turned = False
        self.turn = Button(words)
        self.turn.setHidden(True)
        self.turn.clicked.connect(self._turn)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(24)
        row.addWidget(main, 1)
        row.addWidget(side)

    def minimumSizeHint(self) -> QSize:
        """As narrow as its main part alone."""
        return QSize(280, self._main.minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Both, or one of them."""
        super().resizeEvent(event)
        self._arrange()

    def _turn(self) -> None:
        self._turned = not self._turned
        self._arrange()

    def _arrange(self) -> None:
        fits = self.width() >= theme().px(self._needs)
        self._main.setVisible(fits or not self._turned)
        self._side.setVisible(fits or self._turned)
        if fits:
            self._side.setFixedWidth(theme().px(256))
        else:
            self._side.setMinimumWidth(0)
            self._side.setMaximumWidth(16_777_215)
        self.turn.setText(self._words[1] if self._turned else self._words[0])
        show_if(self.turn, not fits)


class Footer(Region):
    """The bar at the foot of a page, 64 px: put what it says at the left of `row`, a stretch, the filled button at the right."""

    def __init__(self, height: int = 64) -> None:
        super().__init__("side", "top2")
        self.setFixedHeight(theme().px(height))
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(24, 0, 24, 0)
        self.row.setSpacing(10)
