"""What stands around the lines of the log, read in one go: the figures of the run, counts by result, causes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from xerodesk.store.queries import log
from xerodesk.store.queries.causes import Cause, causes
from xerodesk.store.queries.log import LogFilter, RunRow
from xerodesk.store.queries.source import Source
from xerodesk.ui.sync.log_filters import VIEWS


@dataclass(frozen=True, slots=True)
class LogSurroundings:
    """`run` is the one the filter names, or else the newest whole sync. `counts` by tab, under the other filters. `lines` in all."""

    run: RunRow | None
    counts: dict[str, int]
    failing: int
    causes: tuple[Cause, ...]
    lines: int


def surroundings(source: Source, wanted: LogFilter) -> LogSurroundings:
    """Read it. For the store lane."""
    with source.read():
        return LogSurroundings(
            log.run(source, wanted.run),
            {key: log.count(source, replace(wanted, view=view)) for key, view in VIEWS.items()},
            log.count(source, LogFilter("failed")),
            tuple(causes(source)),
            log.count(source, LogFilter()),
        )
