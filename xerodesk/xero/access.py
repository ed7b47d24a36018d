"""Everything that talks to Xero for one company, put together once: addresses, connections, sign-in, pace, books."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from xerodesk.domain.connection import Connection, TokenPlace
from xerodesk.domain.errors import SignInNeeded
from xerodesk.host.locks import FileLock
from xerodesk.host.secrets import Secrets
from xerodesk.xero.books import XeroBooks
from xerodesk.xero.endpoints import Endpoints, same_host
from xerodesk.xero.governor import Budget, Governor
from xerodesk.xero.identity import Identity
from xerodesk.xero.session import Session
from xerodesk.xero.tokens import KeyringStore, Tokens, TokenStore
from xerodesk.xero.transport import Transport

SIGN_IN_LOCK = "sign-in.lock"


class Access:
    """One company's way to Xero. Nothing is opened before the first call. Close it when done.

    `folder` is the company's, `token_file` the encrypted company file as a place for the refresh token. One governor serves all calls.
    """

    def __init__(
        self,
        endpoints: Endpoints,
        *,
        folder: Path,
        company_id: str,
        secrets: Secrets,
        token_file: TokenStore,
        governor: Governor | None = None,
    ) -> None:
        self.endpoints = endpoints
        self.secrets = secrets
        self.governor = governor or Governor()
        self._folder = folder
        self._company_id = company_id
        self._token_file = token_file
        self._transport: Transport | None = None
        self._tokens: dict[tuple[str, TokenPlace], Tokens] = {}
        self._guard = threading.Lock()

    def close(self) -> None:
        """Close the connections to Xero, if any were opened."""
        with self._guard:
            transport, self._transport = self._transport, None
        if transport is not None:
            transport.close()

    @property
    def budget(self) -> Budget:
        """What is left of Xero's allowance, as far as this process knows."""
        return self.governor.budget()

    @property
    def identity(self) -> Identity:
        """The identity side."""
        return Identity(self._open(), self.endpoints)

    def store(self, place: TokenPlace) -> TokenStore:
        """The place that keeps the refresh token."""
        return KeyringStore(self.secrets, self._company_id) if place == "keyring" else self._token_file

    def tokens(self, client_id: str, place: TokenPlace) -> Tokens:
        """The sign-in of this company; always the same object, so that only one renewal happens at a time."""
        identity = self.identity
        with self._guard:
            found = self._tokens.get((client_id, place))
            if found is None:
                found = Tokens(identity, client_id, self.store(place), FileLock(self._folder / SIGN_IN_LOCK))
                self._tokens[client_id, place] = found
            return found

    def books(self, connection: Connection | None, *, urgent: bool = False, checkpoint: Callable[[], None] | None = None) -> XeroBooks:
        """The organisation's books. `urgent` is for a user's click; `checkpoint` (Progress.check) is asked while waiting.

        Raises SignInNeeded when the company is not connected, or connected to another address.
        """
        if connection is None or not connection.live:
            raise SignInNeeded("This company is not connected to Xero.", "Connect it to Xero first.")
        same_host(connection.host, self.endpoints)
        tokens = self.tokens(connection.client_id, connection.token_place)
        return self.books_with(tokens, connection.tenant_id, urgent=urgent, checkpoint=checkpoint)

    def books_with(
        self, tokens: Tokens, tenant_id: str, *, urgent: bool = False, checkpoint: Callable[[], None] | None = None
    ) -> XeroBooks:
        """The books of one organisation under a sign-in that is not recorded yet."""
        return XeroBooks(Session(self._open(), self.endpoints, tokens, tenant_id, self.governor, urgent=urgent, checkpoint=checkpoint))

    def _open(self) -> Transport:
        with self._guard:
            if self._transport is None:
                self._transport = Transport()
            return self._transport
