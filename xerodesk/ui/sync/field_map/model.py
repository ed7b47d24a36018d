"""The document the editor works on: a field map between its two catalogues, what may be paired with what, and why not. No Qt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz

from xerodesk.domain.records import Side
from xerodesk.mapping import type_rules
from xerodesk.mapping.fields import Catalogue, Field
from xerodesk.mapping.transforms import TRANSFORMS, way_back
from xerodesk.mapping.wires import FieldMap, Transform, Wire, WireDirection
from xerodesk.ui.sync.field_map.scene import PairKey

ARROWS: dict[WireDirection, str] = {"both": "↔", "to_xero": "→", "to_crm": "←"}
DIRECTION_WORDS: dict[WireDirection, str] = {
    "both": "Both ways", "to_xero": "From xerodesk to Xero only", "to_crm": "From Xero to xerodesk only",
}  # fmt: skip
GONE = "No longer there"
_ALIKE = 60  # below this a guess would only mislead


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether two fields may be paired: how well they fit, the ways it may run (the proposed one first), the words why or why not, and
    the step that comes along so that nothing is lost."""

    fit: type_rules.Fit
    directions: tuple[WireDirection, ...]
    words: str = ""
    step: Transform | None = None

    @property
    def possible(self) -> bool:
        """Whether the two can be paired at all."""
        return bool(self.directions)


@dataclass(frozen=True, slots=True)
class Document:
    """A map with both catalogues. Frozen: an edit makes a new one."""

    crm: Catalogue
    xero: Catalogue
    map: FieldMap

    def with_map(self, field_map: FieldMap) -> Document:
        """The same catalogues with another map."""
        return Document(self.crm, self.xero, field_map)

    def find(self, key: PairKey | None) -> Wire | None:
        """The pair of that key."""
        return next((wire for wire in self.map.wires if key_of(wire) == key), None)

    def at(self, side: Side, name: str) -> tuple[Wire, ...]:
        """The pairs a field takes part in."""
        return tuple(wire for wire in self.map.wires if name in ends_of(wire, side))

    def field(self, side: Side, name: str) -> Field:
        """A field of a side; one that is no longer in the catalogue keeps its place under its name."""
        catalogue = self.crm if side == "crm" else self.xero
        return next((one for one in catalogue.fields if one.name == name), Field(name, name, group=GONE))

    def fields(self, side: Side) -> Iterator[Field]:
        """All fields of a side in order, then those that pairs name and the catalogue no longer has."""
        catalogue = self.crm if side == "crm" else self.xero
        yield from catalogue.fields
        known = set(catalogue.names())
        named = dict.fromkeys(name for wire in self.map.wires for name in ends_of(wire, side))
        yield from (self.field(side, name) for name in named if name not in known)

    def title(self, wire: Wire) -> str:
        """A pair in words: "First name and Last name → Name"."""
        return f"{self.source_words(wire)} {ARROWS[wire.direction]} {self.field('xero', wire.xero_field).label}"

    def source_words(self, wire: Wire) -> str:
        """The CRM's end in words; a constant is called by what it always sends."""
        if wire.crm_fields:
            return " and ".join(self.field("crm", name).label for name in wire.crm_fields)
        fixed = next((step.settings.get("value", "") for step in wire.transforms if step.name == "constant"), "")
        return f"Always “{fixed}”"

    def mapped_counts(self) -> tuple[int, int]:
        """How many of Xero's required and recommended fields are paired, and how many there are."""
        wanted = [one.name for one in self.xero.fields if one.required or one.recommended]
        paired = {wire.xero_field for wire in self.map.wires if wire.enabled}
        return sum(name in paired for name in wanted), len(wanted)


def key_of(wire: Wire) -> PairKey:
    """How a pair is known while it is edited."""
    return wire.crm_fields, wire.xero_field


def ends_of(wire: Wire, side: Side) -> tuple[str, ...]:
    """The fields of a pair on a side."""
    return wire.crm_fields if side == "crm" else (wire.xero_field,)


def judge(crm: Field, xero: Field) -> Verdict:
    """Whether a CRM field and a Xero field may be paired (mapping.type_rules), and how."""
    if GONE in (crm.group, xero.group):
        return Verdict("impossible", (), "This field is no longer there.")
    there = "impossible" if xero.read_only else type_rules.fit_of(crm, xero)
    back = "impossible" if crm.read_only else type_rules.fit(xero.type, crm.type)
    step = _usual_step(crm, xero)
    if there == "lossy" and step is None:
        there = "impossible"
    one_way = there != "impossible" and step is not None and way_back(step) == "none"
    if back in ("exact", "safe") and type_rules.fit(crm.type, xero.type) == "impossible":
        back = "impossible"  # mapping.validation asks that the types fit towards Xero, whichever way the pair runs
    if there == "impossible" and back in ("impossible", "lossy"):
        return Verdict("impossible", (), _why_not(crm, xero))
    if there == "impossible":
        reason = f"{xero.label} can only be read from Xero." if xero.read_only else _why_not(crm, xero)
        return Verdict(back, ("to_crm",), reason)
    if one_way or back in ("impossible", "lossy"):
        return Verdict(there, ("to_xero",), _words(crm, xero, there, step), step)
    return Verdict(there, ("both", "to_xero", "to_crm"), _words(crm, xero, there, step), step)


def judge_field(document: Document, side: Side, name: str) -> dict[str, Verdict]:
    """The verdict for every field of the other side, seen from one field."""
    own = document.field(side, name)
    if side == "crm":
        return {other.name: judge(own, other) for other in document.fields("xero")}
    return {other.name: judge(other, own) for other in document.fields("crm")}


def best_target(document: Document, side: Side, name: str, verdicts: Mapping[str, Verdict]) -> str:
    """The field of the other side a pair from here most likely goes to: free, alike in name, fitting; "" when none is likely."""
    own = document.field(side, name)
    far: Side = "xero" if side == "crm" else "crm"
    fits = {"exact": 10, "safe": 4, "lossy": 0, "impossible": 0}

    def rank(other: str) -> float:  # higher is likelier
        field = document.field(far, other)
        alike = fuzz.token_sort_ratio(own.label.casefold(), field.label.casefold())
        return float(alike + fits[verdicts[other].fit] - (30 if document.at(far, other) else 0))

    best = max((one for one, verdict in verdicts.items() if verdict.possible), key=rank, default="")
    return best if best and rank(best) >= _ALIKE else ""


def allowed_directions(document: Document, wire: Wire) -> tuple[WireDirection, ...]:
    """The ways a pair may run with the steps it has."""
    if not wire.crm_fields:
        return ("to_xero",)
    xero = document.field("xero", wire.xero_field)
    verdicts = [judge(document.field("crm", name), xero) for name in wire.crm_fields]
    allowed = set(verdicts[0].directions).intersection(*(one.directions for one in verdicts[1:])) or {wire.direction}
    no_return = any(way_back(step) == "none" for step in wire.transforms) or comes_back_by(document, wire) is not None
    if no_return and "to_xero" in allowed:
        allowed = {"to_xero"}
    return tuple(way for way in ("both", "to_xero", "to_crm") if way in allowed)


def comes_back_by(document: Document, wire: Wire) -> Wire | None:
    """Another pair that already writes to a CRM field of this one: two of them would undo each other."""
    others = (one for name in wire.crm_fields for one in document.at("crm", name) if key_of(one) != key_of(wire))
    return next((one for one in others if one.enabled and one.direction != "to_xero"), None)


def step_words(step: Transform) -> str:
    """A step with its settings in words: "Cut to length: 50"."""
    kind = TRANSFORMS.get(step.name)
    if kind is None:
        return f"Step “{step.name}”, which xerodesk does not know"
    said = [_setting_words(setting.options, kind.setting(step.settings, setting.name)) for setting in kind.settings]
    pairs = sum(name.startswith("pair:") for name in step.settings)
    parts = ([f"{pairs} options"] if pairs else []) + [one for one in said if one]
    return f"{kind.label}: {', '.join(parts)}" if parts else kind.label


def _setting_words(options: object, value: str) -> str:
    words = options.get(value, value) if isinstance(options, dict) else value
    return "space" if words == " " else str(words)


def _usual_step(crm: Field, xero: Field) -> Transform | None:
    if xero.composite == "Phones" and crm.type in ("phone", "text"):
        return Transform("phone_parts")
    if type_rules.fit_of(crm, xero) != "lossy":
        return None
    if crm.type == "long_text" and xero.maximum:
        return Transform("cut", {"length": str(xero.maximum)})
    return next((Transform(name) for name in type_rules.MAKES_SAFE.get(xero.type, ()) if not TRANSFORMS[name].check({})), None)


def _words(crm: Field, xero: Field, fit: type_rules.Fit, step: Transform | None) -> str:
    if step is not None and fit == "lossy":
        return f"Comes with a step: {step_words(step)}."
    if crm.type != xero.type:
        return f"{type_rules.TYPE_WORDS[crm.type]} will be written as {type_rules.TYPE_WORDS[xero.type].lower()}."
    return ""


def _why_not(crm: Field, xero: Field) -> str:
    if xero.read_only and crm.read_only:
        return "Neither side can be changed here."
    return type_rules.why_not(xero, crm) if xero.read_only else type_rules.why_not(crm, xero)
