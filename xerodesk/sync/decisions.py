"""What happens to one field of a pair: each side is compared with its own agreed value, never with the other side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from xerodesk.domain.plan import PlanField
from xerodesk.domain.records import Agreed, LocalRecord, RemoteRecord
from xerodesk.domain.values import Value, Values, is_empty
from xerodesk.mapping.compiled import CompiledWire
from xerodesk.mapping.wires import ConflictRule
from xerodesk.sync.ports import Ruling

Outcome = Literal["same", "agree", "to_xero", "to_crm", "both", "ask"]
TOO_CLOSE = timedelta(minutes=2)  # edits nearer than this have no clear newest: clocks and Xero's own processing differ by as much


@dataclass(frozen=True, slots=True)
class Instants:
    """When each side was last edited, both on Xero's clock."""

    crm: datetime
    xero: datetime

    @classmethod
    def of(cls, local: LocalRecord, remote: RemoteRecord, skew: timedelta) -> Instants:
        """`skew` is Xero's clock minus ours."""
        return cls(local.edited_at + skew, remote.updated_at)

    def newest(self) -> Literal["crm", "xero", "ask"]:
        """The side edited last, or "ask" when that is not clear."""
        if abs(self.crm - self.xero) < TOO_CLOSE:
            return "ask"
        return "crm" if self.crm > self.xero else "xero"


@dataclass(frozen=True, slots=True)
class Decision:
    """One field of a pair, decided. `crm` and `xero` are in each side's own form; `own` is a person's third value (CRM form)."""

    wire: CompiledWire
    agreed: Agreed | None
    crm: Value
    xero: Value
    outcome: Outcome
    reason: str = ""
    own: Value | None = None

    @property
    def to_send(self) -> Value:
        """The CRM's form of what Xero shall hold."""
        return self.crm if self.own is None else self.own

    def settled(self) -> Agreed:
        """The agreed values if both sides stay as they are."""
        return Agreed(self.crm, self.xero)


def decide(
    wire: CompiledWire, crm_values: Values, xero_values: Values, agreed: Agreed | None, instants: Instants, ruling: Ruling | None = None
) -> Decision:
    """Decide one field. A ruling counts only while both sides still hold what the person was shown."""
    crm, xero = wire.crm_value(crm_values), wire.xero_value(xero_values)
    outcome, reason = _first(wire, crm, xero, instants) if agreed is None else _later(wire, crm, xero, agreed, instants)
    own: Value | None = None
    if outcome == "ask" and ruling is not None and wire.field in ruling.sides and _still_as_seen(wire, crm, xero, ruling):
        outcome, reason, own = _ruled(wire, ruling)
    return Decision(wire, agreed, crm, xero, outcome, reason, own)


def _later(wire: CompiledWire, crm: Value, xero: Value, agreed: Agreed, instants: Instants) -> tuple[Outcome, str]:
    if crm == agreed.crm and xero == agreed.xero:
        return "same", ""  # by far the most; spares the normalisers
    crm_moved = wire.direction != "to_crm" and wire.crm_key(crm) != wire.crm_key(agreed.crm)
    xero_moved = wire.direction != "to_xero" and wire.xero_key(xero) != wire.xero_key(agreed.xero)
    if not crm_moved and not xero_moved:
        return "same", ""
    if alike(wire, crm, xero):
        return "agree", "Both sides were changed to the same value."
    if not xero_moved:
        return "to_xero", "Changed in xerodesk."
    if not crm_moved:
        return "to_crm", "Changed in Xero."
    return _by_rule(wire, wire.conflict, instants, "Changed on both sides")


def _first(wire: CompiledWire, crm: Value, xero: Value, instants: Instants) -> tuple[Outcome, str]:
    """No agreed values yet: equal is agreed, an empty side is filled, otherwise the wire's first-link rule decides."""
    if alike(wire, crm, xero):
        return "agree", ""
    if is_empty(wire.to_xero(crm)):
        return _allowed(wire, "to_crm"), "Empty in xerodesk, filled from Xero."
    if is_empty(wire.to_crm(xero) if wire.direction != "to_xero" else xero):
        return _allowed(wire, "to_xero"), "Empty in Xero, filled from xerodesk."
    return _by_rule(wire, wire.first_link, instants, "Different when first compared")


def _by_rule(wire: CompiledWire, rule: ConflictRule, instants: Instants, what: str) -> tuple[Outcome, str]:
    side = instants.newest() if rule == "newest" else rule
    if side == "ask":
        close = "; the edits are too close in time to tell which is newer" if rule == "newest" else ""
        return "ask", f"{what}{close}: please decide."
    how = "the newest edit" if rule == "newest" else "this field"
    winner = "xerodesk" if side == "crm" else "Xero"
    words = f"{what}; {winner} has {how}." if rule == "newest" else f"{what}; {winner} decides {how}."
    return _allowed(wire, "to_xero" if side == "crm" else "to_crm"), words


def _allowed(wire: CompiledWire, wanted: Literal["to_xero", "to_crm"]) -> Outcome:
    """A one-way wire never writes against its direction: both sides are then agreed as they are."""
    return wanted if wire.direction in ("both", wanted) else "agree"


def _still_as_seen(wire: CompiledWire, crm: Value, xero: Value, ruling: Ruling) -> bool:
    seen = ruling.seen.get(wire.field)
    return seen is None or (wire.crm_key(crm) == wire.crm_key(seen[0]) and wire.crm_key(shown(wire, xero)) == wire.crm_key(seen[1]))


def _ruled(wire: CompiledWire, ruling: Ruling) -> tuple[Outcome, str, Value | None]:
    side = ruling.sides[wire.field]
    if side == "own":
        return "both", "You decided: a value of your own.", ruling.values[wire.field]
    if side == "xero":
        return _allowed(wire, "to_crm"), "You decided: as in Xero.", None
    return _allowed(wire, "to_xero"), "You decided: as in xerodesk.", None


def alike(wire: CompiledWire, crm: Value, xero: Value) -> bool:
    """Whether the two sides say the same, in the form of either side."""
    if is_empty(crm) and is_empty(xero) and is_empty(wire.to_xero(crm)):
        return True
    if wire.direction != "to_crm" and wire.xero_key(wire.to_xero(crm)) == wire.xero_key(xero):
        return True
    if wire.direction == "to_xero":
        return False
    incoming = wire.to_crm(xero)
    return wire.crm_key(incoming) == wire.crm_key(crm) and (wire.direction == "to_crm" or not is_empty(incoming))


def shown(wire: CompiledWire, xero: Value) -> Value:
    """Xero's value as the CRM would write it, for people to compare."""
    return xero if wire.direction == "to_xero" else wire.to_crm(xero)


def as_field(decision: Decision, direction: Literal["to_xero", "to_crm", "ask"]) -> PlanField:
    """The decision as a field of a plan row in one direction."""
    wire, base = decision.wire, decision.agreed.crm if decision.agreed is not None else ""
    theirs = shown(wire, decision.xero)
    if direction == "ask":
        return PlanField(wire.field, base, decision.crm, theirs, "")
    if direction == "to_crm":
        arriving = wire.laid_over(decision.crm, theirs) if decision.own is None else decision.own
        return PlanField(wire.field, base, decision.crm, theirs, arriving, arriving)
    sent = wire.to_xero(decision.to_send)
    fault = wire.fault(decision.to_send)
    problem, advice = (fault.message, fault.advice) if fault is not None else ("", "")
    return PlanField(wire.field, base, decision.crm, theirs, shown(wire, sent), sent, problem, advice)


def decide_all(
    wires: Sequence[CompiledWire],
    local: LocalRecord,
    xero_values: Values,
    agreed: Mapping[str, Agreed],
    instants: Instants,
    ruling: Ruling | None = None,
) -> list[Decision]:
    """Every wire of a map, decided for one pair."""
    return [decide(wire, local.values, xero_values, agreed.get(wire.field), instants, ruling) for wire in wires]


def compare_again(
    wires: Sequence[CompiledWire],
    local: LocalRecord,
    remote: RemoteRecord,
    xero_values: Values,
    known: Mapping[str, Agreed],
    skew: timedelta,
) -> tuple[dict[str, Agreed], bool]:
    """After a write: the agreed values of fields found equal without being written, and whether nothing is left to do for the pair."""
    decisions = decide_all(wires, local, xero_values, known, Instants.of(local, remote, skew))
    equal = {one.wire.field: one.settled() for one in decisions if one.outcome == "agree"}
    return equal, all(one.outcome in ("same", "agree") for one in decisions)
