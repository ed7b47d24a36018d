"""Making a preview off the window's thread: the plan, its rows, its price, and what is left of Xero's daily allowance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from xerodesk.domain.plan import Plan
from xerodesk.domain.progress import Progress
from xerodesk.services.preview import Price, price
from xerodesk.ui.sync.ports import SyncServices
from xerodesk.ui.sync.preview_rows import Row, View, rows_of


@dataclass(frozen=True, slots=True)
class Preview:
    """A plan with its price. `day_left` None: Xero has not said yet. `looking_only`: what would go to Xero stays here."""

    plan: Plan
    price: Price
    day_left: int | None
    looking_only: bool
    rows: tuple[Row, ...] = field(default=())

    @property
    def allowance(self) -> str:
        """What is left of the day, in words."""
        return "" if self.day_left is None else f"Xero's daily allowance: {self.day_left:,} calls left."


def make_preview(services: SyncServices, scope: Any, progress: Progress, *, everything: bool = False) -> Preview:
    """Ask for the plan and lay it out. For the network lane. Raises the errors of domain.errors."""
    plan = services.sync.preview(scope, progress, everything=everything)
    connection = services.connection()
    budget = services.sync.budget()
    looking_only = connection is not None and not connection.can_write
    left = budget.day_left if budget is not None else None
    return Preview(plan, price(plan), left, looking_only, tuple(rows_of(plan)))


def lay_out(plan: Plan, view: View, text: str, opened: frozenset[str], chosen: Mapping[str, str] | None = None) -> list[Row]:
    """The rows of a view of a plan, made off the window's thread since there may be tens of thousands."""
    return rows_of(plan, view, text=text, opened=opened, chosen=chosen)
