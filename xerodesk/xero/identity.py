"""Xero's identity side: codes and refresh tokens turned into access tokens, the list of connected organisations, disconnecting."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from xerodesk.domain.errors import AnswerLost, NotThere, Offline, SignInNeeded
from xerodesk.xero.endpoints import Endpoints
from xerodesk.xero.faults import document, offline, refusal
from xerodesk.xero.transport import Reply, Transport

LIFE_SECONDS = 1800
"""How long an access token lives when the answer does not say (Xero, "Token types")."""


class GrantLapsed(SignInNeeded):
    """The code or refresh token is not (or no longer) good: used, replaced, 60 days idle, or disconnected at Xero."""


@dataclass(frozen=True, slots=True)
class TokenAnswer:
    """What the token address answered. `claims` come from the identity token: who signed in. Tokens never show in a repr."""

    access: str = field(repr=False)
    refresh: str = field(repr=False)
    seconds: float
    scope: str
    claims: Mapping[str, Any] = field(default_factory=dict, repr=False)

    @property
    def user_name(self) -> str:
        """The name of who signed in, "" when not told."""
        names = [str(self.claims.get(key) or "") for key in ("given_name", "family_name")]
        return str(self.claims.get("name") or " ".join(filter(None, names)))

    @property
    def user_email(self) -> str:
        """The e-mail address of who signed in, "" when not told."""
        return str(self.claims.get("email") or "")

    @property
    def auth_event(self) -> str:
        """Xero's id of this very consent; the organisations ticked in it carry the same."""
        return str(_claims(self.access).get("authentication_event_id") or "")


@dataclass(frozen=True, slots=True)
class Tenant:
    """An organisation the sign-in may use. `connection_id` is what is deleted to disconnect; `id` goes with every call."""

    id: str
    connection_id: str
    name: str
    auth_event: str = ""


class Identity:
    """Calls to the identity addresses. None of them counts against the organisation's limits."""

    def __init__(self, transport: Transport, endpoints: Endpoints) -> None:
        self._transport = transport
        self.endpoints = endpoints

    def exchange(self, client_id: str, *, code: str, redirect: str, verifier: str) -> TokenAnswer:
        """Turn the code of a sign-in into tokens (Xero, "PKCE flow"). Raises GrantLapsed, SignInNeeded or Offline."""
        form = {"grant_type": "authorization_code", "client_id": client_id, "code": code, "redirect_uri": redirect}
        try:
            return self._tokens({**form, "code_verifier": verifier})
        except AnswerLost as lost:
            raise offline(lost) from lost

    def refresh(self, client_id: str, refresh_token: str) -> TokenAnswer:
        """Turn a refresh token into an access token and the next refresh token.

        A lost answer is asked for once more: the old token stays good for 30 minutes (Xero, "OAuth 2.0 FAQ").
        """
        form = {"grant_type": "refresh_token", "client_id": client_id, "refresh_token": refresh_token}
        try:
            return self._tokens(form)
        except AnswerLost:
            pass
        try:
            return self._tokens(form)
        except AnswerLost as lost:
            raise offline(lost) from lost

    def revoke(self, client_id: str, refresh_token: str) -> None:
        """End the sign-in: at Xero this removes every connection of this user to this app. Raises when Xero refuses."""
        reply = self._transport.send("POST", self.endpoints.revocation, form={"token": refresh_token, "client_id": client_id})
        if reply.status >= 300:
            raise refusal(reply)

    def connections(self, access: str) -> list[Tenant]:
        """The organisations this sign-in may use, practices left out."""
        try:
            reply = self._transport.send("GET", self.endpoints.connections, token=access)
            if reply.status >= 300:
                raise refusal(reply)
            rows = document(reply)
            if not isinstance(rows, list):
                raise AnswerLost("Xero's list of organisations is not of the form expected.", "Try again in a few minutes.")
        except AnswerLost as lost:
            raise offline(lost) from lost
        return [
            Tenant(str(row["tenantId"]), str(row.get("id") or ""), str(row.get("tenantName") or ""), str(row.get("authEventId") or ""))
            for row in rows
            if isinstance(row, dict) and row.get("tenantId") and str(row.get("tenantType") or "ORGANISATION").upper() == "ORGANISATION"
        ]

    def disconnect(self, access: str, connection_id: str) -> None:
        """Remove one organisation's connection. One that is gone already is fine."""
        reply = self._transport.send("DELETE", f"{self.endpoints.connections}/{connection_id}", token=access)
        if reply.status >= 300:
            error = refusal(reply)
            if not isinstance(error, NotThere):
                raise error

    def _tokens(self, form: Mapping[str, str]) -> TokenAnswer:
        reply = self._transport.send("POST", self.endpoints.exchange, form=form)
        if reply.status >= 400:
            raise _denied(reply)
        if reply.status >= 300:
            raise refusal(reply)
        answer = document(reply)
        access = answer.get("access_token") if isinstance(answer, dict) else None
        if not isinstance(access, str) or not access:
            raise AnswerLost("Xero's sign-in answered without a token.", "Try again in a few minutes.")
        return TokenAnswer(
            access,
            str(answer.get("refresh_token") or ""),
            _seconds(answer.get("expires_in")),
            str(answer.get("scope") or ""),
            _claims(str(answer.get("id_token") or "")),
        )


def _denied(reply: Reply) -> SignInNeeded | Offline:
    """RFC 6749, 5.2: the words of a refused token request."""
    try:
        body = document(reply)
    except AnswerLost as lost:
        return lost
    word = str(body.get("error") or "") if isinstance(body, dict) else ""
    if word == "invalid_grant":
        return GrantLapsed("The sign-in to Xero has lapsed or was ended at Xero.", "Connect to Xero again.")
    if word in ("invalid_client", "unauthorized_client"):
        return SignInNeeded(
            "Xero does not know this client id, or its app is of another type.",
            "Copy the client id again from your app's Configuration page at Xero; the app must be of the type Mobile or desktop (PKCE).",
        )
    if reply.status in (400, 401, 403) and word:
        return SignInNeeded(f"Xero refused the sign-in ({word}).", "Connect to Xero again.")
    if reply.status == 429 or reply.status >= 500:
        return AnswerLost(f"Xero's sign-in is not available at the moment (status {reply.status}).", "Try again in a few minutes.")
    return Offline(
        f"What answered is not Xero's sign-in (status {reply.status}).",
        "Check XERODESK_XERO_URL, and whether the network shows a sign-in page of its own.",
    )


def _seconds(value: object) -> float:
    try:
        return max(1.0, float(str(value)))
    except ValueError:
        return float(LIFE_SECONDS)


def _claims(token: str) -> Mapping[str, Any]:
    """What a token says of itself. Not verified: it came straight from Xero over TLS, and only names are taken from it."""
    parts = token.split(".")
    if len(parts) != 3:
        return {}
    try:
        found = json.loads(base64.urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4)))
    except (ValueError, binascii.Error):
        return {}
    return found if isinstance(found, dict) else {}
