"""Connecting a company to its Xero organisation: sign in, choose the organisation, record who may do what."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, Protocol

from xerodesk.domain.changes import Changes
from xerodesk.domain.connection import Connection, TokenPlace
from xerodesk.domain.errors import KeyNeeded, Misuse, SignInNeeded
from xerodesk.sync.ports import Raw
from xerodesk.xero.access import Access
from xerodesk.xero.callback import PORTS, redirects
from xerodesk.xero.identity import Tenant
from xerodesk.xero.scopes import reasons, wanted
from xerodesk.xero.signin import Grant, SignIn, check_client_id, looks_like_xeros

# Xero, Organisation/Actions: the names that matter here, in the words of the line shown after connecting.
_DEEDS = {
    "CreateDraftInvoice": "draft invoices",
    "CreateApprovedInvoice": "approve invoices",
    "CreateSentQuote": "send quotes",
    "CreateRepeatingInvoice": "set up repeating invoices",
    "UseMulticurrency": "use foreign currencies",
}


class ConnectionStore(Protocol):
    """Where the company file keeps its connection."""

    def load(self) -> Connection | None: ...
    def save(self, connection: Connection) -> None: ...
    def clear(self) -> None: ...


@dataclass(frozen=True, slots=True)
class ConnectOptions:
    """How to connect. Empty `client_id`: the one used before. Empty `organisation`: the file's, or the only one.

    Empty `token_in`: where it was before, else the keyring if this computer has one, else the company file.
    """

    client_id: str = ""
    organisation: str = ""
    token_in: Literal["", "keyring", "file"] = ""
    write: bool = True


@dataclass(frozen=True, slots=True)
class Choice:
    """An organisation to choose from, when several were allowed. `id` is Xero's."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Connected:
    """The outcome, `sentence` says it in one line for the user."""

    connection: Connection
    sentence: str
    changes: Changes


class Attempt:
    """One sign-in on its way. Steps: show `address` (or open it), `wait`, then `complete` with the organisation chosen.

    Use it with `closing`, or call `close`: it listens on a local port until then.
    """

    def __init__(self, access: Access, store: ConnectionStore, options: ConnectOptions, ports: Sequence[int] = PORTS) -> None:
        self._access = access
        self._store = store
        self._before = store.load()
        self._options = options
        self._client_id = check_client_id(options.client_id or (self._before.client_id if self._before else ""))
        self._place = _place(access, options, self._before)
        self._grant: Grant | None = None
        self.sign_in = SignIn(access.identity, self._client_id, wanted(write=options.write), accept=self._in_question, ports=ports)

    @property
    def address(self) -> str:
        """The address for the browser."""
        return self.sign_in.address

    @property
    def seconds_left(self) -> float:
        """How long the browser is still waited for."""
        return self.sign_in.seconds_left

    def cancel(self) -> None:
        """Give up; `wait` raises Cancelled. From any thread."""
        self.sign_in.cancel()

    def close(self) -> None:
        """Stop listening."""
        self.sign_in.close()

    def wait(self, tick: Callable[[float], None] | None = None) -> tuple[Choice, ...]:
        """Wait for the browser; answers the organisations that come into question: one when there is nothing to choose.

        Raises SignInNeeded, Offline, Cancelled, and Misuse when the organisation named is not among those allowed.
        """
        self._grant = self.sign_in.wait(tick)
        return tuple(Choice(tenant.id, tenant.name) for tenant in self._in_question(self._grant))

    def complete(self, choice: Choice) -> Connected:
        """Keep the sign-in, read the organisation and what may be done there, and record the connection."""
        if self._grant is None:
            raise AssertionError("complete comes after wait")
        tenant = next(one for one in self._grant.tenants if one.id == choice.id)
        tokens = self._access.tokens(self._client_id, self._place)
        tokens.adopt(self._grant.tokens)
        books = self._access.books_with(tokens, tenant.id, urgent=True)
        connection = self._connection(tenant, self._grant, books.organisation(), books.actions())
        self._store.save(connection)
        if self._before is not None and self._before.token_place != self._place:
            self._access.store(self._before.token_place).clear()
        return Connected(connection, sentence(connection), Changes.of("connection"))

    def _in_question(self, grant: Grant) -> list[Tenant]:
        return _in_question(grant, self._options.organisation, self._before)

    def _connection(self, tenant: Tenant, grant: Grant, organisation: Raw, can: frozenset[str]) -> Connection:
        def text(key: str) -> str:
            return str(organisation.get(key) or "")

        return Connection(
            host=self._access.endpoints.host,
            client_id=self._client_id,
            tenant_id=tenant.id,
            connection_id=tenant.connection_id or tenant.id,
            organisation=text("Name") or tenant.name,
            token_place=self._place,
            scopes=grant.scopes,
            connected_at=datetime.now(UTC),
            short_code=text("ShortCode"),
            base_currency=text("BaseCurrency"),
            country=text("CountryCode"),
            timezone=text("Timezone"),
            is_demo=organisation.get("IsDemoCompany") is True,
            user_name=grant.tokens.user_name,
            user_email=grant.tokens.user_email,
            can=can,
            plan=text("Class"),
        )


def connect(
    access: Access,
    store: ConnectionStore,
    options: ConnectOptions,
    *,
    show: Callable[[str], None],
    tick: Callable[[float], None] | None = None,
    ports: Sequence[int] = PORTS,
) -> Connected:
    """The whole of it for the command line. `show` gets the address as soon as the answer is listened for.

    Raises Misuse when several organisations were allowed and none was named.
    """
    attempt = Attempt(access, store, options, ports)
    try:
        show(attempt.address)
        choices = attempt.wait(tick)
        if len(choices) > 1:
            raise _which(choices)
        return attempt.complete(choices[0])
    finally:
        attempt.close()


def sentence(connection: Connection) -> str:
    """Who is connected and what Xero lets that person do, in one line."""
    who = connection.user_name or connection.user_email
    start = f"Connected to {connection.organisation}" + (f" as {who}" if who else "") + ". "
    if not connection.can_write:
        return start + "Looking only: nothing in Xero can be changed."
    if not connection.can:
        return start + "You can add and update customers and products."
    may = [words for name, words in _DEEDS.items() if name in connection.can]
    may_not = [words for name, words in _DEEDS.items() if name not in connection.can]
    deeds = ["add and update customers and products", *may]
    return start + f"Xero lets you {_listed(deeds)}" + (f", but not {_listed(may_not, 'or')}." if may_not else ".")


def permissions(*, write: bool) -> dict[str, str]:
    """The permissions that will be asked for at Xero, each with the sentence why."""
    return reasons(write=write)


def redirect_addresses() -> tuple[str, ...]:
    """The addresses the sign-in may come back to; the first is the one to register at Xero."""
    return redirects()


def client_id_problem(client_id: str) -> str:
    """What is odd about a pasted client id, "" when nothing is: shown while typing."""
    try:
        text = check_client_id(client_id)
    except Misuse as problem:
        return problem.message
    return "" if looks_like_xeros(text) else "Xero's client ids have 32 letters and digits; check that it is all there."


def _place(access: Access, options: ConnectOptions, before: Connection | None) -> TokenPlace:
    """Where the sign-in will be kept; found out before the browser opens, so that no sign-in is lost for want of a place."""
    chosen: TokenPlace | None = options.token_in or (before.token_place if before else None)
    if chosen == "file":
        return "file"
    reach = access.secrets.probe()
    if reach.ok:
        return "keyring"
    if chosen == "keyring":
        raise KeyNeeded(reach.message, reach.advice)
    return "file"


def _in_question(grant: Grant, named: str, before: Connection | None) -> list[Tenant]:
    """The organisations to choose from: the file's own, or the one named, or those ticked in this very consent, or all."""
    every = list(grant.tenants)
    if not every:
        raise SignInNeeded("Xero let you in, but no organisation was chosen.", "Connect again and choose the organisation at Xero.")
    if before is not None:
        return [_own(every, named, before)]
    if named:
        found = [one for one in every if one.name.strip().casefold() == named.strip().casefold() or one.id == named]
        if not found:
            raise Misuse(f"{named} is not among the organisations allowed: {_listed([one.name for one in every])}.", "Name one of these.")
        return found
    ticked = [one for one in every if one.auth_event and one.auth_event == grant.tokens.auth_event]
    return ticked or every


def _own(every: Sequence[Tenant], named: str, before: Connection) -> Tenant:
    """The organisation the file belongs to. Two organisations' records are never mixed in one file."""
    own = next((one for one in every if one.id == before.tenant_id), None)
    if own is not None and (not named or named.strip().casefold() in (own.name.strip().casefold(), before.organisation.strip().casefold())):
        return own
    other = named or _listed([one.name for one in every])
    raise SignInNeeded(
        f"This company file belongs to {before.organisation} at Xero, but the sign-in was for {other}.",
        f"Connect again and choose {before.organisation}, or make a new company for {other}."
        + (" Xero empties its Demo Company every 28 days and it counts as a new one." if before.is_demo else ""),
    )


def _which(choices: Sequence[Choice]) -> Misuse:
    names = _listed([f'"{one.name}"' for one in choices])
    return Misuse(f"Several organisations were allowed: {names}.", f'Say which one, as in: --organisation "{choices[0].name}".')


def _listed(words: Sequence[str], last: str = "and") -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}" if words else ""
