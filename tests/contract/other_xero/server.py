"""A small server written from Xero's published OpenAPI alone, as a stranger to xerodesk and to its demo organisation would."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

from tests.contract.other_xero.books import Ledgers
from tests.contract.other_xero.manners import Manners

PAGED = ("Contacts", "Invoices", "CreditNotes", "Payments", "Overpayments", "Prepayments", "Quotes")
WHOLE = ("Items", "Accounts", "TaxRates", "Currencies", "BrandingThemes")
ID = {name: name.removesuffix("s") + "ID" for name in (*PAGED, *WHOLE)}
_WHERE = re.compile(r"^(\w+)\s*(>=|<=|==|=|>|<)\s*(.+)$")


class Refusal(Exception):
    """An answer other than 200."""

    def __init__(self, status: int, body: Any = None, headers: dict[str, str] | None = None) -> None:
        super().__init__(status)
        self.status, self.body, self.headers = status, body, headers or {}


class OtherXero:
    """One host that stands for all of Xero. `seen` lists every accounting call as (method, path)."""

    def __init__(self, manners: Manners, contacts: int = 12) -> None:
        self.manners = manners
        self.ledgers = Ledgers(manners, contacts)
        self.guard = threading.RLock()
        self.codes: dict[str, tuple[str, str, str]] = {}
        self.refresh: dict[str, str] = {}
        self.access: dict[str, float] = {}
        self.keys: dict[str, tuple[bytes, tuple[int, Any]]] = {}
        self.seen: list[tuple[str, str]] = []
        self.fail_writes: list[str] = []
        self.tenants = [f"{number:08d}-1111-4111-8111-111111111111" for number in range(manners.organisations)]

    # ------------------------------------------------------------ identity

    def authorize(self, query: dict[str, str]) -> str:
        code = secrets.token_urlsafe(16)
        self.codes[code] = (query["client_id"], query["redirect_uri"], query["code_challenge"])
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'scope': query['scope'], 'state': query['state']})}"

    def token(self, form: dict[str, str]) -> dict[str, Any]:
        if form.get("grant_type") == "authorization_code":
            client, redirect, challenge = self.codes.pop(form.get("code", ""), ("", "", ""))
            digest = base64.urlsafe_b64encode(hashlib.sha256(form.get("code_verifier", "").encode()).digest()).rstrip(b"=").decode()
            if (client, redirect, challenge) != (form.get("client_id"), form.get("redirect_uri"), digest):
                raise Refusal(400, {"error": "invalid_grant"})
        elif form.get("grant_type") == "refresh_token":
            if self.refresh.get(form.get("refresh_token", "")) != form.get("client_id"):
                raise Refusal(400, {"error": "invalid_grant"})
            if self.manners.rotates and not self.manners.grace:
                del self.refresh[form["refresh_token"]]
        else:
            raise Refusal(400, {"error": "unsupported_grant_type"})
        access, refresh = secrets.token_urlsafe(24), secrets.token_urlsafe(24)
        if not self.manners.rotates and form["grant_type"] == "refresh_token":
            refresh = form["refresh_token"]
        self.refresh[refresh] = form["client_id"]
        self.access[access] = time.monotonic() + float(str(self.manners.expires_in))
        answer = {"access_token": access, "expires_in": self.manners.expires_in, "token_type": "Bearer", "refresh_token": refresh}
        claims = base64.urlsafe_b64encode(json.dumps({"email": "a@b.example", "name": "Ann"}).encode()).rstrip(b"=").decode()
        answer |= {"id_token": f"e30.{claims}.x"} if self.manners.id_token else {}
        return answer | ({"scope": "openid profile email offline_access accounting.contacts accounting.settings accounting.invoices "
                                   "accounting.payments.read"} if self.manners.scope_told else {})

    def connections(self) -> list[dict[str, Any]]:
        found = [
            {
                "id": f"{number:08d}-2222-4222-8222-222222222222",
                "authEventId": "d99ecdfe-391d-43d2-b834-17636ba90e8d",
                "tenantId": tenant,
                "tenantType": "ORGANISATION",
                "tenantName": "Maple Florist" if number == 0 else f"Other books {number}",
                "createdDateUtc": "2019-12-07T18:46:19.5165400",
                "updatedDateUtc": "2019-12-07T18:46:19.5187840",
            }
            for number, tenant in enumerate(self.tenants)
        ]
        if self.manners.practice:
            found.insert(0, {**found[0], "id": secrets.token_hex(8), "tenantId": secrets.token_hex(8), "tenantType": "PRACTICE"})
        return found

    # ------------------------------------------------------------ accounting

    def accounting(self, method: str, path: str, query: dict[str, str], headers: Any, body: bytes) -> tuple[int, Any]:
        self.seen.append((method, path))
        if self.manners.limit_every and len(self.seen) % self.manners.limit_every == 0:
            after = {"Retry-After": self.manners.retry_after} if self.manners.retry_after else {}
            raise Refusal(429, None, {**after, "X-Rate-Limit-Problem": "minute"})
        token = headers.get("Authorization", "").removeprefix("Bearer ")
        if self.access.get(token, 0.0) < time.monotonic():
            raise Refusal(401, {"Type": None, "Title": "Unauthorized", "Status": 401, "Detail": "TokenExpired: token expired"})
        if headers.get("xero-tenant-id") not in self.tenants or "application/json" not in headers.get("Accept", ""):
            raise Refusal(403, {"Title": "Forbidden", "Status": 403, "Detail": "AuthenticationUnsuccessful"})
        if path in self.manners.missing:
            words = None if self.manners.missing_plain else {"Title": "Not here", "Status": self.manners.missing[path]}
            raise Refusal(self.manners.missing[path], words)
        if path in self.manners.no_scope:
            raise Refusal(403, {"Title": "Forbidden"}, {"WWW-Authenticate": 'Bearer error="insufficient_scope"'})
        if method in ("PUT", "POST"):
            return self._write(method, path, query, headers, body)
        if path == "Organisation":
            return 200, {"Organisations": [self.ledgers.organisation]}
        if path == "Organisation/Actions":
            return 200, {"Actions": [{"Name": "CreateDraftInvoice", "Status": "ALLOWED"}]}
        resource, _, one = path.partition("/")
        if one:
            found = [row for row in self.ledgers.rows(resource) if row[ID[resource]].lower() == one.lower()]
            if not found:
                raise Refusal(404, {"ErrorNumber": 404, "Type": "NotFound", "Message": "The resource you're looking for cannot be found"})
            return 200, {resource: found}
        if resource not in ID:
            raise Refusal(404, {"Message": "no such resource"})
        return self._list(resource, query, headers)

    def _list(self, resource: str, query: dict[str, str], headers: Any) -> tuple[int, Any]:
        rows = self._filtered(resource, query, headers)
        since = headers.get("If-Modified-Since")
        if since and self.manners.since == "honoured":
            when = datetime.strptime(since, "%Y-%m-%dT%H:%M:%S").replace(tzinfo=UTC).timestamp()
            rows = [row for row in rows if self.ledgers.changed.get(row[ID[resource]].lower(), 0) >= when]
            if not rows and self.manners.not_modified:
                raise Refusal(304)
        if "page" not in query or resource in WHOLE or not self.manners.paging:
            return 200, {resource: rows}
        size = min(max(int(query.get("pageSize", self.manners.default_page)), 1), self.manners.largest_page)
        page, count = int(query["page"]), len(rows)
        told = len(self.ledgers.rows(resource)) if self.manners.counts_all and "where" in query else count
        answer: dict[str, Any] = {resource: rows[(page - 1) * size : page * size]}
        if self.manners.pagination:
            answer["pagination"] = {"page": page, "pageSize": size, "pageCount": -(-count // size), "itemCount": told}
        return 200, answer

    def _filtered(self, resource: str, query: dict[str, str], headers: Any) -> list[dict[str, Any]]:
        rows = self.ledgers.rows(resource)
        key = ID[resource]
        if resource == "Contacts" and self.manners.archived != "always":
            shown = query.get("includeArchived") == "true" and self.manners.archived == "asked"
            rows = rows if shown else [row for row in rows if row.get("ContactStatus") != "ARCHIVED"]
        if "IDs" in query:
            wanted = {one.strip().lower() for one in query["IDs"].split(",")}
            rows = [row for row in rows if row[key].lower() in wanted]
        if "searchTerm" in query:
            term = query["searchTerm"].lower()
            names = ("Name", "FirstName", "LastName", "ContactNumber", "EmailAddress", "InvoiceNumber")
            rows = [row for row in rows if any(term in str(row.get(name, "")).lower() for name in names)]
        if "Statuses" in query:
            rows = [row for row in rows if row.get("Status") in query["Statuses"].split(",")]
        if "where" in query:
            rows = self._where(rows, query["where"])
        if "order" in query and self.manners.order == "refused":
            raise Refusal(400, {"ErrorNumber": 16, "Type": "QueryParseException", "Message": "No property or field exists"})
        if query.get("order", "").startswith(key) and self.manners.order == "honoured":
            rows = sorted(rows, key=lambda row: row[key])
        return rows

    def _where(self, rows: list[dict[str, Any]], text: str) -> list[dict[str, Any]]:
        if self.manners.where == "ignored":
            return rows
        if self.manners.where == "empty":
            return []
        if self.manners.where in ("refused", "broken"):
            raise Refusal(400 if self.manners.where == "refused" else 500, {"Type": "QueryParseException", "Message": "cannot parse"})
        for part in text.split(" AND "):
            found = _WHERE.match(part.strip())
            assert found, part
            name, sign, given = found.groups()
            rows = [row for row in rows if self._holds(row, name, sign, given)]
        return rows

    def _holds(self, row: dict[str, Any], name: str, sign: str, given: str) -> bool:
        value: Any
        wanted: Any
        if self.manners.where == "partly" and name != "Date":
            return False
        if given.startswith("DateTime("):
            year, month, day = (int(one) for one in given[9:-1].split(","))
            wanted, value = f"{year:04}-{month:02}-{day:02}", self.ledgers.days.get((row.get("InvoiceID", "").lower(), name), "")
        elif given.startswith('"'):
            wanted, value = given.strip('"'), row.get(name)
        else:
            wanted, value = float(given), float(row.get(name) or 0)
        return bool({">=": value >= wanted, "<=": value <= wanted, ">": value > wanted, "<": value < wanted}.get(sign, value == wanted))

    def _write(self, method: str, path: str, query: dict[str, str], headers: Any, body: bytes) -> tuple[int, Any]:
        if path not in ("Contacts", "Items"):
            raise Refusal(404, {"Message": "not written here"})
        key = headers.get("Idempotency-Key", "")
        if key and self.manners.idempotency and key in self.keys:
            before, answer = self.keys[key]
            if before != body:
                raise Refusal(400, {"Message": f"Idempotency Key: {key} is used with a different request."})
            return answer
        fault = self.fail_writes.pop(0) if self.fail_writes else ""
        if fault == "before":
            raise Refusal(-1)
        sent = json.loads(body)
        elements = sent[path] if isinstance(sent, dict) and path in sent else sent if isinstance(sent, list) else [sent]
        summary = self.manners.summarize_ignored or query.get("summarizeErrors", "true") != "false"
        answer = self.ledgers.write(path, method, elements, summary=summary)
        if key:
            self.keys[key] = (body, answer)
        if fault == "after":
            raise Refusal(-1)
        if fault == "500 after":
            raise Refusal(500, {"Title": "An error occurred"})
        return answer


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    xero: OtherXero

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet."""

    def do_GET(self) -> None:
        """Also stands for PUT, POST and DELETE."""
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        parts = urlsplit(self.path)
        query = dict(parse_qsl(parts.query))
        xero = self.xero
        if xero.manners.pause:
            time.sleep(xero.manners.pause)
        try:
            with xero.guard:
                status, answer = self._answer(xero, parts.path, query, body)
            self._send(status, answer, {})
        except Refusal as refusal:
            if refusal.status == -1:
                self.close_connection = True
                return
            self._send(refusal.status, refusal.body, refusal.headers)

    do_PUT = do_POST = do_DELETE = do_GET

    def _answer(self, xero: OtherXero, path: str, query: dict[str, str], body: bytes) -> tuple[int, Any]:
        if path == "/identity/connect/authorize":
            raise Refusal(302, None, {"Location": xero.authorize(query)})
        if path == "/connect/token":
            return 200, xero.token({name: values[0] for name, values in parse_qs(body.decode()).items()})
        if path == "/connect/revocation":
            xero.refresh.clear()
            return 200, {}
        if path.startswith("/connections"):
            if self.command == "DELETE":
                raise Refusal(204)
            return 200, xero.connections()
        if not path.startswith("/api.xro/2.0/"):
            raise Refusal(404, {"Message": "nothing here"})
        status, found = xero.accounting(self.command, path.removeprefix("/api.xro/2.0/"), query, self.headers, body)
        return status, xero.ledgers.enveloped(found) if "Type" not in found else found

    def _send(self, status: int, body: Any, headers: dict[str, str]) -> None:
        manners = self.xero.manners
        data = b"" if body is None else json.dumps(body, indent=2).encode()
        data = b"\xef\xbb\xbf" + data if manners.bom and data else data
        self.send_response_only(status)
        told = {"Content-Type": manners.content_type, **headers}
        if manners.date_header:
            told["Date"] = self.date_time_string()
        if manners.gzip and data:
            data = gzip.compress(data)
            told["Content-Encoding"] = "gzip"
        bare = status in (204, 304)
        if manners.chunked and not bare:
            told["Transfer-Encoding"] = "chunked"
        else:
            told["Content-Length"] = str(len(data))
        for name, value in told.items():
            self.send_header(name.lower() if manners.lower_headers else name, value)
        self.end_headers()
        if bare:
            return
        if manners.chunked:
            middle = len(data) // 2
            for part in (data[:middle], data[middle:]):
                if part:
                    self.wfile.write(b"%x\r\n%s\r\n" % (len(part), part))
            self.wfile.write(b"0\r\n\r\n")
        else:
            self.wfile.write(data)


@contextmanager
def serving(manners: Manners, contacts: int = 12) -> Iterator[tuple[str, OtherXero]]:
    """The server on a free port of loopback: its address, and its insides."""
    xero = OtherXero(manners, contacts)

    class Handler(_Handler):
        pass

    Handler.xero = xero
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", xero
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
