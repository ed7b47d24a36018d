"""What is left of a record when nothing more is written for it: agreed values to record, questions to a person, values that cannot go."""

from __future__ import annotations

from collections.abc import Sequence

from xerodesk.domain.log import Entry, EntryField, Trouble
from xerodesk.domain.plan import Candidate, PlanRow
from xerodesk.domain.records import LocalRecord
from xerodesk.sync.pair_plan import PairPlan, PlanContext, match_case
from xerodesk.sync.ports import ConflictCase
from xerodesk.sync.run_state import Run, planned_fields

_DECIDE = "Decide it under To decide, then sync again."


def join_settled(run: Run, plan: PairPlan) -> None:
    """Record a pair that needs no writing: what was found equal, a new link, or only that both sides were looked at."""
    local, remote = plan.pair.local, plan.pair.remote
    if local is None or remote is None or _left_alone(plan):
        return
    row = plan.row("to_crm", "link")
    entry = run.entry(row, "done") if row is not None and plan.pair.link is None else None
    run.ledger.join(local.kind, local.id, remote, plan.agree, local.revision, entry, in_step=not plan.waits())
    if entry is not None:
        run.wrote(1)
    run.tally.note(local.kind, plan.key, "synced")


def _left_alone(plan: PairPlan) -> bool:
    """Pairs that are held, and records that do not take part or still have to be decided on, are not joined."""
    return any(row.action == "excluded" or row.conflict_type == "match" for row in plan.rows) or (
        plan.pair.link is None and plan.row("to_crm", "link") is None
    )


def close(run: Run, kind: str, plans: Sequence[PairPlan], context: PlanContext) -> None:
    """Count every plan, log what cannot be sent, open questions, and close those that have answered themselves."""
    entries: list[Entry] = []
    cases: list[ConflictCase] = []
    settled: list[PairPlan] = []
    for plan in plans:
        asked = [row for row in plan.rows if row.action == "conflict"]
        for row in plan.rows:
            if row.action == "excluded":
                run.tally.note(kind, plan.key, "excluded")
            elif row.action == "nothing":
                run.tally.note(kind, plan.key, "synced")
                if context.rulings.get(plan.key):  # a decision that needs no writing is still told
                    entries.append(run.entry(row, "skipped"))
            elif row.action == "blocked":
                run.tally.note(kind, plan.key, "failed")
                entries.append(run.entry(row, "failed", planned_fields(row), Trouble("blocked", row.reason, row.advice)))
        for row in asked:
            run.tally.note(kind, plan.key, "conflicted")
            entries.append(run.entry(row, "conflict", _both_sides(row), Trouble(row.conflict_type, row.reason, _DECIDE)))
            cases.append(case_of(row))
        if not asked and run.tally.outcomes.get((kind, plan.key)) != "conflicted":
            settled.append(plan)
    _carry_out_rulings(run, kind, plans, context)
    run.ledger.close_cases(kind, [one.rows[0].crm_id for one in settled], [])
    if cases:
        run.ledger.set_aside(cases, run.id)
    run.log(entries)


def _carry_out_rulings(run: Run, kind: str, plans: Sequence[PairPlan], context: PlanContext) -> None:
    """Mark decisions as carried out once their record is done with; those of failed records wait."""
    for plan in plans:
        if run.tally.outcomes.get((kind, plan.key)) != "failed":
            for ruling in context.rulings.get(plan.key, ()):
                run.ledger.carried_out(ruling)


def case_of(row: PlanRow) -> ConflictCase:
    """A conflict row as a question to a person."""
    return ConflictCase(
        kind=row.kind,
        type="match" if row.conflict_type == "match" else "field",
        crm_id=row.crm_id,
        xero_id=row.xero_id,
        title=row.title,
        fields=row.fields,
        candidates=row.candidates,
        reason=row.reason,
    )


def open_match(run: Run, local: LocalRecord, candidates: Sequence[Candidate], words: str, entry: Entry) -> None:
    """Open a match question that Xero's refusal raised."""
    plan = match_case(local, candidates, run.rules[local.kind], words)
    run.ledger.set_aside([case_of(plan.rows[0])], run.id)
    run.log([entry])
    run.tally.note(local.kind, local.id, "conflicted")


def _both_sides(row: PlanRow) -> tuple[EntryField, ...]:
    """The two values a person has to choose from, the CRM's first."""
    return tuple(EntryField(one.field, one.crm, one.xero) for one in row.fields)
