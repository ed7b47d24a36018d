"""All pages of a collection, up to five at once, handed out in order; tolerant of servers that count badly or not at all."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace

from xerodesk.mapping.kinds import Kind
from xerodesk.sync.ports import Page
from xerodesk.xero.answers import counted, rows
from xerodesk.xero.session import Document

PAGE_SIZE = 1_000
_AT_ONCE = 5

Fetch = Callable[[int], Document]
"""Reads one page by its number, from 1."""


def walk(fetch: Fetch, kind: Kind) -> Iterator[Page]:
    """Every page, numbered from 1. Rows are as answered, one without an id included: what to do about it is for the reader to say."""
    first = page_of(fetch(1), 1, kind)
    yield first
    if first.page_count > 1:
        yield from _counted(fetch, kind, first.page_count)
    elif first.page_count == 0 and first.rows:
        yield from _uncounted(fetch, kind, first)


def page_of(answer: Document, number: int, kind: Kind) -> Page:
    """One answer as a page."""
    page_count, item_count = counted(answer.body)
    return Page(rows(answer.body, kind.resource), number, page_count, item_count, answer.server_time)


def _counted(fetch: Fetch, kind: Kind, last: int) -> Iterator[Page]:
    """Pages 2 to the last, which may move while they are read. A page without rows ends the walk."""
    ahead: deque[tuple[int, Future[Document]]] = deque()
    pool = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="xero-page")
    try:
        following = 2
        while ahead or following <= last:
            while following <= last and len(ahead) < _AT_ONCE:
                ahead.append((following, pool.submit(fetch, following)))
                following += 1
            number, future = ahead.popleft()
            page = page_of(future.result(), number, kind)
            yield page
            last = max(last, page.page_count)
            if not page.rows:
                return
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _uncounted(fetch: Fetch, kind: Kind, first: Page) -> Iterator[Page]:
    """A server that does not count: read on until a page is empty, shorter than the first, or the same as the one before."""
    before = first
    number = 2
    while len(before.rows) >= min(len(first.rows), PAGE_SIZE):
        page = page_of(fetch(number), number, kind)
        if not page.rows or _ids(page, kind) <= _ids(before, kind):
            return
        yield page
        before = page
        number += 1


def _ids(page: Page, kind: Kind) -> set[str]:
    return {str(row.get(kind.id_key)) for row in page.rows}


def single(answer: Document, kind: Kind) -> Page:
    """The one page of a collection that Xero does not page."""
    page = page_of(answer, 1, kind)
    return replace(page, page_count=1, item_count=len(page.rows))


def parameters(kind: Kind, where: Mapping[str, str] | None, number: int, *, ordered: bool = True) -> dict[str, str]:
    """The query of one page. Ordered by id, which edits during the walk do not move (Xero lists ids as an optimised order)."""
    found = dict(shape(kind))
    if kind.paged:
        found |= {"page": str(number), "pageSize": str(PAGE_SIZE)}
        found |= {"order": f"{kind.id_key} ASC"} if ordered else {}
    return found | dict(where or {})


def shape(kind: Kind) -> dict[str, str]:
    """The parameters that make records complete: archived contacts too, unit prices with four decimals where Xero knows the switch."""
    found = {}
    if kind.resource == "Contacts":
        found["includeArchived"] = "true"
    if kind.resource in ("Invoices", "CreditNotes", "Items", "Overpayments", "Prepayments"):
        found["unitdp"] = "4"
    return found
