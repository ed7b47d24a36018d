"""The words of the import: kinds, fields a column can go to, ways a file can be written, and what an import did."""

from __future__ import annotations

from dataclasses import replace

from xerodesk.domain.values import Value
from xerodesk.mapping import catalogues
from xerodesk.services.imports.layouts import COMPANY, FULL_NAME, LINE3, LINE4, OWN_ID, SOURCE_ID, TERMS_DAY, TERMS_TYPE
from xerodesk.services.imports.recognise import SINGULAR, fields_of
from xerodesk.services.imports.run import ImportResult
from xerodesk.services.imports.sniff import Sniffed
from xerodesk.ui.kit.labels import Part
from xerodesk.ui.wording import counted

KINDS = (("contacts", "Customers"), ("products", "Products"), ("deals", "Deals"))
ENCODINGS = (
    ("utf-8", "UTF-8"),
    ("utf-8-sig", "UTF-8 with mark"),
    ("cp1252", "Windows Western"),
    ("utf-16", "UTF-16"),
    ("utf-16-le", "UTF-16 LE"),
    ("utf-16-be", "UTF-16 BE"),
    ("latin-1", "Latin 1"),
)
DELIMITERS = ((",", "Commas"), (";", "Semicolons"), ("\t", "Tabs"), ("|", "Bars"))
DECIMALS = ((False, "1,234.50"), (True, "1.234,50"))
ORDERS = ((None, "As in your country"), (True, "Day before month"), (False, "Month before day"))
_SPECIAL = {
    OWN_ID: "xerodesk’s own id",
    SOURCE_ID: "Id in the other program",
    COMPANY: "Company, as the name",
    FULL_NAME: "Full name of the person",
    TERMS_DAY: "Payment terms: day",
    TERMS_TYPE: "Payment terms: kind",
    LINE3: "Billing line 3 (joined)",
    LINE4: "Billing line 4 (joined)",
    "+contact_person": "Person of the deal",
}
_NOUNS = {"contacts": ("customer", "customers"), "products": ("product", "products"), "deals": ("deal", "deals")}


def field_options(kind: str, heading: str, taken: str) -> list[tuple[object, str]]:
    """What a column can go to, for its combo box: left out first, then the fields in the order people read them."""
    labels = {field.name: field.label for field in catalogues.crm(SINGULAR[kind]).fields}
    if kind == "deals":
        labels |= {field.name: f"{field.label} of the line" for field in catalogues.crm("deal_line").fields}
    options: list[tuple[object, str]] = [("", "Leave out")]
    later: list[tuple[object, str]] = []
    for name in fields_of(kind):
        if name in labels:
            options.append((name, labels[name]))
        elif name in _SPECIAL:
            later.append((name, _SPECIAL[name]))
        elif name == taken:  # parts of other programs' layouts are offered only where they were recognised
            later.append((name, heading))
    return options + later


def noun(kind: str, number: int) -> str:
    """So many records of a kind: "1 customer"."""
    return counted(number, *_NOUNS[kind])


def value_words(value: Value) -> str:
    """A value as it stands in a preview's cell."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return f"{len(value)} of them" if value else ""
    return " ".join(value.split())


def outcome_parts(result: ImportResult, *, preview: bool) -> list[Part | str]:
    """What an import did or would do, adding up to the rows found."""
    would = "would be " if preview else ""
    parts: list[Part | str] = [f"{counted(result.found, 'row')} found: "]
    said: list[Part] = [Part(f"{noun(result.kind, result.added)} {would}added", "strong")]
    if result.updated:
        said.append(Part(f"{result.updated:,} {would}updated", "strong"))
    if result.skipped:
        said.append(Part(f"{result.skipped:,} here already"))
    if result.problem_rows:
        said.append(Part(f"{counted(result.problem_rows, 'row')} with problems, left out", "bad"))
    for at, one in enumerate(said):
        parts += [", ", one] if at else [one]
    parts.append(".")
    if result.duplicates:
        parts.append(f" {counted(result.duplicates, 'pair')} may be the same and wait under Data check.")
    return parts


def rewritten(sniffed: Sniffed, part: str, value: object) -> Sniffed:
    """How the file is written with one thing changed by the user: encoding, delimiter, decimal or order."""
    if part == "encoding":
        return replace(sniffed, encoding=str(value))
    if part == "delimiter":
        return replace(sniffed, delimiter=str(value))
    if part == "decimal":
        return replace(sniffed, decimal_comma=value is True)
    return replace(sniffed, day_first=value if isinstance(value, bool) else None)
