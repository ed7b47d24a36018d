"""The spine's one way through: read, match, plan, show, apply, record. Preview and every kind of sync are this engine over a scope."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from xerodesk.domain.errors import Misuse, XerodeskError
from xerodesk.domain.ids import new_id
from xerodesk.domain.log import RunSummary, Trouble
from xerodesk.domain.plan import Plan
from xerodesk.domain.progress import Progress
from xerodesk.domain.records import Pair
from xerodesk.mapping.compiled import CompiledMap
from xerodesk.mapping.kinds import KINDS
from xerodesk.sync.apply import apply_plans
from xerodesk.sync.handful import Pick, propose
from xerodesk.sync.pair_plan import PairPlan, PlanContext
from xerodesk.sync.plan import as_plan, first_link_notes, plan_kind
from xerodesk.sync.ports import Books, Ledger, Ruling
from xerodesk.sync.reading import read_kind
from xerodesk.sync.recovery import look_up, replay_open
from xerodesk.sync.rules import KindRules, shipped_rules
from xerodesk.sync.run_state import Run, Tally
from xerodesk.sync.safety import SHIPPED, Thresholds, check_plan

_ROUNDS = 3
_FEW = 5000
_MIRRORED = ("invoice", "credit_note", "payment", "overpayment", "prepayment", "quote")


@dataclass(frozen=True, slots=True)
class Scope:
    """What a run or preview is about. `kinds` empty: all. `ids` (either side's) empty: all records. `test`: a handful of that many.

    `confirmed`: the user looked at a plan the safety guard stopped and allowed it. `attempts`: earlier failures by (kind, CRM id, Xero
    id), for the log; one of the two ids is "".
    """

    kinds: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()
    test: int = 0
    confirmed: bool = False
    attempts: Mapping[tuple[str, str, str], int] = field(default_factory=dict)


class Engine:
    """Plans and runs. Knows neither SQL nor HTTP: `ledger` is the company file, `books` is Xero.

    `maps` holds the ready map of every two-way kind to sync, `rules` what is particular to it. With `looking_only` nothing is written to
    Xero. Every method raises the errors of `domain.errors`.
    """

    def __init__(
        self,
        ledger: Ledger,
        books: Books,
        maps: Mapping[str, CompiledMap],
        rules: Mapping[str, KindRules] | None = None,
        *,
        clock: Callable[[], datetime],
        progress: Progress | None = None,
        looking_only: bool = False,
        limits: Thresholds = SHIPPED,
        make_id: Callable[[], str] = new_id,
    ) -> None:
        self._ledger = ledger
        self._books = books
        self._maps = maps
        self._rules = shipped_rules() if rules is None else rules
        self._clock = clock
        self._progress = progress or Progress()
        self._looking_only = looking_only
        self._limits = limits
        self._make_id = make_id

    def plan(self, scope: Scope | None = None, *, everything: bool = False) -> Plan:
        """What a run over `scope` would do. Brings the mirror up to date and writes nothing else.

        `everything` adds the rows of records with nothing to do or left out.
        """
        scope = scope or Scope()
        run = self._new_run("", "", scope)
        planned: list[PairPlan] = []
        quiet = 0
        for kind in self._two_way(scope):
            read_kind(run, kind)
        ids = self._known_ids(run, scope)
        for kind in self._readable(run, scope):
            planned += self._plan_kind(kind, self._context(run, kind, ids), quiet=everything)
            quiet += 0 if everything or ids else self._ledger.quiet_count(kind)
        notes = (*run.tally.notes, *first_link_notes(planned))
        return as_plan(planned, quiet=quiet, everything=everything, notes=notes)

    def handful(self, count: int = 5, *, refresh: bool = True) -> list[Pick]:
        """Records worth trying first, each with the reason."""
        run = self._new_run("", "", Scope())
        picks: list[Pick] = []
        for kind in self._two_way(Scope())[:1]:
            if refresh:
                read_kind(run, kind)
            context, busiest = self._context(run, kind, frozenset()), self._ledger.busiest(kind, count)
            picks = propose(self._plan_kind(kind, context), busiest, count)
            if len(picks) < count and self._ledger.quiet_count(kind) <= _FEW:  # pairs in step are slow to load when many
                picks = propose(self._plan_kind(kind, context, quiet=True), busiest, count)
        return picks

    def run(self, scope: Scope | None = None, asked_by: str = "", mode: str = "sync") -> RunSummary:
        """Carry out the plan over `scope`. One bad record never stops the rest; what stops a run is recorded, then raised."""
        scope = scope or Scope()
        if scope.test and not scope.ids:
            picks = self.handful(scope.test)
            scope = Scope(scope.kinds, frozenset(one.crm_id or one.xero_id for one in picks), 0, scope.confirmed, scope.attempts)
            mode = "test" if mode == "sync" else mode
        calls, began = self._books.calls, self._clock()
        run = self._new_run(self._ledger.begin_run(asked_by, mode), asked_by, scope)
        try:
            self._go(run, scope)
        except XerodeskError as error:
            run.tally.notes.append(error.message)
            self._ledger.end_run(self._summary(run, calls, began))
            raise
        summary = self._summary(run, calls, began)
        self._ledger.end_run(summary)
        return summary

    def _go(self, run: Run, scope: Scope) -> None:
        """The steps of a run, in order."""
        pending = replay_open(run)
        for kind in self._two_way(scope) if not pending else self._two_way(Scope()):
            read_kind(run, kind)
        for one in pending:
            look_up(run, one, self._ledger.local)
        for kind in self._two_way(Scope()):
            for key in [key for key in run.tally.outcomes if key[0] == kind]:
                run.tally.forget(*key)
        ids = self._known_ids(run, scope)
        for kind in self._readable(run, scope):
            self._sync_kind(run, kind, ids, scope)
        if not scope.ids:
            for kind in _MIRRORED:
                if not scope.kinds or kind in scope.kinds:
                    read_kind(run, kind)

    def _sync_kind(self, run: Run, kind: str, ids: frozenset[str], scope: Scope) -> None:
        """Plan and apply one kind; records that moved meanwhile are planned again in the same run."""
        quiet = self._ledger.quiet_count(kind)
        context = self._context(run, kind, ids)
        plans = self._plan_kind(kind, context)
        if not scope.confirmed and not ids:
            linked = quiet + sum(1 for one in plans if one.pair.link is not None)
            check_plan(KINDS[kind], plans, linked=linked, limits=self._limits)
        run.tally.quiet += 0 if ids else quiet
        again = apply_plans(run, kind, plans, context, self._make_id)
        for _ in range(_ROUNDS):
            if not again:
                return
            only = frozenset(again)
            for record_id in only:
                run.tally.forget(kind, record_id)
            context = self._context(run, kind, only)
            plans = self._plan_kind(kind, context)
            again = apply_plans(run, kind, plans, context, self._make_id)
        self._gave_up(run, kind, frozenset(again))

    def _gave_up(self, run: Run, kind: str, ids: frozenset[str]) -> None:
        """Records that kept changing while they were being synced."""
        trouble = Trouble("moved", "It kept being changed while it was being synced.", "Sync again when nobody is editing it.")
        for plan in self._plan_kind(kind, self._context(run, kind, ids)):
            if any(row.action in ("create", "update", "link", "archive") for row in plan.rows):
                run.failed(plan.rows[0], trouble)

    def _plan_kind(self, kind: str, context: PlanContext, *, quiet: bool = False) -> list[PairPlan]:
        """Plan the records of a kind that the context is limited to; with `quiet` pairs in step as well."""
        return plan_kind(self._pairs(kind, context.only, quiet=quiet), self._maps[kind], self._rules[kind], context)

    def _pairs(self, kind: str, ids: frozenset[str], *, quiet: bool = False) -> Iterable[Pair]:
        """The pairs to plan. With ids: those, and every unlinked record, since a record is matched against all of them."""
        if not ids:
            return self._ledger.pairs(kind, quiet=quiet)
        named = list(self._ledger.pairs(kind, ids, quiet=True))
        linked = [pair for pair in named if pair.link is not None]
        return linked + [pair for pair in self._ledger.pairs(kind) if pair.link is None]

    def _context(self, run: Run, kind: str, ids: frozenset[str]) -> PlanContext:
        rulings: defaultdict[str, list[Ruling]] = defaultdict(list)
        for ruling in self._ledger.rulings(kind):
            rulings[ruling.crm_id or ruling.xero_id].append(ruling)
        cases = {case.crm_id: case for case in self._ledger.cases() if case.kind == kind and case.type == "match" and case.crm_id}
        return PlanContext(run.skew, rulings, self._ledger.never_pairs(kind), cases, ids)

    def _known_ids(self, run: Run, scope: Scope) -> frozenset[str]:
        """The ids asked for. Raises Misuse for one that no record of either side has."""
        for one in sorted(scope.ids):
            if not any(self._ledger.local(kind, one) or self._ledger.remote(kind, one) for kind in self._two_way(scope)):
                raise Misuse(f"No record here or in Xero has the id {one}.", "Take an id from the preview, the log or an export.")
        return scope.ids

    def _two_way(self, scope: Scope) -> list[str]:
        """The kinds that walk the whole spine, parents first."""
        return [kind for kind in self._rules if kind in self._maps and (not scope.kinds or kind in scope.kinds)]

    def _readable(self, run: Run, scope: Scope) -> list[str]:
        """The two-way kinds that could be read: without knowing what Xero has, nothing of a kind is planned."""
        return [kind for kind in self._two_way(scope) if kind not in run.unread]

    def _new_run(self, run_id: str, asked_by: str, scope: Scope) -> Run:
        return Run(
            id=run_id,
            ledger=self._ledger,
            books=self._books,
            maps=self._maps,
            rules=self._rules,
            clock=self._clock,
            progress=self._progress,
            asked_by=asked_by,
            attempts=scope.attempts,
            looking_only=self._looking_only,
            confirmed=scope.confirmed,
            calm=not scope.ids,
            tally=Tally(),
        )

    def _summary(self, run: Run, calls: int, began: datetime) -> RunSummary:
        tally = run.tally
        return RunSummary(
            run=run.id,
            found=len(tally.outcomes) + tally.quiet,
            synced=tally.count("synced"),
            excluded=tally.count("excluded"),
            failed=tally.count("failed"),
            conflicted=tally.count("conflicted"),
            mirrored=dict(tally.mirrored),
            calls=self._books.calls - calls,
            seconds=(self._clock() - began).total_seconds(),
            entries=tally.entries,
            notes=tuple(tally.notes),
        )
