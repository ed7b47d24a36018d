"""A desk for the set-up and the settings: a real company file and its services, with the sign-in, the sync and the dialogs made up."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from xerodesk.assembly.company import Company
from xerodesk.assembly.services import Services
from xerodesk.domain.changes import Changes
from xerodesk.domain.connection import Connection
from xerodesk.domain.log import RunSummary
from xerodesk.domain.plan import Plan
from xerodesk.domain.progress import Progress
from xerodesk.host.secrets import Secrets
from xerodesk.services.connect import client_id_problem, permissions, redirect_addresses, sentence
from xerodesk.services.disconnect import Disconnected
from xerodesk.services.sync_run import SyncDone
from xerodesk.store.company import CompanyFile
from xerodesk.ui.actions import Actions
from xerodesk.ui.changes import Feed
from xerodesk.ui.context import PageContext, StatusBoard
from xerodesk.ui.kit.rail import StepInfo
from xerodesk.ui.tasks import InlineTasks, Tasks
from xerodesk.ui.theme import Theme

PASSWORD = "correct horse battery staple"
CLIENT_ID = "A1B2C3D4E5F60718293A4B5C6D7E8F90"
READING = frozenset(permissions(write=False))
WRITING = frozenset(permissions(write=True))


def connection(scopes: frozenset[str] = READING, organisation: str = "Saltbush Joinery Pty Ltd") -> Connection:
    """A sign-in to an organisation."""
    can = frozenset({"CreateDraftInvoice"})
    at = datetime(2026, 6, 3, 4, 2, tzinfo=UTC)
    return Connection(
        "https://api.xero.com", CLIENT_ID, "t-1", "c-1", organisation, "file", scopes, at, user_name="Meg Halloran", can=can, country="AU"
    )


class FakeAttempt:
    """A sign-in that ends as it is told: with organisations, or with an error. `ticks` are the seconds left it reports."""

    def __init__(self, desk: FakeConnecting, client_id: str, *, write: bool) -> None:
        self.desk, self.client_id, self.write = desk, client_id, write
        self.address = "https://login.xero.com/identity/connect/authorize?state=s-1"
        self.seconds_left = 300.0
        self.cancelled = self.closed = False

    def cancel(self) -> None:
        self.cancelled = True

    def close(self) -> None:
        self.closed = True

    def wait(self, tick: Callable[[float], None] | None = None) -> tuple[Any, ...]:
        if tick is not None:
            tick(247.0)
        if self.desk.trouble is not None:
            raise self.desk.trouble
        return tuple(SimpleNamespace(id=name, name=name) for name in self.desk.organisations)

    def complete(self, choice: Any) -> Any:
        made = connection(WRITING if self.write else READING, choice.name)
        self.desk.store.save(made)
        return SimpleNamespace(connection=made, sentence=sentence(made), changes=Changes.of("connection"))


class FakeConnecting:
    """Signing in without a browser: `organisations` are those allowed, `trouble` is how waiting fails, `busy` how beginning does."""

    def __init__(self, store: Any) -> None:
        self.store = store
        self.organisations: tuple[str, ...] = ("Saltbush Joinery Pty Ltd",)
        self.trouble: Exception | None = None
        self.busy: Exception | None = None
        self.attempts: list[FakeAttempt] = []
        self.make: type[FakeAttempt] = FakeAttempt
        self.permissions = permissions
        self.redirect_addresses = redirect_addresses
        self.client_id_problem = client_id_problem
        self.sentence = sentence
        self.at_xero = True

    def attempt(self, client_id: str = "", organisation: str = "", *, write: bool = True) -> FakeAttempt:
        if self.busy is not None:
            raise self.busy
        self.attempts.append(self.make(self, client_id, write=write))
        return self.attempts[-1]

    def disconnect(self) -> Disconnected:
        found = self.store.load()
        self.store.save(found.disconnected())
        name = found.organisation
        if self.at_xero:
            return Disconnected(name, True, f"Disconnected from {name}.", "To be sure, look in Xero.", Changes.of("connection"))
        return Disconnected(name, False, "The connection at Xero may still be there.", "In Xero, disconnect it.", Changes.of("connection"))


class FakeSync:
    """A sync that has `plan` to do, or fails with `trouble`; `runs` keeps what was asked."""

    def __init__(self) -> None:
        self.plan = Plan((), {"found": 14, "create": 3, "update": 9, "conflict": 2}, 130)
        self.trouble: Exception | None = None
        self.runs: list[tuple[bool, str]] = []
        self.summary = RunSummary("r-1", found=14, synced=12, conflicted=2, mirrored={"invoice": 4512, "payment": 3980})

    def scope(self, *, confirmed: bool = False) -> bool:
        return confirmed

    def preview(self, _scope: bool, progress: Progress) -> Plan:
        progress.step("Reading customers", 1, 2)
        if self.trouble is not None:
            raise self.trouble
        return self.plan

    def run(self, scope: bool, mode: str, progress: Progress) -> SyncDone:
        self.runs.append((scope, mode))
        progress.step("Reading invoices", 412, 1900)
        if self.trouble is not None:
            raise self.trouble
        return SyncDone(self.summary, Changes(frozenset({"contact"})))

    def budget(self) -> Any:
        return SimpleNamespace(day_left=987)


class FakeFiles:
    """File dialogs that answer at once: `answer` is what is chosen, None for Cancel."""

    def __init__(self) -> None:
        self.answer: Path | None = None

    def folder(self, _parent: QWidget, _title: str, _start: Path | None = None) -> Path | None:
        return self.answer

    def file(self, _parent: QWidget, _title: str, _kinds: str, _start: Path | None = None) -> Path | None:
        return self.answer

    def save_as(self, _parent: QWidget, _title: str, _start: Path, _kinds: str) -> Path | None:
        return self.answer


class FakeWindow(QWidget):
    """A window with room for the steps at its left."""

    setup_step_wanted = Signal(str)
    setup_left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rail_title = ""
        self.steps: list[StepInfo] = []

    def show_setup(self, title: str, steps: list[StepInfo]) -> None:
        self.rail_title, self.steps = title, list(steps)

    def leave_setup(self) -> None:
        self.steps = []

    def states(self) -> dict[str, str]:
        """Step -> done, now or next."""
        return {step.key: step.state for step in self.steps}


class Heard:
    """Notices that are remembered."""

    def __init__(self) -> None:
        self.toasts: list[str] = []
        self.troubles: list[Exception] = []

    def toast(self, words: str, undo: Callable[[], object] | None = None) -> None:
        self.toasts.append(words)

    def trouble(self, error: Exception) -> None:
        self.troubles.append(error)


class FakeActor:
    """The user of Xero in a sample: remembers what was done, refuses when told to."""

    def __init__(self) -> None:
        self.acts: list[tuple[str, dict[str, Any]]] = []
        self.refusal: Exception | None = None

    def act(self, name: str, **values: Any) -> Mapping[str, Any]:
        if self.refusal is not None:
            raise self.refusal
        self.acts.append((name, values))
        return {"Name": values.get("contact", "")}


class SetupDesk:
    """Everything a page of the set-up or the settings needs. `go` follows a route into the page, as the window does."""

    def __init__(self, folder: Path, look: Theme, tasks: Tasks | None = None, *, sample: bool = False) -> None:
        self.file = CompanyFile.open(folder, password=None if sample else PASSWORD)
        secrets = Secrets(lambda: SimpleNamespace(priority=0))  # type: ignore[arg-type,return-value]  # a keyring that keeps nothing
        self.company = Company(self.file, secrets=secrets, environ={})
        self.opened: list[str] = []
        self.actor = FakeActor()
        self.services = Services(self.company, open_address=self.opened.append, sample=self.actor if sample else None)
        self.connecting = FakeConnecting(self.company.store.connection)
        self.sync = FakeSync()
        self.services.connecting = self.connecting  # type: ignore[assignment,misc]  # made up, see above
        self.services.sync = self.sync  # type: ignore[assignment]
        self.files, self.window, self.heard = FakeFiles(), FakeWindow(), Heard()
        self.routes: list[str] = []
        self.shown: list[QWidget] = []  # pages stay alive as long as the desk: pytest-qt holds them only weakly
        self.told: list[Changes] = []
        self.kept: dict[str, str] = {}
        self.feed = Feed()
        self.feed.changed.connect(self.told.append)
        self.context = PageContext(
            tasks or InlineTasks(),
            self.feed,
            self.routes.append,
            Actions(self.window),
            look,
            StatusBoard(),
            self.heard,
            self.file.database,
            self.services,
            keep=self.kept.__setitem__,
            window=self.window,
            extras={"files": self.files},
        )

    def setting(self, name: str) -> Any:
        """A setting as it is stored."""
        return self.services.settings.get(name)

    def close(self) -> None:
        """Close the company."""
        self.company.close()


def copied(made: Path, to: Path) -> Path:
    """A copy of a company that was made once."""
    return Path(shutil.copytree(made, to))
