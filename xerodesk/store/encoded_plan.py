"""The words of a plan and agreed values as JSON columns, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict

from xerodesk.domain.plan import Candidate, PlanField
from xerodesk.domain.records import Agreed
from xerodesk.store.columns import json_text, json_value


def agreed_text(agreed: Mapping[str, Agreed]) -> str:
    """Agreed values as {field: [crm, xero]}."""
    return json_text({name: [one.crm, one.xero] for name, one in agreed.items()})


def agreed_of(text: str) -> dict[str, Agreed]:
    """Agreed values by field."""
    return {name: Agreed(crm, xero) for name, (crm, xero) in (json_value(text) or {}).items()}


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
