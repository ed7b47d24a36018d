"""One wire made ready to run: reading, transforming, comparing and checking the values of its two fields."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from xerodesk.domain.money import price_text, to_price
from xerodesk.domain.values import Value, Values
from xerodesk.mapping import normalise, people, phones, terms
from xerodesk.mapping.compiled import Fault, Surroundings
from xerodesk.mapping.faults import xero_fault
from xerodesk.mapping.fields import Field
from xerodesk.mapping.transform_kinds import BadValue
from xerodesk.mapping.transforms import TRANSFORMS, backward, forward
from xerodesk.mapping.transforms_text import join_values, split_joined
from xerodesk.mapping.wires import ConflictRule, Wire, WireDirection

Form = Callable[[Value], Value]


class ReadyWire:
    """Implements `compiled.CompiledWire` for one wire whose fields exist.

    A joined wire's CRM value is the joined text itself, so that people read it and no second form has to be stored.
    """

    def __init__(self, wire: Wire, crm: tuple[Field, ...], xero: Field, surroundings: Surroundings, name: str) -> None:
        self._wire = wire
        self._crm = crm
        self._xero = xero
        self._surroundings = surroundings
        self._name = name
        self._direction: WireDirection = "to_crm" if xero.read_only else wire.direction
        self._steps = tuple(step for step in wire.transforms if not TRANSFORMS[step.name].joins)
        self._parts = any(step.name == "phone_parts" for step in self._steps)
        joins = [step.settings for step in wire.transforms if TRANSFORMS[step.name].joins]
        self._separator = joins[0].get("separator", " ") if joins else " "
        self._crm_form = _crm_form(crm, surroundings)
        self._xero_form = _xero_form(xero, surroundings)
        # most fields of most records are empty; what that becomes is worked out once
        self._nothing_out = _text_only(self._sent(""))
        self._nothing_in = _text_only(self._received(""))

    @property
    def field(self) -> str:
        """The name log, plan and agreed values know the wire by."""
        return self._name

    @property
    def xero_field(self) -> str:
        """Xero's field."""
        return self._xero.name

    @property
    def crm_fields(self) -> tuple[str, ...]:
        """The CRM's fields, none for a constant."""
        return self._wire.crm_fields

    @property
    def direction(self) -> WireDirection:
        """Which way values move; a field that can only be read never moves towards Xero."""
        return self._direction

    @property
    def conflict(self) -> ConflictRule:
        """Who wins when both sides changed."""
        return self._wire.conflict

    @property
    def first_link(self) -> ConflictRule:
        """Who wins when a pair is linked and both sides are filled and differ."""
        return self._wire.first_link

    def crm_value(self, values: Values) -> Value:
        """The CRM's value; several fields joined to one text, nothing for a constant."""
        if len(self._crm) == 1:
            return values.get(self._crm[0].name, "")
        return join_values([values.get(field.name, "") for field in self._crm], self._separator) if self._crm else self._constant()

    def xero_value(self, values: Values) -> Value:
        """Xero's value."""
        return values.get(self._xero.name, "")

    def to_xero(self, crm: Value) -> Value:
        """The value as Xero shall hold it; a value no step can handle comes out as it is (`fault` says why)."""
        return self._nothing_out if crm == "" and self._nothing_out is not None else self._sent(crm)

    def to_crm(self, xero: Value) -> Value:
        """The value as the CRM shall hold it."""
        return self._nothing_in if xero == "" and self._nothing_in is not None else self._received(xero)

    def _sent(self, crm: Value) -> Value:
        try:
            return self._shaped(forward(self._steps, crm, self._surroundings))
        except BadValue:
            return self._shaped(crm)

    def _received(self, xero: Value) -> Value:
        try:
            value = backward(self._steps, xero, self._surroundings)
        except BadValue:
            value = xero
        if self._xero.type == "phone" and not self._parts:
            value = phones.readable(value, self._surroundings.country)
        if len(self._crm) == 1 and self._crm[0].type == "money":
            return _price(value)
        if isinstance(value, bool) and not (self._crm and self._crm[0].type == "yes_no"):
            return normalise.as_text(value)
        return value

    def crm_key(self, value: Value) -> Value:
        """The form in which two CRM values are compared."""
        return self._crm_form(value)

    def xero_key(self, value: Value) -> Value:
        """The form in which two Xero values are compared."""
        return self._xero_form(value)

    def fault(self, crm: Value) -> Fault | None:
        """Why Xero would refuse this value, None when nothing speaks against it."""
        try:
            value = self._shaped(forward(self._steps, crm, self._surroundings))
        except BadValue as error:
            return Fault(error.message, error.advice)
        return xero_fault(self._xero, value, self._surroundings)

    def crm_changes(self, value: Value) -> dict[str, Value]:
        """The CRM fields to write when `value` arrives; none for a constant."""
        if len(self._crm) == 1:
            return {self._crm[0].name: value}
        pieces = split_joined(normalise.as_text(value), len(self._crm), self._separator) if self._crm else []
        return dict(zip(self._wire.crm_fields, pieces, strict=True))

    def laid_over(self, current: Value, incoming: Value) -> Value:
        """`incoming` (CRM form) with what Xero has no place for kept from `current`: phone and role of people. Else `incoming` itself."""
        return list(people.lay_over(current, incoming)) if self._xero.type == "people" else incoming

    def _constant(self) -> Value:
        settings = [step.settings for step in self._wire.transforms if step.name == "constant"]
        return settings[0].get("value", "") if settings else ""

    def _shaped(self, value: Value) -> Value:
        """A value in the form the Xero catalogue describes."""
        kind = self._xero.type
        if kind == "people":
            return list(people.for_xero(value))
        if kind == "long_text":
            return normalise.long_text(value)
        if kind == "yes_no":
            return normalise.yes_no(value)
        text = value.strip() if isinstance(value, str) else normalise.as_text(value)
        if kind == "phone":
            return phones.split_value(text).text
        if kind in ("money", "number"):
            return normalise.number(text)
        if self._xero.normalise in (terms.key, normalise.code):
            return self._xero.normalise(text)
        return text


def _text_only(value: Value) -> str | bool | None:
    """A value that can be handed out again and again; None for a list, which the receiver may change."""
    return None if isinstance(value, list) else value


def _crm_form(crm: tuple[Field, ...], surroundings: Surroundings) -> Form:
    if len(crm) != 1:
        return normalise.line
    if crm[0].type == "phone":
        return lambda value: phones.crm_key(value, surroundings.country)
    return crm[0].normalise


def _xero_form(xero: Field, surroundings: Surroundings) -> Form:
    if xero.type == "phone":
        return lambda value: phones.xero_key(value, surroundings.country)
    return xero.normalise


def _price(value: Value) -> Value:
    """A number of Xero's as the CRM writes prices ("12.50"); anything else as it is."""
    try:
        number = Decimal(value) if isinstance(value, str) and value else None
    except InvalidOperation:
        return value
    return price_text(to_price(number)) if number is not None and number.is_finite() else value
