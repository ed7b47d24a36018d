"""Writing to Xero: store the request, send it, read the verdicts, and find out about what is not certain before going on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from xerodesk.domain.errors import Offline, Refused, XerodeskError
from xerodesk.domain.log import Trouble
from xerodesk.domain.plan import Candidate
from xerodesk.domain.records import LocalRecord, RemoteRecord
from xerodesk.sync.closing import open_match
from xerodesk.sync.matching import match
from xerodesk.sync.outbox import bundles
from xerodesk.sync.pair_plan import PairPlan
from xerodesk.sync.ports import Confirmed, OutRequest, OutRow
from xerodesk.sync.reading import read_kind
from xerodesk.sync.recovery import Pending, look_up, newest_local, record, recovered, replay
from xerodesk.sync.remote import remote_record, text_of, title_of
from xerodesk.sync.run_state import Run, trouble_of
from xerodesk.sync.settling import Fates, planned, read_answer, sort_refusal

_CHANGE_IT = "Change the value here or in Xero, or merge the two records, then sync again."
_TAKEN_ADVICE = "Decide whether it is the same record, or give one of the two another name."


def send_all(run: Run, kind: str, plans: Sequence[PairPlan], make_id: Callable[[], str]) -> list[str]:
    """Send the rows towards Xero in bundles: creates and changes apart. Returns the ids to be planned again."""
    again: list[str] = []
    creates = [plan for plan in plans if plan.row("to_xero", "create") is not None]
    changes = [plan for plan in plans if plan.row("to_xero", "update", "link", "archive") is not None]
    for group in (creates, changes):
        sendable = [plan for plan in group if _buildable(run, plan)]
        for request, members in bundles(run.id, sendable, run.maps[kind], run.rules[kind], make_id):
            run.progress.check()
            again += _send(run, request, members, make_id)
    return again


def _buildable(run: Run, plan: PairPlan) -> bool:
    """Whether the row's elements can be built at all; a row that cannot is a failure of its own."""
    row = plan.row("to_xero")
    if row is None:
        return False
    try:
        return any(True for _ in bundles(run.id, [plan], run.maps[row.kind], run.rules[row.kind], lambda: ""))
    except Exception as error:  # noqa: BLE001 - one bad record never stops the rest; the log says it is our fault
        run.failed(row, trouble_of(error))
        return False


def _send(run: Run, request: OutRequest, members: Sequence[PairPlan], make_id: Callable[[], str]) -> list[str]:
    """Send one request and record its fate. Raises what stops a whole run: no connection, no sign-in, no allowance."""
    local_of = newest_local(run, _locals(members))
    run.ledger.store_request(request)
    request = replace(request, state="sent", first_sent_at=run.clock(), token_id=run.books.token_id)
    run.ledger.mark_sent(request.id, request.first_sent_at or run.clock(), request.token_id)
    try:
        answer = run.books.write(request.method, request.kind, request.body, key=request.key)
    except Offline:  # an answer that got lost is an Offline, too: either way nobody knows
        return _find_out(run, replay(run, request, local_of), make_id)
    except Refused as error:
        return _refused_whole(run, request, members, error, make_id)
    except XerodeskError:
        run.ledger.settle(request.id, (), (), dissolved=True)  # the limit or the sign-in: Xero did not look at it
        raise
    run.heard(answer.server_time)
    fates = read_answer(run, request, answer, local_of)
    if fates.unknown:
        return _find_out(run, Pending(request, fates), make_id)
    return _finish(run, request, fates, local_of)


def _locals(members: Sequence[PairPlan]) -> dict[str, LocalRecord]:
    return {plan.pair.local.id: plan.pair.local for plan in members if plan.pair.local is not None}


def _finish(run: Run, request: OutRequest, fates: Fates, local_of: Callable[[str, str], LocalRecord | None]) -> list[str]:
    """Record a request whose every row has a verdict; look at what was already taken first."""
    again: list[str] = []
    cases: list[tuple[OutRow, str, list[Candidate]]] = []
    for row, words in fates.taken:
        ours, candidates = _who_has_it(run, request, row, local_of)
        if ours is not None:
            fates.confirmed.append(ours)
        elif candidates:
            cases.append((row, words, candidates))
        else:
            fates.refused.append((row, Trouble("taken", words, _CHANGE_IT)))
    record(run, request, fates)
    for row, words, candidates in cases:
        local = local_of(row.kind, row.crm_id)
        if local is not None:
            trouble = Trouble("taken", words, _TAKEN_ADVICE)
            entry = run.entry_of(row, "", "conflict", planned(row), trouble)
            open_match(run, local, candidates, words, entry)
    return again


def _who_has_it(
    run: Run, request: OutRequest, row: OutRow, local_of: Callable[[str, str], LocalRecord | None]
) -> tuple[Confirmed | None, list[Candidate]]:
    """Who holds a name, code or number that is taken: a record we made ourselves (found again), or candidates for a person."""
    rules = run.rules[row.kind]
    hits = [raw for raw in run.books.search(row.kind, _name_sent(run, row)) if text_of(raw, rules.kind.id_key)]
    if hits:
        run.ledger.mirror(row.kind, hits, run.clock())
    remotes = [remote_record(rules.kind, raw, run.clock()) for raw in hits]
    for remote in remotes:
        if row.marker and rules.own_marker and text_of(remote.raw, rules.kind.marker_key) == row.marker:
            return recovered(run, request, row, remote, local_of), []
    local = local_of(row.kind, row.crm_id)
    free = [remote for remote in remotes if run.ledger.link(row.kind, xero_id=remote.id) is None]
    return None, [] if local is None else _candidates(run, row, local, free)


def _name_sent(run: Run, row: OutRow) -> str:
    """The name a create carried, else the record's title."""
    names = {wire.field for wire in run.maps[row.kind].wires if wire.xero_field == run.rules[row.kind].kind.name_key}
    return next((one.sent for one in row.fields if one.field in names and isinstance(one.sent, str)), row.title)


def _candidates(run: Run, row: OutRow, local: LocalRecord, free: Sequence[RemoteRecord]) -> list[Candidate]:
    rules = run.rules[row.kind]
    matches = match(rules, [local], free, taking_part=frozenset({local.id}))
    if local.id in matches.asks:
        return list(matches.asks[local.id])
    name = _name_sent(run, row).strip().casefold()
    return [
        Candidate(remote.id, title_of(rules.kind, remote), 95 if local.id in matches.links else 60, ("Xero says it is taken",))
        for remote in free
        if title_of(rules.kind, remote).strip().casefold() == name or local.id in matches.links
    ]


def _find_out(run: Run, pending: Pending, make_id: Callable[[], str]) -> list[str]:
    """An answer got lost: read what changed and look the rows up. What is not in Xero is planned again, under a new key."""
    if not pending.fates.unknown:
        return _finish(run, pending.request, pending.fates, run.ledger.local)
    read_kind(run, pending.request.kind)
    return look_up(run, pending, run.ledger.local)


def _refused_whole(
    run: Run, request: OutRequest, members: Sequence[PairPlan], error: Refused, make_id: Callable[[], str]
) -> list[str]:
    """Xero refused a request as a whole, for one bad row perhaps: each row is sent alone, so that the others get through."""
    if len(members) == 1:
        fates = Fates()
        sort_refusal(fates, request.rows[0], Trouble(error.code, error.message, error.advice))
        return _finish(run, request, fates, newest_local(run, _locals(members)))
    run.ledger.settle(request.id, (), (), dissolved=True)
    again: list[str] = []
    for plan in members:
        for single, alone in bundles(run.id, [plan], run.maps[request.kind], run.rules[request.kind], make_id):
            run.progress.check()
            again += _send(run, single, alone, make_id)
    return again
