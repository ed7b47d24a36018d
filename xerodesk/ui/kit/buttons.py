"""Buttons: filled (one a screen), quiet, text, ghost, danger, and icon buttons; and one that says why it cannot be pressed."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QWidget

from xerodesk.ui.icons import icon as make_icon
from xerodesk.ui.kit.labels import Text
from xerodesk.ui.theme import dress, polish_again, show_if, theme

Look = Literal["filled", "quiet", "text", "ghost", "danger"]
_WEIGHT = {"filled": 600}
_ICON_INK = {"filled": "onaccent", "text": "accent", "ghost": "ink2", "danger": "bad", "quiet": "ink"}


class Button(QPushButton):
    """A button with words. `size` is "" (28 px), "row" (26) or "footer" (32)."""

    def __init__(self, text: str, look: Look = "quiet", icon: str = "", size: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        self._icon_name = icon
        self._look: Look = look
        self.setProperty("look", look)
        self.setProperty("size", size)
        self.setAccessibleName(text)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        dress(self, "base", _WEIGHT.get(look, 500))
        self._draw_icon()

    def setText(self, text: str) -> None:
        """Change the words, and the name assistive tools read."""
        super().setText(text.replace("&", "&&"))
        self.setAccessibleName(text)

    def set_look(self, look: Look) -> None:
        """Change what kind of button it is."""
        self._look = look
        self.setProperty("look", look)
        dress(self, "base", _WEIGHT.get(look, 500))
        polish_again(self)
        self._draw_icon()

    def changeEvent(self, event: QEvent) -> None:
        """Redraw the icon in the colours of a new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_look"):
            self._draw_icon()

    def _draw_icon(self) -> None:
        if self._icon_name:
            self.setIconSize(QSize(16, 16))
            self.setIcon(make_icon(self._icon_name, _ICON_INK[self._look], "ink3"))


class IconButton(QToolButton):
    """A 28 px button with an icon alone; `name` is its tooltip and what assistive tools read."""

    def __init__(self, icon: str, name: str, keys: str = "", ink: str = "ink2", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon
        self._ink = ink
        self.setProperty("look", "icon")
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({keys})" if keys else name)
        self.setIconSize(QSize(16, 16))
        self.setFixedSize(theme().px(28), theme().px(28))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._draw_icon()

    def set_icon(self, icon: str) -> None:
        """Show another icon."""
        self._icon_name = icon
        self._draw_icon()

    def changeEvent(self, event: QEvent) -> None:
        """Redraw the icon in the colours of a new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_icon_name"):
            self._draw_icon()

    def _draw_icon(self) -> None:
        self.setIcon(make_icon(self._icon_name, self._ink))


class ReasonedButton(QWidget):
    """A button that, while it cannot be pressed, says why in words beside it. `button.clicked` is its deed."""

    def __init__(self, button: Button, reason: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = button
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self._words = Text("", ink="ink3")
        row.addWidget(self._words)
        row.addWidget(button)
        self.set_reason(reason)

    def set_reason(self, reason: str) -> None:
        """Why it cannot be done; "" when it can."""
        self.button.setEnabled(not reason)
        self.button.setAccessibleDescription(reason)
        self._words.setText(reason)
        show_if(self._words, bool(reason))
