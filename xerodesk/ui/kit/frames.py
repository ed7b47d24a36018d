"""Frames of pages: a list beside what is chosen in it, and the footer where a page's deeds stand."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from xerodesk.ui.kit.labels import Region
from xerodesk.ui.theme import theme


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


class Footer(Region):
    """The bar at the foot of a page, 64 px: put what it says at the left of `row`, a stretch, the filled button at the right."""

    def __init__(self, height: int = 64) -> None:
        super().__init__("side", "top2")
        self.setFixedHeight(theme().px(height))
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(24, 0, 24, 0)
        self.row.setSpacing(10)
