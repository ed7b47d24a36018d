"""Pages for tests of the window, which knows no real ones: they note what they are told."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from xerodesk.domain.changes import Changes
from xerodesk.ui.context import PageContext
from xerodesk.ui.kit.buttons import Button
from xerodesk.ui.kit.labels import Heading, Part, Region, SentenceLabel


class NotingPage(Region):
    """A page that remembers what it was asked."""

    title = "Noting"

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.context = context
        self.opened: list[str] = []
        self.refreshed: list[Changes] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 24)
        heading = Heading(self.title, "214", "page")
        self.button = Button("New invoice", "filled", "plus")
        heading.add(self.button)
        column.addWidget(heading)
        sentence = ["Since yesterday 16:40, ", Part("4 payments brought in 9,316.40", "strong"), ", 1 invoice became overdue."]
        column.addWidget(SentenceLabel(sentence))
        column.addStretch()

    def open(self, state: str) -> None:
        """Note the place."""
        self.opened.append(state)

    def refresh(self, changes: Changes) -> None:
        """Note the changes."""
        self.refreshed.append(changes)
