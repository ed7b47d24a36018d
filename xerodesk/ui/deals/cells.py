"""What the table of deals shows of each deal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from xerodesk.domain.stages import LOST, WON, next_stage
from xerodesk.store.queries.deals import DealRow
from xerodesk.ui.kit.cells import Cell, money_cell, pill_cell
from xerodesk.ui.kit.models import Column
from xerodesk.ui.kit.pills import PillLook
from xerodesk.ui.states import PILLS
from xerodesk.ui.wording import money, short_day


@dataclass
class DealCells:
    """The columns; `today` and `base` (the organisation's currency) are set when they are known."""

    today: date = date.max
    base: str = ""

    def columns(self) -> list[Column]:
        """From left to right."""
        return [
            Column("title", "Deal", lambda row: Cell(row.title, weight=500), 160, stretch=3),
            Column("contact", "Customer", lambda row: Cell(row.contact), 150, stretch=3),
            Column("owner", "Owner", lambda row: Cell(row.owner, "ink2"), 116, hide_below=960),
            Column("day", "Expected", self.day, 112),
            Column("amount", "Amount", self.amount, 118, right=True),
            Column("state", "Invoice", state, 136),
            Column("next", "", deed, 128),
        ]

    def day(self, row: DealRow) -> Cell:
        """When it should close, or was won or lost."""
        for end, on in ((WON, row.won_on), (LOST, row.lost_on)):
            if row.stage == end:
                return Cell(f"{end} {short_day(on, self.today)}" if on else end, "ink2", size="small")
        past = row.expected_close is not None and row.expected_close < self.today
        tip = "This day has passed" if past else ""
        return Cell(short_day(row.expected_close, self.today), "warn" if past else "ink2", size="small", tip=tip)

    def amount(self, row: DealRow) -> Cell:
        """What it is for, before tax."""
        return money_cell(money(row.amount), "" if row.currency in ("", self.base) else row.currency)


def state(row: DealRow) -> Cell:
    """The invoice it became, or that there is none though it is won."""
    if row.invoice_xero_id:
        return pill_cell(PILLS["done"], row.invoice_number or "Billed")
    if row.stage == WON and not row.archived:
        return pill_cell(PillLook("invoice", "accent"), "Not billed yet")
    return Cell()


def deed(row: DealRow) -> Cell:
    """The step it is likely to take next."""
    if row.archived:
        return Cell("Bring back", deed=True)
    stage = next_stage(row.stage)
    if stage == WON:
        return Cell("Mark as won", deed=True)
    return Cell(f"To {stage}", deed=True) if stage else Cell()
