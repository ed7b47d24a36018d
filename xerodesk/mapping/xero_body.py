"""From changed values to the JSON elements that carry them: whole composites rebuilt from Xero's copy, only the changed parts laid over.

Xero's documents leave open whether an element sent in part is merged or replaced, so a composite always goes whole (all addresses, all
phones, all people, both terms); parts the map does not name and keys xerodesk does not know are kept as they were.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from xerodesk.domain.values import Value, Values
from xerodesk.mapping import terms
from xerodesk.mapping.fields import Catalogue, Field
from xerodesk.mapping.people import pair_up, people_of
from xerodesk.mapping.phones import split_value
from xerodesk.mapping.xero_values import PEOPLE_KEYS, objects, people_list

Raw = Mapping[str, Any]
Parts = list[tuple[Field, Value]]


def build(catalogue: Catalogue, raw: Raw | None, changes: Values) -> dict[str, Any]:
    """The JSON elements that bring `changes` (Xero field -> value) to Xero; `raw` is Xero's copy, None for a record to create.

    Read-only fields and names the catalogue does not know are left out: neither can be sent.
    """
    known = {field.name: field for field in catalogue.fields if not field.read_only}
    grouped: dict[str, Parts] = {}
    for name, value in changes.items():
        if name in known:
            grouped.setdefault(known[name].composite, []).append((known[name], value))
    body: dict[str, Any] = {field.name: _json_value(field, value) for field, value in grouped.pop("", [])}
    for composite, parts in grouped.items():
        layer = _LAYERS.get(composite, _OBJECT)
        body[composite] = layer(composite, raw or {}, parts)
    return body


def json_number(text: Value) -> int | float | None:
    """A decimal text as a JSON number, None when empty or no number.

    A float's shortest text is exact up to 15 digits, which is more than Xero stores of any amount or price.
    """
    try:
        number = Decimal(text) if isinstance(text, str) and text.strip() else None
    except InvalidOperation:
        return None
    if number is None or not number.is_finite():
        return None
    return int(number) if number == number.to_integral_value() else float(number)


def _json_value(field: Field, value: Value) -> Any:
    if field.type in ("money", "number"):
        return json_number(value)
    return value


def _copied(value: Any) -> Any:
    """A deep copy fit for JSON: decimals become numbers."""
    if isinstance(value, Mapping):
        return {key: _copied(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_copied(one) for one in value]
    if isinstance(value, Decimal):
        return json_number(str(value))
    return copy.copy(value)


def _rows(raw: Raw, composite: str) -> list[dict[str, Any]]:
    return [_copied(one) for one in objects(raw.get(composite))]


def _of_type(rows: list[dict[str, Any]], key: str, kind: str) -> dict[str, Any]:
    """The first row of a type; added when there is none."""
    for row in rows:
        if row.get(key) == kind:
            return row
    rows.append({key: kind})
    return rows[-1]


def _lay_addresses(composite: str, raw: Raw, parts: Parts) -> list[dict[str, Any]]:
    rows = _rows(raw, composite)
    for field, value in parts:
        _, kind, key = field.name.split(".")
        _of_type(rows, "AddressType", kind)[key] = value
    return rows


def _lay_phones(composite: str, raw: Raw, parts: Parts) -> list[dict[str, Any]]:
    rows = _rows(raw, composite)
    for field, value in parts:
        row = _of_type(rows, "PhoneType", field.name.partition(".")[2])
        row["PhoneCountryCode"], row["PhoneAreaCode"], row["PhoneNumber"] = split_value(value)
    return rows


def _lay_people(composite: str, raw: Raw, parts: Parts) -> list[dict[str, Any]]:
    old = _rows(raw, composite)
    new = people_of(parts[-1][1])
    people = people_list(old)
    result = []
    for person, partner in zip(new, pair_up(people, new), strict=True):
        row = old[partner] if partner is not None else {}
        was = people[partner] if partner is not None else {}
        for ours, theirs in PEOPLE_KEYS.items():
            if theirs not in row or was.get(ours) != person.get(ours, ""):
                row[theirs] = person.get(ours, "")
        row["IncludeInEmails"] = person.get("gets_invoice", False) is True
        result.append(row)
    return result


def _lay_terms(composite: str, raw: Raw, parts: Parts) -> dict[str, Any]:
    found = raw.get(composite)
    result: dict[str, Any] = _copied(found) if isinstance(found, dict) else {}
    for field, value in parts:
        side = field.name.partition(".")[2]
        meant = terms.parse(value) if isinstance(value, str) else None
        before = result.get(side)
        kept = before if isinstance(before, dict) and meant is not None else {}
        result[side] = {**kept, "Day": meant.day, "Type": meant.type} if meant is not None else {}
    return result


def _lay_object(composite: str, raw: Raw, parts: Parts) -> dict[str, Any]:
    found = raw.get(composite)
    result: dict[str, Any] = _copied(found) if isinstance(found, dict) else {}
    for field, value in parts:
        result[field.name.partition(".")[2]] = _json_value(field, value)
    return result


_OBJECT: Callable[[str, Raw, Parts], Any] = _lay_object
_LAYERS: dict[str, Callable[[str, Raw, Parts], Any]] = {
    "Addresses": _lay_addresses,
    "Phones": _lay_phones,
    "ContactPersons": _lay_people,
    "PaymentTerms": _lay_terms,
}
