"""What the gutter shows, worked out before anything is painted: lines, bundles, chips, ports and what runs out of the picture. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from xerodesk.domain.records import Side
from xerodesk.mapping.wires import WireDirection
from xerodesk.ui.sync.field_map.geometry import EDGE, Box, Curve, place_chips

PairKey = tuple[tuple[str, ...], str]
"""How a pair is known while it is edited: its CRM fields and its Xero field."""

PairState = Literal["ok", "lossy", "error", "paused", "suggested"]
_STUB_ROOM = 24.0


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a field's line ends in its list: `y` in the gutter, and the name of the closed group it stands for, "" for its own row."""

    y: float
    group: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One pair to draw: its state and what its chip says besides the direction (`words`, and an icon name or "")."""

    key: PairKey
    direction: WireDirection
    state: PairState
    words: str = ""
    icon: str = ""
    name: str = ""  # the sentence assistive tools and the tooltip give


@dataclass(frozen=True, slots=True)
class Strand:
    """A line as it stands in the picture; a bundle when it carries several pairs of closed groups."""

    keys: tuple[PairKey, ...]
    curve: Curve
    direction: WireDirection
    state: PairState
    words: str
    icon: str
    name: str
    chip: Box | None = None

    @property
    def bundle(self) -> bool:
        """Whether it stands for several pairs."""
        return len(self.keys) > 1


@dataclass(frozen=True, slots=True)
class Port:
    """The place on a row where a line begins. `used` when a line ends there already."""

    side: Side
    field: str
    y: float
    used: bool


@dataclass(frozen=True, slots=True)
class Stub:
    """How many lines run out of the picture at an edge, and the first field to scroll to."""

    edge: Literal["above", "below"]
    side: Side
    field: str
    count: int
    box: Box

    @property
    def words(self) -> str:
        """As written on its pill."""
        return f"{self.count} {self.edge}"


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture of the gutter."""

    width: float
    height: float
    strands: tuple[Strand, ...] = ()
    ports: tuple[Port, ...] = ()
    stubs: tuple[Stub, ...] = ()
    order: tuple[PairKey, ...] = field(default=())

    def strand_of(self, key: PairKey | None) -> Strand | None:
        """The strand that carries a pair."""
        return next((one for one in self.strands if key in one.keys), None)

    def chip_at(self, x: float, y: float, least: float = 24.0) -> Strand | None:
        """The strand whose chip is at a point; chips count as at least `least` high and wide."""
        return next((one for one in reversed(self.strands) if one.chip is not None and one.chip.holds(x, y, least)), None)

    def strand_at(self, x: float, y: float, reach: float = 5.0) -> Strand | None:
        """The strand nearest to a point within `reach`."""
        best, found = reach, None
        for one in self.strands:
            far = one.curve.distance(x, y)
            if far <= best:
                best, found = far, one
        return found

    def port_at(self, x: float, y: float, reach: float = 14.0, wide: float = 24.0) -> Port | None:
        """The port at a point: within `wide` of the gutter's edge and `reach` of the row's middle, so at least 24 by 24."""
        side: Side | None = "crm" if x <= wide else "xero" if x >= self.width - wide else None
        near = [port for port in self.ports if port.side == side and abs(port.y - y) <= reach]
        return min(near, key=lambda port: abs(port.y - y), default=None)

    def stub_at(self, x: float, y: float) -> Stub | None:
        """The edge pill at a point."""
        return next((one for one in self.stubs if one.box.holds(x, y, 24.0)), None)


def lay_out(
    lines: Sequence[Line],
    crm: Mapping[str, Anchor],
    xero: Mapping[str, Anchor],
    size: tuple[float, float],
    chip_width: Callable[[str, str], float],
) -> Scene:
    """The picture of `lines` between two lists whose shown fields stand at the anchors; a field without an anchor is filtered away.

    `size` is the gutter's, `chip_width` measures a chip by its words and icon.
    """
    width, height = size
    ends = [(line, name, crm[name], xero[line.key[1]]) for line in lines for name in line.key[0] if name in crm and line.key[1] in xero]
    seen = [one for one in ends if _in(one[2], height) or _in(one[3], height)]
    strands = _strands(seen, width)
    stubs = _stubs(seen, width, height)
    wanted = [(one.curve, chip_width(one.words, one.icon)) for one in strands]
    chips = place_chips(wanted, height, [stub.box for stub in stubs])
    placed = tuple(_with_chip(one, chip) for one, chip in zip(strands, chips, strict=True))
    return Scene(width, height, placed, _ports(lines, crm, xero, height), stubs, tuple(line.key for line, *_ in _by_place(ends)))


_End = tuple[Line, str, Anchor, Anchor]


def _by_place(ends: Sequence[_End]) -> list[_End]:
    unique = {one[0].key: one for one in reversed(ends)}
    return sorted(unique.values(), key=lambda one: (one[2].y, one[3].y))


def _in(anchor: Anchor, height: float) -> bool:
    return 0 <= anchor.y <= height


def _strands(ends: Sequence[_End], width: float) -> list[Strand]:
    together: dict[object, list[_End]] = {}
    for index, one in enumerate(ends):
        bundled = bool(one[2].group and one[3].group)
        together.setdefault((one[2].group, one[3].group) if bundled else index, []).append(one)
    made = [_strand(group, width) for group in together.values()]
    return sorted(made, key=lambda one: (one.curve.y1 + one.curve.y2, one.curve.y1))


def _strand(ends: Sequence[_End], width: float) -> Strand:
    line, _, left, right = ends[0]
    curve = Curve(EDGE, left.y, width - EDGE, right.y)
    keys = tuple(dict.fromkeys(one[0].key for one in ends))
    if len(keys) == 1:
        return Strand(keys, curve, line.direction, line.state, line.words, line.icon, line.name)
    directions = {one[0].direction for one in ends}
    direction: WireDirection = directions.pop() if len(directions) == 1 else "both"
    states = {one[0].state for one in ends}
    worst: PairState = next((state for state in _WORST if state in states), "ok")
    name = f"{len(keys)} pairs between {left.group} and {right.group}"
    return Strand(keys, curve, direction, worst, str(len(keys)), _BUNDLE_ICON.get(worst, ""), name)


_WORST: tuple[PairState, ...] = ("error", "lossy")
_BUNDLE_ICON: dict[PairState, str] = {"error": "x", "lossy": "triangle"}


def _with_chip(strand: Strand, chip: Box | None) -> Strand:
    return Strand(strand.keys, strand.curve, strand.direction, strand.state, strand.words, strand.icon, strand.name, chip)


def _ports(lines: Sequence[Line], crm: Mapping[str, Anchor], xero: Mapping[str, Anchor], height: float) -> tuple[Port, ...]:
    used_crm = {name for line in lines for name in line.key[0]}
    used_xero = {line.key[1] for line in lines}
    sides: tuple[tuple[Side, Mapping[str, Anchor], set[str]], ...] = (("crm", crm, used_crm), ("xero", xero, used_xero))
    return tuple(
        Port(side, name, anchor.y, name in used)
        for side, anchors, used in sides
        for name, anchor in anchors.items()
        if not anchor.group and _in(anchor, height)
    )


def _stubs(ends: Sequence[_End], width: float, height: float) -> tuple[Stub, ...]:
    out: dict[Literal["above", "below"], list[tuple[float, Side, str]]] = {"above": [], "below": []}
    for line, name, left, right in ends:
        places: tuple[tuple[Anchor, Side, str], ...] = ((left, "crm", name), (right, "xero", line.key[1]))
        for anchor, side, gone in places:
            if anchor.y < 0:
                out["above"].append((-anchor.y, side, gone))
            elif anchor.y > height:
                out["below"].append((anchor.y - height, side, gone))
    made: list[Stub] = []
    for edge, found in out.items():
        if found and height > 3 * _STUB_ROOM:
            _, side, name = min(found)
            at = _STUB_ROOM / 2 + 4 if edge == "above" else height - _STUB_ROOM / 2 - 4
            made.append(Stub(edge, side, name, len(found), Box(width / 2, at, 76.0, 20.0)))
    return tuple(made)
