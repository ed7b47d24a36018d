"""Which type of field can feed which: one table, shown in help and used by editor, validation and suggestions."""

from __future__ import annotations

from typing import Literal

from xerodesk.mapping.fields import Field, FieldType

Fit = Literal["exact", "safe", "lossy", "impossible"]
TYPE_WORDS: dict[FieldType, str] = {
    "text": "Text", "long_text": "Long text", "email": "E-mail", "phone": "Phone", "url": "Web address", "money": "Money",
    "number": "Number", "date": "Date", "yes_no": "Yes/No", "list": "List", "people": "People",
}  # fmt: skip

_INTO_TEXT: dict[FieldType, Fit] = {
    "long_text": "safe", "email": "safe", "phone": "safe", "url": "safe", "money": "safe", "number": "safe", "date": "safe",
    "yes_no": "safe", "list": "safe",
}  # fmt: skip
TABLE: dict[FieldType, dict[FieldType, Fit]] = {
    "text": _INTO_TEXT,
    "long_text": {"text": "safe", **_INTO_TEXT},
    "email": {"text": "lossy", "long_text": "lossy", "list": "lossy"},
    "phone": {"text": "lossy", "long_text": "lossy", "number": "lossy"},
    "url": {"text": "lossy", "long_text": "lossy", "email": "lossy"},
    "money": {"number": "safe", "text": "lossy"},
    "number": {"money": "safe", "text": "lossy", "list": "lossy"},
    "date": {"text": "lossy"},
    "yes_no": {"text": "lossy", "list": "lossy"},
    "list": {"text": "lossy", "yes_no": "lossy", "number": "lossy"},
    "people": {},
}
"""target type -> source type -> fit; the same type is exact, what is not listed impossible."""

MAKES_SAFE: dict[FieldType, tuple[str, ...]] = {
    "phone": ("phone_parts", "phone_e164"),
    "money": ("round",),
    "number": ("round",),
    "date": ("date",),
    "yes_no": ("yes_no", "value_map"),
    "list": ("value_map", "lookup"),
    "email": ("trim",),
    "url": ("trim",),
}
"""target type -> transforms that make a lossy pair safe; the first is offered."""


def fit(source: FieldType, target: FieldType) -> Fit:
    """How well a value of `source` goes into a field of `target`."""
    return "exact" if source == target else TABLE[target].get(source, "impossible")


def fit_of(source: Field, target: Field) -> Fit:
    """How well one field goes into another: a long text into a short field is lossy even where the types agree."""
    by_type = fit(source.type, target.type)
    if by_type in ("exact", "safe") and source.type == "long_text" and target.type == "text" and target.maximum:
        return "lossy"
    return by_type


def why_not(source: Field, target: Field) -> str:
    """Why two fields cannot be paired, in words."""
    return f"{TYPE_WORDS[source.type]} into {TYPE_WORDS[target.type]} cannot work."
