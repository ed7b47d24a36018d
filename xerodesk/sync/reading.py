"""Reading Xero into the mirror: first readings, what changed since, and the daily pass that catches what "changed since" misses.

The cursor of a kind moves once, when all pages are stored, to Xero's own time of the first answer less five minutes; rows that come
twice are stored once. Fewer distinct rows than Xero counts: read again, then stop and say so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from xerodesk.domain.errors import NotAllowed, NotOffered, Offline, Refused, StoppedBySafety
from xerodesk.domain.log import Entry
from xerodesk.mapping.kinds import KINDS, Kind
from xerodesk.sync.ports import Cursor, Raw
from xerodesk.sync.remote import day_of, text_of
from xerodesk.sync.run_state import Run
from xerodesk.sync.safety import check_pull

OVERLAP = timedelta(minutes=5)
REPAIR_AFTER = timedelta(hours=24)
_NEWEST = timedelta(days=365)
# What a daily pass reads of kinds too large to list again: documents whose balance or due date can move unseen (Xero, "If-Modified-Since").
_REPAIR: Mapping[str, Mapping[str, str]] = {"invoice": {"Statuses": "AUTHORISED"}}
_SPLIT_BY_DATE = frozenset({"invoice"})
_TOGETHER = 4_000  # rows in one transaction: an index is then written once for four pages, and few pages are held in memory
_DAILY = frozenset({"overpayment", "prepayment"})  # what they settle shows on the invoices; read with the daily pass to spare calls


@dataclass(slots=True)
class Walk:
    """What one walk brought: Xero's clock at its first answer, the distinct ids, how many were new or changed, and log entries.

    `nameless` rows came without an id and cannot be kept.
    """

    began: datetime | None = None
    ids: set[str] = field(default_factory=set)
    changed: int = 0
    expected: int = 0
    nameless: int = 0
    entries: list[Entry] = field(default_factory=list)
    oldest_date: str = ""

    def complete(self) -> bool:
        """Whether as many distinct rows came as Xero counts."""
        return len(self.ids) + self.nameless >= self.expected


@dataclass(slots=True)
class _Held:
    """Rows waiting to be stored together, and the instant before the first of them was read."""

    since: datetime
    rows: list[Raw] = field(default_factory=list)


def read_kind(run: Run, name: str) -> int:
    """Bring the mirror of one kind up to date. Returns how many of its records were new or changed.

    A kind that is not offered, or not allowed to this sign-in, is passed over with a word, unless nothing works without it.
    """
    try:
        return _read(run, name)
    except (NotOffered, NotAllowed) as missing:
        if KINDS[name].needed:
            raise
        run.unread.add(name)
        run.tally.notes.append(f"{KINDS[name].plural} were not read. {missing.message} {missing.advice}".strip())
        return 0


def _read(run: Run, name: str) -> int:
    kind, cursor = KINDS[name], run.ledger.cursor(name)
    whole = cursor.since is None or not kind.delta or not kind.paged
    repair = not whole and (cursor.full_at is None or run.clock() - cursor.full_at >= REPAIR_AFTER)
    if name in _DAILY and not whole and not repair:
        return 0
    run.progress.step(f"Reading {kind.plural.lower()} from Xero")
    if cursor.since is None and name in _SPLIT_BY_DATE:
        return _first_documents(run, kind)
    since = None if whole or (repair and name not in _REPAIR and kind.two_way) else cursor.since
    walk = _walk(run, kind, since=since)
    if since is None:
        _check_whole(run, kind, walk, cursor)
    entries, changed = walk.entries, walk.changed
    if repair and name in _REPAIR:
        again = _walk(run, kind, where=_REPAIR[name])
        entries, changed = entries + again.entries, changed + again.changed
    _finish(run, kind, walk.began, entries, changed, first=cursor.since is None, full=whole or repair)
    return changed


def _check_whole(run: Run, kind: Kind, walk: Walk, cursor: Cursor) -> None:
    """After listing a kind as a whole: what is no longer there is marked, unless the list is implausibly short."""
    if cursor.since is None:
        return
    if not run.confirmed:
        check_pull(kind, known=run.ledger.mirror_count(kind.name), got=len(walk.ids))
    if not kind.paged:
        run.ledger.mirror_gone(kind.name, frozenset(walk.ids))


def _finish(run: Run, kind: Kind, began: datetime | None, entries: list[Entry], changed: int, *, first: bool, full: bool) -> None:
    """All pages are stored: move the cursor, and log what moved in kinds that only Xero writes."""
    if began is not None:
        run.ledger.move_cursor(kind.name, began - OVERLAP, full=full)
    if kind.two_way or not run.id:
        return
    run.tally.mirrored[kind.name] = run.tally.mirrored.get(kind.name, 0) + changed
    if first and changed:
        plural = kind.plural.lower()
        run.log([_first_entry(run, kind.name, f"{changed:,} {plural}")])
    elif entries and not first:
        run.log([_of_run(run, one) for one in entries])


def _first_entry(run: Run, kind: str, title: str) -> Entry:
    return Entry(run.id, run.clock(), "to_crm", kind, "", "", title, "mirror", "done", reason="Read from Xero.", actor=run.asked_by)


def _of_run(run: Run, entry: Entry) -> Entry:
    return replace(entry, run=run.id, actor=run.asked_by)


def _walk(run: Run, kind: Kind, *, since: datetime | None = None, where: Mapping[str, str] | None = None) -> Walk:
    """One walk, stored a few pages at a time; walked once more when rows were missing. Raises StoppedBySafety when they still are."""
    for _ in range(2):
        walk, held = Walk(), _Held(run.clock())
        for page in run.books.walk(kind.name, since=since, where=where):
            run.progress.check()
            if walk.began is None:
                walk.began = page.server_time
                run.heard(page.server_time)
            held.rows += _fresh(kind, walk, page.rows, dated=where is not None)
            walk.expected = max(walk.expected, page.item_count)
            if len(held.rows) >= _TOGETHER:
                held = _store(run, kind, walk, held)
            run.progress.step(f"Reading {kind.plural.lower()} from Xero", len(walk.ids), walk.expected)
        _store(run, kind, walk, held)
        if walk.complete():
            if walk.nameless:
                run.tally.notes.append(f"Xero listed {walk.nameless:,} {kind.plural.lower()} without an id; they were passed over.")
            return walk
    raise StoppedBySafety(
        f"Xero counts {walk.expected:,} {kind.plural.lower()} but listed only {len(walk.ids):,}, twice.",
        "Nothing was changed. Sync again in a few minutes.",
    )


def _fresh(kind: Kind, walk: Walk, rows: Any, *, dated: bool) -> list[Raw]:
    """The rows of a page that were not seen in this walk before; a row without an id cannot be kept. `dated`: days are looked at."""
    fresh: list[Raw] = []
    for raw in rows:
        found = text_of(raw, kind.id_key) if isinstance(raw, Mapping) else ""
        if not found:
            walk.nameless += 1
        elif found not in walk.ids:
            walk.ids.add(found)
            fresh.append(raw)
            day = day_of(raw) if dated else ""
            walk.oldest_date = min(walk.oldest_date or day, day) if day else walk.oldest_date
    return fresh


def _store(run: Run, kind: Kind, walk: Walk, held: _Held) -> _Held:
    """Store the rows held back so far, and begin anew."""
    if held.rows:
        changed, entries = run.ledger.mirror(kind.name, held.rows, held.since)
        walk.changed += changed
        walk.entries += entries
    return _Held(run.clock())


def _passed_over(run: Run, kind: Kind) -> int:
    """Read everything when Xero counts more than the filters brought: they were not understood, or left out what has no date or amount."""
    first = next(iter(run.books.walk(kind.name, where={"pageSize": "1"})))
    return _walk(run, kind).changed if first.item_count > run.ledger.mirror_count(kind.name) else 0


def _first_documents(run: Run, kind: Kind) -> int:
    """The first reading of documents: the newest twelve months, then what is still open, then the older history.

    A server that does not take the filter gives everything at once; then that is the reading.
    """
    day = (run.clock() - _NEWEST).date()
    cut = f"DateTime({day.year}, {day.month:02}, {day.day:02})"
    try:
        walk = _walk(run, kind, where={"where": f"Date >= {cut}"})
        filtered = not walk.oldest_date or walk.oldest_date >= day.isoformat()
        changed = walk.changed
        if not walk.ids:
            changed += _walk(run, kind).changed
        elif filtered:
            for rest in (f"Date < {cut} AND AmountDue > 0", f"Date < {cut} AND AmountDue <= 0"):
                changed += _walk(run, kind, where={"where": rest}).changed
            changed += _passed_over(run, kind)
    except NotOffered:
        raise
    except (Refused, Offline, StoppedBySafety):  # a filter may also be what a server breaks at, or counts wrongly under
        walk = _walk(run, kind)
        changed = walk.changed
    _finish(run, kind, walk.began, [], changed, first=True, full=True)
    return changed
