"""Resync: a run over the records of failed log entries. The old entries stay; the new ones carry the number of the attempt."""

from __future__ import annotations

from collections.abc import Iterable

from xerodesk.domain.errors import Misuse
from xerodesk.domain.log import Entry
from xerodesk.mapping.kinds import KINDS
from xerodesk.services.sync_run import SyncDone, sync
from xerodesk.sync.engine import Engine, Scope
from xerodesk.sync.ports import Ledger


def resync(engine: Engine, ledger: Ledger, entries: Iterable[int] | None = None, *, asked_by: str) -> SyncDone:
    """Sync again the records of these entries, or of everything whose last attempt failed. Raises Misuse when an entry is not there."""
    wanted = None if entries is None else list(entries)
    found = [one for one in ledger.failures(wanted) if one.kind in KINDS and KINDS[one.kind].two_way and _is_there(ledger, one)]
    if wanted is not None and len({one.id for one in found}) < len(set(wanted)):
        missing = sorted(set(wanted) - {one.id for one in found})
        raise Misuse(f"The log has no line {missing[0]} that can be synced again.", "Take the number from the sync log.")
    if not found:
        raise Misuse("Nothing in the log has failed.", "There is nothing to sync again.")
    return sync(engine, scope_of(found), asked_by=asked_by, mode="resync")


def _is_there(ledger: Ledger, entry: Entry) -> bool:
    """Whether the record of an entry still exists on the side it is named by."""
    known = ledger.local(entry.kind, entry.crm_id) if entry.crm_id else ledger.remote(entry.kind, entry.xero_id)
    return known is not None


def scope_of(entries: Iterable[Entry]) -> Scope:
    """The records of these entries, with how often each was tried."""
    ids: set[str] = set()
    kinds: set[str] = set()
    attempts: dict[tuple[str, str, str], int] = {}
    for one in entries:
        kinds.add(one.kind)
        ids.add(one.crm_id or one.xero_id)
        for key in ((one.kind, one.crm_id, ""), (one.kind, "", one.xero_id)):
            if any(key[1:]):
                attempts[key] = max(attempts.get(key, 0), one.attempt)
    return Scope(frozenset(kinds), frozenset(ids), attempts=attempts)
