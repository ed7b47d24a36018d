"""The test on five customers stands in the set-up as it stands under Xero sync; it is found by its name when it is first opened."""

from __future__ import annotations

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QVBoxLayout, QWidget

from xerodesk.domain.changes import Changes
from xerodesk.host.lazy import resolve
from xerodesk.ui.context import PageContext
from xerodesk.ui.kit.statepage import ErrorState

TEST_FIVE = "xerodesk.ui.sync.test_five:TestFive"


class TestStep(QWidget):
    """Holds the test, or says that it is missing. `tested` after a sync of the five, `went_on` when the next step is wanted."""

    __test__ = False  # not a test of this program
    tested = Signal()
    went_on = Signal()

    def __init__(self, context: PageContext, where: str = TEST_FIVE) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.inside = _found(context, where)
        column.addWidget(self.inside)
        finished, went_on = getattr(self.inside, "finished", None), getattr(self.inside, "went_on", None)
        if isinstance(finished, SignalInstance):
            finished.connect(self._finished)
        if isinstance(went_on, SignalInstance):
            went_on.connect(self.went_on)

    def open(self) -> None:
        """Show it as it is now."""
        show = getattr(self.inside, "open", None)
        if callable(show):
            show("")

    def refresh(self, changes: Changes) -> None:
        """Pass on what changed."""
        hear = getattr(self.inside, "refresh", None)
        if callable(hear):
            hear(changes)

    def _finished(self, _summary: object) -> None:
        self.tested.emit()


def _found(context: PageContext, where: str) -> QWidget:
    try:
        made: QWidget = resolve(where)(context, go_on="Go on to Go live")
    except (ImportError, AttributeError):
        missing = ErrorState()
        missing.set("The test on five customers is missing from this installation of xerodesk.", "Install xerodesk again.", "")
        return missing
    return made
