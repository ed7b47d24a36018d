"""The spine put together: the company file and Xero's books joined in the engine, with the field maps in use."""

from __future__ import annotations

from xerodesk.assembly.company import Company
from xerodesk.domain.progress import Progress
from xerodesk.services.field_map import MAPPED, ready_map
from xerodesk.services.organisation import refresh
from xerodesk.sync.engine import Engine


def build(company: Company, progress: Progress | None = None, *, urgent: bool = True) -> Engine:
    """The engine of a company. `urgent`: a person waits, so the reserve of the day may be used.

    Raises SignInNeeded when the company is not connected. Reads the organisation's lists again when they are a day old.
    """
    connection = company.connection
    books = company.access.books(connection, urgent=urgent, checkpoint=progress.check if progress else None)
    refresh(books, company.store.references, company.clock())
    around = company.surroundings()
    return Engine(
        company.ledger,
        books,
        {kind: ready_map(company.store.maps, kind, around) for kind in MAPPED},
        clock=company.clock,
        progress=progress,
        looking_only=connection is not None and not connection.can_write,
    )
