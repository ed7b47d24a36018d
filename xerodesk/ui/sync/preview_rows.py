"""A plan as rows to show: a heading for each record with what would be done, and under it every value that would be written. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from xerodesk.domain.plan import Plan, PlanField, PlanRow
from xerodesk.domain.records import Direction
from xerodesk.ui.kit.labels import Part
from xerodesk.ui.sync.words import action_look, field_label, listed, plain_why, shown
from xerodesk.ui.wording import counted

View = Literal["all", "create", "update", "link", "archive", "conflict", "blocked", "nothing", "excluded"]
_FIRST = 4  # of a new record's fields so many are shown until all are asked for


@dataclass(frozen=True, slots=True)
class RecordRow:
    """A record of the plan. `note` stands at the right, `why` after the pill. `ticked` None: no tick box. `more`: fields not shown.

    `ask`: a person has to decide, and can be led to the question. `further`: more about a record with a tick box.
    """

    key: str
    kind: str
    crm_id: str
    xero_id: str
    title: str
    look: str
    action: str
    why: str = ""
    note: str = ""
    ticked: bool | None = None
    more: int = 0
    ask: bool = False
    further: bool = False


@dataclass(frozen=True, slots=True)
class ValueRow:
    """A value that would be written. `problem` says why it cannot be; then `mend` is the CRM field's value as it is, to be put right."""

    key: str
    at: int
    kind: str
    crm_id: str
    revision: int
    field: str
    label: str
    direction: Direction
    now: str
    will_be: str
    empty: str
    why: str
    problem: bool = False
    mend: str | None = None
    stored: str = ""


@dataclass(frozen=True, slots=True)
class SaidRow:
    """A sentence under a record: what to do about one that cannot be sent."""

    key: str
    at: int
    words: str


Row = RecordRow | ValueRow | SaidRow


def rows_of(
    plan: Plan,
    view: View = "all",
    *,
    text: str = "",
    chosen: Mapping[str, str] | None = None,
    ticked: frozenset[str] | None = None,
    opened: frozenset[str] = frozenset(),
) -> list[Row]:
    """The rows of a plan. `chosen` (key -> why) puts these records first to last with their reason; `ticked` gives tick boxes; of
    records in `opened` every field is shown."""
    needle = text.casefold().strip()
    found: list[Row] = []
    for key, changes in _by_record(plan.rows, chosen).items():
        if view != "all" and not any(row.action == view for row in changes):
            continue
        if needle and needle not in changes[0].title.casefold():
            continue
        why = (chosen or {}).get(key, "")
        for at, row in enumerate(changes):
            tick = None if ticked is None or at else key in ticked
            further = bool(at) and ticked is not None
            found += _record(key, row, at, "" if at else why, tick, whole=key in opened, further=further)
    return found


def key_of(row: PlanRow) -> str:
    """What a record goes by: the CRM's id where there is one."""
    return row.crm_id or row.xero_id


def _by_record(rows: Iterable[PlanRow], chosen: Mapping[str, str] | None) -> dict[str, list[PlanRow]]:
    found: dict[str, list[PlanRow]] = {key: [] for key in chosen or ()}
    for row in rows:
        key = key_of(row)
        if key not in found and row.xero_id in found:
            key = row.xero_id
        found.setdefault(key, []).append(row)
    return {key: some for key, some in found.items() if some}


def _record(key: str, row: PlanRow, at: int, chosen_for: str, tick: bool | None, *, whole: bool, further: bool) -> list[Row]:
    look, action = action_look(row)
    values = [_value(key, 1000 * at + number, row, one) for number, one in enumerate(row.fields)] if row.action != "conflict" else []
    blocked = [one for one in values if one.problem]
    if row.action == "blocked" and blocked:
        values = blocked
    cut = row.action == "create" and not whole and len(values) > _FIRST + 1
    kept = values[:_FIRST] if cut else values
    why = f"chosen for: {_in_sentence(chosen_for)}" if chosen_for else plain_why(row.kind, row.reason)
    if row.conflict_type == "field":
        why = f"{_names(row)}, {_in_sentence(row.reason)}" + (f"; {why}" if chosen_for else "")
    elif row.action == "blocked" and not chosen_for:
        why = ""
    head = RecordRow(
        f"{key} {at}", row.kind, row.crm_id, row.xero_id, row.title, look, action, why,
        _note(row, len(values), len(kept)), tick, len(values) - len(kept), row.action == "conflict", further,
    )  # fmt: skip
    if row.action == "blocked" and not blocked:
        return [head, SaidRow(f"{key} {at}", 0, " ".join(part for part in (row.reason, row.advice) if part))]
    found: list[Row] = [head]
    advice = {one.field: one.advice for one in row.fields}
    for one in kept:
        found.append(one)
        if one.problem and advice[one.field]:
            found.append(SaidRow(f"{key} {at}", one.at, advice[one.field]))
    return found


def _in_sentence(words: str) -> str:
    """A reason without its capital and full stop, to stand after a colon."""
    trimmed = words.rstrip(".")
    return trimmed[:1].lower() + trimmed[1:]


def _names(row: PlanRow) -> str:
    return listed([field_label(row.kind, one.field) for one in row.fields])


def _note(row: PlanRow, fields: int, kept: int) -> str:
    if row.action == "nothing":
        return "all fields agree; nothing is sent"
    if row.action == "blocked":
        return "waits until mended; the others don't"
    if row.action == "conflict" or not fields:
        return ""
    if row.action == "create":
        return f"{counted(fields, 'field')}, {kept:,} shown" if kept < fields else counted(fields, "field")
    return counted(fields, "change")


def _value(key: str, at: int, row: PlanRow, field: PlanField) -> ValueRow:
    creating = row.action == "create"
    before = "" if creating else field.xero if row.direction == "to_xero" else field.crm
    problem = bool(field.problem)
    stored = shown(row.kind, field.field, field.sent) if field.sent and field.sent != field.result else ""
    will_be = shown(row.kind, field.field, field.result)
    mendable = problem and bool(row.crm_id) and row.direction == "to_xero" and isinstance(field.crm, str)
    why = field.problem if problem else _why(row, field, stored if stored != will_be else "")
    return ValueRow(
        key, at, row.kind, row.crm_id, row.revision, field.field, field_label(row.kind, field.field), row.direction,
        shown(row.kind, field.field, before), will_be, "not there yet" if creating else "empty", why, problem,
        str(field.crm) if mendable else None, stored,
    )  # fmt: skip


def _why(row: PlanRow, field: PlanField, stored: str) -> str:
    if stored:
        return f"written as {stored}"
    if row.action in ("create", "link"):
        other = field.xero if row.direction == "to_xero" else field.crm
        return "" if row.action == "create" else "Empty there: filled" if not other else plain_why(row.kind, row.reason)
    return plain_why(row.kind, row.reason)


@dataclass(frozen=True, slots=True)
class _Sum:
    """How a count of the summary is said."""

    key: str
    words: str


_WOULD = (_Sum("create", "create"), _Sum("update", "update"), _Sum("link", "pair"), _Sum("archive", "archive"))


def sentence_of(plan: Plan, subject: str = "Syncing", lead: str = "Nothing has been written. ") -> list[Part | str]:
    """The sums in one sentence: "Nothing has been written. Syncing would create 1 and update 2; 1 is the same on both sides ..."."""
    summary = plan.summary
    would = [(one.words, summary.get(one.key, 0)) for one in _WOULD if summary.get(one.key, 0)]
    parts: list[Part | str] = [lead]
    if would:
        parts.append(f"{subject} would ")
        for at, (words, count) in enumerate(would):
            joint = "" if at == 0 else " and " if at == len(would) - 1 else ", "
            parts += [joint, Part(f"{words} {count:,}", "strong")]
    else:
        parts.append(f"{subject} would change nothing")
    rest: list[Part | str] = []
    if same := summary.get("nothing", 0):
        rest.append(f"{same:,} {'is' if same == 1 else 'are'} the same on both sides")
    if out := summary.get("excluded", 0):
        rest.append(f"{out:,} left out")
    if ask := summary.get("conflict", 0):
        rest.append(Part(f"{ask:,} to decide", "warn"))
    if stuck := summary.get("blocked", 0):
        rest.append(Part(f"{stuck:,} can't be sent yet", "bad"))
    for at, one in enumerate(rest):
        parts += ["; " if at == 0 else ", ", one]
    return [*parts, "."]


def plan_notes(plan: Plan) -> str:
    """What the plan says about itself, fields by their labels."""
    return " ".join(plain_why("contact", note) for note in plan.notes)
