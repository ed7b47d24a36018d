"""What the steps of one run share: both sides, the rules, the log being written, and the count of what became of every record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from xerodesk.domain.errors import XerodeskError
from xerodesk.domain.log import Entry, EntryField, Result, Trouble
from xerodesk.domain.plan import PlanRow
from xerodesk.domain.progress import Progress
from xerodesk.domain.records import Direction
from xerodesk.mapping.compiled import CompiledMap
from xerodesk.sync.ports import Books, Ledger, OutRow
from xerodesk.sync.rules import KindRules

Outcome = Literal["synced", "excluded", "conflicted", "failed"]
_WORSE: tuple[Outcome, ...] = ("synced", "excluded", "conflicted", "failed")


@dataclass(slots=True)
class Tally:
    """What became of every two-way record looked at: each is counted once, under the worst thing that happened to it."""

    outcomes: dict[tuple[str, str], Outcome] = field(default_factory=dict)
    quiet: int = 0
    entries: int = 0
    mirrored: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def note(self, kind: str, key: str, outcome: Outcome) -> None:
        """Count a record."""
        before = self.outcomes.get((kind, key), "synced")
        self.outcomes[kind, key] = max(before, outcome, key=_WORSE.index)

    def forget(self, kind: str, key: str) -> None:
        """A record is planned again: what was counted for it so far does not stand."""
        self.outcomes.pop((kind, key), None)

    def count(self, outcome: Outcome) -> int:
        """How many records ended this way; pairs in step count as synced."""
        found = sum(1 for one in self.outcomes.values() if one == outcome)
        return found + self.quiet if outcome == "synced" else found


@dataclass(slots=True)
class Run:
    """One run. `id` is "" while only planning. `skew` is Xero's clock minus ours, learnt from its answers.

    `confirmed`: a person saw what a safety guard stopped, and allowed it. `calm`: nobody asked for single records, so the log does not
    repeat itself. `unread` are kinds that Xero did not let be read.
    """

    id: str
    ledger: Ledger
    books: Books
    maps: Mapping[str, CompiledMap]
    rules: Mapping[str, KindRules]
    clock: Callable[[], datetime]
    progress: Progress
    asked_by: str = ""
    attempts: Mapping[tuple[str, str, str], int] = field(default_factory=dict)
    looking_only: bool = False
    confirmed: bool = False
    calm: bool = True
    skew: timedelta = timedelta()
    unread: set[str] = field(default_factory=set)
    tally: Tally = field(default_factory=Tally)

    def heard(self, server_time: datetime) -> None:
        """Learn Xero's clock from an answer."""
        self.skew = server_time - self.clock()

    def entry(
        self, row: PlanRow, result: Result, fields: Iterable[EntryField] = (), error: Trouble | None = None, *, reason: str = ""
    ) -> Entry:
        """A log entry about a plan row."""
        words = " ".join(text for text in (row.reason, reason) if text)
        return self._entry(row.kind, row.crm_id, row.xero_id, row.title, row.action, row.direction, result, tuple(fields), error, words)

    def entry_of(
        self, row: OutRow, xero_id: str, result: Result, fields: Iterable[EntryField], error: Trouble | None, reason: str = ""
    ) -> Entry:
        """A log entry about a row that was sent."""
        words = " ".join(text for text in (row.reason, reason) if text)
        return self._entry(row.kind, row.crm_id, xero_id, row.title, row.action, "to_xero", result, tuple(fields), error, words)

    def _entry(
        self,
        kind: str,
        crm_id: str,
        xero_id: str,
        title: str,
        action: str,
        direction: Direction,
        result: Result,
        fields: tuple[EntryField, ...],
        error: Trouble | None,
        reason: str,
    ) -> Entry:
        attempt = 1 + max(self.attempts.get((kind, crm_id, ""), 0), self.attempts.get((kind, "", xero_id), 0))
        return Entry(
            run=self.id,
            at=self.clock(),
            direction=direction,
            kind=kind,
            crm_id=crm_id,
            xero_id=xero_id,
            title=title,
            action=action,
            result=result,
            fields=fields,
            error=error,
            reason=reason,
            actor=self.asked_by,
            attempt=attempt,
        )

    def log(self, entries: Sequence[Entry]) -> None:
        """Write entries that belong to no other transaction; what the log says of a record already only if someone asked for it."""
        if entries:
            self.wrote(self.ledger.add_entries(entries, calm=self.calm))

    def wrote(self, entries: int) -> None:
        """Count entries written along with something else."""
        self.tally.entries += entries

    def failed(self, row: PlanRow, error: Trouble) -> None:
        """Log and count a row that could not be done."""
        self.log([self.entry(row, "failed", planned_fields(row), error)])
        self.tally.note(row.kind, row.crm_id or row.xero_id, "failed")


def planned_fields(row: PlanRow) -> tuple[EntryField, ...]:
    """The fields of a row as the log shows them: what stood on the side written to, and what was to stand there."""
    return tuple(EntryField(one.field, one.xero if row.direction == "to_xero" else one.crm, one.result) for one in row.fields)


def trouble_of(error: Exception) -> Trouble:
    """An exception as the log words it. One that is not ours is a fault of xerodesk, and said to be."""
    if isinstance(error, XerodeskError):
        return Trouble(error.code, error.message, error.advice)
    return Trouble("fault", f"xerodesk made a mistake with this record ({type(error).__name__}).", "The others went on. Please report it.")
