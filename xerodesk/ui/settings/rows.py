"""A row of the settings: a name and what it is at the left, its deeds at the right; and the section that holds rows."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from xerodesk.ui.kit.growing import GrowingScroll
from xerodesk.ui.kit.labels import Hairline, Region, Text
from xerodesk.ui.theme import show_if, theme


class SettingRow(QWidget):
    """`set_words` changes what is said below the name."""

    def __init__(self, name: str, words: str = "", *deeds: QWidget) -> None:
        super().__init__()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(0, 10, 0, 10)
        row.setSpacing(12)
        left = QVBoxLayout()
        left.setSpacing(2)
        self._name = Text(name, weight=500)
        self._words = Text(words, ink="ink2", wrap=True, select=True)
        self._words.setAccessibleName(f"{name}: {words}")
        left.addWidget(self._name)
        left.addWidget(self._words)
        row.addLayout(left, 1)
        for deed in deeds:
            row.addWidget(deed, 0, Qt.AlignmentFlag.AlignVCenter)
        whole.addLayout(row)
        whole.addWidget(Hairline())
        show_if(self._words, bool(words))

    @property
    def words(self) -> str:
        """What is said below the name."""
        return self._words.text()

    def set_name(self, name: str) -> None:
        """Call it something else."""
        self._name.setText(name)

    def set_words(self, words: str, ink: str = "ink2") -> None:
        """Say something else."""
        self._words.setText(words)
        self._words.setAccessibleName(f"{self._name.text()}: {words}")
        self._words.set_ink(ink)
        show_if(self._words, bool(words))


class Part(GrowingScroll):
    """A part of the settings: rows in a column that stays readable on a wide screen."""

    def __init__(self) -> None:
        inside = Region("canvas")
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 18, 24, 24)
        super().__init__(inside)
        self.rows = QVBoxLayout()
        self.rows.setSpacing(0)
        holder = QWidget()
        holder.setLayout(self.rows)
        holder.setMaximumWidth(theme().px(820))
        self.rows.setContentsMargins(0, 0, 0, 0)
        column.addWidget(holder)
        column.addStretch(1)

    def head(self, words: str) -> None:
        """A heading between rows."""
        if any(self._shown(at) for at in range(self.rows.count())):
            self.rows.addSpacing(24)
        self.rows.addWidget(Text(words, "section"))
        self.rows.addSpacing(4)

    def _shown(self, at: int) -> bool:
        item = self.rows.itemAt(at)
        widget = item.widget() if item is not None else None
        return widget is not None and not widget.isHidden()
