"""Requests whose answer was lost: the identical bytes again while their key lives, otherwise looked up by marker, never sent blindly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from xerodesk.domain.errors import AnswerLost, Refused
from xerodesk.domain.records import Agreed, LocalRecord, RemoteRecord
from xerodesk.sync.outbox import may_replay
from xerodesk.sync.ports import Confirmed, OutRequest, OutRow
from xerodesk.sync.remote import remote_record, survivor_of, text_of
from xerodesk.sync.run_state import Run
from xerodesk.sync.settling import Fates, LocalOf, confirm, read_answer, refused_entries

_FOUND = "Found in Xero after its answer was lost."


@dataclass(slots=True)
class Pending:
    """A request sent whose rows are not all accounted for."""

    request: OutRequest
    fates: Fates = field(default_factory=Fates)


def replay_open(run: Run) -> list[Pending]:
    """First step of a run: dissolve what was never sent, replay what may be replayed. Returns what has to be looked up after reading."""
    pending = []
    for request in run.ledger.open_requests():
        if request.state == "waiting":
            run.ledger.settle(request.id, (), (), dissolved=True)
            continue
        pending.append(replay(run, request, run.ledger.local))
    return pending


def replay(run: Run, request: OutRequest, local_of: LocalOf) -> Pending:
    """Send the identical bytes once more, if their key still protects them; otherwise all rows stay unknown."""
    if may_replay(request, run.clock(), run.books.token_id) and not run.looking_only:
        try:
            answer = run.books.write(request.method, request.kind, request.body, key=request.key)
            return Pending(request, read_answer(run, request, answer, local_of))
        except (AnswerLost, Refused):
            pass  # still unknown, or the key no longer answers: looked up instead
    return Pending(request, Fates(unknown=list(request.rows)))


def look_up(run: Run, pending: Pending, local_of: LocalOf) -> list[str]:
    """After reading: find the unknown rows by their markers, record the fate of the request, and return the ids to be planned again."""
    request, fates = pending.request, pending.fates
    open_rows = [*fates.unknown, *(row for row, _ in fates.taken)]
    found = _by_marker(run, request.kind, [row for row in open_rows if row.action == "create" and row.marker])
    confirmed = list(fates.confirmed)
    again = []
    for row in open_rows:
        remote = found.get(row.marker) if row.action == "create" else None
        one = recovered(run, request, row, remote, local_of) if remote is not None else None
        if one is None:
            again.append(row.crm_id)
        else:
            confirmed.append(one)
            again += [] if one.in_step else [row.crm_id]
    read_again(run, request.kind, [row.xero_id for row in open_rows if row.xero_id])
    record(run, request, replace(fates, confirmed=confirmed), dissolved=bool(open_rows))
    return again


def record(run: Run, request: OutRequest, fates: Fates, *, dissolved: bool = False) -> None:
    """Record what became of a request in one transaction, and count it."""
    refused = refused_entries(run, fates.refused)
    run.ledger.settle(request.id, fates.confirmed, refused, dissolved=dissolved)
    run.wrote(len(fates.confirmed) + len(refused))
    for one in fates.confirmed:
        run.tally.note(one.kind, one.crm_id, "synced")
    for row, _ in fates.refused:
        run.tally.note(row.kind, row.crm_id or row.xero_id, "failed")


def recovered(run: Run, request: OutRequest, row: OutRow, remote: RemoteRecord, local_of: LocalOf) -> Confirmed | None:
    """A create that turns out to be in Xero. Only what Xero still holds as sent is agreed; the rest is compared anew."""
    if run.ledger.link(row.kind, xero_id=remote.id) is not None:
        return None
    kind_map = run.maps[row.kind]
    values = kind_map.xero_values(remote.raw)
    wires = {wire.field: wire for wire in kind_map.wires}
    same: dict[str, Agreed] = {}
    for name, sent in row.sent.items():
        wire = wires.get(name)
        if wire is not None and wire.xero_key(wire.xero_value(values)) == wire.xero_key(sent.xero):
            same[name] = sent
    if not run.rules[row.kind].own_marker and len(same) < len(row.sent):
        return None
    return confirm(run, request.id, row, remote, same, local_of, _FOUND)


def _by_marker(run: Run, kind: str, rows: Sequence[OutRow]) -> dict[str, RemoteRecord]:
    """Marker -> record, first among what the mirror has, then by a search for each that is still missing; merges are followed."""
    if not rows:
        return {}
    rules = run.rules[kind]
    key = rules.kind.marker_key
    found: dict[str, RemoteRecord] = {}
    wanted = {row.marker for row in rows}
    for pair in run.ledger.pairs(kind):
        if pair.remote is not None and pair.link is None and text_of(pair.remote.raw, key) in wanted:
            found.setdefault(text_of(pair.remote.raw, key), pair.remote)
    for marker in sorted(wanted - set(found)):
        hits = [raw for raw in run.books.search(kind, marker) if text_of(raw, key) == marker]
        if hits:
            run.ledger.mirror(kind, hits, run.clock())
            found[marker] = remote_record(rules.kind, hits[0], run.clock())
    return {marker: _survivor(run, kind, remote) for marker, remote in found.items()}


def _survivor(run: Run, kind: str, remote: RemoteRecord) -> RemoteRecord:
    """The record a merged one lives on in, read if need be."""
    kept = survivor_of(run.rules[kind], remote)
    if not kept:
        return remote
    known = run.ledger.remote(kind, kept)
    if known is None:
        read_again(run, kind, [kept])
        known = run.ledger.remote(kind, kept)
    return known or remote


def read_again(run: Run, kind: str, ids: Sequence[str]) -> None:
    """Bring single records of the mirror up to date."""
    rows = run.books.read(kind, ids) if ids else []
    if rows:
        run.ledger.mirror(kind, rows, run.clock())


def newest_local(run: Run, known: dict[str, LocalRecord]) -> LocalOf:
    """Reads CRM records from `known` first: the copies the rows were built from."""
    return lambda kind, crm_id: known.get(crm_id) or run.ledger.local(kind, crm_id)
