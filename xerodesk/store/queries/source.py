"""What queries read from: an open company file, as far as reading goes."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol


class Source(Protocol):
    """Given to every query; pages hand it on and never call it. Each thread reads through a connection of its own."""

    def rows(self, sql: str, params: Sequence[Any] = ()) -> list[tuple[Any, ...]]: ...
    def row(self, sql: str, params: Sequence[Any] = ()) -> tuple[Any, ...] | None: ...
    def value(self, sql: str, params: Sequence[Any] = ()) -> Any: ...
    def read(self) -> AbstractContextManager[None]: ...
