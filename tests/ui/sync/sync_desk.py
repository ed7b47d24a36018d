"""A desk for tests of the Xero sync pages: a real company file with a log and questions, the real services, a sync that is played."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from tests.unit.store.xero_samples import READ, contact
from xerodesk.assembly.company import Company
from xerodesk.assembly.services import Services
from xerodesk.domain.changes import Changes
from xerodesk.domain.connection import Connection
from xerodesk.domain.log import Entry, EntryField, RunSummary, Trouble
from xerodesk.domain.plan import Candidate, Plan, PlanField, PlanRow
from xerodesk.domain.progress import Progress
from xerodesk.services.sync_run import SyncDone
from xerodesk.store.company import CompanyFile
from xerodesk.store.writing import Writing
from xerodesk.sync.engine import Scope
from xerodesk.sync.handful import Pick
from xerodesk.sync.ports import ConflictCase
from xerodesk.ui.actions import Actions
from xerodesk.ui.changes import Feed
from xerodesk.ui.context import PageContext, Status, StatusBoard
from xerodesk.ui.tasks import InlineTasks
from xerodesk.ui.theme import Theme

NOW = datetime(2026, 6, 3, 4, 2, tzinfo=UTC)
WRITES = frozenset({"accounting.contacts", "accounting.settings", "accounting.invoices"})


@dataclass
class Told:
    """What a page told the window."""

    toasts: list[str] = field(default_factory=list)
    errors: list[Exception] = field(default_factory=list)
    routes: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)

    def toast(self, words: str, undo: Callable[[], object] | None = None) -> None:
        self.toasts.append(words)

    def trouble(self, error: Exception) -> None:
        self.errors.append(error)


@dataclass
class Left:
    """What is left of the day."""

    day_left: int | None = 963


class PlayedSync:
    """Previews and runs as the test wants them; keeps what it was asked."""

    def __init__(self, store: Writing) -> None:
        self._store = store
        self.plan = Plan((), {"found": 0})
        self.picks: list[Pick] = []
        self.errors: list[Exception] = []
        self.previews: list[Scope] = []
        self.runs: list[tuple[Scope, str]] = []
        self.resyncs: list[list[int] | None] = []

    def scope(self, kinds: Iterable[str] = (), ids: Iterable[str] = (), test: int = 0, *, confirmed: bool = False) -> Scope:
        return Scope(frozenset(kinds), frozenset(ids), test, confirmed)

    def preview(self, scope: Scope, progress: Progress, *, everything: bool = False) -> Plan:
        self.previews.append(scope)
        self._fail()
        progress.step("Reading customers", 1, 2)
        return self.plan

    def run(self, scope: Scope, mode: str, progress: Progress) -> SyncDone:
        self.runs.append((scope, mode))
        self._fail()
        return self._done(mode)

    def proposed(self, count: int, progress: Progress) -> list[Pick]:
        return self.picks[:count]

    def resync(self, entries: Iterable[int] | None, progress: Progress) -> SyncDone:
        self.resyncs.append(None if entries is None else sorted(entries))
        self._fail()
        return self._done("resync")

    def budget(self) -> Left:
        return Left()

    def _fail(self) -> None:
        if self.errors:
            raise self.errors.pop(0)

    def _done(self, mode: str) -> SyncDone:
        run = self._store.runs.begin("You", mode)
        summary = RunSummary(run, found=5, synced=4, failed=1, calls=4)
        self._store.runs.end(summary)
        return SyncDone(summary, Changes(frozenset({"contact", "entry", "run"})))


class SyncDesk:
    """The company, its services, and the context pages are given."""

    def __init__(self, folder: Path, window: QWidget, look: Theme) -> None:
        self.file = CompanyFile.open(folder)
        self.store = Writing.of(self.file.database)
        self.told = Told()
        self.company = Company(self.file)
        self.services: Any = Services(self.company, open_address=self.told.addresses.append)
        self.sync = self.services.sync = PlayedSync(self.store)
        self.tasks = InlineTasks()
        self.context = PageContext(
            tasks=self.tasks,
            feed=Feed(window),
            navigate=self.told.routes.append,
            actions=Actions(window),
            theme=look,
            status=StatusBoard(Status(sync_words="Last sync 14:02", state="ok"), window),
            notices=self.told,
            queries=self.file.reading,
            services=self.services,
            window=window,
        )

    def connect(self, *, write: bool = True) -> None:
        """Belong to an organisation."""
        scopes = WRITES if write else frozenset({"accounting.contacts.read"})
        host = "https://api.xero.com"
        connection = Connection(host, "C" * 32, "t-1", "c-1", "Saltbush Joinery", "file", scopes, NOW, short_code="!abc")
        self.store.connection.save(connection)

    def close(self) -> None:
        self.company.close()

    def customer(self, name: str, **values: Any) -> str:
        """A new customer."""
        return self.store.contacts.create({"name": name, "stage": "customer", **values}, by="t")

    def log(self, *entries: Entry, summary: RunSummary | None = None, mode: str = "sync") -> str:
        """A run with these lines; returns its id."""
        run = self.store.runs.begin("Meg Halloran", mode)
        self.store.entries.add([replace_run(one, run) for one in entries])
        self.store.runs.end(replace_run(summary or RunSummary("", found=len(entries), synced=len(entries)), run))
        return run

    def ask(self, *cases: ConflictCase, run: str = "") -> None:
        """Open questions."""
        self.store.conflicts.set_aside(cases, run)

    def mirror(self, *numbers: int, **changes: Any) -> None:
        """Contacts Xero has."""
        self.store.mirror.store("contact", [contact(number, **changes) for number in numbers], READ)


def replace_run(one: Any, run: str) -> Any:
    """The same with the id of a run."""
    return type(one)(**{name: getattr(one, name) for name in one.__dataclass_fields__ if name != "run"}, run=run)


def line(title: str, *fields: EntryField, **more: Any) -> Entry:
    """A line of the log."""
    given: dict[str, Any] = {"direction": "to_xero", "kind": "contact", "crm_id": f"crm-{title}", "xero_id": f"x-{title}"}
    given |= {"action": "update", "result": "done", "actor": "Meg Halloran", "at": NOW + timedelta(seconds=len(title)), **more}
    return Entry(run="", title=title, fields=fields, **given)


def failing(title: str, length: int, **more: Any) -> Entry:
    """A line that fails because a value is too long."""
    error = Trouble("blocked", f"account_number: Account number has {length} characters; Xero takes at most 50.", "Shorten it in xerodesk.")
    return line(title, EntryField("account_number", "", "A" * length), result="failed", error=error, xero_id="", **more)


def values_case(crm_id: str, title: str, *fields: PlanField, xero_id: str = "x-1") -> ConflictCase:
    """A question about values."""
    return ConflictCase("contact", "field", crm_id, xero_id, title, fields, reason="Changed on both sides: please decide.")


def match_case(crm_id: str, title: str, *candidates: Candidate) -> ConflictCase:
    """A question about identity."""
    return ConflictCase("contact", "match", crm_id, "", title, candidates=candidates, reason="It may be in Xero already: please decide.")


def change(title: str, *fields: PlanField, **more: Any) -> PlanRow:
    """A row of a plan."""
    given: dict[str, Any] = {"kind": "contact", "action": "update", "direction": "to_xero", "reason": "Changed in xerodesk."}
    given |= {"crm_id": f"crm-{title}", "xero_id": f"x-{title}", "calls": 2, **more}
    return PlanRow(title=title, fields=fields, **given)
