"""The table of who owes what: a click on a figure opens the invoices behind it, Enter all that a customer owes."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QMenu

from xerodesk.store.queries.ageing import AgeingRow
from xerodesk.ui.kit.cells import Cell
from xerodesk.ui.kit.models import Column, PagedModel
from xerodesk.ui.kit.tables import DataTable
from xerodesk.ui.wording import count, money_or_dash

AGES = {"not_due": "Not due yet", "days_30": "1–30 days", "days_60": "31–60", "days_90": "61–90", "older": "Over 90"}
_INKS = {"not_due": "ink", "days_30": "ink", "days_60": "warn", "days_90": "bad", "older": "bad"}
TOTAL = "total"


def columns() -> list[Column]:
    """Customer, how many invoices, the five ages, and their sum."""
    ages = [Column(key, words, partial(_figure, key), 108, right=True) for key, words in AGES.items()]
    return [
        Column("name", "Customer", lambda row: Cell(row.name, weight=500 if row.contact_xero_id else 600), 160, stretch=1, sortable=True),
        Column("invoices", "Invoices", lambda row: Cell(count(row.invoices), "ink2"), 72, right=True, hide_below=840),
        *ages,
        Column(TOTAL, "Total", partial(_figure, TOTAL), 118, right=True, sortable=True),
    ]


class OwingTable(DataTable):
    """`figure(row, age)` when a figure is to be opened; age "total" for all of a customer's."""

    figure = Signal(object, str)

    def __init__(self, model: PagedModel) -> None:
        super().__init__("Who owes what", model)
        self.opened.connect(self._open_all)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu_at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a figure opens what is behind it."""
        super().mouseReleaseEvent(event)
        key = self._figure_at(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and key:
            self.figure.emit(self.current(), key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over figures."""
        super().mouseMoveEvent(event)
        over = self._figure_at(event.position().toPoint())
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def menu_for(self, row: AgeingRow) -> QMenu:
        """The figures of a row by name, for the keyboard."""
        menu = QMenu(self)
        for key, words in {**AGES, TOTAL: "All that is owed"}.items():
            if getattr(row, key):
                menu.addAction(f"{words}: {money_or_dash(getattr(row, key))}", partial(self.figure.emit, row, key))
        return menu

    def _figure_at(self, place: QPoint) -> str:
        index = self.indexAt(place)
        row = self.rows.row_at(index.row()) if index.isValid() else None
        key = self.rows.columns[index.column()].key if index.isValid() else ""
        return key if isinstance(row, AgeingRow) and key in (*AGES, TOTAL) and getattr(row, key) else ""

    def _open_all(self, row: object) -> None:
        self.figure.emit(row, TOTAL)

    def _menu_at(self, place: QPoint) -> None:
        row = self.current()
        if isinstance(row, AgeingRow):
            menu = self.menu_for(row)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.viewport().mapToGlobal(place))


def _figure(key: str, row: AgeingRow) -> Cell:
    amount = getattr(row, key)
    if not amount:
        return Cell("–", "ink3")
    weight = 600 if key == TOTAL or not row.contact_xero_id else 400
    return Cell(money_or_dash(amount), _INKS.get(key, "ink"), weight, tip="Open these invoices")
