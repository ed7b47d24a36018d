"""What the Xero sync pages read: causes, places of lines, open questions, possible twins."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from tests.unit.store.xero_samples import READ, contact
from xerodesk.domain.log import Entry, RunSummary, Trouble
from xerodesk.store.company import CompanyFile
from xerodesk.store.queries import conflicts, log
from xerodesk.store.queries.causes import causes, lines_of
from xerodesk.store.queries.log import LogFilter
from xerodesk.store.queries.twins import face_here, faces_in_xero
from xerodesk.store.writing import Writing
from xerodesk.sync.ports import ConflictCase, Ruling

AT = datetime(2026, 6, 3, 4, 2, tzinfo=UTC)


def entry(title: str, message: str = "", **more: Any) -> Entry:
    given: dict[str, Any] = {"result": "failed" if message else "done", "run": "r", "kind": "contact", "direction": "to_xero", "attempt": 1}
    error = Trouble("blocked", message, "Shorten it.") if message else None
    return Entry(at=AT, crm_id=title, xero_id="", title=title, action="update", error=error, **{**given, **more})


def test_causes_that_differ_in_numbers_alone_are_one(writing: Writing, company: CompanyFile) -> None:
    writing.entries.add(
        [
            entry("a", "Code has 60 letters; at most 50."),
            entry("b", "Code has 1,061 letters; at most 50.", attempt=3),
            entry("c", "The name is 100%_used."),
            entry("d", "Code has 70 letters; at most 50.", kind="product"),
            entry("e", "Code has 80 letters; at most 50."),
        ]
    )
    writing.entries.add([entry("e", run="later")])
    found = causes(company.reading)
    assert [(one.kind, one.message, one.count, one.tries) for one in found] == [
        ("contact", "Code has … letters; at most 50.", 2, 3),
        ("product", "Code has 70 letters; at most 50.", 1, 1),
        ("contact", "The name is 100%_used.", 1, 1),
    ]
    assert lines_of(company.reading, found[0]) == [1, 2]
    assert lines_of(company.reading, found[2]) == [3]


def test_a_sign_in_a_message_stands_for_itself(writing: Writing, company: CompanyFile) -> None:
    writing.entries.add([entry("a", "100% used_up"), entry("b", "100x used up")])
    assert log.count(company.reading, LogFilter("failed", cause="100% used_up")) == 1


def test_the_place_of_a_line(writing: Writing, company: CompanyFile) -> None:
    writing.entries.add([entry("a"), entry("b", "Wrong."), entry("c"), entry("d")])
    assert log.place(company.reading, LogFilter(), 1) == 3
    assert log.place(company.reading, LogFilter("done"), 3) == 1
    assert log.place(company.reading, LogFilter("done"), 2) is None


def test_only_unanswered_questions_wait(writing: Writing, company: CompanyFile) -> None:
    case = ConflictCase("contact", "match", "a", "", "A")
    writing.entries.add([entry("a", run="r1", result="conflict")])
    writing.conflicts.set_aside([case], "r1")
    writing.entries.add([entry("a", run="r2", result="conflict"), entry("b", run="r2", result="conflict")])
    writing.conflicts.set_aside([case], "r2")
    assert [row.entry.id for row in log.window(company.reading, LogFilter("waiting"), 0, 10)] == [2]
    asked = conflicts.window(company.reading)[0]
    writing.conflicts.decide(Ruling(asked.id, "contact", "a", "", "create"))
    assert log.count(company.reading, LogFilter("waiting")) == 0
    assert conflicts.decided(company.reading) == 1


def test_the_newest_whole_sync(writing: Writing, company: CompanyFile) -> None:
    assert log.run(company.reading) is None
    first = writing.runs.begin("t", "sync")
    writing.runs.end(RunSummary(first, found=3))
    other = writing.runs.begin("t", "test")
    writing.runs.end(RunSummary(other, found=1))
    writing.runs.begin("t", "sync")
    newest, named = log.run(company.reading), log.run(company.reading, other)
    assert newest is not None
    assert newest.id == first
    assert named is not None
    assert named.mode == "test"
    assert log.run_count(company.reading) == 3


def test_possible_twins_side_by_side(writing: Writing, company: CompanyFile) -> None:
    ours = writing.contacts.create({"name": "Oxley", "email": "a@oxley.example", "mobile": "0491", "delivery_city": "Perth"}, by="t")
    phones = [{"PhoneType": "FAX"}, {"PhoneType": "DEFAULT", "PhoneCountryCode": "61", "PhoneNumber": "5550"}]
    there = contact(1, Name="Oxley & Co", Phones=phones, Addresses=[{"AddressType": "POBOX"}, {"City": "Perth"}], ContactStatus="ARCHIVED")
    writing.mirror.store("contact", [there, contact(2, Phones="?")], READ)
    writing.links.put("contact", ours, "contact-2", {}, revision=1, stamp="s", in_step=True)
    here = face_here(company.reading, "contact", ours)
    assert here is not None
    assert (here.title, here.email, here.phone, here.town) == ("Oxley", "a@oxley.example", "0491", "Perth")
    found = faces_in_xero(company.reading, "contact", ["contact-1", "contact-2", "gone"])
    assert set(found) == {"contact-1", "contact-2"}
    first = found["contact-1"]
    assert (first.title, first.phone, first.town, first.archived, first.linked) == ("Oxley & Co", "61 5550", "Perth", True, "")
    assert found["contact-2"].linked == "Oxley"
    assert face_here(company.reading, "contact", "gone") is None
    assert faces_in_xero(company.reading, "contact", []) == {}


def test_a_product_beside_its_item(writing: Writing, company: CompanyFile) -> None:
    ours = writing.products.create({"code": "C1", "name": "Stool"}, by="t")
    writing.mirror.store("product", [{"ItemID": "i-1", "Code": "C1", "Name": "Bar stool"}], READ)
    here = face_here(company.reading, "product", ours)
    assert here is not None
    assert (here.title, here.code) == ("Stool", "C1")
    assert faces_in_xero(company.reading, "product", ["i-1"])["i-1"].title == "Bar stool"
