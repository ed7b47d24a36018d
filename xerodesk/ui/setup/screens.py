"""Xero's developer pages as drawn pictures: where to click and what goes where, in the program's own colours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from xerodesk.ui.icons import paint_icon
from xerodesk.ui.theme import theme

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
_MIDDLE = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine)
_BAR, _PAD, _ROW = 30, 20, 30


@dataclass(frozen=True, slots=True)
class Item:
    """A part of a drawn page. `kind`: title, label, input, button, radio, row or note. `key`: this is what to use, with its number.

    `x` and `width` are shares of the page's width; items are laid one under another unless `beside` keeps the line.
    """

    kind: str
    words: str
    key: int = 0
    x: float = 0.0
    width: float = 1.0
    beside: bool = False
    on: bool = False


@dataclass(frozen=True, slots=True)
class Screen:
    """A drawn page: its address and its parts; `spoken` says the same in words."""

    address: str
    items: tuple[Item, ...]
    spoken: str


def my_apps() -> Screen:
    """The list of apps with the button for a new one."""
    return Screen(
        "developer.xero.com/app/manage",
        (
            Item("title", "My Apps"),
            Item("button", "New app", key=1, x=0.8, width=0.2, beside=True),
            Item("row", "No apps yet"),
        ),
        "The page My Apps at developer.xero.com. The button New app stands at the upper right.",
    )


def new_app(name: str, url: str, redirect: str) -> Screen:
    """The form of a new app, filled in."""
    return Screen(
        "developer.xero.com/app/manage",
        (
            Item("title", "Add a new app"),
            Item("label", "App name"),
            Item("input", name, key=1),
            Item("label", "Integration type"),
            Item("radio", "Web app", width=0.25),
            Item("radio", "Mobile or desktop app (PKCE)", key=2, x=0.25, width=0.5, beside=True, on=True),
            Item("radio", "Custom", x=0.8, width=0.2, beside=True),
            Item("label", "Company or application URL"),
            Item("input", url, key=3),
            Item("label", "Redirect URI"),
            Item("input", redirect, key=4),
            Item("button", "Create app", key=5, width=0.24),
        ),
        f"The form Add a new app: app name {name}, integration type Mobile or desktop app (PKCE), company URL {url}, "
        f"redirect URI {redirect}, then the button Create app.",
    )


def configuration(redirect: str) -> Screen:
    """The page with the client id."""
    return Screen(
        "developer.xero.com/app/manage/app/.../configuration",
        (
            Item("row", "App details", width=0.25),
            Item("row", "Configuration", key=1, x=0.25, width=0.28, beside=True, on=True),
            Item("label", "Redirect URIs"),
            Item("input", redirect),
            Item("label", "Client id"),
            Item("input", "A1B2C3D4E5F6…", key=2, width=0.74),
            Item("button", "Copy", key=3, x=0.78, width=0.16, beside=True),
            Item("note", "There is no client secret for this kind of app, and none is needed."),
        ),
        "The app's page Configuration: the client id stands under the redirect URIs, with a button Copy beside it.",
    )


class ScreenPicture(QWidget):
    """A drawn page in a frame of a browser."""

    def __init__(self, name: str, screen: Screen) -> None:
        super().__init__()
        self._screen = screen
        self.setAccessibleName(name)
        self.setAccessibleDescription(screen.spoken)
        self.setToolTip("A drawing, not the page itself")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_screen(self, screen: Screen) -> None:
        """Draw another page."""
        self._screen = screen
        self.setAccessibleDescription(screen.spoken)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As high as its parts."""
        look = theme()
        bottom = _places(self._screen.items, 100, look.px(_ROW))[-1][1].bottom()
        return QSize(look.px(560), look.px(_BAR) + round(bottom) + 2 * _PAD)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The frame, the address, the parts."""
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(look.colour("line2"), 1))
        painter.setBrush(look.colour("canvas"))
        painter.drawRoundedRect(frame, 8, 8)
        bar = look.px(_BAR)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("side"))
        painter.drawRoundedRect(QRectF(1, 1, frame.width() - 1, bar - 1), 7, 7)
        painter.fillRect(QRectF(1, bar - 8, frame.width() - 1, 7), look.colour("side"))
        painter.fillRect(QRectF(1, bar - 1, frame.width() - 1, 1), look.colour("line"))
        paint_icon(painter, 12, bar / 2 - 7, "lock", "ink3", 14)
        painter.setFont(look.font("small"))
        painter.setPen(look.colour("ink2"))
        painter.drawText(QRectF(32, 0, frame.width() - 44, bar), _LEFT, self._screen.address)
        for item, box in _places(self._screen.items, frame.width() - 2 * _PAD, look.px(_ROW)):
            _paint(painter, item, box.translated(_PAD, bar + _PAD))


def _places(items: Sequence[Item], width: float, row: float) -> list[tuple[Item, QRectF]]:
    """Where each part goes, from the page's upper left corner."""
    heights = {"label": row * 0.72, "note": row * 0.8}
    found: list[tuple[Item, QRectF]] = []
    y = last = 0.0
    for item in items:
        if not item.beside:
            y += last
            last = heights.get(item.kind, row) + (0 if item.kind == "label" else row * 0.22)
        box = QRectF(item.x * width, y, item.width * width - (8 if item.width < 1 else 0), heights.get(item.kind, row))
        found.append((item, box))
    return found


def _paint(painter: QPainter, item: Item, box: QRectF) -> None:
    look = theme()
    if item.kind == "title":
        _words(painter, box, item.words, "section", "ink")
    elif item.kind in ("label", "note"):
        _words(painter, box, item.words, "small", "ink2" if item.kind == "label" else "ink3")
    elif item.kind == "radio":
        _radio(painter, item, box)
    else:
        fill = {"button": "accentfill" if item.key else "neutralbg", "input": "canvas", "row": "sel" if item.on else "raised"}[item.kind]
        painter.setPen(QPen(look.colour("accent" if item.key else "line2"), 1.5 if item.key else 1))
        painter.setBrush(look.colour(fill))
        painter.drawRoundedRect(box.adjusted(0.75, 0.75, -0.75, -0.75), 4, 4)
        ink = "onaccent" if item.kind == "button" and item.key else "ink" if item.key else "ink3"
        inner = box.adjusted(10, 0, -30 if item.key else -10, 0)
        painter.setFont(look.font("small", 600 if item.kind == "button" else 400))
        painter.setPen(look.colour(ink))
        cut = painter.fontMetrics().elidedText(item.words, Qt.TextElideMode.ElideRight, round(inner.width()))
        painter.drawText(inner, _LEFT, cut)
    if item.key:
        _number(painter, item.key, box)


def _words(painter: QPainter, box: QRectF, words: str, role: str, ink: str) -> None:
    painter.setFont(theme().font(role))
    painter.setPen(theme().colour(ink))
    painter.drawText(box, _LEFT, words)


def _radio(painter: QPainter, item: Item, box: QRectF) -> None:
    look = theme()
    middle = box.center().y()
    painter.setPen(QPen(look.colour("accent" if item.on else "field"), 4 if item.on else 1.5))
    painter.setBrush(look.colour("canvas"))
    painter.drawEllipse(QRectF(box.left() + 2, middle - 6, 12, 12))
    painter.setFont(look.font("small", 600 if item.on else 400))
    painter.setPen(look.colour("ink" if item.on else "ink3"))
    painter.drawText(box.adjusted(22, 0, 0, 0), _LEFT, item.words)


def _number(painter: QPainter, number: int, box: QRectF) -> None:
    """The disc with the number of the deed, as the list beside the picture has it."""
    look = theme()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("sel"))
    disc = QRectF(box.right() - 24, box.center().y() - 9, 18, 18)
    painter.drawEllipse(disc)
    painter.setFont(look.font("caption", 600))
    painter.setPen(look.colour("accent"))
    painter.drawText(disc, _MIDDLE, str(number))
