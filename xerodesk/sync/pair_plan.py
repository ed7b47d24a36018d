"""Planning one record: the rows of a linked, matched or single record, and the values both sides are found to agree on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from xerodesk.domain.plan import Action, Candidate, PlanField, PlanRow
from xerodesk.domain.records import Agreed, Direction, LocalRecord, Pair, RemoteRecord
from xerodesk.domain.values import is_empty
from xerodesk.mapping.compiled import CompiledMap
from xerodesk.sync.cost import row_calls
from xerodesk.sync.decisions import Decision, Instants, as_field, decide_all
from xerodesk.sync.life import STATUS, Fate, fate
from xerodesk.sync.ports import ConflictCase, Ruling
from xerodesk.sync.remote import survivor_of, text_of, title_of
from xerodesk.sync.rules import KindRules

HELD_WORDS = {
    "undone": "Left alone because its last sync was undone.",
    "duplicate": "Its Xero record was merged into one that is linked already: merge the two customers here first.",
}


@dataclass(frozen=True, slots=True)
class PlanContext:
    """What planning needs beside the records. No clock: `skew` is Xero's clock minus ours.

    `rulings` by CRM id (Xero id where there is none); `open_matches` are undecided match cases by CRM id; `only` limits unlinked records
    to these ids (either side's), empty for no limit.
    """

    skew: timedelta = timedelta()
    rulings: Mapping[str, Sequence[Ruling]] = field(default_factory=dict)
    never: frozenset[tuple[str, str]] = frozenset()
    open_matches: Mapping[str, ConflictCase] = field(default_factory=dict)
    only: frozenset[str] = frozenset()

    def ruling(self, record_id: str, *choices: str) -> Ruling | None:
        """The first ruling on a record with one of `choices`."""
        return next((one for one in self.rulings.get(record_id, ()) if one.choice in choices), None)


@dataclass(frozen=True, slots=True)
class PairPlan:
    """One record, planned: what it read, its rows (never empty), and agreed values to record without writing."""

    pair: Pair
    rows: tuple[PlanRow, ...]
    agree: Mapping[str, Agreed] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The record's id: the CRM's where there is one."""
        return self.rows[0].crm_id or self.rows[0].xero_id

    def row(self, direction: Direction, *actions: Action) -> PlanRow | None:
        """The row of one direction that writes."""
        wanted = actions or ("create", "update", "link", "archive")
        return next((row for row in self.rows if row.direction == direction and row.action in wanted), None)

    def waits(self) -> bool:
        """Whether something stays open after the writing rows are done."""
        return any(row.action in ("conflict", "blocked") for row in self.rows)


def new_row(
    rules: KindRules, action: Action, direction: Direction, pair: Pair, fields: Iterable[PlanField] = (), reason: str = ""
) -> PlanRow:
    """A row about `pair`, with the copies it read."""
    local, remote = pair.local, pair.remote
    title = local.title if local is not None else title_of(rules.kind, remote) if remote is not None else ""
    return PlanRow(
        kind=rules.kind.name,
        action=action,
        direction=direction,
        crm_id=local.id if local is not None else pair.link.crm_id if pair.link is not None else "",
        xero_id=remote.id if remote is not None else pair.link.xero_id if pair.link is not None else "",
        title=title,
        fields=tuple(fields),
        reason=reason,
        calls=row_calls(action, direction),
        revision=local.revision if local is not None else 0,
        local=local,
        remote=remote,
    )


def one_row(rules: KindRules, action: Action, direction: Direction, pair: Pair, reason: str = "", advice: str = "") -> PairPlan:
    """A record with a single row without fields."""
    return PairPlan(pair, (replace(new_row(rules, action, direction, pair, (), reason), advice=advice),))


def plan_pair(pair: Pair, kind_map: CompiledMap, rules: KindRules, context: PlanContext, matched: str = "") -> PairPlan:
    """Plan a linked pair, or one just matched (`matched` says why)."""
    local, remote, link = pair.local, pair.remote, pair.link
    if link is not None and link.held:
        return one_row(rules, "excluded", "to_xero", pair, HELD_WORDS.get(link.held, link.held))
    if remote is None:
        return _gone(pair, rules)
    if local is None:
        return one_row(rules, "excluded", "to_crm", pair, "Deleted in xerodesk.")
    survivor = survivor_of(rules, remote)
    if survivor and link is not None:
        row = new_row(rules, "link", "to_crm", pair, (), "Merged in Xero: the link moves to the contact that was kept.")
        return PairPlan(pair, (replace(row, xero_id=survivor),))
    agreed = link.agreed if link is not None else {}
    ruling = context.ruling(local.id, "fields")
    instants = Instants.of(local, remote, context.skew)
    decisions = decide_all(kind_map.wires, local, kind_map.xero_values(remote.raw), agreed, instants, ruling)
    end = fate(rules, local, remote, link, crm_moved=_moved(decisions, "crm"), xero_moved=_moved(decisions, "xero"), ruling=ruling)
    return _rows(pair, rules, decisions, end, matched)


def _gone(pair: Pair, rules: KindRules) -> PairPlan:
    """The Xero half of a link is not there (any more)."""
    if rules.kind.paged:
        advice = "Check the record in Xero. If it is there, sync again."
        return one_row(rules, "blocked", "to_xero", pair, "Xero does not list the linked record.", advice)
    return one_row(rules, "update", "to_crm", pair, "Deleted in Xero: no longer linked, and not created again by itself.")


def _moved(decisions: Sequence[Decision], side: str) -> bool:
    """Whether any field was edited on a side since it was last agreed."""
    for one in decisions:
        if one.agreed is None or one.outcome == "same":
            continue
        before, now = (one.agreed.crm, one.crm) if side == "crm" else (one.agreed.xero, one.xero)
        key = one.wire.crm_key if side == "crm" else one.wire.xero_key
        if key(before) != key(now):
            return True
    return False


def _rows(pair: Pair, rules: KindRules, decisions: Sequence[Decision], end: Fate, matched: str) -> PairPlan:
    """The rows of a pair, from its decided fields and what its state asks for."""
    rows: list[PlanRow] = []
    agree = dict(end.agree)
    arriving = []
    if end.field is not None and end.action == "restore":
        arriving.append(end.field)
    elif end.action and end.action != "restore":
        row = new_row(rules, end.action, end.direction, pair, [end.field] if end.field else [], end.reason)
        rows.append(replace(row, advice=end.advice, conflict_type="field" if end.action == "conflict" else ""))
    if end.go_on:
        agree |= {one.wire.field: one.settled() for one in decisions if one.outcome == "agree"}
        rows += _field_rows(pair, rules, decisions, arriving, end.reason, matched)
    if pair.link is None and end.go_on and not any(row.action == "link" for row in rows):
        rows.insert(0, new_row(rules, "link", "to_crm", pair, (), matched))
    return PairPlan(pair, tuple(rows) or (new_row(rules, "nothing", "to_xero", pair, (), end.reason or "In step."),), agree)


def _field_rows(
    pair: Pair, rules: KindRules, decisions: Sequence[Decision], arriving: list[PlanField], why: str, matched: str
) -> list[PlanRow]:
    """One row per direction that writes, one for what a person must decide, one for what Xero would refuse."""
    leaving = [(one, as_field(one, "to_xero")) for one in decisions if one.outcome in ("to_xero", "both")]
    nameless = [as_field(one, "to_crm") for one in decisions if _takes_the_name(one, rules)]
    coming = [one for one in decisions if one.outcome in ("to_crm", "both") and not _takes_the_name(one, rules)]
    asked = [one for one in decisions if one.outcome == "ask"]
    sendable = [field_ for _, field_ in leaving if not field_.problem]
    faulty = [field_ for _, field_ in leaving if field_.problem]
    arriving = arriving + [as_field(one, "to_crm") for one in coming]
    action: Action = "link" if pair.link is None else "update"
    rows = []
    if sendable:
        reasons = [one.reason for one, field_ in leaving if not field_.problem]
        rows.append(new_row(rules, action, "to_xero", pair, sendable, join_reasons([matched, *reasons])))
    if arriving:
        rows.append(new_row(rules, action, "to_crm", pair, arriving, join_reasons([matched, why, *(one.reason for one in coming)])))
    if asked:
        fields = [as_field(one, "ask") for one in asked]
        row = new_row(rules, "conflict", "to_xero", pair, fields, join_reasons(one.reason for one in asked))
        rows.append(replace(row, conflict_type="field"))
    if faulty:
        rows.append(blocked(new_row(rules, "blocked", "to_xero", pair, faulty), faulty))
    if nameless:
        row = new_row(rules, "blocked", "to_crm", pair, nameless, f"Xero's record has no {rules.kind.name_key.lower()} any more.")
        rows.append(replace(row, advice="Give it one in Xero, then sync again.", calls=0))
    return rows


def _takes_the_name(one: Decision, rules: KindRules) -> bool:
    """Whether what arrives from Xero would leave the CRM's record without what it is called."""
    return one.outcome == "to_crm" and one.wire.xero_field == rules.kind.name_key and is_empty(one.xero)


def join_reasons(reasons: Iterable[str]) -> str:
    """Distinct reasons in one text."""
    return " ".join(dict.fromkeys(reason for reason in reasons if reason))


def blocked(row: PlanRow, faulty: Sequence[PlanField]) -> PlanRow:
    """A row that cannot be sent because of its values, with every reason."""
    words = join_reasons(f"{one.field}: {one.problem}" for one in faulty)
    return replace(row, action="blocked", reason=words, advice=join_reasons(one.advice for one in faulty), calls=0)


def plan_create_in_xero(local: LocalRecord, kind_map: CompiledMap, rules: KindRules, reason: str) -> PairPlan:
    """A CRM record that Xero does not have."""
    pair = Pair(local=local)
    fields = []
    for wire in kind_map.wires:
        crm = wire.crm_value(local.values)
        sent = wire.to_xero(crm)
        if wire.direction == "to_crm" or is_empty(sent):
            continue
        fault = wire.fault(crm)
        problem, advice = (fault.message, fault.advice) if fault is not None else ("", "")
        shown = sent if wire.direction == "to_xero" else wire.to_crm(sent)
        fields.append(PlanField(wire.field, "", crm, "", shown, sent, problem, advice))
    row = new_row(rules, "create", "to_xero", pair, fields, reason)
    whole = kind_map.record_fault(local.values)
    if whole is not None:
        return PairPlan(pair, (replace(row, action="blocked", reason=whole.message, advice=whole.advice, calls=0),))
    faulty = [one for one in fields if one.problem]
    return PairPlan(pair, (blocked(row, faulty) if faulty else row,))


def plan_create_in_crm(remote: RemoteRecord, kind_map: CompiledMap, rules: KindRules, reason: str) -> PairPlan:
    """A Xero record that the CRM does not have."""
    pair = Pair(remote=remote)
    values = kind_map.xero_values(remote.raw)
    fields = []
    for wire in kind_map.wires:
        if wire.direction == "to_xero":
            continue
        theirs = wire.xero_value(values)
        arriving = "" if is_empty(theirs) else wire.to_crm(theirs)
        if not is_empty(arriving):
            fields.append(PlanField(wire.field, "", "", arriving, arriving, arriving))
    row = new_row(rules, "create", "to_crm", pair, fields, reason)
    if not text_of(remote.raw, rules.kind.name_key).strip():
        reason = f"Xero's record has no {rules.kind.name_key.lower()}."
        row = replace(row, action="blocked", reason=reason, advice="Give it one in Xero, then sync again.")
    return PairPlan(pair, (row,))


def match_case(local: LocalRecord, candidates: Sequence[Candidate], rules: KindRules, reason: str) -> PairPlan:
    """A CRM record that may be one Xero already has: a person decides."""
    pair = Pair(local=local)
    fields = [
        PlanField(name, "", local.values.get(name, ""), "", "")
        for key in rules.match
        for name in key.crm
        if key.signal in rules.identity
    ]
    row = new_row(rules, "conflict", "to_xero", pair, fields, reason)
    return PairPlan(pair, (replace(row, conflict_type="match", candidates=tuple(candidates)),))


def status_result(row: PlanRow) -> str:
    """What a row does to the record's state: "archived", "active" or "" (nothing)."""
    found = next((one.result for one in row.fields if one.field == STATUS), "")
    return found if isinstance(found, str) else ""
