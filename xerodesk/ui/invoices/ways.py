"""The ways out of the list: to the customer's page here, and to the document inside Xero."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from xerodesk.ui.context import PageContext
from xerodesk.ui.invoices.ports import InvoiceServices
from xerodesk.ui.tasks import Lane


class Ways(QObject):
    """Goes there, or says why there is no way."""

    def __init__(self, context: PageContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._services: InvoiceServices = context.services

    def customer(self, contact_id: str, name: str = "") -> None:
        """Open a customer's page."""
        if contact_id:
            self._context.navigate(f"customers/{contact_id}")
        else:
            self._context.notices.toast(f"{name or 'This customer'} is in Xero only, so there is no page to open here.")

    def into_xero(self, kind: str, xero_id: str) -> None:
        """Open a record's page inside Xero. Its address is made on the store lane, since it needs the connection."""
        work = partial(self._services.deep_link, kind, xero_id)
        self._context.tasks.run(Lane.STORE, work, self._go, self._context.notices.trouble)

    def _go(self, address: str) -> None:
        if address:
            self._services.open_address(address)
        else:
            self._context.notices.toast("Sign in to Xero first; then this opens it there.")
