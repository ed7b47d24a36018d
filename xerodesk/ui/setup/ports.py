"""What the set-up asks of the services: small Protocols of just the calls it makes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from xerodesk.domain.changes import Changes
from xerodesk.domain.connection import Connection
from xerodesk.domain.progress import Progress

if TYPE_CHECKING:  # what only some steps use is loaded with them
    from xerodesk.domain.plan import Plan
    from xerodesk.mapping.wires import FieldMap
    from xerodesk.services.imports.recognise import Recognised
    from xerodesk.services.imports.run import ImportResult
    from xerodesk.services.imports.sniff import Sniffed
    from xerodesk.services.imports.table import Table


class Choice(Protocol):
    """An organisation that may be chosen."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...


class Connected(Protocol):
    """How a sign-in ended."""

    @property
    def connection(self) -> Connection: ...
    @property
    def sentence(self) -> str: ...
    @property
    def changes(self) -> Changes: ...


class Attempt(Protocol):
    """One sign-in on its way (services.connect.Attempt)."""

    @property
    def address(self) -> str: ...
    @property
    def seconds_left(self) -> float: ...
    def cancel(self) -> None: ...
    def close(self) -> None: ...
    def wait(self, tick: Callable[[float], None] | None = None) -> tuple[Any, ...]: ...
    def complete(self, choice: Any) -> Any: ...


class Connecting(Protocol):
    """Signing in."""

    def attempt(self, client_id: str = "", organisation: str = "", *, write: bool = True) -> Attempt: ...
    def permissions(self, *, write: bool) -> dict[str, str]: ...
    def redirect_addresses(self) -> tuple[str, ...]: ...
    def client_id_problem(self, text: str) -> str: ...
    def sentence(self, connection: Connection) -> str: ...


class SyncDone(Protocol):
    """How a sync ended."""

    @property
    def summary(self) -> Any: ...
    @property
    def changes(self) -> Changes: ...


class Syncing(Protocol):
    """Previews and syncs."""

    def scope(self, *, confirmed: bool = False) -> Any: ...
    def preview(self, scope: Any, progress: Progress) -> Plan: ...
    def run(self, scope: Any, mode: str, progress: Progress) -> SyncDone: ...
    def budget(self) -> Any: ...


class Imports(Protocol):
    """Bringing files in."""

    def inspect(
        self, kind: str, path: Path, chosen: Mapping[str, str] | None = None, overrule: Sniffed | None = None
    ) -> tuple[Table, Recognised]: ...
    def run(
        self,
        kind: str,
        path: Path,
        chosen: Mapping[str, str] | None = None,
        overrule: Sniffed | None = None,
        *,
        preview: bool = False,
        progress: Progress | None = None,
    ) -> ImportResult: ...


class Company(Protocol):
    """The company file."""

    @property
    def folder(self) -> Path: ...
    @property
    def is_sample(self) -> bool: ...
    @property
    def has_password(self) -> bool: ...
    def new_recovery_key(self) -> str: ...


class Settings(Protocol):
    """The company's settings."""

    def get(self, name: str, otherwise: Any = None) -> Any: ...
    def put(self, name: str, value: Any) -> None: ...


class Maps(Protocol):
    """The field map in use."""

    def load(self, kind: str) -> FieldMap: ...


class SetupServices(Protocol):
    """All of it."""

    @property
    def connecting(self) -> Connecting: ...
    @property
    def sync(self) -> Syncing: ...
    @property
    def imports(self) -> Imports: ...
    @property
    def company(self) -> Company: ...
    @property
    def settings(self) -> Settings: ...
    @property
    def field_map(self) -> Maps: ...
    @property
    def sample(self) -> Any: ...
    @property
    def open_address(self) -> Callable[[str], object]: ...
    def connection(self) -> Connection | None: ...
