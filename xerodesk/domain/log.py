"""The sync log's words: a run, and its entries."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from xerodesk.domain.values import Value

if TYPE_CHECKING:
    from xerodesk.domain.records import Direction

Result = Literal["done", "failed", "conflict", "skipped"]


@dataclass(frozen=True, slots=True)
class EntryField:
    """One value that moved: `old` and `new` on the side that was written. `note` says what Xero made of it, if it altered it."""

    field: str
    old: Value
    new: Value
    note: str = ""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why something was not done, in words, and what to do. `code` is stable."""

    code: str
    message: str
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log: one record in one run and direction. `id` is 0 until stored; `actor` is who or what asked."""

    run: str
    at: datetime
    direction: Direction
    kind: str
    crm_id: str
    xero_id: str
    title: str
    action: str
    result: Result
    fields: tuple[EntryField, ...] = ()
    error: Trouble | None = None
    reason: str = ""
    actor: str = ""
    attempt: int = 1
    id: int = 0


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What a run did. found = synced + excluded + failed + conflicted, counting two-way records; `mirrored` counts documents per kind."""

    run: str
    found: int = 0
    synced: int = 0
    excluded: int = 0
    failed: int = 0
    conflicted: int = 0
    mirrored: dict[str, int] = field(default_factory=dict)
    calls: int = 0
    seconds: float = 0.0
    entries: int = 0
    notes: tuple[str, ...] = ()
