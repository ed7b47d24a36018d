"""Reading and writing the books over real HTTP."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.contract.xero.rig import CLIENT_ID, Place, Rig, stranger
from xerodesk.demo.options import Options
from xerodesk.demo.seed.books import build
from xerodesk.demo.server import DemoServer
from xerodesk.domain.connection import Connection
from xerodesk.domain.errors import Offline, Refused
from xerodesk.mapping.kinds import KINDS
from xerodesk.sync.ports import Books
from xerodesk.xero.links import deep_link


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rig]:
    """2,300 contacts: three pages. Only read from."""
    with DemoServer([build("AU", 2300, 2300, today=date.today())], options=Options(limits=False)) as server:
        made = Rig(server.url, tmp_path_factory.mktemp("large"))
        made.asked = server.world.asked
        made.connect()
        yield made
        made.access.close()


def body(resource: str, *rows: dict[str, Any]) -> bytes:
    return json.dumps({resource: list(rows)}).encode()


def test_it_is_what_the_spine_asks_for(connected: Rig) -> None:
    books: Books = connected.books()
    assert books.calls == 0
    assert books.token_id


def test_three_pages_in_order_in_three_calls(large: Rig) -> None:
    books = large.books()
    pages = list(books.walk("contact"))
    ids = [row["ContactID"] for page in pages for row in page.rows]
    assert [len(page.rows) for page in pages] == [1000, 1000, len(ids) - 2000]
    assert {(page.page_count, page.item_count) for page in pages} == {(3, len(ids))}
    assert len(set(ids)) == len(ids)
    assert ids == sorted(ids)
    assert books.calls == 3
    asked = [one for one in large.asked() if str(one["path"]).endswith("/Contacts")][-3:]
    assert all("includeArchived=true" in str(one["query"]) and "pageSize=1000" in str(one["query"]) for one in asked)
    assert abs(pages[0].server_time - datetime.now(UTC)) < timedelta(seconds=30)
    assert {row["ContactStatus"] for page in pages for row in page.rows} >= {"ACTIVE", "ARCHIVED"}


def test_every_kind_can_be_walked_with_money_exact(large: Rig) -> None:
    books = large.books()
    for kind in KINDS.values():
        pages = list(books.walk(kind.name))
        rows = [row for page in pages for row in page.rows]
        assert rows, kind.name
        assert all(row[kind.id_key] for row in rows)
    invoice = next(iter(books.walk("invoice", where={"where": 'Type=="ACCREC"'}))).rows[0]
    assert isinstance(invoice["Total"], Decimal)
    assert invoice["LineItems"]


def test_a_delta_holds_what_changed_since(connected: Rig, demo: DemoServer) -> None:
    books = connected.books()
    everyone = next(books.walk("contact")).rows
    since = datetime.now(UTC) + timedelta(seconds=1)
    demo.world.move_clock(timedelta(minutes=5))
    sent = {"ContactID": everyone[3]["ContactID"], "FirstName": "Ünï"}
    assert books.write("POST", "contact", body("Contacts", sent)).verdicts[0].ok
    changed = [row["ContactID"] for page in books.walk("contact", since=since) for row in page.rows]
    assert changed == [everyone[3]["ContactID"]]
    demo.options.not_modified = True
    demo.world.move_clock(timedelta(minutes=5))
    quiet = list(books.walk("contact", since=since + timedelta(minutes=9)))
    assert [len(page.rows) for page in quiet] == [0]
    assert quiet[0].server_time.tzinfo is not None


def test_reading_by_id_forty_a_call_missing_ones_absent(large: Rig) -> None:
    ids = [row["ContactID"] for row in next(large.books().walk("contact")).rows[:90]]
    books = large.books()
    found = books.read("contact", [*ids, "00000000-0000-0000-0000-00000000dead", ids[0]])
    assert sorted(row["ContactID"] for row in found) == sorted(ids)
    assert "Addresses" in found[0]
    assert books.calls == 3


@pytest.mark.parametrize("kind", ["invoice", "product", "payment", "credit_note", "overpayment", "prepayment", "quote"])
def test_every_kind_can_be_read_by_id(large: Rig, kind: str) -> None:
    key = KINDS[kind].id_key
    ids = [row[key] for row in next(large.books().walk(kind)).rows[:3]]
    found = large.books().read(kind, [*ids, "00000000-0000-0000-0000-00000000dead"])
    assert sorted(row[key] for row in found) == sorted(ids)
    assert large.books().read(kind, []) == []


def test_searching_finds_archived_ones_too(large: Rig) -> None:
    rows = [row for page in large.books().walk("contact") for row in page.rows]
    archived = next(row for row in rows if row["ContactStatus"] == "ARCHIVED")
    found = large.books().search("contact", archived["Name"].upper())
    assert archived["ContactID"] in {row["ContactID"] for row in found}
    item = next(large.books().walk("product")).rows[0]
    assert item["ItemID"] in {row["ItemID"] for row in large.books().search("product", item["Code"].lower())}
    assert large.books().search("contact", "no such name anywhere") == []


def test_numbers_are_exact(large: Rig) -> None:
    rows = [row for row in next(large.books().walk("invoice", where={"where": 'Type=="ACCREC"'})).rows if row.get("InvoiceNumber")][:50]
    wanted = [row["InvoiceNumber"] for row in rows]
    found = large.books().numbers("invoice", [*wanted, "NONE-1", "with, comma"])
    assert {row["InvoiceNumber"] for row in found} == set(wanted)
    quote = next(large.books().walk("quote")).rows[0]["QuoteNumber"]
    assert {row["QuoteNumber"] for row in large.books().numbers("quote", [quote, quote[:-1]])} == {quote}


def test_creating_and_updating_with_one_verdict_each(connected: Rig) -> None:
    books = connected.books()
    taken = next(books.walk("contact")).rows[0]["Name"]
    answer = books.write(
        "PUT",
        "contact",
        body(
            "Contacts",
            {"Name": "Zoë & Söhne 🙂", "ContactNumber": "XD-1", "EmailAddress": "zoe@example.com"},
            {"Name": taken, "ContactNumber": "XD-2"},
            {"Name": "מאפייה", "ContactNumber": "XD-3"},
            {"Name": "", "ContactNumber": "XD-4"},
        ),
        key="k1",
    )
    assert [one.ok for one in answer.verdicts] == [True, False, True, False]
    assert "already assigned to another contact" in answer.verdicts[1].errors[0]
    made = answer.verdicts[0].raw
    assert made is not None
    assert made["Name"] == "Zoë & Söhne 🙂"
    [again] = books.write("POST", "contact", body("Contacts", {"ContactID": made["ContactID"], "LastName": "O’Hara"})).verdicts
    assert again.raw is not None
    assert (again.raw["LastName"], again.raw["EmailAddress"]) == ("O’Hara", "zoe@example.com")
    [stored] = books.read("contact", [made["ContactID"]])
    assert stored["ContactNumber"] == "XD-1"


def test_the_same_bytes_under_the_same_key_make_one_contact(connected: Rig) -> None:
    books = connected.books()
    sent = body("Contacts", {"Name": "Only Once", "ContactNumber": "XD-9"})
    first, second = (books.write("PUT", "contact", sent, key="same").verdicts[0] for _ in range(2))
    assert first.raw is not None
    assert second.raw is not None
    assert first.raw["ContactID"] == second.raw["ContactID"]
    with pytest.raises(Refused, match="seen this request before"):
        books.write("PUT", "contact", body("Contacts", {"Name": "Other"}), key="same")


def test_a_post_without_its_id_is_never_sent(connected: Rig, demo: DemoServer) -> None:
    books = connected.books()
    before = len(demo.world.asked())
    for sent in ({"Name": "A"}, {"ContactID": "", "Name": "A"}, {"ContactID": "00000000-0000-0000-0000-000000000000"}):
        with pytest.raises(ValueError, match="without its id"):
            books.write("POST", "contact", body("Contacts", {"ContactID": "d0"}, sent))
    assert len(demo.world.asked()) == before
    assert books.calls == 0


def test_items_keep_four_decimals(connected: Rig) -> None:
    books = connected.books()
    sent = {"Code": "XD-PRICE", "Name": "Fine", "IsSold": True, "SalesDetails": {"UnitPrice": 1.2345}}
    [verdict] = books.write("PUT", "product", body("Items", sent), key="p").verdicts
    assert verdict.raw is not None
    [stored] = books.read("product", [verdict.raw["ItemID"]])
    assert stored["SalesDetails"]["UnitPrice"] == Decimal("1.2345")


def test_the_settings_of_the_organisation(connected: Rig) -> None:
    books = connected.books()
    assert {row["Code"] for row in books.settings("Currencies")} >= {"AUD"}
    assert all(row["TaxType"] for row in books.settings("TaxRates"))
    assert any(row["Type"] == "REVENUE" for row in books.settings("Accounts"))
    assert books.settings("BrandingThemes")
    assert books.organisation()["CountryCode"] == "AU"


def test_the_address_where_a_customer_sees_the_invoice(connected: Rig) -> None:
    rows = [row for page in connected.books().walk("invoice", where={"Statuses": "AUTHORISED"}) for row in page.rows]
    sale = next(row for row in rows if row["Type"] == "ACCREC")
    assert connected.books().online_invoice_url(sale["InvoiceID"]).startswith("https://")


def test_links_into_xero() -> None:
    assert deep_link("!abc", "contact", "id1") == "https://go.xero.com/app/!abc/contacts/contact/id1"
    assert deep_link("!abc", "invoice", "id1") == "https://go.xero.com/app/!abc/invoicing/view/id1"
    assert deep_link("!abc", "quote", "id1") == "https://go.xero.com/app/!abc/quotes/view/id1"
    assert deep_link("!abc", "payment", "id1") == ""
    assert deep_link("", "contact", "id1") == ""


def at(url: str, folder: Path) -> Rig:
    """A rig that is signed in to a scripted server without walking through consent."""
    made = Rig(url, folder)
    made.place = Place()
    made.access._token_file = made.place
    made.place.token = "r0"
    made.store.connection = Connection(url, CLIENT_ID, "t", "c", "Org", "file", frozenset(), datetime.now(UTC))
    return made


TOKEN = json.dumps({"access_token": "a", "refresh_token": "r1", "expires_in": 1800}).encode()


NOT_XERO = [b"{}", b"[]", b"null", b'"hello"', b'{"hello":"world"}', b'{"Contacts":"none"}', b"<html></html>", b""]


@pytest.mark.parametrize("answered", NOT_XERO)
def test_a_server_that_is_not_xero_is_never_taken_for_empty_books(answered: bytes, tmp_path: Path) -> None:
    def script(method: str, path: str, headers: dict[str, str], sent: bytes) -> tuple[int, dict[str, str], bytes]:
        return 200, {}, TOKEN if "/connect/token" in path else answered

    with stranger(script) as url:
        rig = at(url, tmp_path)
        with pytest.raises(Offline):
            list(rig.books().walk("contact"))
        rig.access.close()


def test_a_server_that_knows_no_contacts_is_not_xero(tmp_path: Path) -> None:
    def script(method: str, path: str, headers: dict[str, str], sent: bytes) -> tuple[int, dict[str, str], bytes]:
        return (200, {}, TOKEN) if "/connect/token" in path else (404, {}, b'{"detail":"Not Found"}')

    with stranger(script) as url:
        rig = at(url, tmp_path)
        with pytest.raises(Offline, match="not Xero"):
            list(rig.books().walk("contact"))
        rig.access.close()


def test_headers_xero_needs_and_a_server_that_pages_by_itself(tmp_path: Path) -> None:
    seen: list[dict[str, str]] = []
    pages = {"1": ["a", "b"], "2": ["c", "d"], "3": ["e"]}

    def script(method: str, path: str, headers: dict[str, str], sent: bytes) -> tuple[int, dict[str, str], bytes]:
        if "/connect/token" in path:
            return 200, {}, TOKEN
        seen.append(headers)
        number = path.split("page=")[1].split("&")[0]
        rows = [{"ContactID": one, "Status": "SOMETHING NEW"} for one in pages.get(number, [])]
        return 200, {}, json.dumps({"Contacts": rows}).encode()

    with stranger(script) as url:
        rig = at(url, tmp_path)
        found = [row["ContactID"] for page in rig.books().walk("contact") for row in page.rows]
        rig.access.close()
    assert found == ["a", "b", "c", "d", "e"]
    for headers in seen:
        assert headers["authorization"] == "Bearer a"
        assert headers["xero-tenant-id"] == "t"
        assert headers["accept"] == "application/json"
        assert headers["user-agent"].startswith("xerodesk/")
