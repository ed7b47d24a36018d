"""From a cell's text to a field's value: numbers, days, yes/no, people. What cannot be understood raises BadCell, in words."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from xerodesk.domain.values import Line

GUARDED = ("=", "+", "-", "@", "\t", "\r")
"""First characters a spreadsheet takes for a formula; export puts an apostrophe before them, import takes it away."""

_PERSON_FIELDS = ("first_name", "last_name", "email", "phone", "role")
_GETS = "gets invoices"
_ADDRESS = re.compile(r"\s*([^<>]*?)\s*<\s*([^<>\s]+@[^<>\s]+)\s*>\s*")
_TEXT_DAYS = ("%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y", "%d-%b-%Y", "%d-%b-%y")


class BadCell(ValueError):
    """A cell that cannot be understood; the text says why and what would be."""


def guarded(text: str) -> str:
    """A text fit for a spreadsheet cell: never taken for a formula."""
    return f"'{text}" if text.lstrip("'")[:1] in GUARDED and text.lstrip("'") else text


def unguarded(text: str) -> str:
    """A cell without the apostrophe that `guarded` put before it."""
    return text[1:] if text.startswith("'") and text.lstrip("'")[:1] in GUARDED and text.lstrip("'") else text


def number(text: str, *, decimal_comma: bool) -> str:
    """A number as decimal text. Takes away currency signs, spaces and thousands marks. Raises BadCell."""
    bare = re.sub(r"[\s’'\u00a0\u202f]|[$€£¥]|^(?:[A-Z]{3})|(?:[A-Z]{3}|%)$", "", text.strip())
    if bare.startswith("(") and bare.endswith(")"):
        bare = "-" + bare[1:-1]
    comma = "," in bare and ("." not in bare or bare.rfind(",") > bare.rfind("."))
    if decimal_comma and not ("." in bare and not comma and not re.fullmatch(r"-?\d{1,3}(?:\.\d{3})+", bare)):
        bare = bare.replace(".", "").replace(",", ".")
    elif comma and "." not in bare and not re.fullmatch(r"[-+]?\d{1,3}(?:,\d{3})+", bare):
        bare = bare.replace(",", ".") if bare.count(",") == 1 else bare
    elif comma and "." in bare:
        bare = bare.replace(".", "").replace(",", ".")
    else:
        bare = bare.replace(",", "")
    try:
        value = Decimal(bare)
    except InvalidOperation:
        value = Decimal("nan")
    if not value.is_finite() or abs(value) >= Decimal(10) ** 13:
        raise BadCell(f"“{text}” is not a number.")
    return format(value, "f")


def day(text: str, *, day_first: bool) -> str:
    """A day as YYYY-MM-DD. Raises BadCell."""
    bare = text.strip()
    found = re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T].*)?", bare)
    parts = (found[1], found[2], found[3]) if found else None
    if parts is None:
        found = re.fullmatch(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})(?:[ T].*)?", bare)
        if found:
            year = found[3] if len(found[3]) == 4 else f"20{found[3]}"
            parts = (year, found[2], found[1]) if day_first else (year, found[1], found[2])
    try:
        if parts is not None:
            return date(int(parts[0]), int(parts[1]), int(parts[2])).isoformat()
    except ValueError:
        raise BadCell(f"“{text}” is not a day of the calendar; write it as 2026-06-03.") from None
    for pattern in _TEXT_DAYS:
        try:
            return datetime.strptime(bare, pattern).date().isoformat()  # noqa: DTZ007 - a calendar day has no zone
        except ValueError:
            continue
    raise BadCell(f"“{text}” is not a date; write it as 2026-06-03.")


def yes(text: str) -> bool:
    """Whether a cell says yes, in the words spreadsheets use."""
    return text.strip().casefold() in ("yes", "y", "true", "1", "x", "ja", "oui", "wahr", "vrai", _GETS)


def people_text(people: list[Line]) -> str:
    """People as one readable cell: "Ann | Lee | ann@x.com | 02 9999 1234 | Owner | gets invoices; Bob | Low"."""
    return "; ".join(_person_text(person) for person in people)


def _person_text(person: Line) -> str:
    parts = [_escaped(str(person.get(name, ""))) for name in _PERSON_FIELDS]
    parts.append(_GETS if person.get("gets_invoice") is True else "")
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    return " | ".join(parts) + (" |" if len(parts) == 1 else "")


def _escaped(text: str) -> str:
    return re.sub(r"([\\|;[])", r"\\\1", text).replace("\r", " ").replace("\n", " ")


def people(text: str) -> list[Line]:
    """The people of a cell, as `people_text` writes them; also "Ann Lee <ann@x.com>", a bare name, or JSON. Raises BadCell."""
    bare = text.strip()
    if bare.startswith("["):
        return _people_of_json(bare)
    found: list[Line] = []
    for piece in _split(bare, ";"):
        if piece.strip():
            found.append(_person(piece))
    return found


def _split(text: str, mark: str) -> list[str]:
    """`text` at every `mark` that no backslash stands before; backslashes stay for the next split."""
    pieces, current, escaped = [], "", False
    for character in text:
        if character == mark and not escaped:
            pieces.append(current)
            current = ""
        else:
            current += character
        escaped = character == "\\" and not escaped
    return [*pieces, current]


def _person(text: str) -> Line:
    person: Line = {**dict.fromkeys(_PERSON_FIELDS, ""), "gets_invoice": False}
    parts = [re.sub(r"\\(.)", r"\1", part.strip()) for part in _split(text, "|")]
    if len(parts) == 1:
        written = _ADDRESS.fullmatch(parts[0])
        name = written[1] if written else ("" if "@" in parts[0] else parts[0])
        first, _, last = name.strip("\"' ").rpartition(" ")
        person["first_name"], person["last_name"] = (first, last) if first else (last, "")
        person["email"] = written[2] if written else (parts[0] if "@" in parts[0] else "")
        return person
    if len(parts) > len(_PERSON_FIELDS) + 1:
        raise BadCell(f"“{text.strip()}” has too many parts; write First | Last | e-mail | phone | role | gets invoices.")
    person.update(dict(zip(_PERSON_FIELDS, parts, strict=False)))
    person["gets_invoice"] = len(parts) > len(_PERSON_FIELDS) and yes(parts[-1])
    return person


def _people_of_json(text: str) -> list[Line]:
    try:
        rows = json.loads(text)
    except ValueError:
        raise BadCell("The people in this cell cannot be read; write First | Last | e-mail | phone | role | gets invoices.") from None
    people_found: list[Line] = []
    for row in rows:
        if not isinstance(row, dict):
            raise BadCell("The people in this cell cannot be read; write First | Last | e-mail | phone | role | gets invoices.")
        person: Line = {name: str(row.get(name) or "") for name in _PERSON_FIELDS}
        person["gets_invoice"] = row.get("gets_invoice") is True
        people_found.append(person)
    return people_found
