"""How fast the demo is: it must never be what gets measured."""

import time
from collections.abc import Iterator
from datetime import date
from urllib.request import Request, urlopen

import pytest

from tests.contract.demo.sdk import Xero, sign_in, signed_in
from xerodesk.demo.seed.books import build

pytestmark = pytest.mark.benchmark
CONTACTS, INVOICES = 10_000, 50_000


@pytest.fixture(scope="module")
def big() -> Iterator[Xero]:
    start = time.perf_counter()
    org = build("AU", CONTACTS, INVOICES, today=date.today())
    print(f"\nbooks of {CONTACTS:,} contacts and {INVOICES:,} invoices: built in {time.perf_counter() - start:.2f} s")
    start = time.perf_counter()
    with signed_in(org) as app:
        print(f"served and signed in after another {time.perf_counter() - start:.2f} s")
        yield app


def _fetch(app: Xero, path: str, token: str) -> tuple[float, int]:
    headers = {"Authorization": f"Bearer {token}", "xero-tenant-id": app.tenant, "Accept": "application/json"}
    start = time.perf_counter()
    with urlopen(Request(f"{app.server.url}/api.xro/2.0/{path}", headers=headers), timeout=60) as answer:
        size = len(answer.read())
    return (time.perf_counter() - start) * 1000, size


@pytest.mark.parametrize("plural", ["Invoices", "Contacts", "Payments"])
def test_pages_of_a_thousand(big: Xero, plural: str) -> None:
    token = sign_in(big.server.url)["access_token"]
    pages = range(1, 9)
    for name in ("first read", "read again"):
        times = []
        for page in pages:
            ms, size = _fetch(big, f"{plural}?page={page}&pageSize=1000&unitdp=4", token)
            times.append(ms)
        middle = sorted(times)[len(times) // 2]
        print(f"{plural}, pages of 1,000, {name}: median {middle:.0f} ms, worst {max(times):.0f} ms, {size:,} bytes")


def test_the_usual_books(capsys: pytest.CaptureFixture[str]) -> None:
    start = time.perf_counter()
    build("AU", 300, 2_000, today=date.today())
    with capsys.disabled():
        print(f"\nbooks of 300 contacts and 2,000 invoices: built in {time.perf_counter() - start:.2f} s")
