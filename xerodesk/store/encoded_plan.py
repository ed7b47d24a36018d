"""The words of a plan as JSON columns, and back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from xerodesk.domain.plan import Candidate, PlanField
from xerodesk.store.columns import json_text, json_value


def plan_fields_text(plan_fields: Iterable[PlanField]) -> str:
    """Plan fields as a list of objects."""
    return json_text([asdict(one) for one in plan_fields])


def plan_fields_of(text: str) -> tuple[PlanField, ...]:
    """Plan fields in order."""
    return tuple(PlanField(**one) for one in json_value(text) or [])


def candidates_text(candidates: Iterable[Candidate]) -> str:
    """Candidates as a list of objects."""
    return json_text([asdict(one) for one in candidates])


def candidates_of(text: str) -> tuple[Candidate, ...]:
    """Candidates in order."""
    return tuple(Candidate(one["xero_id"], one["title"], one["score"], tuple(one["reasons"])) for one in json_value(text) or [])
