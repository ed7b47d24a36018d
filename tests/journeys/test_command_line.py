"""The main job from a shell: demo-server, connect, import, plan, five records, sync, log, export; then both sides move."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.shell import Shell, demo_server

PEOPLE = [
    {"name": "Brandy Creek Cafe", "email": "hello@brandycreek.example", "phone": "02 5550 0199", "billing_city": "Bega"},
    {"name": "Pâtisserie Élan", "email": "bonjour@elan.example", "phone": "", "billing_city": "Launceston"},
    {"name": "No Mail Pty Ltd", "email": "", "phone": "", "billing_city": ""},
    {"name": "Kiwi Timber", "email": "orders@kiwitimber.example", "phone": "+64 9 555 0100", "billing_city": "Auckland"},
    {"name": "مخبز النور", "email": "noor@bakery.example", "phone": "", "billing_city": ""},
    {"name": "Bad Mail Ltd", "email": "accounts@bad", "phone": "", "billing_city": ""},
]


@pytest.fixture
def shell(tmp_path: Path) -> Iterator[Shell]:
    with demo_server(tmp_path, "--contacts", "40", "--invoices", "120") as url:
        shell = Shell(tmp_path, url)
        shell.act("options", limits=False)  # Xero's pace has tests of its own; here it would only be waited for
        yield shell


def _write(path: Path, rows: list[dict[str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def _adds_up(summary: dict[str, int]) -> bool:
    return summary["found"] == summary["synced"] + summary["excluded"] + summary["failed"] + summary["conflicted"]


def test_the_main_job_from_a_shell(shell: Shell, tmp_path: Path) -> None:
    file = _write(tmp_path / "people.csv", PEOPLE)
    preview = shell.run("import", "contacts", str(file), "--preview")
    assert preview["added"] == 6
    shell.run("import", "contacts", str(file))
    assert shell.run("import", "contacts", str(file))["added"] == 0, "importing a file twice changes nothing"
    shell.connect()

    plan = shell.run("plan")
    parts = ("create", "update", "link", "archive", "conflict", "blocked", "nothing", "excluded")
    assert plan["summary"]["found"] == sum(plan["summary"][part] for part in parts)
    assert shell.run("log") == []
    contacts = shell.run("export", "contacts")
    assert len(contacts) == 6, "a plan writes nothing to the CRM"
    by_name = {row["name"]: row for row in contacts}
    assert by_name["Kiwi Timber"]["xero_id"] == ""

    five = [by_name[name]["id"] for name in ("Brandy Creek Cafe", "Pâtisserie Élan", "No Mail Pty Ltd", "Kiwi Timber", "مخبز النور")]
    first = shell.run("sync", *[word for one in five for word in ("--record", one)])
    assert _adds_up(first["summary"])
    assert first["summary"]["synced"] == 5
    everything = shell.run("sync", expect=None)
    assert _adds_up(everything["summary"])
    assert everything["mirrored"]["invoice"] > 0

    by_name = {row["name"]: row for row in shell.run("export", "contacts")}
    assert by_name["Kiwi Timber"]["xero_id"]
    assert by_name["Bad Mail Ltd"]["xero_id"] == "", "a value Xero would refuse is not sent"
    failed = shell.run("log", "--failed")
    assert [entry["title"] for entry in failed if entry["title"] == "Bad Mail Ltd"], "and it is said"
    assert all(entry["error"]["advice"] for entry in failed)

    again = shell.run("plan")
    assert again["summary"]["create"] == again["summary"]["update"] == again["summary"]["link"] == 0, "the second sync plans nothing"
    assert shell.run("export", "invoices")
    assert shell.run("export", "payments")


def test_a_change_on_either_side_arrives_on_the_other(shell: Shell, tmp_path: Path) -> None:
    shell.connect()
    shell.run("sync", expect=None)
    linked = [row for row in shell.run("export", "contacts") if row["xero_id"] and row["status"] == "active"]
    here, there = linked[0], linked[1]

    shell.act("act", act="edit_contact", contact=there["xero_id"], fields={"EmailAddress": "new.address@there.example"})
    _write(tmp_path / "edit.csv", [{"id": here["id"], "billing_city": "Wollombi"}])
    shell.run("import", "contacts", str(tmp_path / "edit.csv"))
    moved = shell.run("sync", expect=None)
    assert _adds_up(moved["summary"])
    after = {row["id"]: row for row in shell.run("export", "contacts")}
    assert after[there["id"]]["email"] == "new.address@there.example"
    rows = [entry for entry in shell.run("log", "--run", moved["run"]) if entry["crm_id"] == here["id"]]
    assert [(field["field"], field["new"]) for entry in rows for field in entry["fields"]] == [("billing_city", "Wollombi")]


def test_both_sides_changed_the_same_field_and_a_person_decides(shell: Shell, tmp_path: Path) -> None:
    shell.connect()
    shell.run("sync", expect=None)
    one = next(row for row in shell.run("export", "contacts") if row["xero_id"] and row["email"] and row["status"] == "active")
    shell.act("act", act="edit_contact", contact=one["xero_id"], fields={"EmailAddress": "xero.side@example.com"})
    _write(tmp_path / "edit.csv", [{"id": one["id"], "email": "crm.side@example.com"}])
    shell.run("import", "contacts", str(tmp_path / "edit.csv"))
    shell.run("sync", expect=1)
    conflict = next(case for case in shell.run("conflicts") if case["crm_id"] == one["id"])
    assert conflict["type"] == "field"
    assert conflict["fields"] == [
        {"field": "email", "base": one["email"], "crm": "crm.side@example.com", "xero": "xero.side@example.com"}
    ]
    shell.run("resolve", conflict["id"], "--take", "xero", expect=None)
    shell.run("sync", expect=None)
    after = next(row for row in shell.run("export", "contacts") if row["id"] == one["id"])
    assert after["email"] == "xero.side@example.com"
    assert not [case for case in shell.run("conflicts") if case["crm_id"] == one["id"]]


def test_without_a_company_or_a_connection_the_words_help(shell: Shell) -> None:
    missing = shell.run("plan", expect=None)
    assert missing["error"]["advice"]
    shell.connect("--read-only")
    looking = shell.run("plan")
    assert looking["summary"]["found"] > 0
