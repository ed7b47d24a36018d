"""The list of customers: search as you type, views, sort orders, and a window of rows, at any number of customers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from xerodesk.domain.money import from_minor
from xerodesk.store.columns import NO_DAY, day, fold
from xerodesk.store.queries.source import Source
from xerodesk.store.sql import filtered, with_list

View = Literal["all", "customers", "leads", "owing", "late", "archived"]
Sort = Literal["name", "owed", "late", "recent"]

_ORDER: dict[Sort, str] = {
    "name": "c.name_key, c.number",
    "owed": "c.owed DESC, c.name_key, c.number",
    "late": "c.late_since, c.name_key, c.number",
    "recent": "c.edited_at DESC, c.number DESC",
}
_INDEX: dict[Sort, str] = {
    "name": "contact_status_name_key_stage",
    "owed": "contact_by_owed",
    "late": "contact_status_late_since_name_key_stage",
    "recent": "contact_status_edited_at_stage",
}
_FEW, _FLOOD = 500, 20_000
"""Fewer finds than the first are collected and sorted; from the second on so many rows match that walking the list meets them soon."""
_NEAR = 2_000
_FOUND = "contact_search s CROSS JOIN contact c ON c.number = s.rowid"
_MATCH = "s.folded MATCH ?"
_BEGINS = "instr(' ' || c.name_key, ?) > 0"
_AMONG = "c.number IN (SELECT rowid FROM contact_search WHERE folded MATCH ?)"


@dataclass(frozen=True, slots=True)
class CustomerFilter:
    """What the list shows: `text` as typed, a view, a sort order, and the organisation's `today`, which decides who is late."""

    today: date
    text: str = ""
    view: View = "all"
    sort: Sort = "name"


@dataclass(frozen=True, slots=True)
class CustomerBalance:
    """What a customer owes in one currency, how much of it is late, and credit not yet used."""

    currency: str
    owed: Decimal
    overdue: Decimal
    credit: Decimal
    days_late: int
    next_due: date | None


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """One row of the list. `days_late` is that of the oldest open invoice in any currency, 0 when nothing is late."""

    id: str
    name: str
    email: str
    phone: str
    stage: str
    owner: str
    archived: bool
    linked: bool
    balances: tuple[CustomerBalance, ...]
    days_late: int
    next_due: date | None
    won_not_billed: bool


def count(source: Source, wanted: CustomerFilter) -> int:
    """How many customers the filter finds."""
    search = _search(wanted.text)
    conditions, params = _conditions(wanted)
    with source.read():
        if not search.match:
            sql = filtered("SELECT COUNT(*) FROM contact c", (*conditions, *search.tests))
            return int(source.value(sql, [*params, *search.params]))
        if wanted.view == "all" and not search.tests and not _any_archived(source):
            return int(source.value("SELECT COUNT(*) FROM contact_search WHERE folded MATCH ?", search.match))
        if _finds(source, search, _FEW) < _FEW:
            sql = filtered(f"SELECT COUNT(*) FROM {_FOUND}", (_MATCH, *conditions, *search.tests))  # noqa: S608  a fixed name
            return int(source.value(sql, [*search.match, *params, *search.params]))
        # every test of a flood of finds is answered by this index, without reading 10,000 rows whole
        listed = f"SELECT COUNT(*) FROM contact c INDEXED BY {_INDEX['late']}"  # noqa: S608  a fixed name
        return int(source.value(filtered(listed, (*conditions, _AMONG, *search.tests)), [*params, *search.match, *search.params]))


def window(source: Source, wanted: CustomerFilter, offset: int, limit: int) -> list[CustomerRow]:
    """The rows from `offset` on, at most `limit`, in the filter's order."""
    with source.read():
        ids = _ids(source, wanted, offset, limit)
        return rows_of(source, ids, wanted.today)


def position(source: Source, wanted: CustomerFilter, contact_id: str) -> int:
    """Where a customer stands in the list by name, among those of the same view; -1 when it is not in it. Text is not looked at."""
    conditions, params = _conditions(wanted)
    found = source.row(filtered("SELECT name_key, number FROM contact c", ("c.id = ?", *conditions)), [contact_id, *params])
    if found is None:
        return -1
    before = "(c.name_key, c.number) < (?, ?)"
    return int(source.value(filtered("SELECT COUNT(*) FROM contact c", (*conditions, before)), [*params, *found]))


def rows_of(source: Source, ids: Sequence[str], today: date) -> list[CustomerRow]:
    """List rows of these customers, in this order; missing ones are left out."""
    sql = """
        SELECT c.id, c.name, c.email, c.phone, c.stage, c.owner, c.status, c.late_since,
            EXISTS (SELECT 1 FROM link l WHERE l.kind = 'contact' AND l.crm_id = c.id),
            EXISTS (SELECT 1 FROM deal d WHERE d.contact_id = c.id AND d.stage = 'won' AND d.invoice_xero_id = '' AND d.status = 'active')
        FROM contact c WHERE c.id IN (?*)"""
    money = balances(source, ids, today)
    found = {}
    for identity, name, email, phone, stage, owner, status, late_since, linked, unbilled in source.rows(with_list(sql, ids), ids):
        oldest = day(late_since)
        late = max(0, (today - oldest).days) if oldest else 0
        found[identity] = CustomerRow(
            id=identity,
            name=name,
            email=email,
            phone=phone,
            stage=stage,
            owner=owner,
            archived=status == "archived",
            linked=bool(linked),
            balances=money.get(identity, ()),
            days_late=late,
            next_due=oldest,
            won_not_billed=bool(unbilled),
        )
    return [found[one] for one in ids if one in found]


def balances(source: Source, ids: Sequence[str], today: date) -> dict[str, tuple[CustomerBalance, ...]]:
    """What these customers owe, per currency: the organisation's own first, then by code. Currencies are never added together."""
    sql = """
        SELECT l.crm_id, b.currency, b.owed, b.credit, b.late_since,
            (SELECT COALESCE(SUM(i.due), 0) FROM invoice i INDEXED BY invoice_open
             WHERE i.contact_xero_id = b.contact_xero_id AND i.currency = b.currency
                AND i.type = 'ACCREC' AND i.status = 'AUTHORISED' AND i.due > 0 AND i.due_date <> '' AND i.due_date < ?)
        FROM link l JOIN balance b ON b.contact_xero_id = l.xero_id
        WHERE l.kind = 'contact' AND l.crm_id IN (?*)
        ORDER BY l.crm_id, b.currency <> (SELECT COALESCE(json_extract(body, '$.base_currency'), '') FROM connection), b.currency"""
    found: dict[str, list[CustomerBalance]] = {}
    for crm_id, currency, owed, credit, late_since, overdue in source.rows(with_list(sql, ids), [today.isoformat(), *ids]):
        oldest = day(late_since)
        late = max(0, (today - oldest).days) if oldest else 0
        one = CustomerBalance(currency, from_minor(owed), from_minor(overdue), from_minor(credit), late, oldest)
        found.setdefault(crm_id, []).append(one)
    return {crm_id: tuple(money) for crm_id, money in found.items()}


@dataclass(frozen=True, slots=True)
class _Search:
    """A typed text as SQL: an FTS query (`match`, empty for none), and tests of each row with their parameters.

    `words` are those the index knows.
    """

    match: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()
    params: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


def _search(text: str) -> _Search:
    """How a typed text is found. The index knows three letters and more, and a space is a letter to it.

    One or two letters alone are a name's beginning; beside other words two letters are a word's beginning, and one letter begins a word
    of the name (which the list's indexes hold, so that no row has to be read for it).
    """
    folded = fold(text)
    if len(folded) < 3:
        return _Search(tests=("c.name_key >= ?", "c.name_key < ?"), params=(folded, folded + "\U0010ffff")) if folded else _Search()
    words = tuple(f" {word}" if len(word) == 2 else word for word in dict.fromkeys(folded.split()))
    if all(len(word) < 3 for word in words):
        words = (folded,)
    phrases = " AND ".join('"' + word.replace('"', '""') + '"' for word in words if len(word) >= 3)
    short = tuple(f" {word}" for word in words if len(word) < 3)
    return _Search((phrases,), (_BEGINS,) * len(short), short, tuple(word for word in words if len(word) >= 3))


def _finds(source: Source, search: _Search, limit: int) -> int:
    """How many rows the index finds, counted up to `limit`."""
    return int(source.value("SELECT COUNT(*) FROM (SELECT 1 FROM contact_search WHERE folded MATCH ? LIMIT ?)", [*search.match, limit]))


def _any_archived(source: Source) -> bool:
    return bool(source.value("SELECT EXISTS (SELECT 1 FROM contact WHERE status = 'archived')"))


def _conditions(wanted: CustomerFilter) -> tuple[list[str], list[str]]:
    """The view as SQL about a contact `c`."""
    conditions, params = ["c.status = ?"], ["archived" if wanted.view == "archived" else "active"]
    if wanted.view in ("customers", "leads"):
        conditions.append("c.stage = ?")
        params.append("customer" if wanted.view == "customers" else "lead")
    elif wanted.view in ("owing", "late"):
        conditions.append("c.late_since < ?")
        params.append(NO_DAY if wanted.view == "owing" else wanted.today.isoformat())
    return conditions, params


def _ids(source: Source, wanted: CustomerFilter, offset: int, limit: int) -> list[str]:
    """The ids of a window. It is found on an index first; only its rows are read whole."""
    search = _search(wanted.text)
    conditions, params = _conditions(wanted)
    index = _INDEX["late" if wanted.view in ("owing", "late") else wanted.sort]
    table, tests, values = f"contact c INDEXED BY {index}", search.tests, search.params
    finds = _finds(source, search, _FLOOD) if search.match else 0
    if search.match and finds < _FEW:
        table, conditions, params = _FOUND, [_MATCH, *conditions], [*search.match, *params]
    elif search.match and (finds < _FLOOD or offset >= _NEAR):
        tests, values = (_AMONG, *search.tests), (*search.match, *search.params)
    elif search.match:
        tests = (*search.tests, *("instr(c.folded, ?) > 0",) * len(search.words))
        values = (*search.params, *search.words)
    order = _ORDER[wanted.sort]
    numbers = filtered(" ".join(("SELECT c.number AS number FROM", table)), (*conditions, *tests))
    inner = " ".join((numbers, "ORDER BY", order, "LIMIT ? OFFSET ?"))
    sql = " ".join(("SELECT c.id FROM (", inner, ") w JOIN contact c ON c.number = w.number ORDER BY", order))
    return [row[0] for row in source.rows(sql, [*params, *values, limit, offset])]
