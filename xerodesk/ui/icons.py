"""Icons: one-colour drawings of `resources/icons`, coloured by role when they are painted, sharp on every screen, kept once made."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap

from xerodesk.host.resources import resource
from xerodesk.ui.theme import theme

if TYPE_CHECKING:
    from PySide6.QtSvg import QSvgRenderer

_KEPT: dict[tuple[str, str, int, int, float], QPixmap] = {}
_ICONS: dict[tuple[str, str, str, int, tuple[float, ...]], QIcon] = {}
_MOST_KEPT = 800


@cache
def _drawing(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text("utf-8")


def _renderer(name: str, ink: str) -> QSvgRenderer:
    from PySide6.QtSvg import QSvgRenderer  # a library the first icon needs and nothing before it: start-up time

    tokens = theme().tokens
    drawing = _drawing(name).replace("currentColor", ink)
    for role in ("accent", "canvas"):  # the few drawings with a second colour name it by role
        drawing = drawing.replace(f'"{role}"', f'"{tokens[role]}"')
    return QSvgRenderer(QByteArray(drawing.encode()))


def pixmap(name: str, ink: str = "ink2", size: int = 16, ratio: float = 1.0, height: int | None = None) -> QPixmap:
    """An icon in the colour of a role, `size` wide and `height` (or `size`) high in device-independent pixels.

    `ratio` is the screen's pixel ratio. FileNotFoundError when there is no such icon.
    """
    colour = theme().tokens[ink]
    tall = size if height is None else height
    key = (name, colour, size, tall, ratio)
    found = _KEPT.get(key)
    if found is None:
        if len(_KEPT) >= _MOST_KEPT:
            _KEPT.clear()
        drawn = _renderer(name, colour)
        found = QPixmap(round(size * ratio), round(tall * ratio))
        found.setDevicePixelRatio(ratio)
        found.fill(Qt.GlobalColor.transparent)
        painter = QPainter(found)
        drawn.render(painter, QRectF(0, 0, size, tall))
        painter.end()
        _KEPT[key] = found
    return found


def icon(name: str, ink: str = "ink2", off_ink: str = "line2", size: int = 16) -> QIcon:
    """The same as a QIcon for buttons and actions, with its disabled colour, sharp on every screen that is there. Read-only."""
    tokens = theme().tokens
    ratios = tuple(sorted({screen.devicePixelRatio() for screen in QGuiApplication.screens()} or {1.0}))
    key = (name, tokens[ink], tokens[off_ink], size, ratios)
    made = _ICONS.get(key)
    if made is None:
        if len(_ICONS) >= _MOST_KEPT:
            _ICONS.clear()
        made = _ICONS[key] = QIcon()
        for ratio in ratios:
            made.addPixmap(pixmap(name, ink, size, ratio), QIcon.Mode.Normal)
            made.addPixmap(pixmap(name, off_ink, size, ratio), QIcon.Mode.Disabled)
    return made


def paint_icon(painter: QPainter, x: float, y: float, name: str, ink: str, size: int = 16) -> None:
    """Draw an icon with its left upper corner at (x, y)."""
    ratio = painter.device().devicePixelRatio() if painter.device() is not None else 1.0
    painter.drawPixmap(round(x), round(y), pixmap(name, ink, size, ratio))
