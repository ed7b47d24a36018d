"""Choosing the records of a test: a search over the customers, and those taken so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from xerodesk.store.queries import customers
from xerodesk.store.queries.customers import CustomerFilter, CustomerRow
from xerodesk.store.queries.source import Source
from xerodesk.ui.context import PageContext
from xerodesk.ui.kit.cells import Cell
from xerodesk.ui.kit.dialogs import Dialog
from xerodesk.ui.kit.fields import SearchField
from xerodesk.ui.kit.labels import Text
from xerodesk.ui.kit.models import Column, PagedModel, Window
from xerodesk.ui.kit.tables import DataTable
from xerodesk.ui.theme import theme

MOST = 20


@dataclass(frozen=True, slots=True)
class Chosen:
    """A record of the test: the CRM's id or, for one only Xero has, Xero's; and why it was chosen."""

    kind: str
    crm_id: str
    xero_id: str
    title: str
    why: str

    @property
    def key(self) -> str:
        """What it goes by in a preview."""
        return self.crm_id or self.xero_id


def read_customers(source: Source, wanted: CustomerFilter, offset: int, limit: int) -> Window:
    """A window of the customers, for the store lane."""
    with source.read():
        return Window(customers.count(source, wanted), customers.window(source, wanted, offset, limit))


class ChooseDialog(Dialog):
    """`chosen_ones(list[Chosen])` when it is accepted."""

    chosen_ones = Signal(object)

    def __init__(self, context: PageContext, today: date, taken: Sequence[Chosen], parent: QWidget | None = None) -> None:
        super().__init__("Choose customers to test", "Test these", parent=parent)
        self._queries = context.queries
        self._today = today
        self._taken: dict[str, Chosen] = {one.key: one for one in taken}
        self.setMinimumSize(theme().px(640), theme().px(480))
        self.search = SearchField("Name, e-mail, phone", "Find a customer")
        self._count = Text("", "small", "ink2", wrap=True)
        columns = [
            Column("take", "", self._tick, 44),
            Column("name", "Customer", lambda row: Cell(row.name, weight=500), 200, stretch=3),
            Column("email", "E-mail", lambda row: Cell(row.email, "ink2"), 160, stretch=2),
        ]
        self.model = PagedModel(columns, context.tasks, lambda row: row.id)
        self.table = DataTable("Customers", self.model)
        self.table.deed.connect(self._turn)
        self.table.opened.connect(self._turn)
        self.search.searched.connect(self._find)
        self.search.wanted_list.connect(self.table.setFocus)
        self.model.failed.connect(context.notices.trouble)
        for widget in (self.search, self._count, self.table):
            self.body.addWidget(widget)
        self.accepted.connect(self._tell)
        self._find("")
        self._write()

    def _find(self, text: str) -> None:
        self.model.load(partial(read_customers, self._queries, CustomerFilter(self._today, text)))

    def _tick(self, row: CustomerRow) -> Cell:
        return Cell(check=row.id in self._taken)

    def _turn(self, row: CustomerRow, _key: str = "") -> None:
        if row.id in self._taken:
            del self._taken[row.id]
        elif len(self._taken) < MOST:
            self._taken[row.id] = Chosen("contact", row.id, "", row.name, "You chose it.")
        self.model.layoutChanged.emit()
        self._write()

    def _write(self) -> None:
        names = ", ".join(one.title for one in self._taken.values())
        self._count.setText(f"{len(self._taken)} chosen: {names}" if names else "None chosen yet")
        self.deed.setEnabled(bool(self._taken))
        self.deed.setText(f"Test these {len(self._taken)}" if len(self._taken) > 1 else "Test this one")

    def _tell(self) -> None:
        self.chosen_ones.emit(list(self._taken.values()))
