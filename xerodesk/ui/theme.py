"""The look of the program: colours, fonts and sizes, light and dark, following the system or the user's choice.

One `Theme` is put on the application at start; `theme()` gives it to whatever paints, as `QApplication.palette()` would.
Fonts are set by code and never by the style sheet, because a font rule in a style sheet drops the tabular digits.
"""

from __future__ import annotations

import sys
from enum import Enum
from typing import ClassVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QGradient, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from xerodesk.host.resources import resource, resources_dir
from xerodesk.ui.qss import style_sheet
from xerodesk.ui.tokens import DARK, LIGHT, TYPE, Tokens

# PySide makes a class ready when it is first named, and crashes where that is inside a paint event, at the first `fillRect` of all.
_READY_FOR_PAINTING = QGradient.Preset
_FONT_FILES = ("Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf")
_USUAL_PIXELS = {"win32": 12.0, "darwin": 13.0}  # what the system's own font measures when nobody enlarged it; 14.7 elsewhere


class Scheme(Enum):
    """Which of the two looks to show."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """Colours by role, fonts by role, and sizes that grow with the user's text size. `changed` tells painters to paint again."""

    changed = Signal()
    installed: ClassVar[Theme | None] = None

    def __init__(self, app: QApplication, scheme: Scheme = Scheme.SYSTEM, scale: float | None = None) -> None:
        super().__init__(app)
        self._app = app
        self._scheme = scheme
        self._scale = scale if scale is not None else _system_scale(app)
        self._family = _load_fonts(app)
        self._fonts: dict[tuple[str, int], QFont] = {}
        self._colours: dict[str, QColor] = {}
        self.tokens: Tokens = LIGHT
        Theme.installed = self
        app.setStyle(QStyleFactory.create("Fusion"))
        self._dress_all()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)

    @property
    def dark(self) -> bool:
        """Whether the dark look is on."""
        return self.tokens is DARK

    @property
    def scheme(self) -> Scheme:
        """The user's choice."""
        return self._scheme

    def set_scheme(self, scheme: Scheme) -> None:
        """Change between following the system, light and dark."""
        self._scheme = scheme
        self._dress_all()

    @property
    def scale(self) -> float:
        """Text size relative to the normal one."""
        return self._scale

    def set_scale(self, scale: float) -> None:
        """Change the text size; row heights and controls follow."""
        self._scale = min(2.0, max(0.8, scale))
        self._dress_all()

    def px(self, pixels: float) -> int:
        """A size of the design, grown with the text size."""
        return round(pixels * self._scale)

    def colour(self, role: str) -> QColor:
        """The colour of a role of tokens.py."""
        found = self._colours.get(role)
        if found is None:
            found = self._colours[role] = QColor(self.tokens[role])
        return found

    def font(self, role: str = "base", weight: int | None = None) -> QFont:
        """The font of a type role, always with tabular digits; treat it as read-only."""
        shape = TYPE[role]
        key = (role, weight or shape.weight)
        found = self._fonts.get(key)
        if found is None:
            found = QFont(self._family)
            found.setPixelSize(max(8, self.px(shape.pixels)))
            found.setWeight(QFont.Weight(key[1]))
            if shape.spacing:
                found.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, shape.spacing * self._scale)
            found.setFeature(QFont.Tag("tnum"), 1)
            self._fonts[key] = found
        return found

    def _system_changed(self, _scheme: Qt.ColorScheme) -> None:
        if self._scheme is Scheme.SYSTEM:
            self._dress_all()

    def _dress_all(self) -> None:
        hints = QGuiApplication.styleHints()
        wanted = {Scheme.LIGHT: Qt.ColorScheme.Light, Scheme.DARK: Qt.ColorScheme.Dark, Scheme.SYSTEM: Qt.ColorScheme.Unknown}
        hints.setColorScheme(wanted[self._scheme])  # the system's own title bar follows where it can
        dark = self._scheme is Scheme.DARK or (self._scheme is Scheme.SYSTEM and hints.colorScheme() is Qt.ColorScheme.Dark)
        self.tokens = DARK if dark else LIGHT
        self._fonts.clear()
        self._colours.clear()
        self._app.setPalette(palette_of(self.tokens))
        self._app.setFont(self.font())
        self._app.setStyleSheet(style_sheet(self.tokens, self._scale, resources_dir() / "styles", dark=dark))
        for widget in self._app.allWidgets():
            role = widget.property("textRole")
            if role:
                widget.setFont(self.font(role, widget.property("textWeight")))
        self.changed.emit()


def theme() -> Theme:
    """The theme of the application."""
    if Theme.installed is None:
        raise RuntimeError("The theme is put on the application before any window is made.")
    return Theme.installed


def dress(widget: QWidget, role: str = "base", weight: int | None = None, ink: str = "") -> None:
    """Give a widget a type role (tokens.TYPE), a weight and an ink role; the theme keeps them right when it changes."""
    widget.setProperty("textRole", role)
    widget.setProperty("textWeight", weight)
    widget.setFont(theme().font(role, weight))
    if ink:
        set_ink(widget, ink)


def set_ink(widget: QWidget, ink: str) -> None:
    """Change the ink role of a widget's text."""
    if widget.property("ink") != ink:
        widget.setProperty("ink", ink)
        polish_again(widget)


def polish_again(widget: QWidget) -> None:
    """Have the style sheet look at a widget again whose properties changed; one that was not shown yet will be looked at anyway."""
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def show_if(widget: QWidget, wanted: bool) -> None:
    """Show or hide part of a window; one that has no parent yet is never shown by itself as a window of its own."""
    if not wanted or widget.parentWidget() is not None:
        widget.setVisible(wanted)


def palette_of(tokens: Tokens) -> QPalette:
    """The Qt palette of a theme, for everything Fusion paints itself."""
    role = QPalette.ColorRole
    palette = QPalette()
    for colour, roles in (
        (tokens.canvas, (role.Window, role.Base, role.AlternateBase, role.Button, role.ToolTipBase)),
        (tokens.ink, (role.WindowText, role.Text, role.ButtonText, role.HighlightedText, role.ToolTipText, role.BrightText)),
        (tokens.ink3, (role.PlaceholderText,)),
        (tokens.sel, (role.Highlight,)),
        (tokens.accent, (role.Link, role.LinkVisited, role.Accent)),
        (tokens.line, (role.Mid, role.Midlight)),
        (tokens.line2, (role.Dark,)),
        (tokens.canvas, (role.Light,)),
    ):
        for one in roles:
            palette.setColor(one, QColor(colour))
    for one in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, one, QColor(tokens.ink3))
    return palette


def _load_fonts(app: QApplication) -> str:
    families: list[str] = []
    for name in _FONT_FILES:
        number = QFontDatabase.addApplicationFont(str(resource("fonts", name)))
        families += QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    return "Inter" if "Inter" in families else app.font().family()


def _system_scale(app: QApplication) -> float:
    """How much larger than usual the user set the system's text, in steps of a tenth."""
    if app.platformName() in ("offscreen", "minimal"):
        return 1.0
    usual = _USUAL_PIXELS.get(sys.platform, 14.7)
    factor = QFontInfo(app.font()).pixelSize() / usual
    return min(2.0, max(1.0, round(factor, 1)))
