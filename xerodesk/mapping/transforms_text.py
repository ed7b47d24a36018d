"""Transforms of text: trim, case, default, cut to length, split name, join."""

from __future__ import annotations

from xerodesk.domain.values import Value, is_empty
from xerodesk.mapping.compiled import Surroundings
from xerodesk.mapping.normalise import as_text, long_text
from xerodesk.mapping.transform_kinds import TEXTUAL, Setting, Settings, TransformKind


def _trim(value: Value, settings: Settings, surroundings: Surroundings) -> Value:
    return long_text(value) if isinstance(value, str) else value


def _case(value: Value, settings: Settings, surroundings: Surroundings) -> Value:
    text = as_text(value)
    style = settings.get("style", "upper")
    if style == "lower":
        return text.lower()
    if style == "words":
        return " ".join(word[:1].upper() + word[1:] for word in text.split(" "))
    return text.upper()


def _default(value: Value, settings: Settings, surroundings: Surroundings) -> Value:
    return settings.get("value", "") if is_empty(value) else value


def _cut(value: Value, settings: Settings, surroundings: Surroundings) -> Value:
    length = settings.get("length", "")
    return as_text(value)[: int(length)].rstrip() if length.isdecimal() else value


def _check_cut(settings: Settings) -> list[str]:
    length = settings.get("length", "")
    return [] if length.isdecimal() and int(length) > 0 else ["Say how many characters to keep, as a whole number above 0."]


def _split(value: Value, settings: Settings, surroundings: Surroundings) -> Value:
    first, last = split_name(as_text(value))
    return last if settings.get("part", "first") == "last" else first


def split_name(name: str) -> tuple[str, str]:
    """A full name as first and last name: the last word is the last name, unless the name is written "Last, First"."""
    words = " ".join(name.split())
    if "," in words:
        last, _, first = words.partition(",")
        return first.strip(), last.strip()
    first, _, last = words.rpartition(" ")
    return (first, last) if first else (last, "")


def join_values(values: list[Value], separator: str) -> str:
    """The filled values joined; empty ones leave no separator behind."""
    return separator.join(text for text in (as_text(value).strip() for value in values) if text)


def split_joined(text: str, count: int, separator: str) -> list[str]:
    """A joined text taken apart into `count` values: the last one takes what is left. Two words are split as a name is."""
    if separator == " " and count == 2:
        return list(split_name(text))
    pieces = text.split(separator, count - 1) if separator else [text]
    pieces = [piece.strip() for piece in pieces]
    return pieces + [""] * (count - len(pieces))


def _join(value: Value, settings: Settings, surroundings: Surroundings) -> Value:
    """Joining happens where the fields are read (several fields, one value), so the step itself changes nothing more."""
    return value


def _constant(value: Value, settings: Settings, surroundings: Surroundings) -> Value:
    return settings.get("value", "")


def _check_constant(settings: Settings) -> list[str]:
    return [] if settings.get("value", "").strip() else ["Give the value that is always sent."]


TEXT_TRANSFORMS = (
    TransformKind("trim", "Trim", "Takes away spaces at both ends.", _trim, takes=TEXTUAL),
    TransformKind(
        "case", "Case", "Writes the text in capitals, small letters, or each word with a capital.", _case, takes=TEXTUAL,
        settings=(Setting("style", "Style", "upper", {"upper": "CAPITALS", "lower": "small letters", "words": "Each Word"}),),
    ),
    TransformKind(
        "default", "Default if empty", "Sends this value where the field is empty.", _default,
        settings=(Setting("value", "Value", required=True),), check=_check_constant,
    ),
    TransformKind(
        "cut", "Cut to length", "Keeps so many characters and drops the rest.", _cut, takes=TEXTUAL,
        settings=(Setting("length", "Characters", required=True),), check=_check_cut, makes_safe="length",
    ),
    TransformKind(
        "split_name", "Split name", "Takes the first or the last name out of a full name.", _split, back="none",
        takes=TEXTUAL, gives="text", settings=(Setting("part", "Part", "first", {"first": "First name", "last": "Last name"}),),
    ),
    TransformKind(
        "join", "Join", "Puts several fields together with a separator; on the way back takes them apart at it.", _join, back="inverse",
        takes=TEXTUAL, gives="text", settings=(Setting("separator", "Separator", " "),), joins=True,
    ),
    TransformKind(
        "constant", "Constant", "Always sends this value.", _constant, back="none",
        settings=(Setting("value", "Value", required=True),), check=_check_constant,
    ),
)  # fmt: skip
