"""The strip that says this is the sample company, and lets it be deleted."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from xerodesk.ui.kit.buttons import Button
from xerodesk.ui.kit.labels import IconLabel, Region, Text


class SampleBar(Region):
    """`delete_wanted` when the user has seen enough."""

    delete_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("raised", "bottom")
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 4, 16, 4)
        row.setSpacing(8)
        row.addWidget(IconLabel("info", "info"))
        row.addWidget(Text("Sample company:", "small", "ink", 600))
        row.addWidget(Text("try anything here; nothing reaches a real Xero.", "small", "ink2"), 1)
        delete = Button("Delete sample company", "text", size="row")
        delete.clicked.connect(self.delete_wanted)
        row.addWidget(delete)
