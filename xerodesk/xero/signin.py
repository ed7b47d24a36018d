"""One attempt at signing in: the link for the browser, the wait for its answer, the tokens, and words for every way it can fail."""

from __future__ import annotations

import re
import secrets
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from xerodesk.domain.errors import Cancelled, Misuse, SignInNeeded, XerodeskError
from xerodesk.xero.callback import PORTS, Listener, Shown, redirect_of
from xerodesk.xero.closing import page
from xerodesk.xero.identity import Identity, Tenant, TokenAnswer
from xerodesk.xero.scopes import granted

WAIT_SECONDS = 300.0
_XERO_AUTHORIZE = "https://login.xero.com/identity/connect/authorize"
_CLIENT_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~-]{0,127}")
_USUAL = re.compile(r"[0-9A-F]{32}|[0-9a-f]{32}|[0-9A-Z]{32}")


@dataclass(frozen=True, slots=True)
class Grant:
    """What a sign-in gave: tokens, the permissions granted, and the organisations it may use."""

    tokens: TokenAnswer
    scopes: frozenset[str]
    tenants: tuple[Tenant, ...]


def check_client_id(client_id: str) -> str:
    """The client id without blanks around it. Raises Misuse when it cannot be one, before any browser opens."""
    text = client_id.strip()
    if not text:
        raise Misuse("A client id is needed to sign in to Xero.", "Make a free app at developer.xero.com and copy its client id.")
    if not _CLIENT_ID.fullmatch(text):
        raise Misuse(
            "This is not a client id: it holds blanks or signs that none has.",
            "Copy it again from your app's Configuration page at Xero: 32 letters and digits.",
        )
    return text


def looks_like_xeros(client_id: str) -> bool:
    """Whether a client id has the shape of those Xero gives out (32 hexadecimal digits, or 32 capitals and digits)."""
    return _USUAL.fullmatch(client_id) is not None


class SignIn:
    """One attempt. It listens from the moment it is built; `address` is for the browser. Close it when done (or use `with`).

    `wait` blocks until the browser came back; `cancel` ends that from another thread. The codes are exchanged while the browser waits,
    so that its page can say how it ended. Single use: after one good answer nothing more is accepted. `accept` looks at what was granted
    before the browser is told, answers the organisations in question, and may refuse by raising.
    """

    def __init__(
        self,
        identity: Identity,
        client_id: str,
        scopes: tuple[str, ...],
        *,
        accept: Callable[[Grant], Sequence[Tenant]] = lambda grant: grant.tenants,
        ports: Iterable[int] = PORTS,
        seconds: float = WAIT_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        from oauthlib.oauth2 import WebApplicationClient  # with requests_oauthlib 80 ms: only when someone signs in
        from requests_oauthlib import OAuth2Session

        self._identity = identity
        self._client_id = check_client_id(client_id)
        self._scopes = scopes
        self._accept = accept
        self._clock = clock
        self._seconds = seconds
        self._state = secrets.token_urlsafe(32)
        self._used = threading.Lock()
        self._over = threading.Event()
        self._cancelled = False
        self._stray = False
        self._grant: Grant | None = None
        self._failure: XerodeskError | None = None
        self._listener = Listener(self._answer, ports)
        self._ends = clock() + seconds
        self.redirect = redirect_of(self._listener.port)
        pkce = WebApplicationClient(self._client_id)
        with OAuth2Session(client=pkce, redirect_uri=self.redirect, scope=list(scopes), pkce="S256") as oauth:
            link, _ = oauth.authorization_url(_XERO_AUTHORIZE, state=self._state)
        self._verifier = str(pkce.code_verifier)
        # oauthlib writes only https links; the query is the same wherever the server is.
        self.address = f"{identity.endpoints.authorize}?{urlsplit(link).query}"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    @property
    def seconds_left(self) -> float:
        """How long the answer is still waited for."""
        return max(0.0, self._ends - self._clock())

    def wait(self, tick: Callable[[float], None] | None = None) -> Grant:
        """Wait for the browser. `tick` gets the seconds left about four times a second and may raise to give up.

        Raises SignInNeeded (denied, wrong client id, timed out with its likely causes ...), Offline or Cancelled.
        """
        try:
            while not self._over.wait(min(0.25, self.seconds_left)):
                if self.seconds_left <= 0:
                    raise self._too_late()
                if tick is not None:
                    tick(self.seconds_left)
        finally:
            self.close()
        if self._cancelled:
            raise Cancelled("The sign-in was stopped.", "Connect again when you are ready.")
        if self._failure is not None:
            raise self._failure
        if self._grant is None:
            raise AssertionError("over without an outcome")
        return self._grant

    def cancel(self) -> None:
        """Stop waiting; `wait` raises Cancelled."""
        self._cancelled = True
        self._over.set()

    def close(self) -> None:
        """Stop listening."""
        self._listener.close()

    def _answer(self, query: Mapping[str, str]) -> Shown:
        """What came back. An answer that is not to this attempt changes nothing: it may be an old tab, or someone else's doing."""
        if not secrets.compare_digest(query.get("state", "").encode(), self._state.encode()):
            self._stray = True
            words = "It may come from an earlier attempt. Use the newest tab."
            return Shown(400, page("This is not the sign-in xerodesk waits for", words))
        if self._cancelled or not self._used.acquire(blocking=False):
            return Shown(400, page("This sign-in is over", "Its answer can be used once. Start again in xerodesk if need be."))
        try:
            grant = self._granted(query)
            tenants = self._accept(grant)
            self._grant = grant
        except XerodeskError as failure:
            self._failure = failure
            return Shown(200, page("Not connected", f"{failure.message} {failure.advice}".strip()))
        finally:
            self._over.set()
        if len(tenants) != 1:
            return Shown(200, page("Signed in to Xero", "Go back to xerodesk and choose the organisation."))
        return Shown(200, page(f"Connected to {tenants[0].name}", "You can close this tab and go back to xerodesk."))

    def _granted(self, query: Mapping[str, str]) -> Grant:
        if "error" in query:
            raise _denied(query["error"])
        if not query.get("code"):
            raise SignInNeeded("Xero came back without saying yes or no.", "Connect again.")
        tokens = self._identity.exchange(self._client_id, code=query["code"], redirect=self.redirect, verifier=self._verifier)
        if not tokens.refresh:
            raise SignInNeeded("Xero gave a sign-in that ends in half an hour.", "Connect again and allow xerodesk to stay connected.")
        return Grant(tokens, granted(tokens.scope, self._scopes), tuple(self._identity.connections(tokens.access)))

    def _too_late(self) -> SignInNeeded:
        minutes = max(1, round(self._seconds / 60))
        causes = [
            f'the page at Xero said "Invalid redirect_uri": register exactly {self.redirect} in your app at Xero',
            'it said "unauthorized_client" or "Unknown client": the client id is not right'
            + ("" if looks_like_xeros(self._client_id) else " (Xero's have 32 letters and digits)"),
            'it said "invalid_scope": the app at Xero is of an older or another kind; make a new one of the type Mobile or desktop',
            "the browser did not open, or the page was closed",
        ]
        if self._stray:
            causes.insert(0, "an answer came that belongs to another attempt: use the newest tab")
        return SignInNeeded(
            f"The browser did not come back within {minutes} minute{'s'[: minutes > 1]}. Likely causes: " + "; ".join(causes) + ".",
            "Correct what applies and connect again.",
        )


def _denied(word: str) -> SignInNeeded:
    if word == "access_denied":
        return SignInNeeded("Access was not allowed at Xero, so nothing is connected.", 'Connect again and choose "Allow access".')
    shown = word if re.fullmatch(r"[\w. -]{1,60}", word) else "no reason that can be shown"
    return SignInNeeded(f"Xero refused the sign-in ({shown}).", "Check the app's settings at Xero and connect again.")
