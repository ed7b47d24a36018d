"""A field map page on screen, with what its tests reach for."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.sync.field_map_desk import Heard, MemoryDesk, page_for
from xerodesk.mapping.wires import Wire
from xerodesk.ui.sync.field_map.lists import FieldTree
from xerodesk.ui.sync.field_map.scene import PairKey
from xerodesk.ui.sync.field_map.workbench import Workbench

LEFT = Qt.MouseButton.LeftButton
PHONE: PairKey = (("phone",), "Phones.DEFAULT")


class Shown:
    """A page on screen with what its tests reach for."""

    def __init__(self, qtbot: QtBot, desk: MemoryDesk | None = None, size: tuple[int, int] = (1232, 788), kind: str = "") -> None:
        self.bot = qtbot
        self.page, self.context, self.desk = page_for(desk)
        self.page.resize(*size)
        self.page.show()
        self.page.open(kind)
        self.page.activateWindow()
        qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is self.page.windowHandle())

    @property
    def heard(self) -> Heard:
        """The messages."""
        assert isinstance(self.context.notices, Heard)
        return self.context.notices

    @property
    def bench(self) -> Workbench:
        """The editor on screen."""
        bench = self.page.bench()
        assert bench is not None
        return bench

    def tree(self, side: str) -> FieldTree:
        """A list."""
        return self.bench.canvas.lists["crm" if side == "crm" else "xero"].tree

    def pairs(self) -> dict[PairKey, Wire]:
        """The map as it stands."""
        return {(wire.crm_fields, wire.xero_field): wire for wire in self.bench.editor.document.map.wires}

    def show_all(self) -> None:
        """Ask for all of Xero's fields."""
        self.bot.mouseClick(self.bench.canvas.lists["xero"].more, LEFT)

    def port(self, side: str, name: str) -> QPoint:
        """Where a field's port is in the gutter, scrolled into view."""
        self.tree(side).go_to(name)
        found = next(port for port in self.bench.canvas.gutter.scene.ports if (port.side, port.field) == (side, name))
        return QPoint(10 if side == "crm" else self.bench.canvas.gutter.width() - 10, round(found.y))

    def row(self, side: str, name: str) -> QPoint:
        """The middle of a field's row in its viewport, scrolled into view."""
        self.tree(side).go_to(name)
        return self.tree(side).visualRect(self.tree(side).fields.index_of(name)).center()

    def chip(self, key: PairKey) -> QPoint:
        """Where a pair's chip is."""
        strand = self.bench.canvas.gutter.scene.strand_of(key)
        assert strand is not None
        assert strand.chip is not None
        return QPoint(round(strand.chip.x), round(strand.chip.y))

    def drag(self, start: QPoint, end: QPoint) -> None:
        """Press, move in steps and let go in the gutter."""
        gutter = self.bench.canvas.gutter
        self.bot.mousePress(gutter, LEFT, pos=start)
        for part in (1, 2, 3, 4):
            at = start + (end - start) * part / 4
            _move(gutter, at)
        self.bot.mouseRelease(gutter, LEFT, pos=end)


def _move(widget: QWidget, at: QPoint) -> None:
    """A move with the button held, which QTest cannot send."""
    event = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(at), QPointF(widget.mapToGlobal(at)), Qt.MouseButton.NoButton, LEFT, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(widget, event)
