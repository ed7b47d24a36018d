"""One suite over both ledgers: the company file, and the one in memory that the spine's own tests run on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.memory_ledger import MemoryLedger
from tests.fakes.steps import Clock, Steps
from tests.unit.store.xero_samples import READ, contact, invoice
from xerodesk.domain.errors import Moved, XerodeskError
from xerodesk.domain.log import Entry, EntryField, RunSummary, Trouble
from xerodesk.domain.plan import Candidate, PlanField
from xerodesk.domain.records import Agreed, Pair, RemoteRecord
from xerodesk.mapping.kinds import KINDS
from xerodesk.store.company import CompanyFile
from xerodesk.store.ledger import SqlLedger
from xerodesk.store.writing import Writing
from xerodesk.sync.ports import Arrival, Confirmed, ConflictCase, Ledger, OutRequest, OutRow, Ruling
from xerodesk.sync.remote import remote_record

LATER = READ + timedelta(hours=1)


@dataclass
class Both:
    """A ledger, and what a user does to the CRM behind it."""

    ledger: Ledger
    add: Callable[[str, str], object]
    edit: Callable[[str, str], object]


@pytest.fixture(params=["file", "memory"])
def both(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Both]:
    if request.param == "memory":
        memory = MemoryLedger(Steps(Clock()))
        yield Both(memory, lambda crm_id, name: memory.add(crm_id, name=name), lambda crm_id, name: memory.edit(crm_id, name=name))
        return
    company = CompanyFile.create(tmp_path / "company", sample=True).company
    writing = Writing.of(company.database)

    def edit(crm_id: str, name: str) -> None:
        found = writing.contacts.get(crm_id)
        assert found is not None
        writing.contacts.update(crm_id, found.revision, {"name": name}, by="user")

    def add(crm_id: str, name: str) -> None:
        writing.contacts.create({"name": name, "stage": "customer"}, by="user", record_id=crm_id)

    yield Both(SqlLedger(writing), add, edit)
    company.close()


def remote(number: int, **changes: Any) -> RemoteRecord:
    return remote_record(KINDS["contact"], contact(number, **changes), READ)


def entry(crm_id: str = "", xero_id: str = "", **changes: Any) -> Entry:
    made = Entry("run", READ, "to_crm", "contact", crm_id, xero_id, "Title", "update", "done", (EntryField("name", "a", "b"),))
    return replace(made, **changes)


def arrival(crm_id: str, number: int, revision: int | None, **changes: Any) -> Arrival:
    name = f"From Xero {number}"
    made = Arrival(
        "contact",
        crm_id,
        revision,
        {"name": name},
        remote(number),
        {"name": Agreed(name, f"Customer {number}")},
        entry(crm_id, f"contact-{number}"),
    )
    return replace(made, **changes)


def keys(pairs: Iterator[Pair]) -> list[tuple[str, str]]:
    return sorted((one.local.id if one.local else "", one.remote.id if one.remote else "") for one in pairs)


def all_entries(ledger: Ledger) -> list[Entry]:
    return sorted(ledger.failures(range(1, 100)), key=lambda one: one.id)


def test_a_joined_pair_is_quiet_until_a_side_moves(both: Both) -> None:
    ledger = both.ledger
    both.add("a", "A")
    both.add("b", "B")
    ledger.mirror("contact", [contact(1), contact(2)], READ)
    assert keys(ledger.pairs("contact")) == [("", "contact-1"), ("", "contact-2"), ("a", ""), ("b", "")]
    ledger.join("contact", "a", remote(1), {"name": Agreed("A", "Customer 1")}, 1, entry("a", "contact-1"))
    assert keys(ledger.pairs("contact")) == [("", "contact-2"), ("b", "")]
    assert keys(ledger.pairs("contact", quiet=True)) == [("", "contact-2"), ("a", "contact-1"), ("b", "")]
    assert ledger.quiet_count("contact") == 1
    both.edit("a", "A2")
    assert ("a", "contact-1") in keys(ledger.pairs("contact"))
    ledger.join("contact", "a", remote(1), {}, 2, None)
    assert ledger.quiet_count("contact") == 1
    ledger.mirror("contact", [contact(1, Name="Moved in Xero")], LATER)
    assert ("a", "contact-1") in keys(ledger.pairs("contact"))
    assert ledger.quiet_count("contact") == 0
    link = ledger.link("contact", xero_id="contact-1")
    assert link is not None
    assert link.agreed == {"name": Agreed("A", "Customer 1")}


def test_a_pair_not_in_step_held_or_stirred_is_looked_at_again(both: Both) -> None:
    ledger = both.ledger
    both.add("a", "A")
    ledger.mirror("contact", [contact(1)], READ)
    ledger.join("contact", "a", remote(1), {}, 1, None, in_step=False)
    assert keys(ledger.pairs("contact")) == [("a", "contact-1")]
    ledger.join("contact", "a", remote(1), {}, 1, None)
    assert keys(ledger.pairs("contact")) == []
    ledger.hold("contact", "a", "undone")
    (pair,) = ledger.pairs("contact")
    assert pair.link is not None
    assert pair.link.held == "undone"
    ledger.hold("contact", "a", "")
    assert keys(ledger.pairs("contact")) == []
    ledger.stir("contact")
    assert keys(ledger.pairs("contact")) == [("a", "contact-1")]


def test_named_pairs_come_by_either_sides_id(both: Both) -> None:
    ledger = both.ledger
    for name in "abc":
        both.add(name, name)
    ledger.mirror("contact", [contact(1), contact(2), contact(3)], READ)
    ledger.join("contact", "a", remote(1), {}, 1, None)
    ledger.join("contact", "b", remote(2), {}, 1, None)
    ledger.stir("contact")
    assert keys(ledger.pairs("contact", ["contact-1", "b", "c", "contact-3", "nobody"])) == [
        ("", "contact-3"),
        ("a", "contact-1"),
        ("b", "contact-2"),
        ("c", ""),
    ]
    assert keys(ledger.pairs("contact", [])) == []


def test_arrivals_make_and_change_records_with_link_and_entry(both: Both) -> None:
    ledger = both.ledger
    both.add("a", "A")
    ledger.mirror("contact", [contact(1), contact(2)], READ)
    changes = {"name": "New", "stage": "customer", "people": [{"first_name": "Raj", "gets_invoice": True}]}
    assert ledger.receive([arrival("a", 1, 1), arrival("new", 2, None, changes=changes)]) == []
    changed, made = ledger.local("contact", "a"), ledger.local("contact", "new")
    assert changed is not None
    assert made is not None
    assert (changed.revision, changed.values["name"], made.revision, made.facts["stage"]) == (2, "From Xero 1", 1, "customer")
    people = made.values["people"]
    assert isinstance(people, list)
    assert [(one["first_name"], one["gets_invoice"]) for one in people] == [("Raj", True)]
    assert ledger.quiet_count("contact") == 2
    assert {one.crm_id for one in all_entries(ledger)} == {"a", "new"}


def test_an_arrival_for_a_record_that_moved_writes_nothing(both: Both) -> None:
    ledger = both.ledger
    both.add("a", "A")
    both.add("b", "B")
    both.edit("a", "Edited meanwhile")
    ledger.mirror("contact", [contact(1), contact(2)], READ)
    assert ledger.receive([arrival("a", 1, 1), arrival("b", 2, 1), arrival("nobody", 3, 4)]) == ["a", "nobody"]
    kept = ledger.local("contact", "a")
    assert kept is not None
    assert (kept.values["name"], kept.revision) == ("Edited meanwhile", 2)
    assert ledger.link("contact", crm_id="a") is None
    assert [one.crm_id for one in all_entries(ledger)] == ["b"]


def test_arrivals_archive_and_bring_back(both: Both) -> None:
    ledger = both.ledger
    both.add("a", "A")
    ledger.mirror("contact", [contact(1)], READ)
    ledger.receive([arrival("a", 1, 1, archive=True)])
    found = ledger.local("contact", "a")
    assert found is not None
    assert (found.archived, found.revision) == (True, 2)
    ledger.receive([arrival("a", 1, 2, changes={}, restore=True)])
    found = ledger.local("contact", "a")
    assert found is not None
    assert (found.archived, found.revision) == (False, 3)
    assert ledger.quiet_count("contact") == 1


def test_an_arrival_that_changes_nothing_still_counts_as_one(both: Both) -> None:
    both.add("a", "From Xero 1")
    both.ledger.mirror("contact", [contact(1)], READ)
    assert both.ledger.receive([arrival("a", 1, 1)]) == []
    found = both.ledger.local("contact", "a")
    assert found is not None
    assert found.revision == 2
    assert both.ledger.quiet_count("contact") == 1


def test_neither_side_is_linked_twice(both: Both) -> None:
    ledger = both.ledger
    both.add("a", "A")
    both.add("b", "B")
    ledger.join("contact", "a", remote(1), {}, 1, None)
    for crm_id, number in (("b", 1), ("a", 2)):
        with pytest.raises(Moved):
            ledger.join("contact", crm_id, remote(number), {}, 1, None)
    assert ledger.link("contact", xero_id="contact-2") is None


def test_a_merge_moves_the_link_or_says_that_it_cannot(both: Both) -> None:
    ledger = both.ledger
    both.add("a", "A")
    both.add("b", "B")
    ledger.mirror("contact", [contact(1), contact(2), contact(3)], READ)
    ledger.join("contact", "a", remote(1), {"name": Agreed("A", "A")}, 1, None)
    ledger.join("contact", "b", remote(2), {}, 1, None)
    assert not ledger.relink("contact", "contact-1", "contact-2")
    assert ledger.relink("contact", "contact-1", "contact-3")
    link = ledger.link("contact", crm_id="a")
    assert link is not None
    assert (link.xero_id, link.agreed) == ("contact-3", {"name": Agreed("A", "A")})
    assert ledger.link("contact", xero_id="contact-1") is None
    assert keys(ledger.pairs("contact")) == [("", "contact-1"), ("a", "contact-3")]


def test_unlinked_records_are_not_made_anew(both: Both) -> None:
    ledger = both.ledger
    both.add("a", "A")
    ledger.mirror("contact", [contact(1)], READ)
    ledger.join("contact", "a", remote(1), {}, 1, None)
    ledger.unlink("contact", "a", entry("a"))
    assert ledger.link("contact", crm_id="a") is None
    assert ledger.never_pairs("contact") == {("a", "")}
    ledger.remember_never("contact", [("b", "x"), ("a", "")])
    assert ledger.never_pairs("contact") == {("a", ""), ("b", "x")}
    assert ledger.never_pairs("product") == frozenset()


def test_what_is_gone_from_a_full_list(both: Both) -> None:
    ledger = both.ledger
    items = [{"ItemID": f"item-{n}", "Code": f"C{n}", "UpdatedDateUTC": "/Date(1777593600000)/"} for n in range(3)]
    assert ledger.mirror("product", items, READ) == (3, [])
    assert ledger.mirror_gone("product", frozenset({"item-1"})) == ["item-0", "item-2"]
    assert ledger.mirror_gone("product", frozenset({"item-1"})) == []
    assert ledger.mirror_count("product") == 1
    assert ledger.remote("product", "item-0") is None
    assert keys(ledger.pairs("product")) == [("", "item-1")]


def test_documents_are_counted_and_what_moved_is_told(both: Both) -> None:
    ledger = both.ledger
    assert ledger.mirror("invoice", [invoice(1), invoice(2, 2), invoice(3, 2)], READ) == (3, [])
    count, entries = ledger.mirror("invoice", [invoice(1, Status="PAID"), invoice(2, 2)], LATER)
    assert (count, [one.xero_id for one in entries]) == (1, ["invoice-1"])
    assert ledger.mirror_count("invoice") == 3
    assert ledger.busiest("contact", 1) == ["contact-2"]


def test_cursors_move(both: Both) -> None:
    ledger = both.ledger
    start = ledger.cursor("contact")
    assert (start.since, start.full_at) == (None, None)
    ledger.move_cursor("contact", READ, full=True)
    first = ledger.cursor("contact")
    assert first.since == READ
    assert first.full_at is not None
    ledger.move_cursor("contact", LATER, full=False)
    assert ledger.cursor("contact").since == LATER
    assert ledger.cursor("contact").full_at == first.full_at
    assert ledger.cursor("invoice").since is None


def out_request(number: int = 1, **changes: Any) -> OutRequest:
    field = PlanField("name", "A", "B", "A", "B", "B")
    rows = tuple(
        OutRow(place, "contact", "update", crm_id, f"contact-{place + 1}", crm_id.upper(), 1, "", (field,), {"name": Agreed("B", "B")})
        for place, crm_id in enumerate("ab")
    )
    return replace(OutRequest(f"request-{number}", "run", "POST", "contact", b'{"x": "\xc3\xa9"}', "key", rows), **changes)


def test_a_request_is_kept_byte_for_byte_until_its_fate_is_known(both: Both) -> None:
    ledger = both.ledger
    ledger.store_request(out_request())
    assert ledger.open_requests() == [out_request()]
    ledger.mark_sent("request-1", READ, "token")
    assert ledger.open_requests() == [out_request(state="sent", first_sent_at=READ, token_id="token")]
    ledger.settle("request-1", (), (), dissolved=True)
    assert ledger.open_requests() == []


def test_settling_moves_links_mirror_and_log_together(both: Both) -> None:
    ledger = both.ledger
    both.add("a", "A")
    both.add("b", "B")
    ledger.mirror("contact", [contact(1), contact(2)], READ)
    ledger.join("contact", "b", remote(2), {"email": Agreed("e", "e")}, 1, None)
    ledger.store_request(out_request())
    ledger.mark_sent("request-1", READ, "token")
    echo = remote_record(KINDS["contact"], contact(1, Name="Stored as this"), LATER)
    confirmed = Confirmed("request-1", 0, "contact", "a", echo, {"name": Agreed("A", "Stored as this")}, entry("a", "contact-1"), 1)
    refused = entry("b", "contact-2", result="failed", direction="to_xero", error=Trouble("refused", "Too long.", "Shorten it."))
    ledger.settle("request-1", [confirmed], [refused])
    assert ledger.open_requests() == []
    link, stored = ledger.link("contact", crm_id="a"), ledger.remote("contact", "contact-1")
    assert link is not None
    assert stored is not None
    assert link.agreed == {"name": Agreed("A", "Stored as this")}
    assert stored.raw["Name"] == "Stored as this"
    assert ledger.quiet_count("contact") == 2
    assert [one.error for one in ledger.failures()] == [Trouble("refused", "Too long.", "Shorten it.")]


def test_the_last_failure_of_each_record_is_what_fails(both: Both) -> None:
    ledger = both.ledger
    trouble = Trouble("refused", "No.", "Do this.")
    one, two, three = ledger.begin_run("me", "sync"), ledger.begin_run("me", "sync"), ledger.begin_run("me", "resync")
    failed = entry("a", "x", run=one, result="failed", error=trouble, direction="to_xero")
    ledger.add_entries([failed, replace(failed, crm_id="b", xero_id="y"), replace(failed, crm_id="c", xero_id="")])
    ledger.add_entries([replace(failed, run=two, attempt=2), entry("b", "y", run=two)])
    assert sorted((found.crm_id, found.attempt) for found in ledger.failures()) == [("a", 2), ("c", 1)]
    ledger.add_entries([entry("c", "z", run=three, direction="to_xero")])
    assert [found.crm_id for found in ledger.failures()] == ["a"]
    first = ledger.failures([1])
    assert [(found.id, found.crm_id, found.error, found.at, found.fields) for found in first] == [
        (1, "a", trouble, READ, (EntryField("name", "a", "b"),))
    ]
    ledger.end_run(RunSummary(one, found=3, failed=3, mirrored={"invoice": 2}, notes=("note",)))


def test_a_calm_log_does_not_repeat_itself(both: Both) -> None:
    ledger = both.ledger
    failed = entry("a", "x", result="failed", action="blocked", error=Trouble("blocked", "Too long.", "Shorten it."), direction="to_xero")
    asked = replace(failed, action="conflict", result="conflict")
    assert ledger.add_entries([failed, asked], calm=True) == 2
    assert ledger.add_entries([replace(failed, run="2"), replace(asked, run="2")], calm=True) == 0
    assert ledger.add_entries([replace(failed, run="3")]) == 1
    assert ledger.add_entries([replace(failed, fields=(EntryField("name", "a", "c"),))], calm=True) == 1
    assert ledger.add_entries([failed], calm=True) == 1
    assert ledger.add_entries([replace(failed, crm_id="", xero_id="y"), replace(failed, crm_id="b", xero_id="")], calm=True) == 2
    assert ledger.add_entries([entry("a", "x", direction="to_crm")], calm=True) == 1
    assert ledger.add_entries([failed], calm=True) == 0
    assert ledger.add_entries([entry("a", "x", direction="to_xero")], calm=True) == 1
    assert ledger.add_entries([failed], calm=True) == 1


def test_what_is_written_together_stands(both: Both) -> None:
    both.add("a", "A")
    both.add("b", "B")
    with both.ledger.together():
        both.ledger.join("contact", "a", remote(1), {}, 1, entry("a", "contact-1"))
        with pytest.raises(Moved):
            both.ledger.join("contact", "b", remote(1), {}, 1, None)
        both.ledger.join("contact", "b", remote(2), {}, 1, None)
    links = [both.ledger.link("contact", crm_id=one) for one in ("a", "b")]
    assert [one.xero_id for one in links if one is not None] == ["contact-1", "contact-2"]


def case(crm_id: str, **changes: Any) -> ConflictCase:
    field = PlanField("name", "A", "B", "C", "")
    candidate = Candidate("contact-9", "Nine", 80, ("Same e-mail",))
    return replace(ConflictCase("contact", "field", crm_id, "contact-1", "Title", (field,), (candidate,), "Both changed."), **changes)


def test_cases_open_once_are_decided_and_carried_out(both: Both) -> None:
    ledger = both.ledger
    ledger.set_aside([case("a"), case("b"), case("", type="match", xero_id="contact-7")], "run")
    ledger.set_aside([case("a", title="Newer")], "run")
    found = {one.crm_id: one for one in ledger.cases()}
    assert len(ledger.cases()) == 3
    assert replace(found["a"], id="") == case("a", title="Newer")
    ruling = Ruling(found["a"].id, "contact", "a", "contact-1", "fields", {"name": "C"}, {"name": "xero"}, {"name": ("B", "C")})
    ledger.decide(ruling)
    assert [one.crm_id for one in ledger.cases()] == ["b", ""]
    assert ledger.rulings("contact") == [ruling]
    assert ledger.rulings("product") == []
    ledger.carried_out(ruling)
    assert ledger.rulings("contact") == []
    ledger.close_cases("contact", ["b"], ["contact-7"])
    assert [one for one in ledger.cases() if one.crm_id != "a"] == []


def test_a_decided_case_set_aside_anew_opens_again(both: Both) -> None:
    ledger = both.ledger
    ledger.set_aside([case("a")], "run")
    ledger.decide(Ruling(ledger.cases()[0].id, "contact", "a", "contact-1", "never"))
    ledger.set_aside([case("a", reason="It moved again.")], "run")
    assert ledger.rulings("contact") == []
    assert [one.reason for one in ledger.cases()] == ["It moved again."]


def test_deciding_what_is_not_open_is_refused_by_the_file(both: Both) -> None:
    if isinstance(both.ledger, MemoryLedger):
        pytest.skip("the memory ledger trusts its tests")
    with pytest.raises(XerodeskError, match="no longer to decide"):
        both.ledger.decide(Ruling("nothing", "contact", "a", "x", "never"))


def test_moments_are_kept_to_the_microsecond(both: Both) -> None:
    at = datetime(2026, 6, 3, 4, 5, 6, 123456, tzinfo=UTC)
    both.ledger.mirror("contact", [contact(1)], at)
    found = both.ledger.remote("contact", "contact-1")
    assert found is not None
    assert (found.read_at, found.updated_at) == (at, datetime(2026, 5, 1, tzinfo=UTC))
