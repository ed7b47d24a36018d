"""The mirror of Xero's documents: invoices, quotes, credit notes, over- and prepayments, payments, stored a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from xerodesk.domain.log import Entry, EntryField
from xerodesk.mapping.kinds import KINDS
from xerodesk.store.balances import refresh_balances
from xerodesk.store.columns import instant_text, text_of
from xerodesk.store.database import CompanyDatabase
from xerodesk.store.document_shapes import (
    ALLOCATION_COLUMNS,
    LINE_COLUMNS,
    SHAPES,
    DocumentShape,
    LineRow,
    Row,
    allocation_rows,
    line_rows,
    stamp_of,
)
from xerodesk.store.sql import chunks, insert_sql, upsert_sql, with_list
from xerodesk.store.xero_json import Raw, is_older


@dataclass
class _Page:
    """What of a page has to be written."""

    rows: list[Row] = field(default_factory=list)
    unmoved: list[str] = field(default_factory=list)
    lines: dict[str, list[LineRow]] = field(default_factory=dict)
    allocations: dict[str, list[LineRow]] = field(default_factory=dict)
    contacts: set[str] = field(default_factory=set)
    entries: list[Entry] = field(default_factory=list)


class Documents:
    """The documents of the company file. Only Xero writes them; here they are stored as read."""

    def __init__(self, database: CompanyDatabase) -> None:
        self._database = database

    def store(self, kind: str, raws: Sequence[Raw], read_at: datetime) -> tuple[int, list[Entry]]:
        """Store documents as Xero answered them at `read_at`, in one transaction.

        Returns how many were new or changed, and entries (not stored) for known ones whose status, due date or amounts moved and for
        those without an id, which are left out. A copy older than the one stored is passed over.
        """
        shape, page = SHAPES[kind], _Page()
        given, at = _by_id(shape, raws, read_at, page), instant_text(read_at)
        with self._database.write():
            known = self._known(shape, list(given))
            for xero_id, raw in given.items():
                _sort_in(shape, xero_id, raw, known.get(xero_id), at, page)
            self._write(shape, page, at)
        return len(page.rows), page.entries

    def count(self, kind: str) -> int:
        """How many documents of a kind there are."""
        shape = SHAPES[kind]
        if shape.table == "credit_note":
            return int(self._database.value("SELECT COUNT(*) FROM credit_note WHERE kind = ?", (kind,)))
        return int(self._database.value(f"SELECT COUNT(*) FROM {shape.table}"))  # noqa: S608  one of four fixed names

    def busiest(self, limit: int) -> list[str]:
        """The Xero ids of the contacts with the most sales invoices, most first."""
        sql = (
            "SELECT contact_xero_id FROM invoice WHERE type = 'ACCREC' AND contact_xero_id <> ''"
            " GROUP BY contact_xero_id ORDER BY COUNT(*) DESC, contact_xero_id LIMIT ?"
        )
        return [row[0] for row in self._database.rows(sql, (limit,))]

    def _known(self, shape: DocumentShape, ids: Sequence[str]) -> dict[str, Row]:
        known: dict[str, Row] = {}
        for some in chunks(ids):
            with self._database.read():
                cursor = self._database.execute_sql(
                    with_list(" ".join(("SELECT * FROM", shape.table, "WHERE xero_id IN (?*)")), some), some
                )
                names = [column[0] for column in cursor.description]
                for values in cursor.fetchall():
                    row = dict(zip(names, values, strict=True))
                    known[row["xero_id"]] = row
        return known

    def _write(self, shape: DocumentShape, page: _Page, read_at: str) -> None:
        database = self._database
        if page.rows:
            columns = list(page.rows[0])  # one shape writes its columns in one order
            database.many(upsert_sql(shape.table, columns, ("xero_id",)), [tuple(row.values()) for row in page.rows])
        for some in chunks(page.unmoved):
            sql = " ".join(("UPDATE", shape.table, "SET read_at = ? WHERE xero_id IN (?*)"))
            database.execute_sql(with_list(sql, some), [read_at, *some])
        _replace(database, "document_line", "document_id", LINE_COLUMNS, page.lines)
        _replace(database, "allocation", "credit_id", ALLOCATION_COLUMNS, page.allocations)
        if shape.kind != "payment" and shape.kind != "quote":
            refresh_balances(database, page.contacts)


def _by_id(shape: DocumentShape, raws: Sequence[Raw], read_at: datetime, page: _Page) -> dict[str, Raw]:
    """The documents by id, each once (a document edited during a walk comes twice; the later one counts)."""
    given: dict[str, Raw] = {}
    for raw in raws:
        xero_id = text_of(raw, shape.id_key) if isinstance(raw, dict) else ""
        if xero_id:
            given[xero_id] = raw
        else:
            label = KINDS[shape.kind].label.lower()
            page.entries.append(
                Entry("", read_at, "to_crm", shape.kind, "", "", label, "update", "skipped", reason=f"Xero sent a {label} without an id.")
            )
    return given


def _sort_in(shape: DocumentShape, xero_id: str, raw: Raw, known: Row | None, read_at: str, page: _Page) -> None:
    """Decide what has to be written of one document."""
    row = shape.row_of(raw, xero_id)
    if known is not None and is_older(row["updated_at"], read_at, known):
        return
    lines = line_rows(raw, xero_id) if shape.has_lines else []
    used = allocation_rows(raw, xero_id) if shape.has_allocations else []
    if shape.has_lines:
        # an answer without lines is a short form of the document, not one that lost them
        row["lines_stamp"] = _stamp(lines, used, raw, shape) or (known["lines_stamp"] if known else "")
    if known is not None and all(known[name] == value for name, value in row.items()):
        page.unmoved.append(xero_id)
        return
    row["read_at"] = read_at
    page.rows.append(row)
    page.contacts.update((row["contact_xero_id"], known["contact_xero_id"] if known else ""))
    if shape.has_lines and row["lines_stamp"] != (known["lines_stamp"] if known else ""):
        if lines:
            page.lines[xero_id] = lines
        if shape.has_allocations:
            page.allocations[xero_id] = used
    if known is not None:
        _tell(shape, known, row, page)


def _stamp(lines: list[LineRow], used: list[LineRow], raw: Raw, shape: DocumentShape) -> str:
    if shape.has_allocations and "Allocations" in raw:
        return stamp_of([*lines, ("used",), *used])
    return stamp_of(lines)


def _tell(shape: DocumentShape, known: Row, row: Row, page: _Page) -> None:
    """Add the entry for a known document that moved."""
    moved = tuple(
        EntryField(name, write(known[column]), write(row[column]))
        for column, (name, write) in shape.told.items()
        if known[column] != row[column]
    )
    if moved:
        at = datetime.fromisoformat(row["read_at"].replace("Z", "+00:00"))
        title = shape.title(row)
        page.entries.append(
            Entry("", at, "to_crm", shape.kind, "", row["xero_id"], title, "update", "done", moved, reason="Changed in Xero.", actor="Xero")
        )


def _replace(database: CompanyDatabase, table: str, key: str, columns: Sequence[str], lists: dict[str, list[LineRow]]) -> None:
    for some in chunks(lists):
        sql = " ".join(("DELETE FROM", table, "WHERE", key, "IN (?*)"))
        database.execute_sql(with_list(sql, some), some)
    rows: list[tuple[Any, ...]] = [row for one in lists.values() for row in one]
    if rows:
        database.many(insert_sql(table, columns), rows)
