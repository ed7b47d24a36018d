"""Reports as files: who owes what, as a table for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from xerodesk.services.export import Exported, export
from xerodesk.store.queries import ageing
from xerodesk.store.queries.ageing import AgeingFilter
from xerodesk.store.queries.source import Source

_PAGE = 1_000


def save_who_owes(source: Source, today: date, currency: str, path: Path) -> int:
    """Write who owes what in `currency` on `today` to an .xlsx file or, with any other ending, as CSV; the number of customers.

    Raises StoreTrouble when the file cannot be written.
    """
    return export("who_owes", _rows(source, AgeingFilter(today, currency)), "xlsx" if path.suffix.lower() == ".xlsx" else "csv", path)


def _rows(source: Source, wanted: AgeingFilter) -> Iterator[Exported]:
    with source.read():
        for offset in range(0, ageing.count(source, wanted), _PAGE):
            for row in ageing.window(source, wanted, offset, _PAGE):
                yield {
                    "as_of": wanted.today.isoformat(),
                    "contact": row.name,
                    "contact_xero_id": row.contact_xero_id,
                    "currency": row.currency,
                    "invoices": str(row.invoices),
                    "not_due": str(row.not_due),
                    "late_1_30": str(row.days_30),
                    "late_31_60": str(row.days_60),
                    "late_61_90": str(row.days_90),
                    "late_over_90": str(row.older),
                    "total": str(row.total),
                    "oldest_due": row.oldest_due.isoformat() if row.oldest_due else "",
                }
