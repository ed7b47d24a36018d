"""Laying rows over records: what a row says, what it leaves alone, and whether anything is different in the end."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from xerodesk.domain.values import Line, Value, is_empty
from xerodesk.mapping import catalogues
from xerodesk.mapping.fields import Field
from xerodesk.mapping.normalise import as_text, line
from xerodesk.services.imports.pairing import Target
from xerodesk.services.imports.recognise import SINGULAR
from xerodesk.services.imports.rows import ParsedRow

_CELL_CHARACTERS = 32_767  # what a cell of a spreadsheet holds
_TRIMMED = 100  # blanks at its ends are not read
LINE_FIELDS = catalogues.crm("deal_line").names()


def lay(kind: str, target: Target, row: ParsedRow, *, clear_empty: bool) -> None:
    """Lay one row of a contact or product over its record; empty cells change nothing unless `clear_empty`."""
    target.rows.append(row)
    for name, value in row.values.items():
        target.values[name] = value
    if clear_empty:
        target.values.update({name: [] if name == "people" else "" for name in row.blank})
    if kind == "contacts" and target.record is None:
        target.values.setdefault("stage", "customer")


def lay_deal(target: Target, rows: list[ParsedRow], *, clear_empty: bool) -> None:
    """Lay the rows of one deal over it: what a deal has once comes from the first row that says it, every row with a line is a line."""
    target.rows.extend(rows)
    head: dict[str, Value] = {}
    for row in rows:
        for name, value in row.values.items():
            if name not in LINE_FIELDS:
                head.setdefault(name, value)
    if clear_empty:
        blank = set.intersection(*(row.blank for row in rows)) - set(LINE_FIELDS) - {"contact"}
        head.update(dict.fromkeys(blank - head.keys(), ""))
    target.values.update(head)
    listed = [row for row in rows if any(name in row.values for name in LINE_FIELDS)]
    if listed:
        before = target.values.get("lines", [])
        target.values["lines"] = _lines(before if isinstance(before, list) else [], listed, clear_empty=clear_empty)


def _lines(before: list[Line], rows: list[ParsedRow], *, clear_empty: bool) -> list[Line]:
    """The lines the rows say; what they leave out is kept from the line they mean (the same product and description)."""
    free = list(range(len(before)))
    lines: list[Line] = []
    for place, row in enumerate(rows):
        fits = [index for index in free if _same_line(before[index], row)]
        partner = place if place in fits else next(iter(fits), None)
        if partner is not None:
            free.remove(partner)
        line_: Line = {**dict.fromkeys(LINE_FIELDS, ""), **(before[partner] if partner is not None else {})}
        line_.update({name: as_text(row.values[name]) for name in LINE_FIELDS if name in row.values})
        if clear_empty:
            line_.update({name: "" for name in LINE_FIELDS if name in row.blank})
        if is_empty(line_["quantity"]) and not is_empty(line_["unit_price"]):
            line_["quantity"] = "1"
        lines.append(line_)
    return lines


def _same_line(old: Line, row: ParsedRow) -> bool:
    return all(line(old.get(name, "")) == line(row.values.get(name, "")) for name in ("product", "description"))


def changes_of(kind: str, target: Target) -> dict[str, Value]:
    """The fields of an existing record that are different now, after their normalisers."""
    old: Mapping[str, Value] = target.record.values if target.record is not None else {}
    return {
        name: value
        for name, value in target.values.items()
        if _key(kind, name, value) != _key(kind, name, old.get(name, "")) and not _cut_by_a_spreadsheet(value, old.get(name, ""))
    }


def _cut_by_a_spreadsheet(value: Value, before: Value) -> bool:
    """Whether a text is the start of what is here, as long as a spreadsheet's cell: it lost its end there, nobody shortened it."""
    if not isinstance(value, str) or not isinstance(before, str) or len(value) < _CELL_CHARACTERS - _TRIMMED:
        return False
    return len(before) > _CELL_CHARACTERS and before.startswith(value.rstrip())


def _key(kind: str, name: str, value: Value) -> Value:
    if name == "people":
        people = value if isinstance(value, list) else []
        return repr([tuple(line(person.get(part, "")) for part in _PERSON) for person in people])
    if name == "lines":
        fields = _fields("deal_line")
        rows = value if isinstance(value, list) else []
        return repr([tuple(_number_key(fields[part].normalise(row.get(part, ""))) for part in LINE_FIELDS) for row in rows])
    field = _fields(SINGULAR[kind]).get(name)
    return field.normalise(value) if field is not None else line(value)


def _number_key(value: Value) -> Value:
    """Nothing and zero are the same in a line: a line's numbers are never unset."""
    return "" if value == "0" else value


@lru_cache(maxsize=8)
def _fields(kind: str) -> Mapping[str, Field]:
    return {field.name: field for field in catalogues.crm(kind).fields}


_PERSON = ("first_name", "last_name", "email", "phone", "role", "gets_invoice")
