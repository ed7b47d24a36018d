"""A tiny organisation behind a real server, and a plain client that signs in to it."""

import base64
import hashlib
import http.client
import json
import urllib.parse
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from xerodesk.demo.server import DemoServer
from xerodesk.demo.state import Organisation, Record

CLIENT_ID = "0123456789ABCDEF0123456789ABCDEF"
CALLBACK = "http://localhost:8742/callback"
VERIFIER = "v" * 64
SCOPES = "openid profile email offline_access accounting.contacts accounting.settings accounting.invoices accounting.payments"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
START = datetime(2024, 1, 1, tzinfo=UTC)


def tiny(name: str = "Harbour Joinery", tenant: str = "11111111-1111-4111-8111-111111111111", seed: int = 7) -> Organisation:
    """An Australian organisation with accounts and rates, and nobody in it."""
    org = Organisation(
        tenant,
        tenant.replace("1111", "2222", 1),
        {
            "Name": name,
            "BaseCurrency": "AUD",
            "CountryCode": "AU",
            "Timezone": "AUSEASTERNSTANDARDTIME",
            "IsDemoCompany": False,
            "ShortCode": "!abc12",
        },
        seed=seed,
        users=[
            {
                "UserID": "33333333-3333-4333-8333-333333333333",
                "EmailAddress": "kim@example.com",
                "FirstName": "Kim",
                "LastName": "Ash",
                "UpdatedDateUTC": "/Date(1704067200000+0000)/",
                "IsSubscriber": True,
                "OrganisationRole": "STANDARD",
            }
        ],
    )
    accounts = (
        ("a1", "090", "Bank", "BANK", "NONE"),
        ("a2", "200", "Sales", "REVENUE", "OUTPUT"),
        ("a3", "400", "Advertising", "EXPENSE", "INPUT"),
        ("a4", "630", "Inventory", "INVENTORY", "NONE"),
    )
    for key, code, label, kind, tax in accounts:
        data = {"AccountID": key, "Code": code, "Name": label, "Type": kind, "TaxType": tax, "Status": "ACTIVE"}
        org.accounts[key] = Record({**data, "EnablePaymentsToAccount": False}, START)
    for tax, rate in (("OUTPUT", "10.0000"), ("INPUT", "10.0000"), ("EXEMPTOUTPUT", "0.0000"), ("NZ15", "15.0000")):
        org.tax_rates[tax] = Record({"TaxType": tax, "Name": tax, "EffectiveRate": Decimal(rate), "Status": "ACTIVE"}, START)
    for code in ("AUD", "USD"):
        org.currencies[code] = Record({"Code": code, "Description": code}, START)
    theme = "44444444-4444-4444-8444-444444444444"
    org.branding_themes[theme] = Record({"BrandingThemeID": theme, "Name": "Standard", "SortOrder": 0}, START)
    return org


@dataclass
class Reply:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body, parse_float=Decimal)

    def texts(self) -> list[str]:
        """All validation messages of the first element."""
        data = self.json
        rows = data.get("Elements") or next(value for value in data.values() if isinstance(value, list))
        return [item["Message"] for item in rows[0].get("ValidationErrors", [])]


@dataclass
class Caller:
    """A client of one server."""

    server: DemoServer
    token: str = ""
    refresh: str = ""
    tenant: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    def raw(self, method: str, path: str, body: bytes | str | None = None, headers: dict[str, str] | None = None) -> Reply:
        """One request on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", int(self.server.url.rpartition(":")[2]), timeout=10)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return Reply(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def authorize(self, headers: dict[str, str] | None = None, **changes: str) -> Reply:
        """The authorize request of a well-behaved app, with changes."""
        challenge = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
        asked = {
            "response_type": "code",
            "client_id": CLIENT_ID,
            "redirect_uri": CALLBACK,
            "scope": SCOPES,
            "state": "s-1",
            "code_challenge": challenge,
            "code_challenge_method": "S256",
            **changes,
        }
        return self.raw("GET", "/identity/connect/authorize?" + urllib.parse.urlencode(asked), headers=headers)

    def form(self, path: str, **fields: str) -> Reply:
        """POST a form."""
        return self.raw("POST", path, urllib.parse.urlencode(fields), FORM)

    def exchange(self, code: str, **changes: str) -> Reply:
        """Change a code for tokens."""
        fields = {"grant_type": "authorization_code", "client_id": CLIENT_ID, "redirect_uri": CALLBACK, "code_verifier": VERIFIER}
        return self.form("/connect/token", **{**fields, "code": code, **changes})

    def renew(self, refresh: str = "") -> Reply:
        """Use a refresh token."""
        return self.form("/connect/token", grant_type="refresh_token", client_id=CLIENT_ID, refresh_token=refresh or self.refresh)

    def sign_in(self, **changes: str) -> "Caller":
        """The whole way: consent, tokens, the first connection."""
        back = self.authorize(**changes).headers["location"]
        code = urllib.parse.parse_qs(urllib.parse.urlsplit(back).query)["code"][0]
        tokens = self.exchange(code, client_id=changes.get("client_id", CLIENT_ID)).json
        self.token, self.refresh = tokens["access_token"], tokens.get("refresh_token", "")
        self.tenant = self.connections()[0]["tenantId"]
        return self

    def connections(self) -> Any:
        """GET /connections."""
        return self.raw("GET", "/connections", headers={"Authorization": f"Bearer {self.token}"}).json

    def call(self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None) -> Reply:
        """One accounting call."""
        sent = {"Authorization": f"Bearer {self.token}", "xero-tenant-id": self.tenant, "Accept": "application/json"}
        text = None if body is None else body if isinstance(body, (str, bytes)) else json.dumps(body)
        return self.raw(method, f"/api.xro/2.0/{path}", text, {**sent, **(headers or {})})

    def get(self, path: str, headers: dict[str, str] | None = None, **query: object) -> Reply:
        """GET with a query."""
        return self.call("GET", path + ("?" + urllib.parse.urlencode(query) if query else ""), headers=headers)

    def put(self, path: str, body: Any, **headers: str) -> Reply:
        """PUT JSON."""
        return self.call("PUT", path, body, {name.replace("_", "-"): value for name, value in headers.items()})

    def post(self, path: str, body: Any, **headers: str) -> Reply:
        """POST JSON."""
        return self.call("POST", path, body, {name.replace("_", "-"): value for name, value in headers.items()})

    def control(self, method: str, path: str, body: Any = None) -> Reply:
        """The demo's own address."""
        return self.raw(method, f"/_demo/{path}", None if body is None else json.dumps(body))

    def contact(self, name: str = "Acme", **more: Any) -> Any:
        """A new contact."""
        return self.put("Contacts", {"Contacts": [{"Name": name, **more}]}).json["Contacts"][0]

    def invoice(self, contact: Any, amount: Any = 100, **more: Any) -> Any:
        """A new approved invoice of one line without tax."""
        line = {"Description": "Work", "Quantity": 1, "UnitAmount": amount, "AccountCode": "200", "TaxType": "EXEMPTOUTPUT"}
        base = {"Type": "ACCREC", "Contact": {"ContactID": contact["ContactID"]}, "LineItems": [line], "Status": "AUTHORISED"}
        reply = self.put("Invoices", {"Invoices": [{**base, "DueDate": "2030-01-31", **more}]})
        assert reply.status == 200, reply.body
        return reply.json["Invoices"][0]

    def pay(self, invoice: Any, amount: Any) -> Reply:
        """Pay an invoice."""
        body = {"Invoice": {"InvoiceID": invoice["InvoiceID"]}, "Account": {"Code": "090"}, "Amount": amount}
        return self.put("Payments", {"Payments": [body]})
