"""Planning reads plain values and nothing else: same in, same out, in any order, and nothing it was given changes."""

from __future__ import annotations

import copy
import random
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.sync.world import contact_map
from xerodesk.domain.plan import ACTIONS, PlanRow
from xerodesk.domain.records import Agreed, Link, LocalRecord, Pair, RemoteRecord
from xerodesk.sync.pair_plan import PlanContext
from xerodesk.sync.plan import as_plan, plan_kind
from xerodesk.sync.rules import CONTACT_RULES

NOON = datetime(2026, 6, 3, 12, tzinfo=UTC)
MAP = contact_map()
TEXTS = st.sampled_from(["", "Ann", "ann ", "Bo", "Zoë", "x" * 300])
NAMES = st.sampled_from(["Acme", "ACME Pty Ltd", "Beta", "Gamma & Co", "Ünal"])
EMAILS = st.sampled_from(["", "a@acme.example", "A@ACME.example", "b@beta.example", "no address"])


@st.composite
def pairs(draw: st.DrawFn) -> list[Pair]:
    found = []
    for number in range(draw(st.integers(0, 6))):
        local = LocalRecord(
            "contact",
            f"crm-{number}",
            1,
            NOON + timedelta(minutes=draw(st.integers(-9, 9))),
            draw(NAMES),
            draw(st.booleans()),
            {"name": draw(NAMES), "email": draw(EMAILS), "first_name": draw(TEXTS)},
            {"stage": draw(st.sampled_from(["customer", "lead"]))},
        )
        raw: dict[str, Any] = {
            "ContactID": f"x-{number}",
            "Name": draw(NAMES),
            "EmailAddress": draw(EMAILS),
            "FirstName": draw(TEXTS),
            "ContactStatus": draw(st.sampled_from(["ACTIVE", "ARCHIVED"])),
            "IsSupplier": draw(st.booleans()),
        }
        remote = RemoteRecord("contact", f"x-{number}", raw, NOON, NOON)
        agreed = {"first_name": Agreed(draw(TEXTS), draw(TEXTS)), "email": Agreed(draw(EMAILS), draw(EMAILS))}
        shape = draw(st.sampled_from(["linked", "here", "there", "both"]))
        if shape == "linked":
            found.append(Pair(local, remote, Link("contact", local.id, remote.id, agreed)))
        else:
            found += [Pair(local=local)] * (shape != "there") + [Pair(remote=remote)] * (shape != "here")
    return found


def rows_of(given_pairs: list[Pair]) -> list[PlanRow]:
    plans = plan_kind(given_pairs, MAP, CONTACT_RULES, PlanContext())
    return sorted((row for plan in plans for row in plan.rows), key=lambda row: (row.crm_id, row.xero_id, row.action, row.direction))


@given(pairs(), st.randoms(use_true_random=False))
@settings(deadline=None)
def test_same_in_same_out_in_any_order(given_pairs: list[Pair], chance: random.Random) -> None:
    before = copy.deepcopy(given_pairs)
    first = rows_of(given_pairs)
    assert given_pairs == before
    shuffled = list(given_pairs)
    chance.shuffle(shuffled)
    assert rows_of(shuffled) == first


@given(pairs())
@settings(deadline=None)
def test_every_record_is_counted_once_and_every_row_has_its_reason(given_pairs: list[Pair]) -> None:
    plans = plan_kind(given_pairs, MAP, CONTACT_RULES, PlanContext())
    plan = as_plan(plans, quiet=3, everything=True)
    assert plan.summary["found"] == sum(plan.summary[action] for action in ACTIONS) == len(plans) + 3
    assert all(row.reason for row in plan.rows)
    keys = [plan.key for plan in plans]
    assert len(keys) == len(set(keys))
    assert all(row.advice for row in plan.rows if row.action == "blocked")


@given(pairs())
@settings(deadline=None)
def test_no_xero_record_is_linked_or_created_twice(given_pairs: list[Pair]) -> None:
    used: dict[str, set[str]] = {}
    for row in rows_of(given_pairs):
        if row.xero_id and row.action in ("link", "create", "update"):
            used.setdefault(row.xero_id, set()).add(row.crm_id)
    assert all(len(crm_ids) == 1 for crm_ids in used.values())
