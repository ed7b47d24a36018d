"""The log of runs in which nothing new happens: what waits for a person is said once, and said again when it changed or was asked for."""

from __future__ import annotations

import pytest

from tests.unit.sync.world import World


@pytest.fixture
def world() -> World:
    return World()


def test_a_question_is_logged_once_and_counted_every_time(world: World) -> None:
    crm_id, xero_id = world.linked(first_name="Ann")
    world.crm.edit(crm_id, first_name="Anna")
    world.xero.edit(xero_id, FirstName="Annie")
    first = world.sync()
    lines = len(world.crm.entries)
    again = world.sync()
    assert (first.conflicted, first.entries) == (1, 1)
    assert (again.found, again.conflicted, again.entries) == (1, 1, 0)
    assert len(world.crm.entries) == lines


def test_a_question_with_other_values_is_logged_anew(world: World) -> None:
    crm_id, xero_id = world.linked(first_name="Ann")
    world.crm.edit(crm_id, first_name="Anna")
    world.xero.edit(xero_id, FirstName="Annie")
    world.sync()
    world.xero.edit(xero_id, FirstName="Annabel")
    assert world.sync().entries == 1
    assert world.crm.entries[-1].fields[0].new == "Annabel"
    world.xero.edit(xero_id, FirstName="Annie")
    assert world.sync().entries == 1, "back to what was said before the last time is news, too"


def test_what_cannot_be_sent_is_logged_once_and_again_when_asked_for(world: World) -> None:
    crm_id = world.crm.add("crm-long", name="x" * 300, email="x@example.com")
    first, again = world.sync(), world.sync()
    assert (first.failed, first.entries) == (1, 1)
    assert (again.failed, again.found, again.entries) == (1, 1, 0)
    asked = world.sync(crm_id)
    assert (asked.failed, asked.entries) == (1, 1)


def test_the_same_trouble_after_a_success_is_news(world: World) -> None:
    crm_id, _ = world.linked(first_name="Ann")
    world.crm.edit(crm_id, first_name="y" * 300)
    assert world.sync().entries == 1
    world.crm.edit(crm_id, first_name="Ann", last_name="Lee")
    assert world.sync().failed == 0
    world.crm.edit(crm_id, first_name="y" * 300)
    summary = world.sync()
    assert (summary.failed, summary.entries) == (1, 1)
