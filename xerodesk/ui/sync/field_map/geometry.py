"""Where a pair's line runs in the gutter and where its chip sits: plain numbers, no Qt, so that it can be proved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

EDGE = 10.0  # the curve starts and ends this far from the gutter's edges
CHIP_HEIGHT = 18.0
_PIECES = 20  # straight pieces a curve is measured by
_STEP, _FIRST, _LAST = 0.04, 0.18, 0.82
_AIR = 2.0


@dataclass(frozen=True, slots=True)
class Curve:
    """A cubic from (left, y1) to (right, y2) with both control points at half width."""

    left: float
    y1: float
    right: float
    y2: float

    def at(self, t: float) -> tuple[float, float]:
        """The point at `t`, 0 at the left end and 1 at the right."""
        middle = (self.left + self.right) / 2
        u = 1 - t
        a, b, c, d = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
        return a * self.left + (b + c) * middle + d * self.right, (a + b) * self.y1 + (c + d) * self.y2

    def distance(self, x: float, y: float) -> float:
        """How far a point is from the curve."""
        low, high = min(self.y1, self.y2), max(self.y1, self.y2)
        outside = max(low - y, y - high, self.left - x, x - self.right)
        if outside > 24:  # nobody asks for more than a rough figure out here
            return outside
        best = float("inf")
        before = self.at(0.0)
        for piece in range(1, _PIECES + 1):
            now = self.at(piece / _PIECES)
            best = min(best, _to_segment(x, y, before, now))
            before = now
        return best


def _to_segment(x: float, y: float, start: tuple[float, float], end: tuple[float, float]) -> float:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    along = 0.0 if length == 0 else max(0.0, min(1.0, ((x - start[0]) * dx + (y - start[1]) * dy) / length))
    px, py = start[0] + along * dx - x, start[1] + along * dy - y
    return float((px * px + py * py) ** 0.5)


def _places() -> Iterator[float]:
    """0.5, then outwards either way by the step."""
    yield 0.5
    for step in range(1, round((_LAST - 0.5) / _STEP) + 1):
        yield round(0.5 + step * _STEP, 2)
        yield round(0.5 - step * _STEP, 2)


PLACES = tuple(_places())


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle by its middle."""

    x: float
    y: float
    width: float
    height: float = CHIP_HEIGHT

    def holds(self, x: float, y: float, least: float = 0.0) -> bool:
        """Whether a point is in it; `least` widens a small box to that size."""
        return abs(x - self.x) <= max(self.width, least) / 2 and abs(y - self.y) <= max(self.height, least) / 2

    def meets(self, other: Box, air: float = _AIR) -> bool:
        """Whether two boxes overlap or come closer than `air`."""
        return (
            abs(self.x - other.x) < (self.width + other.width) / 2 + air and abs(self.y - other.y) < (self.height + other.height) / 2 + air
        )


_WEIGHTS = tuple(((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3) for t in PLACES)  # of the four points of a cubic


def place_chips(wanted: Sequence[tuple[Curve, float]], height: float, taken: Sequence[Box] = ()) -> list[Box | None]:
    """A place for each (curve, chip width) so that no two chips overlap; None where the picture has no room for it.

    Each chip starts in the middle of its curve and moves along it until it is free. `height` is the picture's, `taken` boxes are
    left alone. A curve whose middle is out of the picture gets its chip on the part that is seen. When all places on the curve are
    taken, the chip stays in the middle, over the others; it goes when an end is out of the picture too.
    """
    placed = list(taken)
    result: list[Box | None] = []
    for curve, width in wanted:
        chosen = _free_place(curve, width, height, placed)
        if chosen is not None:
            placed.append(chosen)
        result.append(chosen)
    return result


def _free_place(curve: Curve, width: float, height: float, placed: Sequence[Box]) -> Box | None:
    half, least, most = width / 2 + 1, CHIP_HEIGHT / 2, height - CHIP_HEIGHT / 2
    y1, y2, low, high = curve.y1, curve.y2, curve.left, curve.right
    middle, reach = (low + high) / 2, CHIP_HEIGHT + _AIR
    near = [box for box in placed if min(y1, y2) - reach < box.y < max(y1, y2) + reach]
    fallback: Box | None = None
    for a, b, c, d in _WEIGHTS:
        y = (a + b) * y1 + (c + d) * y2
        if not least <= y <= most:
            continue
        x = min(max(a * low + (b + c) * middle + d * high, half), high + EDGE - half)
        box = Box(x, y, width)
        if not any(abs(other.y - y) < reach + (other.height - CHIP_HEIGHT) / 2 and box.meets(other) for other in near):
            return box
        fallback = fallback or box
    whole = 0 <= y1 <= height and 0 <= y2 <= height
    return fallback if whole else None
