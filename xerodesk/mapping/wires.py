"""The field map as plain data: wires between CRM fields and Xero fields, with direction, rules and transforms."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

WireDirection = Literal["both", "to_xero", "to_crm"]
ConflictRule = Literal["ask", "xero", "crm", "newest"]
Origin = Literal["manual", "suggested", "preset"]


@dataclass(frozen=True, slots=True)
class Transform:
    """One step on a wire: `name` of the transform and its settings, all text (a value map's pairs are settings too)."""

    name: str
    settings: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wire:
    """One pair of fields. `crm_fields` are one or more CRM fields (several are joined), or none for a constant.

    `transforms` run from the CRM towards Xero; on the way back their inverses run in reverse order. `first_link` is the rule used when
    a pair has no agreed values yet and both sides are filled and differ. `enabled` False is a paused wire.
    """

    crm_fields: tuple[str, ...]
    xero_field: str
    direction: WireDirection = "both"
    conflict: ConflictRule = "ask"
    first_link: ConflictRule = "ask"
    transforms: tuple[Transform, ...] = ()
    enabled: bool = True
    origin: Origin = "manual"

    @property
    def field(self) -> str:
        """The name the spine, the log and agreed values know this wire by: its first CRM field, or Xero's field for a constant."""
        return self.crm_fields[0] if self.crm_fields else self.xero_field


@dataclass(frozen=True, slots=True)
class FieldMap:
    """All wires of one kind."""

    kind: str
    wires: tuple[Wire, ...] = ()
    version: int = 1

    def with_wires(self, wires: tuple[Wire, ...]) -> FieldMap:
        """A copy with other wires."""
        return replace(self, wires=wires)
