"""What the window's pages may ask for: every service bound to the one open company. Pages see it as small Protocols of their own.

Each service is found by name when it is first asked for: the first page shows what is in the file, and need not wait for the spine.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol

from xerodesk.assembly.company import Company
from xerodesk.domain.changes import Changes
from xerodesk.domain.connection import Connection
from xerodesk.domain.progress import Progress
from xerodesk.host.lazy import resolve
from xerodesk.host.secrets import Reach
from xerodesk.store.backup import Backup
from xerodesk.store.settings import Settings

if TYPE_CHECKING:
    from xerodesk.assembly.field_maps import FieldMaps
    from xerodesk.assembly.imports import Imports
    from xerodesk.assembly.signing import Connecting
    from xerodesk.assembly.syncing import Deciding, Syncing
    from xerodesk.services.contacts import ContactDesk
    from xerodesk.services.deals import DealService
    from xerodesk.services.products import ProductService


class Actor(Protocol):
    """Acts as the user of Xero in the sample's organisation."""

    def act(self, name: str, **values: Any) -> Mapping[str, Any]: ...


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
        resolve("xerodesk.store.visits:Visits")(self._company.file.database).note(self._company.clock())


class Services:
    """Everything the pages may ask for."""

    def __init__(self, company: Company, *, open_address: Callable[[str], object], sample: Actor | None = None) -> None:
        self._company = company
        self.open_address = open_address
        self.sample = sample
        self.company = CompanyCare(company)
        self.visits = Visiting(company)
        self.settings = Settings(company.file.database)

    def warm(self) -> None:
        """Load what is found by name, in a worker, once the first page is there."""
        for name in ("contacts", "deals", "products", "field_map", "sync", "deciding", "imports", "connecting"):
            getattr(self, name)

    @cached_property
    def sync(self) -> Syncing:
        """Previews and runs."""
        made: Syncing = resolve("xerodesk.assembly.syncing:Syncing")(self._company)
        return made

    @cached_property
    def deciding(self) -> Deciding:
        """Answers to what is to decide."""
        made: Deciding = resolve("xerodesk.assembly.syncing:Deciding")(self._company)
        return made

    @cached_property
    def contacts(self) -> ContactDesk:
        """Customers and leads."""
        made: ContactDesk = resolve("xerodesk.assembly.records:contacts")(self._company)
        return made

    @cached_property
    def deals(self) -> DealService:
        """Deals."""
        made: DealService = resolve("xerodesk.assembly.records:deals")(self._company)
        return made

    @cached_property
    def products(self) -> ProductService:
        """Products."""
        made: ProductService = resolve("xerodesk.assembly.records:products")(self._company)
        return made

    @cached_property
    def field_map(self) -> FieldMaps:
        """The field map and records to try it on."""
        made: FieldMaps = resolve("xerodesk.assembly.field_maps:FieldMaps")(self._company)
        return made

    @cached_property
    def imports(self) -> Imports:
        """Bringing files in."""
        made: Imports = resolve("xerodesk.assembly.imports:Imports")(self._company)
        return made

    @cached_property
    def connecting(self) -> Connecting:
        """Signing in and out."""
        made: Connecting = resolve("xerodesk.assembly.signing:Connecting")(self._company)
        return made

    def check_now(self, contact_id: str, progress: Progress) -> Changes:
        """Read one customer again from Xero, with three calls at most."""
        return self.sync.check_now(contact_id, progress)

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
        return str(resolve("xerodesk.xero.links:deep_link")(connection.short_code, kind, xero_id))

    def export(self, kind: str, form: Literal["json", "csv", "xlsx"], path: Path) -> int:
        """Write all records of a kind to a file; returns their count."""
        rows = resolve("xerodesk.store.queries.export:export_rows")(self._company.file.reading, kind)
        return int(resolve("xerodesk.services.export:export")(kind, rows, form, path))
