"""The whole job against a server that speaks Xero's published API in its own manner: one way of differing at a time."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from tests.contract.other_xero.manners import Manners
from tests.contract.other_xero.server import OtherXero, serving
from tests.journeys.inline import Inline, adds_up

PARTS = ("create", "update", "link", "archive", "conflict", "blocked", "nothing", "excluded")
PEOPLE = [
    {"name": "Brandy Creek Cafe", "email": "hello@brandycreek.example", "phone": "+64 9 555 0199", "billing_city": "Bega"},
    {"name": "Pâtisserie Élan", "email": "bonjour@elan.example", "phone": "", "billing_city": "Launceston"},
    {"name": "No Mail Pty Ltd", "email": "", "phone": "", "billing_city": ""},
    {"name": "مخبز النور 🥐", "email": "noor@bakery.example", "phone": "", "billing_city": ""},
    {"name": "Bad Mail Ltd", "email": "accounts@bad", "phone": "", "billing_city": ""},
    {"name": "Customer 1 O'Hara & Söhne", "email": "ann1@hara.example", "phone": "", "billing_city": ""},
]
MANNERS: dict[str, dict[str, Any]] = {
    "plain": {},
    "no pagination object": {"pagination": False},
    "no pagination object, small pages": {"pagination": False, "largest_page": 5},
    "page size ignored": {"largest_page": 5},
    "not paged at all": {"paging": False},
    "no DateTimeUTC": {"date_time_utc": False},
    "no clock of any kind": {"date_time_utc": False, "date_header": False},
    "no offset in dates": {"offset": ""},
    "another offset in dates": {"offset": "+1300"},
    "ISO dates": {"iso_dates": True},
    "no date strings": {"date_strings": False},
    "no UpdatedDateUTC on some": {"updated": False},
    "numbers as text": {"numbers": "text"},
    "numbers without decimals": {"numbers": "short"},
    "null lists": {"null_lists": True, "empty_parts": False},
    "extra fields": {"extra": True},
    "unknown enum values": {"odd_enums": True},
    "no quotes, over- and prepayments": {"missing": {"Quotes": 404, "Overpayments": 404, "Prepayments": 404, "CreditNotes": 404}},
    "no quotes: 501": {"missing": {"Quotes": 501, "Overpayments": 501, "Prepayments": 501}},
    "no settings": {"missing": {"BrandingThemes": 404, "Currencies": 404, "TaxRates": 501, "Accounts": 404, "Organisation/Actions": 404}},
    "no items": {"missing": {"Items": 404}},
    "no items: bare 404": {"missing": {"Items": 404, "Quotes": 404, "Overpayments": 404}, "missing_plain": True},
    "no actions: 501": {"missing": {"Organisation/Actions": 501, "BrandingThemes": 501}},
    "no right to payments": {"no_scope": ("Payments", "Overpayments", "Prepayments", "Items")},
    "304 on delta": {"not_modified": True},
    "upper-case ids": {"upper_ids": True},
    "trims": {"stores": "trim"},
    "cuts": {"stores": "cut"},
    "title case": {"stores": "title"},
    "upper case": {"stores": "upper"},
    "batches refused as a whole": {"summarize_ignored": True},
    "Idempotency-Key ignored": {"idempotency": False},
    "no ContactNumber echoed": {"number_echo": False},
    "empty parts missing": {"empty_parts": False},
    "no error flags": {"flags": "none"},
    "no status word": {"status_word": False},
    "429 now and then": {"limit_every": 6, "retry_after": "0"},
    "429 without Retry-After": {"limit_every": 45, "retry_after": ""},
    "chunked": {"chunked": True},
    "gzip": {"gzip": True, "chunked": True},
    "lower-case headers": {"lower_headers": True},
    "slow": {"pause": 0.03},
    "no ContactStatus": {"contact_status": False},
    "tokens of two seconds": {"expires_in": 2},
    "expires_in as text": {"expires_in": "1800"},
    "refresh tokens do not rotate": {"rotates": False, "expires_in": 2},
    "several organisations": {"organisations": 3, "practice": True},
    "where ignored": {"where": "ignored"},
    "where refused": {"where": "refused"},
    "where breaks": {"where": "broken"},
    "where finds nothing": {"where": "empty"},
    "where understands dates only": {"where": "partly"},
    "where counts everything": {"counts_all": True},
    "order ignored": {"order": "ignored"},
    "order refused": {"order": "refused"},
    "echo of what was sent": {"echo": "sent"},
    "echo in another order": {"echo": "reordered"},
    "If-Modified-Since ignored": {"since": "ignored"},
    "archived always": {"archived": "always"},
    "archived never": {"archived": "never"},
    "no identity token": {"id_token": False, "scope_told": False},
    "no envelope": {"envelope": False, "date_time_utc": False},
    "byte order mark": {"bom": True},
    "text/json": {"content_type": "text/json"},
    "201": {"created_status": 201},
}


QUICK = (
    *("plain", "no items: bare 404", "where breaks", "where understands dates only", "order refused"),
    *("batches refused as a whole", "cuts"),
)
CASES = [pytest.param(one, id=name, marks=[] if name in QUICK else [pytest.mark.full]) for name, one in MANNERS.items()]


@pytest.mark.parametrize("manners", CASES)
def test_the_main_job(manners: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    with serving(Manners(**manners)) as (url, xero):
        desk = Inline(tmp_path, url, monkeypatch, capsys)
        desk.run("import", "contacts", desk.write("people.csv", PEOPLE))
        desk.connect(*(["--organisation", "Maple Florist"] if xero.manners.organisations > 1 else []))
        _walk(desk, xero)


def _walk(desk: Inline, xero: OtherXero) -> None:
    plan = desk.run("plan")
    assert plan["summary"]["found"] == sum(plan["summary"][part] for part in PARTS)
    assert desk.run("log") == []
    assert not [call for call in xero.seen if call[0] != "GET"], "a plan writes nothing to Xero"
    mine = desk.contacts()
    names = [one["name"] for one in PEOPLE if one["name"] != "Bad Mail Ltd"]
    five = desk.run("sync", *[word for name in names for word in ("--record", mine[name]["id"])], expect=None)
    assert adds_up(five)
    _entries(desk, five)
    first = desk.run("sync", expect=None)
    assert adds_up(first)
    _entries(desk, first)
    after = desk.contacts()
    for name in names:
        assert after[name]["xero_id"], f"{name} is not in Xero: {desk.run('log', '--failed')} {desk.run('conflicts')}"
    for row in mine.values():
        for field, value in row.items():
            if field not in ("xero_id", "people") and value:
                assert after[row["name"]][field] == value, f"{field} of {row['name']} was changed by a sync"
    _no_duplicates(desk, xero)
    _settles(desk)
    _both_sides(desk, xero)
    _exports(desk)


def _entries(desk: Inline, answer: dict[str, Any]) -> None:
    lines = desk.run("log", "--run", answer["run"])
    assert len(lines) == answer["entries"]
    for line in lines:
        assert list(line) == ["id", "run", "at", "direction", "kind", "crm_id", "xero_id", "title", "action", "result", "fields", "error"]
        assert line["result"] in ("done", "failed", "conflict", "skipped")
        assert line["direction"] in ("to_xero", "to_crm")


def _no_duplicates(desk: Inline, xero: OtherXero) -> None:
    there = list(xero.ledgers.books["Contacts"].values())
    mails = [row["EmailAddress"].lower() for row in there if row.get("EmailAddress")]
    assert len(set(mails)) == len(mails), mails
    ids = [row["xero_id"] for row in desk.run("export", "contacts") if row["xero_id"]]
    assert len(set(ids)) == len(ids)


def _settles(desk: Inline) -> None:
    """Nothing is left to do, and a further sync changes nothing."""
    desk.run("sync", expect=None)
    plan = desk.run("plan")
    assert {part: plan["summary"][part] for part in ("create", "update", "link", "archive", "conflict")} == dict.fromkeys(
        ("create", "update", "link", "archive", "conflict"), 0
    ), plan["rows"]
    quiet = desk.run("sync", expect=None)
    assert quiet["summary"]["conflicted"] == 0


def _both_sides(desk: Inline, xero: OtherXero) -> None:
    one = desk.contacts()["Brandy Creek Cafe"]
    there = xero.ledgers.books["Contacts"][one["xero_id"].lower()]
    assert there["Name"]
    xero.ledgers.edit(one["xero_id"], EmailAddress="there@xero.example")
    desk.run("import", "contacts", desk.write("edit.csv", [{"id": one["id"], "email": "here@crm.example"}]))
    both = desk.run("sync", expect=1)
    assert adds_up(both)
    assert both["summary"]["conflicted"] == 1
    _entries(desk, both)
    (case,) = desk.run("conflicts")
    assert list(case) == ["id", "kind", "crm_id", "xero_id", "title", "type", "fields", "candidates"]
    assert [(field["field"], field["crm"], field["xero"]) for field in case["fields"]] == [
        ("email", "here@crm.example", "there@xero.example")
    ]
    desk.run("resolve", case["id"], "--take", "crm", expect=None)
    desk.run("sync", expect=None)
    assert desk.run("conflicts") == []
    assert xero.ledgers.books["Contacts"][one["xero_id"].lower()]["EmailAddress"].lower().startswith("here@crm.")
    _settles(desk)
    _no_duplicates(desk, xero)


def _exports(desk: Inline) -> None:
    for kind in ("invoices", "payments", "credit_notes", "quotes", "products", "deals"):
        rows = desk.run("export", kind)
        for row in rows:
            assert all(value is not None for value in row.values()), row
    invoices = desk.run("export", "invoices")
    assert len(invoices) == 12
    by_number = {row["number"]: row for row in invoices}
    assert by_number["INV-0001"]["total"] == "115.00"
    assert by_number["INV-0001"]["amount_due"] == "74.50"
    assert by_number["INV-0001"]["contact"]


def test_every_switch_is_tried() -> None:
    tried = {name for one in MANNERS.values() for name in one}
    assert {one.name for one in fields(Manners)} - tried <= {"default_page", "errors_in", "grace"}
