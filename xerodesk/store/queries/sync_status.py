"""How things stand with Xero: the connection, the last run, what was read when, and the badges."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from xerodesk.domain.connection import Connection
from xerodesk.store.columns import instant
from xerodesk.store.encoded import connection_of
from xerodesk.store.queries import home, log
from xerodesk.store.queries.source import Source


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """`last_run` is the newest of any mode; `last_sync` when a run last ended. `waiting` are requests not sent yet, `checking` those
    whose answer was lost. `needs` is the number on Home's badge."""

    connection: Connection | None
    last_run: log.RunRow | None
    last_sync: datetime | None
    read_at: dict[str, datetime]
    linked: dict[str, int]
    waiting: int
    checking: int
    to_decide: int
    failed: int
    needs: int


def sync_status(source: Source, today: date) -> SyncStatus:
    """How things stand with Xero now."""
    with source.read():
        runs = log.runs(source, limit=1)
        counts = log.counts(source)
        states = dict(source.rows("SELECT state, COUNT(*) FROM request WHERE state IN ('waiting', 'sent') GROUP BY state"))
        read = {kind: instant(at) for kind, at in source.rows("SELECT kind, moved_at FROM cursor")}
        return SyncStatus(
            connection=connection_of(source.value("SELECT body FROM connection") or ""),
            last_run=runs[0] if runs else None,
            last_sync=instant(source.value("SELECT MAX(ended_at) FROM run WHERE mode <> 'import'") or ""),
            read_at={kind: at for kind, at in read.items() if at is not None},
            linked=dict(source.rows("SELECT kind, COUNT(*) FROM link GROUP BY kind")),
            waiting=int(states.get("waiting", 0)),
            checking=int(states.get("sent", 0)),
            to_decide=counts.to_decide,
            failed=counts.failed,
            needs=home.need_count(source, today),
        )
