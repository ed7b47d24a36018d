"""Which Xero organisation a company file belongs to, who signed in, and what Xero lets that person do."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

TokenPlace = Literal["keyring", "file"]

# Xero, "Scopes": the write twins. `accounting.transactions` is the older, broader name that apps made before March 2026 still hold.
_WRITING = ({"accounting.contacts"}, {"accounting.settings"}, {"accounting.invoices", "accounting.transactions"})


def may_write(scopes: frozenset[str]) -> bool:
    """Whether permissions granted by Xero suffice to change contacts, items and invoices there."""
    return all(scopes & names for names in _WRITING)


@dataclass(frozen=True, slots=True)
class Connection:
    """What was learnt when the file was connected; stored in it.

    `host` is the address connected to (an origin such as `https://api.xero.com`): no token is ever sent to another. `tenant_id` is the
    organisation, `connection_id` what is deleted at Xero on disconnecting ("" when disconnected: the file still belongs to that
    organisation). `short_code` makes links into Xero. `token_place` is where the refresh token lives; decided once, at connect.
    `can` holds the names of Xero's Organisation/Actions that are allowed. `plan` is Xero's word for the subscription (open list).
    """

    host: str
    client_id: str
    tenant_id: str
    connection_id: str
    organisation: str
    token_place: TokenPlace
    scopes: frozenset[str]
    connected_at: datetime
    short_code: str = ""
    base_currency: str = ""
    country: str = ""
    timezone: str = ""
    is_demo: bool = False
    user_name: str = ""
    user_email: str = ""
    can: frozenset[str] = frozenset()
    plan: str = ""

    @property
    def live(self) -> bool:
        """Whether the file is connected now (it may have been, and still belong to the organisation)."""
        return self.connection_id != ""

    @property
    def can_write(self) -> bool:
        """Whether the sign-in may change things at Xero; otherwise it is looking only."""
        return self.live and may_write(self.scopes)

    def disconnected(self) -> Connection:
        """The same after signing out: the file keeps its organisation, and nothing may be done there."""
        return replace(self, connection_id="", scopes=frozenset(), can=frozenset())
