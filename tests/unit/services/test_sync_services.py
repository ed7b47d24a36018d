"""What the window and the command line call: running, previewing, trying again, deciding."""

from __future__ import annotations

import pytest

from tests.unit.sync.world import World
from xerodesk.domain.errors import Misuse
from xerodesk.services import preview, resolve, resync, sync_run
from xerodesk.sync.engine import Scope


@pytest.fixture
def world() -> World:
    return World()


def test_a_run_says_what_it_did_and_what_changed(world: World) -> None:
    world.crm.add("crm-1", name="One")
    world.crm.add("crm-2", name="Two", stage="lead")
    done = sync_run.sync(world.engine(), Scope(), asked_by="owner")
    assert sync_run.in_words(done.summary) == "2 records: 1 in step, 1 left out."
    assert done.changes.touches("contact", "entry")
    assert done.exit_status == 0
    assert {entry.actor for entry in world.crm.entries} == {"owner"}


def test_the_price_of_a_plan(world: World) -> None:
    for number in range(70):
        world.crm.add(f"crm-{number}", name=f"N{number}")
    assert preview.price(preview.preview(world.engine(), Scope())).words == "2 calls of Xero's allowance, less than a minute."
    world.sync()
    assert preview.price(preview.preview(world.engine(), Scope())).words == "Nothing is sent to Xero."


def test_who_takes_part_in_a_sentence(world: World) -> None:
    world.crm.add("crm-1", name="One")
    world.xero.add(Name="Supplier", IsSupplier=True)
    everything = preview.preview(world.engine(), Scope(), everything=True)
    sentence, counts = preview.taking_part(world.rules["contact"], everything)
    assert "supplier" in sentence
    assert counts == "1 of 2 take part; 1 are left out."


def test_resync_tries_the_failed_again_and_keeps_the_old_entry(world: World) -> None:
    world.crm.add("crm-1", name="Good")
    world.crm.add("crm-2", name="refuse me")
    world.sync()
    again = resync.resync(world.engine(), world.crm, asked_by="bookkeeper")
    assert (again.summary.found, again.summary.failed, again.exit_status) == (1, 1, 1)
    first, second = [entry for entry in world.crm.entries if entry.result == "failed"]
    assert (first.attempt, second.attempt) == (1, 2)
    assert first.error == second.error
    world.crm.edit("crm-2", name="Fine now")
    assert resync.resync(world.engine(), world.crm, [second.id], asked_by="bookkeeper").summary.failed == 0
    assert world.crm.entries[-1].attempt == 3
    with pytest.raises(Misuse):
        resync.resync(world.engine(), world.crm, asked_by="bookkeeper")
    with pytest.raises(Misuse):
        resync.resync(world.engine(), world.crm, [999], asked_by="bookkeeper")


def test_a_value_of_ones_own_goes_to_both_sides(world: World) -> None:
    crm_id, xero_id = world.linked(first_name="Ann")
    world.crm.edit(crm_id, first_name="Anna")
    world.xero.edit(xero_id, FirstName="Annie")
    world.sync()
    [case] = resolve.conflicts(world.crm)
    resolve.use_value(world.crm, case.id, "first_name", "Annabel")
    world.sync()
    assert (world.here(crm_id, "first_name"), world.there(xero_id)["FirstName"]) == ("Annabel", "Annabel")
    losers = {one.old for entry in world.crm.entries for one in entry.fields}
    assert {"Anna", "Annie"} <= losers
    assert world.quiet()


def test_a_value_of_ones_own_survives_a_refusal_and_reaches_xero_later(world: World) -> None:
    crm_id, xero_id = world.linked(first_name="Ann")
    world.crm.edit(crm_id, first_name="Anna")
    world.xero.edit(xero_id, FirstName="Annie")
    world.sync()
    [case] = resolve.conflicts(world.crm)
    resolve.use_value(world.crm, case.id, "first_name", "Annabel")
    world.xero.faults = ["refused_whole"]
    assert world.sync().failed == 1
    assert world.here(crm_id, "first_name") == "Annabel"
    world.sync()
    assert world.there(xero_id)["FirstName"] == "Annabel"
    assert world.quiet()


def test_answers_that_do_not_fit_the_question_are_refused(world: World) -> None:
    crm_id, xero_id = world.linked(first_name="Ann")
    world.crm.edit(crm_id, first_name="Anna")
    world.xero.edit(xero_id, FirstName="Annie")
    world.sync()
    [case] = resolve.conflicts(world.crm)
    with pytest.raises(Misuse):
        resolve.take_side(world.crm, "nothing", "crm")
    with pytest.raises(Misuse):
        resolve.take_side(world.crm, case.id, "crm", "email")
    with pytest.raises(Misuse):
        resolve.create_new(world.crm, case.id)
    with pytest.raises(Misuse) as refused:
        resolve.use_value(world.crm, case.id, "status", "active")
    assert refused.value.advice
    assert resolve.take_side_everywhere(world.crm, "xero") == 1
    assert not resolve.conflicts(world.crm)
