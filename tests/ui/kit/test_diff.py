"""What differs between two values."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xerodesk.ui.kit.diff import added_cell, differences, removed_cell


def marked(before: str, after: str) -> tuple[list[str], list[str]]:
    """The stretches that change on either side."""
    left, right = differences(before, after)
    return [piece.text for piece in left if piece.changed], [piece.text for piece in right if piece.changed]


@pytest.mark.parametrize(
    ("before", "after", "gone", "come"),
    [
        ("accounts@wollombi.example", "accounts@wollombicreek.example", ["wollombi"], ["wollombicreek"]),
        ("4 Saleyards Rd", "4 Saleyards Road", ["Rd"], ["Road"]),
        ("14 Karangahape Road", "14 Karangahape Road, Level 2", [], [", Level 2"]),
        ("49-091-850", "49 091 850", ["49-091-850"], ["49 091 850"]),
        ("", "20th of next month", [], ["20th of next month"]),
        ("gone", "", ["gone"], []),
        ("Incorporatd", "Incorporated", [], ["e"]),
        ("same", "same", [], []),
        ("one two three", "alpha beta gamma", ["one two three"], ["alpha beta gamma"]),
    ],
)
def test_only_what_differs_is_marked(before: str, after: str, gone: list[str], come: list[str]) -> None:
    assert marked(before, after) == (gone, come)


@given(st.text(max_size=60), st.text(max_size=60))
def test_the_pieces_are_the_values_and_what_is_unmarked_is_alike(before: str, after: str) -> None:
    left, right = differences(before, after)
    assert "".join(piece.text for piece in left) == before
    assert "".join(piece.text for piece in right) == after
    assert "".join(piece.text for piece in left if not piece.changed) == "".join(piece.text for piece in right if not piece.changed)


def test_long_values_are_compared_whole_and_soon() -> None:
    before, after = "x " * 50_000, "y " * 50_000
    assert marked(before, after) == ([before], [after])


def test_signs_stand_before_the_values_and_emptiness_is_said() -> None:
    removed, added = removed_cell("02", "2"), added_cell("", "2")
    assert removed.runs[0].text == "− "
    assert removed.spoken == "02"
    assert added.runs[0].text == "+ "
    assert removed_cell("", "2", empty="not there yet").spoken == "not there yet"
