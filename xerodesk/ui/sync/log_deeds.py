"""What can be done with the chosen lines of the log: look at the record here or in Xero, sync it again, copy it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from xerodesk.ui.kit.buttons import Button, Look
from xerodesk.ui.kit.labels import Text
from xerodesk.ui.sync.log_lines import LogLine
from xerodesk.ui.sync.places import route_to
from xerodesk.ui.theme import show_if
from xerodesk.ui.wording import counted

_DEEDS: tuple[tuple[str, str, Look, str], ...] = (
    ("record", "Open record", "ghost", ""),
    ("xero", "Open in Xero", "ghost", "external"),
    ("copy", "Copy for support", "ghost", "copy"),
    ("decide", "Decide", "text", ""),
    ("resync", "Resync", "text", "sync"),
    ("export", "Export", "ghost", "export"),
)


class LineDeeds(QWidget):
    """A heading with the deeds of what is chosen at its right. `wanted(deed)`: record, xero, copy, decide, resync, export."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 8, 16, 4)
        row.setSpacing(4)
        row.addWidget(Text("In order of time", weight=600))
        row.addSpacing(4)
        self._note = Text("", "small", "ink3")
        row.addWidget(self._note)
        row.addStretch()
        self._count = 0
        self._lines: Sequence[LogLine] = ()
        self.buttons = {deed: Button(text, look, icon, "row") for deed, text, look, icon in _DEEDS}
        for deed, button in self.buttons.items():
            button.setHidden(deed != "export")
            button.clicked.connect(partial(self.wanted.emit, deed))
            row.addWidget(button)

    def show_count(self, count: int) -> None:
        """How many lines there are."""
        self._count = count
        self._write()

    def show_lines(self, lines: Sequence[LogLine]) -> None:
        """What is chosen."""
        self._lines = lines
        one = lines[0].entry if len(lines) == 1 else None
        failing = sum(1 for line in lines if line.entry.result == "failed")
        show_if(self.buttons["record"], one is not None and bool(route_to(one.kind, one.crm_id, one.xero_id)))
        show_if(self.buttons["xero"], one is not None and bool(one.xero_id))
        show_if(self.buttons["copy"], bool(lines))
        show_if(self.buttons["decide"], one is not None and one.result == "conflict")
        show_if(self.buttons["resync"], bool(failing))
        self.buttons["resync"].setText(f"Resync {failing:,}" if failing > 1 else "Resync this")
        self._write()

    def set_busy(self, busy: bool) -> None:
        """While a sync runs no other is begun."""
        self.buttons["resync"].setEnabled(not busy)

    def _write(self) -> None:
        chosen = f", {len(self._lines):,} chosen" if len(self._lines) > 1 else ""
        self._note.setText(counted(self._count, "line") + chosen)
