"""What the strip of problems lists and how each pair looks for it: errors, warnings, a record that would be refused, suggestions. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from xerodesk.mapping.kinds import KINDS
from xerodesk.mapping.transforms import way_back
from xerodesk.mapping.validation import Problem
from xerodesk.mapping.wires import Transform, Wire
from xerodesk.ui.sync.field_map.model import ARROWS, DIRECTION_WORDS, Document, key_of, step_words
from xerodesk.ui.sync.field_map.readings import Readings
from xerodesk.ui.sync.field_map.scene import Line, PairKey, PairState

Level = Literal["error", "warning", "suggestion"]
_REMOVABLE = ("ghost", "two_into_one", "impossible", "no_source")


@dataclass(frozen=True, slots=True)
class Issue:
    """One line of the strip: which pair or field, what is wrong, and the deed that mends it (a step to add, or words alone)."""

    level: Level
    what: str
    loud: str
    words: str
    key: PairKey | None = None
    xero_field: str = ""
    deed: str = ""
    step: Transform | None = None


def issues_of(
    document: Document, problems: Sequence[Problem], readings: Readings, offers: Sequence[tuple[Wire, int, str]]
) -> tuple[Issue, ...]:
    """Errors first, then warnings, then what the chosen record runs into, then suggestions."""
    found = [_of_problem(document, one) for one in problems]
    named = {one.key for one in found}
    for wire in document.map.wires:
        reading = readings.pairs.get(key_of(wire))
        if wire.enabled and reading is not None and reading.fault is not None and key_of(wire) not in named:
            found.append(_of_fault(document, wire, KINDS[document.map.kind].label.lower(), reading.fault.message))
    found += [_of_offer(document, wire, score, reason) for wire, score, reason in offers]
    return tuple(found)


def _of_problem(document: Document, one: Problem) -> Issue:
    wire = document.map.wires[one.wire] if one.wire is not None else None
    field = document.field("xero", one.field)
    what = document.title(wire) if wire is not None else field.label
    deed = f"Add step: {step_words(one.offer).lower()}" if one.offer is not None else ""
    if not deed and wire is not None:
        deed = "Remove pair" if one.code in _REMOVABLE else ""
    key = key_of(wire) if wire is not None else None
    level: Level = "error" if one.severity == "error" else "warning"
    return Issue(level, what, one.message, one.fix, key, one.field if wire is None else "", deed, one.offer)


def _of_fault(document: Document, wire: Wire, record: str, message: str) -> Issue:
    target = document.field("xero", wire.xero_field)
    cut = target.type in ("text", "long_text") and target.maximum and "characters" in message
    step = Transform("cut", {"length": str(target.maximum)}) if cut else None
    deed = f"Add step: {step_words(step).lower()}" if step else ""
    return Issue("warning", document.title(wire), f"This {record} would be refused:", message, key_of(wire), "", deed, step)


def _of_offer(document: Document, wire: Wire, score: int, reason: str) -> Issue:
    return Issue("suggestion", document.title(wire), f"Suggested, {score} %:", f"{reason}; nothing moves until you accept", key_of(wire))


def count_words(issues: Sequence[Issue]) -> str:
    """How many problems there are, in words; suggestions are none."""
    count = sum(one.level != "suggestion" for one in issues)
    return f"{count} problem{'' if count == 1 else 's'}" if count else "no problems"


def lines_of(document: Document, issues: Sequence[Issue], offers: Sequence[tuple[Wire, int, str]]) -> list[Line]:
    """Every pair as the gutter draws it, suggestions after the pairs."""
    levels: dict[PairKey | None, Level] = {}
    for one in reversed(issues):
        levels[one.key] = "error" if levels.get(one.key) == "error" else one.level
    drawn = [_line(document, wire, levels.get(key_of(wire))) for wire in document.map.wires]
    for wire, score, _ in offers:
        name = f"{document.title(wire)}, suggested, {score} %"
        drawn.append(Line(key_of(wire), wire.direction, "suggested", f"{score} %", "", name))
    return drawn


def _line(document: Document, wire: Wire, level: Level | None) -> Line:
    state: PairState = "paused" if not wire.enabled else "error" if level == "error" else "lossy" if level == "warning" else "ok"
    steps = f"fx {len(wire.transforms)}" if wire.transforms else ""
    icon = {"paused": "pause", "error": "x", "lossy": "triangle"}.get(state, "")
    if not icon and wire.direction == "both" and wire.conflict == "ask" and not steps:
        icon = "question"
    return Line(key_of(wire), wire.direction, state, steps if state == "ok" else "", icon, sentence(document, wire, level))


def sentence(document: Document, wire: Wire, level: Level | None = None) -> str:
    """A pair as assistive tools read it."""
    parts = [document.title(wire).replace(ARROWS[wire.direction], "and"), DIRECTION_WORDS[wire.direction].lower()]
    if wire.transforms:
        parts.append(f"{len(wire.transforms)} step{'' if len(wire.transforms) == 1 else 's'}")
    if not wire.enabled:
        parts.append("paused")
    if level in ("error", "warning"):
        parts.append("has a problem")
    return ", ".join(parts)


def status_words(wire: Wire, level: Level | None) -> str:
    """The state of a pair in one or two words, for the table."""
    if not wire.enabled:
        return "Paused"
    return {"error": "Cannot work", "warning": "Check"}.get(level or "", "In order")


def way_back_words(wire: Wire) -> str:
    """What the way back is worth with these steps."""
    worst = [way_back(step) for step in wire.transforms]
    if "none" in worst:
        return "A step has no way back."
    return "What Xero has is taken as it is." if "as_it_is" in worst else ""

