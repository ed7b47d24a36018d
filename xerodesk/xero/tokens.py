"""The sign-in kept alive: the refresh token in its one place, the access token in memory, one refresh at a time on this computer."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable
from typing import Protocol

from xerodesk.domain.errors import SignInNeeded
from xerodesk.host.locks import FileLock
from xerodesk.host.secrets import Secrets
from xerodesk.xero.identity import GrantLapsed, Identity, TokenAnswer

_EARLY = 60.0
"""Renewed this many seconds before it ends, so that a slow call does not arrive with a dead token."""
_LOCK_SECONDS = 90.0


class TokenStore(Protocol):
    """The one place that keeps the refresh token of a company.

    `load` answers "" when there is none. Each raises KeyNeeded when the place cannot be reached: it is then never kept elsewhere.
    """

    def load(self) -> str: ...
    def save(self, refresh_token: str) -> None: ...
    def clear(self) -> None: ...


class KeyringStore:
    """The refresh token in the system's keyring, one entry per company file."""

    def __init__(self, secrets: Secrets, company_id: str) -> None:
        self._secrets = secrets
        self._service = f"xerodesk Xero sign-in {company_id}"

    def load(self) -> str:
        """The token, or ""."""
        return self._secrets.get(self._service, "refresh") or ""

    def save(self, refresh_token: str) -> None:
        """Keep the token, replacing the one before; read back before it counts as kept."""
        self._secrets.set(self._service, "refresh", refresh_token)

    def clear(self) -> None:
        """Forget the token."""
        self._secrets.delete(self._service, "refresh")


class Tokens:
    """The access token, renewed when needed. Safe for many threads; `lock` keeps other processes out during a renewal."""

    def __init__(
        self, identity: Identity, client_id: str, store: TokenStore, lock: FileLock, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._identity = identity
        self._client_id = client_id
        self._store = store
        self._lock = lock
        self._clock = clock
        self._guard = threading.RLock()
        self._access = ""
        self._ends = 0.0
        self._unsaved = ""

    def access(self) -> str:
        """A good access token. Raises SignInNeeded when there is no sign-in or it lapsed, Offline when it cannot be renewed now."""
        with self._guard:
            if self._access and self._clock() < self._ends - _EARLY:
                return self._access
            return self._renew()

    def replace(self, refused: str) -> str:
        """A token other than `refused`, which Xero no longer takes."""
        with self._guard:
            if self._access and self._access != refused:
                return self._access
            return self._renew()

    def name(self) -> str:
        """A name for the access token in use, from which the token cannot be found."""
        return hashlib.sha256(self.access().encode()).hexdigest()[:16]

    def adopt(self, answer: TokenAnswer) -> None:
        """Start with the tokens of a new sign-in, kept before they are used."""
        with self._guard, self._lock.holding(_LOCK_SECONDS):
            self._keep(answer)

    def refresh_token(self) -> str:
        """The refresh token as kept now, for revoking it."""
        return self._store.load()

    def forget(self) -> None:
        """Remove the sign-in from this computer."""
        with self._guard, self._lock.holding(_LOCK_SECONDS):
            self._access, self._ends, self._unsaved = "", 0.0, ""
            self._store.clear()

    def _renew(self) -> str:
        with self._lock.holding(_LOCK_SECONDS):
            used = self._unsaved or self._store.load()
            if not used:
                raise SignInNeeded("This company is not signed in to Xero.", "Connect to Xero.")
            try:
                answer = self._identity.refresh(self._client_id, used)
            except GrantLapsed:
                self._access, self._unsaved = "", ""
                # A process that does not know the lock (a restored copy of the file) may have renewed it meanwhile.
                newer = self._store.load()
                if not newer or newer == used:
                    raise
                answer = self._identity.refresh(self._client_id, newer)
                used = newer
            self._keep(answer, used)
            return self._access

    def _keep(self, answer: TokenAnswer, used: str = "") -> None:
        """Save first, use after: a crash in between costs nothing, a token used and not saved costs the sign-in."""
        refresh = answer.refresh or used
        if refresh:
            self._unsaved = refresh
            self._store.save(refresh)
        self._unsaved = ""
        self._access = answer.access
        self._ends = self._clock() + answer.seconds
