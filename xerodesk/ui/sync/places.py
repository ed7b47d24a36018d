"""Where a record of the sync is looked at: its page here, and its page inside Xero."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from xerodesk.ui.context import PageContext
from xerodesk.ui.sync.ports import SyncServices
from xerodesk.ui.tasks import Lane


def route_to(kind: str, crm_id: str, xero_id: str) -> str:
    """The route of a record's page here; "" where there is none."""
    if kind == "contact" and crm_id:
        return f"customers/{crm_id}"
    if kind == "product" and crm_id:
        return f"products/{crm_id}"
    if kind == "invoice" and xero_id:
        return f"invoices/{xero_id}"
    return ""


class XeroLinks(QObject):
    """Opens records inside Xero. The address is made on the store lane, since it needs the connection."""

    def __init__(self, context: PageContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._services: SyncServices = context.services

    def open(self, kind: str, xero_id: str) -> None:
        """Open a record's page in the browser, or say why it cannot be."""
        work: Callable[[], str] = partial(self._services.deep_link, kind, xero_id)
        self._context.tasks.run(Lane.STORE, work, self._go, self._context.notices.trouble)

    def _go(self, address: str) -> None:
        if address:
            self._services.open_address(address)
        else:
            self._context.notices.toast("This record has no page of its own in Xero.")
