"""The spine under fire: edits on either side, archiving, merging, lost answers, crashes between any two steps, a server that alters text.

Whatever happened: after two quiet syncs nothing moves any more, no value a person entered is gone without a line in the log, and no CRM
record has two contacts in Xero.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from tests.fakes.steps import Crash
from tests.unit.sync.world import XERO_FIELDS, World, contact_map
from xerodesk.domain.errors import XerodeskError
from xerodesk.mapping.kinds import marker_of

FAULTS = ("offline", "lost_before", "lost_after", "refused_whole", "refused_after")
FIELDS = ("billing_city", "email", "first_name", "tax_number")
SAVERS: dict[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "trims": str.strip,
    "cuts": lambda text: text[:14],
    "spaces": lambda text: " ".join(text.split()),
    "upper": str.upper,
}
FIELD = st.sampled_from(sorted(FIELDS))
WHICH = st.integers(0, 4)
MARKS = st.sampled_from(["", " ", "  x", " é"])


class Spine(RuleBasedStateMachine):
    """One company file, one organisation, everything that can happen to them."""

    @initialize(
        saver=st.sampled_from(sorted(SAVERS)),
        replaces=st.booleans(),
        conflict=st.sampled_from(["ask", "xero", "crm", "newest"]),
        first=st.sampled_from(["ask", "xero", "crm", "newest"]),
    )
    def start(self, saver: str, replaces: bool, conflict: str, first: str) -> None:
        self.saver = SAVERS[saver]
        self.world = World(saver=self.saver, replaces=replaces, field_map=contact_map(every={"conflict": conflict, "first_link": first}))
        self.count = 0
        self.entered: dict[tuple[str, str, str], list[str]] = {}  # (side, id, field) -> values people typed there, in order
        for where in ("here", "here", "there", "both"):
            self.add(where, "")
        self._sync()

    # ------------------------------------------------------------ people

    def _value(self, mark: str) -> str:
        self.count += 1
        return f"v{self.count}{mark}"

    def _typed(self, side: str, record_id: str, field: str, value: str) -> None:
        """A newer value typed into the same place replaces the older one by its author's own hand."""
        self.entered[side, record_id, field] = [value]

    @rule(where=st.sampled_from(["here", "there", "both"]), mark=MARKS)
    def add(self, where: str, mark: str) -> None:
        value = self._value("")
        if where != "there":
            mine: dict[str, Any] = {"name": f"{where} {value}", "email": f"{value}@x.example", "first_name": f"Ann{mark}"}
            crm_id = self.world.crm.add(f"crm-{self.count:03}", **mine)
            self._typed("crm", crm_id, "first_name", f"Ann{mark}")
        if where != "here":
            self.world.xero.add(Name=f"{where.title()} {value}", EmailAddress=f"{value.upper()}@x.example", TaxNumber=f"T{self.count}")

    def _write_here(self, crm_id: str, field: str, value: str) -> None:
        changed: dict[str, Any] = {field: value}
        self.world.crm.edit(crm_id, **changed)
        self._typed("crm", crm_id, field, value)

    def _edit_here(self, which: int, field: str, mark: str) -> None:
        ids = sorted(crm_id for _, crm_id in self.world.crm.locals_)
        if ids:
            crm_id = ids[which % len(ids)]
            value = f"{self._value('')}@e.example" if field == "email" else self._value(mark)
            self._write_here(crm_id, field, value)

    def _edit_there(self, which: int, field: str, mark: str) -> None:
        ids = [one["ContactID"] for one in self.world.xero.active()]
        if ids:
            xero_id = sorted(ids)[which % len(ids)]
            value = f"{self._value('')}@e.example" if field == "email" else self._value(mark)
            self.world.xero.edit(xero_id, **self._in_xero(xero_id, field, value))
            self._typed("xero", xero_id, field, self.saver(value))

    def _in_xero(self, xero_id: str, field: str, value: str) -> dict[str, Any]:
        if field != "billing_city":
            return {XERO_FIELDS[field]: value}
        addresses = self.world.there(xero_id)["Addresses"]
        return {"Addresses": [{**one, "City": value} if one["AddressType"] == "POBOX" else one for one in addresses]}

    @rule(
        side=st.sampled_from(["crm", "xero", "both"]),
        which=WHICH,
        field=FIELD,
        mark=MARKS,
        then_sync=st.booleans(),
    )
    def edit(self, side: str, which: int, field: str, mark: str, then_sync: bool) -> None:
        if side != "xero":
            self._edit_here(which, field, mark)
        if side != "crm":
            self._edit_there(which, field, mark)
        if then_sync:
            self._sync()

    @rule(which=WHICH, gone=st.booleans())
    def archive_here(self, which: int, gone: bool) -> None:
        ids = sorted(crm_id for _, crm_id in self.world.crm.locals_)
        if ids:
            self.world.crm.edit(ids[which % len(ids)], archived=gone)

    @rule(which=WHICH)
    def archive_there(self, which: int) -> None:
        ids = sorted(one["ContactID"] for one in self.world.xero.active())
        if ids:
            self.world.xero.edit(ids[which % len(ids)], ContactStatus="ARCHIVED")

    @rule(first=WHICH, second=WHICH)
    def merge_there(self, first: int, second: int) -> None:
        ids = sorted(one["ContactID"] for one in self.world.xero.active())
        if len(ids) > 1 and first % len(ids) != second % len(ids):
            self.world.xero.merge(ids[first % len(ids)], ids[second % len(ids)])

    # ------------------------------------------------------------ the machine

    @rule()
    def sync(self) -> None:
        self._sync()

    @rule(faults=st.lists(st.sampled_from(FAULTS), min_size=1, max_size=3))
    def sync_with_faults(self, faults: list[Any]) -> None:
        self.world.xero.faults = list(faults)
        self._sync()
        self.world.xero.faults = []

    @rule(step=st.integers(1, 60))
    def sync_and_crash(self, step: int) -> None:
        self.world.steps.count, self.world.steps.crash_at = 0, step
        self._sync()
        self.world.steps.crash_at = 0

    @rule(
        before=st.lists(st.tuples(WHICH, FIELD), max_size=3),
        edits=st.lists(st.tuples(st.integers(1, 30), WHICH, st.sampled_from([*sorted(FIELDS), "there"]), MARKS), min_size=1, max_size=4),
    )
    def sync_while_people_edit(self, before: list[tuple[int, str]], edits: list[tuple[int, int, str, str]]) -> None:
        """In Xero only a field nobody edits here: Xero offers no way to protect one edited within the minute before it is written."""
        for which, field in before:
            self._edit_there(which, field, "")
        todo = {at: (which, field, mark) for at, which, field, mark in edits}

        def between(at: int, name: str) -> None:
            which, field, mark = todo.pop(at, (0, "", ""))
            if field == "there":
                self._edit_there(which, "last_name", mark)
            elif field:
                self._edit_here(which, field, mark)

        self.world.steps.count, self.world.steps.between = 0, between
        self._sync()
        self.world.steps.between = None

    @rule(at=st.integers(1, 30), which=WHICH, field=FIELD)
    def both_edit_the_same_at_the_worst_moment(self, at: int, which: int, field: str) -> None:
        """Xero's edit is on its way into the CRM when a user edits the very field."""
        pairs = [link for link in self.world.crm.links.values() if not self.world.crm.locals_["contact", link.crm_id].archived]
        if not pairs:
            return
        link = pairs[which % len(pairs)]
        value = f"{self._value('')}@e.example"
        self.world.xero.edit(link.xero_id, **self._in_xero(link.xero_id, field, value))
        self._typed("xero", link.xero_id, field, self.saver(value))

        def between(now: int, name: str) -> None:
            if now == at:
                mine = f"{self._value('')}@f.example"
                self._write_here(link.crm_id, field, mine)

        self.world.steps.count, self.world.steps.between = 0, between
        self._sync()
        self.world.steps.between = None

    @rule(minutes=st.sampled_from([1, 4, 7, 1500]), signed_in_again=st.booleans())
    def time_passes(self, minutes: int, signed_in_again: bool) -> None:
        self.world.clock.advance(minutes=minutes)
        if signed_in_again:
            self.world.xero.token += "+"

    @precondition(lambda self: self.world.crm.cases())
    @rule(take=st.sampled_from(["crm", "xero"]))
    def decide(self, take: Any) -> None:
        for case in self.world.crm.cases():
            if case.type == "field":
                self.world.decide(case, take)

    def _sync(self) -> None:
        try:
            summary = self.world.sync()
        except (XerodeskError, Crash):
            return
        assert summary.found == summary.synced + summary.excluded + summary.failed + summary.conflicted

    # ------------------------------------------------------------ what must hold

    def teardown(self) -> None:
        if not hasattr(self, "world"):
            return
        self.world.clock.advance(minutes=10)
        self.world.sync(confirmed=True)
        self.world.sync(confirmed=True)
        before = self._both_sides()
        summary = self.world.sync()
        assert self._both_sides() == before
        assert summary.found == summary.synced + summary.excluded + summary.failed + summary.conflicted
        self._one_contact_each()
        self._nothing_lost()
        self._sides_agree()

    def _both_sides(self) -> tuple[Any, Any]:
        here = {key: (one.values, one.archived) for key, one in self.world.crm.locals_.items()}
        there = {key: {**one, "UpdatedDateUTC": ""} for key, one in self.world.xero.records["contact"].items()}
        return here, there

    def _one_contact_each(self) -> None:
        numbers = [one.get("ContactNumber") for one in self.world.xero.records["contact"].values()]
        for _, crm_id in self.world.crm.locals_:
            assert numbers.count(marker_of(crm_id)) <= 1
        made_here = [one["Name"] for one in self.world.xero.active() if one["Name"].lower().startswith("here")]
        assert len(made_here) == len(set(made_here))

    def _nothing_lost(self) -> None:
        said = {value for entry in self.world.crm.entries for one in entry.fields for value in (one.old, one.new) if isinstance(value, str)}
        for (side, record_id, field), values in self.entered.items():
            for value in values:
                known = value in said or value.strip() in said
                assert known or self._stands(side, record_id, field) == value, (side, record_id, field, value)

    def _sides_agree(self) -> None:
        """Every live pair without an open question says the same on both sides, but for what Xero made of it on saving."""
        asked = {(case.crm_id, one.field) for case in self.world.crm.cases() for one in case.fields}
        for link in self.world.crm.links.values():
            local, remote = self.world.crm.locals_["contact", link.crm_id], self.world.there(link.xero_id)
            if link.held or local.archived or remote["ContactStatus"] != "ACTIVE" or (link.crm_id, "status") in asked:
                continue
            for field in (*FIELDS, "last_name", "name"):
                mine = str(local.values.get(field, ""))
                theirs = _plain(self.world.in_xero(link.xero_id, field))
                if (link.crm_id, field) not in asked:
                    stored = {_plain(mine), _plain(self.saver(mine)), _plain(self.saver(mine.strip()))}
                    assert theirs in stored, (link.crm_id, field, mine, theirs)

    def _stands(self, side: str, record_id: str, field: str) -> str:
        return str(self.world.here(record_id, field)) if side == "crm" else self.world.in_xero(record_id, field)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


_CHECKS = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]

TestSpine = Spine.TestCase
TestSpine.settings = settings(max_examples=100, stateful_step_count=25, deadline=None, print_blob=True, suppress_health_check=_CHECKS)


class LongSpine(Spine):
    """The same machine, for a long time: Hypothesis keeps settings by class."""


@pytest.mark.full
class TestSpineLong(LongSpine.TestCase):  # type: ignore[name-defined,misc]  # TestCase is made by Hypothesis at run time
    settings = settings(max_examples=1000, stateful_step_count=50, deadline=None, print_blob=True, suppress_health_check=_CHECKS)
