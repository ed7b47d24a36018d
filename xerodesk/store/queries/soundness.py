"""Whether the company file is whole, by SQLite's own word."""

from __future__ import annotations

from xerodesk.store.queries.source import Source


def integrity(source: Source) -> str:
    """SQLite's verdict on the file: "ok", or the first thing that is damaged."""
    return str(source.value("PRAGMA quick_check(1)") or "it cannot be checked")
