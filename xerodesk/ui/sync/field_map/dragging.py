"""Drawing a pair: drag from a port, click and click, or by keyboard. One pair is under way at a time; everything ends or cancels here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QCursor, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from xerodesk.domain.records import Side
from xerodesk.ui.sync.field_map.gutter import Gutter, Live
from xerodesk.ui.sync.field_map.lists import FieldList
from xerodesk.ui.sync.field_map.model import Verdict
from xerodesk.ui.sync.field_map.scene import PairKey

SNAP = 16.0
_NEVER = Verdict("impossible", ())
_EDGE, _SCROLL, _EVERY = 26, 10, 30  # pixels from a list's edge, pixels a step, milliseconds between steps


def other(side: Side) -> Side:
    """The other side."""
    return "xero" if side == "crm" else "crm"


@dataclass(frozen=True, slots=True)
class Begun:
    """A pair under way: where it starts, what the other side says to each field, and the pair whose end is moved (None: a new one)."""

    side: Side
    field: str
    verdicts: Mapping[str, Verdict]
    moved: PairKey | None = None
    copy: bool = False
    by_keys: bool = False


class Connector(QObject):
    """`began`, `ended`, `wanted(begun, target)` when a pair is asked for, `dropped_nowhere(begun)` when a moved end was let go beside
    the rows."""

    began = Signal(object)
    ended = Signal()
    wanted = Signal(object, str)
    dropped_nowhere = Signal(object)

    def __init__(self, owner: QWidget, gutter: Gutter, crm: FieldList, xero: FieldList) -> None:
        super().__init__(owner)
        self._owner = owner
        self._gutter = gutter
        self._lists: dict[Side, FieldList] = {"crm": crm, "xero": xero}
        self.now: Begun | None = None
        self._target = ""
        self._dragging = False
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY)
        self._timer.timeout.connect(self._scroll)
        gutter.dragged.connect(self.move_to)
        gutter.dropped.connect(self.drop)
        for one in (crm, xero):
            one.tree.hovered.connect(self._hovered)

    @property
    def target(self) -> str:
        """The field a drop would hit now, "" for none."""
        return self._target

    def begin(self, begun: Begun, *, dragging: bool) -> None:
        """Start, or turn a press into a drag."""
        self._dragging = dragging
        if self.now is not None and (self.now.side, self.now.field, self.now.moved) == (begun.side, begun.field, begun.moved):
            self._timer.start()
            return
        self.cancel()
        self._dragging = dragging
        self.now = begun
        marks = self._lists[other(begun.side)].tree.marks
        marks.notes = {name: "will convert" for name, one in begun.verdicts.items() if one.possible and one.words}
        marks.impossible = {name: one.words for name, one in begun.verdicts.items() if not one.possible}
        self._lists[begun.side].tree.marks.source = begun.field
        if dragging:
            self._timer.start()
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]  # a widget lives: there is an application
        self._paint_lists()
        self.began.emit(begun)
        start = self._port(begun.side, begun.field)
        if start is not None and not begun.by_keys:
            self._gutter.show_live(Live(start, start, settled=False))

    def cancel(self) -> None:
        """Nothing comes of it."""
        if self.now is None:
            return
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        self._timer.stop()
        self.now = None
        self._dragging = False
        self._target = ""
        for one in self._lists.values():
            one.tree.marks.impossible = {}
            one.tree.marks.notes = {}
            one.tree.marks.source = one.tree.marks.target = ""
        self._gutter.show_live(None)
        self._paint_lists()
        self.ended.emit()

    def move_to(self, place: QPoint) -> None:
        """The mouse is there (global): snap to the nearest row that can take it within 16 px."""
        if self.now is None or self.now.by_keys:
            return
        self._aim(self._nearest(place))
        start = self._port(self.now.side, self.now.field)
        end = self._port(other(self.now.side), self._target) if self._target else None
        free = QPointF(self._gutter.mapFromGlobal(place))
        free.setX(min(max(free.x(), 4.0), self._gutter.width() - 4.0))
        if start is not None:
            self._gutter.show_live(Live(start, end or free, settled=end is not None))

    def drop(self, place: QPoint) -> None:
        """The mouse let go there."""
        if self.now is None:
            return
        self.move_to(place)
        begun, target = self.now, self._target
        self.cancel()
        if target:
            self.wanted.emit(begun, target)
        elif begun.moved is not None and not begun.copy:
            self.dropped_nowhere.emit(begun)

    def choose(self, side: Side, name: str) -> bool:
        """A row or port was clicked, or Enter pressed on it, while a pair is under way; whether that settled it."""
        if self.now is None:
            return False
        begun = self.now
        if side == begun.side or not begun.verdicts.get(name, _NEVER).possible:
            return False
        self.cancel()
        self.wanted.emit(begun, name)
        return True

    def aim(self, name: str) -> None:
        """Keyboard: this row is where Enter would connect."""
        if self.now is not None and self.now.verdicts.get(name, _NEVER).possible:
            self._aim(name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc and the right button cancel wherever they happen; a click on nothing, or another page, too."""
        kind = event.type()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self.cancel()
            return True
        if kind == QEvent.Type.Hide and watched is self._owner:
            self.cancel()
        if kind == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent) and isinstance(watched, QWidget):
            return self._pressed(watched, event)
        return False

    def _pressed(self, watched: QWidget, event: QMouseEvent) -> bool:
        if event.button() is Qt.MouseButton.RightButton:
            self.cancel()
            return True
        begun = self.now
        if begun is None or not self._owner.isAncestorOf(watched):
            return False
        place = event.globalPosition().toPoint()
        inside = any(one.tree.viewport() is watched for one in self._lists.values())
        if watched is not self._gutter and not inside:
            return False  # the search fields and scroll bars keep working meanwhile
        name = self._nearest(place)
        if name and self.choose(other(begun.side), name):
            return True
        self.cancel()
        return watched is self._gutter

    def _nearest(self, place: QPoint) -> str:
        if self.now is None:
            return ""
        tree = self._lists[other(self.now.side)].tree
        at = tree.viewport().mapFromGlobal(place)
        if not 0 <= at.y() <= tree.viewport().height() or not self._towards(place):
            return ""
        best, found = SNAP, ""
        for name, anchor in tree.anchors().items():
            verdict = self.now.verdicts.get(name)
            far = abs(anchor.y - at.y())
            if verdict is not None and verdict.possible and not anchor.group and far <= best:
                best, found = far, name
        return found

    def _towards(self, place: QPoint) -> bool:
        """Whether the mouse is over the target list or in the half of the gutter next to it."""
        if self.now is None:
            return False
        tree = self._lists[other(self.now.side)].tree
        if 0 <= tree.viewport().mapFromGlobal(place).x() <= tree.viewport().width():
            return True
        x = self._gutter.mapFromGlobal(place).x()
        half = self._gutter.width() / 2
        return half <= x <= self._gutter.width() if self.now.side == "crm" else 0 <= x <= half

    def _aim(self, name: str) -> None:
        if self.now is None or name == self._target:
            return
        self._target = name
        tree = self._lists[other(self.now.side)].tree
        tree.marks.target = name
        tree.viewport().update()

    def _port(self, side: Side, name: str) -> QPointF | None:
        tree = self._lists[side].tree
        anchor = tree.anchors().get(name)
        if anchor is None:
            return None
        y = self._gutter.mapFromGlobal(tree.viewport().mapToGlobal(QPoint(0, 0))).y() + anchor.y
        return QPointF(10.0 if side == "crm" else self._gutter.width() - 10.0, y)

    def _hovered(self, _side: str, name: str) -> None:
        if self.now is None or self._dragging or self.now.by_keys:
            return
        self._aim(name if self.now.verdicts.get(name, _NEVER).possible else "")
        start, end = self._port(self.now.side, self.now.field), self._port(other(self.now.side), self._target)
        if start is not None and end is not None:
            self._gutter.show_live(Live(start, end, settled=True))

    def _scroll(self) -> None:
        if self.now is None or not self._dragging:
            self._timer.stop()
            return
        tree = self._lists[other(self.now.side)].tree
        y = tree.viewport().mapFromGlobal(QCursor.pos()).y()
        step = -_SCROLL if -_EDGE < y < _EDGE else _SCROLL if tree.viewport().height() - _EDGE < y < tree.viewport().height() + _EDGE else 0
        if step and self._towards(QCursor.pos()):
            bar = tree.verticalScrollBar()
            bar.setValue(bar.value() + step)
            self.move_to(QCursor.pos())

    def _paint_lists(self) -> None:
        for one in self._lists.values():
            one.tree.viewport().update()
