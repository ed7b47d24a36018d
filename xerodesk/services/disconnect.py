"""Disconnecting a company from Xero: the connection there, the sign-in here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from xerodesk.domain.changes import Changes
from xerodesk.domain.connection import Connection
from xerodesk.domain.errors import Misuse, Offline, Refused, SignInNeeded
from xerodesk.services.connect import ConnectionStore
from xerodesk.xero.access import Access
from xerodesk.xero.endpoints import same_host
from xerodesk.xero.tokens import Tokens

_LOOK = 'To be sure, look in Xero under Settings, "Connected apps".'


@dataclass(frozen=True, slots=True)
class Disconnected:
    """The outcome. `at_xero` says whether Xero confirmed it; if not, `advice` says what to do there."""

    organisation: str
    at_xero: bool
    sentence: str
    advice: str
    changes: Changes


def disconnect(access: Access, store: ConnectionStore) -> Disconnected:
    """Remove the connection at Xero and the sign-in here; what was read stays in the file, which keeps its organisation.

    The sign-in here goes even when Xero cannot be reached. Raises Misuse when the company is not connected, KeyNeeded when the place of
    the sign-in cannot be reached, SignInNeeded when it was connected to another address.
    """
    connection = store.load()
    if connection is None or not connection.live:
        raise Misuse("This company is not connected to Xero.", "There is nothing to disconnect.")
    same_host(connection.host, access.endpoints)
    tokens = access.tokens(connection.client_id, connection.token_place)
    why = _at_xero(access, connection, tokens)
    tokens.forget()
    store.save(connection.disconnected())
    changes = Changes.of("connection")
    if why:
        return Disconnected(
            connection.organisation,
            False,
            f"The sign-in was removed from this computer, but the connection at Xero may still be there: {why}",
            f'In Xero, open Settings, "Connected apps", and disconnect xerodesk from {connection.organisation}.',
            changes,
        )
    return Disconnected(connection.organisation, True, f"Disconnected from {connection.organisation}.", _LOOK, changes)


def _at_xero(access: Access, connection: Connection, tokens: Tokens) -> str:
    """End it at Xero; answers why that failed, "" when it did not."""
    identity = access.identity
    try:
        token = tokens.access()
        identity.disconnect(token, connection.connection_id)
        # Revoking ends every connection of this user to this client id, so only when no other company of theirs uses it.
        if not identity.connections(token):
            _quietly(lambda: identity.revoke(connection.client_id, tokens.refresh_token()))
    except (Offline, SignInNeeded, Refused) as failure:
        return failure.message
    return ""


def _quietly(revoke: Callable[[], None]) -> None:
    """The connection is gone already; whether Xero also takes a revocation from an app without a secret is not documented."""
    try:
        revoke()
    except (Offline, SignInNeeded, Refused):
        return
