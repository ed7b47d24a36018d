"""Previews, runs and answers for the window's pages, bound to the open company."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from xerodesk.assembly.company import Company
from xerodesk.domain.changes import Changes
from xerodesk.domain.plan import Plan
from xerodesk.domain.progress import Progress
from xerodesk.domain.values import Value
from xerodesk.services import resolve as deciding
from xerodesk.services.check_now import check_now
from xerodesk.services.preview import preview, proposed
from xerodesk.services.resync import resync
from xerodesk.services.sync_run import SyncDone, sync
from xerodesk.sync.engine import Engine, Scope
from xerodesk.sync.handful import Pick

_WAIT_FOR_OTHERS = 120.0
OWNER = "You"


class Syncing:
    """Previews and runs, one at a time, while nobody else talks to Xero for this company. For the network lane."""

    def __init__(self, company: Company) -> None:
        self._company = company

    @contextmanager
    def _engine(self, progress: Progress) -> Iterator[Engine]:
        lock = self._company.talking
        if not lock.acquire():
            progress.step("Waiting for another sync of this company")
            with lock.holding(_WAIT_FOR_OTHERS, checkpoint=progress.check):
                yield self._company.engine(progress)
            return
        try:
            yield self._company.engine(progress)
        finally:
            lock.release()

    def scope(self, kinds: Iterable[str] = (), ids: Iterable[str] = (), test: int = 0, *, confirmed: bool = False) -> Scope:
        """What a preview or run is about; empty means all."""
        return Scope(frozenset(kinds), frozenset(ids), test, confirmed)

    def preview(self, scope: Scope, progress: Progress, *, everything: bool = False) -> Plan:
        """Every change a sync would make; writes nothing."""
        with self._engine(progress) as engine:
            return preview(engine, scope, everything=everything)

    def run(self, scope: Scope, mode: str, progress: Progress) -> SyncDone:
        """Make the changes."""
        with self._engine(progress) as engine:
            return sync(engine, scope, asked_by=OWNER, mode=mode)

    def proposed(self, count: int, progress: Progress) -> list[Pick]:
        """The records to try first, each with why."""
        with self._engine(progress) as engine:
            return proposed(engine, count)

    def resync(self, entries: Iterable[int] | None, progress: Progress) -> SyncDone:
        """Try failed records again; None: all of them."""
        with self._engine(progress) as engine:
            return resync(engine, self._company.ledger, entries, asked_by=OWNER)

    def check_now(self, contact_id: str, progress: Progress) -> Changes:
        """Read one customer again from Xero, with three calls at most."""
        books = self._company.access.books(self._company.connection, urgent=True, checkpoint=progress.check)
        return check_now(self._company.ledger, books, contact_id, clock=self._company.clock, progress=progress, asked_by=OWNER)

    def budget(self) -> Any:
        """What is left of Xero's allowance (xero.governor.Budget), as far as this process knows."""
        return self._company.access.budget


class Deciding:
    """Answers to what is to decide; the next sync carries them out."""

    def __init__(self, company: Company) -> None:
        self._ledger = company.ledger

    def take_side(self, case_id: str, side: deciding.Side, field: str = "") -> Changes:
        """Use one side's value."""
        return deciding.take_side(self._ledger, case_id, side, field)

    def use_value(self, case_id: str, field: str, value: Value) -> Changes:
        """Use a third value on both sides."""
        return deciding.use_value(self._ledger, case_id, field, value)

    def answer(self, case_id: str, sides: Mapping[str, deciding.Side], values: Mapping[str, Value]) -> Changes:
        """Several fields of one question at once: by a side, or by a value for both."""
        return deciding.answer(self._ledger, case_id, sides, values)

    def link_with(self, case_id: str, xero_id: str) -> Changes:
        """They are the same."""
        return deciding.link_with(self._ledger, case_id, xero_id)

    def create_new(self, case_id: str) -> Changes:
        """They are not the same: create it."""
        return deciding.create_new(self._ledger, case_id)

    def leave_out(self, case_id: str) -> Changes:
        """They are not the same: leave it out."""
        return deciding.leave_out(self._ledger, case_id)

    def take_side_everywhere(self, side: deciding.Side, field: str = "") -> int:
        """One answer for all open questions about values."""
        return deciding.take_side_everywhere(self._ledger, side, field)

    def link_best(self, least: int) -> int:
        """Pair every open question with its one good candidate."""
        return deciding.link_best(self._ledger, least)
