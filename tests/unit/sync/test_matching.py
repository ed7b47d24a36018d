"""Old records on both sides are matched before anything is created."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.sync.world import World
from xerodesk.services import resolve
from xerodesk.sync.likeness import name_key, phone_key


@pytest.fixture
def world() -> World:
    return World()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Café Zoë Pty. Ltd.", "cafe zoe"),
        ("Smith & Sons", "SMITH AND SONS LIMITED"),
        ("O'Brien, Inc", "OBrien"),
        ("Müller GmbH", "Muller"),
    ],
)
def test_names_are_compared_without_accents_punctuation_and_suffixes(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@given(st.text(max_size=30))
def test_a_name_key_is_its_own_key(text: str) -> None:
    assert name_key(name_key(text)) == name_key(text)


def test_phones_are_compared_without_prefixes() -> None:
    assert phone_key("+61 2 9999 1111") == phone_key("(02) 9999-1111")
    assert phone_key("12") == ""


def test_name_and_email_equal_links(world: World) -> None:
    world.crm.add("crm-1", name="Acme Pty Ltd", email="Info@Acme.example")
    xero_id = world.xero.add(Name="ACME", EmailAddress="info@acme.example")
    world.sync()
    link = world.crm.link("contact", crm_id="crm-1")
    assert link is not None
    assert link.xero_id == xero_id


@pytest.mark.parametrize(
    "there", [{"Name": "Acme", "EmailAddress": "other@x.example"}, {"Name": "Another", "EmailAddress": "a@acme.example"}]
)
def test_only_one_equal_is_a_question_and_creates_nothing(world: World, there: dict[str, str]) -> None:
    world.crm.add("crm-1", name="Acme", email="a@acme.example")
    xero_id = world.xero.add(**there)
    for _ in range(2):
        summary = world.sync()
        assert (summary.found, summary.conflicted) == (1, 1)
    assert len(world.xero.active()) == 1
    assert len(world.crm.locals_) == 1
    [case] = resolve.conflicts(world.crm)
    assert (case.type, [one.xero_id for one in case.candidates]) == ("match", [xero_id])
    assert case.candidates[0].reasons


def test_two_equal_candidates_are_never_chosen_between(world: World) -> None:
    world.crm.add("crm-1", name="Acme", email="a@acme.example")
    world.crm.add("crm-2", name="Acme Ltd", email="a@acme.example")
    world.xero.add(Name="ACME", EmailAddress="a@acme.example")
    assert world.sync().conflicted == 2
    assert not world.crm.links


def test_link_create_and_leave_out(world: World) -> None:
    for number in (1, 2, 3):
        world.crm.add(f"crm-{number}", name=f"Mine {number}", email=f"{number}@x.example")
        world.xero.add(Name=f"Theirs {number}", EmailAddress=f"{number}@x.example")
    world.sync()
    one, two, three = resolve.conflicts(world.crm)
    resolve.link_with(world.crm, one.id, one.candidates[0].xero_id)
    resolve.create_new(world.crm, two.id)
    resolve.leave_out(world.crm, three.id)
    assert not resolve.conflicts(world.crm)
    summary = world.sync()
    assert world.crm.link("contact", crm_id="crm-1") is not None
    assert "Mine 2" in [contact["Name"] for contact in world.xero.active()]
    assert "Mine 3" not in [contact["Name"] for contact in world.xero.active()]
    assert (summary.excluded, summary.conflicted) == (1, 1), "the linked pair has two names, which is asked next"
    resolve.take_side_everywhere(world.crm, "crm", "name")
    assert world.sync().conflicted == 0
    assert world.quiet()


def test_the_best_candidates_are_linked_in_one_go(world: World) -> None:
    for number in range(4):
        world.crm.add(f"crm-{number}", name=f"Same {number}", email="" if number else "other@x.example")
        world.xero.add(Name=f"SAME {number}", EmailAddress=f"{number}@x.example")
    world.sync()
    linked = resolve.link_best(world.crm, 75)
    assert linked == 3, "different e-mails lower the score"
    world.sync()
    assert len(world.crm.links) == 3


def test_a_name_taken_at_xero_is_a_question_not_an_error(world: World) -> None:
    world.crm.add("crm-1", name="Acme")
    world.sync()
    link = world.crm.link("contact", crm_id="crm-1")
    assert link is not None
    world.crm.add("crm-2", name="Gizmo")

    def between(step: int, name: str) -> None:
        if name == "store_request":
            world.steps.between = None
            world.xero.add(Name="GIZMO", EmailAddress="g@gizmo.example")

    world.steps.between = between
    summary = world.sync()
    assert summary.conflicted == 1
    [case] = resolve.conflicts(world.crm)
    assert case.candidates[0].title == "GIZMO"
    written = len([name for name in world.xero.log if name.startswith("PUT")])
    assert world.sync().conflicted == 1
    assert len([name for name in world.xero.log if name.startswith("PUT")]) == written, "not tried again by itself"


def test_a_name_taken_by_a_linked_contact_says_what_to_do(world: World) -> None:
    world.linked("Acme")
    world.crm.add("crm-2", name="ACME", email="second@x.example")
    assert world.sync().failed == 1
    error = world.crm.entries[-1].error
    assert error is not None
    assert "already assigned" in error.message
    assert "merge" in error.advice


def test_of_two_customers_with_one_name_only_the_older_goes(world: World) -> None:
    world.crm.add("crm-1", name="Acme", email="1@x.example")
    world.crm.add("crm-2", name="acme", email="2@x.example")
    summary = world.sync()
    assert (summary.synced, summary.failed) == (1, 1)


def test_suppliers_leads_and_archived_records_are_left_out_with_the_reason(world: World) -> None:
    world.crm.add("crm-1", name="Lead", stage="lead")
    world.crm.add("crm-2", name="Quoted lead", stage="lead", facts={"quoted": True})
    world.xero.add(Name="Supplier", IsSupplier=True)
    world.xero.add(Name="Both", IsSupplier=True, IsCustomer=True)
    world.xero.add(Name="Gone", ContactStatus="ARCHIVED")
    plan = world.plan(everything=True)
    reasons = {row.title: row.reason for row in plan.rows if row.action == "excluded"}
    assert set(reasons) == {"Lead", "Supplier", "Gone"}
    assert all(reasons.values())
    assert plan.summary["found"] == 5


def test_a_customer_that_is_a_supplier_there_is_linked_not_created(world: World) -> None:
    world.crm.add("crm-1", name="Acme", email="a@acme.example")
    world.xero.add(Name="Acme", EmailAddress="a@acme.example", IsSupplier=True)
    world.sync()
    assert len(world.crm.links) == 1


def test_ten_thousand_on_each_side_take_seconds_not_minutes() -> None:
    world = World()
    for number in range(10_000):
        world.crm.add(f"crm-{number:05}", name=f"Customer {number}", email=f"{number}@x.example")
        world.xero.records["contact"][f"id-{number:05}"] = {
            "ContactID": f"id-{number:05}", "Name": f"Customer {number} Ltd", "EmailAddress": f"{number}@x.example",
            "ContactStatus": "ACTIVE", "UpdatedDateUTC": "/Date(1500000000000+0000)/",
        }  # fmt: skip
        world.xero.changed[f"id-{number:05}"] = world.clock.now
    began = time.perf_counter()
    plan = world.plan()
    assert plan.summary["conflict"] + plan.summary["link"] == 10_000
    assert time.perf_counter() - began < 60, "quadratic"
