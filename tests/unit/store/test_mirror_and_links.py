"""Two-way records as Xero has them, and the links to ours."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.unit.store.xero_samples import READ, contact
from xerodesk.domain.connection import Connection
from xerodesk.domain.errors import Moved
from xerodesk.domain.records import Agreed
from xerodesk.mapping.kinds import KINDS
from xerodesk.store.company import CompanyFile
from xerodesk.store.mirror import stamp_of
from xerodesk.store.writing import Writing
from xerodesk.sync.remote import remote_record

LATER = READ + timedelta(hours=1)


def test_a_record_comes_back_untouched(writing: Writing) -> None:
    raw = contact(1, Discount=Decimal("2.5"), Unknown={"kept": [1, None]}, Name="\u202eעסק 🦘")
    assert writing.mirror.store("contact", [raw], READ) == (1, [])
    found = writing.mirror.remotes("contact", ["contact-1"])["contact-1"]
    assert found.raw == raw
    assert found.read_at == READ


def test_only_what_can_be_mapped_counts_as_a_change(writing: Writing) -> None:
    writing.mirror.store("contact", [contact(1)], READ)
    balances = {"AccountsReceivable": {"Outstanding": 5}}
    same = contact(1, Balances=balances, UpdatedDateUTC="/Date(1)/", HasAttachments=True, Website="", Phone=None)
    assert writing.mirror.store("contact", [same], LATER)[0] == 0
    assert stamp_of(same) == stamp_of(contact(1))
    assert writing.mirror.store("contact", [contact(1, Name="Other")], LATER)[0] == 1
    assert writing.mirror.store("contact", [contact(1, Name="Other", IsSupplier=True)], LATER)[0] == 1


def test_an_echo_without_flags_keeps_them(writing: Writing, company: CompanyFile) -> None:
    writing.mirror.store("contact", [contact(1)], READ)
    echo = contact(1)
    del echo["IsCustomer"]
    writing.mirror.store("contact", [echo], LATER)
    assert company.database.value("SELECT is_customer FROM mirror") == 1


EARLY, LATE_ON = "/Date(1500000000000+0000)/", "/Date(1500000001000+0000)/"


@pytest.mark.parametrize("read_at", [READ - timedelta(days=3), READ, READ + timedelta(days=3)])
def test_a_copy_that_xero_says_is_older_is_passed_over_whatever_our_clock_says(writing: Writing, read_at: datetime) -> None:
    writing.mirror.store("contact", [contact(1, Name="Echo of our write", UpdatedDateUTC=LATE_ON)], READ)
    assert writing.mirror.store("contact", [contact(1, UpdatedDateUTC=EARLY)], read_at)[0] == 0
    assert writing.mirror.remotes("contact", ["contact-1"])["contact-1"].raw["Name"] == "Echo of our write"


def test_a_change_of_xero_is_stored_although_our_clock_was_set_back(writing: Writing) -> None:
    writing.mirror.store("contact", [contact(1, UpdatedDateUTC=EARLY)], READ)
    assert writing.mirror.store("contact", [contact(1, Name="New", UpdatedDateUTC=LATE_ON)], READ - timedelta(days=3))[0] == 1
    assert writing.mirror.remotes("contact", ["contact-1"])["contact-1"].raw["Name"] == "New"


@pytest.mark.parametrize(("earlier", "stored"), [(timedelta(seconds=30), 0), (timedelta(hours=1), 1)])
def test_where_xeros_time_does_not_tell_a_late_answer_is_passed_over_but_not_a_moved_clock(
    writing: Writing, earlier: timedelta, stored: int
) -> None:
    writing.mirror.store("contact", [contact(1, Name="New", UpdatedDateUTC=LATE_ON)], READ)
    assert writing.mirror.store("contact", [contact(1, UpdatedDateUTC=LATE_ON)], READ - earlier)[0] == stored


def test_a_copy_held_for_a_while_does_not_replace_what_was_read_since(writing: Writing) -> None:
    held = remote_record(KINDS["contact"], contact(1, Name="Held", UpdatedDateUTC=LATE_ON), READ - timedelta(days=2))
    writing.mirror.store("contact", [contact(1, Name="Read since", UpdatedDateUTC=LATE_ON)], READ)
    writing.mirror.keep(held)
    assert writing.mirror.remotes("contact", ["contact-1"])["contact-1"].raw["Name"] == "Read since"


def test_a_number_read_back_from_the_file_has_the_stamp_it_came_with(writing: Writing) -> None:
    fresh = contact(1, CreditLimit=Decimal("10.00"))
    writing.mirror.store("contact", [fresh], READ)
    kept = writing.mirror.remotes("contact", ["contact-1"])["contact-1"]
    assert stamp_of(kept.raw) == stamp_of(fresh)
    assert writing.mirror.stamps("contact", [kept]) == {"contact-1": stamp_of(fresh)}


def test_gone_and_back(writing: Writing) -> None:
    items = [{"ItemID": f"item-{n}", "Code": f"C{n}"} for n in range(3)]
    writing.mirror.store("product", items, READ)
    product = writing.products.create({"code": "C0"}, by="t")
    writing.links.put("product", product, "item-0", {}, revision=1, stamp=stamp_of(items[0]), in_step=True)
    assert writing.mirror.mark_gone("product", frozenset({"item-2"})) == ["item-0", "item-1"]
    assert writing.mirror.mark_gone("product", frozenset({"item-2"})) == ["item-0"]  # still linked: still to be dealt with
    assert writing.mirror.count("product") == 1
    assert writing.mirror.remotes("product", ["item-0"]) == {}
    assert writing.mirror.store("product", items[:1], LATER)[0] == 1
    assert set(writing.mirror.remotes("product", ["item-0"])) == {"item-0"}


def test_links_are_one_to_one(writing: Writing) -> None:
    put: dict[str, Any] = {"revision": 1, "stamp": "s", "in_step": True}
    writing.links.put("contact", "a", "x", {"name": Agreed("A", "X")}, **put)
    for crm_id, xero_id in (("a", "y"), ("b", "x")):
        with pytest.raises(Moved):
            writing.links.put("contact", crm_id, xero_id, {}, **put)
    writing.links.put("product", "a", "x", {}, **put)
    writing.links.put("contact", "a", "x", {"email": Agreed("e", "E"), "people": Agreed([{"a": True}], [])}, **put)
    link = writing.links.find("contact", xero_id="x")
    assert link is not None
    assert link.agreed == {"name": Agreed("A", "X"), "email": Agreed("e", "E"), "people": Agreed([{"a": True}], [])}
    assert writing.links.find("contact", crm_id="b") is None


def test_a_merge_moves_the_link_unless_the_survivor_has_one(writing: Writing) -> None:
    put: dict[str, Any] = {"revision": 1, "stamp": "s", "in_step": True}
    writing.links.put("contact", "a", "x", {}, **put)
    writing.links.put("contact", "b", "y", {}, **put)
    assert not writing.links.move("contact", "x", "y")
    assert not writing.links.move("contact", "nobody", "z")
    assert writing.links.move("contact", "x", "z")
    link = writing.links.find("contact", crm_id="a")
    assert link is not None
    assert (link.xero_id, link.crm_revision, link.xero_stamp) == ("z", 0, "")


def test_the_connection_and_its_token(writing: Writing, company: CompanyFile, tmp_path: Path) -> None:
    assert writing.connection.load() is None
    assert writing.token.load() == ""
    connection = Connection(
        "https://api.xero.com", "id", "tenant", "c", "Org", "file", frozenset({"b", "a"}), READ, can=frozenset({"x"}), base_currency="NZD"
    )
    writing.token.save("secret-1")
    assert writing.connection.load() is None
    writing.connection.save(connection)
    assert writing.connection.load() == connection
    assert writing.token.load() == "secret-1"
    writing.token.save("secret-2")
    assert writing.connection.load() == connection
    writing.token.clear()
    assert (writing.token.load(), writing.connection.load()) == ("", connection)
    writing.connection.clear()
    assert writing.connection.load() is None


def test_settings_maps_lists_and_visits(writing: Writing) -> None:
    assert writing.settings.get("theme") is None
    writing.settings.put("theme", {"dark": True})
    writing.settings.put("theme", ["dark"])
    assert writing.settings.all() == {"theme": ["dark"]}
    assert writing.maps.current("contact") is None
    assert [writing.maps.save("contact", {"v": n}, by="Meg") for n in (1, 1, 2)] == [1, 1, 2]
    assert (writing.maps.current("contact"), writing.maps.version("contact", 1)) == ({"v": 2}, {"v": 1})
    assert [one[0] for one in writing.maps.versions("contact")] == [2, 1]
    writing.references.replace("account", {"200": {"Code": "200"}, "090": {"Code": "090"}}, READ)
    writing.references.replace("account", {"310": {"Code": "310"}, "200": {"Code": "200"}}, READ)
    assert [one["Code"] for one in writing.references.all("account")] == ["310", "200"]
    assert (writing.references.get("account", "090"), writing.references.read_at("account")) == (None, READ)
    assert writing.visits.last() is None
    writing.visits.note(READ)
    writing.visits.note(LATER)
    assert writing.visits.last() == LATER


def test_duplicates_are_asked_about_once(writing: Writing) -> None:
    writing.duplicates.add("contact", "b", "a", score=60, reason="Same name.")
    writing.duplicates.add("contact", "a", "b", score=90, reason="Again.")
    (pair,) = writing.duplicates.open()
    assert (pair.first_id, pair.second_id, pair.score) == ("a", "b", 60)
    writing.duplicates.settle(pair.id, merged=False)
    writing.duplicates.add("contact", "a", "b", score=90, reason="Again.")
    assert writing.duplicates.open() == []
