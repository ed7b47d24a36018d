"""Real records to try a field map on."""

from __future__ import annotations

from xerodesk.store.columns import fold
from xerodesk.store.queries.source import Source

_TABLES = {
    "contact": "SELECT c.id, c.name, c.folded FROM contact c",
    "product": "SELECT c.id, c.code || ' ' || c.name, c.folded FROM product c",
}
_LIMIT = 50


def sample_records(source: Source, kind: str, search: str = "") -> list[tuple[str, str]]:
    """(id, title) of records of a kind whose text holds `search`, those linked with Xero first; at most 50. Empty for other kinds."""
    if kind not in _TABLES:
        return []
    linked = "(SELECT 1 FROM link l WHERE l.kind = ? AND l.crm_id = c.id)"
    sql = f"{_TABLES[kind]} WHERE c.status = 'active' AND INSTR(c.folded, ?) ORDER BY {linked} IS NULL, 2 LIMIT ?"
    return [(row[0], row[1]) for row in source.rows(sql, (fold(search), kind, _LIMIT))]
