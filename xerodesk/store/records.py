"""What contacts, products and deals have in common: rows with a revision, written only if nobody else wrote since."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from peewee import Model

from xerodesk.domain.errors import Moved, NotThere
from xerodesk.domain.ids import new_id
from xerodesk.domain.records import LocalRecord
from xerodesk.domain.values import Line, Value, Values
from xerodesk.store.amounts import price_column, price_value
from xerodesk.store.columns import clean, instant_text, json_text, json_value, known_instant, now_text
from xerodesk.store.database import CompanyDatabase
from xerodesk.store.sql import chunks, insert_sql, update_sql, with_list

Columns = dict[str, Any]


@dataclass(frozen=True)
class Children:
    """The list a record holds (`people`, `lines`): its field, and how it is read for many parents and written for one."""

    field: str
    read: Callable[[CompanyDatabase, Sequence[str]], dict[str, list[Line]]]
    write: Callable[[CompanyDatabase, Iterable[tuple[str, Sequence[Line]]]], None]
    clear: Callable[[CompanyDatabase, str], None]


@dataclass(frozen=True)
class Shape:
    """How a kind stands in its table.

    `text` and `prices` are the catalogue's fields that have columns; any other goes to `custom`. `derive` computes the columns that follow
    from the values (keys, what is searched); `fresh` are columns of a new record that follow from nothing yet. `facts` reads, for many
    ids, what decides whether a record takes part.
    """

    kind: str
    model: type[Model]
    table: str
    title: str
    text: tuple[str, ...]
    derive: Callable[[Values], Columns]
    facts: Callable[[CompanyDatabase, Sequence[str]], dict[str, dict[str, str | bool]]]
    prices: tuple[str, ...] = ()
    children: Children | None = None
    defaults: Mapping[str, str] = field(default_factory=dict)
    fresh: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True)
class Fresh:
    """A record to be made: its values, where it was imported from if it was, and an id if it has one already."""

    values: Values
    source: str = ""
    source_id: str = ""
    id: str = ""


_STAMPED = ("id", "created_at", "edited_at", "edited_by", "source", "source_id")


class RecordTable:
    """The records of one kind of the CRM. Every change raises the revision by one and notes who made it and when."""

    def __init__(self, database: CompanyDatabase, shape: Shape) -> None:
        self._database = database
        self._shape = shape

    def get(self, record_id: str) -> LocalRecord | None:
        """One record, or None."""
        return self.load([record_id]).get(record_id)

    def load(self, ids: Iterable[str]) -> dict[str, LocalRecord]:
        """Records by id; missing ones are absent."""
        found: dict[str, LocalRecord] = {}
        for some in chunks(ids):
            found.update(self._load_some(some))
        return found

    def create(self, values: Values, *, by: str, source: str = "", source_id: str = "", record_id: str = "") -> str:
        """Store a new record and return its id. `by` is who made it; `source` and `source_id` name it where it was imported from."""
        return self.create_many([Fresh(values, source, source_id, record_id)], by=by)[0]

    def create_many(self, records: Sequence[Fresh], *, by: str, at: datetime | None = None) -> list[str]:
        """Store new records in one transaction and return their ids in order."""
        shape, made_at = self._shape, instant_text(at) if at else now_text()
        ids, rows, lists = [], [], []
        blank: Columns = {**dict.fromkeys(shape.text, ""), **dict.fromkeys(shape.prices), **shape.fresh, "status": "active", "revision": 1}
        for record in records:
            values = {**shape.defaults, **record.values}
            identity = record.id or new_id()
            stamp = (identity, made_at, made_at, by, record.source, clean(record.source_id))
            row = {**blank, **self._columns(values, {}), **shape.derive(values), **dict(zip(_STAMPED, stamp, strict=True))}
            ids.append(identity)
            rows.append(row)
            lists.append((identity, self._list_of(values)))
        if rows:
            with self._database.write():
                self._database.many(insert_sql(shape.table, rows[0]), [tuple(row.values()) for row in rows])
                if shape.children:
                    shape.children.write(self._database, lists)
        return ids

    def update(
        self,
        record_id: str,
        revision: int,
        changes: Values,
        *,
        by: str,
        at: datetime | None = None,
        status: str | None = None,
        even_if_equal: bool = False,
        known: LocalRecord | None = None,
    ) -> int:
        """Write `changes` (and the `status` "active" or "archived") if the record still stands at `revision`; returns the new revision.

        What is equal counts as no change, unless `even_if_equal`. `known` is the record as loaded inside the transaction that is open (a
        bulk import), which spares reading it again. Raises Moved when someone else wrote since, NotThere when there is no such record.
        """
        with self._database.write():
            current = known or self._current(record_id, revision)
            moved = {name: value for name, value in changes.items() if current.values.get(name, "") != value}
            archived = current.archived if status is None else status == "archived"
            if not moved and archived == current.archived and not even_if_equal:
                return revision
            row = Columns(status="archived" if archived else "active")
            if moved:
                row.update({**self._columns(moved, current.values), **self._shape.derive({**current.values, **moved})})
            self._write(record_id, revision, row, by, at)
            if self._shape.children and self._shape.children.field in moved:
                self._shape.children.clear(self._database, record_id)
                self._shape.children.write(self._database, [(record_id, self._list_of(moved))])
        return revision + 1

    def archive(self, record_id: str, revision: int, *, by: str, at: datetime | None = None) -> int:
        """Archive a record (nothing is ever deleted); returns the new revision. Raises Moved or NotThere."""
        return self.update(record_id, revision, {}, by=by, at=at, status="archived")

    def restore(self, record_id: str, revision: int, *, by: str, at: datetime | None = None) -> int:
        """Bring an archived record back; returns the new revision. Raises Moved or NotThere."""
        return self.update(record_id, revision, {}, by=by, at=at, status="active")

    def with_source(self, source: str, source_ids: Iterable[str]) -> dict[str, str]:
        """Our ids of the records imported from `source`, by their id there."""
        found: dict[str, str] = {}
        for some in chunks(source_ids):
            sql = " ".join(("SELECT source_id, id FROM", self._shape.table, "WHERE source = ? AND source_id IN (?*)"))
            found.update((source_id, own) for source_id, own in self._database.rows(with_list(sql, some), [source, *some]))
        return found

    def set_source(self, record_id: str, source: str, source_id: str) -> None:
        """Remember where a record was imported from; that is no edit."""
        model: Any = self._shape.model
        model.update(source=source, source_id=clean(source_id)).where(model.id == record_id).execute(self._database)

    def _current(self, record_id: str, revision: int) -> LocalRecord:
        current = self.get(record_id)
        if current is None:
            raise NotThere("This record is no longer in the company file.", "Refresh the list.", status=404)
        if current.revision != revision:
            raise Moved(
                "Someone else changed this record in the meantime; nothing was overwritten.", "Look at it again, then save once more."
            )
        return current

    def _write(self, record_id: str, revision: int, row: Columns, by: str, at: datetime | None) -> None:
        full = {**row, "revision": revision + 1, "edited_at": instant_text(at) if at else now_text(), "edited_by": by}
        self._database.execute_sql(update_sql(self._shape.table, full, ("id", "revision")), [*full.values(), record_id, revision])

    def _list_of(self, values: Values) -> Sequence[Line]:
        rows = values.get(self._shape.children.field) if self._shape.children else None
        return rows if isinstance(rows, list) else []

    def _columns(self, values: Values, current: Values) -> Columns:
        """The columns that hold `values`; fields without a column go to `custom`, beside those of `current`."""
        shape, row = self._shape, Columns()
        listed = shape.children.field if shape.children else ""
        custom = {name: value for name, value in current.items() if name not in shape.text and name not in shape.prices and name != listed}
        for name, value in values.items():
            if name in shape.text:
                row[name] = text_column(value)
            elif name in shape.prices:
                row[name] = price_column(text_column(value))
            elif name != listed:
                custom[name] = value
        row["custom"] = json_text(custom)
        return row

    def _load_some(self, ids: Sequence[str]) -> Iterator[tuple[str, LocalRecord]]:
        shape = self._shape
        names = ("id", "revision", "edited_at", "status", "custom", *shape.text, *shape.prices)
        sql = with_list(" ".join(("SELECT", ", ".join(names), "FROM", shape.table, "WHERE id IN (?*)")), ids)
        with self._database.read():
            rows = self._database.rows(sql, ids)
            lists = shape.children.read(self._database, ids) if shape.children else {}
            facts = shape.facts(self._database, ids)
        first_price = 5 + len(shape.text)
        for row in rows:
            identity: str = row[0]
            values: dict[str, Value] = dict(zip(shape.text, row[5:first_price], strict=True))
            for name, price in zip(shape.prices, row[first_price:], strict=True):
                values[name] = price_value(price)
            if shape.children:
                values[shape.children.field] = lists.get(identity, [])
            if row[4] != "{}":
                values.update(json_value(row[4]))
            yield (
                identity,
                LocalRecord(
                    kind=shape.kind,
                    id=identity,
                    revision=row[1],
                    edited_at=known_instant(row[2]),
                    title=str(values[shape.title]) or identity,
                    archived=row[3] == "archived",
                    values=values,
                    facts=facts.get(identity, {}),
                ),
            )


def text_column(value: Value) -> str:
    """A field's value as text for its column."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return clean(value) if isinstance(value, str) else json_text(value)
