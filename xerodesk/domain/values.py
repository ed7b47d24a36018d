"""The plain values that fields hold on both sides: JSON-native, so that they can be stored, compared and shown as they are."""

from __future__ import annotations

from collections.abc import Mapping

Line = dict[str, str | bool]
Value = str | bool | list[Line]
"""Text is never null: empty is "". Money and quantities are decimal text ("12.50"), days YYYY-MM-DD, lists are lists of flat records."""

Values = Mapping[str, Value]


def is_empty(value: Value) -> bool:
    """Whether a value says nothing. `False` is an answer, so it is not empty."""
    return value == "" or value == []
