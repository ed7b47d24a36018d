"""What can be done with a customer in xerodesk: edited, added, archived, made a customer, let into the sync."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from xerodesk.domain.changes import Changes
from xerodesk.domain.errors import Cancelled
from xerodesk.domain.values import Value
from xerodesk.store.queries.customer import DocumentRow, PaymentRow
from xerodesk.store.queries.deals import DealRow
from xerodesk.store.queries.log import LogRow
from xerodesk.ui.context import PageContext
from xerodesk.ui.customers.edit_dialog import CustomerDialog
from xerodesk.ui.customers.ports import CustomerServices
from xerodesk.ui.customers.reading import CustomerView
from xerodesk.ui.customers.record import CustomerRecord
from xerodesk.ui.customers.xero_deeds import XeroDeeds
from xerodesk.ui.tasks import Lane

_ROUTES = {"import": "setup", "decide": "sync/decide", "connect": "setup/connect", "deals": "deals"}


class CustomerDeeds(QObject):
    """The deeds of the customer that is shown. `shown(id)` when a customer should come on screen (it was added or found)."""

    shown = Signal(str)

    def __init__(self, context: PageContext, page: QWidget, record: CustomerRecord) -> None:
        super().__init__(page)
        self._context = context
        self._services = cast("CustomerServices", context.services)
        self._record = record
        self.xero = XeroDeeds(context, page, record)
        self.dialog: CustomerDialog | None = None
        self._deeds: Mapping[str, Callable[[], None]] = {
            "check": self.xero.check,
            "edit": self.edit,
            "open": self.xero.open_customer,
            "mail": self._copy_mail,
            "sync": self.xero.sync,
            "archive": self._archive,
            "restore": self._restore,
            "choose": self._choose,
            "customer": self._make_customer,
        }
        record.deed.connect(self.do)
        record.row_opened.connect(self.open_row)

    @property
    def _view(self) -> CustomerView | None:
        return self._record.view

    def do(self, key: str) -> None:
        """Do a deed by its key."""
        if key in _ROUTES:
            self._context.navigate(_ROUTES[key])
        elif key in self._deeds:
            self._deeds[key]()

    def open_row(self, row: object) -> None:
        """Go to what a row of the customer's lists stands for: a document in Xero, a deal, the log."""
        if isinstance(row, DealRow):
            self._context.navigate(f"deals/{row.id}")
        elif isinstance(row, LogRow):
            self._context.navigate("sync/log")
        elif isinstance(row, DocumentRow):
            self.xero.open(row.kind, row.xero_id)
        elif isinstance(row, PaymentRow):
            self.xero.open("payment", row.xero_id)

    # ---------------------------------------------------------------- in xerodesk

    def edit(self) -> None:
        """Open the form with the customer's values."""
        view = self._view
        if view is not None:
            self._open_dialog(CustomerDialog(self._context, view.page))

    def add(self, name: str = "", view: str = "all") -> None:
        """Open an empty form."""
        fresh: dict[str, Value] = {"name": name, "stage": "lead" if view == "leads" else "customer"}
        self._open_dialog(CustomerDialog(self._context, None, fresh))

    def _open_dialog(self, dialog: CustomerDialog) -> None:
        if self.dialog is not None:
            dialog.deleteLater()
            return
        self.dialog = dialog
        dialog.saved.connect(self._saved)
        dialog.wanted.connect(self.shown)
        dialog.finished.connect(self._closed)
        dialog.open()

    def _closed(self, _result: int) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _saved(self, contact_id: str, changes: Changes) -> None:
        self._context.feed.tell(changes)
        self.shown.emit(contact_id)

    def _copy_mail(self) -> None:
        view = self._view
        address = view.page.values.get("email", "") if view is not None else ""
        if address:
            QGuiApplication.clipboard().setText(address)
            self._context.notices.toast(f"{address} copied")

    def _archive(self) -> None:
        view = self._view
        if view is not None:
            work = partial(self._services.contacts.archive, view.page.id, view.page.revision)
            self._context.tasks.run(Lane.STORE, work, self._archived, self._failed)

    def _archived(self, changes: Changes) -> None:
        self._context.feed.tell(changes)
        view = self._view
        if view is not None:
            undo = partial(self._restore_this, view.page.id, view.page.revision + 1)
            self._context.notices.toast(f"{view.page.name} archived", undo=undo)

    def _restore(self) -> None:
        view = self._view
        if view is not None:
            self._restore_this(view.page.id, view.page.revision)

    def _restore_this(self, contact_id: str, revision: int) -> None:
        work = partial(self._services.contacts.restore, contact_id, revision)
        self._context.tasks.run(Lane.STORE, work, self._context.feed.tell, self._failed)

    def _choose(self) -> None:
        view = self._view
        if view is not None:
            work = partial(self._services.contacts.choose, view.page.id, True)
            self._context.tasks.run(Lane.STORE, work, self._context.feed.tell, self._failed)

    def _make_customer(self) -> None:
        view = self._view
        if view is not None:
            work = partial(self._services.contacts.save, view.page.id, view.page.revision, {"stage": "customer"})
            self._context.tasks.run(Lane.STORE, work, self._stage_saved, self._failed)

    def _stage_saved(self, done: tuple[str, Changes]) -> None:
        self._context.feed.tell(done[1])

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, Cancelled):
            self._context.notices.trouble(error)
