"""Xero's sign-in: authorize, tokens, revocation and connections, as an app with PKCE and no secret meets them."""

import re
from base64 import b64decode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from threading import RLock
from urllib.parse import parse_qs, urlencode

from xerodesk.demo.consent import consent_page, error_page
from xerodesk.demo.messages import Answer, Call, RefusedCall, html_answer, json_answer, problem
from xerodesk.demo.options import Options
from xerodesk.demo.state import Organisation
from xerodesk.demo.tokens import CODE_LIFE, REFRESH_LIFE, Code, Grant, RefreshToken, Vault, challenge_of
from xerodesk.demo.wire import Json

_CLIENT_ID = re.compile(r"[0-9a-fA-F]{32}|[0-9A-Z]{32}")
_REDIRECT = re.compile(r"http://localhost(:[1-9][0-9]{0,4})?/callback/?|https://[^/?#\s]+[^#\s]*")
_ASKED = ("response_type", "client_id", "redirect_uri", "scope", "state", "code_challenge", "code_challenge_method")
_PLAIN_SCOPES = {"openid", "profile", "email", "offline_access"}
_GRANULAR = {"contacts", "settings", "attachments", "invoices", "payments", "banktransactions", "manualjournals"}
_REPORTS = {"aged", "balancesheet", "banksummary", "executivesummary", "profitandloss", "trialbalance", "budgetsummary", "taxreports"}
BROAD_SCOPES = {"accounting.transactions", "accounting.transactions.read", "accounting.reports.read"}
KNOWN_SCOPES = (
    _PLAIN_SCOPES
    | {f"accounting.{name}{tail}" for name in _GRANULAR for tail in ("", ".read")}
    | {f"accounting.reports.{name}.read" for name in _REPORTS | {"tenninetynine"}}
    | {"accounting.budgets.read", "accounting.journals.read"}
)


@dataclass
class Connection:
    """An app's way into one organisation."""

    id: str
    tenant_id: str
    name: str
    auth_event: str
    created: datetime
    updated: datetime


def _no_zone(moment: datetime) -> str:
    """Seven fraction digits and no zone, as /connections writes dates."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%f") + "0"


def form_of(call: Call) -> dict[str, str]:
    """The form in a request's body, last value of each name."""
    fields = parse_qs(call.body.decode("utf-8", "replace"), keep_blank_values=True)
    return {name: values[-1] for name, values in fields.items()}


def _token_error(error: str, status: int = 400) -> RefusedCall:
    return RefusedCall(json_answer(status, {"error": error}))


class Identity:
    """Who may do what, for every app that signs in to this server."""

    def __init__(self, organisations: list[Organisation], options: Options, now: Callable[[], datetime]) -> None:
        self._organisations = {org.tenant_id: org for org in organisations}
        self._options, self._now = options, now
        self._vault = Vault()
        self._connections: dict[str, dict[str, Connection]] = {}  # by app, then by tenant
        self._lock = RLock()

    # --- authorize ------------------------------------------------------------------------------------------------

    def authorize(self, call: Call) -> Answer:
        """The consent page, or the way back to the app once the user has decided."""
        asked = dict(parse_qs_single(call.raw_query))
        if call.method == "POST":
            asked |= form_of(call)
        refusal = self._refusal(asked)
        if refusal:
            return html_answer(500, error_page(*refusal))
        decision = asked.get("decision") or self._own_decision(call)
        if decision == "allow":
            return self._allow(asked)
        if decision:
            return self._back(asked, {"error": "access_denied", "error_description": "The user denied the request"})
        fields = {name: asked[name] for name in _ASKED if name in asked}
        user = next(iter(self._organisations.values())).users[:1]
        choices = [(org.tenant_id, org.name) for org in self._organisations.values()]
        return html_answer(200, consent_page(fields, choices, _user_name(user)))

    def _own_decision(self, call: Call) -> str:
        options = self._options
        scripted = "mozilla" not in call.headers.get("user-agent", "").lower()
        if options.auto_consent == "always" or (options.auto_consent == "scripts" and scripted and call.method == "GET"):
            return "cancel" if options.deny_consent else "allow"
        return "cancel" if options.deny_consent and call.method == "POST" else ""

    def _refusal(self, asked: Mapping[str, str]) -> tuple[str, str] | None:
        if not _CLIENT_ID.fullmatch(asked.get("client_id", "")):
            return "unauthorized_client", "Unknown client or client not enabled"
        if not _REDIRECT.fullmatch(asked.get("redirect_uri", "")):
            return "unauthorized_client", "Invalid redirect_uri"
        if asked.get("response_type") != "code":
            return "unsupported_response_type", "Response type not supported"
        if asked.get("code_challenge_method") != "S256" or not 43 <= len(asked.get("code_challenge", "")) <= 128:
            return "invalid_request", "code challenge required"
        scopes = asked.get("scope", "").split()
        known = KNOWN_SCOPES | (BROAD_SCOPES if self._options.broad_scopes else set())
        if not scopes or not known.issuperset(scopes):
            return "invalid_scope", "Invalid scope"
        return None

    def _allow(self, asked: Mapping[str, str]) -> Answer:
        chosen = [tenant for tenant in asked.get("tenant", "").split(",") if tenant in self._organisations]
        with self._lock:
            now = self._now()
            event = self._vault.new_id()
            grant = Grant(asked["client_id"], frozenset(asked["scope"].split()), asked["scope"], event)
            for tenant in chosen or list(self._organisations):
                self._connect(grant, self._organisations[tenant], now)
            code = self._vault.secret(32)
            self._vault.codes[code] = Code(grant, asked["redirect_uri"], asked["code_challenge"], now)
            session = self._vault.secret(24)
        return self._back(asked, {"code": code, "scope": asked["scope"], "session_state": session})

    def _connect(self, grant: Grant, org: Organisation, now: datetime) -> None:
        mine = self._connections.setdefault(grant.client_id, {})
        known = mine.get(org.tenant_id)
        if known:
            known.auth_event, known.updated = grant.auth_event, now
            return
        used = {item.id for apps in self._connections.values() for item in apps.values()}
        connection_id = org.connection_id if org.connection_id not in used else self._vault.new_id()
        mine[org.tenant_id] = Connection(connection_id, org.tenant_id, org.name, grant.auth_event, now, now)

    @staticmethod
    def _back(asked: Mapping[str, str], values: dict[str, str]) -> Answer:
        if "state" in asked:
            values["state"] = asked["state"]
        join = "&" if "?" in asked["redirect_uri"] else "?"
        headers = {"Location": f"{asked['redirect_uri']}{join}{urlencode(values)}", "Cache-Control": "no-store"}
        return Answer(302, b"", "text/html; charset=utf-8", headers)

    # --- tokens ---------------------------------------------------------------------------------------------------

    def token(self, call: Call) -> Answer:
        """POST /connect/token: a code or a refresh token for new tokens. Raises RefusedCall (400) as OAuth says."""
        form = form_of(call)
        client_id = form.get("client_id") or _basic_user(call)
        with self._lock:
            if form.get("grant_type") == "authorization_code":
                grant = self._by_code(form, client_id)
            elif form.get("grant_type") == "refresh_token":
                grant = self._by_refresh(form, client_id)
            else:
                raise _token_error("unsupported_grant_type")
            users = next(iter(self._organisations.values())).users
            answer = json_answer(200, self._vault.issue(grant, users[0] if users else {}, self._now()))
        answer.headers["Cache-Control"] = "no-store"
        return answer

    def _by_code(self, form: Mapping[str, str], client_id: str) -> Grant:
        code = self._vault.codes.pop(form.get("code", ""), None)
        good = (
            code is not None
            and code.grant.client_id == client_id
            and code.redirect_uri == form.get("redirect_uri")
            and code.challenge == challenge_of(form.get("code_verifier", ""))
            and self._now() - code.issued <= CODE_LIFE
        )
        if code is None or not good:
            raise _token_error("invalid_grant")
        return code.grant

    def _by_refresh(self, form: Mapping[str, str], client_id: str) -> Grant:
        token = self._vault.refresh.get(form.get("refresh_token", ""))
        if token is None or token.grant.client_id != client_id or not self._alive(token):
            raise _token_error("invalid_grant")
        token.replaced = token.replaced or self._now()
        return token.grant

    def _alive(self, token: RefreshToken) -> bool:
        now = self._now()
        if token.replaced is not None:
            return now - token.replaced < self._options.refresh_grace
        return now - token.issued < REFRESH_LIFE

    def revoke(self, call: Call) -> Answer:
        """POST /connect/revocation: ends the app's tokens and all its connections; 200 also for a token nobody knows."""
        with self._lock:
            token = self._vault.refresh.get(form_of(call).get("token", ""))
            if token is not None:
                self._vault.forget(token.grant.client_id)
                self._connections.pop(token.grant.client_id, None)
        return Answer(200)

    def check(self, call: Call) -> Grant:
        """The grant behind a call's access token. Raises RefusedCall (401)."""
        scheme, _, text = call.headers.get("authorization", "").partition(" ")
        with self._lock:
            token = self._vault.access.get(text.strip())
        if scheme.lower() != "bearer" or token is None:
            raise problem(401, "Unauthorized", "AuthenticationUnsuccessful")
        if self._now() >= token.expires:
            raise problem(401, "Unauthorized", f"TokenExpired: token expired at {token.expires:%m/%d/%Y %H:%M:%S}")
        return token.grant

    def organisation(self, grant: Grant, tenant_id: str) -> Organisation:
        """The organisation a call is for. Raises RefusedCall (403) if the app is not connected to it."""
        with self._lock:
            if tenant_id not in self._connections.get(grant.client_id, {}):
                raise problem(403, "Forbidden", "AuthenticationUnsuccessful")
        return self._organisations[tenant_id]

    def end_sessions(self) -> None:
        """Every token dies, as if the user had been away for too long; connections stay."""
        with self._lock:
            for client_id in list(self._connections):
                self._vault.forget(client_id)

    # --- connections ----------------------------------------------------------------------------------------------

    def connections(self, call: Call) -> Answer:
        """GET /connections: a bare array."""
        grant = self.check(call)
        event = call.query.get("autheventid", "")
        with self._lock:
            found = [item for item in self._connections.get(grant.client_id, {}).values() if event in ("", item.auth_event)]
            rows: list[Json] = [
                {
                    "id": item.id,
                    "authEventId": item.auth_event,
                    "tenantId": item.tenant_id,
                    "tenantType": "ORGANISATION",
                    "tenantName": item.name,
                    "createdDateUtc": _no_zone(item.created),
                    "updatedDateUtc": _no_zone(item.updated),
                }
                for item in found
            ]
        return json_answer(200, rows)

    def disconnect(self, call: Call, connection_id: str) -> Answer:
        """DELETE /connections/{id}: 204, or 404 for an id that is not one of this app's connections (a tenant id is none)."""
        grant = self.check(call)
        with self._lock:
            mine = self._connections.get(grant.client_id, {})
            tenant = next((tenant for tenant, item in mine.items() if item.id == connection_id), None)
            if tenant is None:
                return Answer(404)
            del mine[tenant]
        return Answer(204)

    def remove_app(self, tenant_id: str) -> None:
        """The user disconnects every app from an organisation inside Xero."""
        with self._lock:
            for mine in self._connections.values():
                mine.pop(tenant_id, None)


def parse_qs_single(raw: str) -> list[tuple[str, str]]:
    """The parameters of a query string with the case of their names; repeated `tenant`s are joined by commas."""
    return [(name, ",".join(values) if name == "tenant" else values[-1]) for name, values in parse_qs(raw).items()]


def _basic_user(call: Call) -> str:
    scheme, _, text = call.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return ""
    try:
        return b64decode(text, validate=True).decode().partition(":")[0]
    except ValueError:
        return ""


def _user_name(users: list[Json]) -> str:
    return f"{users[0].get('FirstName', '')} {users[0].get('LastName', '')}".strip() if users else "a demo user"
