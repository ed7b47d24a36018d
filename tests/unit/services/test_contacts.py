"""Customers saved, archived and let into the sync; faults at their field; where a record stands with Xero."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.store import xero_samples as xero
from xerodesk.domain.changes import Changes
from xerodesk.domain.errors import Moved, NotThere, Refused
from xerodesk.domain.records import Agreed, RemoteRecord
from xerodesk.mapping.compile import ReadyMap
from xerodesk.mapping.compiled import Surroundings
from xerodesk.services.contacts import ContactDesk
from xerodesk.services.field_map import ready_map
from xerodesk.store.company import CompanyFile
from xerodesk.store.ledger import SqlLedger
from xerodesk.store.mirror import stamp_of
from xerodesk.store.writing import Writing


class Bench:
    """A desk over an empty company file."""

    def __init__(self, folder: Path) -> None:
        self.file = CompanyFile.create(folder, sample=True).company
        self.store = Writing.of(self.file.database)
        self.ledger = SqlLedger(self.store)
        self.desk = ContactDesk(self.store.contacts, self.ledger, self._map)

    def _map(self) -> ReadyMap:
        return ready_map(self.store.maps, "contact", Surroundings(currencies=frozenset({"AUD", "NZD"})))

    def join(self, crm_id: str, number: int) -> RemoteRecord:
        """Link a contact with one of Xero, in step."""
        raw = xero.contact(number)
        remote = RemoteRecord("contact", raw["ContactID"], raw, xero.READ, xero.READ)
        record = self.store.contacts.get(crm_id)
        assert record is not None
        self.ledger.join("contact", crm_id, remote, {"name": Agreed("A", "A")}, record.revision, None)
        return remote


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = Bench(tmp_path / "company")
    yield made
    made.file.close()


def test_a_new_customer_is_kept_tidied(bench: Bench) -> None:
    people = [{"first_name": " Raj ", "last_name": "", "email": "", "phone": "", "role": ""}, {"first_name": "", "email": ""}]
    contact_id, changes = bench.desk.save(None, None, {"name": "  Te Awa  ", "currency": "nzd", "stage": "customer", "people": people})
    record = bench.store.contacts.get(contact_id)
    assert record is not None
    assert changes == Changes.of("contact", contact_id)
    assert (record.values["name"], record.values["currency"]) == ("Te Awa", "NZD")
    assert [person["first_name"] for person in record.values["people"]] == ["Raj"]  # type: ignore[index, union-attr]  # a list of people


def test_only_what_changed_is_written_and_only_if_nobody_else_did(bench: Bench) -> None:
    contact_id, _ = bench.desk.save(None, None, {"name": "Te Awa", "phone": "1"})
    bench.desk.save(contact_id, 1, {"phone": "2"})
    with pytest.raises(Moved):
        bench.desk.save(contact_id, 1, {"phone": "3"})
    record = bench.store.contacts.get(contact_id)
    assert record is not None
    assert (record.values["phone"], record.values["name"], record.revision) == ("2", "Te Awa", 2)
    with pytest.raises(NotThere):
        bench.desk.save("nobody", 1, {"phone": "3"})


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": "  "}, "name"),
        ({"name": "A", "stage": "friend"}, "stage"),
        ({"name": "A", "currency": "dollars"}, "currency"),
        ({"name": "A", "email": "no address"}, "email"),
        ({"name": "A", "people": [{"first_name": "Raj", "email": "raj at home"}]}, "people"),
        ({"name": "A", "phone": "5" * 5000}, "phone"),
    ],
)
def test_what_cannot_be_kept_is_refused_at_its_field(bench: Bench, changes: dict[str, object], field: str) -> None:
    with pytest.raises(Refused) as caught:
        bench.desk.save(None, None, changes)  # type: ignore[arg-type]  # plain test data
    assert list(caught.value.fields) == [field]
    assert caught.value.advice
    assert [fault.field for fault in bench.desk.check(changes) if fault.blocking] == [field]  # type: ignore[arg-type]  # as above


def test_an_old_fault_elsewhere_stops_nobody(bench: Bench) -> None:
    contact_id = bench.store.contacts.create({"name": "Te Awa", "email": "not an address"}, by="import")
    bench.desk.save(contact_id, 1, {"phone": "2"})
    with pytest.raises(Refused):
        bench.desk.save(contact_id, 2, {"email": "still none"})


def test_what_xero_would_refuse_is_told_but_kept(bench: Bench) -> None:
    values = {"name": "Te Awa", "email": "rané@example.com", "currency": "GBP", "billing_postcode": "5" * 60, "payment_terms": "when rich"}
    found = {fault.field: fault for fault in bench.desk.check(values)}
    assert set(found) == {"email", "currency", "billing_postcode", "payment_terms"}
    assert not any(fault.blocking for fault in found.values())
    assert all(fault.message and fault.advice for fault in found.values())
    bench.desk.save(None, None, values)
    assert bench.desk.check({"name": "Te Awa"}) == []


def test_archived_and_brought_back(bench: Bench) -> None:
    contact_id, _ = bench.desk.save(None, None, {"name": "Te Awa"})
    assert bench.desk.archive(contact_id, 1).ids == {("contact", contact_id)}
    with pytest.raises(Moved):
        bench.desk.restore(contact_id, 1)
    bench.desk.restore(contact_id, 2)
    record = bench.store.contacts.get(contact_id)
    assert record is not None
    assert not record.archived


def test_where_a_record_stands(bench: Bench) -> None:
    lead, _ = bench.desk.save(None, None, {"name": "Lead", "stage": "lead"})
    assert bench.desk.standing(lead).state == "left_out"
    assert "Not a customer yet" in bench.desk.standing(lead).why
    bench.desk.choose(lead, True)
    assert bench.desk.standing(lead).state == "not_yet"
    remote = bench.join(lead, 1)
    assert bench.desk.standing(lead).state == "in_step"
    bench.desk.save(lead, 1, {"phone": "2"})
    assert bench.desk.standing(lead).state == "changed_here"
    with pytest.raises(NotThere):
        bench.desk.standing("nobody")
    other, _ = bench.desk.save(None, None, {"name": "Other", "stage": "customer"})
    bench.join(other, 2)
    moved = xero.contact(2, Name="Renamed")
    assert stamp_of(moved) != stamp_of(remote.raw)
    bench.ledger.mirror("contact", [moved], xero.READ)
    assert bench.desk.standing(other).state == "changed_there"
    bench.ledger.hold("contact", other, "undone")
    assert bench.desk.standing(other).state == "held"
    assert "undone" in bench.desk.standing(other).why
