"""One customer read again from Xero, now, in at most three calls: who it is, its invoices, and its payments or credit notes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from xerodesk.domain.changes import Changes
from xerodesk.domain.errors import Misuse, NotThere
from xerodesk.domain.log import Entry, RunSummary
from xerodesk.domain.progress import Progress
from xerodesk.sync.ports import Books, Ledger, Raw

KIND = "contact"
MODE = "check"
MOST_CALLS = 3


def check_now(
    ledger: Ledger,
    books: Books,
    contact_id: str,
    *,
    clock: Callable[[], datetime],
    progress: Progress | None = None,
    asked_by: str = "user",
) -> Changes:
    """Bring one customer's figures up to date and say what moved. Nothing is written to Xero or to the customer's own fields.

    One page per call: of a customer with more than 1,000 invoices the 1,000 that moved last. Raises Misuse when the customer is not in
    Xero, NotThere when Xero no longer has it, and what calls to Xero raise.
    """
    link = ledger.link(KIND, crm_id=contact_id)
    if link is None:
        raise Misuse("This customer is not in Xero yet, so there is nothing to read there.", "Sync it first.")
    told = progress or Progress()
    told.step("Reading the customer from Xero", 0, MOST_CALLS)
    found = books.read(KIND, [link.xero_id])
    if not found:
        raise NotThere("Xero no longer has this customer.", "Sync now to see what became of it.", status=404)
    began = clock()
    ledger.mirror(KIND, found, began)
    told.check()
    told.step("Reading its invoices", 1, MOST_CALLS)
    newest = {"ContactIDs": link.xero_id, "order": "UpdatedDateUTC DESC"}
    changed, moved = ledger.mirror("invoice", _of(link.xero_id, _first_page(books, "invoice", newest)), clock())
    told.check()
    other, more = _third(ledger, books, link.xero_id, paid=changed > len(moved) or _touches(moved, "amount_paid"), clock=clock, told=told)
    _log(ledger, [*moved, *more], asked_by, {"invoice": changed})
    return Changes.of(KIND, contact_id) + Changes(frozenset({"invoice", other}))


def _third(
    ledger: Ledger, books: Books, xero_id: str, *, paid: bool, clock: Callable[[], datetime], told: Progress
) -> tuple[str, list[Entry]]:
    """The last call: payments since the last sync when something was paid (Xero has no list of one customer's), else its credit notes."""
    since = ledger.cursor("payment").since
    if paid and since is not None:
        told.step("Reading payments", 2, MOST_CALLS)
        page = next(iter(books.walk("payment", since=since)), None)
        rows = list(page.rows) if page is not None else []
        return "payment", ledger.mirror("payment", rows, clock())[1]
    told.step("Reading its credit notes", 2, MOST_CALLS)
    where = {"where": f'Contact.ContactID==guid("{xero_id}")', "order": "UpdatedDateUTC DESC"}
    return "credit_note", ledger.mirror("credit_note", _of(xero_id, _first_page(books, "credit_note", where)), clock())[1]


def _first_page(books: Books, kind: str, where: Mapping[str, str]) -> Sequence[Raw]:
    """The first page only: a walk reads ahead when it is asked for a second."""
    page = next(iter(books.walk(kind, where=where)), None)
    return page.rows if page is not None else ()


def _of(xero_id: str, rows: Sequence[Raw]) -> list[Raw]:
    """The rows of this customer; a server that does not know the filter sends others', which the next sync reads in its own way."""
    return [row for row in rows if isinstance(row, Mapping) and _contact(row).lower() == xero_id.lower()]


def _contact(row: Raw) -> str:
    contact = row.get("Contact")
    found = contact.get("ContactID") if isinstance(contact, Mapping) else ""
    return found if isinstance(found, str) else ""


def _touches(entries: Sequence[Entry], field: str) -> bool:
    return any(one.field == field for entry in entries for one in entry.fields)


def _log(ledger: Ledger, entries: Sequence[Entry], asked_by: str, mirrored: dict[str, int]) -> None:
    """What moved is told in the log as a sync would have; a check that found nothing new leaves no trace."""
    if entries:
        run = ledger.begin_run(asked_by, MODE)
        ledger.add_entries([replace(one, run=run, actor=asked_by) for one in entries])
        ledger.end_run(RunSummary(run, mirrored=mirrored, entries=len(entries)))
