"""The company file as the spine sees it: the whole of `sync.ports.Ledger`, put together from the write side by noun."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from xerodesk.domain.log import Entry, RunSummary
from xerodesk.domain.records import Link, LocalRecord, Pair, RemoteRecord
from xerodesk.store.columns import instant, instant_text, now_text
from xerodesk.store.mirror import stamp_of
from xerodesk.store.receiving import LedgerReceiving
from xerodesk.store.writing import Writing
from xerodesk.sync.ports import Confirmed, Cursor, OutRequest, Raw, Ruling


class _Reading:
    """ports.RecordReading."""

    def __init__(self, writing: Writing) -> None:
        self._writing = writing

    def pairs(self, kind: str, ids: Iterable[str] | None = None, *, quiet: bool = False) -> Iterator[Pair]:
        """Pairs that may have work and records without a partner; none for kinds that are only mirrored."""
        found = self._writing.pairs.get(kind)
        return iter(()) if found is None else found.each(ids, quiet)

    def quiet_count(self, kind: str) -> int:
        """How many linked pairs are in step."""
        found = self._writing.pairs.get(kind)
        return 0 if found is None else found.quiet_count()

    def local(self, kind: str, crm_id: str) -> LocalRecord | None:
        """A CRM record."""
        table = self._writing.two_way.get(kind)
        return None if table is None else table.get(crm_id)

    def remote(self, kind: str, xero_id: str) -> RemoteRecord | None:
        """A Xero record of a two-way kind as last answered."""
        return self._writing.mirror.remotes(kind, [xero_id]).get(xero_id)

    def link(self, kind: str, *, crm_id: str = "", xero_id: str = "") -> Link | None:
        """The link of a CRM record or of a Xero record."""
        return self._writing.links.find(kind, crm_id=crm_id, xero_id=xero_id)

    def cursor(self, kind: str) -> Cursor:
        """How far a kind has been read."""
        row = self._writing.database.row("SELECT since, full_at FROM cursor WHERE kind = ?", (kind,)) or ("", "")
        return Cursor(kind, instant(row[0]), instant(row[1]))

    def setting(self, name: str) -> Any:
        """A setting of the company, or None."""
        return self._writing.settings.get(name)

    def never_pairs(self, kind: str) -> frozenset[tuple[str, str]]:
        """Pairs a person declared not the same."""
        return self._writing.links.never(kind)

    def rulings(self, kind: str) -> list[Ruling]:
        """Decisions made and not yet carried out."""
        return self._writing.conflicts.rulings(kind)


class _Mirroring:
    """ports.Mirroring."""

    def __init__(self, writing: Writing) -> None:
        self._writing = writing

    def mirror(self, kind: str, rows: Sequence[Raw], read_at: datetime) -> tuple[int, list[Entry]]:
        """Store rows as read: how many were new or changed, and the entries they give."""
        store = self._writing.mirror.store if kind in self._writing.two_way else self._writing.documents.store
        return store(kind, rows, read_at)

    def mirror_gone(self, kind: str, present: frozenset[str]) -> list[str]:
        """Mark records of a fully listed two-way kind that are no longer there; documents are never removed at Xero."""
        return self._writing.mirror.mark_gone(kind, present) if kind in self._writing.two_way else []

    def mirror_count(self, kind: str) -> int:
        """How many records of a kind are stored as Xero has them."""
        return self._writing.mirror.count(kind) if kind in self._writing.two_way else self._writing.documents.count(kind)

    def busiest(self, kind: str, limit: int) -> list[str]:
        """The Xero ids of the contacts with the most sales invoices."""
        return self._writing.documents.busiest(limit) if kind == "contact" else []

    def move_cursor(self, kind: str, since: datetime, *, full: bool) -> None:
        """Note how far a kind was read; `full_at` moves when it was read in full."""
        at = instant_text(since)
        self._writing.database.execute_sql(
            "INSERT INTO cursor (kind, since, full_at, moved_at) VALUES (?, ?, ?, ?) ON CONFLICT (kind) DO UPDATE SET"
            " since = excluded.since, moved_at = excluded.moved_at,"
            " full_at = CASE excluded.full_at WHEN '' THEN full_at ELSE excluded.full_at END",
            (kind, at, at if full else "", now_text()),
        )


class _RunKeeping:
    """ports.RunKeeping."""

    def __init__(self, writing: Writing) -> None:
        self._writing = writing

    def begin_run(self, asked_by: str, mode: str) -> str:
        """Note that a run began; its id."""
        return self._writing.runs.begin(asked_by, mode)

    def end_run(self, summary: RunSummary) -> None:
        """Store a run's summary."""
        self._writing.runs.end(summary)

    def add_entries(self, entries: Sequence[Entry], *, calm: bool = False) -> int:
        """Add lines to the log, with `calm` only those that say something new; returns how many."""
        with self._writing.database.write():
            new = self._writing.entries.news(entries) if calm else entries
            self._writing.entries.add(new)
        return len(new)

    def failures(self, ids: Iterable[int] | None = None) -> list[Entry]:
        """The last entry of every record whose last entry failed; with `ids` exactly those."""
        return self._writing.entries.failures(ids)


class _Outbox:
    """ports.Outbox."""

    def __init__(self, writing: Writing) -> None:
        self._writing = writing

    def store_request(self, request: OutRequest) -> None:
        """Store a request before it is sent."""
        self._writing.outbox.store(request)

    def mark_sent(self, request_id: str, at: datetime, token_id: str) -> None:
        """Note that a request goes out now."""
        self._writing.outbox.mark_sent(request_id, at, token_id)

    def settle(self, request_id: str, confirmed: Sequence[Confirmed], refused: Sequence[Entry], *, dissolved: bool = False) -> None:
        """Record the fate of a request: links, agreed values, mirror and log in one transaction."""
        writing = self._writing
        with writing.database.write():
            for one in confirmed:
                writing.mirror.store(one.kind, [one.remote.raw], one.remote.read_at)
                writing.links.put(
                    one.kind,
                    one.crm_id,
                    one.remote.id,
                    one.agreed,
                    revision=one.revision,
                    stamp=stamp_of(one.remote.raw),
                    in_step=one.in_step,
                    made_by_us=one.made_by_us,
                )
            writing.entries.add([*(one.entry for one in confirmed), *refused])
            writing.outbox.close(request_id, [one.position for one in confirmed if one.request == request_id], dissolved=dissolved)

    def open_requests(self) -> list[OutRequest]:
        """Requests whose fate is not recorded, oldest first."""
        return self._writing.outbox.open()


class SqlLedger(_Reading, _Mirroring, _RunKeeping, _Outbox, LedgerReceiving):
    """The ledger over one company file."""

    def __init__(self, writing: Writing) -> None:
        super().__init__(writing)
