"""The plan: what a sync would do to the records of one kind. Pure: plain values in, rows out; no clock, nothing read or written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from xerodesk.domain.plan import ACTIONS, Action, Plan, PlanRow
from xerodesk.domain.records import LocalRecord, Pair, RemoteRecord
from xerodesk.mapping.compiled import CompiledMap
from xerodesk.sync.cost import plan_calls
from xerodesk.sync.matching import Matches, match
from xerodesk.sync.pair_plan import (
    PairPlan,
    PlanContext,
    match_case,
    one_row,
    plan_create_in_crm,
    plan_create_in_xero,
    plan_pair,
)
from xerodesk.sync.participation import local_left_out, remote_left_out
from xerodesk.sync.rules import KindRules

# What a record with several rows is counted as: whatever needs a person first.
_WEIGHT: tuple[Action, ...] = ("conflict", "blocked", "create", "link", "archive", "update", "excluded", "nothing")


def plan_kind(pairs: Iterable[Pair], kind_map: CompiledMap, rules: KindRules, context: PlanContext) -> list[PairPlan]:
    """Every record of a kind, planned. `pairs` holds linked pairs and the unlinked records of both sides."""
    plans: list[PairPlan] = []
    locals_: list[LocalRecord] = []
    remotes: list[RemoteRecord] = []
    for pair in pairs:
        if pair.link is not None:
            plans.append(_safely(pair, rules, partial(plan_pair, pair, kind_map, rules, context)))
        elif pair.local is not None:
            locals_.append(pair.local)
        elif pair.remote is not None:
            remotes.append(pair.remote)
    unlinked = _plan_unlinked(locals_, remotes, kind_map, rules, context)
    return plans + _one_name_once(kind_map, rules, unlinked)


def _safely(pair: Pair, rules: KindRules, plan: Callable[[], PairPlan]) -> PairPlan:
    """A record whose values cannot even be compared (an answer of an unknown form) is a row of its own, and stops no other."""
    try:
        return plan()
    except Exception as error:  # noqa: BLE001 - the row loop: one bad record never stops the rest
        words = f"Its values could not be read ({type(error).__name__})."
        return one_row(rules, "blocked", "to_xero", pair, words, "Open the record on both sides and save it again. If it stays, report it.")


def _plan_unlinked(
    locals_: Sequence[LocalRecord], remotes: Sequence[RemoteRecord], kind_map: CompiledMap, rules: KindRules, context: PlanContext
) -> list[PairPlan]:
    """Match, then create what is left; excluded records carry the reason."""
    left_out = {one.id: local_left_out(rules, one, context.never) for one in locals_}
    left_out |= {one.id: remote_left_out(rules, one, context.never) for one in remotes}
    taking_part = frozenset(one for one, why in left_out.items() if not why)
    by_id = {one.id: one for one in remotes}
    ruled = _ruled_links(locals_, by_id, context)
    matches = match(
        rules,
        [one for one in locals_ if one.id not in ruled and (one.id, "") not in context.never],
        [one for one in remotes if one.id not in ruled.values() and ("", one.id) not in context.never],
        taking_part=taking_part,
        never=context.never,
    )
    done = set(ruled.values())
    plans: list[PairPlan] = []
    for local in locals_:
        xero_id = ruled.get(local.id) or (matches.links[local.id][0] if local.id in matches.links else "")
        if xero_id:
            done.add(xero_id)
            why = _link_words(local.id, ruled, matches)
            pair = Pair(local, by_id[xero_id])
            plans.append(_safely(pair, rules, partial(plan_pair, pair, kind_map, rules, context, why)))
        else:
            single = partial(_plan_single, local, left_out[local.id], matches, by_id, kind_map, rules, context)
            plans.append(_safely(Pair(local=local), rules, single))
    waiting = {candidate.xero_id for plan in plans for row in plan.rows for candidate in row.candidates}
    for remote in remotes:
        if remote.id in done or remote.id in waiting:
            continue
        arrival = partial(_plan_arrival, remote, left_out[remote.id], kind_map, rules)
        plans.append(_safely(Pair(remote=remote), rules, arrival))
    return [plan for plan in plans if _in_scope(plan, context.only)]


def _link_words(crm_id: str, ruled: dict[str, str], matches: Matches) -> str:
    if crm_id in ruled:
        return "You decided: the same record."
    return f"The same record: {' and '.join(matches.links[crm_id][1])}."


def _ruled_links(locals_: Sequence[LocalRecord], by_id: dict[str, RemoteRecord], context: PlanContext) -> dict[str, str]:
    """CRM id -> Xero id of pairs a person declared to be the same, as long as both are unlinked."""
    links: dict[str, str] = {}
    for local in locals_:
        ruling = context.ruling(local.id, "link")
        if ruling is not None and ruling.xero_id in by_id and ruling.xero_id not in links.values():
            links[local.id] = ruling.xero_id
    return links


def _plan_single(
    local: LocalRecord,
    why: str,
    matches: Matches,
    by_id: dict[str, RemoteRecord],
    kind_map: CompiledMap,
    rules: KindRules,
    context: PlanContext,
) -> PairPlan:
    """An unlinked CRM record without a proven match."""
    refused = context.ruling(local.id, "link")
    if refused is not None and refused.xero_id not in by_id:
        advice = "Decide again: create it, or leave it out."
        case = context.open_matches.get(local.id)
        candidates = case.candidates if case is not None else ()
        plan = match_case(local, candidates, rules, "The Xero record you chose is linked with another record already.")
        return replace(plan, rows=(replace(plan.rows[0], advice=advice),))
    create_anyway = context.ruling(local.id, "create") is not None
    if not create_anyway:
        asked = matches.asks.get(local.id, ())
        if asked:
            return match_case(local, asked, rules, "It may be in Xero already: please decide.")
        case = context.open_matches.get(local.id)
        if case is not None and not why:
            again = match_case(local, case.candidates, rules, case.reason)
            if [(one.field, one.crm) for one in case.fields] == [(one.field, one.crm) for one in again.rows[0].fields]:
                return again
    if why:
        return one_row(rules, "excluded", "to_xero", Pair(local=local), why)
    return plan_create_in_xero(local, kind_map, rules, "Not in Xero yet.")


def _plan_arrival(remote: RemoteRecord, why: str, kind_map: CompiledMap, rules: KindRules) -> PairPlan:
    if why:
        return one_row(rules, "excluded", "to_crm", Pair(remote=remote), why)
    return plan_create_in_crm(remote, kind_map, rules, "Not in xerodesk yet.")


def _in_scope(plan: PairPlan, only: frozenset[str]) -> bool:
    if not only:
        return True
    row = plan.rows[0]
    return row.crm_id in only or row.xero_id in only or any(one.xero_id in only for one in row.candidates)


def _one_name_once(kind_map: CompiledMap, rules: KindRules, plans: list[PairPlan]) -> list[PairPlan]:
    """Xero takes each name (or code) once: of several creates with one name only the oldest goes, the others are told apart first."""
    named = {wire.field for wire in kind_map.wires if wire.xero_field == rules.kind.name_key}
    first: dict[str, str] = {}
    checked: list[PairPlan] = []
    for plan in sorted(plans, key=lambda one: one.key):
        row = plan.row("to_xero", "create")
        name = "" if row is None else next((str(one.sent) for one in row.fields if one.field in named), "").strip().casefold()
        if row is not None and name and first.setdefault(name, row.crm_id) != row.crm_id:
            advice = "Merge the two, or change the name of one, then sync again."
            reason = f"Another record here is called {row.title}, too, and Xero takes a name only once."
            plan = PairPlan(plan.pair, (replace(row, action="blocked", reason=reason, advice=advice, calls=0),))
        checked.append(plan)
    return checked


def principal(rows: Sequence[PlanRow]) -> Action:
    """What a record is counted as."""
    actions = {row.action for row in rows}
    return next(action for action in _WEIGHT if action in actions)


def as_plan(plans: Sequence[PairPlan], *, quiet: int = 0, everything: bool = False, notes: tuple[str, ...] = ()) -> Plan:
    """The plan as it is shown. `quiet` counts pairs in step that were not looked at; rows with nothing to do only with `everything`."""
    summary: dict[str, int] = dict.fromkeys(("found", *ACTIONS), 0)
    summary["found"], summary["nothing"] = len(plans) + quiet, quiet
    for one in plans:
        summary[principal(one.rows)] += 1
    rows = tuple(row for row in _all_rows(plans) if everything or row.action not in ("nothing", "excluded"))
    return Plan(rows, summary, plan_calls(rows), notes)


def _all_rows(plans: Sequence[PairPlan]) -> Iterator[PlanRow]:
    for one in plans:
        yield from one.rows


def first_link_notes(plans: Sequence[PairPlan]) -> tuple[str, ...]:
    """One question per field, with its count and up to three examples, for values that differ when first compared."""
    asked: dict[str, list[str]] = {}
    for one in plans:
        for row in one.rows:
            if row.conflict_type == "field":
                for field_ in row.fields:
                    asked.setdefault(field_.field, []).append(row.title)
    return tuple(
        f"{name}: {len(titles):,} differ on both sides ({', '.join(titles[:3])}{' ...' if len(titles) > 3 else ''})."
        for name, titles in sorted(asked.items())
    )
