"""Records found from one box (Ctrl+K): customers, deals, products and invoices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from xerodesk.store.columns import fold
from xerodesk.store.queries import customers, deals, products
from xerodesk.store.queries.source import Source

_LOOKED_AT = 60


@dataclass(frozen=True, slots=True)
class Hit:
    """One record: `detail` is a second, quieter line. For invoices `id` is Xero's."""

    kind: str
    id: str
    title: str
    detail: str


def records(source: Source, text: str, limit: int = 8) -> tuple[Hit, ...]:
    """Records for a typed text, at most `limit` of each kind, customers first; none for an empty text."""
    if not text.strip():
        return ()
    with source.read():
        return tuple(hit for find in (_contacts, _invoices, _deals, _products) for hit in find(source, text, limit))


def _contacts(source: Source, text: str, limit: int) -> list[Hit]:
    # who is late is not shown here, so any day will do
    found = customers.window(source, customers.CustomerFilter(date.min, text), 0, _LOOKED_AT)
    typed = fold(text)
    found.sort(key=lambda one: typed not in fold(one.name))  # who is called so comes before who lives there
    return [Hit("contact", one.id, one.name, one.email or one.phone) for one in found[:limit]]


def _deals(source: Source, text: str, limit: int) -> list[Hit]:
    return [Hit("deal", one.id, one.title, one.contact) for one in deals.window(source, deals.DealFilter(text=text), 0, limit)]


def _products(source: Source, text: str, limit: int) -> list[Hit]:
    return [Hit("product", one.id, one.code, one.name) for one in products.window(source, text, 0, limit)]


def _invoices(source: Source, text: str, limit: int) -> list[Hit]:
    """By the beginning of the number, on its index; people type INV-20 or only 20."""
    typed = text.strip().upper()
    start = typed if not typed.isdigit() else f"INV-{typed}"
    sql = """
        SELECT xero_id, number, contact_name FROM invoice
        WHERE number >= ? AND number < ? AND type = 'ACCREC' AND status <> 'DELETED' ORDER BY number LIMIT ?"""
    return [Hit("invoice", xero_id, number, name) for xero_id, number, name in source.rows(sql, (start, start + "\U0010ffff", limit))]
