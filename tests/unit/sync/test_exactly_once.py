"""Whatever is lost between any two steps: one contact in Xero per CRM record, and the rerun finishes the work."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.fakes.memory_books import Fault
from tests.fakes.steps import Crash
from tests.unit.sync.world import World
from xerodesk.domain.errors import Offline
from xerodesk.mapping.kinds import marker_of


def customers(world: World, count: int = 3) -> None:
    for number in range(count):
        world.crm.add(f"crm-{number}", name=f"Customer {number}", email=f"{number}@x.example")


def one_each(world: World, count: int = 3) -> None:
    numbers = sorted(str(one.get("ContactNumber")) for one in world.xero.records["contact"].values())
    assert numbers == [marker_of(f"crm-{number}") for number in range(count)]
    assert len(world.crm.links) == count
    assert not world.crm.open_requests()
    assert world.quiet()


def steps_of_a_run() -> int:
    world = World()
    customers(world)
    world.steps.count = 0
    world.sync()
    return world.steps.count


@pytest.mark.parametrize(
    "faults", [["lost_after"], ["lost_before"], ["lost_after", "lost_after"], ["lost_before", "lost_before", "lost_after"]]
)
def test_a_lost_answer_is_found_out_in_the_same_run(faults: list[Fault]) -> None:
    world = World()
    customers(world)
    world.xero.faults = list(faults)
    summary = world.sync()
    assert (summary.synced, summary.failed) == (3, 0)
    one_each(world)


@pytest.mark.parametrize("wait", [timedelta(minutes=1), timedelta(minutes=7), timedelta(days=2)])
@pytest.mark.parametrize("new_token", [False, True])
@pytest.mark.parametrize("fault", ["lost_after", "lost_before"])
def test_no_connection_after_sending_leaves_the_question_for_the_next_run(wait: timedelta, new_token: bool, fault: Fault) -> None:
    world = World()
    customers(world)
    world.xero.faults = [fault, "offline"]
    with pytest.raises(Offline):
        world.sync()
    assert len(world.crm.open_requests()) == 1
    world.clock.now += wait
    world.xero.token += "+" if new_token else ""
    world.sync()
    one_each(world)


def test_a_crash_at_any_step_is_made_good_by_the_next_run() -> None:
    total = steps_of_a_run()
    assert total > 15
    for wait in (timedelta(), timedelta(minutes=7)):
        for step in range(1, total + 1):
            world = World()
            customers(world)
            world.steps.crash_at = step
            with pytest.raises(Crash):
                world.sync()
            world.clock.now += wait
            world.sync()
            one_each(world)


def test_a_clock_set_back_after_sending_does_not_replay() -> None:
    world = World()
    customers(world)
    world.xero.faults = ["lost_after", "offline"]
    with pytest.raises(Offline):
        world.sync()
    world.clock.now -= timedelta(days=1)
    world.xero.server_ahead = timedelta(days=1)
    written = len([name for name in world.xero.log if name.startswith("PUT")])
    world.sync()
    assert len([name for name in world.xero.log if name.startswith("PUT")]) == written
    one_each(world)


def test_a_contact_edited_in_xero_before_its_lost_answer_was_found_keeps_the_edit() -> None:
    world = World()
    customers(world, 1)
    world.xero.faults = ["lost_after", "offline"]
    with pytest.raises(Offline):
        world.sync()
    [contact] = world.xero.active()
    world.clock.advance(hours=1)
    world.xero.edit(contact["ContactID"], FirstName="Ann", EmailAddress="new@x.example")
    summary = world.sync()
    assert world.here("crm-0", "first_name") == "Ann"
    assert summary.conflicted == 1, "the e-mail differs and nothing says which is right"
    assert world.there(contact["ContactID"])["EmailAddress"] == "new@x.example"


def test_a_contact_merged_before_its_lost_answer_was_found_is_followed() -> None:
    world = World()
    kept = world.xero.add(Name="Kept", IsSupplier=True)
    customers(world, 1)
    world.xero.faults = ["lost_after", "offline"]
    with pytest.raises(Offline):
        world.sync()
    made = next(one for one in world.xero.active() if one["Name"] == "Customer 0")
    world.clock.advance(hours=1)
    world.xero.merge(made["ContactID"], kept)
    world.sync()
    link = world.crm.link("contact", crm_id="crm-0")
    assert link is not None
    assert link.xero_id == kept
    assert [one["Name"] for one in world.xero.active()] == ["Kept"]


@pytest.mark.parametrize("fault", ["lost_after", "lost_before"])
def test_an_update_whose_answer_is_lost_is_read_again_and_not_repeated_blindly(fault: Fault) -> None:
    world = World()
    crm_id, xero_id = world.linked()
    world.crm.edit(crm_id, first_name="Ann")
    world.xero.faults = [fault]
    summary = world.sync()
    assert (summary.failed, summary.conflicted) == (0, 0)
    assert world.there(xero_id)["FirstName"] == "Ann"
    posts = len([name for name in world.xero.log if name.startswith("POST")])
    assert posts == 1
    assert world.quiet()


def test_updates_carry_no_key_and_always_an_id() -> None:
    world = World()
    crm_id, _ = world.linked()
    world.crm.edit(crm_id, first_name="Ann")
    world.sync()
    create, update = world.crm.requests.values()
    assert (create.method, update.method) == ("PUT", "POST")
    assert create.key
    assert not update.key
    assert b'"ContactID"' in update.body


def test_creates_go_fifty_at_a_time() -> None:
    world = World()
    customers(world, 120)
    assert world.plan().calls == 3
    world.sync()
    assert [len(one.rows) for one in world.crm.requests.values()] == [50, 50, 20]
