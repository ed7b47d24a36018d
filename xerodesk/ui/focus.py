"""The focus ring: one 2 px frame, 1 px away, that follows the keyboard's place around a window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QAbstractItemView, QAbstractSpinBox, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid

from xerodesk.ui.theme import theme

_TYPED_INTO = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox)
_REACH = 3  # 1 px of air and 2 px of ring
_MOVES = {
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.EnabledChange,
}


class FocusRing(QWidget):
    """Lies over a window and frames whatever has the keyboard, if it came there by key or is typed into.

    Lists mark their own current row; a widget with the property `ownFocus` paints its own mark.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._watched: list[QWidget] = []
        self._target: QWidget | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)
        window.installEventFilter(self)

    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        self._leave()
        if now is None or now.window() is not self._window or not self._wants_ring(now):
            return
        self._target = now
        step: QWidget | None = now
        while step is not None and step is not self._window:
            step.installEventFilter(self)
            self._watched.append(step)
            step = step.parentWidget()
        self._place()

    def _wants_ring(self, widget: QWidget) -> bool:
        if isinstance(widget, QAbstractItemView) or widget.property("ownFocus"):
            return False
        if isinstance(widget, QLineEdit) and isinstance(widget.parentWidget(), QAbstractSpinBox | QComboBox):
            return False
        typed = isinstance(widget, _TYPED_INTO)
        return typed or not (widget.underMouse() and QApplication.mouseButtons() != Qt.MouseButton.NoButton)

    def _leave(self) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched.clear()
        self._target = None
        self.hide()

    def _place(self) -> None:
        target = self._target
        if target is None or not isValid(target) or not target.isVisible():
            self.hide()
            return
        area = QRect(target.mapTo(self._window, QPoint(0, 0)), target.size()).adjusted(-_REACH, -_REACH, _REACH, _REACH)
        seen = self._seen(target, area)
        if seen.isEmpty():
            self.hide()
            return
        self.setGeometry(area)
        if seen == area:
            self.clearMask()
        else:
            self.setMask(QRegion(seen.translated(-area.topLeft())))
        self.raise_()
        self.show()
        self.update()

    def _seen(self, target: QWidget, area: QRect) -> QRect:
        """The part of the ring that is inside whatever scrolls around the framed widget."""
        seen = area
        parent = target.parentWidget()
        while parent is not None and parent is not self._window:
            if parent.objectName() == "qt_scrollarea_viewport":
                seen = seen.intersected(QRect(parent.mapTo(self._window, QPoint(0, 0)), parent.size()))
            parent = parent.parentWidget()
        return seen

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the framed widget, and whatever carries it, as they move."""
        if self._target is not None and event.type() in _MOVES:
            self._place()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ring."""
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("focus"), 2))
        radius = 8.0 if self.height() < look.px(60) else 10.0
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
