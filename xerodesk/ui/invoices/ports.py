"""What the invoices' pages ask of the services."""

from __future__ import annotations

from datetime import date
from typing import Protocol


class InvoiceServices(Protocol):
    """The services of the invoices' pages. All but `open_address` may be slow: call them in a lane."""

    def today(self) -> date:
        """Today where the organisation is."""
        ...

    def deep_link(self, kind: str, xero_id: str) -> str:
        """A record's page inside Xero, "" where there is none."""
        ...

    def open_address(self, url: str) -> object:
        """Open an address in the browser."""
        ...
