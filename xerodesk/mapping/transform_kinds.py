"""What a transform is: one step on a wire, with its way there, its way back, its settings and how they are checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from xerodesk.domain.values import Value
from xerodesk.mapping.compiled import Surroundings
from xerodesk.mapping.fields import FieldType

Settings = Mapping[str, str]
Step = Callable[[Value, Settings, Surroundings], Value]
WayBack = Literal["inverse", "as_it_is", "none"]


class BadValue(ValueError):
    """A step cannot handle this value. `message` says why and `advice` what to do, both in words for the user."""

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting of a transform: its name, what it is called on screen, its default and its choices (None: free text)."""

    name: str
    label: str
    default: str = ""
    options: Mapping[str, str] | None = None
    required: bool = False


def no_complaints(settings: Settings) -> list[str]:
    """The check of a transform whose settings cannot be wrong."""
    return []


def unchanged(value: Value, settings: Settings, surroundings: Surroundings) -> Value:
    """The way back of a transform that tidies: what arrives is taken as it is."""
    return value


@dataclass(frozen=True, slots=True)
class TransformKind:
    """One kind of transform.

    `forward` runs from the CRM towards Xero, `backward` the other way. `back` says what the way back is worth: "inverse" gives the
    value back, "as_it_is" takes what arrives unchanged (trim, cut ...), "none" means the wire cannot run both ways. `gives` is the
    type after the step, None for the type before it. `makes_safe` names the trouble a step removes: "length" or "type".
    Steps raise BadValue.
    """

    name: str
    label: str
    explain: str
    forward: Step
    backward: Step = unchanged
    back: WayBack = "as_it_is"
    takes: frozenset[FieldType] = frozenset()
    gives: FieldType | None = None
    settings: tuple[Setting, ...] = ()
    check: Callable[[Settings], list[str]] = no_complaints
    makes_safe: str = ""
    joins: bool = False

    def setting(self, settings: Settings, name: str) -> str:
        """The value of a setting, its default when not given."""
        default = next((one.default for one in self.settings if one.name == name), "")
        return settings.get(name, default)


TEXTUAL: frozenset[FieldType] = frozenset({"text", "long_text", "email", "phone", "url", "list"})
