"""The box for everything (Ctrl+K): commands and records in one list, found while typing, done with Enter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from xerodesk.ui.actions import Actions, Deed
from xerodesk.ui.kit.cells import Cell
from xerodesk.ui.kit.fields import SearchField
from xerodesk.ui.kit.labels import KeyHint, Text
from xerodesk.ui.kit.models import Column, PagedModel
from xerodesk.ui.kit.tables import DataTable
from xerodesk.ui.search import fit
from xerodesk.ui.tasks import Job, Lane, Tasks
from xerodesk.ui.theme import theme

_MOST_COMMANDS = 6
_MOST_ROWS = 12
_REMEMBERED = 8
_ROW = 34


@dataclass(frozen=True, slots=True)
class Found:
    """A line of the box: what it is, a quiet note, an icon, and where it leads (a route) or what it does (an action's name)."""

    title: str
    note: str = ""
    icon: str = "file"
    route: str = ""
    action: str = ""
    keys: str = ""


FindRecords = Callable[[str], Sequence[Found]]  # called on the store lane


class FindBox(SearchField):
    """The field in the top bar; its list opens under it."""

    chosen = Signal(object)

    def __init__(self, tasks: Tasks, actions: Actions, records: FindRecords | None, window: QWidget) -> None:
        super().__init__("Find a customer, invoice or command", "Find a customer, invoice or command")
        self._tasks = tasks
        self._actions = actions
        self._records = records
        self._job: Job | None = None
        self._commands: list[Found] = []
        self._recent: list[str] = []
        self._before: QWidget | None = None
        self.setMinimumWidth(200)
        self.setMaximumWidth(theme().px(420))
        self.setFixedHeight(theme().px(30))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._hint = KeyHint(QKeySequence("Ctrl+K").toString(QKeySequence.SequenceFormat.NativeText).replace("+", " "))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 8, 0)
        row.addStretch()
        row.addWidget(self._hint)
        self._window = window
        self._list: _FoundList | None = None  # made at the first search: start-up time
        self.searched.connect(self._search)

    @property
    def listed(self) -> list[Found]:
        """What the list shows."""
        return self._list.rows if self._list is not None else []

    def start(self) -> None:
        """Begin a search: focus, empty, with the commands listed."""
        self._before = self.window().focusWidget() if self.window().focusWidget() is not self else self._before
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self._search(self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down in the list, Enter does, Esc closes."""
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            if not self._found_list().isVisible():
                self._search(self.text())
            self._found_list().move_by(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._found_list().take_current()
        elif key == Qt.Key.Key_Escape:
            self._finish()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click opens the list."""
        super().mousePressEvent(event)
        self._search(self.text())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The list closes when one goes elsewhere."""
        super().focusOutEvent(event)
        if self._list is not None and event.reason() is not Qt.FocusReason.ActiveWindowFocusReason:
            self._list.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list stays as wide as the field."""
        super().resizeEvent(event)
        if self._list is not None:
            self._list.place()

    def _found_list(self) -> _FoundList:
        if self._list is None:
            self._list = _FoundList(self._tasks, self._window, self)
            self._list.taken.connect(self._take)
        return self._list

    def _search(self, query: str) -> None:
        self._hint.setVisible(not query)
        if not self.hasFocus():
            return
        self._commands = self._fitting(query)
        self._show([])
        if self._job is not None:
            self._job.cancel()
        if self._records is not None and len(query.strip()) >= 2:
            records = self._records
            self._job = self._tasks.run(Lane.STORE, lambda: (query, records(query.strip())), self._came, self._nothing_came)

    def _fitting(self, query: str) -> list[Found]:
        scored = []
        for at, deed in enumerate(self._actions.all()):
            score = fit(query, deed.title, f"{deed.words} {deed.menu}")
            if score and deed.name != "find":
                recent = self._recent.index(deed.name) if deed.name in self._recent else _REMEMBERED
                scored.append((-round(score, 1), recent, at, deed))
        most = _MOST_COMMANDS if query else _MOST_ROWS
        return [_as_found(deed) for _score, _recent, _at, deed in sorted(scored, key=lambda one: one[:3])[:most]]

    def _came(self, answer: tuple[str, Sequence[Found]]) -> None:
        query, records = answer
        if query == self.text():
            self._show(records)

    def _nothing_came(self, _error: Exception) -> None:
        """Records cannot be searched now; the commands stay."""

    def _show(self, records: Sequence[Found]) -> None:
        self._found_list().show_rows([*records, *self._commands][:_MOST_ROWS], self.text())

    def _take(self, found: Found) -> None:
        if found.action:
            self._recent = [found.action, *(one for one in self._recent if one != found.action)][:_REMEMBERED]
        self._finish()
        if found.action:
            self._actions.get(found.action).trigger()
        else:
            self.chosen.emit(found)

    def _finish(self) -> None:
        self._found_list().hide()
        self.clear()
        self._hint.show()
        before, self._before = self._before, None
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.clearFocus()


def _as_found(deed: Deed) -> Found:
    keys = deed.action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return Found(deed.title, deed.menu, "chevron-right", action=deed.name, keys=keys)


class _FoundList(QFrame):
    """The list under the field; the keyboard stays in the field."""

    taken = Signal(object)

    def __init__(self, tasks: Tasks, window: QWidget, field: QWidget) -> None:
        super().__init__(window)
        self._field = field
        self.rows: list[Found] = []
        self.setProperty("popup", "true")
        columns = [
            Column("title", "", lambda row: Cell(row.title, weight=500, icon=row.icon, icon_ink="ink3"), 120, stretch=3),
            Column("note", "", lambda row: Cell(row.note, "ink3", size="small"), 60, stretch=2),
            Column("keys", "", lambda row: Cell(row.keys, "ink3", size="caption"), 76, right=True),
        ]
        self._model = PagedModel(columns, tasks)
        self._table = DataTable("Found", self._model, row_height=_ROW, heading_height=0, inset=12)
        self._table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._table.viewport().installEventFilter(self)
        self._none = Text("", ink="ink3")
        self._none.setContentsMargins(12, 8, 12, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 4, 1, 4)
        column.addWidget(self._none)
        column.addWidget(self._table)
        self.hide()

    def show_rows(self, rows: list[Found], query: str) -> None:
        """Show these lines, the first one chosen."""
        self.rows = rows
        self._model.show_rows(rows)
        self._table.setVisible(bool(rows))
        self._none.setVisible(not rows)
        self._none.setText(f"Nothing found for “{query}”." if query else "Type a name, a number or what you want to do.")
        if rows:
            self._table.choose(0)
        self.place()
        self.show()
        self.raise_()

    def place(self) -> None:
        """Under the field, a little wider."""
        window = self.parentWidget()
        if window is None:
            return
        height = (theme().px(_ROW) * len(self.rows) if self.rows else theme().px(40)) + 12
        corner = self._field.mapTo(window, QPoint(0, self._field.height() + 6))
        width = max(self._field.width(), theme().px(420))
        room = window.size()
        wide, tall = min(width + 80, room.width() - corner.x() - 8), min(height, room.height() - corner.y() - 8)
        self.setGeometry(corner.x(), corner.y(), wide, tall)

    def move_by(self, step: int) -> None:
        """Up or down, round the ends."""
        if self.rows:
            self._table.choose((self._table.currentIndex().row() + step) % len(self.rows))

    def take_current(self) -> None:
        """Do the chosen line."""
        row = self._table.current()
        if self.isVisible() and isinstance(row, Found):
            self.taken.emit(row)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A click takes a line."""
        if event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            index = self._table.indexAt(event.position().toPoint())
            if index.isValid():
                self._table.choose(index.row())
                self.take_current()
                return True
        return super().eventFilter(watched, event)
