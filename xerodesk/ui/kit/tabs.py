"""Choosing among views: page tabs, tabs in a page, filter tabs with counts, the segmented control."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QSizePolicy

from xerodesk.ui.theme import dress, theme


@dataclass(frozen=True, slots=True)
class Tab:
    """One choice: its key, its words, and a count set quietly after them ("" for none)."""

    key: str
    words: str
    count: str = ""


class _TabButton(QPushButton):
    """A checkable button that draws its word and, lighter, its count."""

    def __init__(self, tab: Tab, look: str, pad: int) -> None:
        super().__init__()
        self.tab = tab
        self._pad = pad
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setProperty("tab" if look == "tab" else "look", "true" if look == "tab" else look)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        dress(self, "small" if look == "roundtab" else "base", 500)
        self.set(tab)

    def set(self, tab: Tab) -> None:
        """Change its words or count."""
        self.tab = tab
        self.setAccessibleName(f"{tab.words} {tab.count}".strip())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as in its boldest form, so nothing moves when it is chosen."""
        look = theme()
        role = str(self.property("textRole"))
        wide = QFontMetrics(look.font(role, 600)).horizontalAdvance(self.tab.words)
        if self.tab.count:
            wide += 6 + QFontMetrics(look.font(role, 400)).horizontalAdvance(self.tab.count)
        return QSize(wide + 2 * self._pad + 1, super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground from the style sheet, the words by hand."""
        super().paintEvent(event)
        look = theme()
        painter = QPainter(self)
        role = str(self.property("textRole"))
        on = self.isChecked()
        font = look.font(role, 600 if on else 500)
        painter.setFont(font)
        segment = self.property("look") == "segment"
        painter.setPen(look.colour(("accent" if segment else "ink") if on else "ink2"))
        area = QRect(self._pad, 0, self.width() - self._pad, self.height())
        align = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)
        painter.drawText(area, align, self.tab.words)
        if self.tab.count:
            area.setLeft(area.left() + QFontMetrics(font).horizontalAdvance(self.tab.words) + 6)
            painter.setFont(look.font(role, 400))
            painter.setPen(look.colour("ink3"))
            painter.drawText(area, align, self.tab.count)


class _Choices(QFrame):
    """What the four have in common: one of several is chosen; arrows move within, Tab leaves."""

    chosen = Signal(str)

    def __init__(self, name: str, tabs: Sequence[Tab], look: str, pad: int, gap: int) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._style = (look, pad)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(gap)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._group.buttonClicked.connect(self._clicked)
        self._buttons: dict[str, _TabButton] = {}
        for tab in tabs:
            self._add(tab)
        if tabs:
            self.choose(tabs[0].key)

    def current(self) -> str:
        """The key of the chosen one."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def choose(self, key: str) -> None:
        """Choose without telling; an unknown key changes nothing."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)
            self._one_stop()

    def set_count(self, key: str, count: str) -> None:
        """Change the count behind a word."""
        button = self._buttons[key]
        button.set(Tab(key, button.tab.words, count))

    def set_words(self, key: str, words: str) -> None:
        """Change the words of one."""
        button = self._buttons[key]
        button.set(Tab(key, words, button.tab.count))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right choose the neighbour."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        keys = list(self._buttons)
        if step is None or not keys:
            super().keyPressEvent(event)
            return
        at = (keys.index(self.current()) + step) % len(keys) if self.current() else 0
        self.choose(keys[at])
        self._buttons[keys[at]].setFocus(Qt.FocusReason.TabFocusReason)
        self.chosen.emit(keys[at])

    def _add(self, tab: Tab) -> None:
        button = _TabButton(tab, *self._style)
        self._buttons[tab.key] = button
        self._group.addButton(button)
        self._row.addWidget(button)

    def _clicked(self, button: QPushButton) -> None:
        self._one_stop()
        if isinstance(button, _TabButton):
            self.chosen.emit(button.tab.key)

    def _one_stop(self) -> None:
        """Only the chosen one takes part in the tab order."""
        for button in self._buttons.values():
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if button.isChecked() else Qt.FocusPolicy.ClickFocus)


class TabBar(_Choices):
    """Tabs with an underline: `page` tabs are 38 px high and stand at the page's margin, tabs in a page 36. `chosen(key)`."""

    def __init__(self, name: str, tabs: Sequence[Tab], kind: Literal["page", "inner"] = "page") -> None:
        super().__init__(name, tabs, "tab", 0, 20)
        self.setProperty("edge", "bottom")
        height = theme().px(38 if kind == "page" else 36)
        self.setFixedHeight(height)
        self._row.setContentsMargins(24 if kind == "page" else 0, 0, 0, 0)
        for button in self._buttons.values():
            button.setFixedHeight(height)
        self._row.addStretch()


class FilterTabs(_Choices):
    """Tabs that filter the list below: "Failing 9". `round_` is the smaller form beside a heading. `chosen(key)`."""

    def __init__(self, name: str, tabs: Sequence[Tab], *, round_: bool = False) -> None:
        super().__init__(name, tabs, "roundtab" if round_ else "filtertab", 10, 4)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


class SegmentedControl(_Choices):
    """A few choices in one edge: Wires | Table. `chosen(key)`."""

    def __init__(self, name: str, tabs: Sequence[Tab]) -> None:
        super().__init__(name, tabs, "segment", 12, 0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        buttons = list(self._buttons.values())
        for index, button in enumerate(buttons):
            place = "only" if len(buttons) == 1 else "first" if index == 0 else "last" if index == len(buttons) - 1 else "mid"
            button.setProperty("place", place)
