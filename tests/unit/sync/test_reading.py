"""Reading: cursors, what comes twice or not at all, documents in the right order, and the guards."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.unit.sync.world import World
from xerodesk.domain.errors import Cancelled, Misuse, Offline, StoppedBySafety
from xerodesk.domain.progress import Progress
from xerodesk.sync.engine import Scope
from xerodesk.sync.safety import Thresholds


def invoice(world: World, number: int, date: str, due: float = 0.0, status: str = "PAID") -> None:
    world.xero.put_document(
        "invoice",
        InvoiceID=f"inv-{number:03}",
        InvoiceNumber=f"INV-{number:03}",
        DateString=f"{date}T00:00:00",
        AmountDue=due,
        Status=status,
        Contact={"ContactID": "c"},
    )


def test_the_cursor_is_xeros_own_time_less_five_minutes() -> None:
    world = World()
    world.xero.server_ahead = timedelta(hours=3)
    world.sync()
    since = world.crm.cursor("contact").since
    assert since is not None
    assert timedelta(minutes=4) < world.xero.now() - since < timedelta(minutes=6)


def test_the_cursor_does_not_move_when_the_walk_breaks_off() -> None:
    world = World()
    world.xero.page_size = 2
    for number in range(5):
        world.xero.add(Name=f"N{number}")
    world.xero.faults = ["offline"]
    with pytest.raises(Offline):
        world.sync()
    assert world.crm.cursor("contact").since is None
    assert world.sync().synced == 5


def test_fewer_rows_than_xero_counts_stops_the_run_before_it_writes() -> None:
    world = World()
    world.xero.add(Name="One")
    world.xero.hide_last = True
    world.crm.add("crm-1", name="Two")
    with pytest.raises(StoppedBySafety) as stopped:
        world.sync()
    assert "listed only 0" in stopped.value.message
    assert world.crm.cursor("contact").since is None
    assert not world.crm.links


def test_an_implausibly_empty_list_stops_the_run() -> None:
    world = World()
    for number in range(30):
        world.xero.add(Name=f"N{number}")
    world.sync()
    world.xero.records["contact"].clear()
    world.clock.advance(hours=25)  # the daily pass lists everything
    with pytest.raises(StoppedBySafety):
        world.sync()


def test_a_plan_that_archives_too_many_stops_until_it_is_allowed() -> None:
    world = World(limits=Thresholds(archive_count=5))
    for number in range(20):
        world.xero.add(Name=f"N{number}")
    world.sync()
    for xero_id in list(world.xero.records["contact"])[:8]:
        world.xero.edit(xero_id, ContactStatus="ARCHIVED")
    with pytest.raises(StoppedBySafety):
        world.sync()
    assert not any(one.archived for one in world.crm.locals_.values())
    world.sync(confirmed=True)
    assert sum(one.archived for one in world.crm.locals_.values()) == 8


def test_filling_empty_values_is_not_rewriting() -> None:
    world = World(limits=Thresholds(rewrite_count=3))
    for number in range(6):
        world.xero.add(Name=f"N{number}")
    world.sync()
    for one in list(world.xero.active()):
        world.xero.edit(one["ContactID"], FirstName="Ann")
    assert world.sync().synced == 6
    for one in list(world.xero.active()):
        world.xero.edit(one["ContactID"], FirstName="Changed")
    with pytest.raises(StoppedBySafety):
        world.sync()


def test_values_emptied_on_many_records_stop_the_run() -> None:
    world = World(limits=Thresholds(empty_count=3))
    for number in range(6):
        world.xero.add(Name=f"N{number}", EmailAddress=f"{number}@x.example")
    world.sync()
    for one in list(world.xero.active())[:3]:
        world.xero.edit(one["ContactID"], EmailAddress="")
    with pytest.raises(StoppedBySafety) as stopped:
        world.sync()
    assert "empty values of 3 of 6" in stopped.value.message
    assert {one.values["email"] for one in world.crm.locals_.values()} == {f"{number}@x.example" for number in range(6)}


def test_documents_are_read_newest_first_then_open_then_the_rest() -> None:
    world = World()
    invoice(world, 1, "2026-05-01")
    invoice(world, 2, "2020-05-01", 12.5, "AUTHORISED")
    invoice(world, 3, "2021-05-01")
    order: list[str] = []
    keep = world.crm.mirror

    def noting(kind: str, rows: list[dict[str, str]], at: object) -> object:
        order.extend(row["InvoiceID"] for row in rows if kind == "invoice")
        return keep(kind, rows, at)  # type: ignore[arg-type]  # passed on as it came

    world.crm.mirror = noting  # type: ignore[method-assign,assignment]  # listens in
    summary = world.sync()
    assert order == ["inv-001", "inv-002", "inv-003"]
    assert summary.mirrored["invoice"] == 3
    [entry] = [one for one in world.crm.entries if one.kind == "invoice"]
    assert entry.title == "3 invoices"


def test_a_document_that_moved_is_one_line_in_the_log() -> None:
    world = World()
    invoice(world, 1, "2026-05-01", 10.0, "AUTHORISED")
    world.sync()
    invoice(world, 1, "2026-05-01", 0.0, "PAID")
    summary = world.sync()
    assert (summary.mirrored["invoice"], summary.entries) == (1, 1)
    assert ("Status", "AUTHORISED", "PAID") in [(one.field, one.old, one.new) for one in world.crm.entries[-1].fields]
    assert world.crm.entries[-1].run == summary.run


def test_the_daily_pass_catches_a_balance_that_moved_unseen() -> None:
    world = World()
    invoice(world, 1, "2026-05-01", 10.0, "AUTHORISED")
    world.sync()
    world.clock.advance(minutes=10)
    world.sync()
    world.xero.records["invoice"]["inv-001"]["AmountDue"] = 4.0
    world.sync()
    assert world.crm.remotes["invoice", "inv-001"].raw["AmountDue"] == 10.0
    world.clock.advance(hours=25)
    world.sync()
    assert world.crm.remotes["invoice", "inv-001"].raw["AmountDue"] == 4.0


def test_rows_without_an_id_are_passed_over_and_said() -> None:
    world = World()
    world.xero.add(Name="One")
    world.xero.records["contact"]["broken"] = {"Name": "No id"}
    world.xero._since = lambda kind, record: world.clock.now  # type: ignore[method-assign]  # the row has no id to look up
    summary = world.sync()
    assert summary.synced == 1
    assert any("without an id" in note for note in summary.notes)


def test_a_record_of_a_form_never_seen_fails_alone() -> None:
    world = World()
    world.linked("Acme")
    _, xero_id = world.linked("Odd")
    world.xero.edit(xero_id, Phones=None, Addresses="none", ContactPersons=[None, 3], FirstName=["x"])
    world.xero.add(Name="New one")
    summary = world.sync()
    assert summary.found == 3
    assert summary.synced >= 2


def test_cancel_keeps_what_is_done_and_the_run_is_closed() -> None:
    world = World()
    for number in range(60):
        world.crm.add(f"crm-{number}", name=f"N{number}")
    stop = Progress(stopped=lambda: len(world.xero.active()) >= 50)
    with pytest.raises(Cancelled):
        world.sync(progress=stop)
    assert len(world.crm.links) == 50
    assert all(summary is not None for summary in world.crm.runs.values())
    assert world.sync().synced == 60


def test_an_unknown_id_is_said_before_anything_is_written() -> None:
    world = World()
    world.crm.add("crm-1", name="One")
    with pytest.raises(Misuse):
        world.sync("nobody")
    assert not world.crm.links


def test_a_handful_shows_each_kind_of_difficulty() -> None:
    world = World()
    world.crm.add("crm-1", name="Acme", email="a@acme.example", currency="AUD")
    world.xero.add(Name="Acme", EmailAddress="a@acme.example")
    world.crm.add("crm-2", name="No e-mail", currency="AUD")
    world.crm.add("crm-3", name="Zoë", email="z@zoe.example", currency="AUD")
    world.crm.add("crm-4", name="Abroad", email="x@abroad.example", currency="USD")
    busy = world.xero.add(Name="Busy", EmailAddress="b@busy.example")
    for number in range(3):
        world.xero.put_document("invoice", InvoiceID=f"i{number}", DateString="2026-05-01T00:00:00", Contact={"ContactID": busy})
        world.crm.mirror("invoice", [world.xero.records["invoice"][f"i{number}"]], world.clock.now)
    picks = world.engine().handful(5)
    assert [pick.crm_id or pick.xero_id for pick in picks] == ["crm-1", "crm-2", "crm-3", "crm-4", busy]
    assert len({pick.why for pick in picks}) == 5
    summary = world.engine().run(Scope(test=5), "test")
    assert summary.found == 5
