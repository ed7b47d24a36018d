"""A page that scrolls up and down and is always as tall as its wrapped words need, which a plain scroll area does not see to."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget


class GrowingScroll(QScrollArea):
    """Holds `inside`, whose layout says how tall it is at the width there is; asked again whenever something in it changes."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)
        inside.installEventFilter(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, another height."""
        super().resizeEvent(event)
        self.grow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Words changed inside."""
        if event.type() == QEvent.Type.LayoutRequest and watched is self.widget():
            self.grow()
        return super().eventFilter(watched, event)

    def grow(self) -> None:
        """Give the inside the height it needs."""
        inside = self.widget()
        layout = inside.layout() if inside is not None else None
        if inside is None or layout is None:
            return
        needed = layout.totalHeightForWidth(self.viewport().width()) if layout.hasHeightForWidth() else layout.totalMinimumSize().height()
        if needed >= 0 and needed != inside.minimumHeight():
            inside.setMinimumHeight(needed)
