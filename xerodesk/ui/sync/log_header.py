"""The top of the log: what the last sync found and how it adds up, and the deeds for all of it."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from xerodesk.store.queries.log import RunRow
from xerodesk.ui.kit.buttons import Button
from xerodesk.ui.kit.labels import Hairline, IconLabel, Region, Text
from xerodesk.ui.sync.words import run_name
from xerodesk.ui.theme import show_if, theme
from xerodesk.ui.wording import counted


class _Figure(QWidget):
    """A sum set large under its name, with the sign that stands before it."""

    def __init__(self, sign: str, name: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        if sign:
            row.addWidget(Text(sign, "figure", "ink3"))
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addStretch()
        column.addWidget(Text(name, "small", "ink3"))
        self._figure = Text("0", "figure")
        column.addWidget(self._figure)
        column.addStretch()
        row.addLayout(column)
        self._name = name

    def set(self, count: int, ink: str = "ink") -> None:
        """Show a count."""
        self._figure.setText(f"{count:,}")
        self._figure.set_ink(ink)
        self._figure.setAccessibleName(f"{count:,} {self._name}")


class TallyBar(Region):
    """`resync_wanted` for all that fails, `sync_wanted` for the next sync."""

    resync_wanted = Signal()
    sync_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("canvas", "bottom")
        self.setFixedHeight(theme().px(72))
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 24, 0)
        row.setSpacing(14)
        self._icon = IconLabel("check-circle", "good", 18)
        row.addWidget(self._icon)
        names = QVBoxLayout()
        names.setSpacing(0)
        self._name = Text("", weight=600)
        self._note = Text("", "small", "ink3")
        names.addStretch()
        names.addWidget(self._name)
        names.addWidget(self._note)
        names.addStretch()
        row.addLayout(names)
        row.addWidget(self._upright())
        self._figures = {
            "found": _Figure("", "Found"),
            "synced": _Figure("=", "In step"),
            "excluded": _Figure("+", "Left out"),
            "failed": _Figure("+", "Failing"),
            "conflicted": _Figure("+", "To decide"),
        }
        for figure in self._figures.values():
            row.addWidget(figure)
        row.addStretch()
        self.resync = Button("Resync all", "filled", "sync")
        self.resync.clicked.connect(self.resync_wanted)
        self.resync.setHidden(True)
        self.next = Button("Next sync")
        self.next.clicked.connect(self.sync_wanted)
        for button in (self.next, self.resync):
            row.addWidget(button)

    def show_run(self, run: RunRow | None) -> None:
        """Show how a run's figures add up."""
        summary = run.summary if run is not None else None
        for name, figure in self._figures.items():
            show_if(figure, summary is not None)
            if summary is not None:
                count = int(getattr(summary, name))
                figure.set(count, {"failed": "bad", "conflicted": "warn"}.get(name, "ink") if count else "ink")
        if run is None:
            self._icon.set("clock", "ink2")
            self._name.setText("Not synced yet")
            self._note.setText("")
            return
        fine = summary is not None and not summary.failed and not summary.conflicted
        self._icon.set("check-circle" if fine else "triangle", "good" if fine else "warn")
        self._name.setText(run_name(run, datetime.now(UTC)))
        if summary is None:
            self._note.setText("under way" if run.ended_at is None else "stopped before its end")
        else:
            asked = f", asked by {run.asked_by}" if run.asked_by else ""
            self._note.setText(counted(summary.calls, "call") + asked)

    def show_failing(self, count: int) -> None:
        """How many lines fail now."""
        self.resync.setText(f"Resync all {count:,}" if count > 1 else "Resync 1")
        show_if(self.resync, count > 0)

    def set_busy(self, busy: bool) -> None:
        """While a sync runs no other is begun."""
        self.resync.setEnabled(not busy)

    def _upright(self) -> QWidget:
        line = Hairline(upright=True)
        line.setFixedHeight(theme().px(40))
        return line
