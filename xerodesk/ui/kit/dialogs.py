"""Dialogs: a body and a row of buttons at its foot, and a question that says what would happen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from xerodesk.ui.focus import FocusRing
from xerodesk.ui.kit.buttons import Button, Look
from xerodesk.ui.kit.labels import Text
from xerodesk.ui.theme import theme


class Dialog(QDialog):
    """Put things in `body`; the deed's button accepts, "Cancel" and Esc reject. `open()` it and listen to `accepted`."""

    def __init__(
        self, title: str, deed: str = "Save", *, cancel: str = "Cancel", look: Look = "filled", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(theme().px(420))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        column.addLayout(self.body, 1)
        column.addSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.foot = Text("", "small", "bad", wrap=True)
        row.addWidget(self.foot, 1)
        self.cancel = Button(cancel, "ghost")
        self.cancel.clicked.connect(self.reject)
        self.cancel.setHidden(not cancel)
        self.deed = Button(deed, look)
        self.deed.clicked.connect(self.accept)
        self.deed.setDefault(True)
        row.addWidget(self.cancel)
        row.addWidget(self.deed)
        column.addLayout(row)
        self._ring = FocusRing(self)


class Question(Dialog):
    """Asks before something that is hard to take back: what would happen, and what stays. `accepted` when it should."""

    def __init__(self, question: str, what_happens: str, deed: str, *, danger: bool = False, parent: QWidget | None = None) -> None:
        super().__init__("xerodesk", deed, look="danger" if danger else "filled", parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.body.addWidget(Text(question, "section", wrap=True))
        self.body.addWidget(Text(what_happens, ink="ink2", wrap=True))
        if danger:
            self.deed.setDefault(False)
            self.cancel.setDefault(True)
