"""How a customer usually pays: the one sentence Home and the customer's page share."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from xerodesk.store.queries.source import Source


@dataclass(frozen=True, slots=True)
class PaymentHabit:
    """How a customer pays: the median of days after the due day (negative: before it) over this many paid invoices."""

    days: int
    invoices: int


def payment_habit(source: Source, contact_xero_id: str) -> PaymentHabit | None:
    """The median of days between due day and full payment, over all paid sales invoices that have both; None when there are none."""
    found = source.rows(
        "SELECT CAST(julianday(fully_paid_on) - julianday(due_date) AS INTEGER) FROM invoice WHERE contact_xero_id = ?"
        " AND type = 'ACCREC' AND status = 'PAID' AND fully_paid_on <> '' AND due_date <> ''",
        (contact_xero_id,),
    )
    if not found:
        return None
    days = sorted(int(row[0]) for row in found)
    middle = Decimal(days[len(days) // 2] + days[~(len(days) // 2)]) / 2
    return PaymentHabit(int(middle.quantize(Decimal(1), ROUND_HALF_UP)), len(found))
