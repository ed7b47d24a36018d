"""For who has no customers anywhere yet: the first one is typed in by hand."""

from __future__ import annotations

from xerodesk.ui.kit.labels import Text
from xerodesk.ui.setup.frame import Noted, StepFrame


class FirstStep(StepFrame):
    """`forward` goes to the customers."""

    def __init__(self) -> None:
        lead = "A name is enough. E-mail, phone and terms can follow; the first invoice asks for what it needs."
        super().__init__("Add your first customer", lead, "Go to Customers")
        for icon, words in (
            ("plus", "On the Customers page, Add one by hand (Ctrl+N) opens an empty customer."),
            ("people", "People, addresses and terms have their own places on it."),
            ("sync", "When you connect Xero, this customer is compared with what is there before anything is written."),
        ):
            self.main.addWidget(Noted(icon, words, icon_ink="ink3", role="base"))
        self.aside.addWidget(Text("Later", "section"))
        self.aside.addWidget(Text("Set-up stays under Settings and in Ctrl+K. Every step can be taken up again.", ink="ink2", wrap=True))
        self.finish()
