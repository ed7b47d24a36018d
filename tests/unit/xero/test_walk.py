"""Walking all pages of a collection over servers that count well, badly or not at all."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xerodesk.domain.errors import Offline
from xerodesk.mapping.kinds import KINDS
from xerodesk.xero.session import Document
from xerodesk.xero.walk import parameters, single, walk

CONTACT = KINDS["contact"]
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def document(rows: Any, **pagination: int) -> Document:
    body: dict[str, Any] = {"Status": "OK", "Contacts": rows}
    if pagination:
        body["pagination"] = pagination
    return Document(body, 200, NOW)


def server(count: int, size: int, *, counts: bool = True) -> tuple[Callable[[int], Document], list[int]]:
    asked: list[int] = []

    def fetch(number: int) -> Document:
        asked.append(number)
        rows = [{"ContactID": str(index)} for index in range(count)][(number - 1) * size : number * size]
        return document(rows, page=number, pageSize=size, pageCount=-(-count // size), itemCount=count) if counts else document(rows)

    return fetch, asked


@given(st.integers(0, 60), st.integers(1, 20), st.booleans())
def test_every_row_once_and_no_page_too_many(count: int, size: int, counts: bool) -> None:
    fetch, asked = server(count, size, counts=counts)
    pages = list(walk(fetch, CONTACT))
    assert [row["ContactID"] for page in pages for row in page.rows] == [str(index) for index in range(count)]
    assert [page.number for page in pages] == list(range(1, len(pages) + 1))
    if counts:
        assert len(asked) == max(1, -(-count // size))
        assert {page.item_count for page in pages} == {count}


def test_a_server_that_ignores_the_page_number_is_left_alone() -> None:
    asked: list[int] = []

    def fetch(number: int) -> Document:
        asked.append(number)
        return document([{"ContactID": "a"}, {"ContactID": "b"}])

    pages = list(walk(fetch, CONTACT))
    assert [len(page.rows) for page in pages] == [2]
    assert asked == [1, 2]


def test_pages_added_meanwhile_are_read_too() -> None:
    def fetch(number: int) -> Document:
        return document([{"ContactID": str(number)}], pageCount=2 if number == 1 else 4, itemCount=4)

    assert [page.number for page in walk(fetch, CONTACT)] == [1, 2, 3, 4]


def test_an_absurd_page_count_ends_at_the_first_empty_page() -> None:
    def fetch(number: int) -> Document:
        return document([{"ContactID": str(number)}] if number < 3 else [], pageCount=10**9, itemCount=2)

    assert [page.number for page in walk(fetch, CONTACT)] == [1, 2, 3]


def test_a_row_without_an_id_is_handed_on_and_what_is_no_record_is_not() -> None:
    def fetch(number: int) -> Document:
        rows: list[Any] = [{"ContactID": f"{number}a"}, {"Name": "none"}, {"ContactID": None}, 5, None]
        return document(rows, pageCount=2, itemCount=5) if number < 3 else document([])

    assert [[row.get("ContactID") for row in page.rows] for page in walk(fetch, CONTACT)] == [["1a", None, None], ["2a", None, None]]


def test_rows_without_ids_do_not_keep_an_uncounted_walk_going() -> None:
    assert len(list(walk(lambda number: document([{"Name": "none"}]), CONTACT))) == 1


@pytest.mark.parametrize("rows", [None, []])
def test_a_null_list_is_an_empty_page(rows: Any) -> None:
    pages = list(walk(lambda number: document(rows), CONTACT))
    assert len(pages) == 1
    assert pages[0].rows == []


def test_a_failing_page_ends_the_walk_with_its_reason() -> None:
    def fetch(number: int) -> Document:
        if number == 3:
            raise Offline("gone")
        return document([{"ContactID": str(number)}], pageCount=5, itemCount=5)

    pages = walk(fetch, CONTACT)
    assert [next(pages).number, next(pages).number] == [1, 2]
    with pytest.raises(Offline):
        next(pages)


def test_walking_can_stop_half_way() -> None:
    fetch, asked = server(100, 1)
    pages = walk(fetch, CONTACT)
    next(pages)
    next(pages)
    pages.close()  # type: ignore[attr-defined]  # walk is a generator, which has close
    assert len(asked) <= 8


def test_what_is_asked_of_each_kind() -> None:
    assert parameters(CONTACT, None, 2) == {"includeArchived": "true", "page": "2", "pageSize": "1000", "order": "ContactID ASC"}
    assert parameters(KINDS["invoice"], {"Statuses": "AUTHORISED"}, 1) == {
        "unitdp": "4",
        "page": "1",
        "pageSize": "1000",
        "order": "InvoiceID ASC",
        "Statuses": "AUTHORISED",
    }
    assert parameters(KINDS["product"], None, 1) == {"unitdp": "4"}
    assert "unitdp" not in parameters(KINDS["quote"], None, 1)


def test_a_collection_in_one_piece() -> None:
    page = single(Document({"Items": [{"ItemID": "1"}, {"ItemID": "2"}]}, 200, NOW), KINDS["product"])
    assert (page.number, page.page_count, page.item_count, len(page.rows)) == (1, 1, 2, 2)
