"""The left side of the window: the pages, what needs a person, and at its foot the organisation with the last sync."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from xerodesk.ui.context import Status
from xerodesk.ui.icons import icon, paint_icon
from xerodesk.ui.kit.buttons import Button
from xerodesk.ui.kit.labels import Badge, Hairline, Region, Text
from xerodesk.ui.kit.rail import StepInfo, StepRail
from xerodesk.ui.navigation import SIDEBAR, Place
from xerodesk.ui.theme import dress, theme

_WIDE, _NARROW = 208, 56
_STATE_ICON = {
    "ok": ("check-circle", "good"),
    "looking": ("eye", "ink2"),
    "none": ("struck-circle", "ink3"),
    "syncing": ("sync", "accent"),
    "trouble": ("crossed-circle", "bad"),
}
_STATE_SPOKEN = {"ok": "in order", "looking": "looking only", "none": "not connected", "syncing": "syncing", "trouble": "needs attention"}
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)


class _Entry(QPushButton):
    """A page in the sidebar; the sync entry carries a badge."""

    def __init__(self, route: str, place: Place, number: int) -> None:
        super().__init__()
        self.route = route
        self._place = place
        self._keys = f"Ctrl+{number}"
        self._narrow = False
        self._count = 0
        self.badge = Badge()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 8, 0)
        row.addStretch()
        row.addWidget(self.badge)
        self.setCheckable(True)
        self.setProperty("nav", "true")
        self.setIconSize(QSize(16, 16))
        self.setFixedHeight(theme().px(32))
        self.set_narrow(narrow=False)
        self.toggled.connect(self._dress)
        self._dress()

    def set_narrow(self, *, narrow: bool) -> None:
        """Icon alone, or icon and word."""
        self.setText("" if narrow else f"  {self._place.title}")  # the spaces widen the gap after the icon
        self.setToolTip(f"{self._place.title} ({self._keys})" if narrow else self._keys)
        self._narrow = narrow
        self.set_count(self._count)

    def set_count(self, count: int) -> None:
        """What needs a person: a badge, or a dot where there is only the icon; the name read aloud has the count in it."""
        self._count = count
        self.badge.set(0 if self._narrow else count)
        self.setAccessibleName(self._place.title + (f", {count:,} to do" if count else ""))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The dot of the narrow form."""
        super().paintEvent(event)
        if self._narrow and self._count:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().colour("accentfill"))
            painter.drawEllipse(QRectF(self.width() - 15, 5, 8, 8))

    def changeEvent(self, event: QEvent) -> None:
        """New colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_keys"):
            self._draw()

    def _dress(self) -> None:
        dress(self, "base", 600 if self.isChecked() else 500)
        self._draw()

    def _draw(self) -> None:
        self.setIcon(icon(self._place.icon, "accent" if self.isChecked() else "ink2"))


class SyncChip(QPushButton):
    """The foot of the sidebar: organisation, last sync, state. A click goes to the sync page."""

    def __init__(self) -> None:
        super().__init__()
        self.status = Status()
        self.narrow = False
        self.setProperty("look", "chip")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """56 px high."""
        return QSize(_NARROW, theme().px(56))

    def set(self, status: Status) -> None:
        """Show a status."""
        self.status = status
        name = status.organisation or "Not connected to Xero"
        words = f"{name}. {status.sync_words}. {_STATE_SPOKEN[status.state]}"
        self.setAccessibleName(words)
        self.setToolTip(f"{name}\n{status.sync_words}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """State icon, name over last sync."""
        super().paintEvent(event)
        look = theme()
        painter = QPainter(self)
        picture, ink = _STATE_ICON[self.status.state]
        if self.narrow:
            paint_icon(painter, (self.width() - 16) / 2, self.height() / 2 - 8, picture, ink)
            return
        line = look.px(18)
        top = (self.height() - 2 * line) / 2
        paint_icon(painter, 16, top + line / 2 - 8, picture, ink)
        width = self.width() - 42 - 10
        for at, (words, weight, role) in enumerate(
            ((self.status.organisation or "Not connected to Xero", 500, "ink"), (self.status.sync_words, 400, "ink3"))
        ):
            font = look.font("small", weight)
            painter.setFont(font)
            painter.setPen(look.colour(role))
            cut = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, width)
            painter.drawText(QRectF(42, top + at * line, width, line), _LEFT, cut)


class Sidebar(Region):
    """The pages, or in set-up the rail of steps. `went(route)`, `step_entered(key)`, `left_setup()`."""

    went = Signal(str)
    step_entered = Signal(str)
    left_setup = Signal()

    def __init__(self, pages: dict[str, Place]) -> None:
        super().__init__("side", "right")
        self.setAccessibleName("Pages")
        self._entries: dict[str, _Entry] = {}
        self.wish = ""  # "narrow" or "wide" once the user has said so
        self.chip = SyncChip()
        self.chip.clicked.connect(self._to_sync)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._make_pages(pages))
        self._stack.addWidget(self._make_setup())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._stack, 1)
        column.addWidget(self.chip)
        self.set_narrow(narrow=False)

    @property
    def narrow(self) -> bool:
        """Whether only icons are shown."""
        return self.chip.narrow

    def set_narrow(self, *, narrow: bool) -> None:
        """Icons alone (56 px) or with words (208 px)."""
        self.chip.narrow = narrow
        self.chip.update()
        self.setFixedWidth(theme().px(_NARROW if narrow else _WIDE))
        for entry in self._entries.values():
            entry.set_narrow(narrow=narrow)

    def give_way(self, *, give: bool) -> None:
        """Become narrow where the window is, while the user has not said otherwise."""
        if not self.wish and not self.in_setup and give != self.narrow:
            self.set_narrow(narrow=give)

    def show_current(self, route: str) -> None:
        """Mark the page of a route."""
        name = route.partition("/")[0]
        for key, entry in self._entries.items():
            entry.setChecked(key == name)

    def show_status(self, status: Status) -> None:
        """Show the chip and the badge."""
        self.chip.set(status)
        entry = self._entries.get("sync")
        if entry is not None:
            entry.set_count(status.to_do)

    def show_setup(self, title: str, steps: Sequence[StepInfo]) -> None:
        """Put the rail of steps in place of the pages."""
        self._setup_title.setText(title)
        self.rail.set_steps(steps)
        self.set_narrow(narrow=False)
        self._stack.setCurrentIndex(1)

    def show_pages(self) -> None:
        """Back to the pages."""
        self._stack.setCurrentIndex(0)

    @property
    def in_setup(self) -> bool:
        """Whether the rail is shown."""
        return self._stack.currentIndex() == 1

    def _make_pages(self, pages: dict[str, Place]) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(8, 12, 8, 8)
        column.setSpacing(1)
        for number, route in enumerate((one for one in SIDEBAR if one in pages), start=1):
            if route == "sync":
                line = Hairline()
                column.addSpacing(7)
                column.addWidget(line)
                column.addSpacing(8)
            entry = _Entry(route, pages[route], number)
            entry.clicked.connect(self._entry_clicked)
            self._entries[route] = entry
            column.addWidget(entry)
        column.addStretch()
        return side

    def _make_setup(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(8, 16, 8, 12)
        column.setSpacing(0)
        self._setup_title = Text("Set-up", "small", "ink3", 500)
        self._setup_title.setContentsMargins(8, 0, 8, 8)
        self.rail = StepRail("Set-up")
        self.rail.entered.connect(self.step_entered)
        leave = Button("Leave set-up")
        leave.clicked.connect(self.left_setup)
        note = Text("Everything so far is kept. Come back at any step.", "small", "ink3", wrap=True)
        note.setContentsMargins(8, 8, 8, 0)
        row = QHBoxLayout()
        row.setContentsMargins(8, 0, 8, 0)
        row.addWidget(leave)
        row.addStretch()
        column.addWidget(self._setup_title)
        column.addWidget(self.rail)
        column.addStretch()
        column.addLayout(row)
        column.addWidget(note)
        return side

    def _entry_clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, _Entry):
            sender.setChecked(True)
            self.went.emit(sender.route)

    def _to_sync(self) -> None:
        self.went.emit("setup/connect" if self.chip.status.state == "none" else "sync")
