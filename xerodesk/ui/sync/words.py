"""What lines, changes and runs are called on screen: fields by their labels, values as text, directions, results, tries."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from xerodesk.domain.log import Entry, RunSummary
from xerodesk.domain.plan import PlanRow
from xerodesk.domain.values import Value
from xerodesk.mapping import catalogues
from xerodesk.mapping.fields import Field
from xerodesk.mapping.kinds import KINDS
from xerodesk.store.queries.log import RunRow
from xerodesk.ui.wording import clock_time, counted, spoken_day

STATUS = "status"
_STABLE_NAME = re.compile(r"(?<!\S)([a-z][a-z0-9_]*): ")
DIRECTIONS = {"to_xero": ("arrow-right", "to Xero"), "to_crm": ("arrow-left", "to xerodesk")}
RESULTS = {
    "done": ("done", "Done"),
    "failed": ("failing", "Failing"),
    "conflict": ("to_decide", "To decide"),
    "skipped": ("left_out", "Left out"),
}
MODES = {
    "sync": "Sync",
    "test": "Test sync",
    "resync": "Resync",
    "import": "Import",
    "check": "Check now",
    "undo": "Undo",
}
_DONE = {
    "create": "Created",
    "update": "Updated",
    "link": "Paired",
    "archive": "Archived",
}
_ACTIONS = {
    ("create", "to_xero"): ("create", "Create in Xero"),
    ("create", "to_crm"): ("create", "Create in xerodesk"),
    ("update", "to_xero"): ("update", "Update"),
    ("update", "to_crm"): ("update", "Update"),
    ("link", "to_xero"): ("pair", "Pair"),
    ("link", "to_crm"): ("pair", "Pair"),
    ("archive", "to_xero"): ("archive", "Archive in Xero"),
    ("archive", "to_crm"): ("archive", "Archive in xerodesk"),
}
_PLAIN_ACTIONS = {
    "conflict": ("to_decide", "To decide"),
    "blocked": ("failing", "Can't be sent yet"),
    "nothing": ("same", "No change"),
    "excluded": ("left_out", "Left out"),
}


def kind_word(kind: str, count: int = 1) -> str:
    """A kind as people name it: Customer, Customers."""
    found = KINDS.get(kind)
    if found is None:
        return kind.replace("_", " ").capitalize()
    return found.label if count == 1 else found.plural


def field_of(kind: str, name: str) -> Field | None:
    """The catalogue's description of a CRM field; None for one it does not know."""
    try:
        return catalogues.crm(kind).field(name)
    except KeyError:
        return None


def field_label(kind: str, name: str) -> str:
    """A field as people name it."""
    found = field_of(kind, name)
    if found is not None:
        return found.label
    return "Archived or active" if name == STATUS else name.replace("_", " ").capitalize()


def value_text(value: Value, field: Field | None = None) -> str:
    """A value as text: options by their words, yes and no, a list of people one after the other."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, list):
        return "; ".join(", ".join(str(part) for part in one.values() if part and not isinstance(part, bool)) for one in value)
    if field is not None and field.options and value in field.options:
        return field.options[value]
    return value


def shown(kind: str, name: str, value: Value) -> str:
    """A field's value as text."""
    return value_text(value, field_of(kind, name))


def action_look(row: PlanRow) -> tuple[str, str]:
    """The pill of a change: the name of its look and its words."""
    return _ACTIONS.get((row.action, row.direction)) or _PLAIN_ACTIONS.get(row.action, ("update", row.action))


def plain_why(kind: str, text: str) -> str:
    """A reason in which fields go by their stable names, with the names people know."""
    def spoken(found: re.Match[str]) -> str:
        if field_of(kind, found[1]) is None:
            return found[0]
        label = field_label(kind, found[1])
        return "" if text.startswith(label, found.end()) else f"{label}: "

    return _STABLE_NAME.sub(spoken, text)


def what(entry: Entry) -> str:
    """What a line says happened, in a few words; a single value that moved is shown by its own cell."""
    if entry.result in ("failed", "conflict") and entry.error is not None:
        return plain_why(entry.kind, entry.error.message)
    if entry.action not in _DONE:
        return entry.reason or "Read from Xero."
    word = _DONE[entry.action]
    count = len(entry.fields)
    if entry.action == "link":
        how = entry.reason.removeprefix("The same record: ")
        return f"Paired: {how}" if how else word
    if not count:
        return entry.reason or word
    if entry.action == "update":
        return f"{counted(count, 'field')} updated"
    return f"{word}, {counted(count, 'field')}"


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 11th."""
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number:,}{ending}"


def tries(attempt: int) -> str:
    """How often something was tried: "3rd try", "" the first time."""
    return f"{ordinal(attempt)} try" if attempt > 1 else ""


def mode_word(mode: str) -> str:
    """What kind of run it was."""
    return MODES.get(mode, mode.replace("_", " ").capitalize())


def run_name(run: RunRow, now: datetime) -> str:
    """A run as people name it: sync of 3 June 14:02."""
    at = run.began_at.astimezone()
    return f"{mode_word(run.mode)} of {spoken_day(at.date(), now.astimezone().date())} {clock_time(run.began_at)}"


def tally(summary: RunSummary) -> str:
    """A run's figures in one line that adds up."""
    parts = (
        f"{summary.synced:,} in step",
        f"{summary.excluded:,} left out" if summary.excluded else "",
        f"{summary.failed:,} failing" if summary.failed else "",
        f"{summary.conflicted:,} to decide" if summary.conflicted else "",
    )
    return f"{summary.found:,} found = " + " + ".join(part for part in parts if part)


def mirrored(summary: RunSummary) -> str:
    """The documents a run read: "1,500 invoices, 32 credit notes"; "" for none."""
    return listed([counted(count, kind_word(kind).lower()) for kind, count in summary.mirrored.items() if count])


def listed(parts: Sequence[str]) -> str:
    """Parts as an enumeration: one, two and three."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""


def support_text(entry: Entry) -> str:
    """A line for support: what happened and the ids, without values, which may be private."""
    parts = [
        f"line {entry.id} of sync {entry.run}",
        f"{entry.at:%Y-%m-%d %H:%M:%S} UTC",
        f"{entry.kind} {entry.action} {DIRECTIONS[entry.direction][1]}: {entry.result}",
        f"xerodesk id {entry.crm_id or '-'}, Xero id {entry.xero_id or '-'}",
        f"fields: {', '.join(one.field for one in entry.fields) or '-'}",
    ]
    if entry.attempt > 1:
        parts.append(tries(entry.attempt))
    if entry.error is not None:
        parts.append(f"{entry.error.code}: {entry.error.message} {entry.error.advice}".strip())
    return "\n".join(parts)
