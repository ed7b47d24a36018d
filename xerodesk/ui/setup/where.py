"""The first question: where the customers are today. The answer orders the steps."""

from __future__ import annotations

from PySide6.QtCore import Signal

from xerodesk.ui.kit.cards import Answer, RadioCards
from xerodesk.ui.setup.ahead import WhatNext
from xerodesk.ui.setup.frame import StepFrame
from xerodesk.ui.setup.steps import AHEAD, Standing

_QUESTION = "Where are your customers today?"
_DEEDS = {"connect": "Continue to Xero", "import": "Choose the file", "first": "Add your first customer"}
_ANSWERS = (
    Answer(
        "xero",
        "In Xero",
        "You invoice from Xero and its contacts are your customer list.",
        "See who owes what first; nothing to clean before that",
        "answer-books",
    ),
    Answer(
        "sheet",
        "In a spreadsheet or another CRM",
        "Excel, CSV, HubSpot, Pipedrive, Capsule, Google or Outlook contacts.",
        "Bring the file in first, then meet Xero",
        "answer-sheet",
    ),
    Answer(
        "both",
        "In both, and they disagree",
        "Some in Xero, some elsewhere, the same people spelled two ways.",
        "Match first; you decide every doubtful pair",
        "answer-both",
    ),
    Answer(
        "none",
        "Nowhere yet",
        "A new business, or everything is on paper.",
        "Start with your first customer; connect Xero when ready",
        "answer-none",
    ),
)


class WhereStep(StepFrame):
    """The question with its four answers; `answered(key)` at each choice, `forward` to go on."""

    answered = Signal(str)

    def __init__(self) -> None:
        super().__init__(_QUESTION, "Your answer sets the order of the steps. You can change it at any time.", "Continue to Xero")
        self.cards = RadioCards(_QUESTION, _ANSWERS)
        self.cards.chosen.connect(self._chosen)
        self.cards.decided.connect(self.forward)
        self.main.addWidget(self.cards)
        self._next = WhatNext()
        self.aside.addWidget(self._next)
        self.back_button.hide()
        self.finish()
        self._follow()

    def show_standing(self, standing: Standing) -> None:
        """Show the answer given before."""
        if standing.answer and standing.answer != self.cards.current():
            self.cards.blockSignals(True)
            self.cards.choose(standing.answer)
            self.cards.blockSignals(False)
        self._follow()

    def _chosen(self, key: str) -> None:
        self._follow()
        self.answered.emit(key)

    def _follow(self) -> None:
        key = self.cards.current()
        self._next.show_ahead(*AHEAD[key])
        self.set_deed(_DEEDS[Standing(key).after("customers")])
