"""What a plan costs of Xero's allowance, in calls and minutes, before it is run."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

from xerodesk.domain.plan import Action, PlanRow
from xerodesk.domain.records import Direction

BUNDLE = 50  # records per request that Xero recommends (Xero, "API limits")
READ_BUNDLE = 40  # ids per IDs= filter, for the length of the address (Xero, "Requests and responses")
CALLS_A_MINUTE = 60


def row_calls(action: Action, direction: Direction) -> int:
    """What one row costs when sent alone: an existing record is read again before it is written."""
    if direction == "to_crm" or action not in ("create", "update", "archive", "link"):
        return 0
    return 1 if action == "create" else 2


def plan_calls(rows: Iterable[PlanRow]) -> int:
    """The calls of a whole plan, bundled, kind by kind."""
    creates: dict[str, int] = {}
    changes: dict[str, int] = {}
    for row in rows:
        if row.calls:
            counted = creates if row.action == "create" else changes
            counted[row.kind] = counted.get(row.kind, 0) + 1
    return sum(ceil(n / BUNDLE) for n in creates.values()) + sum(ceil(n / BUNDLE) + ceil(n / READ_BUNDLE) for n in changes.values())


def minutes(calls: int) -> int:
    """How many minutes `calls` take at Xero's limit, at least one when there is any call."""
    return ceil(calls / CALLS_A_MINUTE)
