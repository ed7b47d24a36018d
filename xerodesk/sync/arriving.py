"""Writing to the CRM: values that arrive, new records, archived ones; each compare-and-set on the revision that was read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from xerodesk.domain.errors import StoreTrouble
from xerodesk.domain.log import Trouble
from xerodesk.domain.plan import PlanField, PlanRow
from xerodesk.domain.records import Agreed, LocalRecord, Pair, RemoteRecord
from xerodesk.domain.values import Value
from xerodesk.mapping.compiled import CompiledWire
from xerodesk.sync.decisions import compare_again
from xerodesk.sync.life import ACTIVE, ARCHIVED, STATUS
from xerodesk.sync.pair_plan import PairPlan, status_result
from xerodesk.sync.ports import Arrival
from xerodesk.sync.run_state import Run, planned_fields, trouble_of


@dataclass(slots=True)
class Received:
    """`plans`: those to go on with, holding the CRM record as it is now. `again`: ids that moved and are planned again."""

    plans: list[PairPlan] = field(default_factory=list)
    again: list[str] = field(default_factory=list)


def receive(run: Run, plans: Sequence[PairPlan], make_id: Callable[[], str]) -> Received:
    """Carry out the rows towards the CRM. A plan that failed is in neither list."""
    received = Received()
    arriving: list[tuple[PairPlan, PlanRow, Arrival, LocalRecord]] = []
    for plan in plans:
        row = plan.row("to_crm")
        if row is None:
            received.plans.append(plan)
            continue
        try:
            arrival, local = _arrival(run, plan, row, make_id)
        except Exception as error:  # noqa: BLE001 - one bad record never stops the rest; the log says it is our fault
            run.failed(row, trouble_of(error))
        else:
            arriving.append((plan, row, arrival, local))
    moved, failed = _write(run, [one[2] for one in arriving])
    for plan, row, arrival, local in arriving:
        if arrival.crm_id in failed:
            run.failed(row, failed[arrival.crm_id])
        elif arrival.crm_id in moved:
            received.again.append(row.crm_id or row.xero_id)
        else:
            run.wrote(1)
            run.tally.note(row.kind, plan.key, "synced")
            received.plans.append(_after(plan, local))
    return received


def _write(run: Run, arrivals: Sequence[Arrival]) -> tuple[frozenset[str], dict[str, Trouble]]:
    """Write arrivals together; if that fails, each on its own, so that a bad one does not stop the rest."""
    if not arrivals:
        return frozenset(), {}
    try:
        return frozenset(run.ledger.receive(arrivals)), {}
    except StoreTrouble:
        raise
    except Exception:  # noqa: BLE001 - the row loop: the one at fault is found, told and left out below
        return _write_singly(run, arrivals)


def _write_singly(run: Run, arrivals: Sequence[Arrival]) -> tuple[frozenset[str], dict[str, Trouble]]:
    moved: set[str] = set()
    failed: dict[str, Trouble] = {}
    for one in arrivals:
        try:
            if one.revision is not None or run.ledger.link(one.kind, crm_id=one.crm_id) is None:
                moved.update(run.ledger.receive([one]))
        except StoreTrouble:
            raise
        except Exception as error:  # noqa: BLE001 - one bad record never stops the rest; the log says what was wrong
            failed[one.crm_id] = trouble_of(error)
    return frozenset(moved), failed


def _arrival(run: Run, plan: PairPlan, row: PlanRow, make_id: Callable[[], str]) -> tuple[Arrival, LocalRecord]:
    """A row towards the CRM as values to write, and the CRM record as it will be."""
    remote, rules, kind_map = row.remote, run.rules[row.kind], run.maps[row.kind]
    if remote is None:
        raise ValueError("a row towards the CRM without Xero's record")
    wires = {wire.field: wire for wire in kind_map.wires}
    values = kind_map.xero_values(remote.raw)
    changes: dict[str, Value] = {}
    for one in row.fields:
        if one.field != STATUS:
            changes |= wires[one.field].crm_changes(one.result)
    before = row.local
    if before is None:
        changes = {**rules.arrival, **changes}
        before = LocalRecord(row.kind, make_id(), 0, run.clock(), row.title, False, {})
    status = status_result(row)
    archived = status == ARCHIVED or (before.archived and status != ACTIVE)
    local = replace(before, revision=before.revision + 1, archived=archived, values={**before.values, **changes})
    leaving = plan.row("to_xero")
    own = frozenset(one.field for one in leaving.fields) if leaving is not None else frozenset[str]()
    fresh = _agreed(own, row, wires, local, values)
    agreed = {**plan.agree, **fresh}
    in_step = True
    if not archived:
        known = {**(plan.pair.link.agreed if plan.pair.link is not None else {}), **agreed}
        open_wires = [wire for wire in kind_map.wires if wire.field not in fresh or wire.field in own]  # the others were just agreed
        equal, in_step = compare_again(open_wires, local, remote, values, known, run.skew)
        agreed |= equal
    arrival = Arrival(
        kind=row.kind,
        crm_id=local.id,
        revision=None if row.local is None else row.revision,
        changes=changes,
        remote=remote,
        agreed=agreed,
        entry=run.entry(replace(row, crm_id=local.id), "done", planned_fields(row)),
        archive=status == ARCHIVED,
        restore=status == ACTIVE,
        in_step=in_step and not plan.waits(),
    )
    return arrival, local


def _agreed(
    own: Set[str], row: PlanRow, wires: Mapping[str, CompiledWire], local: LocalRecord, values: Mapping[str, Value]
) -> dict[str, Agreed]:
    """What both sides agree on once the row is written. A person's `own` value stays an edit until Xero has it, too."""
    agreed: dict[str, Agreed] = {}
    for one in row.fields:
        if one.field == STATUS:
            agreed[STATUS] = Agreed(one.result, one.result)
        elif one.field in own:
            agreed[one.field] = Agreed(_other_than(one), wires[one.field].xero_value(values))
        else:
            agreed[one.field] = Agreed(wires[one.field].crm_value(local.values), wires[one.field].xero_value(values))
    return agreed


def _other_than(one: PlanField) -> Value:
    """The agreed CRM value against which a person's own value still shows as an edit."""
    return next((value for value in (one.base, one.crm, "") if value != one.result), "?")


def _after(plan: PairPlan, local: LocalRecord) -> PairPlan:
    """The plan as it stands once the CRM has been written."""
    rows = tuple(replace(row, local=local, revision=local.revision) if row.direction == "to_xero" else row for row in plan.rows)
    link = plan.pair.link
    remote: RemoteRecord | None = plan.pair.remote
    return replace(plan, pair=Pair(local, remote, link), rows=rows)
