"""Painting the pairs: lines, arrowheads, ports, chips and edge pills, each state by its stroke and its chip and never by colour alone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from xerodesk.mapping.wires import WireDirection
from xerodesk.ui.icons import paint_icon
from xerodesk.ui.sync.field_map.geometry import Box, Curve
from xerodesk.ui.sync.field_map.scene import PairKey, PairState, Port, Scene, Strand, Stub
from xerodesk.ui.theme import theme

ARROW_ICONS: dict[WireDirection, str] = {"both": "arrow-both", "to_xero": "arrow-right", "to_crm": "arrow-left"}
_BUNDLE = 5.0
_ICON, _PAD, _GAP = 12.0, 6.0, 3.0
_CHIP_PICTURES: dict[tuple[object, ...], QPixmap] = {}
_CHIP_WIDTHS: dict[tuple[str, str, float], float] = {}
_MOST_KEPT = 400


@dataclass(frozen=True, slots=True)
class Stroke:
    """How a state is drawn: role of the colour, width, and a dash pattern in pixels."""

    ink: str
    width: float
    dash: tuple[float, ...] = ()


STROKES: dict[PairState, Stroke] = {
    "ok": Stroke("wire", 2.0),
    "lossy": Stroke("wirewarn", 2.0, (10, 5)),
    "error": Stroke("wirebad", 5.0),
    "paused": Stroke("wire", 1.5, (1.5, 4)),
    "suggested": Stroke("accent", 2.0, (5, 4)),
}
_SELECTED = Stroke("accent", 3.0)
_CHIPS: dict[PairState, tuple[str, str, str]] = {  # fill, edge, ink
    "ok": ("canvas", "wire", "ink2"),
    "lossy": ("warnbg", "wirewarn", "warn"),
    "error": ("badbg", "wirebad", "bad"),
    "paused": ("canvas", "wire", "ink2"),
    "suggested": ("canvas", "accent", "accent"),
}


def chip_width(words: str, icon: str) -> float:
    """How wide a chip is with these words and this icon behind the direction."""
    key = (words, icon, theme().scale)
    width = _CHIP_WIDTHS.get(key)
    if width is None:
        width = _PAD + _ICON + _PAD + (_GAP + 1 + _ICON if icon else 0)
        if words:
            width += ceil(_GAP + QFontMetricsF(theme().font("caption", 600)).horizontalAdvance(words))
        _CHIP_WIDTHS[key] = width
    return width


def paint_scene(painter: QPainter, scene: Scene) -> None:
    """The whole picture with nothing chosen."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for port in scene.ports:
        if not port.used:
            paint_port(painter, port, scene.width)
    for strand in scene.strands:
        paint_strand(painter, strand)
    for strand in scene.strands:
        paint_chip(painter, strand)
    for stub in scene.stubs:
        _paint_stub(painter, stub)


def paint_over(painter: QPainter, scene: Scene, selected: PairKey | None, strong: Collection[PairKey] | None) -> None:
    """What stands out over the whole picture: the strong pairs while the others are faded, and the chosen one."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    raised = [one for one in scene.strands if strong is not None and not set(strong).isdisjoint(one.keys)]
    if strong is not None:
        for strand in raised:
            paint_strand(painter, strand)
        for strand in raised:
            paint_chip(painter, strand)
        for stub in scene.stubs:
            _paint_stub(painter, stub)
    chosen = scene.strand_of(selected)
    if chosen is not None and not chosen.bundle and (strong is None or selected in strong):
        if chosen.state == "error":  # the line below is wider
            painter.setPen(QPen(theme().colour("raised"), 6.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(path_of(chosen.curve))
        paint_strand(painter, chosen, selected=True)
        for strand in scene.strands if strong is None else raised:
            if strand is not chosen:
                paint_chip(painter, strand)
        paint_chip(painter, chosen, selected=True)
        for stub in scene.stubs:
            _paint_stub(painter, stub)


def path_of(curve: Curve) -> QPainterPath:
    """The curve as Qt draws it."""
    middle = (curve.left + curve.right) / 2
    path = QPainterPath(QPointF(curve.left, curve.y1))
    path.cubicTo(middle, curve.y1, middle, curve.y2, curve.right, curve.y2)
    return path


def pen_of(stroke: Stroke) -> QPen:
    """The pen of a stroke; Qt counts dashes in pen widths."""
    pen = QPen(theme().colour(stroke.ink), stroke.width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if stroke.dash:
        pen.setDashPattern([length / stroke.width for length in stroke.dash])
    return pen


def paint_strand(painter: QPainter, strand: Strand, *, selected: bool = False) -> None:
    """One line with its ends."""
    stroke = _SELECTED if selected else STROKES[strand.state]
    if strand.bundle:
        stroke = Stroke(stroke.ink, _BUNDLE)
    path = path_of(strand.curve)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen_of(stroke))
    painter.drawPath(path)
    if strand.state == "error" and not selected and not strand.bundle:  # a double line
        painter.setPen(QPen(theme().colour("raised"), 2.0))
        painter.drawPath(path)
    _ends(painter, strand.curve, strand.direction, stroke.ink)


def _ends(painter: QPainter, curve: Curve, direction: WireDirection, ink: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme().colour(ink))
    if direction != "to_crm":
        _arrow(painter, curve.right + 3, curve.y2, -7)
    else:
        painter.drawEllipse(QPointF(curve.right, curve.y2), 4, 4)
    if direction != "to_xero":
        _arrow(painter, curve.left - 3, curve.y1, 7)
    else:
        painter.drawEllipse(QPointF(curve.left, curve.y1), 4, 4)


def _arrow(painter: QPainter, tip: float, y: float, back: float) -> None:
    painter.drawPolygon(QPolygonF([QPointF(tip, y), QPointF(tip + back, y - 4.5), QPointF(tip + back, y + 4.5)]))


def paint_port(painter: QPainter, port: Port, width: float, *, lively: bool = False) -> None:
    """A free port: a ring; larger and in the accent while something can be dropped on it or the mouse is over it."""
    look = theme()
    x = 10.0 if port.side == "crm" else width - 10.0
    painter.setBrush(look.colour("raised"))
    painter.setPen(QPen(look.colour("accent" if lively else "field"), 2.0 if lively else 1.5))
    size = 5.0 if lively else 3.5
    painter.drawEllipse(QPointF(x, port.y), size, size)


def paint_chip(painter: QPainter, strand: Strand, *, selected: bool = False) -> None:
    """The chip on a line, if it has one: direction, then words and icon. Chips are alike, so each kind is painted once and kept."""
    box = strand.chip
    if box is None:
        return
    ratio = painter.device().devicePixelRatio()
    look = theme()
    key = (strand.direction, strand.words, strand.icon, strand.state, selected, ratio, look.dark, look.scale)
    picture = _CHIP_PICTURES.get(key)
    if picture is None:
        if len(_CHIP_PICTURES) >= _MOST_KEPT:
            _CHIP_PICTURES.clear()
        picture = _CHIP_PICTURES[key] = _chip_picture(strand, Box(box.width / 2, box.height / 2, box.width, box.height), ratio, selected)
    painter.drawPixmap(QPointF(round(box.x - box.width / 2), round(box.y - box.height / 2)), picture)


def _chip_picture(strand: Strand, box: Box, ratio: float, selected: bool) -> QPixmap:
    picture = QPixmap(ceil((box.width + 1) * ratio), ceil((box.height + 1) * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _draw_chip(painter, strand, box, selected=selected)
    painter.end()
    return picture


def _draw_chip(painter: QPainter, strand: Strand, box: Box, *, selected: bool) -> None:
    look = theme()
    fill, edge, ink = ("accentfill", "accentfill", "onaccent") if selected else _CHIPS[strand.state]
    area = QRectF(box.x - box.width / 2, box.y - box.height / 2, box.width, box.height).adjusted(0.5, 0.5, -0.5, -0.5)
    pen = QPen(look.colour(edge), 1.0)
    if strand.state == "suggested" and not selected:
        pen.setDashPattern([3, 2])
    painter.setPen(pen)
    painter.setBrush(look.colour(fill))
    painter.drawRoundedRect(area, 9, 9)
    left = box.x - box.width / 2 + _PAD
    paint_icon(painter, left, box.y - _ICON / 2, ARROW_ICONS[strand.direction], ink, int(_ICON))
    left += _ICON + _GAP
    if strand.words:
        font = look.font("caption", 600)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(look.colour(ink))
        painter.drawText(QPointF(left, box.y + (metrics.ascent() - metrics.descent()) / 2), strand.words)
        left += metrics.horizontalAdvance(strand.words) + _GAP
    if strand.icon:
        paint_icon(painter, left + 1, box.y - _ICON / 2, strand.icon, ink, int(_ICON))


def _paint_stub(painter: QPainter, stub: Stub) -> None:
    look = theme()
    box = stub.box
    area = QRectF(box.x - box.width / 2, box.y - box.height / 2, box.width, box.height).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setPen(QPen(look.colour("field"), 1.0))
    painter.setBrush(look.colour("canvas"))
    painter.drawRoundedRect(area, 10, 10)
    painter.setFont(look.font("caption", 600))
    painter.setPen(look.colour("ink2"))
    align = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignHCenter)
    painter.drawText(area.adjusted(0, 0, -14, 0), align, stub.words)
    paint_icon(painter, area.right() - 20, box.y - 6, "arrow-up" if stub.edge == "above" else "arrow-down", "ink2", 12)


def paint_live(painter: QPainter, start: QPointF, end: QPointF, *, settled: bool) -> None:
    """The line that follows the mouse: solid once it has found a row."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    middle = (start.x() + end.x()) / 2
    path = QPainterPath(start)
    path.cubicTo(QPointF(middle, start.y()), QPointF(middle, end.y()), end)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen_of(Stroke("accent", 3.0) if settled else Stroke("accent", 2.0, (5, 4))))
    painter.drawPath(path)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme().colour("accent"))
    painter.drawEllipse(start, 4, 4)
    painter.drawEllipse(end, 5 if settled else 4, 5 if settled else 4)
