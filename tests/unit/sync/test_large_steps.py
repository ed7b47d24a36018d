"""Reading and arriving in large steps: one bad record costs only itself, and rows of several pages are stored together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest

from tests.unit.sync.world import World
from xerodesk.sync.ports import Arrival


def test_a_record_that_breaks_a_step_of_many_is_told_and_the_others_arrive(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()
    for number in range(30):
        world.xero.add(Name=f"Customer {number}", EmailAddress=f"c{number}@example.com")
    receive = world.crm.receive

    def breaks(arrivals: Sequence[Arrival]) -> list[str]:
        if any(one.changes["name"] == "Customer 7" for one in arrivals):
            raise ValueError("a bug of ours")
        return receive(arrivals)

    monkeypatch.setattr(world.crm, "receive", breaks)
    summary = world.sync()
    assert (summary.found, summary.synced, summary.failed) == (30, 29, 1)
    [failed] = world.crm.failures()
    assert (failed.title, failed.error.code if failed.error else "") == ("Customer 7", "fault")
    assert world.sync().entries == 0, "said once"
    monkeypatch.undo()
    assert world.sync().failed == 0


def test_a_copy_from_before_the_clock_was_set_back_is_read_again_before_it_is_written_over() -> None:
    world = World()
    crm_id, xero_id = world.linked(first_name="Ann")
    world.clock.now -= timedelta(days=2)
    world.xero.records["contact"][xero_id]["LastName"] = "Lee"  # unseen by what changed since
    world.crm.edit(crm_id, first_name="Anna")
    world.sync()
    assert (world.there(xero_id)["FirstName"], world.here(crm_id, "last_name")) == ("Anna", "Lee")
