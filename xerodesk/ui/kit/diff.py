"""What differs between two values, letter by letter where that reads well, as runs to paint: removed on the left, added on the right."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from xerodesk.ui.kit.cells import Cell, Run

_PIECE = re.compile(r"\d+(?:[-. ]\d+)+|\w+|\s+|[^\w\s]")  # a number with its separators is one piece
_LONG = 2000  # beyond this many letters only whole values are compared
_LONG_WORD = 10  # from here on a slip of one letter is easier to see marked alone
_ALIKE = 0.2  # less alike than this: the whole value is marked, since scattered letters would only confuse


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a value; `changed` when the other side does not have it here."""

    text: str
    changed: bool


def differences(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """The two values cut into what stays and what changes.

    Words are compared; in long words that differ by a slip, only the letters that differ are marked.
    """
    if before == after:
        same = (Piece(before, changed=False),) if before else ()
        return same, same
    if not before or not after or len(before) + len(after) > _LONG:
        return _whole(before), _whole(after)
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    left: list[Piece] = []
    right: list[Piece] = []
    kept = 0
    for kind, a1, a2, b1, b2 in matcher.get_opcodes():
        gone, come = "".join(old[a1:a2]), "".join(new[b1:b2])
        if kind == "equal":
            kept += len(gone)
            left.append(Piece(gone, changed=False))
            right.append(Piece(come, changed=False))
        else:
            kept += _within(gone, come, left, right)
    if kept / max(len(before), len(after)) < _ALIKE:
        return _whole(before), _whole(after)
    return _joined(left), _joined(right)


def removed_cell(before: str, after: str, *, empty: str = "empty") -> Cell:
    """The value as it is now, with a minus sign and what goes marked; `empty` says it in words when there is none."""
    return _cell(before, differences(before, after)[0], "−", "bad", "badbg", empty)


def added_cell(before: str, after: str, *, empty: str = "empty") -> Cell:
    """The value as it will be, with a plus sign and what comes marked."""
    return _cell(after, differences(before, after)[1], "+", "good", "goodbg", empty)


def _cell(value: str, pieces: tuple[Piece, ...], sign: str, ink: str, fill: str, empty: str) -> Cell:
    if not value:
        return Cell(empty, "ink3", runs=(Run("    "), Run(empty, "ink3")))
    shown = value.replace("\n", " ⏎ ")
    runs = [Run(f"{sign} ", ink, 600)]
    for piece in pieces:
        text = piece.text.replace("\n", " ⏎ ")
        runs.append(Run(text, ink, 500, fill) if piece.changed else Run(text))
    return Cell(shown, runs=tuple(runs), tip=value if "\n" in value else "")


def _within(gone: str, come: str, left: list[Piece], right: list[Piece]) -> int:
    """Mark all of a short word that changed, but only the middle of a long one that begins or ends alike; the letters that stayed."""
    short = min(len(gone), len(come))
    start = end = 0
    if short >= _LONG_WORD and gone.isalnum() and come.isalnum():
        while start < short and gone[start] == come[start]:
            start += 1
        while end < short - start and gone[-1 - end] == come[-1 - end]:
            end += 1
        if start + end < short / 2:
            start = end = 0
    for text, side in ((gone, left), (come, right)):
        stop = len(text) - end
        side += [Piece(text[:start], changed=False), Piece(text[start:stop], changed=True), Piece(text[stop:], changed=False)]
    return start + end


def _whole(value: str) -> tuple[Piece, ...]:
    return (Piece(value, changed=True),) if value else ()


def _joined(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Neighbours of one sort together, empty ones gone."""
    out: list[Piece] = []
    for piece in pieces:
        if not piece.text:
            continue
        if out and out[-1].changed == piece.changed:
            out[-1] = Piece(out[-1].text + piece.text, piece.changed)
        else:
            out.append(piece)
    return tuple(out)
