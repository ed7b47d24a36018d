"""Life and death of a linked pair: archived, restored and merged records. A record's state is a value with two agreed sides, too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as default
from typing import Literal

from xerodesk.domain.plan import Action, PlanField
from xerodesk.domain.records import Agreed, Direction, Link, LocalRecord, RemoteRecord
from xerodesk.sync.ports import Ruling
from xerodesk.sync.remote import is_dead
from xerodesk.sync.rules import KindRules

STATUS = "status"  # the field name under which a pair's state is agreed, shown and logged
ACTIVE, ARCHIVED = "active", "archived"
_NEVER_MOVED = Agreed(ACTIVE, ACTIVE)


@dataclass(frozen=True, slots=True)
class Fate:
    """What the state of a pair asks for. `go_on`: fields are compared as well."""

    action: Action | Literal["restore", ""] = ""
    direction: Direction = "to_crm"
    reason: str = ""
    advice: str = ""
    field: PlanField | None = None
    agree: Mapping[str, Agreed] = default(default_factory=dict)
    go_on: bool = False


def fate(
    rules: KindRules,
    local: LocalRecord,
    remote: RemoteRecord,
    link: Link | None,
    *,
    crm_moved: bool,
    xero_moved: bool,
    ruling: Ruling | None,
) -> Fate:
    """What follows from the states of both sides. `crm_moved` and `xero_moved`: whether any field was edited on that side."""
    agreed = (link.agreed.get(STATUS) if link is not None else None) or _NEVER_MOVED
    here = ARCHIVED if local.archived else ACTIVE
    there = ARCHIVED if is_dead(rules, remote) else ACTIVE
    now = Agreed(here, there)
    if now == agreed:
        return Fate(reason="Archived in Xero.") if there == ARCHIVED else Fate(go_on=True)
    if here == there:
        return Fate(agree={STATUS: now}, go_on=here == ACTIVE)
    base = agreed.crm if isinstance(agreed.crm, str) else ACTIVE
    if link is None and there == ARCHIVED:
        reason = "Archived in Xero, so it cannot be linked yet."
        return Fate("blocked", "to_xero", reason, "Restore it in Xero, then sync again.", _field(base, now, ARCHIVED))
    if there == ARCHIVED:
        return _archived_there(now, agreed, base, crm_moved, ruling)
    return _archived_here(rules, local, now, agreed, base, xero_moved, ruling)


def _archived_there(now: Agreed, agreed: Agreed, base: str, crm_moved: bool, ruling: Ruling | None) -> Fate:
    """Active here, archived in Xero."""
    if agreed.xero == ARCHIVED:
        reason = "Active in xerodesk again, but still archived in Xero."
        return Fate("blocked", "to_xero", reason, "Restore it in Xero, then sync again.", _field(base, now, ARCHIVED))
    side = ruling.sides.get(STATUS, "") if ruling is not None else ""
    if side == "crm":
        return Fate(agree={STATUS: now}, reason="You decided: stays active in xerodesk.")
    if crm_moved and side != "xero":
        return Fate("conflict", "to_crm", "Archived in Xero, and edited in xerodesk since: please decide.", "", _field(base, now, ""))
    reason = "You decided: archived, as in Xero." if side == "xero" else "Archived in Xero."
    return Fate("archive", "to_crm", reason, "", _field(base, now, ARCHIVED))


def _archived_here(
    rules: KindRules, local: LocalRecord, now: Agreed, agreed: Agreed, base: str, xero_moved: bool, ruling: Ruling | None
) -> Fate:
    """Archived here, active in Xero."""
    side = ruling.sides.get(STATUS, "") if ruling is not None else ""
    if agreed.xero == ARCHIVED or side == "xero":
        reason = "You decided: active, as in Xero." if side == "xero" else "Restored in Xero."
        return Fate("restore", "to_crm", reason, "", _field(base, now, ACTIVE), go_on=True)
    if side == "crm":
        return Fate(agree={STATUS: now}, reason="You decided: stays archived in xerodesk.", go_on=True)
    if xero_moved:
        return Fate("conflict", "to_crm", "Archived in xerodesk, and edited in Xero since: please decide.", "", _field(base, now, ""))
    if not rules.archive_in_xero:
        return Fate(agree={STATUS: now}, reason="Archived in xerodesk; it stays active in Xero.", go_on=True)
    for fact, words in rules.archive_guards.items():
        if local.facts.get(fact) is True:
            reason = f"Not archived in Xero: {words}."
            return Fate("blocked", "to_xero", reason, "Settle that first, then sync again.", _field(base, now, ARCHIVED))
    return Fate("archive", "to_xero", "Archived in xerodesk.", "", _field(base, now, ARCHIVED))


def _field(base: str, now: Agreed, result: str) -> PlanField:
    return PlanField(STATUS, base, now.crm, now.xero, result, result)
