"""What the spine looks at: linked pairs that may have work, and the records of either side that have no partner."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from xerodesk.domain.records import Pair
from xerodesk.store.database import CompanyDatabase
from xerodesk.store.links import Links
from xerodesk.store.mirror import Mirror
from xerodesk.store.records import RecordTable
from xerodesk.store.sql import CHUNK, chunks, with_list

# a side moved since the pair was last found in step, or the pair is held; a record gone from Xero has lost its stamp
_MOVED = "(r.revision <> l.crm_revision OR COALESCE(m.stamp, '') <> l.xero_stamp OR l.xero_stamp = '' OR l.held <> '')"
_LINKED = "FROM link l JOIN {table} r ON r.id = l.crm_id LEFT JOIN mirror m ON m.kind = l.kind AND m.xero_id = l.xero_id WHERE l.kind = ?"
_NO_LINK_HERE = "NOT EXISTS (SELECT 1 FROM link l WHERE l.kind = ? AND l.crm_id = r.id)"
_NO_LINK_THERE = "NOT EXISTS (SELECT 1 FROM link l WHERE l.kind = m.kind AND l.xero_id = m.xero_id)"
_ONLY_HERE = " ".join(("SELECT r.id, '' FROM {table} r WHERE", _NO_LINK_HERE))
_ONLY_THERE = " ".join(("SELECT '', m.xero_id FROM mirror m WHERE m.kind = ? AND m.gone = 0 AND", _NO_LINK_THERE))

Key = tuple[str, str]
"""(CRM id, Xero id), one of them "" where there is no partner."""


class Pairs:
    """Finds and loads pairs of one kind."""

    def __init__(self, database: CompanyDatabase, kind: str, table: str, records: RecordTable) -> None:
        self._database = database
        self._kind = kind
        self._table = table
        self._records = records
        self._links = Links(database)
        self._mirror = Mirror(database)

    def each(self, ids: Iterable[str] | None, quiet: bool) -> Iterator[Pair]:
        """The pairs, loaded a few hundred at a time. Which they are is decided now; what they hold when each is reached."""
        keys = self._all(quiet) if ids is None else self._named(list(ids))
        return self._loaded(keys)

    def quiet_count(self) -> int:
        """How many linked pairs are in step."""
        return int(self._database.value(self._sql("SELECT COUNT(*)", _LINKED, "AND NOT", _MOVED), (self._kind,)))

    def _all(self, quiet: bool) -> list[Key]:
        database, kind = self._database, self._kind
        moved = () if quiet else ("AND", _MOVED)
        with database.read():
            return [
                *_keys(database.rows(self._sql("SELECT l.crm_id, l.xero_id", _LINKED, *moved, "ORDER BY l.crm_id"), (kind,))),
                *_keys(database.rows(self._sql(_ONLY_HERE, "ORDER BY r.id"), (kind,))),
                *_keys(database.rows(_ONLY_THERE, (kind,))),
            ]

    def _named(self, ids: Sequence[str]) -> list[Key]:
        database, kind, keys = self._database, self._kind, list[Key]()
        with database.read():
            for some in chunks(ids):
                linked = self._sql("SELECT l.crm_id, l.xero_id", _LINKED, "AND (l.crm_id IN (?*) OR l.xero_id IN (?*)) ORDER BY l.crm_id")
                here = self._sql(_ONLY_HERE, "AND r.id IN (?*) ORDER BY r.id")
                there = self._sql(_ONLY_THERE, "AND m.xero_id IN (?*)")
                keys.extend(_keys(database.rows(with_list(linked, some), [kind, *some, *some])))
                keys.extend(_keys(database.rows(with_list(here, some), [kind, *some])))
                keys.extend(_keys(database.rows(with_list(there, some), [kind, *some])))
        return list(dict.fromkeys(keys))

    def _loaded(self, keys: Sequence[Key]) -> Iterator[Pair]:
        for start in range(0, len(keys), CHUNK):
            some = keys[start : start + CHUNK]
            with self._database.read():
                locals_ = self._records.load(crm_id for crm_id, _ in some if crm_id)
                links = self._links.load(self._kind, [crm_id for crm_id, xero_id in some if crm_id and xero_id])
                remotes = self._mirror.remotes(self._kind, [xero_id for _, xero_id in some if xero_id])
            for crm_id, xero_id in some:
                pair = Pair(locals_.get(crm_id), remotes.get(xero_id), links.get(crm_id))
                if pair.local is not None or pair.remote is not None:
                    yield pair

    def _sql(self, *parts: str) -> str:
        return " ".join(parts).replace("{table}", self._table)


def _keys(rows: Iterable[Sequence[str]]) -> Iterator[Key]:
    return ((row[0], row[1]) for row in rows)
