"""What a field is: the one description that map editor, import, export, forms, validation, preview and log all read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from xerodesk.domain.values import Value

FieldType = Literal["text", "long_text", "email", "phone", "url", "money", "number", "date", "yes_no", "list", "people"]


def same(value: Value) -> Value:
    """The normaliser of a field whose value is compared as it is."""
    return value


@dataclass(frozen=True, slots=True)
class Field:
    """One field of one kind on one side.

    `name` is the stable name (CRM: as in exports; Xero: its API name, dotted inside a composite). `maximum` is in characters, 0 for no
    limit. `group` is the heading it stands under. `composite` is Xero's element that must be sent whole ("Addresses", "Phones",
    "ContactPersons", "PaymentTerms" ...), "" for a top-level field. `normalise` gives the form two values are compared in.
    `options` are the choices of a list, "" keys included where empty is one.
    """

    name: str
    label: str
    type: FieldType = "text"
    group: str = ""
    required: bool = False
    recommended: bool = False
    maximum: int = 0
    read_only: bool = False
    composite: str = ""
    options: Mapping[str, str] | None = None
    normalise: Callable[[Value], Value] = same
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All fields of one kind on one side, in the order people read them."""

    kind: str
    side: Literal["crm", "xero"]
    fields: tuple[Field, ...]

    def field(self, name: str) -> Field:
        """The field called `name`. Raises KeyError when there is none."""
        for one in self.fields:
            if one.name == name:
                return one
        raise KeyError(name)

    def names(self) -> tuple[str, ...]:
        """All names in order."""
        return tuple(one.name for one in self.fields)
