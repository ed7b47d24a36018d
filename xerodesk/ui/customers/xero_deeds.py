"""What can be done with a customer together with Xero: checked there now, synced alone, opened in the browser."""

from __future__ import annotations

from functools import partial
from typing import cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from xerodesk.domain.changes import Changes
from xerodesk.domain.errors import Cancelled, XerodeskError
from xerodesk.domain.progress import Progress
from xerodesk.services.sync_run import SyncDone, in_words
from xerodesk.ui.context import PageContext
from xerodesk.ui.customers.ports import CustomerServices
from xerodesk.ui.customers.reading import CustomerView
from xerodesk.ui.customers.record import CustomerRecord
from xerodesk.ui.tasks import Lane


class XeroDeeds(QObject):
    """The deeds of the customer that is shown which need Xero."""

    def __init__(self, context: PageContext, page: QWidget, record: CustomerRecord) -> None:
        super().__init__(page)
        self._context = context
        self._services = cast("CustomerServices", context.services)
        self._record = record
        self._checking: set[str] = set()

    @property
    def _view(self) -> CustomerView | None:
        return self._record.view

    def customer_shown(self, view: CustomerView) -> None:
        """Another customer, or the same anew: is it being checked now?"""
        self._record.set_checking(view.page.id in self._checking)

    def check(self) -> None:
        """Read the customer again from Xero, three calls at most."""
        view = self._view
        if view is None or not view.frame.connected or not view.page.linked or view.page.id in self._checking:
            return
        contact_id = view.page.id
        self._checking.add(contact_id)
        self._record.set_checking(True)
        self._context.tasks.start(
            Lane.NETWORK,
            partial(_checked_or_not, self._services, contact_id),
            self._checked,
            self._broken,
        )

    def _checked(self, end: tuple[str, Changes | Exception]) -> None:
        contact_id, result = end
        self._checking.discard(contact_id)
        view = self._view
        if view is not None and view.page.id == contact_id:
            self._record.set_checking(False)
        if isinstance(result, Changes):
            self._context.feed.tell(result)
        else:
            self._failed(result)

    def _broken(self, error: Exception) -> None:
        """A check that ended in no way it should."""
        self._checking.clear()
        self._record.set_checking(False)
        self._failed(error)

    def sync(self) -> None:
        """Sync this customer alone."""
        view = self._view
        if view is not None:
            scope = self._services.sync.scope(kinds=("contact",), ids=(view.page.id,))
            work = partial(self._services.sync.run, scope, "sync")
            self._context.notices.toast(f"{view.page.name} is being synced")
            self._context.tasks.start(Lane.NETWORK, work, self._synced, self._failed)

    def _synced(self, done: SyncDone) -> None:
        self._context.feed.tell(done.changes)
        self._context.notices.toast(in_words(done.summary))

    def open_customer(self) -> None:
        """Open the customer's page inside Xero."""
        view = self._view
        if view is not None:
            self.open("contact", view.page.xero_id)

    def open(self, kind: str, xero_id: str) -> None:
        """Open a record's page inside Xero in the browser."""
        self._context.tasks.run(Lane.STORE, partial(self._services.deep_link, kind, xero_id), self._open_address, self._failed)

    def _open_address(self, address: str) -> None:
        if address:
            self._services.open_address(address)
        else:
            self._context.notices.toast("Xero has no page of its own for this; look at the customer there.")

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, Cancelled):
            self._context.notices.trouble(error)


def _checked_or_not(services: CustomerServices, contact_id: str, progress: Progress) -> tuple[str, Changes | Exception]:
    """The check, or what stopped it: its end must name the customer either way."""
    try:
        return contact_id, services.check_now(contact_id, progress)
    except XerodeskError as error:
        return contact_id, error
