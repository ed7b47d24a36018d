"""The command line's contract, point by point: one JSON document, its keys, its sums, the exit statuses, where options may stand."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.contract.other_xero.manners import Manners
from tests.contract.other_xero.server import OtherXero, serving
from tests.journeys.inline import Inline, adds_up, refused
from xerodesk.xero.transport import Reply, Transport

ROW = ["kind", "action", "direction", "crm_id", "xero_id", "title", "fields", "reason", "calls"]
ENTRY = ["id", "run", "at", "direction", "kind", "crm_id", "xero_id", "title", "action", "result", "fields", "error"]
SUMMARY = ["found", "create", "update", "link", "archive", "conflict", "blocked", "nothing", "excluded"]
ADDRESS = ("line1", "line2", "city", "region", "postcode", "country")
CONTACT = [
    *("id", "xero_id", "status", "name", "first_name", "last_name", "email", "phone", "mobile", "website", "tax_number"),
    *("account_number", "currency", "payment_terms", *(f"billing_{one}" for one in ADDRESS), *(f"delivery_{one}" for one in ADDRESS)),
    *("stage", "lead_source", "owner", "notes", "people"),
]
INVOICE = [
    *("id", "xero_id", "status", "number", "contact", "contact_xero_id", "date", "due_date", "currency", "rate", "subtotal", "tax"),
    *("total", "amount_paid", "amount_credited", "amount_due", "reference", "sent", "deal", "lines"),
]
QUOTE = [*(key for key in INVOICE if key not in ("due_date", "amount_paid", "amount_credited", "amount_due", "sent")), "title", "expiry"]
PRODUCT = ["id", "xero_id", "status", "code", "name", "description", "unit_price", "account", "tax_type", "purchase_price"]
DEAL = ["title", "contact", "stage", "currency", "expected_close", "won_on", "lead_source", "owner", "lines"]


@pytest.fixture
def xero() -> Iterator[tuple[str, OtherXero]]:
    with serving(Manners()) as found:
        yield found


@pytest.fixture
def desk(
    xero: tuple[str, OtherXero], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Inline:
    return Inline(tmp_path, xero[0], monkeypatch, capsys)


@pytest.fixture
def connected(desk: Inline) -> Inline:
    desk.connect()
    desk.run("sync", expect=None)
    return desk


EVERY = (
    ("plan",), ("sync",), ("export", "contacts"), ("log",), ("conflicts",), ("resolve", "1", "--take", "crm"), ("resync", "--failed"),
    ("doctor",), ("map", "show"), ("map", "check"), ("map", "export"), ("disconnect",),
)  # fmt: skip


def test_every_command_but_three_needs_a_company(desk: Inline) -> None:
    for words in EVERY:
        refused(desk, *words, status=2, code="store")
        refused(desk, "--company", str(desk.folder / "elsewhere"), *words, status=2)
    assert not desk.company.exists()
    assert not (desk.folder / "elsewhere").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("frob",), ("sync", "--kind", "frog"), ("import", "contacts"), ("import", "cats", "x.csv"), ("export", "log", "--format", "doc"),
        ("sync", "--wait", "abc"), ("sync", "--wait", "-1"), ("sync", "--test", "-3"), ("resolve", "1", "--take", "me"), ("--nope",),
        ("log", "--run"), ("sync", "--rec", "x"), ("connect", "--client-id", "bad id"), ("connect",), ("export", "contacts", "extra"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_wrong_usage_is_2(desk: Inline, words: tuple[str, ...]) -> None:
    assert "_" not in refused(desk, *words, status=2, code="usage")["message"].replace("credit_note", "")


def test_without_a_connection_3_and_what_needs_none_goes_on(desk: Inline) -> None:
    desk.run("import", "contacts", desk.write("a.csv", [{"name": "Acme", "email": "a@acme.example"}]))
    for words in (("plan",), ("sync",), ("resync", "--failed")):
        refused(desk, *words, status=3, code="sign_in")
    assert [one["ok"] for one in desk.run("doctor", expect=1)["checks"]][-1] is False
    assert desk.run("log") == desk.run("conflicts") == desk.run("export", "deals") == desk.run("export", "log") == []


def test_the_password(desk: Inline, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.run("import", "contacts", desk.write("a.csv", [{"name": "Acme"}]))
    monkeypatch.setenv("XERODESK_PASSWORD", "wrong")
    refused(desk, "export", "contacts", status=3, code="key")
    monkeypatch.delenv("XERODESK_PASSWORD")
    refused(desk, "export", "contacts", status=3, code="key")


def test_answers_of_reading_commands(connected: Inline) -> None:
    plan = connected.run("plan", "--all")
    assert list(plan)[:3] == ["rows", "calls", "summary"]
    assert list(plan["summary"]) == SUMMARY
    assert plan["summary"]["found"] == sum(plan["summary"][name] for name in SUMMARY[1:])
    assert all(list(row) == ROW for row in plan["rows"])
    assert {row["action"] for row in plan["rows"]} <= set(SUMMARY[1:])
    assert len({(row["kind"], row["crm_id"] or row["xero_id"]) for row in plan["rows"]}) == plan["summary"]["found"]
    assert connected.run("plan")["rows"] == []
    for words, keys in (
        (("contacts",), CONTACT), (("invoices",), INVOICE), (("quotes",), QUOTE), (("products",), PRODUCT),
        (("payments",), ["id", "xero_id", "status", "invoice", "date", "amount", "currency", "reference"]),
    ):  # fmt: skip
        rows = connected.run("export", *words)
        assert rows
        assert all(set(keys) <= set(row) for row in rows), set(keys) - set(rows[0])
        assert list(rows[0])[:3] == ["id", "xero_id", "status"]
        assert all(value is not None for row in rows for value in row.values())
    for entry in connected.run("log"):
        assert list(entry) == ENTRY
        assert entry["at"].endswith("Z")
        assert entry["at"][10] == "T"
    archived = [row for row in connected.run("export", "contacts") if row["status"] == "archived"]
    assert len(archived) <= 1


def test_answers_of_runs_and_where_options_may_stand(connected: Inline) -> None:
    for words in (("sync",), ("--wait", "1", "sync"), ("sync", "--kind", "contact"), ("--company", str(connected.company), "sync")):
        answer = connected.run(*words)
        assert list(answer)[:6] == ["run", "summary", "mirrored", "calls", "seconds", "entries"]
        assert list(answer["summary"]) == ["found", "synced", "excluded", "failed", "conflicted"]
        assert adds_up(answer)
        assert answer["entries"] == len(connected.run("log", "--run", answer["run"]))
    assert json.loads(connected.say("--json", "log").out) == connected.run("log")
    assert connected.run("sync", "--kind", "invoice")["summary"]["found"] == 0


def test_one_record_by_either_side_and_an_unknown_one(connected: Inline, xero: tuple[str, OtherXero]) -> None:
    one = next(row for row in connected.run("export", "contacts") if row["xero_id"] and row["email"])
    for id_ in (one["id"], one["xero_id"]):
        xero[1].ledgers.edit(one["xero_id"], FirstName=f"By {id_[:4]}")
        rows = connected.run("plan", "--record", id_)["rows"]
        assert [row["crm_id"] for row in rows] == [one["id"]]
        answer = connected.run("sync", "--record", id_)
        assert answer["summary"]["found"] == answer["entries"] == 1
        assert next(row for row in connected.run("export", "contacts") if row["id"] == one["id"])["first_name"] == f"By {id_[:4]}"
    refused(connected, "sync", "--record", "nobody", status=2)
    refused(connected, "plan", "--record", one["id"], "--record", "nobody", status=2)


def test_a_plan_writes_nothing(connected: Inline, xero: tuple[str, OtherXero]) -> None:
    connected.run("import", "contacts", connected.write("a.csv", [{"name": "Acme", "email": "a@acme.example"}]))
    before = {kind: connected.run("export", kind) for kind in ("contacts", "products", "log")}
    writes = [call for call in xero[1].seen if call[0] != "GET"]
    assert connected.run("plan")["summary"]["create"] == 1
    assert {kind: connected.run("export", kind) for kind in before} == before
    assert [call for call in xero[1].seen if call[0] != "GET"] == writes


def test_signed_out(connected: Inline, xero: tuple[str, OtherXero]) -> None:
    xero[1].refresh.clear()
    xero[1].access.clear()
    refused(connected, "sync", status=3, code="sign_in")
    connected.connect()
    connected.run("sync")
    assert connected.run("disconnect")["organisation"] == "Maple Florist"
    refused(connected, "sync", status=3)


def test_an_implausibly_empty_answer_is_5(connected: Inline, xero: tuple[str, OtherXero], monkeypatch: pytest.MonkeyPatch) -> None:
    """A reset organisation: nothing is archived here because of it."""
    rows = [{"name": f"Reset {number}", "email": f"r{number}@reset.example"} for number in range(30)]
    connected.run("import", "contacts", connected.write("a.csv", rows))
    connected.run("sync")
    for one in xero[1].ledgers.books["Contacts"].values():
        xero[1].ledgers.edit(one["ContactID"], ContactStatus="ARCHIVED")
    refused(connected, "sync", status=5, code="safety")
    assert not [row for row in connected.run("export", "contacts") if row["name"].startswith("Reset") and row["status"] == "archived"]


def test_names_of_every_sort_are_synced_or_said(connected: Inline, xero: tuple[str, OtherXero]) -> None:
    rows = [
        {"name": "L" * 300, "notes": ""},
        {"name": "🥐 Bakery 👩‍👩‍👧", "notes": "x" * 5_000_000},
        {"name": "שלום עולם", "notes": "\u202eabc"},
        {"name": "Twin", "email": "t1@x.example"},
        {"name": "Twin", "email": "t2@x.example"},
        {"name": "Quote \" ' \\ <b>&amp;", "notes": "a\nb"},
    ]
    connected.run("import", "contacts", connected.write("a.csv", rows))
    answer = connected.run("sync", expect=1)
    assert adds_up(answer)
    by_name = {row["name"]: row for row in connected.run("export", "contacts")}
    assert len(by_name["🥐 Bakery 👩‍👩‍👧"]["notes"]) == 5_000_000
    for name in ("🥐 Bakery 👩‍👩‍👧", "שלום עולם", "Quote \" ' \\ <b>&amp;"):
        assert xero[1].ledgers.books["Contacts"][by_name[name]["xero_id"]]["Name"] == name
    failed = connected.run("log", "--failed")
    assert {entry["title"] for entry in failed} == {"L" * 300, "Twin"}
    assert all(entry["error"]["message"] and entry["error"]["advice"] for entry in failed)
    assert len([one for one in xero[1].ledgers.books["Contacts"].values() if one["Name"] == "Twin"]) == 1
    again = connected.run("resync", "--failed", expect=1)
    assert adds_up(again)
    connected.run("resync", str(failed[0]["id"]), expect=1)
    refused(connected, "resync", "999999", status=2)


def test_a_contact_without_a_name_in_xero_is_said(connected: Inline, xero: tuple[str, OtherXero]) -> None:
    one = next(row for row in connected.run("export", "contacts") if row["xero_id"] and row["email"])
    xero[1].ledgers.edit(one["xero_id"], Name="")
    answer = connected.run("sync", expect=1)
    assert adds_up(answer)
    assert next(row for row in connected.run("export", "contacts") if row["id"] == one["id"])["name"] == one["name"]
    (entry,) = connected.run("log", "--run", answer["run"])
    assert entry["error"]["advice"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="a superuser may write everywhere")
def test_a_read_only_folder(desk: Inline) -> None:
    desk.run("import", "contacts", desk.write("a.csv", [{"name": "Acme"}]))
    desk.company.chmod(0o500)
    try:
        refused(desk, "import", "contacts", desk.write("b.csv", [{"name": "Other"}]), status=1, code="store")
    finally:
        desk.company.chmod(0o700)


def test_not_a_company_file(desk: Inline) -> None:
    desk.run("import", "contacts", desk.write("a.csv", [{"name": "Acme"}]))
    file, good = desk.company / "company.xerodesk", (desk.company / "company.xerodesk").read_bytes()
    for body in (b"hello " * 1000, b"", good[:5000]):
        file.write_bytes(body)
        refused(desk, "export", "contacts", status=1, code="store")
        refused(desk, "import", "contacts", str(desk.folder / "a.csv"), status=1, code="store")
        assert file.read_bytes() == body, "nothing is written over what may be mended"


def test_other_addresses(connected: Inline, monkeypatch: pytest.MonkeyPatch) -> None:
    for url, status in (("http://127.0.0.1:9", 3), ("", 3), ("ftp://x", 2), ("http://example.com", 2), ("nonsense", 2)):
        monkeypatch.setenv("XERODESK_XERO_URL", url)
        refused(connected, "sync", status=status)
        refused(connected, "plan", status=status)


def test_nobody_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    with serving(Manners()) as (url, _):
        desk = Inline(tmp_path, url, monkeypatch, capsys)
        desk.connect()
    for words in (("sync",), ("plan",)):
        refused(desk, *words, status=4, code="offline")
    assert desk.run("log") == []
    assert desk.run("disconnect")["at_xero"] is False


@pytest.mark.parametrize("body", [b"<html>Wi-Fi</html>", b'{"Contacts": [{"Name": "Hal', b"", b'{"hello": 1}', b"[]", b"null", b"7"])
def test_something_else_answers(connected: Inline, body: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    before = connected.run("export", "contacts")
    def send(self: Transport, method: str, url: str, **more: Any) -> Reply:
        return Reply(200, {"Content-Type": "text/html" if body.startswith(b"<") else "application/json"}, body)

    monkeypatch.setattr(Transport, "send", send)
    refused(connected, "sync", status=4)
    refused(connected, "plan", status=4)
    assert connected.run("export", "contacts") == before


def test_decisions(connected: Inline, xero: tuple[str, OtherXero]) -> None:
    one, two = [row for row in connected.run("export", "contacts") if row["email"] and row["xero_id"]][:2]
    for row in (one, two):
        xero[1].ledgers.edit(row["xero_id"], EmailAddress=f"xero{row['id'][-3:]}@x.example")
    mine = [{"id": row["id"], "email": f"crm{row['id'][-3:]}@x.example"} for row in (one, two)]
    connected.run("import", "contacts", connected.write("a.csv", mine))
    connected.run("import", "contacts", connected.write("b.csv", [{"name": one["name"] + " ", "email": "else@where.example"}]))
    answer = connected.run("sync", expect=1)
    assert answer["summary"]["conflicted"] == 3 - (0 if len(connected.run("conflicts")) == 3 else 1)
    cases = {case["type"]: case for case in connected.run("conflicts")}
    for case in cases.values():
        assert list(case) == ["id", "kind", "crm_id", "xero_id", "title", "type", "fields", "candidates"]
    field = next(case for case in connected.run("conflicts") if case["crm_id"] == one["id"])
    for words in ((), ("--take", "crm", "--create"), ("--value", "x"), ("--link", "nowhere"), ("--take", "crm", "--field", "phone")):
        refused(connected, "resolve", field["id"], *words, status=2)
    refused(connected, "resolve", "999", "--take", "crm", status=2)
    refused(connected, "resolve", "--all", status=2)
    connected.run("resolve", field["id"], "--value", "third@x.example", "--field", "email")
    connected.run("resolve", "--all", "--type", "field", "--take", "xero")
    connected.run("sync", expect=None)
    now = {row["id"]: row["email"] for row in connected.run("export", "contacts")}
    assert now[one["id"]] == "third@x.example"
    assert xero[1].ledgers.books["Contacts"][one["xero_id"]]["EmailAddress"] == "third@x.example"
    assert now[two["id"]].startswith("xero")
    assert not [case for case in connected.run("conflicts") if case["type"] == "field"]


def test_the_field_map(connected: Inline) -> None:
    out = connected.folder / "map.json"
    assert connected.run("map", "check")["problems"] == []
    assert connected.run("map", "export") == connected.run("map", "show")
    connected.run("map", "export", str(out))
    connected.run("map", "import", str(out))
    assert connected.run("map", "show")["maps"]
    plan = connected.run("plan")["summary"]
    assert plan["create"] == plan["update"] == plan["conflict"] == 0, "the same map again changes nothing"
    refused(connected, "map", "import", status=2)
    refused(connected, "map", "import", str(connected.folder / "none.json"), status=2)
    out.write_text('{"maps": 3}')
    refused(connected, "map", "import", str(out), status=2)


def test_looking_only_writes_nothing(desk: Inline, xero: tuple[str, OtherXero]) -> None:
    xero[1].manners.scope_told = False
    desk.run("import", "contacts", desk.write("a.csv", [{"name": "Acme", "email": "a@acme.example"}]))
    assert desk.connect("--read-only")["can_write"] is False
    answer = desk.run("sync", expect=None)
    assert adds_up(answer)
    assert not [call for call in xero[1].seen if call[0] != "GET"]
    assert desk.connect()["can_write"] is True
    desk.run("sync")
    assert [call for call in xero[1].seen if call[0] == "PUT"]
