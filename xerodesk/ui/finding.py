"""Records for the box that finds everything: what the search found, as lines with the way there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from xerodesk.host.lazy import resolve
from xerodesk.store.queries.source import Source
from xerodesk.ui.palette import Found

if TYPE_CHECKING:
    from xerodesk.store.queries.search import Hit

_RECORDS = "xerodesk.store.queries.search:records"  # found by name at the first search: start-up time

_PLACES = {
    "contact": ("people", "customers"),
    "invoice": ("invoice", "invoices"),
    "deal": ("deals", "deals"),
    "product": ("product", "products"),
}


class RecordFinder:
    """Called with what was typed, on the store lane."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def __call__(self, query: str) -> Sequence[Found]:
        """The best few records of each kind."""
        return [_line(hit) for hit in resolve(_RECORDS)(self._source, query)]


def _line(hit: Hit) -> Found:
    icon, page = _PLACES[hit.kind]
    return Found(hit.title, hit.detail, icon, f"{page}/{hit.id}")
