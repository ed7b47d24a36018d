"""What the cells of the log show: the columns of a line, and of what is in an opened one."""

from __future__ import annotations

from datetime import UTC, datetime

from xerodesk.domain.log import Entry
from xerodesk.ui.kit.cells import Cell, Run, pill_cell
from xerodesk.ui.kit.diff import added_cell, removed_cell
from xerodesk.ui.kit.models import Column
from xerodesk.ui.states import PILLS
from xerodesk.ui.sync.log_lines import DetailLine, LogLine
from xerodesk.ui.sync.words import DIRECTIONS, RESULTS, field_label, kind_word, shown, tries, what
from xerodesk.ui.wording import short_day

Row = LogLine | DetailLine


def columns() -> list[Column]:
    """The columns of the log."""
    return [
        Column("time", "Time", _time, 124),
        Column("way", "Direction", _way, 108),
        Column("kind", "Kind", _kind, 100),
        Column("name", "Name", _name, 170, stretch=5),
        Column("what", "What", _what, 200, stretch=6),
        Column("who", "Asked by", _who, 104),
        Column("result", "Result", _result, 126),
    ]


def _time(row: Row) -> Cell:
    if isinstance(row, DetailLine):
        return Cell()
    at = row.entry.at.astimezone()
    today = datetime.now(UTC).astimezone().date()
    clock = f"{at:%H:%M:%S}" if at.date() == today else f"{short_day(at.date(), today)} {at:%H:%M}"
    icon = "chevron-down" if row.opened else "chevron-right"
    return Cell(clock, "ink2", icon=icon, icon_ink="ink2", tip=f"{at:%d %B %Y %H:%M:%S}")


def _way(row: Row) -> Cell:
    if isinstance(row, DetailLine):
        return Cell(row.label, "ink2", size="small")
    icon, words = DIRECTIONS[row.entry.direction]
    return Cell(words, "ink2", size="small", icon=icon, icon_ink="ink2")


def _kind(row: Row) -> Cell:
    return Cell() if isinstance(row, DetailLine) else Cell(kind_word(row.entry.kind), "ink2", size="small")


def _name(row: Row) -> Cell:
    if isinstance(row, DetailLine):
        if row.look == "words":
            return Cell(row.before, "ink")
        if row.look == "sides":
            return Cell(row.before or "empty", "ink" if row.before else "ink3", before="in xerodesk")
        return removed_cell(row.before, row.after)
    return Cell(row.entry.title, weight=500)


def _what(row: Row) -> Cell:
    if isinstance(row, DetailLine):
        if row.look == "words":
            return Cell()
        if row.look == "sides":
            return Cell(row.after or "empty", "ink" if row.after else "ink3", before="in Xero")
        return added_cell(row.before, row.after)
    entry = row.entry
    if entry.action == "update" and entry.result == "done" and len(entry.fields) == 1:
        return _one_value(entry)
    failing = entry.result == "failed"
    words = what(entry)
    return Cell(words, "bad" if failing and not row.row.settled else "ink2", after=tries(entry.attempt))


def _one_value(entry: Entry) -> Cell:
    """The one value that moved, old → new, on the line itself."""
    one = entry.fields[0]
    label = field_label(entry.kind, one.field)
    old, new = shown(entry.kind, one.field, one.old) or "empty", shown(entry.kind, one.field, one.new) or "empty"
    words = f"{label} {old} → {new}"
    return Cell(words, "ink2", runs=(Run(f"{label} "), Run(old[:60], "ink2"), Run(" → ", "ink3"), Run(new[:120], "ink")))


def _who(row: Row) -> Cell:
    if isinstance(row, DetailLine):
        icon = "triangle" if row.noted else ""
        return Cell(row.note, "warn" if row.noted else "ink2", size="small", icon=icon, icon_ink="warn")
    return Cell(row.entry.actor or "–", "ink2", size="small")


def _result(row: Row) -> Cell:
    if isinstance(row, DetailLine):
        return Cell()
    entry = row.entry
    look, words = RESULTS[entry.result]
    if entry.result == "done" and any(one.note for one in entry.fields):
        look, words = "warned", "Warned"
    if row.row.settled:
        return Cell("Done since", "ink3", size="small")
    return pill_cell(PILLS[look], words)
