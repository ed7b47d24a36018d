"""The customers' page: the list at the left, the chosen customer at the right, and what can be done with it."""

from __future__ import annotations

from functools import partial
from typing import cast

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout

from xerodesk.domain.changes import Changes
from xerodesk.ui.context import PageContext
from xerodesk.ui.customers.customer_list import CustomerList
from xerodesk.ui.customers.deeds import CustomerDeeds
from xerodesk.ui.customers.nobody import Nobody
from xerodesk.ui.customers.ports import CustomerServices
from xerodesk.ui.customers.reading import CustomerView, Frame, frame_of, nobody_at_all, read_customer
from xerodesk.ui.customers.record import TABS, CustomerRecord, shown_id
from xerodesk.ui.errors import in_words
from xerodesk.ui.kit.frames import Split
from xerodesk.ui.kit.labels import Region
from xerodesk.ui.kit.statepage import EmptyState, StatePage
from xerodesk.ui.tasks import Job, Lane
from xerodesk.ui.theme import theme

_SETTLES_AFTER = 40  # ms: going down the list by key reads a customer only where it stops
_LISTED = ("contact", "invoice", "credit_note", "overpayment", "prepayment", "payment", "deal", "link", "connection", "conflict")
_NARROW = 1000


class CustomersPage(Region):
    """Routes: customers, customers/<id>, customers/<id>/<tab>, customers/new."""

    title = "Customers"

    def __init__(self, context: PageContext) -> None:
        super().__init__("canvas")
        self._context = context
        self._services = cast("CustomerServices", context.services)
        self._wanted = context.recall("customers.last")
        self._tab = "invoices"
        self._started = False
        self._job: Job | None = None
        self._narrow = False
        self.list = CustomerList(context)
        self.record = CustomerRecord(context.tasks)
        self.deeds = CustomerDeeds(context, self, self.record)
        self._lay_out()
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLES_AFTER)
        self._settle.timeout.connect(self._go_there)
        self._connect()

    # ---------------------------------------------------------------- what the window asks

    def open(self, state: str) -> None:
        """Show a customer and one of its lists."""
        wanted, _, tab = state.partition("/")
        if wanted == "new":
            self._start()
            self.deeds.add(view=self.list.shown.view)
            return
        if tab in TABS:
            self._tab = tab
        self.record.choose_tab(self._tab)
        if wanted:
            self._wanted = wanted
            self._read()
        self._start()

    def refresh(self, changes: Changes) -> None:
        """Read again what is shown."""
        if changes.touches(*_LISTED, "entry", "run", "map", "setting"):
            self._start()
            if self._wanted:
                self._read()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the list gives way to the customer."""
        super().resizeEvent(event)
        narrow = self.width() < theme().px(_NARROW)
        width = theme().px(232 if narrow else 248)
        if narrow != self._narrow:
            self._narrow = narrow
            self._split.setSizes([width, max(1, self.width() - width)])

    # ---------------------------------------------------------------- how it looks

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        choose = EmptyState("Nobody chosen", "Choose a customer at the left to see what it owes.", icon="people")
        self._right = StatePage(self.record, choose)
        self._right.retry.connect(self._read)
        self._split = Split(self.list, self._right)
        self._nobody = Nobody()
        self._whole = StatePage(self._split, self._nobody)
        self._whole.retry.connect(self._start)
        column.addWidget(self._whole)
        self._whole.show_filled()
        self._right.addWidget(blank := Region())
        self._right.setCurrentWidget(blank)  # until it is known whether there is anybody

    def _connect(self) -> None:
        self.list.chosen.connect(self._chosen)
        self.list.opened.connect(self._opened)
        self.list.add_wanted.connect(self._add)
        self.list.counted.connect(self._counted)
        self.record.tab_chosen.connect(self._tab_chosen)
        self.deeds.shown.connect(self._show_saved)
        self._nobody.acted.connect(partial(self.deeds.do, "import"))
        self._nobody.second_acted.connect(partial(self.deeds.do, "connect"))
        self._nobody.add.clicked.connect(self._add)
        actions = self._context.actions
        actions.add("new-customer", "New customer", self._add, menu="Customers", keys="Ctrl+N", words="add contact lead person", owner=self)
        actions.add("find-customer", "Find a customer in the list", self.list.to_search, menu="Customers", keys="Ctrl+F", owner=self)
        actions.add("edit-customer", "Edit this customer", self.deeds.edit, menu="Customers", keys="Ctrl+E", words="change", owner=self)
        actions.add("check-customer", "Check this customer in Xero now", self.deeds.xero.check, menu="Customers", keys="F5", owner=self)

    # ---------------------------------------------------------------- reading

    def _start(self) -> None:
        if not self._started:
            self._whole.show_loading()
        self._context.tasks.run(Lane.STORE, partial(_beginning, self._context, self._services), self._begin, self._not_begun)

    def _begin(self, beginning: tuple[Frame, bool]) -> None:
        frame, nobody = beginning
        self._started = True
        if nobody:
            self._nobody.set_connected(frame.connected)
            self._whole.show_empty()
            return
        self._whole.show_filled()
        self.list.start(frame)
        if self._wanted:
            self.list.choose(self._wanted)

    def _not_begun(self, error: Exception) -> None:
        self._whole.show_error(*in_words(error))

    def _counted(self, total: int) -> None:
        """The list has its rows: with nobody chosen yet, its first is."""
        if self._wanted:
            self.list.choose(self._wanted)
            if shown_id(self.record) != self._wanted:
                self._read()
        elif total and not self.list.shown.text:
            self._wanted = self.list.first()
            self.list.choose(self._wanted)
            self._read()
        elif not shown_id(self.record):
            self._right.show_empty()

    def _read(self) -> None:
        """Read the wanted customer; what was asked before is dropped."""
        self._settle.stop()
        if self._job is not None:
            self._job.cancel()
        self._job = None
        if not shown_id(self.record):
            self._right.show_loading()
        work = partial(read_customer, self._context.queries, self._services, self._wanted)
        self._job = self._context.tasks.run(Lane.STORE, work, self._show, self._not_read)

    def _show(self, view: CustomerView | None) -> None:
        if view is None:
            self._context.keep("customers.last", "")
            advice = "It may belong to another company. Choose one at the left."
            self._right.show_error("This customer is not in the company file.", advice, "")
            return
        if view.page.id != self._wanted:
            return
        self._context.keep("customers.last", view.page.id)
        self.record.show_customer(view)
        self.record.choose_tab(self._tab)
        self.deeds.xero.customer_shown(view)
        self._right.show_filled()

    def _not_read(self, error: Exception) -> None:
        self._right.show_error(*in_words(error))

    # ---------------------------------------------------------------- what the user does

    def _chosen(self, contact_id: str) -> None:
        if contact_id != self._wanted:
            self._wanted = contact_id
            self._settle.start()

    def _opened(self, contact_id: str) -> None:
        self._wanted = contact_id
        self._go_there()
        self.record.tabs.setFocus()

    def _go_there(self) -> None:
        """Make the chosen customer the place where the window is."""
        self._context.navigate(self._route())
        if shown_id(self.record) != self._wanted and self._job is None:
            self._read()

    def _route(self) -> str:
        return f"customers/{self._wanted}" if self._tab == TABS[0] else f"customers/{self._wanted}/{self._tab}"

    def _tab_chosen(self, key: str) -> None:
        self._tab = key
        if self._wanted:
            self._context.navigate(self._route())

    def _add(self, name: object = "") -> None:
        self.deeds.add(name if isinstance(name, str) else "", self.list.shown.view)

    def _show_saved(self, contact_id: str) -> None:
        self._context.navigate(f"customers/{contact_id}")


def _beginning(context: PageContext, services: CustomerServices) -> tuple[Frame, bool]:
    frame = frame_of(services)
    return frame, nobody_at_all(context.queries, frame.today)


