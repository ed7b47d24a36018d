"""Signing in and out, bound to the open company. What talks HTTP is loaded when first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from xerodesk.assembly.company import Company
from xerodesk.domain.connection import Connection
from xerodesk.host.lazy import resolve

if TYPE_CHECKING:
    from xerodesk.services.connect import Attempt
    from xerodesk.services.disconnect import Disconnected

_CONNECT = "xerodesk.services.connect:"


class Connecting:
    """Connecting the company to its organisation."""

    def __init__(self, company: Company) -> None:
        self._company = company

    def attempt(
        self, client_id: str = "", organisation: str = "", *, write: bool = True, token_in: Literal["", "keyring", "file"] = ""
    ) -> Attempt:
        """One sign-in on its way; close it in the end."""
        options = resolve(_CONNECT + "ConnectOptions")(client_id, organisation, token_in, write)
        made: Attempt = resolve(_CONNECT + "Attempt")(self._company.access, self._company.connections, options)
        return made

    def permissions(self, *, write: bool) -> dict[str, str]:
        """What will be asked of Xero, each with the sentence why."""
        found: dict[str, str] = resolve(_CONNECT + "permissions")(write=write)
        return found

    def redirect_addresses(self) -> tuple[str, ...]:
        """The addresses the sign-in may come back to; the first is the one to register."""
        found: tuple[str, ...] = resolve(_CONNECT + "redirect_addresses")()
        return found

    def client_id_problem(self, text: str) -> str:
        """What is odd about a pasted client id, "" when nothing is."""
        return str(resolve(_CONNECT + "client_id_problem")(text))

    def sentence(self, connection: Connection) -> str:
        """Who is connected and what Xero lets that person do."""
        return str(resolve(_CONNECT + "sentence")(connection))

    def disconnect(self) -> Disconnected:
        """Sign out; what was read stays."""
        done: Disconnected = resolve("xerodesk.services.disconnect:disconnect")(self._company.access, self._company.connections)
        return done
