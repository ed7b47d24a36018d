"""Contacts both ways, field by field: what flows, what is asked, what is left alone, what the log says."""

from __future__ import annotations

import pytest

from tests.unit.sync.world import World, contact_map
from xerodesk.domain.log import Entry


@pytest.fixture
def world() -> World:
    return World()


def last(world: World) -> Entry:
    return world.crm.entries[-1]


def test_a_new_customer_is_created_with_our_marker_and_nothing_happens_twice(world: World) -> None:
    crm_id, xero_id = world.linked("Acme", phone="02 9999 1111")
    assert world.there(xero_id)["ContactNumber"] == f"XD-{crm_id}"
    assert world.quiet()
    assert world.sync().entries == 0


def test_a_contact_made_in_xero_arrives_as_a_customer(world: World) -> None:
    xero_id = world.xero.add(Name="Beta", EmailAddress="b@beta.example")
    summary = world.sync()
    link = world.crm.link("contact", xero_id=xero_id)
    assert link is not None
    assert world.here(link.crm_id, "email") == "b@beta.example"
    assert world.here(link.crm_id, "stage") == "customer"
    assert (summary.found, summary.synced, summary.entries) == (1, 1, 1)
    assert world.quiet()


def test_edits_of_different_fields_flow_both_ways_in_one_run(world: World) -> None:
    crm_id, xero_id = world.linked()
    world.crm.edit(crm_id, first_name="Ann")
    world.xero.edit(xero_id, LastName="Lee")
    summary = world.sync()
    assert (world.here(crm_id, "last_name"), world.there(xero_id)["FirstName"]) == ("Lee", "Ann")
    assert (summary.conflicted, summary.entries) == (0, 2)
    assert world.quiet()


def test_a_value_cleared_here_is_cleared_there(world: World) -> None:
    crm_id, xero_id = world.linked("Acme", first_name="Ann")
    world.crm.edit(crm_id, first_name="")
    world.sync()
    assert world.there(xero_id)["FirstName"] == ""
    assert world.quiet()


def test_what_the_map_does_not_name_is_never_touched(world: World) -> None:
    crm_id, xero_id = world.linked("Acme", billing_city="Sydney")
    addresses = world.there(xero_id)["Addresses"]
    for one in addresses:
        one["AttentionTo"] = "Accounts"
    world.xero.edit(xero_id, Addresses=addresses, BankAccountDetails="12-34")
    world.crm.edit(crm_id, billing_city="Perth")
    world.sync()
    there = world.there(xero_id)
    assert world.in_xero(xero_id, "billing_city") == "Perth"
    assert {one["AttentionTo"] for one in there["Addresses"]} == {"Accounts"}
    assert there["BankAccountDetails"] == "12-34"


@pytest.mark.parametrize("take", ["crm", "xero"])
def test_the_same_field_changed_on_both_sides_waits_for_a_person(world: World, take: str) -> None:
    crm_id, xero_id = world.linked(first_name="Ann")
    world.crm.edit(crm_id, first_name="Anna", last_name="Lee")
    world.xero.edit(xero_id, FirstName="Annie")
    summary = world.sync()
    assert (summary.conflicted, summary.found) == (1, 1)
    assert world.there(xero_id)["LastName"] == "Lee", "the other field is not held up"
    [case] = world.crm.cases()
    assert [(one.field, one.base, one.crm, one.xero) for one in case.fields] == [("first_name", "Ann", "Anna", "Annie")]
    world.decide(case, "crm" if take == "crm" else "xero")
    assert world.sync().conflicted == 0
    expected = "Anna" if take == "crm" else "Annie"
    assert (world.here(crm_id, "first_name"), world.there(xero_id)["FirstName"]) == (expected, expected)
    assert not world.crm.cases()
    losing = "Annie" if take == "crm" else "Anna"
    assert losing in [one.old for entry in world.crm.entries for one in entry.fields]
    assert world.quiet()


def test_a_side_that_moved_after_the_decision_is_asked_about_again(world: World) -> None:
    crm_id, xero_id = world.linked(first_name="Ann")
    world.crm.edit(crm_id, first_name="Anna")
    world.xero.edit(xero_id, FirstName="Annie")
    world.sync()
    [case] = world.crm.cases()
    world.decide(case, "crm")
    world.xero.edit(xero_id, FirstName="Annabel")
    assert world.sync().conflicted == 1
    assert world.crm.cases()[0].fields[0].xero == "Annabel"
    assert world.there(xero_id)["FirstName"] == "Annabel"


def test_newest_takes_the_later_edit_and_asks_when_they_are_close() -> None:
    world = World(field_map=contact_map(first_name={"conflict": "newest"}))
    crm_id, xero_id = world.linked(first_name="Ann")
    world.crm.edit(crm_id, first_name="Anna")
    world.clock.advance(minutes=5)
    world.xero.edit(xero_id, FirstName="Annie")
    world.sync()
    assert world.here(crm_id, "first_name") == "Annie"
    world.crm.edit(crm_id, first_name="A")
    world.clock.advance(seconds=90)
    world.xero.edit(xero_id, FirstName="B")
    assert world.sync().conflicted == 1


def test_newest_corrects_a_clock_that_is_wrong_here() -> None:
    world = World(field_map=contact_map(first_name={"conflict": "newest"}))
    world.xero.server_ahead -= world.clock.now - world.clock.now.replace(hour=1)
    crm_id, xero_id = world.linked(first_name="Ann")
    world.xero.edit(xero_id, FirstName="Annie")
    world.clock.advance(minutes=10)
    world.crm.edit(crm_id, first_name="Anna")
    world.sync()
    assert world.there(xero_id)["FirstName"] == "Anna"


def test_what_xero_makes_of_a_value_is_agreed_logged_and_not_written_back() -> None:
    world = World(saver=lambda text: text[:12])
    crm_id, xero_id = world.linked("A name too long for it", email="a@b.example")
    assert world.there(xero_id)["Name"] == "A name too l"
    assert world.here(crm_id, "name") == "A name too long for it"
    assert "Xero stored it as A name too l." in [one.note for entry in world.crm.entries for one in entry.fields]
    assert world.quiet()
    world.crm.edit(crm_id, first_name="Ann")
    world.sync()
    assert world.here(crm_id, "name") == "A name too long for it"


def test_a_value_xero_would_refuse_stays_here_and_the_rest_goes(world: World) -> None:
    crm_id, xero_id = world.linked()
    world.crm.edit(crm_id, email="not an address", first_name="Ann")
    summary = world.sync()
    assert (summary.failed, world.there(xero_id)["FirstName"]) == (1, "Ann")
    failed = next(entry for entry in world.crm.entries if entry.result == "failed")
    assert failed.error is not None
    assert failed.error.message.startswith("email:")
    assert failed.error.advice
    world.crm.edit(crm_id, email="right@b.example")
    assert world.sync().failed == 0
    assert world.there(xero_id)["EmailAddress"] == "right@b.example"


def test_one_refused_row_does_not_stop_the_others(world: World) -> None:
    for number in range(5):
        world.crm.add(f"crm-{number}", name=f"Number {number}" if number != 2 else "refuse me")
    summary = world.sync()
    assert (summary.synced, summary.failed) == (4, 1)
    assert len(world.xero.active()) == 4


def test_a_batch_refused_as_a_whole_is_sent_row_by_row(world: World) -> None:
    for number in range(4):
        world.crm.add(f"crm-{number}", name=f"Number {number}")
    world.xero.faults = ["refused_after"]
    summary = world.sync()
    assert (summary.synced, summary.failed) == (4, 0)
    assert len(world.xero.active()) == 4, "what was saved although the batch was refused is found again"


def test_first_link_fills_and_asks_only_about_what_differs(world: World) -> None:
    world.crm.add("crm-1", name="Acme Pty Ltd", email="A@acme.example", first_name="Ann", tax_number="11")
    xero_id = world.xero.add(Name="ACME", EmailAddress="a@acme.example", FirstName="Anna", LastName="Lee")
    plan = world.plan()
    assert {row.action for row in plan.rows} == {"link", "conflict"}
    assert plan.summary["conflict"] == 1
    assert any(note.startswith("first_name: 1 differ") for note in plan.notes)
    world.sync()
    assert world.here("crm-1", "last_name") == "Lee"
    assert world.there(xero_id)["TaxNumber"] == "11"
    assert len(world.xero.active()) == 1


def test_a_wire_added_later_fills_the_empty_side() -> None:
    world = World(field_map=contact_map(first_name={"enabled": False}))
    _, xero_id = world.linked(first_name="Ann")
    assert "FirstName" not in world.there(xero_id)
    world.map = contact_map()
    world.crm.stir("contact")
    world.sync()
    assert world.there(xero_id)["FirstName"] == "Ann"
    assert world.quiet()


def test_a_run_over_one_record_touches_only_that(world: World) -> None:
    world.crm.add("crm-1", name="One")
    world.crm.add("crm-2", name="Two")
    summary = world.sync("crm-2")
    assert (summary.found, summary.synced, summary.mirrored) == (1, 1, {})
    assert [one["Name"] for one in world.xero.active()] == ["Two"]


def test_a_preview_writes_nothing_but_the_mirror(world: World) -> None:
    world.crm.add("crm-1", name="One")
    world.xero.add(Name="Two")
    plan = world.plan()
    assert plan.calls == 1
    assert plan.summary == {
        "found": 2, "create": 2, "update": 0, "link": 0, "archive": 0, "conflict": 0, "blocked": 0, "nothing": 0, "excluded": 0,
    }  # fmt: skip
    assert (world.crm.links, world.crm.entries, world.crm.requests, world.crm.runs) == ({}, [], {}, {})
    assert set(world.crm.locals_) == {("contact", "crm-1")}
    assert len(world.xero.active()) == 1


def test_looking_only_links_and_reads_but_sends_nothing() -> None:
    world = World(looking_only=True)
    world.crm.add("crm-1", name="One")
    world.crm.add("crm-2", name="Two", email="2@two.example", first_name="Ann")
    world.xero.add(Name="Two", EmailAddress="2@two.example")
    world.xero.add(Name="Three")
    summary = world.sync()
    assert not [name for name in world.xero.log if name.startswith(("PUT", "POST"))]
    assert (summary.found, summary.synced, summary.excluded) == (3, 1, 2)
    assert world.crm.link("contact", crm_id="crm-2") is not None
    world.options = {}
    assert world.sync().excluded == 0
    assert len(world.xero.active()) == 3


def test_an_edit_made_while_the_sync_writes_is_planned_again_in_the_same_run(world: World) -> None:
    crm_id, xero_id = world.linked()
    world.xero.edit(xero_id, FirstName="Ann")

    def between(step: int, name: str) -> None:
        if name == "receive":
            world.steps.between = None
            world.crm.edit(crm_id, last_name="Typed meanwhile")

    world.steps.between = between
    summary = world.sync()
    assert (world.here(crm_id, "first_name"), world.here(crm_id, "last_name")) == ("Ann", "Typed meanwhile")
    assert world.there(xero_id)["LastName"] == "Typed meanwhile"
    assert (summary.failed, summary.found) == (0, 1)


def test_a_copy_older_than_a_minute_is_read_again_before_it_is_written(world: World) -> None:
    crm_id, xero_id = world.linked("Acme", billing_line1="1 High St")
    world.clock.advance(minutes=5)
    addresses = [dict(one, Region="NSW") for one in world.there(xero_id)["Addresses"]]
    world.there(xero_id)["Addresses"] = addresses  # a change that "modified since" does not show
    world.crm.edit(crm_id, billing_city="Perth")
    world.sync()
    assert {one.get("Region") for one in world.there(xero_id)["Addresses"]} == {"NSW"}
    assert world.here(crm_id, "billing_region") == "NSW"
