"""The yardstick of the first sync: a plain script that downloads the same pages five at a time, parses them and stores them.

Run as `python plain_script.py URL FILE`: signs in (scripted), downloads, prints seconds and the number of pages as JSON.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import sqlite3
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import parse_qs, urlencode, urlsplit

import requests

RESOURCES = {
    "Contacts": "ContactID",
    "Invoices": "InvoiceID",
    "CreditNotes": "CreditNoteID",
    "Payments": "PaymentID",
    "Overpayments": "OverpaymentID",
    "Prepayments": "PrepaymentID",
    "Quotes": "QuoteID",
}
REDIRECT = "http://localhost:23456/callback"
SCOPES = "offline_access accounting.contacts.read accounting.settings.read accounting.invoices.read accounting.payments.read"


def signed_in(url: str) -> requests.Session:
    """A session with a token and a tenant, by PKCE as any app."""
    session = requests.Session()
    verifier = secrets.token_urlsafe(48)
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    asked = {
        "response_type": "code",
        "client_id": "0" * 32,
        "redirect_uri": REDIRECT,
        "scope": SCOPES,
        "state": "s",
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    answer = session.get(f"{url}/identity/connect/authorize?{urlencode(asked)}", allow_redirects=False, timeout=20)
    code = parse_qs(urlsplit(answer.headers["Location"]).query)["code"][0]
    form = {
        "grant_type": "authorization_code",
        "client_id": "0" * 32,
        "code": code,
        "redirect_uri": REDIRECT,
        "code_verifier": verifier,
    }
    token = session.post(f"{url}/connect/token", data=form, timeout=20).json()["access_token"]
    session.headers.update({"Authorization": f"Bearer {token}", "Accept": "application/json"})
    session.headers["xero-tenant-id"] = session.get(f"{url}/connections", timeout=20).json()[0]["tenantId"]
    return session


def download(url: str, file: str) -> dict[str, float]:
    """Download everything paged into `file`; gives seconds and pages."""
    session = signed_in(url)
    began = time.perf_counter()
    database = sqlite3.connect(file)
    database.execute("CREATE TABLE record (id TEXT PRIMARY KEY, resource TEXT, body TEXT)")
    pages = 0

    def page(resource: str, number: int) -> dict:
        params = {"page": number, "pageSize": 1000, "unitdp": 4, "includeArchived": "true"}
        return json.loads(session.get(f"{url}/api.xro/2.0/{resource}", params=params, timeout=60).content)

    with ThreadPoolExecutor(5) as pool:
        for resource, key in RESOURCES.items():
            first = page(resource, 1)
            count = first.get("pagination", {}).get("pageCount", 1)
            for body in [first, *pool.map(lambda number, resource=resource: page(resource, number), range(2, count + 1))]:
                pages += 1
                rows = [(row[key], resource, json.dumps(row)) for row in body[resource]]
                with database:
                    database.executemany("INSERT OR REPLACE INTO record VALUES (?, ?, ?)", rows)
    database.close()
    return {"seconds": round(time.perf_counter() - began, 3), "pages": pages}


if __name__ == "__main__":
    print(json.dumps(download(sys.argv[1], sys.argv[2])))
