"""The official SDK signed in to a demo server, with every answer it gets checked against Xero's schemas."""

import base64
import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener, urlopen

from xero_python.accounting import AccountingApi
from xero_python.api_client import ApiClient
from xero_python.api_client.configuration import Configuration
from xero_python.api_client.oauth2 import OAuth2Token

from tests.contract.demo.schema_check import check, problems
from xerodesk.demo.options import Options
from xerodesk.demo.server import DemoServer
from xerodesk.demo.state import Organisation

CLIENT_ID = "0123456789ABCDEF0123456789ABCDEF"
REDIRECT = "http://localhost:8742/callback"
SCOPES = "openid profile email offline_access accounting.contacts accounting.settings accounting.invoices accounting.payments"
_VERIFIER = "v" * 64


class _Stay(HTTPRedirectHandler):
    """Does not follow: the way back to the app is what is wanted."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


def authorize(url: str, scopes: str = SCOPES) -> str:
    """Walk through PKCE sign-in as a script and return the code."""
    challenge = base64.urlsafe_b64encode(hashlib.sha256(_VERIFIER.encode()).digest()).rstrip(b"=").decode()
    query = urlencode({
        "response_type": "code", "client_id": CLIENT_ID, "redirect_uri": REDIRECT, "scope": scopes, "state": "s1",
        "code_challenge": challenge, "code_challenge_method": "S256",
    })
    try:
        build_opener(_Stay).open(f"{url}/identity/connect/authorize?{query}", timeout=10)
    except HTTPError as answer:
        with answer:
            back = parse_qs(urlsplit(answer.headers["Location"]).query)
    assert back["state"] == ["s1"]
    return back["code"][0]


def sign_in(url: str, scopes: str = SCOPES) -> dict[str, Any]:
    """Tokens, as the token endpoint gives them."""
    form = {"grant_type": "authorization_code", "client_id": CLIENT_ID, "code": authorize(url, scopes), "redirect_uri": REDIRECT}
    with urlopen(f"{url}/connect/token", urlencode(form | {"code_verifier": _VERIFIER}).encode(), timeout=10) as answer:
        token: dict[str, Any] = json.load(answer)
    return token


@dataclass
class Xero:
    """A signed-in app: `api` is the official SDK, `get` and `send` are plain HTTP for what the SDK hides."""

    server: DemoServer
    org: Organisation
    api: AccountingApi
    client: ApiClient
    token: dict[str, Any]
    tenant: str

    def get(self, path: str, headers: dict[str, str] | None = None) -> dict[str, Any]:
        """A GET under /api.xro/2.0, its JSON checked."""
        return self.send("GET", path, None, headers)

    def send(self, method: str, path: str, body: object = None, headers: dict[str, str] | None = None) -> dict[str, Any]:
        """Any request under /api.xro/2.0; JSON of a 200 is checked. Raises HTTPError."""
        all_headers = {"Authorization": f"Bearer {self.token['access_token']}", "xero-tenant-id": self.tenant, "Accept": "application/json"}
        data = None if body is None else json.dumps(body).encode()
        request = Request(f"{self.server.url}/api.xro/2.0/{path}", data, all_headers | (headers or {}), method=method)
        with urlopen(request, timeout=10) as answer:
            document: dict[str, Any] = json.loads(answer.read(), parse_float=Decimal)
        check(path, json.loads(json.dumps(document, default=float)))
        return document

    def contact_id(self, place: int = 0) -> str:
        """The id of some active customer."""
        return sorted(key for key, record in self.org.contacts.items() if record.data["ContactStatus"] == "ACTIVE")[place]


def _watched(client: ApiClient) -> None:
    """Check every JSON answer on its way into the SDK."""
    plain = client.rest_client.request

    def request(method: str, url: str, *args: Any, **kwargs: Any) -> Any:
        response = plain(method, url, *args, **kwargs)
        path = urlsplit(url).path.partition("/api.xro/2.0/")[2]
        if path and response.status == 200 and response.data:
            check(path, json.loads(response.data))
        return response

    client.rest_client.request = request


@contextmanager
def signed_in(org: Organisation, options: Options | None = None, scopes: str = SCOPES) -> Iterator[Xero]:
    """A server for one organisation, and an app signed in to it."""
    with DemoServer([org], options=options or Options(limits=False)) as server:
        token = sign_in(server.url, scopes)
        request = Request(f"{server.url}/connections", headers={"Authorization": f"Bearer {token['access_token']}"})
        with urlopen(request, timeout=10) as answer:
            connections = json.load(answer)
        assert [problems("Connection", item) for item in connections] == [[]]
        client = ApiClient(Configuration(oauth2_token=OAuth2Token(client_id=CLIENT_ID, client_secret="-")))
        kept = {**token, "scope": token["scope"].split()}
        client.oauth2_token_getter(lambda: kept)
        client.oauth2_token_saver(kept.update)
        client.rest_client.pool_manager.connection_pool_kw["retries"] = False  # else urllib3 sits out every Retry-After
        _watched(client)
        api = AccountingApi(client, base_url=f"{server.url}/api.xro/2.0")
        try:
            yield Xero(server, org, api, client, token, connections[0]["tenantId"])
        finally:
            client.rest_client.pool_manager.clear()
