"""The lines of the log as the table reads them: a window at a time from the store, with what is in an opened line between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from xerodesk.domain.log import Entry
from xerodesk.store.queries import log
from xerodesk.store.queries.log import LogFilter, LogRow
from xerodesk.store.queries.source import Source
from xerodesk.ui.kit.models import Window
from xerodesk.ui.sync.words import field_label, plain_why, shown


@dataclass(frozen=True, slots=True)
class LogLine:
    """A line; `opened` when what is in it stands below it."""

    row: LogRow
    opened: bool

    @property
    def entry(self) -> Entry:
        """What happened."""
        return self.row.entry


@dataclass(frozen=True, slots=True)
class DetailLine:
    """One thing in an opened line: a value before and after with a note, or (`look` words) a sentence about the line."""

    number: int
    at: int
    label: str
    before: str = ""
    after: str = ""
    note: str = ""
    look: Literal["value", "sides", "words"] = "value"
    noted: bool = False


def details(entry: Entry) -> list[DetailLine]:
    """What is in a line: its fields, why it was done, what went wrong and what to do."""
    found: list[DetailLine] = []
    asked_who = entry.error is not None and entry.error.code == "match"  # then only our side's values are named
    look: Literal["value", "sides", "words"] = "words" if asked_who else "sides" if entry.result == "conflict" else "value"
    for one in entry.fields:
        before, after = shown(entry.kind, one.field, one.old), shown(entry.kind, one.field, one.new)
        found.append(DetailLine(entry.id, len(found), field_label(entry.kind, one.field), before, after, one.note, look, bool(one.note)))
    said = []
    if entry.error is not None:
        said = [("What happened", plain_why(entry.kind, entry.error.message)), ("What to do", entry.error.advice)]
    if entry.reason and (entry.error is None or entry.reason != entry.error.message):
        said.insert(0, ("Why", entry.reason))
    for label, words in said:
        if words:
            found.append(DetailLine(entry.id, len(found), label, words, look="words"))
    return found or [DetailLine(entry.id, 0, "Why", "Nothing more is known about this line.", look="words")]


def read_lines(source: Source, wanted: LogFilter, is_open: Callable[[], Sequence[int]]) -> Callable[[int, int], Window]:
    """A reader of windows for the table: lines newest first, each one that is open now followed by what is in it."""

    def read(offset: int, limit: int) -> Window:
        opened = is_open()
        with source.read():
            total = log.count(source, wanted)
            places = _places(source, wanted, opened)
            rows: list[LogLine | DetailLine] = []
            for first, count, inside in _stretches(total, places):
                if isinstance(inside, list):
                    rows += inside[max(0, offset - first) : max(0, offset + limit - first)]
                else:
                    rows += _lines(source, wanted, opened, inside, *_overlap(first, count, offset, limit))
            return Window(total + sum(len(one) for _, one in places), rows)

    return read


def _places(source: Source, wanted: LogFilter, opened: Sequence[int]) -> list[tuple[int, list[DetailLine]]]:
    """Where each opened line stands, with what is in it, from the top down."""
    found: list[tuple[int, list[DetailLine]]] = []
    for number in opened:
        at = log.place(source, wanted, number)
        entry = log.entry(source, number) if at is not None else None
        if at is not None and entry is not None:
            found.append((at, details(entry)))
    return sorted(found, key=lambda one: one[0])


def _stretches(total: int, places: list[tuple[int, list[DetailLine]]]) -> list[tuple[int, int, int | list[DetailLine]]]:
    """The table as stretches (first row, rows, the first line of the store or what is in an opened line)."""
    found: list[tuple[int, int, int | list[DetailLine]]] = []
    shift = line = 0
    for at, inside in places:
        found.append((line + shift, at + 1 - line, line))
        found.append((at + 1 + shift, len(inside), inside))
        line, shift = at + 1, shift + len(inside)
    found.append((line + shift, total - line, line))
    return found


def _overlap(first: int, count: int, offset: int, limit: int) -> tuple[int, int]:
    """Which part (start within the stretch, length) of a stretch a window shows."""
    start = max(0, offset - first)
    return start, max(0, min(count, offset + limit - first) - start)


def _lines(source: Source, wanted: LogFilter, opened: Sequence[int], line: int, start: int, count: int) -> list[LogLine]:
    if count <= 0:
        return []
    return [LogLine(row, row.entry.id in opened) for row in log.window(source, wanted, line + start, count)]
