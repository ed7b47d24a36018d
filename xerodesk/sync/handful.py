"""A handful of records for the test sync: the ones most likely to show what is not right yet, each with why it was chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from xerodesk.domain.plan import PlanRow
from xerodesk.sync.pair_plan import PairPlan


@dataclass(frozen=True, slots=True)
class Pick:
    """A record proposed for the test sync, and why."""

    kind: str
    crm_id: str
    xero_id: str
    title: str
    why: str


def propose(plans: Sequence[PairPlan], busiest: Sequence[str], count: int) -> list[Pick]:
    """Up to `count` records, one for each reason first, then further ones that have something to do. `busiest`: Xero ids, most first."""
    usable = [plan for plan in plans if plan.rows[0].action not in ("excluded", "blocked") and plan.rows[0].conflict_type != "match"]
    currency = _usual_currency(usable)
    tests: list[tuple[str, Callable[[PairPlan], bool]]] = [
        ("It is in Xero already.", lambda one: bool(one.rows[0].xero_id and one.rows[0].crm_id)),
        ("Something is missing: no e-mail.", lambda one: _says(one, "email") == ""),
        ("An accent in the name.", lambda one: not one.rows[0].title.isascii()),
        ("Another currency.", lambda one: _says(one, "currency") not in ("", currency)),
    ]
    chosen: dict[str, Pick] = {}
    for why, fits in tests:
        _take(chosen, (plan.rows[0] for plan in usable if fits(plan)), why, 1, count)
    by_xero = {plan.rows[0].xero_id: plan.rows[0] for plan in usable if plan.rows[0].xero_id}
    _take(chosen, (by_xero[one] for one in busiest if one in by_xero), "It has the most invoices.", 1, count)
    _take(chosen, (plan.rows[0] for plan in usable if plan.rows[0].action != "nothing"), "It has something to sync.", count, count)
    return list(chosen.values())


def _take(chosen: dict[str, Pick], rows: Iterator[PlanRow], why: str, most: int, count: int) -> None:
    """Add up to `most` rows not chosen yet."""
    for row in rows:
        if most == 0 or len(chosen) >= count:
            return
        key = row.crm_id or row.xero_id
        if key not in chosen:
            chosen[key] = Pick(row.kind, row.crm_id, row.xero_id, row.title, why)
            most -= 1


def _says(plan: PairPlan, name: str) -> str:
    """A CRM field's value, or what would arrive for it."""
    if plan.pair.local is not None:
        value = plan.pair.local.values.get(name, "")
    else:
        value = next((one.result for row in plan.rows for one in row.fields if one.field == name), "")
    return value if isinstance(value, str) else ""


def _usual_currency(plans: Sequence[PairPlan]) -> str:
    """The currency most records have."""
    counts: dict[str, int] = {}
    for plan in plans:
        code = _says(plan, "currency")
        if code:
            counts[code] = counts.get(code, 0) + 1
    return max(counts, key=lambda code: counts[code]) if counts else ""
