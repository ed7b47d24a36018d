"""Deals by stage: each stage heads its deals, in the order deals go through, at any number of deals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from xerodesk.domain.money import from_minor
from xerodesk.domain.stages import LOST, OPEN_STAGES, STAGES, WON
from xerodesk.store.queries import deals
from xerodesk.store.queries.deals import DealFilter, DealRow
from xerodesk.store.queries.source import Source
from xerodesk.store.sql import filtered


@dataclass(frozen=True, slots=True)
class StageHead:
    """A stage over its deals; `sums` per currency, the largest first, never added together."""

    stage: str
    deals: int
    sums: tuple[tuple[str, Decimal], ...]


def heads(source: Source, wanted: DealFilter) -> tuple[StageHead, ...]:
    """The stages that the filter finds deals in, in order: those as shipped, others by name, then won and lost."""
    conditions, params = deals.conditions_of(wanted)
    select = "SELECT d.stage, d.currency, COUNT(*), SUM(d.amount) FROM deal d LEFT JOIN contact c ON c.id = d.contact_id"
    found: dict[str, list[tuple[str, int, int]]] = {}
    for stage, currency, number, amount in source.rows(filtered(select, conditions) + " GROUP BY 1, 2 ORDER BY 4 DESC, 2", params):
        found.setdefault(stage, []).append((currency, number, amount))
    return tuple(
        StageHead(stage, sum(one[1] for one in rows), tuple((one[0], from_minor(one[2])) for one in rows))
        for stage, rows in sorted(found.items(), key=lambda item: _place(item[0]))
    )


def total(stages: Sequence[StageHead]) -> int:
    """How many rows the heads and their deals make."""
    return sum(1 + one.deals for one in stages)


def window(source: Source, wanted: DealFilter, stages: Sequence[StageHead], offset: int, limit: int) -> list[StageHead | DealRow]:
    """The rows from `offset` on, heads among their deals. `stages` as `heads` gave them in the same reading."""
    found: list[StageHead | DealRow] = []
    at = 0  # the row a stage's head stands in
    for head in stages:
        last = at + head.deals
        if last >= offset and at < offset + limit:
            if at >= offset:
                found.append(head)
            first = max(offset, at + 1)
            number = min(offset + limit, last + 1) - first
            if number > 0:
                found.extend(deals.window(source, replace(wanted, stage=head.stage, no_stage=not head.stage), first - at - 1, number))
        at = last + 1
    return found


def _place(stage: str) -> tuple[int, str]:
    if stage in OPEN_STAGES:
        return OPEN_STAGES.index(stage), ""
    return (len(STAGES) + (WON, LOST).index(stage), "") if stage in (WON, LOST) else (len(OPEN_STAGES), stage)
