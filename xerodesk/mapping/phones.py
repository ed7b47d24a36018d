"""Phone numbers between one readable text and Xero's three parts (country, area, number).

Xero's value of a phone is the text "country·area·number", empty when all three are blank. A number that cannot be understood goes
whole into the number part: nothing a person typed is lost.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from xerodesk.domain.values import Value
from xerodesk.mapping.normalise import line

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

MARK = "·"
NUMBER_MAXIMUM, AREA_MAXIMUM, COUNTRY_MAXIMUM = 50, 10, 20  # Xero, schema Phone
_BETWEEN = str.maketrans("", "", " -().")


class Parts(NamedTuple):
    """Xero's three parts of a phone."""

    country: str
    area: str
    number: str

    @property
    def text(self) -> str:
        """The parts as one Xero value."""
        return MARK.join(self) if any(self) else ""


class _Parsed:
    """What the phone library makes of a number; each form is worked out when it is first asked for."""

    def __init__(self, number: PhoneNumber) -> None:
        self._number = number

    @cached_property
    def key(self) -> str:
        """The form for comparing: E.164, with the extension."""
        extension = self._number.extension
        return f"{self._written('E164')};{extension}" if extension else self._written("E164")

    @cached_property
    def national(self) -> str:
        """As people write it at home."""
        return self._written("NATIONAL")

    @cached_property
    def international(self) -> str:
        """As people write it abroad."""
        return self._written("INTERNATIONAL")

    @property
    def region(self) -> int:
        """The dialling code of its country."""
        return int(self._number.country_code or 0)

    @cached_property
    def parts(self) -> Parts:
        """Xero's three parts."""
        import phonenumbers  # see _parse

        significant = phonenumbers.national_significant_number(self._number)
        area = significant[: phonenumbers.length_of_geographical_area_code(self._number)]
        local = self.international.removeprefix(f"+{self.region}").strip(" -")
        if area and local.startswith(area):
            return Parts(str(self.region), area, local[len(area) :].strip(" -)"))
        return Parts(str(self.region), "", local)

    def _written(self, form: str) -> str:
        import phonenumbers  # see _parse

        return str(phonenumbers.format_number(self._number, getattr(phonenumbers.PhoneNumberFormat, form)))


def split_value(value: Value) -> Parts:
    """A Xero value as parts; text without the marks is all number."""
    text = line(value)
    pieces = text.split(MARK, 2)
    if len(pieces) < 3:
        return Parts("", "", text)
    return Parts(*(piece.strip() for piece in pieces))


def to_parts(text: Value, country: str) -> Parts:
    """A typed phone number as Xero's parts. `country` (two letters) is where numbers without a country code are."""
    written = line(text)
    if not written:
        return Parts("", "", "")
    if written.count(MARK) == 2:
        return split_value(written)
    parsed = _parse(written, country)
    return parsed.parts if parsed is not None else Parts("", "", written)


def readable(value: Value, country: str) -> str:
    """Xero's parts as one text a person can read and dial; as it stands when it cannot be understood."""
    parts = split_value(value)
    if not any(parts):
        return ""
    joined = _joined(parts)
    if not parts.country and not parts.area:
        return parts.number
    parsed = _parse(joined, country)
    if parsed is None:
        return joined
    at_home = _parse_country_code(country)
    return parsed.national if parsed.region == at_home else parsed.international


def crm_key(value: Value, country: str) -> str:
    """The form in which two typed numbers are compared: E.164 with the extension, else the text without spaces."""
    written = line(value)
    if not written:
        return ""
    if MARK in written:
        return xero_key(written, country)
    parsed = _parse(written, country)
    return parsed.key if parsed is not None else _bare(written)


def xero_key(value: Value, country: str) -> str:
    """The form in which two of Xero's phone values are compared: the same as for typed numbers."""
    parts = split_value(value)
    if not any(parts):
        return ""
    joined = _joined(parts)
    parsed = _parse(joined, country)
    return parsed.key if parsed is not None else _bare(joined)


def e164(value: Value, country: str) -> str | None:
    """The number as "+61299991234", None when it cannot be understood."""
    parsed = _parse(line(value), country)
    return parsed.key if parsed is not None else None


def _bare(text: str) -> str:
    """A number that cannot be understood, without what people put between digits."""
    return text.casefold().translate(_BETWEEN)


def _joined(parts: Parts) -> str:
    country = parts.country.lstrip("+ ")
    rest = " ".join(part for part in (parts.area, parts.number) if part)
    if not country:
        return rest
    return f"+{country} {rest}".strip() if country.replace(" ", "").isdigit() else f"{country} {rest}".strip()


@lru_cache(maxsize=65536)
def _parse(text: str, country: str) -> _Parsed | None:
    """What `text` means as a phone number in `country`; None when it is not a possible one."""
    import phonenumbers  # takes 60 ms to load, and most starts never meet a phone number

    if not any(character.isdigit() for character in text):
        return None
    try:
        number = phonenumbers.parse(text, country or None)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return _Parsed(number)


@lru_cache(maxsize=512)
def _parse_country_code(country: str) -> int:
    """The dialling code of a country's two letters; 0 when there is none."""
    import phonenumbers  # see _parse

    return int(phonenumbers.country_code_for_region(country.upper())) if country else 0
