"""A field map made ready for the spine: what it needs of each wire, and of each side's records, as a Protocol."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from xerodesk.domain.values import Value, Values
from xerodesk.mapping.wires import ConflictRule, WireDirection


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What transforms and checks need to know of the organisation: its country (two letters), base currency and lists by code."""

    country: str = "AU"
    base_currency: str = "AUD"
    currencies: frozenset[str] = frozenset()
    tax_types: Mapping[str, str] = field(default_factory=dict)
    accounts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a value cannot be sent: `message` in words and `advice`."""

    message: str
    advice: str


class CompiledWire(Protocol):
    """One wire, ready to run. Values on the CRM side are in the CRM's form, on the Xero side in the Xero catalogue's form."""

    @property
    def field(self) -> str: ...
    @property
    def xero_field(self) -> str: ...
    @property
    def direction(self) -> WireDirection: ...
    @property
    def conflict(self) -> ConflictRule: ...
    @property
    def first_link(self) -> ConflictRule: ...

    def crm_value(self, values: Values) -> Value:
        """The CRM's value of this wire; joined fields give the joined text as one value, which `crm_changes` takes apart again."""

    def xero_value(self, values: Values) -> Value:
        """Xero's value of this wire."""

    def to_xero(self, crm: Value) -> Value:
        """The CRM's value as Xero shall hold it, after the transforms."""

    def to_crm(self, xero: Value) -> Value:
        """Xero's value as the CRM shall hold it, after the inverse transforms."""

    def crm_key(self, value: Value) -> Value:
        """The form in which two CRM values are compared."""

    def xero_key(self, value: Value) -> Value:
        """The form in which two Xero values are compared."""

    def fault(self, crm: Value) -> Fault | None:
        """Why Xero would refuse the CRM's value, foreseen offline (too long, no valid e-mail, a currency the organisation lacks)."""

    def laid_over(self, current: Value, incoming: Value) -> Value:
        """`incoming` (CRM form) with what Xero has no place for kept from `current`."""

    def crm_changes(self, value: Value) -> dict[str, Value]:
        """The CRM fields to write when `value` (CRM form) arrives: usually one, several when a name is split."""


class CompiledMap(Protocol):
    """A kind's map with both catalogues behind it."""

    @property
    def kind(self) -> str: ...
    @property
    def wires(self) -> Sequence[CompiledWire]: ...

    def xero_values(self, raw: Mapping[str, Any]) -> Values:
        """The fields of Xero's JSON object that have a wire, flat, by the Xero catalogue's field names."""

    def body(self, raw: Mapping[str, Any] | None, changes: Values) -> dict[str, Any]:
        """The JSON elements that carry `changes` (Xero field -> value) to Xero.

        Composites are rebuilt whole from `raw` (Xero's copy, None for a create) with only the changed parts laid over; unmapped parts
        and unknown keys are kept. Ids and markers are added by the caller.
        """

    def record_fault(self, values: Values) -> Fault | None:
        """Why the record as a whole could not be created (no name ...)."""
