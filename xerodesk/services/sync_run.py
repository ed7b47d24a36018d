"""Running a sync: the same engine for a full sync, a test on a handful, one record, or a scheduled run."""

from __future__ import annotations

from dataclasses import dataclass

from xerodesk.domain.changes import Changes
from xerodesk.domain.log import RunSummary
from xerodesk.mapping.kinds import KINDS
from xerodesk.sync.engine import Engine, Scope


@dataclass(frozen=True, slots=True)
class SyncDone:
    """What a run did, and what changed for the pages that listen."""

    summary: RunSummary
    changes: Changes

    @property
    def exit_status(self) -> int:
        """0 when every record is in step or left out, 1 when any failed or waits for a decision."""
        return 1 if self.summary.failed or self.summary.conflicted else 0


def sync(engine: Engine, scope: Scope, *, asked_by: str, mode: str = "sync") -> SyncDone:
    """Carry out a run over `scope` (see `Engine.run` for what it raises)."""
    summary = engine.run(scope, asked_by, mode)
    return SyncDone(summary, changes_of(scope))


def changes_of(scope: Scope) -> Changes:
    """What a run over `scope` may have changed: its kinds (all of them without a choice), the log and the questions."""
    kinds = scope.kinds or frozenset(KINDS)
    return Changes(kinds | {"entry", "conflict", "run"})


def in_words(summary: RunSummary) -> str:
    """A run in one sentence."""
    parts = [f"{summary.synced:,} in step"]
    if summary.excluded:
        parts.append(f"{summary.excluded:,} left out")
    if summary.failed:
        parts.append(f"{summary.failed:,} failed")
    if summary.conflicted:
        parts.append(f"{summary.conflicted:,} to decide")
    return f"{summary.found:,} records: {', '.join(parts)}."
