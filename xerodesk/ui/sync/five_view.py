"""How the test sync looks: heading, preview, outcome, footer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from xerodesk.domain.log import RunSummary
from xerodesk.ui.context import PageContext
from xerodesk.ui.kit.buttons import Button
from xerodesk.ui.kit.labels import Heading, Part, Region, SentenceLabel
from xerodesk.ui.kit.progress import ProgressStrip
from xerodesk.ui.kit.statepage import EmptyState, StatePage
from xerodesk.ui.sync.five_outcome import Outcome, OutcomeView
from xerodesk.ui.sync.next_footer import NextFooter
from xerodesk.ui.sync.permission import PermissionPanel
from xerodesk.ui.sync.preview_table import PreviewTable
from xerodesk.ui.sync.previewing import Preview
from xerodesk.ui.sync.trouble import TroubleBanner
from xerodesk.ui.theme import show_if


class FiveView(Region):
    """The widgets of the test sync, and what of them is shown when."""

    def __init__(self, context: PageContext, go_on: str) -> None:
        super().__init__()
        self.permission = PermissionPanel(context)
        self.strip = ProgressStrip()
        self.trouble = TroubleBanner(context.navigate)
        self.sentence = SentenceLabel()
        self.sentence.setContentsMargins(24, 0, 24, 0)
        self.table = PreviewTable(context.tasks)
        self.outcome = OutcomeView(context.tasks)
        self._plan = QWidget()
        plan = QVBoxLayout(self._plan)
        plan.setContentsMargins(0, 0, 0, 0)
        plan.setSpacing(8)
        plan.addWidget(self.sentence)
        plan.addWidget(self.table, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._plan)
        self._stack.addWidget(self.outcome)
        why = "Five records are proposed that show best what a sync would do. A preview writes nothing."
        self.none = EmptyState("Try it on a handful first", why, "Propose five", "choose them yourself", icon="eye")
        self.states = StatePage(self._stack, self.none)
        self.footer = NextFooter("Sync these five")
        self.others = Button("Choose others", "ghost", size="footer")
        self.footer.row.insertWidget(2, self.others)
        self._go_on = go_on
        self.on = Button(go_on, "filled", size="footer")
        self.on.setHidden(True)
        self.footer.row.addWidget(self.on)
        self._lay_out()

    def show_preview(self, preview: Preview, sentence: Sequence[Part | str]) -> None:
        """A preview is there."""
        self.on.hide()
        self.sentence.set_parts(sentence)
        self._stack.setCurrentWidget(self._plan)
        self.footer.show_price(preview)
        self.states.show_filled()

    def show_outcome(self, summary: RunSummary, rows: Sequence[Outcome]) -> None:
        """A run is over."""
        self.outcome.show_outcome(summary, rows)
        self._stack.setCurrentWidget(self.outcome)
        self.footer.show_nothing()
        show_if(self.on, bool(self._go_on))

    def show_nothing(self, what: str, why: str) -> None:
        """There is no preview, and this is why."""
        self.footer.show_nothing()
        self.none.set(what, why)
        self.states.show_empty()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(24, 18, 24, 4)
        head.addWidget(Heading("Test five customers", role="page"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.strip, self.permission, self.trouble):
            column.addWidget(widget)
        column.addLayout(head)
        column.addWidget(self.states, 1)
        column.addWidget(self.footer)
