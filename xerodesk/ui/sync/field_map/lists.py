"""One side's list of fields: heading with a search field, and a real tree so that keyboard and assistive tools work as everywhere."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHBoxLayout, QToolTip, QTreeView, QVBoxLayout, QWidget

from xerodesk.domain.records import Side
from xerodesk.ui.kit.buttons import Button
from xerodesk.ui.kit.fields import SearchField
from xerodesk.ui.kit.labels import Region, Text
from xerodesk.ui.sync.field_map.row_delegate import Marks, RowDelegate, columns_for
from xerodesk.ui.sync.field_map.rows import Group
from xerodesk.ui.sync.field_map.scene import Anchor
from xerodesk.ui.sync.field_map.tree_model import FieldTreeModel, Index
from xerodesk.ui.theme import theme

TITLES: dict[Side, str] = {"crm": "In xerodesk", "xero": "In Xero"}
_TOP = 6  # room over the first heading
_STARTS = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}


class FieldTree(QTreeView):
    """The rows. `begun(side, field)` on Enter or Space, `clicked_on(side, field)` ("" beside the rows),
    `current_field(side, field)` by key, `hovered(side, field)`, `left` on Esc, `moved` when rows shift."""

    begun = Signal(str, str)
    clicked_on = Signal(str, str)
    hovered = Signal(str, str)
    moved = Signal()
    current_field = Signal(str, str)
    left = Signal()

    def __init__(self, side: Side, model: FieldTreeModel) -> None:
        super().__init__()
        self.side = side
        self.marks = Marks()
        self.fields = model
        self._closed: set[str] = set()
        self._typed = ""
        self._since = QElapsedTimer()
        self._painter = RowDelegate(self.marks)
        self._painter.first = side == "crm"
        self.setModel(model)
        self.setItemDelegate(self._painter)
        self.setAccessibleName(f"Fields {TITLES[side][0].lower()}{TITLES[side][1:]}")
        self.setHeaderHidden(True)
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setExpandsOnDoubleClick(False)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setViewportMargins(0, _TOP, 0, 0)
        self.verticalScrollBar().valueChanged.connect(self.moved)
        self.expanded.connect(self._opened)
        self.collapsed.connect(self._shut)
        model.modelReset.connect(self._open_groups)

    # ---- what is shown

    def show_groups(self, groups: tuple[Group, ...]) -> None:
        """Show these fields, keeping place, chosen row and closed groups."""
        here = self.current_name()
        at = self.verticalScrollBar().value()
        self._painter.columns = columns_for(groups, self.viewport().width(), first=self.side == "crm")
        if self.fields.set_groups(groups):
            self.setCurrentIndex(self.fields.index_of(here))
            self.verticalScrollBar().setValue(at)
        self.scheduleDelayedItemsLayout()
        self.executeDelayedItemsLayout()
        self.viewport().update()
        self.moved.emit()

    def anchors(self) -> dict[str, Anchor]:
        """Where each shown field's line ends, from the top of the viewport; fields of a closed group end at its heading."""
        found: dict[str, Anchor] = {}
        for name, index, parent in self.fields.fields():
            is_open = self.isExpanded(parent)
            area = self.visualRect(index if is_open else parent)
            found[name] = Anchor(area.top() + area.height() / 2, "" if is_open else str(parent.data()))
        return found

    def current_name(self) -> str:
        """The field that has the keyboard, "" for a heading or none."""
        row = self.fields.row_at(self.currentIndex())
        return row.field.name if row else ""

    def field_at(self, point: QPoint, reach: int = 0) -> str:
        """The field at a point of the viewport, or the nearest one within `reach` above or below it."""
        for step in range(0, reach + 1, 4):
            for shift in (step, -step):
                row = self.fields.row_at(self.indexAt(point + QPoint(0, shift)))
                if row is not None:
                    return row.field.name
        return ""

    def go_to(self, name: str) -> bool:
        """Bring a field into view, opening its group, and make it the current one; whether it is shown."""
        index = self.fields.index_of(name)
        if not index.isValid():
            return False
        self.expand(index.parent())
        self.setCurrentIndex(index)
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
        return True

    # ---- keyboard and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter or Space begins (or ends) a pair, or opens a heading; Esc leaves."""
        key = Qt.Key(event.key())
        if key in _STARTS:
            name = self.current_name()
            if name:
                self.begun.emit(self.side, name)
            elif self.currentIndex().isValid():
                self.setExpanded(self.currentIndex(), not self.isExpanded(self.currentIndex()))
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Typing finds a field by the start of its name or of a word in it, from the current row on; quick letters go together."""
        quick = self._since.isValid() and self._since.elapsed() < QApplication.keyboardInputInterval()
        self._typed = wanted = (self._typed if quick else "") + search.casefold()
        self._since.restart()
        shown = [(name, index) for name, index, parent in self.fields.fields() if self.isExpanded(parent)]
        here = self.current_name()
        start = next((at + (len(wanted) == 1) for at, (name, _) in enumerate(shown) if name == here), 0)
        for _, index in shown[start:] + shown[:start]:
            if any(word.startswith(wanted) for word in [str(index.data()).casefold(), *str(index.data()).casefold().split()]):
                self.setCurrentIndex(index)
                return

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A field is chosen; a heading opens or closes."""
        if event.button() is not Qt.MouseButton.LeftButton:
            event.ignore()
            return
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self.fields.row_at(index) is None:
            self.setExpanded(index, not self.isExpanded(index))
            self.setCurrentIndex(index)
            return
        super().mousePressEvent(event)
        self.clicked_on.emit(self.side, self.field_at(event.position().toPoint()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell which row the mouse is on; no selecting by dragging over rows."""
        self._hover(self.field_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        """The mouse left."""
        super().leaveEvent(event)
        self._hover("")

    def _hover(self, name: str) -> None:
        if name != self.marks.hovered:
            self.marks.hovered = name
            self.viewport().update()
            self.hovered.emit(self.side, name)

    def viewportEvent(self, event: QEvent) -> bool:
        """A tooltip says why a row cannot be paired now."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            reason = self.marks.impossible.get(self.field_at(event.pos()), "")
            if reason:
                QToolTip.showText(event.globalPos(), reason, self)
                return True
        return super().viewportEvent(event)

    # ---- what Qt tells

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which field has the keyboard."""
        super().currentChanged(current, previous)
        row = self.fields.row_at(current)
        if row is not None and self.hasFocus():
            self.current_field.emit(self.side, row.field.name)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A list entered by key has a current row."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.fields.rowCount():
            self.setCurrentIndex(self.fields.index(0, 0, self.fields.index(0, 0)))
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """New columns."""
        super().resizeEvent(event)
        self._painter.columns = columns_for(self.fields.groups, self.viewport().width(), first=self.side == "crm")
        self.moved.emit()

    def _open_groups(self) -> None:
        for at, group in enumerate(self.fields.groups):
            self.setExpanded(self.fields.index(at, 0), group.name not in self._closed)

    def _opened(self, index: QModelIndex) -> None:
        self._closed.discard(str(index.data()))
        self.moved.emit()

    def _shut(self, index: QModelIndex) -> None:
        self._closed.add(str(index.data()))
        self.moved.emit()


class FieldList(QWidget):
    """A tree under its heading. `changed` as the user types, or asks for all fields instead of the short list (`shows_all`)."""

    changed = Signal()

    def __init__(self, side: Side) -> None:
        super().__init__()
        self.side = side
        self.tree = FieldTree(side, FieldTreeModel(TITLES[side], self))
        self.shows_all = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = Region("canvas", "bottom")
        head.setFixedHeight(theme().px(37))
        row = QHBoxLayout(head)
        row.setContentsMargins(24 if side == "crm" else 16, 0, 12 if side == "crm" else 16, 0)
        row.setSpacing(8)
        row.addWidget(Text(TITLES[side], weight=600))
        row.addStretch(1)
        self.more = Button("", look="text", size="row")
        self.more.clicked.connect(self._turn)
        self.more.setVisible(False)
        row.addWidget(self.more)
        self.search = SearchField("Find a field", f"Find a field {TITLES[side][0].lower()}{TITLES[side][1:]}")
        self.search.setFixedWidth(theme().px(136))
        self.search.setFixedHeight(theme().px(28))
        self.search.searched.connect(self.changed)
        self.search.wanted_list.connect(self.tree.setFocus)
        row.addWidget(self.search)
        column.addWidget(head)
        column.addWidget(self.tree, 1)

    def set_more(self, hidden: int, total: int) -> None:
        """Say how many fields there are in all while some are left out; nothing when none is."""
        self.more.setVisible(bool(hidden) or self.shows_all)
        self.more.setText("Show fewer" if self.shows_all else f"Show all {total}")

    def _turn(self) -> None:
        self.shows_all = not self.shows_all
        self.changed.emit()
