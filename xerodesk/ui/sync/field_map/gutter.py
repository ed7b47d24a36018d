"""The gutter between the lists: pairs painted into a kept picture, the line that is being drawn over it, mouse and keyboard on both."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from xerodesk.domain.records import Side
from xerodesk.ui.sync.field_map.geometry import EDGE
from xerodesk.ui.sync.field_map.scene import PairKey, Port, Scene, Strand
from xerodesk.ui.sync.field_map.strand_painter import paint_live, paint_over, paint_port, paint_scene
from xerodesk.ui.theme import theme

_FADED = 0.25
_OUTER = 1 / 3  # the part of a line by which its end is taken


@dataclass(frozen=True, slots=True)
class Live:
    """The line being drawn: from a port to the mouse or the row it snapped to, in the gutter's coordinates."""

    start: QPointF
    end: QPointF
    settled: bool


@dataclass(slots=True)
class _Press:
    """A press that may become a drag."""

    at: QPointF
    port: Port | None = None
    strand: Strand | None = None
    chip: bool = False
    moving: bool = False


class Gutter(QWidget):
    """Shows a Scene and tells what is done in it; changes nothing itself.

    `picked(key)` a pair was chosen (None: none), `turned(key)` its chip was clicked again, `opened(key)` double click or Enter,
    `port_taken(side, field, dragging)`, `end_taken(key, side, copy)`, `dragged(global)`, `dropped(global)`, `deed(key, name)` a key
    (direction, pause, remove, steps), `end_wanted(key, side)` Left or Right, `stub_used(side, field)`, `menu_wanted(key, global)`.
    """

    picked = Signal(object)
    turned = Signal(object)
    opened = Signal(object)
    port_taken = Signal(str, str, bool)
    end_taken = Signal(object, str, bool)
    dragged = Signal(QPoint)
    dropped = Signal(QPoint)
    deed = Signal(object, str)
    end_wanted = Signal(object, str)
    stub_used = Signal(str, str)
    hovered = Signal(object)
    menu_wanted = Signal(object, QPoint)
    bundle_opened = Signal(object)
    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.scene = Scene(0, 0)
        self.live: Live | None = None
        self._selected: PairKey | None = None
        self._strong: Collection[PairKey] | None = None
        self._picture: QPixmap | None = None
        self._press: _Press | None = None
        self._over: Port | None = None
        self.setFixedWidth(theme().px(160))
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ownFocus", True)
        self.setAccessibleName("Pairs")
        theme().changed.connect(self._repaint_all)

    # ---- what is shown

    def show_scene(self, scene: Scene, selected: PairKey | None, strong: Collection[PairKey] | None) -> None:
        """Show this picture; only another scene is painted whole again, another choice or hover is painted over the kept one."""
        if scene != self.scene:
            self._picture = None
        self.scene, self._selected, self._strong = scene, selected, strong
        self.update()

    def show_live(self, live: Live | None) -> None:
        """Show the line being drawn, None for none; the kept picture is not painted again."""
        self.live = live
        self.update()

    def _repaint_all(self) -> None:
        self._picture = None
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The kept picture, then what lives on top of it."""
        painter = QPainter(self)
        if self._picture is None or self._picture.deviceIndependentSize().toSize() != self.size():
            self._picture = self._painted()
        if self._strong is not None:  # the kept picture at a quarter of its strength
            painter.fillRect(self.rect(), theme().colour("raised"))
            painter.setOpacity(_FADED)
        painter.drawPixmap(0, 0, self._picture)
        painter.setOpacity(1.0)
        paint_over(painter, self.scene, self._selected, self._strong)
        if self._over is not None and self.live is None:
            paint_port(painter, self._over, self.width(), lively=True)
        if self.live is not None:
            paint_live(painter, self.live.start, self.live.end, settled=self.live.settled)
        if self.hasFocus():
            self._paint_focus(painter)

    def _painted(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(theme().colour("raised"))
        painter = QPainter(picture)
        painter.setPen(theme().colour("line"))
        painter.drawLine(0, 0, 0, self.height())
        painter.drawLine(self.width() - 1, 0, self.width() - 1, self.height())
        paint_scene(painter, self.scene)
        painter.end()
        return picture

    def _paint_focus(self, painter: QPainter) -> None:
        strand = self.scene.strand_of(self._selected)
        box = strand.chip if strand is not None else None
        area = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        if box is not None:
            area = QRectF(box.x - box.width / 2 - 3, box.y - box.height / 2 - 3, box.width + 6, box.height + 6)
        painter.setPen(QPen(theme().colour("focus"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area, 12 if box is not None else 6, 12 if box is not None else 6)

    # ---- mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A port begins a line; a chip or line is chosen, or its end taken by dragging."""
        if event.button() is not Qt.MouseButton.LeftButton:
            event.ignore()
            return
        at = event.position()
        stub = self.scene.stub_at(at.x(), at.y())
        if stub is not None:
            self.stub_used.emit(stub.side, stub.field)
            return
        chip = self.scene.chip_at(at.x(), at.y())
        port = None if chip else self.scene.port_at(at.x(), at.y())
        strand = chip or self.scene.strand_at(at.x(), at.y())
        self._press = _Press(at, port, strand, chip is not None)
        if port is not None and not port.used:
            self.port_taken.emit(port.side, port.field, False)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what was pressed, or light up what is under the mouse."""
        press = self._press
        if press is None or not event.buttons() & Qt.MouseButton.LeftButton:
            self._light(event.position())
            self.dragged.emit(event.globalPosition().toPoint())
            return
        far = (event.position() - press.at).manhattanLength()
        if not press.moving and far >= QApplication.startDragDistance():
            press.moving = True
            self._begin_drag(press, copy=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        if press.moving:
            self.dragged.emit(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drop what is dragged; or choose, or turn, the pair that was clicked."""
        press, self._press = self._press, None
        if press is None:
            return
        if press.moving:
            self.dropped.emit(event.globalPosition().toPoint())
        elif press.port is not None and (press.strand is None or not press.port.used):
            if press.port.used:
                self.port_taken.emit(press.port.side, press.port.field, False)
        elif press.strand is not None and press.strand.bundle:
            self.bundle_opened.emit(press.strand.keys)
        elif press.strand is not None:
            key = press.strand.keys[0]
            if press.chip and key == self._selected:
                self.turned.emit(key)
            else:
                self.picked.emit(key)
        else:
            self.picked.emit(None)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click on a pair shows all about it."""
        at = event.position()
        strand = self.scene.chip_at(at.x(), at.y()) or self.scene.strand_at(at.x(), at.y())
        if strand is not None and not strand.bundle:
            self.opened.emit(strand.keys[0])

    def _begin_drag(self, press: _Press, *, copy: bool) -> None:
        strand, port = press.strand, press.port
        if port is not None and not port.used:
            self.port_taken.emit(port.side, port.field, True)
        elif strand is not None and not strand.bundle and not press.chip:
            span = self.width() - 2 * EDGE
            along = (press.at.x() - EDGE) / span
            if along <= _OUTER or along >= 1 - _OUTER:
                self.end_taken.emit(strand.keys[0], "crm" if along <= _OUTER else "xero", copy)
        elif port is not None:
            self.port_taken.emit(port.side, port.field, True)

    def _light(self, at: QPointF) -> None:
        chip = self.scene.chip_at(at.x(), at.y())
        port = None if chip else self.scene.port_at(at.x(), at.y())
        strand = chip or (None if port is not None else self.scene.strand_at(at.x(), at.y()))
        if port != self._over:
            self._over = port
            self.update()
        self.setCursor(Qt.CursorShape.PointingHandCursor if port or strand else Qt.CursorShape.ArrowCursor)
        self.hovered.emit(strand.keys if strand is not None else None)

    def leaveEvent(self, event: QEvent) -> None:
        """The mouse left."""
        super().leaveEvent(event)
        self._over = None
        self.update()
        self.hovered.emit(None)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Everything that can be done with the pair, with its keys."""
        strand = None
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            strand = self.scene.chip_at(event.pos().x(), event.pos().y()) or self.scene.strand_at(event.pos().x(), event.pos().y())
        else:
            strand = self.scene.strand_of(self._selected)
        if strand is not None and not strand.bundle:
            self.menu_wanted.emit(strand.keys[0], event.globalPos())

    def event(self, event: QEvent) -> bool:
        """Tooltips: the pair's sentence, and how to begin one at a port."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            x, y = event.pos().x(), event.pos().y()
            strand = self.scene.chip_at(x, y) or self.scene.strand_at(x, y)
            port = self.scene.port_at(x, y)
            words = strand.name if strand is not None else "Drag to a field on the other side, or click both" if port else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    # ---- keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down walk the pairs, Left and Right go to an end; D, P, T and Delete do what the chip and the menu do."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._walk(1 if key == Qt.Key.Key_Down else -1)
        elif key in _ENDS and self._selected is not None:
            self.end_wanted.emit(self._selected, _ENDS[key])
        elif key in _DEEDS and self._selected is not None and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.deed.emit(self._selected, _DEEDS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._selected is not None:
            self.opened.emit(self._selected)
        else:
            super().keyPressEvent(event)

    def _walk(self, step: int) -> None:
        order = self.scene.order
        if not order:
            return
        at = order.index(self._selected) + step if self._selected in order else 0 if step > 0 else len(order) - 1
        self.picked.emit(order[max(0, min(at, len(order) - 1))])

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Entered by key with nothing chosen: choose the first pair."""
        super().focusInEvent(event)
        if self._selected is None and event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self._walk(1)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The picture needs another size."""
        super().resizeEvent(event)
        self.resized.emit()


_ENDS: dict[Qt.Key, Side] = {Qt.Key.Key_Left: "crm", Qt.Key.Key_Right: "xero"}
_DEEDS = {
    Qt.Key.Key_D: "direction", Qt.Key.Key_P: "pause", Qt.Key.Key_T: "steps", Qt.Key.Key_Delete: "remove", Qt.Key.Key_Backspace: "remove",
    Qt.Key.Key_A: "accept",
}  # fmt: skip
