"""Guards that stop a run before it writes: a pull that is implausibly empty, a plan that would archive or rewrite too much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xerodesk.domain.errors import StoppedBySafety
from xerodesk.domain.values import Value, is_empty
from xerodesk.mapping.kinds import Kind
from xerodesk.sync.pair_plan import PairPlan, status_result


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From how many records on, and from what share of the linked ones, a run stops."""

    pull_known: int = 20
    pull_share: float = 0.5
    archive_count: int = 10
    archive_share: float = 0.2
    empty_count: int = 20
    empty_share: float = 0.3
    rewrite_count: int = 200
    rewrite_share: float = 0.5


SHIPPED = Thresholds()


def check_pull(kind: Kind, *, known: int, got: int, limits: Thresholds = SHIPPED) -> None:
    """Stop when a whole list is implausibly shorter than what was known. Raises StoppedBySafety."""
    if known >= limits.pull_known and got < known * limits.pull_share:
        raise StoppedBySafety(
            f"Xero listed {got:,} {kind.plural.lower()}, but {known:,} were there before.",
            "Nothing was changed. Check in Xero that it is the right organisation and was not reset, then sync again.",
        )


def check_plan(kind: Kind, plans: Sequence[PairPlan], *, linked: int, limits: Thresholds = SHIPPED) -> None:
    """Stop when a plan would archive, empty or rewrite too large a share of the `linked` records. Raises StoppedBySafety.

    Filling an empty value is not rewriting.
    """
    archived = sum(1 for one in plans if any(status_result(row) == "archived" and row.action == "archive" for row in one.rows))
    if archived >= limits.archive_count and archived > linked * limits.archive_share:
        raise _stop(kind, archived, linked, "archive")
    linked_plans = [one for one in plans if one.pair.link is not None]
    emptied = sum(1 for one in linked_plans if any(is_empty(new) for _, new in _replaced(one)))
    if emptied >= limits.empty_count and emptied > linked * limits.empty_share:
        raise _stop(kind, emptied, linked, "empty values of")
    rewritten = sum(1 for one in linked_plans if _replaced(one))
    if rewritten >= limits.rewrite_count and rewritten > linked * limits.rewrite_share:
        raise _stop(kind, rewritten, linked, "change values of")


def _replaced(plan: PairPlan) -> list[tuple[Value, Value]]:
    """The values that say something and would be replaced on either side, with what replaces them."""
    rows = [row for row in plan.rows if row.action == "update"]
    moves = [(one.xero if row.direction == "to_xero" else one.crm, one.result) for row in rows for one in row.fields]
    return [(old, new) for old, new in moves if not is_empty(old)]


def _stop(kind: Kind, count: int, linked: int, deed: str) -> StoppedBySafety:
    return StoppedBySafety(
        f"This sync would {deed} {count:,} of {linked:,} linked {kind.plural.lower()}: more than is usual.",
        "Nothing was written. Look at the preview; if that is what you want, sync some of them by name or allow it once.",
    )
