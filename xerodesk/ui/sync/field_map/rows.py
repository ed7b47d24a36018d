"""What each row of the two lists says: the field, its type, its badge and the values of the chosen record. No Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from xerodesk.domain.records import Side
from xerodesk.mapping.fields import Field, FieldType
from xerodesk.mapping.type_rules import TYPE_WORDS
from xerodesk.ui.sync.field_map.model import GONE, Document

TYPE_ICONS: dict[FieldType, str] = {
    "text": "text", "long_text": "note", "email": "mail", "phone": "phone", "url": "globe", "money": "money", "number": "number",
    "date": "date", "yes_no": "yes-no", "list": "list", "people": "people",
}  # fmt: skip
_SHORT_WORDS: dict[FieldType, str] = {"url": "Web", "yes_no": "Yes/No"}
_SHORT = 100  # a limit up to this many characters is worth a badge; longer ones stand in the tooltip


@dataclass(frozen=True, slots=True)
class Badge:
    """A small edged word after the type."""

    words: str
    look: Literal["plain", "strong", "warn"] = "plain"
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """The values a row shows: `value`, and `now` where Xero has something else today ("" for nothing to say)."""

    value: str = ""
    now: str = ""
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field in a list, ready to paint."""

    field: Field
    badge: Badge | None
    shown: Shown
    partners: tuple[str, ...] = ()
    tall: bool = False  # as high as a partner with two lines, so that a straight pair looks straight

    @property
    def type_words(self) -> str:
        """The word beside the type's icon."""
        return "Gone" if self.field.group == GONE else _SHORT_WORDS.get(self.field.type) or TYPE_WORDS[self.field.type]

    @property
    def icon(self) -> str:
        """The type's icon."""
        return "unlink" if self.field.group == GONE else TYPE_ICONS[self.field.type]

    def sentence(self) -> str:
        """The row as assistive tools read it."""
        parts = [self.field.label, self.type_words]
        if self.badge:
            parts.append(self.badge.words)
        parts.append(f"paired with {' and '.join(self.partners)}" if self.partners else "not paired")
        if self.shown.value:
            parts.append(self.shown.value)
        if self.shown.now:
            parts.append(f"now {self.shown.now}")
        if self.shown.trouble:
            parts.append(self.shown.trouble)
        return ", ".join(parts)

    def tooltip(self) -> str:
        """The field's own name, its limit, and the whole values."""
        lines = [f"{self.field.label} ({self.field.name})"]
        if self.field.maximum:
            lines.append(f"At most {self.field.maximum:,} characters")
        lines += [one for one in (self.shown.value, self.shown.now and f"now: {self.shown.now}", self.shown.trouble) if one]
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Group:
    """A heading with its rows."""

    name: str
    rows: tuple[FieldRow, ...]

    def note(self) -> str:
        """What stands beside a closed group."""
        paired = sum(bool(row.partners) for row in self.rows)
        fields = f"{len(self.rows)} field{'' if len(self.rows) == 1 else 's'}"
        return f"{fields}, all paired" if paired == len(self.rows) else f"{fields}, {paired} paired" if paired else f"{fields}, none paired"


def badge_of(field: Field, *, paired: bool) -> Badge | None:
    """The one badge a row has room for: what a person has to know first."""
    if field.group == GONE:
        return Badge("Gone", "warn", "triangle")
    if field.required:
        return Badge("Required", "strong" if paired else "warn")
    if field.recommended:
        return Badge("Recommended", "plain" if paired else "warn")
    if field.read_only:
        return Badge("Read-only", "plain", "lock")
    return Badge(f"Max {field.maximum}") if 0 < field.maximum <= _SHORT else None


def groups_of(
    document: Document, side: Side, shown: Mapping[str, Shown], order: Sequence[str] = (), hidden: frozenset[str] = frozenset(),
    tall: frozenset[str] = frozenset(),
) -> tuple[Group, ...]:
    """The list of a side in groups. `order` is a preferred order of fields (line up), `hidden` the fields left out, `tall` those
    whose partner has two lines."""
    partners = _partners(document, side)
    place = {name: at for at, name in enumerate(order)}
    fields = [field for field in document.fields(side) if field.name not in hidden]
    fields.sort(key=lambda field: place.get(field.name, len(place)))
    grouped: dict[str, list[FieldRow]] = {}
    for field in fields:
        mates = partners.get(field.name, ())
        badge = badge_of(field, paired=bool(mates)) if side == "xero" or field.group == GONE else None
        row = FieldRow(field, badge, shown.get(field.name, Shown()), mates, field.name in tall)
        grouped.setdefault(field.group, []).append(row)
    return tuple(Group(name, tuple(rows)) for name, rows in grouped.items())


def _partners(document: Document, side: Side) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for wire in document.map.wires:
        if side == "crm":
            for name in wire.crm_fields:
                found[name] = (*found.get(name, ()), document.field("xero", wire.xero_field).label)
        else:
            words = tuple(document.field("crm", name).label for name in wire.crm_fields) or (document.source_words(wire),)
            found[wire.xero_field] = (*found.get(wire.xero_field, ()), *words)
    return found


def matching(document: Document, queries: tuple[str, str]) -> tuple[frozenset[str], frozenset[str]]:
    """The CRM and Xero fields to hide while the searches of both lists are on: all but matches and their partners."""
    hidden: dict[Side, set[str]] = {"crm": set(), "xero": set()}
    for query in (one.casefold().strip() for one in queries):
        if not query:
            continue
        hits: dict[Side, set[str]] = {side: {f.name for f in document.fields(side) if _meets(f, query)} for side in _SIDES}
        kept: dict[Side, set[str]] = {side: set(names) for side, names in hits.items()}
        for wire in document.map.wires:
            if hits["crm"].intersection(wire.crm_fields) or wire.xero_field in hits["xero"]:
                kept["crm"].update(wire.crm_fields)
                kept["xero"].add(wire.xero_field)
        for side in _SIDES:
            hidden[side] |= {f.name for f in document.fields(side)} - kept[side]
    return frozenset(hidden["crm"]), frozenset(hidden["xero"])


_SIDES: tuple[Side, Side] = ("crm", "xero")


def _meets(field: Field, query: str) -> bool:
    words = (field.label, field.name, field.group, TYPE_WORDS[field.type], *field.aliases)
    return any(query in word.casefold() for word in words)


def unimportant(document: Document) -> frozenset[str]:
    """The Xero fields the short list leaves out: neither paired nor required nor recommended."""
    paired = {wire.xero_field for wire in document.map.wires}
    return frozenset(f.name for f in document.xero.fields if f.name not in paired and not f.required and not f.recommended)


def lined_up(document: Document) -> tuple[str, ...]:
    """Xero's fields in the order of their partners in the CRM's list, so that pairs face each other; the others follow in their own."""
    place = {field.name: at for at, field in enumerate(document.fields("crm"))}
    partner: dict[str, int] = {}
    for wire in document.map.wires:
        if wire.crm_fields:
            partner.setdefault(wire.xero_field, min(place[name] for name in wire.crm_fields))
    fields = list(document.fields("xero"))
    groups: dict[str, list[int]] = {}
    for field in fields:
        if field.name in partner:
            groups.setdefault(field.group, []).append(partner[field.name])
    middle = {name: sorted(places)[len(places) // 2] for name, places in groups.items()}
    last = len(place)
    ordered = sorted(fields, key=lambda f: (middle.get(f.group, last), f.group, partner.get(f.name, last)))
    return tuple(field.name for field in ordered)
