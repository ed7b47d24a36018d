"""A field that finds records as one types and lets one be chosen: a customer for a deal, a product for one of its lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem

from xerodesk.ui.kit.notices import announce
from xerodesk.ui.tasks import Job, Lane, Tasks
from xerodesk.ui.theme import dress, theme

T = TypeVar("T")
_ROW, _MOST_ROWS = 28, 8


class Picker(QLineEdit, Generic[T]):
    """`find(text)` runs on the store lane; `words(found)` is what is listed, `text_of(found)` what stands in the field then.

    What was found lies below the field: arrows move in it, Enter or a click chooses, Esc puts it away. `picked(found)` when one is
    chosen, `typed()` while none is.
    """

    picked = Signal(object)
    typed = Signal()

    def __init__(
        self,
        name: str,
        tasks: Tasks,
        find: Callable[[str], Sequence[T]],
        words: Callable[[T], str],
        text_of: Callable[[T], str] | None = None,
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._tasks = tasks
        self._find = find
        self._words = words
        self._text_of = text_of or words
        self._found: Sequence[T] = ()
        self._job: Job | None = None
        self.list: QListWidget | None = None
        self.textEdited.connect(self._edited)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A text that names exactly one of what was found chooses it."""
        super().focusOutEvent(event)
        self._put_away()
        if self.isModified():
            self.settle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Enter and Esc go to what was found while it is shown."""
        shown = self.list if self.list is not None and self.list.isVisible() else None
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if shown is not None and step is not None:
            shown.setCurrentRow(max(0, min(shown.count() - 1, shown.currentRow() + step)))
            announce(self, shown.item(shown.currentRow()).text())
        elif shown is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and shown.currentRow() >= 0:
            self.take(self._found[shown.currentRow()])
        elif shown is not None and event.key() == Qt.Key.Key_Escape:
            self._put_away()
        else:
            super().keyPressEvent(event)

    def settle(self) -> None:
        """Choose what the text names, if it names one."""
        text = self.text().strip().casefold()
        same = [one for one in self._found if text in (self._words(one).casefold(), self._text_of(one).casefold())]
        if text and len(same) == 1:
            self.take(same[0])

    def take(self, one: T) -> None:
        """Choose this."""
        self._put_away()
        self.setText(self._text_of(one))
        self.setModified(False)
        self.picked.emit(one)

    def _edited(self, text: str) -> None:
        self.typed.emit()
        if self._job is not None:
            self._job.cancel()
        self._job = self._tasks.run(Lane.STORE, partial(self._find, text), self._offer, self._nothing)

    def _offer(self, found: Sequence[T]) -> None:
        self._found = found
        if not found or not self.hasFocus():
            self._put_away()
            return
        shown = self._shown_list()
        shown.clear()
        look = theme()
        for one in found:
            item = QListWidgetItem(self._words(one), shown)
            item.setSizeHint(QSize(0, look.px(_ROW)))
        height = look.px(_ROW) * min(len(found), _MOST_ROWS) + 8
        shown.setGeometry(*self._below().toTuple(), max(self.width(), look.px(280)), height)
        shown.show()
        shown.raise_()

    def _below(self) -> QPoint:
        return self.mapTo(self.window(), QPoint(0, self.height() + 2))

    def _shown_list(self) -> QListWidget:
        if self.list is None:
            self.list = QListWidget(self.window())
            self.list.setAccessibleName(f"{self.accessibleName()}: found")
            self.list.setViewportMargins(8, 4, 8, 4)
            self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.list.itemClicked.connect(self._clicked)
            self.list.setProperty("ground", "raised")
            dress(self.list)
        return self.list

    def _clicked(self, item: QListWidgetItem) -> None:
        if self.list is not None:
            self.take(self._found[self.list.row(item)])

    def _put_away(self) -> None:
        if self.list is not None:
            self.list.hide()

    def _nothing(self, _error: Exception) -> None:
        self._offer(())
