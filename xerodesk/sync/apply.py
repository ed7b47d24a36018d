"""Carrying out the plans of one kind: old copies are read again first, then the CRM is written, then Xero, then the rest is closed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta

from xerodesk.domain.errors import Moved
from xerodesk.domain.log import Trouble
from xerodesk.domain.plan import PlanRow
from xerodesk.domain.records import Pair
from xerodesk.sync.arriving import receive
from xerodesk.sync.closing import close, join_settled
from xerodesk.sync.pair_plan import PairPlan, PlanContext, plan_pair
from xerodesk.sync.recovery import read_again
from xerodesk.sync.remote import survivor_of
from xerodesk.sync.run_state import Run
from xerodesk.sync.sending import send_all

CHUNK = 200
PAGE = 1_000  # of records that nothing is sent for
STALE = timedelta(seconds=60)


def apply_plans(run: Run, kind: str, plans: Sequence[PairPlan], context: PlanContext, make_id: Callable[[], str]) -> list[str]:
    """Carry out plans. Returns the ids of records that moved meanwhile and have to be planned again. Cancel is safe between chunks."""
    again: list[str] = []
    staying = [plan for plan in plans if plan.row("to_xero") is None]
    born = [plan for plan in plans if plan.row("to_xero", "create") is not None]
    changing = [plan for plan in plans if plan.row("to_xero", "update", "link", "archive") is not None]
    done = 0
    for group, size, rewrites in ((staying, PAGE, False), (born, CHUNK, False), (changing, CHUNK, True)):
        for chunk in _chunks(group, size):
            run.progress.check()
            done += len(chunk)
            run.progress.step(f"Syncing {run.rules[kind].kind.plural.lower()}", done, len(plans))
            current = _freshen(run, kind, chunk, context) if rewrites and not run.looking_only else chunk
            again += _carry_out(run, kind, current, context, make_id)
    return again


def _chunks(plans: Sequence[PairPlan], size: int) -> Iterator[Sequence[PairPlan]]:
    for start in range(0, len(plans), size):
        yield plans[start : start + size]


def _freshen(run: Run, kind: str, plans: Sequence[PairPlan], context: PlanContext) -> list[PairPlan]:
    """Read copies older than a minute again and plan those records anew, so that nothing is laid over what Xero no longer holds."""
    now = run.clock()
    # a copy from the future was read before this computer's clock was set back: how old it is cannot be told
    old = {one.id for plan in plans if (one := plan.pair.remote) is not None and not timedelta() <= now - one.read_at <= STALE}
    if old:
        read_again(run, kind, sorted(old))
    fresh = []
    for plan in plans:
        if plan.pair.remote is None or plan.pair.remote.id not in old:
            fresh.append(plan)
            continue
        pair = Pair(run.ledger.local(kind, plan.key), run.ledger.remote(kind, plan.pair.remote.id), run.ledger.link(kind, crm_id=plan.key))
        matched = next((row.reason for row in plan.rows if row.action == "link"), "")
        fresh.append(plan_pair(pair, run.maps[kind], run.rules[kind], context, matched))
    return fresh


def _carry_out(run: Run, kind: str, plans: Sequence[PairPlan], context: PlanContext, make_id: Callable[[], str]) -> list[str]:
    """One chunk through all steps."""
    again: list[str] = []
    living: list[PairPlan] = []
    for plan in plans:
        moved = _move_link(run, kind, plan)
        if moved is None:
            living.append(plan)
        else:
            again += moved
    plain = [plan for plan in living if _joins_only(plan)]
    with run.ledger.together():
        for plan in plain:
            try:
                join_settled(run, plan)
            except Moved:
                again.append(plan.key)  # one of the two was linked elsewhere meanwhile
    received = receive(run, [plan for plan in living if not _joins_only(plan)], make_id)
    again += received.again
    if run.looking_only:
        _look_only(run, kind, received.plans)
    else:
        for plan in received.plans:
            _link_first(run, plan)
        again += send_all(run, kind, received.plans, make_id)
    repeated = set(again)
    finished = [plan for plan in [*plain, *received.plans] if repeated.isdisjoint((plan.rows[0].crm_id, plan.rows[0].xero_id))]
    close(run, kind, finished, context)
    return again


def _joins_only(plan: PairPlan) -> bool:
    """Whether nothing is written to either side, a new link without values included."""
    to_crm = plan.row("to_crm")
    return plan.row("to_xero") is None and (to_crm is None or (to_crm.action == "link" and not to_crm.fields))


def _link_first(run: Run, plan: PairPlan) -> None:
    """A proven pair is linked before its values go to Xero, so that a refusal does not cost the link."""
    row, local, remote = plan.row("to_xero", "link"), plan.pair.local, plan.pair.remote
    if row is not None and plan.row("to_crm") is None and local is not None and remote is not None:
        run.ledger.join(local.kind, local.id, remote, plan.agree, local.revision, None, in_step=False)


def _look_only(run: Run, kind: str, plans: Sequence[PairPlan]) -> None:
    """Nothing is written to Xero: links are kept, what would be sent is counted as left out until writing is allowed."""
    for plan in plans:
        if plan.row("to_xero") is not None:
            _link_first(run, plan)
            run.tally.note(kind, plan.key, "excluded")


def _move_link(run: Run, kind: str, plan: PairPlan) -> list[str] | None:
    """Follow a merge or a deletion in Xero. Returns ids to plan again, or None when the plan is about something else."""
    row, link = plan.rows[0], plan.pair.link
    if link is None or link.held:
        return None
    if row.action == "update" and plan.pair.remote is None:
        run.ledger.unlink(kind, link.crm_id, run.entry(row, "done"))
        run.wrote(1)
        run.tally.note(kind, plan.key, "synced")
        return []
    if row.action != "link" or plan.pair.remote is None or not survivor_of(run.rules[kind], plan.pair.remote):
        return None
    return _follow_merge(run, kind, plan, row)


def _follow_merge(run: Run, kind: str, plan: PairPlan, row: PlanRow) -> list[str]:
    """Move the link to the survivor; if that is linked as well, hold both CRM records until a person merges them."""
    if run.ledger.remote(kind, row.xero_id) is None:
        read_again(run, kind, [row.xero_id])
    if run.ledger.remote(kind, row.xero_id) is None:
        words = "Xero merged this record into one it does not list."
        run.failed(row, Trouble("not_there", words, "Check the record in Xero, then sync again."))
        return []
    if plan.pair.link is not None and run.ledger.relink(kind, plan.pair.link.xero_id, row.xero_id):
        run.log([run.entry(row, "done")])
        return [row.crm_id]
    other = run.ledger.link(kind, xero_id=row.xero_id)
    run.ledger.hold(kind, row.crm_id, "duplicate")
    run.tally.note(kind, row.crm_id, "excluded")
    if other is not None:
        run.ledger.hold(kind, other.crm_id, "duplicate")
    words = "Its Xero record was merged into one that is linked with another customer here."
    run.log([run.entry(row, "skipped", (), Trouble("duplicate", words, "Merge the two customers here."))])
    return []
