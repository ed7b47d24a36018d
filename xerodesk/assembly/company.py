"""An open company: builds what works on it once, hands it down, closes it in reverse.

What the first page does not need (the spine, HTTP) is found by name when it is first asked for, so that the window is there sooner.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from xerodesk.domain.connection import Connection
from xerodesk.domain.errors import KeyNeeded, NoCompany
from xerodesk.domain.progress import Progress
from xerodesk.host.clock import Clock, today_in, utc_now
from xerodesk.host.lazy import resolve
from xerodesk.host.locks import FileLock
from xerodesk.host.secrets import Reach, Secrets
from xerodesk.store.company import CompanyFile
from xerodesk.store.connection import ConnectionStore
from xerodesk.store.queries import home
from xerodesk.store.settings import Settings

if TYPE_CHECKING:
    from xerodesk.mapping.compiled import Surroundings
    from xerodesk.store.ledger import SqlLedger
    from xerodesk.store.writing import Writing
    from xerodesk.sync.engine import Engine
    from xerodesk.xero.access import Access
    from xerodesk.xero.endpoints import Endpoints
    from xerodesk.xero.governor import Limits

XERO_URL = "XERODESK_XERO_URL"
CALLS_PER_MINUTE = "XERODESK_CALLS_PER_MINUTE"
"""Another minute limit (0: none), for measuring against a server on this computer; Xero's own stands wherever else the calls go."""
TALKING_LOCK = "talking.lock"


@dataclass(frozen=True)
class Made:
    """A company just made, and its recovery key to show once."""

    company: Company
    recovery_key: str


class Company:
    """One open company with everything that works on it. Use it with `with`, or call `close`."""

    def __init__(
        self, file: CompanyFile, *, secrets: Secrets | None = None, clock: Clock = utc_now, environ: Mapping[str, str] | None = None
    ) -> None:
        self.file = file
        self.connections = ConnectionStore(file.database)
        self.secrets = secrets or Secrets()
        self.clock = clock
        self._environ = os.environ if environ is None else environ
        self._access: Access | None = None

    @classmethod
    def open(cls, folder: Path, *, password: str | None = None, recovery_key: str | None = None) -> Company:
        """Open the company in `folder`. Raises NoCompany, StoreTrouble when it cannot be read, KeyNeeded when no key opens it."""
        if not CompanyFile.exists(folder):
            raise NoCompany(
                f"There is no company in {folder}.",
                "Name the company folder with --company, or make one with `xerodesk import` or `xerodesk connect`.",
            )
        secrets = Secrets()
        return cls(CompanyFile.open(folder, password=password, recovery_key=recovery_key, keyring=secrets), secrets=secrets)

    @classmethod
    def create(cls, folder: Path, *, password: str | None = None) -> Made:
        """Make a company in `folder` with a password (or XERODESK_PASSWORD) and, where it answers, this machine's keyring as ways in.

        Raises KeyNeeded when there is neither, StoreTrouble when the folder cannot be used.
        """
        secrets = Secrets()
        reach = secrets.probe()
        if not reach.ok and not password and not os.environ.get("XERODESK_PASSWORD"):
            raise KeyNeeded(
                f"A new company needs a way in, and there is neither a password nor a keyring: {reach.message}",
                "Choose a password (on the command line: set XERODESK_PASSWORD to it).",
            )
        made = CompanyFile.create(folder, password=password, keyring=secrets if reach.ok else None)
        return Made(cls(made.company, secrets=secrets), made.recovery_key)

    @staticmethod
    def keyring() -> Reach:
        """Whether this machine's keyring answers."""
        return Secrets().probe()

    @property
    def is_new(self) -> bool:
        """Whether nothing is here yet: never connected, and no record."""
        return self.connection is None and not self.file.is_sample and home.is_new(self.file.reading)

    @property
    def name(self) -> str:
        """What the user calls the company; its folder's name when she never said."""
        return str(Settings(self.file.database).get("company.name") or self.file.folder.name)

    def begun(self, name: str) -> Company:
        """A company just made by a user, who named it and kept its recovery key: the set-up need not ask for that again."""
        settings = Settings(self.file.database)
        settings.put("company.name", name)
        settings.put("setup.recovery_key_kept", True)
        return self

    # ---------------------------------------------------------------- Xero

    @property
    def access(self) -> Access:
        """The way to Xero. Built when first asked for: it is the first page's business to show what is here, not to load HTTP."""
        if self._access is None:
            endpoints = resolve("xerodesk.xero.endpoints:endpoints")(self._environ.get(XERO_URL, ""))
            self._access = resolve("xerodesk.xero.access:Access")(
                endpoints,
                folder=self.file.folder,
                company_id=self.file.id,
                secrets=self.secrets,
                token_file=self.store.token,
                governor=resolve("xerodesk.xero.governor:Governor")(self._limits(endpoints)),
            )
        return self._access

    def _limits(self, endpoints: Endpoints) -> Limits:
        """The limits of calling: Xero's, unless a server on this computer stands for it and another pace was asked for."""
        limits: type[Limits] = resolve("xerodesk.xero.governor:Limits")
        asked = self._environ.get(CALLS_PER_MINUTE, "")
        return limits(per_minute=int(asked)) if asked.isdigit() and endpoints.loopback else limits()

    @property
    def connection(self) -> Connection | None:
        """Which organisation the company belongs to, if any."""
        return self.connections.load()

    @cached_property
    def talking(self) -> FileLock:
        """Held by whoever talks to Xero for this company; it dies with the process."""
        return FileLock(self.file.folder / TALKING_LOCK)

    @property
    def today(self) -> date:
        """Today where the organisation is, which decides what is overdue."""
        connection = self.connection
        return today_in(connection.timezone if connection else "", self.clock())

    @property
    def day_first(self) -> bool:
        """Whether 3/4 means the third of April, where a file does not tell: everywhere but in the United States."""
        connection = self.connection
        return connection is None or connection.country != "US"

    # ---------------------------------------------------------------- the spine

    def surroundings(self) -> Surroundings:
        """What the field map needs to know of the organisation."""
        made: Surroundings = resolve("xerodesk.services.organisation:surroundings")(self.connection, self.store.references)
        return made

    @cached_property
    def store(self) -> Writing:
        """The write side of the company file."""
        made: Writing = resolve("xerodesk.store.writing:Writing").of(self.file.database)
        return made

    @cached_property
    def ledger(self) -> SqlLedger:
        """The company file, as the spine sees it."""
        made: SqlLedger = resolve("xerodesk.store.ledger:SqlLedger")(self.store)
        return made

    def engine(self, progress: Progress | None = None, *, urgent: bool = True) -> Engine:
        """The spine over this file and its organisation's books; see `assembly.spine.build`."""
        made: Engine = resolve("xerodesk.assembly.spine:build")(self, progress, urgent=urgent)
        return made

    # ---------------------------------------------------------------- the end

    def close(self) -> None:
        """Close what was opened, in reverse."""
        if self._access is not None:
            self._access.close()
            self._access = None
        self.file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def open_or_create(folder: Path, *, say: Callable[[str], None]) -> Company:
    """Open the company in `folder`, or make one there with XERODESK_PASSWORD or this machine's keyring as the way in.

    `say` gets the recovery key of a new company, once. Raises KeyNeeded when there is nothing to keep its key.
    """
    if CompanyFile.exists(folder):
        return Company.open(folder)
    made = Company.create(folder)
    say(f"A new company was made in {folder}. Its recovery key, shown once; keep it on paper: {made.recovery_key}")
    return made.company


def restored(backup: Path, folder: Path) -> Path:
    """Make a company folder of a backup, and give it. Raises StoreTrouble."""
    CompanyFile.restore(backup, folder)
    return folder
