"""From rows of cells to records: values by field, and what is wrong with a row, told by line, column and value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from xerodesk.domain.money import price_text, to_price
from xerodesk.domain.values import Line, Value
from xerodesk.mapping import catalogues, terms
from xerodesk.mapping.normalise import line, long_text
from xerodesk.services.imports import cells
from xerodesk.services.imports.layouts import COMPANY, FULL_NAME, LINE3, LINE4, OWN_ID, SOURCE_ID, TERMS_DAY, TERMS_TYPE
from xerodesk.services.imports.recognise import SINGULAR, Column, Recognised
from xerodesk.services.imports.sniff import Sniffed
from xerodesk.services.imports.table import Row

PREVIEW_VALUE = 80
_STAGES = {
    "customer": ("customer", "client", "kunde", "evangelist"),
    "lead": (
        "lead", "prospect", "subscriber", "opportunity", "marketing qualified lead", "marketingqualifiedlead", "sales qualified lead",
        "salesqualifiedlead", "interessent", "other",
    ),
}  # fmt: skip
_TERMS_TYPES = {
    "current month": terms.THIS_MONTH, "of current month": terms.THIS_MONTH, "following month": terms.NEXT_MONTH,
    "of following month": terms.NEXT_MONTH, "days after": terms.AFTER_DATE, "days after bill date": terms.AFTER_DATE,
    "days after end of month": terms.AFTER_MONTH, "days after bill month": terms.AFTER_MONTH,
    "ofcurrentmonth": terms.THIS_MONTH, "offollowingmonth": terms.NEXT_MONTH, "daysafterbilldate": terms.AFTER_DATE,
    "daysafterbillmonth": terms.AFTER_MONTH,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One thing wrong with a row: its line in the file, the column's heading ("" for the whole row), the value, and why, in words."""

    line: int
    column: str
    value: str
    message: str


@dataclass(slots=True)
class ParsedRow:
    """A row understood. `values` holds filled fields, `blank` fields whose cell is empty, `extra` parts that are no field of their own."""

    row: Row
    id: str = ""
    source_id: str = ""
    values: dict[str, Value] = field(default_factory=dict)
    blank: set[str] = field(default_factory=set)
    extra: dict[str, str] = field(default_factory=dict)
    problems: list[RowProblem] = field(default_factory=list)

    def trouble(self, column: str, value: str, message: str) -> None:
        """Note something wrong with the row."""
        self.problems.append(RowProblem(self.row.line, column, value[:PREVIEW_VALUE], message))


class RowParser:
    """Parses the rows of one file. `day_first` is for days whose order nothing in the file tells."""

    def __init__(self, kind: str, recognised: Recognised, sniffed: Sniffed, *, day_first: bool = True) -> None:
        self._kind = kind
        self._recognised = recognised
        self._comma = sniffed.decimal_comma
        self._day_first = day_first if sniffed.day_first is None else sniffed.day_first
        self._types = {one.name: one.type for one in catalogues.crm(SINGULAR[kind]).fields}
        if kind == "deals":
            self._types.update({one.name: one.type for one in catalogues.crm("deal_line").fields})
        self._columns = [column for column in recognised.columns if column.field]

    def parse(self, rows: Sequence[Row]) -> Iterator[ParsedRow]:
        """Every row, with its problems."""
        for row in rows:
            parsed = ParsedRow(row)
            if row.trouble:
                parsed.trouble("", " ".join(row.cells), row.trouble)
            else:
                self._fill(parsed)
                self._finish(parsed)
            yield parsed

    def _fill(self, parsed: ParsedRow) -> None:
        for column in self._columns:
            text = parsed.row.cells[column.index].replace("\x00", "").strip() if column.index < len(parsed.row.cells) else ""
            if column.field == OWN_ID:
                parsed.id = text
            elif column.field == SOURCE_ID:
                parsed.source_id = text
            elif column.field.startswith("+"):
                parsed.extra[column.field] = text
            elif not text:
                parsed.blank.add(column.field)
            else:
                self._value(parsed, column, text)

    def _value(self, parsed: ParsedRow, column: Column, text: str) -> None:
        try:
            parsed.values[column.field] = self._understood(column.field, text)
        except cells.BadCell as error:
            parsed.trouble(column.heading, text, str(error))

    def _understood(self, name: str, text: str) -> Value:
        kind = self._types.get(name, "text")
        if kind in ("money", "number"):
            return price_text(to_price(Decimal(cells.number(text, decimal_comma=self._comma))))
        if kind == "date":
            return cells.day(text, day_first=self._day_first)
        if kind == "people":
            return list(cells.people(text))
        if name == "stage":
            return _stage(text) if self._kind == "contacts" else _deal_stage(text)
        if name == "currency":
            return _currency(text)
        if self._recognised.source == "google" and " ::: " in text:
            text = text.partition(" ::: ")[0]
        return long_text(text) if kind == "long_text" else line(text)

    def _finish(self, parsed: ParsedRow) -> None:
        if self._kind == "contacts":
            _join_terms(parsed)
            _join_lines(parsed)
            _join_people(parsed)
            _name(parsed)
        needed = {"contacts": "name", "products": "code", "deals": "title"}[self._kind]
        if needed not in parsed.values and not parsed.id and not parsed.problems:
            heading = next((one.heading for one in self._columns if one.field == needed), "")
            words = {"contacts": "a name", "products": "a code", "deals": "a title"}[self._kind]
            parsed.trouble(heading, "", f"This row has no {needed}; every one needs {words}.")
        if needed in parsed.blank:
            parsed.blank.discard(needed)  # what a record is called is never emptied


def _stage(text: str) -> str:
    wanted = line(text).casefold()
    for stage, words in _STAGES.items():
        if wanted in words:
            return stage
    raise cells.BadCell(f"“{text}” is not a stage; write customer or lead.")


def _deal_stage(text: str) -> str:
    """A deal's stage as written; the words xerodesk itself uses are small."""
    wanted = line(text)
    return wanted.casefold() if wanted.casefold() in ("won", "lost", "quoted", "new", "lead", "open") else wanted


def _currency(text: str) -> str:
    code = line(text).upper()
    if len(code) == 3 and code.isascii() and code.isalpha():
        return code
    raise cells.BadCell(f"“{text}” is not a currency; write its three letters, such as AUD.")


def _join_terms(parsed: ParsedRow) -> None:
    """Xero's template keeps a day and a kind of term in two columns."""
    day, kind = parsed.extra.get(TERMS_DAY, ""), parsed.extra.get(TERMS_TYPE, "").casefold()
    if TERMS_DAY not in parsed.extra:
        return
    if not day and not kind:
        parsed.blank.add("payment_terms")
    elif day.isdecimal() and kind in _TERMS_TYPES:
        parsed.values["payment_terms"] = terms.text_of(terms.Terms(int(day), _TERMS_TYPES[kind]))
    else:
        parsed.values["payment_terms"] = line(f"{day} {parsed.extra.get(TERMS_TYPE, '')}")


def _join_lines(parsed: ParsedRow) -> None:
    """Lines 3 and 4 of an address have no field here: they go behind line 2."""
    for side in ("billing", "delivery"):
        more = [parsed.extra.get(f"{mark}:{side}", "") for mark in (LINE3, LINE4)]
        rest = ", ".join(text for text in (str(parsed.values.get(f"{side}_line2", "")), *more) if text)
        if any(more):
            parsed.values[f"{side}_line2"] = rest
            parsed.blank.discard(f"{side}_line2")


def _join_people(parsed: ParsedRow) -> None:
    """Xero's template keeps up to five people in columns of their own."""
    people: list[Line] = []
    for number in range(1, 6):
        part = {name: parsed.extra.get(f"+person{number}.{name}", "") for name in ("first_name", "last_name", "email", "gets_invoice")}
        if part["first_name"] or part["last_name"] or part["email"]:
            gets = cells.yes(part["gets_invoice"])
            person: Line = {name: part[name] for name in ("first_name", "last_name", "email")}
            people.append({**person, "phone": "", "role": "", "gets_invoice": gets})
    if people:
        parsed.values["people"] = list(people)


def _name(parsed: ParsedRow) -> None:
    """A record without a name of its own is called by its company, else by the person."""
    full = parsed.extra.get(FULL_NAME, "")
    if full and "first_name" not in parsed.values and "last_name" not in parsed.values:
        first, _, last = line(full).rpartition(" ")
        parsed.values["first_name"], parsed.values["last_name"] = (first, last) if first else (last, "")
    if "name" in parsed.values or parsed.id:
        return
    person = " ".join(str(parsed.values[name]) for name in ("first_name", "last_name") if parsed.values.get(name))
    name = line(parsed.extra.get(COMPANY, "")) or line(full) or line(person)
    if name:
        parsed.values["name"] = name
        parsed.blank.discard("name")

