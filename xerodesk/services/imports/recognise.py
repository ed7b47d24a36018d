"""Which column of a file is which field: by the program that wrote it, else by the names people give columns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from xerodesk.domain.errors import BadFile
from xerodesk.mapping import catalogues
from xerodesk.services.imports import layouts
from xerodesk.services.imports.layouts import FOREIGN_IDS, IGNORED, LAYOUTS, OWN_EXTRAS, OWN_ID, SOURCE_ID, WORDS, Layout

_OWN_SHAPE = re.compile(r"[0-9a-hjkmnp-tv-z]{26}")
SINGULAR = {"contacts": "contact", "products": "product", "deals": "deal"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the file: where it stands, its heading, the field it goes to ("" for none) and why."""

    index: int
    heading: str
    field: str
    reason: str


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a file is: the program it came from ("" when unknown), and its columns."""

    source: str
    label: str
    columns: tuple[Column, ...]


def plain(heading: str) -> str:
    """A heading for comparing: no case, marks, stars or punctuation."""
    folded = unicodedata.normalize("NFKD", heading.casefold().replace("ß", "ss"))
    return " ".join(re.sub(r"[^0-9a-z]+", " ", "".join(one for one in folded if not unicodedata.combining(one))).split())


def known_headings(kind: str, headings: Iterable[str]) -> int:
    """How many of these cells are headings xerodesk knows for `kind`."""
    known = _names(kind).keys() | {name for layout in LAYOUTS if kind in layout.kinds for name in layout.columns} | FOREIGN_IDS | {OWN_ID}
    return sum(1 for heading in headings if plain(heading) in known)


def recognise(kind: str, headings: Sequence[str], samples: Sequence[Sequence[str]], chosen: Mapping[str, str] | None = None) -> Recognised:
    """The columns of a file of `kind` ("contacts" ...). `samples` are some rows; `chosen` (heading -> field, "" to leave out) overrules.

    Raises BadFile when `chosen` names a heading or field that does not exist, or nothing at all is recognised.
    """
    names = [plain(heading) for heading in headings]
    layout = next((one for one in LAYOUTS if kind in one.kinds and any(sign <= set(names) for sign in one.signs)), None)
    guessed = _by_layout(layout, names) if layout else {}
    for index, (field, reason) in _by_name(kind, headings, names, samples, taken={field for field, _ in guessed.values()}).items():
        guessed.setdefault(index, (field, reason))
    if chosen:
        guessed.update(_by_choice(kind, headings, chosen))
    columns = tuple(Column(index, heading, *guessed.get(index, (IGNORED, "not known"))) for index, heading in enumerate(headings))
    if not any(column.field not in (IGNORED, OWN_ID, SOURCE_ID) for column in columns):
        raise BadFile(
            f"None of the columns is known: {', '.join(heading for heading in headings if heading)[:200]}.",
            "Give the columns headings such as Name and E-mail, or say which is which with a map.",
        )
    return Recognised(layout.source if layout else "", layout.label if layout else "", columns)


def fields_of(kind: str) -> tuple[str, ...]:
    """Every field a column of `kind` can go to."""
    own = catalogues.crm(SINGULAR[kind]).names()
    if kind == "deals":
        own = (*(name for name in own if name != "lines"), *catalogues.crm("deal_line").names())
    special = {target for words in (WORDS[kind], *(one.columns for one in LAYOUTS if kind in one.kinds)) for target in words}
    extra = {target for one in LAYOUTS if kind in one.kinds for target in one.columns.values() if target.startswith("+")}
    return (OWN_ID, SOURCE_ID, *own, *sorted({one for one in special | extra if one.startswith("+") and one != SOURCE_ID}))


def _names(kind: str) -> dict[str, str]:
    """Every plain name of a column -> the field it is."""
    names = {plain(field.replace("_", " ")): field for field in fields_of(kind) if not field.startswith("+")}
    catalogue = catalogues.crm(SINGULAR[kind])
    names.update({plain(field.label): field.name for field in catalogue.fields if plain(field.label) not in names})
    names.pop("lines", None)
    for field, words in WORDS[kind].items():
        for word in words.split(","):
            names.setdefault(plain(word), field)
    for side in ("billing", "delivery"):
        other = {"billing": ("invoice", "postal", "mailing", "po"), "delivery": ("shipping", "street", "physical")}[side]
        for part, words in layouts.ADDRESS_WORDS.items() if kind == "contacts" else ():
            for word in words.split(","):
                for prefix in (side, *other):
                    names.setdefault(plain(f"{prefix} {word}"), f"{side}_{part}")
    return names


def _by_layout(layout: Layout, names: Sequence[str]) -> dict[int, tuple[str, str]]:
    found: dict[int, tuple[str, str]] = {}
    taken: set[str] = set()
    for index, name in enumerate(names):
        field = layout.columns.get(name)
        if field is not None and field not in taken:
            found[index] = (field, f"{layout.label} calls it so")
            taken.add(field)
    return found


def _by_name(
    kind: str, headings: Sequence[str], names: Sequence[str], samples: Sequence[Sequence[str]], taken: set[str]
) -> dict[int, tuple[str, str]]:
    found: dict[int, tuple[str, str]] = {}
    known = _names(kind)
    if kind == "contacts" and any(name in ("vorname", "prenom") for name in names):
        known = {**known, "name": "last_name", "nom": "last_name"}  # German and French write Vorname, Name
    elif kind == "contacts":
        known = {**known, "nom": "name"}
    used = set(taken)
    for index in sorted(range(len(names)), key=lambda at: plain(known.get(names[at], "?").replace("_", " ")) != names[at]):
        name = names[index]  # columns called exactly as a field come first, so that no other takes its place
        field, reason = known.get(name, IGNORED), "by its name"
        if name == "id":
            field = _id_field(headings[index], index, samples)
        elif kind == "deals" and name == "deal":
            field = _deal_field(index, samples, titled=any(known.get(other) == "title" for other in names if other != "deal"))
        elif name in FOREIGN_IDS:
            field = SOURCE_ID
        elif name in OWN_EXTRAS and not (kind == "deals" and name == "status"):
            field, reason = IGNORED, "says nothing new"
        if field != IGNORED and field in used:
            field, reason = IGNORED, "another column is this field already"
        if field != IGNORED or reason != "by its name":
            found[index] = (field, reason)
            used.add(field)
    return found


def _id_field(heading: str, index: int, samples: Sequence[Sequence[str]]) -> str:
    """Whether a column called id holds our ids: `id` as we export it does; "ID" of another program does not, by the look of its values."""
    return OWN_ID if heading == "id" or any(_OWN_SHAPE.fullmatch(value) for value in _filled(index, samples)) else SOURCE_ID


def _deal_field(index: int, samples: Sequence[Sequence[str]], *, titled: bool) -> str:
    """What a column called deal is: our id as we export it, another program's id beside a title, or else the title itself."""
    values = _filled(index, samples)
    if any(_OWN_SHAPE.fullmatch(value) for value in values) or (titled and not values):
        return OWN_ID
    return SOURCE_ID if titled else "title"


def _filled(index: int, samples: Sequence[Sequence[str]]) -> list[str]:
    return [row[index].strip() for row in samples if index < len(row) and row[index].strip()]


def _by_choice(kind: str, headings: Sequence[str], chosen: Mapping[str, str]) -> dict[int, tuple[str, str]]:
    found: dict[int, tuple[str, str]] = {}
    allowed = fields_of(kind)
    for heading, field in chosen.items():
        if heading not in headings:
            raise BadFile(
                f"The map names the column “{heading}”, which the file does not have.", f"Its columns are: {', '.join(headings)}."
            )
        if field and field not in allowed:
            raise BadFile(f"The map names the field “{field}”, which does not exist.", f"The fields are: {', '.join(allowed)}.")
        found[headings.index(heading)] = (field, "chosen by you")
    fields = [field for field, _ in found.values() if field]
    if len(set(fields)) < len(fields):
        raise BadFile("The map sends two columns to one field.", "Give every column a field of its own.")
    return found
