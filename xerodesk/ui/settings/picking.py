"""A field that offers records while one types: what is offered stands in a short list below it, reached with Down or the mouse."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from xerodesk.ui.tasks import Job, Lane, Tasks
from xerodesk.ui.theme import show_if, theme

Find = Callable[[str], Sequence[str]]
_MOST = 6


class PickField(QWidget):
    """`find(text)` is asked on the store lane at each change and gives what to offer. `text()` is what stands in the field."""

    def __init__(self, name: str, hint: str, find: Find, tasks: Tasks) -> None:
        super().__init__()
        self._find, self._tasks = find, tasks
        self._job: Job | None = None
        self.line = QLineEdit()
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(hint)
        self.line.setMinimumWidth(theme().px(240))
        self.line.textEdited.connect(self._ask)
        self.line.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(f"{name}: offered")
        self.list.installEventFilter(self)
        self.list.itemClicked.connect(self._take)
        self.list.hide()
        self.setFocusProxy(self.line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.line)
        column.addWidget(self.list)

    @property
    def offers(self) -> list[str]:
        """What is offered now."""
        return [self.list.item(at).text() for at in range(self.list.count())]

    def text(self) -> str:
        """What stands in the field."""
        return self.line.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes into the list, Enter takes from it, Esc puts it away."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress or self.list.isHidden():
            return False
        if watched is self.line and event.key() == Qt.Key.Key_Down:
            self.list.setCurrentRow(0)
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        if event.key() == Qt.Key.Key_Escape:
            self._put_away()
            return True
        if watched is self.list and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._take(self.list.currentItem())
            return True
        return False

    def _ask(self, text: str) -> None:
        if self._job is not None:
            self._job.cancel()

        def find() -> Sequence[str]:
            return self._find(text)

        self._job = self._tasks.run(Lane.STORE, find, self._offer, self._nothing)

    def _offer(self, found: Sequence[str]) -> None:
        self.list.clear()
        if self.text().strip() and list(found) != [self.text()]:
            self.list.addItems(list(found)[:_MOST])
        row = self.list.sizeHintForRow(0) if self.list.count() else 0
        self.list.setFixedHeight(row * self.list.count() + 4)
        show_if(self.list, self.list.count() > 0)

    def _nothing(self, _error: Exception) -> None:
        """What is typed still stands; the deed itself says what is wrong."""
        self._offer(())

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.line.setText(item.text())
        self._put_away()

    def _put_away(self) -> None:
        self.list.hide()
        self.line.setFocus()
