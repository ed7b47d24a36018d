"""Archived, restored and merged records are followed, never resurrected, and never lost an edit over."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit.sync.world import World
from xerodesk.services import resolve


@pytest.fixture
def world() -> World:
    return World()


def archived(world: World, crm_id: str) -> bool:
    return world.crm.locals_["contact", crm_id].archived


def test_archived_in_xero_is_archived_here_and_restored_with_it(world: World) -> None:
    crm_id, xero_id = world.linked()
    world.xero.edit(xero_id, ContactStatus="ARCHIVED")
    assert world.plan().summary["archive"] == 1
    world.sync()
    assert archived(world, crm_id)
    assert world.quiet()
    world.xero.edit(xero_id, ContactStatus="ACTIVE", FirstName="Ann")
    world.sync()
    assert not archived(world, crm_id)
    assert world.here(crm_id, "first_name") == "Ann"
    assert world.quiet()


def test_archived_here_stays_active_in_xero_as_shipped(world: World) -> None:
    crm_id, xero_id = world.linked()
    world.crm.edit(crm_id, archived=True)
    world.sync()
    assert world.there(xero_id)["ContactStatus"] == "ACTIVE"
    assert world.quiet()


def test_archived_here_is_archived_in_xero_by_rule_but_never_while_it_owes(world: World) -> None:
    world.rules = {"contact": replace(world.rules["contact"], archive_in_xero=True)}
    crm_id, xero_id = world.linked()
    local = world.crm.locals_["contact", crm_id]
    world.crm.locals_["contact", crm_id] = replace(local, facts={**local.facts, "open_balance": True})
    world.crm.edit(crm_id, archived=True)
    assert world.sync().failed == 1
    assert world.there(xero_id)["ContactStatus"] == "ACTIVE"
    world.crm.locals_["contact", crm_id] = replace(world.crm.locals_["contact", crm_id], facts=local.facts)
    world.sync()
    assert world.there(xero_id)["ContactStatus"] == "ARCHIVED"
    assert archived(world, crm_id)
    assert world.quiet()


@pytest.mark.parametrize(("take", "gone"), [("crm", False), ("xero", True)])
def test_archived_in_xero_and_edited_here_is_a_question(world: World, take: str, gone: bool) -> None:
    crm_id, xero_id = world.linked()
    world.crm.edit(crm_id, first_name="Ann")
    world.xero.edit(xero_id, ContactStatus="ARCHIVED")
    assert world.sync().conflicted == 1
    [case] = resolve.conflicts(world.crm)
    assert [one.field for one in case.fields] == ["status"]
    resolve.take_side(world.crm, case.id, "crm" if take == "crm" else "xero")
    before = len(world.crm.entries)
    done = world.sync()
    assert done.conflicted == 0
    assert done.entries == len(world.crm.entries) - before == 1, "the decision is told, whatever it was"
    assert "You decided" in world.crm.entries[-1].reason
    assert archived(world, crm_id) is gone
    assert world.here(crm_id, "first_name") == "Ann"
    assert world.quiet()


@pytest.mark.parametrize(("take", "gone"), [("crm", True), ("xero", False)])
def test_archived_here_and_edited_in_xero_is_a_question(world: World, take: str, gone: bool) -> None:
    crm_id, xero_id = world.linked()
    world.crm.edit(crm_id, archived=True)
    world.xero.edit(xero_id, FirstName="Ann")
    assert world.sync().conflicted == 1
    [case] = resolve.conflicts(world.crm)
    resolve.take_side(world.crm, case.id, "crm" if take == "crm" else "xero")
    assert world.sync().conflicted == 0
    assert archived(world, crm_id) is gone
    assert world.quiet()
    if not gone:
        assert world.here(crm_id, "first_name") == "Ann"


def test_a_merge_in_xero_moves_the_link_to_the_survivor(world: World) -> None:
    crm_id, xero_id = world.linked()
    kept = world.xero.add(Name="Acme Group", EmailAddress="acme@example.com", IsSupplier=True)
    world.xero.merge(xero_id, kept)
    world.sync()
    link = world.crm.link("contact", crm_id=crm_id)
    assert link is not None
    assert link.xero_id == kept
    assert world.here(crm_id, "name") == "Acme Group"
    assert not archived(world, crm_id)
    assert world.quiet()


def test_two_linked_contacts_merged_in_xero_hold_both_customers(world: World) -> None:
    one, first = world.linked("One")
    two, second = world.linked("Two")
    world.xero.merge(first, second)
    summary = world.sync()
    assert (summary.found, summary.synced, summary.excluded) == (2, 1, 1)
    assert {world.crm.links["contact", crm_id].held for crm_id in (one, two)} == {"duplicate"}
    world.crm.edit(two, first_name="Ann")
    assert world.sync().excluded == 2
    assert "FirstName" not in world.there(second)


def test_an_archived_customer_is_not_made_anew_from_its_xero_contact(world: World) -> None:
    world.crm.add("crm-1", name="Acme", email="a@acme.example")
    world.crm.edit("crm-1", archived=True)
    world.xero.add(Name="Acme", EmailAddress="a@acme.example")
    assert world.sync().conflicted == 1
    assert len(world.crm.locals_) == 1
