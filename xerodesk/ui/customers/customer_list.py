"""The list of customers at the left: rows that come by windows, as fast as one types."""

from __future__ import annotations

from typing import Any, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from xerodesk.store.queries.customers import CustomerRow
from xerodesk.ui.context import PageContext
from xerodesk.ui.customers.list_head import ListHead, Shown
from xerodesk.ui.customers.ports import CustomerServices
from xerodesk.ui.customers.reading import Frame, list_question
from xerodesk.ui.customers.words import list_row
from xerodesk.ui.errors import in_words
from xerodesk.ui.kit.buttons import Button
from xerodesk.ui.kit.labels import Hairline, Region, Text
from xerodesk.ui.kit.models import Column, PagedModel
from xerodesk.ui.kit.rows import TwoLines
from xerodesk.ui.kit.tables import TwoLineList
from xerodesk.ui.wording import count


class CustomerList(Region):
    """`chosen(id)` when a row becomes the current one, `opened(id)` on Enter or double click, `add_wanted(name)`, `counted(total)`."""

    chosen = Signal(str)
    opened = Signal(str)
    add_wanted = Signal(str)
    counted = Signal(int)

    def __init__(self, context: PageContext) -> None:
        super().__init__("canvas")
        self._context = context
        self._services = cast("CustomerServices", context.services)
        self._frame: Frame | None = None
        self._going_down = False
        self.head = ListHead(Shown.kept(context.recall("customers.view"), context.recall("customers.sort")))
        self.model = PagedModel([Column("who", "", self._row, 180, stretch=1)], context.tasks, _identity)
        self.table = TwoLineList("Customers", self.model)
        self._nobody = _NobodyHere()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._nobody)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 14, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addSpacing(8)
        column.addWidget(Hairline())
        column.addWidget(self._stack, 1)
        self._connect()

    @property
    def shown(self) -> Shown:
        """View, order and text as they are."""
        return self.head.shown

    def start(self, frame: Frame) -> None:
        """Load the list, or load it anew, as the organisation is now."""
        self._frame = frame
        self.head.set_currency(frame.currency)
        if self.model.rowCount() or self.model.waiting:
            self.model.reload()
        else:
            self._ask()

    def choose(self, contact_id: str) -> None:
        """Make a customer the current one, now or when it comes into view."""
        current = self.table.current()
        if not isinstance(current, CustomerRow) or current.id != contact_id:
            self.table.choose_identity(contact_id)

    def first(self) -> str:
        """The id of the first row, "" when there is none yet."""
        row = self.model.row_at(0)
        return row.id if isinstance(row, CustomerRow) else ""

    def to_search(self) -> None:
        """Put the keyboard into the search."""
        self.head.search.setFocus()
        self.head.search.selectAll()

    def _connect(self) -> None:
        self.head.asked.connect(self._asked)
        self.head.to_list.connect(self._to_list)
        self.head.add.clicked.connect(self._add)
        self._nobody.deed.clicked.connect(self._nobody_deed)
        self._nobody.clear.clicked.connect(self._clear)
        self.table.chosen.connect(self._row_chosen)
        self.table.opened.connect(self._row_opened)
        self.model.loaded.connect(self._loaded)
        self.model.failed.connect(self._failed)

    def _row(self, row: CustomerRow) -> TwoLines:
        frame = self._frame
        return list_row(row, frame.currency, frame.today) if frame is not None else TwoLines(row.name)

    def _asked(self, shown: Shown) -> None:
        self._context.keep("customers.view", shown.view)
        self._context.keep("customers.sort", shown.sort)
        self._ask()

    def _ask(self) -> None:
        shown = self.head.shown
        self.model.load(list_question(self._context.queries, self._services.today, shown.view, shown.sort, shown.text))

    def _add(self) -> None:
        self.add_wanted.emit("")

    def _nobody_deed(self) -> None:
        if self._nobody.retry:
            self._ask()
        else:
            self.add_wanted.emit(self.head.shown.text)

    def _clear(self) -> None:
        self.head.show_view("all", text="")
        self.head.search.setFocus()

    def _to_list(self) -> None:
        self._going_down = self.model.waiting  # who types fast presses Enter before the rows are there
        if self.model.rowCount() and not self._going_down:
            self.table.setFocus()
            if not self.table.currentIndex().isValid():
                self.table.choose(0)

    def _row_chosen(self, row: CustomerRow) -> None:
        self.chosen.emit(row.id)

    def _row_opened(self, row: CustomerRow) -> None:
        self.opened.emit(row.id)

    def _loaded(self, total: int) -> None:
        self.head.set_note(count(total))
        if not total:
            self._nobody.set_nobody(self.head.shown.text, self.head.shown.heading)
        self._stack.setCurrentWidget(self.table if total else self._nobody)
        self.counted.emit(total)
        if self._going_down:
            self._to_list()

    def _failed(self, error: Exception) -> None:
        self._nobody.set_failed(*in_words(error))
        self._stack.setCurrentWidget(self._nobody)


class _NobodyHere(QWidget):
    """What stands in place of rows: nobody found, or an error; with what to do."""

    def __init__(self) -> None:
        super().__init__()
        self.retry = False
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 12, 16)
        column.setSpacing(8)
        self._words = Text("", weight=500, wrap=True)
        self._advice = Text("", "small", "ink2", wrap=True)
        self.deed = Button("Add")
        self.clear = Button("Show everyone", "text")
        for widget in (self._words, self._advice, self.deed, self.clear):
            column.addWidget(widget)
        column.addStretch()

    def set_nobody(self, text: str, heading: str) -> None:
        """Nobody fits a search or a view."""
        self.retry = False
        self._words.setText(f"Nobody fits “{text}”." if text else "Nobody here.")
        self._advice.setText(f"Looked at names, e-mails, phones and people of: {heading.lower()}." if text else "")
        self.deed.setText("Add with this name" if text else "Add a customer")
        self.clear.setVisible(True)

    def set_failed(self, message: str, advice: str) -> None:
        """The list could not be read."""
        self.retry = True
        self._words.setText(message)
        self._advice.setText(advice)
        self.deed.setText("Try again")
        self.clear.setVisible(False)


def _identity(row: Any) -> str:
    return str(row.id)
