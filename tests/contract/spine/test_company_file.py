"""The spine over a real company file: created once and in step, wherever the process dies."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.memory_books import MemoryBooks
from tests.fakes.steps import Clock, Crash, Steps
from tests.unit.sync.world import contact_map
from xerodesk.domain.log import RunSummary
from xerodesk.mapping.kinds import marker_of
from xerodesk.store.company import CompanyFile
from xerodesk.store.ledger import SqlLedger
from xerodesk.store.records import Fresh
from xerodesk.store.writing import Writing
from xerodesk.sync.engine import Engine, Scope

STEPS = ("pairs", "mirror", "move_cursor", "begin_run", "store_request", "mark_sent", "settle", "receive", "join", "set_aside", "end_run")


class SteppingLedger(SqlLedger):
    """The company file's ledger, with a step before and after every call that matters."""

    def __init__(self, writing: Writing, steps: Steps) -> None:
        super().__init__(writing)
        for name in STEPS:
            setattr(self, name, _stepping(getattr(self, name), steps, name))


def _stepping(call: Any, steps: Steps, name: str) -> Any:
    def stepped(*args: Any, **named: Any) -> Any:
        steps(name)
        answer = call(*args, **named)
        steps(f"{name} done")
        return answer

    return stepped


class Rig:
    """A company file and a Xero in memory."""

    def __init__(self, company: CompanyFile) -> None:
        self.clock = Clock()
        self.steps = Steps(self.clock)
        self.writing = Writing.of(company.database)
        self.ledger = SteppingLedger(self.writing, self.steps)
        self.xero = MemoryBooks(self.steps)
        self._ids = count(1)

    def customers(self, number: int) -> list[str]:
        """New customers of the CRM."""
        fresh = [Fresh({"name": f"Customer {one}", "email": f"{one}@x.example", "stage": "customer"}) for one in range(number)]
        with self.writing.database.write():
            return [str(one) for one in self.writing.two_way["contact"].create_many(fresh, by="test")]

    def sync(self) -> RunSummary:
        """A run of a new process."""
        self.clock.advance(seconds=20)
        return self.engine().run(Scope(kinds=frozenset({"contact"})), "test")

    def engine(self) -> Engine:
        """An engine as after a start."""
        return Engine(self.ledger, self.xero, {"contact": contact_map()}, clock=self.clock)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("company")
    CompanyFile.create(folder, sample=True).company.close()
    return folder


@pytest.fixture
def company(empty: Path, tmp_path: Path) -> Iterator[CompanyFile]:
    shutil.copytree(empty, tmp_path / "company")
    with closing(CompanyFile.open(tmp_path / "company")) as opened:
        yield opened


def test_both_ways_and_then_nothing(company: CompanyFile) -> None:
    rig = Rig(company)
    [crm_id] = rig.customers(1)
    there = rig.xero.add(Name="From Xero", EmailAddress="x@y.example", FirstName="Ann")
    first = rig.sync()
    assert (first.found, first.synced, first.entries) == (2, 2, 2)
    link = rig.ledger.link("contact", crm_id=crm_id)
    assert link is not None
    rig.xero.edit(link.xero_id, LastName="Lee")
    local = rig.ledger.local("contact", crm_id)
    assert local is not None
    rig.writing.two_way["contact"].update(crm_id, local.revision, {"first_name": "Bo"}, by="test")
    rig.xero.edit(there, FirstName="Anna")
    second = rig.sync()
    assert (second.synced, second.entries) == (2, 3)
    after = rig.ledger.local("contact", crm_id)
    assert after is not None
    assert (after.values["first_name"], after.values["last_name"]) == ("Bo", "Lee")
    assert rig.xero.records["contact"][link.xero_id]["FirstName"] == "Bo"
    rig.sync()
    assert rig.ledger.quiet_count("contact") == 2
    assert not rig.engine().plan(Scope(kinds=frozenset({"contact"}))).rows


@pytest.mark.parametrize("wait", [timedelta(), timedelta(minutes=7)])
def test_a_crash_at_any_step_leaves_one_contact_each(company: CompanyFile, wait: timedelta) -> None:
    rig = Rig(company)
    step, made = 0, 0
    while True:
        ids = rig.customers(1) if not made else _renamed(rig, made)
        made += 1
        rig.xero.add(Name=f"From Xero {made}")
        rig.steps.count, rig.steps.crash_at = 0, step + 1
        try:
            rig.sync()
        except Crash:
            step += 1
        else:
            break
        rig.clock.now += wait
        rig.sync()
        numbers = [one.get("ContactNumber") for one in rig.xero.active()]
        assert [numbers.count(marker_of(one)) for one in ids] == [1]
        assert not rig.ledger.open_requests()
        assert rig.ledger.quiet_count("contact") == 2 * made
    assert step > 15


def _renamed(rig: Rig, number: int) -> list[str]:
    values = {"name": f"Another {number}", "email": f"another{number}@x.example", "stage": "customer"}
    with rig.writing.database.write():
        return [str(one) for one in rig.writing.two_way["contact"].create_many([Fresh(values)], by="test")]
