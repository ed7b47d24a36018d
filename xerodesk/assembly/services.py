"""What the window's pages may ask for: every service bound to the one open company. Pages see it as small Protocols of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from xerodesk.assembly.company import Company
from xerodesk.assembly.field_maps import FieldMaps
from xerodesk.assembly.imports import Imports
from xerodesk.assembly.signing import Connecting
from xerodesk.domain.changes import Changes
from xerodesk.domain.connection import Connection
from xerodesk.domain.plan import Plan
from xerodesk.domain.progress import Progress
from xerodesk.domain.values import Value
from xerodesk.host.lazy import resolve
from xerodesk.host.secrets import Reach
from xerodesk.services import resolve as deciding
from xerodesk.services.check_now import check_now
from xerodesk.services.contacts import ContactDesk
from xerodesk.services.deals import DealService
from xerodesk.services.export import Form, export
from xerodesk.services.field_map import ready_map
from xerodesk.services.preview import preview, proposed
from xerodesk.services.products import ProductService
from xerodesk.services.resync import resync
from xerodesk.services.sync_run import SyncDone, sync
from xerodesk.store.backup import Backup
from xerodesk.store.queries.export import export_rows
from xerodesk.sync.engine import Engine, Scope
from xerodesk.sync.handful import Pick

_WAIT_FOR_OTHERS = 120.0
OWNER = "You"


class Actor(Protocol):
    """Acts as the user of Xero in the sample's organisation."""

    def act(self, name: str, **values: Any) -> Mapping[str, Any]: ...


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


class CompanyCare:
    """The file itself: its ways in, its backups."""

    def __init__(self, company: Company) -> None:
        self._company = company

    @property
    def folder(self) -> Path:
        """The company's folder."""
        return self._company.file.folder

    @property
    def is_sample(self) -> bool:
        """Whether this is the sample company."""
        return self._company.file.is_sample

    @property
    def has_password(self) -> bool:
        """Whether a password opens the file."""
        return self._company.file.has_password

    def set_password(self, password: str) -> None:
        """Add or replace the password."""
        self._company.file.set_password(password)

    def new_recovery_key(self) -> str:
        """Make a new recovery key, to be shown once."""
        return self._company.file.new_recovery_key()

    def back_up(self) -> Backup:
        """Make a verified backup now."""
        return self._company.file.back_up()

    def backups(self) -> list[Backup]:
        """The backups made so far, newest first."""
        return self._company.file.backups()

    def keyring(self) -> Reach:
        """Whether this machine's keyring answers."""
        return self._company.secrets.probe()


class Visiting:
    """When Home was last left."""

    def __init__(self, company: Company) -> None:
        self._company = company

    def left(self) -> None:
        """Home is left now."""
        self._company.store.visits.note(self._company.clock())


class Services:
    """Everything the pages may ask for."""

    def __init__(self, company: Company, *, open_address: Callable[[str], object], sample: Actor | None = None) -> None:
        self._company = company
        self.open_address = open_address
        self.sample = sample
        self.sync = Syncing(company)
        self.deciding = Deciding(company)
        self.company = CompanyCare(company)
        self.visits = Visiting(company)
        self.settings = company.store.settings
        self.check_now = self.sync.check_now

    @cached_property
    def contacts(self) -> ContactDesk:
        """Customers and leads."""
        company = self._company
        return ContactDesk(company.store.contacts, company.ledger, lambda: ready_map(company.store.maps, "contact", company.surroundings()))

    @cached_property
    def deals(self) -> DealService:
        """Deals."""
        return DealService(self._company.store.deals, self._company.store.contacts, lambda: self._company.today)

    @cached_property
    def products(self) -> ProductService:
        """Products."""
        return ProductService(self._company.store.products)

    @cached_property
    def field_map(self) -> FieldMaps:
        """The field map and records to try it on."""
        return FieldMaps(self._company)

    @cached_property
    def imports(self) -> Imports:
        """Bringing files in."""
        return Imports(self._company)

    @cached_property
    def connecting(self) -> Connecting:
        """Signing in and out."""
        return Connecting(self._company)

    def today(self) -> date:
        """Today where the organisation is."""
        return self._company.today

    def connection(self) -> Connection | None:
        """Which organisation the company belongs to."""
        return self._company.connection

    def deep_link(self, kind: str, xero_id: str) -> str:
        """A record's page inside Xero; "" where there is none."""
        connection = self._company.connection
        if connection is None or not xero_id:
            return ""
        return str(resolve("xerodesk.xero.books:deep_link")(connection.short_code, kind, xero_id))

    def export(self, kind: str, form: Form, path: Path) -> int:
        """Write all records of a kind to a file; returns their count."""
        return export(kind, export_rows(self._company.file.reading, kind), form, path)
