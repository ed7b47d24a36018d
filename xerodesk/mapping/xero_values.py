"""From Xero's JSON to flat values: one text, yes/no or list of people per field of the Xero catalogue. Odd or missing parts are empty."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from xerodesk.domain.values import Line, Value, Values
from xerodesk.mapping import terms
from xerodesk.mapping.fields import Catalogue, Field
from xerodesk.mapping.phones import MARK, Parts

Raw = Mapping[str, Any]
Reader = Callable[[Raw, dict[str, Value]], None]
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
PEOPLE_KEYS = {"first_name": "FirstName", "last_name": "LastName", "email": "EmailAddress"}


def reader_of(catalogue: Catalogue, only: Container[str] | None = None) -> Callable[[Raw], Values]:
    """A function that flattens Xero's JSON by `catalogue`, or `only` these fields of it; built once, used for every record."""
    readers: list[Reader] = []
    wanted = [field for field in catalogue.fields if only is None or field.name in only]
    for composite in dict.fromkeys(field.composite for field in wanted):
        fields = [field for field in wanted if field.composite == composite]
        readers.append(_READERS.get(composite, _plain_reader)(fields))

    def read(raw: Raw) -> Values:
        values: dict[str, Value] = {}
        for reader in readers:
            reader(raw, values)
        return values

    return read


def flatten(catalogue: Catalogue, raw: Raw) -> Values:
    """Xero's JSON object as values by the catalogue's field names."""
    return reader_of(catalogue)(raw)


def scalar_text(value: object) -> str:
    """A JSON scalar as text; numbers without needless zeros, null and objects as nothing."""
    if isinstance(value, str):
        return value
    if value is None or isinstance(value, dict | list):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal | float):
        number = value if isinstance(value, Decimal) else Decimal(repr(value))
        if not number.is_finite():
            return ""
        return format(number.normalize(), "f") if number else "0"
    return str(value)


def objects(value: object) -> list[dict[str, Any]]:
    """The objects in a JSON list; anything else counts as an empty list."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def day_text(value: object) -> str:
    """One of Xero's dates ("/Date(1539993600000+0000)/" or ISO text) as YYYY-MM-DD."""
    text = value if isinstance(value, str) else ""
    if text.startswith("/Date("):
        milliseconds = text[6:].partition(")")[0]
        sign = "-" if milliseconds.startswith("-") else ""
        digits = milliseconds.lstrip("-").partition("+")[0].partition("-")[0]
        if not digits.isdigit():
            return ""
        return (_EPOCH + timedelta(milliseconds=int(sign + digits))).date().isoformat()
    return text[:10]


def phone_text(phone: Raw) -> str:
    """Xero's phone object as one value: country, area and number joined by middle dots; empty when all are blank."""
    country, area, number = (scalar_text(phone.get(f"Phone{part}")).strip() for part in ("CountryCode", "AreaCode", "Number"))
    return Parts(country.replace(MARK, " "), area.replace(MARK, " "), number).text


def terms_text(value: object) -> str:
    """Xero's {Day, Type} as readable text; empty when unset."""
    if not isinstance(value, dict) or not value.get("Type"):
        return ""
    day = scalar_text(value.get("Day")) or "0"
    kind = scalar_text(value.get("Type"))
    known = kind in (terms.AFTER_DATE, terms.AFTER_MONTH, terms.THIS_MONTH, terms.NEXT_MONTH)
    return terms.text_of(terms.Terms(int(day), kind)) if known and day.isdecimal() else f"{day} {kind}"


def people_list(value: object) -> list[Line]:
    """Xero's ContactPersons as people."""
    people: list[Line] = []
    for person in objects(value):
        one: Line = {ours: scalar_text(person.get(theirs)) for ours, theirs in PEOPLE_KEYS.items()}
        one["gets_invoice"] = person.get("IncludeInEmails") is True
        people.append(one)
    return people


def _plain_reader(fields: list[Field]) -> Reader:
    top = [(field.name, field.type) for field in fields if "." not in field.name]
    deep = [(field.name, field.name.split("."), field.type) for field in fields if "." in field.name]

    def read(raw: Raw, values: dict[str, Value]) -> None:
        for name, type_ in top:
            value = raw.get(name)
            values[name] = value if isinstance(value, str) and type_ != "date" else _typed(value, type_)
        for name, path, type_ in deep:
            values[name] = _typed(_at(raw, path), type_)

    return read


def _typed(value: object, type_: str) -> Value:
    if type_ == "yes_no":
        return value if isinstance(value, bool) else scalar_text(value)
    if type_ == "date":
        return day_text(value)
    if isinstance(value, list):  # groups: their names
        return ", ".join(scalar_text(one.get("Name")) for one in objects(value))
    return scalar_text(value)


def _at(raw: Raw, path: list[str]) -> object:
    found: object = raw
    for key in path:
        if not isinstance(found, Mapping):
            return None
        found = found.get(key)
    return found


def first_by(rows: list[dict[str, Any]], key: str) -> dict[str, dict[str, Any]]:
    """The first object of each type in a list of typed objects (addresses, phones)."""
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        found.setdefault(scalar_text(row.get(key)), row)
    return found


def _address_reader(fields: list[Field]) -> Reader:
    wanted = [(field.name, *field.name.split(".")[1:]) for field in fields]

    def read(raw: Raw, values: dict[str, Value]) -> None:
        addresses = first_by(objects(raw.get("Addresses")), "AddressType")
        for name, kind, key in wanted:
            address = addresses.get(kind)
            value = address.get(key) if address is not None else ""
            values[name] = value if isinstance(value, str) else scalar_text(value)

    return read


def _phone_reader(fields: list[Field]) -> Reader:
    wanted = [(field.name, field.name.partition(".")[2]) for field in fields]

    def read(raw: Raw, values: dict[str, Value]) -> None:
        phones = first_by(objects(raw.get("Phones")), "PhoneType")
        for name, kind in wanted:
            values[name] = phone_text(phones[kind]) if kind in phones else ""

    return read


def _terms_reader(fields: list[Field]) -> Reader:
    def read(raw: Raw, values: dict[str, Value]) -> None:
        found = raw.get("PaymentTerms")
        for field in fields:
            values[field.name] = terms_text(found.get(field.name.partition(".")[2])) if isinstance(found, dict) else ""

    return read


def _people_reader(fields: list[Field]) -> Reader:
    def read(raw: Raw, values: dict[str, Value]) -> None:
        values["ContactPersons"] = people_list(raw.get("ContactPersons"))

    return read


_READERS: dict[str, Callable[[list[Field]], Reader]] = {
    "Addresses": _address_reader,
    "Phones": _phone_reader,
    "PaymentTerms": _terms_reader,
    "ContactPersons": _people_reader,
}
