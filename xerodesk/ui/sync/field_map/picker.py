"""Choosing the record the map is tried on: its name as a button, a list with a search field under it, and a step either way."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from xerodesk.ui.kit.buttons import IconButton
from xerodesk.ui.kit.fields import Choice, SearchField
from xerodesk.ui.kit.labels import Text
from xerodesk.ui.theme import theme

_PAUSE = 120  # ms of quiet before a search is sent
NO_RECORD = "No record yet"


class _Popup(QFrame):
    """The list under the button. `chosen(id)`, `searched(text)`."""

    chosen = Signal(str)
    searched = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("popup", "true")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        self.search = SearchField("Find a record")
        self.items = QListWidget()
        self.items.setAccessibleName("Records to try the map on")
        self.items.setProperty("ownFocus", True)
        self.items.itemActivated.connect(self._take)
        self.items.itemClicked.connect(self._take)
        self.search.searched.connect(self._typed)
        self.search.returnPressed.connect(self._first)
        self.search.wanted_list.connect(self.items.setFocus)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._ask)
        column.addWidget(self.search)
        column.addWidget(self.items)
        self.resize(theme().px(320), theme().px(320))

    def fill(self, samples: Sequence[tuple[str, str]]) -> None:
        """Show these records."""
        self.items.clear()
        for key, title in samples:
            item = QListWidgetItem(title)
            item.setData(Qt.ItemDataRole.UserRole, key)
            self.items.addItem(item)

    def _take(self, item: QListWidgetItem) -> None:
        self.hide()
        self.chosen.emit(str(item.data(Qt.ItemDataRole.UserRole)))

    def _first(self) -> None:
        item = self.items.item(0)
        if item is not None:
            self._take(item)

    def _typed(self, _text: str) -> None:
        self._timer.start()

    def _ask(self) -> None:
        self.searched.emit(self.search.text())


class _Button(Choice):
    """Looks like a combo box; its list is the popup. `pressed_open` asks for it."""

    pressed_open = Signal()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The edge and arrow as ever, the name cut with an ellipsis."""
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = ""
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        room = self.rect().adjusted(theme().px(10), 0, -theme().px(26), 0)
        words = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room.width())
        painter.setPen(theme().colour("ink"))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words)

    def showPopup(self) -> None:
        """The popup with its search field instead of the plain list."""
        self.pressed_open.emit()


class RecordPicker(QWidget):
    """`chosen(id)` when another record is wanted, `searched(text)` when other records are."""

    chosen = Signal(str)
    searched = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._samples: list[tuple[str, str]] = []
        self._now = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.caption = Text("Preview with", ink="ink2")
        row.addWidget(self.caption)
        self.button = _Button("Record to try the map on")
        self.button.setMinimumWidth(theme().px(120))
        self.button.setMaximumWidth(theme().px(268))
        self.button.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.button.pressed_open.connect(self.open_list)
        self.back, self.forth = IconButton("chevron-left", "Previous record"), IconButton("chevron-right", "Next record")
        self.back.clicked.connect(self._earlier)
        self.forth.clicked.connect(self._later)
        row.addWidget(self.button, 100)
        row.addWidget(self.back)
        row.addWidget(self.forth)
        row.addStretch(1)
        self.popup = _Popup(self)
        self.popup.chosen.connect(self.chosen)
        self.popup.searched.connect(self.searched)
        self.show_record("", NO_RECORD)

    def set_samples(self, samples: Sequence[tuple[str, str]]) -> None:
        """The records to step through and choose from."""
        self._samples = list(samples)
        self.popup.fill(samples)
        self._refresh()

    def show_record(self, key: str, title: str) -> None:
        """The record that is shown now."""
        self._now = key
        self.button.set_options([(key, title)])
        self.button.set_value(key)
        self.button.setToolTip(title)
        self._refresh()

    def open_list(self) -> None:
        """Drop the list down."""
        self.popup.move(self.button.mapToGlobal(QPoint(0, self.button.height() + 2)))
        self.popup.show()
        self.popup.search.setFocus(Qt.FocusReason.PopupFocusReason)

    def _at(self) -> int:
        return next((at for at, (key, _) in enumerate(self._samples) if key == self._now), -1)

    def _refresh(self) -> None:
        at = self._at()
        self.back.setEnabled(at > 0)
        self.forth.setEnabled(at + 1 < len(self._samples))

    def _earlier(self) -> None:
        self._step(-1)

    def _later(self) -> None:
        self._step(1)

    def _step(self, by: int) -> None:
        at = self._at() + by
        if 0 <= at < len(self._samples):
            self.chosen.emit(self._samples[at][0])
