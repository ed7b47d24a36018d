"""What stands over the list of customers: its name and count, the search, the part of all customers shown, and their order."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from xerodesk.store.queries.customers import Sort, View
from xerodesk.ui.kit.buttons import IconButton
from xerodesk.ui.kit.fields import Choice, SearchField
from xerodesk.ui.kit.labels import Heading, Text

VIEWS: tuple[tuple[View, str, str], ...] = (
    ("all", "Everyone", "Customers"),
    ("customers", "Customers only", "Customers"),
    ("leads", "Leads only", "Leads"),
    ("owing", "Who owes something", "Owing"),
    ("late", "Who is late", "Late"),
    ("archived", "Archived", "Archived"),
)
"""Each view: its key, its words in the menu, the heading of the list."""
SORTS: tuple[tuple[Sort, str], ...] = (
    ("late", "Longest overdue"),
    ("name", "By name"),
    ("owed", "Owes most"),
    ("recent", "Last changed"),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """What the list is asked for."""

    view: View = "all"
    sort: Sort = "late"
    text: str = ""

    @property
    def heading(self) -> str:
        """What the list is called."""
        return next(heading for key, _, heading in VIEWS if key == self.view)

    @classmethod
    def kept(cls, view: str, sort: str) -> Shown:
        """As it was left; what is not known any more starts as usual."""
        known: View = next((key for key, _, _ in VIEWS if key == view), "all")
        return cls(known, next((key for key, _ in SORTS if key == sort), "late"))


class ListHead(QWidget):
    """`asked(Shown)` at every key and choice, without delay; `to_list()` when the keyboard should go down; `add` is a button."""

    asked = Signal(object)
    to_list = Signal()

    def __init__(self, shown: Shown) -> None:
        super().__init__()
        self.shown = shown
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 0, 12, 0)
        column.setSpacing(8)
        self._heading = Heading(shown.heading)
        self._filter = IconButton("filter", "Show")
        self._menu = self._views()
        self._filter.setMenu(self._menu)
        self._filter.setPopupMode(IconButton.ToolButtonPopupMode.InstantPopup)
        self.add = IconButton("plus", "New customer", "Ctrl+N")
        self._heading.add(self._filter)
        self._heading.add(self.add)
        self.search = SearchField("Name, e-mail, phone", "Search customers")
        self.sort = Choice("Order", SORTS, "bare")
        self.sort.set_value(shown.sort)
        self._owes = Text("Owes", "small", "ink3")
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.sort)
        row.addStretch()
        row.addWidget(self._owes)
        row.addSpacing(4)
        column.addWidget(self._heading)
        column.addWidget(self.search)
        column.addLayout(row)
        self.search.searched.connect(self._typed)
        self.search.wanted_list.connect(self.to_list)
        self.search.returnPressed.connect(self.to_list)
        self.sort.chosen.connect(self._sorted)

    def set_note(self, note: str) -> None:
        """The count, beside the name of the view."""
        self._heading.set(self.shown.heading, note)

    def set_currency(self, currency: str) -> None:
        """The currency that goes without saying at each figure."""
        self._owes.setText(f"Owes, {currency}" if currency else "Owes")

    def show_view(self, view: View, *, text: str | None = None) -> None:
        """Another part of all customers; with `text` another search, too."""
        shown = replace(self.shown, view=view, text=self.shown.text if text is None else text)
        if text is not None and self.search.text() != text:
            self.search.blockSignals(True)
            self.search.setText(text)
            self.search.blockSignals(False)
        for action in self._menu.actions():
            action.setChecked(action.data() == view)
        self._ask(shown)

    def _views(self) -> QMenu:
        menu = QMenu(self)
        group = QActionGroup(menu)
        for key, words, _ in VIEWS:
            action = QAction(words, menu)
            action.setCheckable(True)
            action.setChecked(key == self.shown.view)
            action.setData(key)
            group.addAction(action)
            menu.addAction(action)
        group.triggered.connect(self._picked)
        return menu

    def _picked(self, action: QAction) -> None:
        self._ask(replace(self.shown, view=action.data()))

    def _typed(self, text: str) -> None:
        self._ask(replace(self.shown, text=text.strip()))

    def _sorted(self, sort: object) -> None:
        self._ask(replace(self.shown, sort=next(key for key, _ in SORTS if key == sort)))

    def _ask(self, shown: Shown) -> None:
        if shown != self.shown:
            self.shown = shown
            self.asked.emit(shown)
