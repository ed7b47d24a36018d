"""Who owes what, by age: one row a customer and currency, which add up to what Home says is owed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from xerodesk.domain.money import from_minor
from xerodesk.store.columns import NO_DAY, day
from xerodesk.store.queries.source import Source
from xerodesk.store.sql import filtered, like_any

AgeingSort = Literal["total", "total_least", "older", "late", "name", "name_last"]
_ORDER: dict[AgeingSort, str] = {
    "total": "owed DESC, name COLLATE NOCASE, i.contact_xero_id",
    "total_least": "owed, name COLLATE NOCASE, i.contact_xero_id",
    "older": "older DESC, days_90 DESC, days_60 DESC, days_30 DESC, owed DESC, i.contact_xero_id",
    "late": "owed - not_due DESC, owed DESC, i.contact_xero_id",
    "name": "name COLLATE NOCASE, i.contact_xero_id",
    "name_last": "name COLLATE NOCASE DESC, i.contact_xero_id",
}


@dataclass(frozen=True, slots=True)
class AgeingFilter:
    """One currency's receivables on a day, with `text` in the customer's name."""

    today: date
    currency: str
    text: str = ""
    sort: AgeingSort = "total"


@dataclass(frozen=True, slots=True)
class AgeingRow:
    """What one customer owes in one currency; the five ages add up to `total`. `contact_id` is "" when the customer is not linked."""

    contact_xero_id: str
    contact_id: str
    name: str
    currency: str
    invoices: int
    not_due: Decimal
    days_30: Decimal
    days_60: Decimal
    days_90: Decimal
    older: Decimal
    total: Decimal
    oldest_due: date | None

    @property
    def late(self) -> Decimal:
        """All that is past its due day."""
        return self.total - self.not_due


def count(source: Source, wanted: AgeingFilter) -> int:
    """How many customers owe something in the currency."""
    conditions, params = _conditions(wanted)
    sql = filtered("SELECT COUNT(DISTINCT i.contact_xero_id) FROM invoice i INDEXED BY invoice_open", conditions)
    return int(source.value(sql, params))


def window(source: Source, wanted: AgeingFilter, offset: int, limit: int) -> list[AgeingRow]:
    """The customers from `offset` on, in the filter's order."""
    conditions, params = _conditions(wanted)
    edges = [(wanted.today - timedelta(days=days)).isoformat() for days in (0, 30, 60, 90)]
    select = """
        SELECT i.contact_xero_id, MAX(COALESCE(l.crm_id, '')), MAX(i.contact_name) AS name, COUNT(*),
            SUM(CASE WHEN i.due_date = '' OR i.due_date >= ? THEN i.due ELSE 0 END) AS not_due,
            SUM(CASE WHEN i.due_date <> '' AND i.due_date < ? AND i.due_date >= ? THEN i.due ELSE 0 END) AS days_30,
            SUM(CASE WHEN i.due_date <> '' AND i.due_date < ? AND i.due_date >= ? THEN i.due ELSE 0 END) AS days_60,
            SUM(CASE WHEN i.due_date <> '' AND i.due_date < ? AND i.due_date >= ? THEN i.due ELSE 0 END) AS days_90,
            SUM(CASE WHEN i.due_date <> '' AND i.due_date < ? THEN i.due ELSE 0 END) AS older,
            SUM(i.due) AS owed, MIN(CASE WHEN i.due_date = '' THEN ? ELSE i.due_date END)
        FROM invoice i INDEXED BY invoice_open LEFT JOIN link l ON l.kind = 'contact' AND l.xero_id = i.contact_xero_id"""
    now, month, second, third = edges
    bounds = [now, now, month, month, second, second, third, third, NO_DAY]
    tail = " ".join(("GROUP BY i.contact_xero_id ORDER BY", _ORDER[wanted.sort], "LIMIT ? OFFSET ?"))
    found = []
    for row in source.rows(f"{filtered(select, conditions)} {tail}", [*bounds, *params, limit, offset]):
        contact_xero_id, contact_id, name, number, *money, oldest = row
        not_due, days_30, days_60, days_90, older, total = (from_minor(one) for one in money)
        found.append(
            AgeingRow(
                contact_xero_id, contact_id, name, wanted.currency, number, not_due, days_30, days_60, days_90, older, total, day(oldest)
            )
        )
    return found


def _conditions(wanted: AgeingFilter) -> tuple[list[str], list[str]]:
    text, params = like_any(("i.contact_name",), wanted.text)
    return ["i.type = 'ACCREC' AND i.status = 'AUTHORISED' AND i.due > 0", "i.currency = ?", *text], [wanted.currency, *params]
