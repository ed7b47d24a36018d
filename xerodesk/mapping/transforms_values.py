"""Transforms of values that are more than text: phones, dates, numbers, lookups, yes/no, value map."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from xerodesk.domain.values import Value
from xerodesk.mapping import phones, terms
from xerodesk.mapping.compiled import Surroundings
from xerodesk.mapping.normalise import as_text, line, yes_no
from xerodesk.mapping.transform_kinds import TEXTUAL, BadValue, Setting, Settings, TransformKind

PAIR = "pair:"
DATE_PATTERNS = {
    "DD/MM/YYYY": "%d/%m/%Y", "MM/DD/YYYY": "%m/%d/%Y", "DD.MM.YYYY": "%d.%m.%Y", "YYYY-MM-DD": "%Y-%m-%d", "D Mon YYYY": "%d %b %Y",
}  # fmt: skip


def _phone_parts(value: Value, settings: Settings, surroundings: Surroundings) -> Value:
    return phones.to_parts(value, surroundings.country).text


def _phone_back(value: Value, settings: Settings, surroundings: Surroundings) -> Value:
    return phones.readable(value, surroundings.country)


def _phone_e164(value: Value, settings: Settings, surroundings: Surroundings) -> Value:
    return phones.e164(value, surroundings.country) or value


def _date(value: Value, settings: Settings, surroundings: Surroundings) -> Value:
    return _redate(value, settings.get("pattern", "DD/MM/YYYY"), "YYYY-MM-DD")


def _date_back(value: Value, settings: Settings, surroundings: Surroundings) -> Value:
    return _redate(value, "YYYY-MM-DD", settings.get("pattern", "DD/MM/YYYY"))


def _redate(value: Value, source: str, target: str) -> str:
    text = line(value)
    if not text:
        return ""
    try:
        day = datetime.strptime(text, DATE_PATTERNS.get(source, source)).date()  # noqa: DTZ007 - a calendar day has no zone
    except ValueError:
        advice = "Correct the date, or choose another date format on its pair."
        raise BadValue(f"“{text}” is not a date written as {source}.", advice) from None
    return day.strftime(DATE_PATTERNS.get(target, target).replace("%Y", f"{day.year:04}"))  # %Y has no zeros in front on Linux


def _number(value: Value, settings: Settings, surroundings: Surroundings) -> Value:
    text = line(value)
    if not text:
        return ""
    places = settings.get("places", "2")
    try:
        return str(Decimal(text.replace(" ", "")).quantize(Decimal(1).scaleb(-int(places)), ROUND_HALF_UP))
    except InvalidOperation:
        raise BadValue(f"“{text}” is not a number.", "Correct the number in xerodesk.") from None


def _check_places(settings: Settings) -> list[str]:
    places = settings.get("places", "2")
    return [] if places.isdecimal() and int(places) <= 6 else ["Say how many decimals to keep, from 0 to 6."]


def _listed(settings: Settings, surroundings: Surroundings) -> Mapping[str, str]:
    return surroundings.accounts if settings.get("list", "tax_type") == "account" else surroundings.tax_types


def _lookup(value: Value, settings: Settings, surroundings: Surroundings) -> Value:
    text = line(value)
    if not text or settings.get("list") == "terms":
        return terms.key(text)
    listed = _listed(settings, surroundings)
    if not listed or text in listed:
        return text
    wanted = text.casefold()
    for code, name in listed.items():
        if wanted in (name.casefold(), code.casefold(), f"{code} {name}".casefold(), f"{code} - {name}".casefold()):
            return code
    what = "account" if settings.get("list") == "account" else "tax rate"
    raise BadValue(f"Your Xero organisation has no {what} “{text}”.", f"Choose one of the {what}s Xero has, or add it in Xero first.")


def _lookup_back(value: Value, settings: Settings, surroundings: Surroundings) -> Value:
    if settings.get("show", "code") == "name" and settings.get("list") != "terms":
        return _listed(settings, surroundings).get(as_text(value), value)
    return value


def _yes_no(value: Value, settings: Settings, surroundings: Surroundings) -> Value:
    meant = yes_no(value)
    if meant == "":
        return ""
    if not isinstance(meant, bool):
        raise BadValue(f"“{meant}” is neither yes nor no.", "Write yes or no.")
    return settings.get("yes", "Yes") if meant else settings.get("no", "No")


def _yes_no_back(value: Value, settings: Settings, surroundings: Surroundings) -> Value:
    if value == settings.get("yes", "Yes"):
        return True
    if value == settings.get("no", "No"):
        return False
    return yes_no(value)


def _check_yes_no(settings: Settings) -> list[str]:
    return ["Yes and no need different words."] if settings.get("yes", "Yes") == settings.get("no", "No") else []


def pairs_of(settings: Settings) -> dict[str, str]:
    """A value map's pairs: the CRM's option -> what Xero gets."""
    return {key.removeprefix(PAIR): value for key, value in settings.items() if key.startswith(PAIR)}


def reversible(settings: Settings) -> bool:
    """Whether a value map can run both ways: no two options give the same value."""
    targets = [line(target).casefold() for target in pairs_of(settings).values()]
    return len(targets) == len(set(targets))


def _map(value: Value, settings: Settings, surroundings: Surroundings) -> Value:
    text = line(value)
    pairs = pairs_of(settings)
    if isinstance(value, str) and value in pairs:
        return pairs[value]
    for alike in (text, text.casefold()):
        for option, target in pairs.items():
            if alike in (line(option), line(option).casefold()):
                return target
    if "otherwise" in settings:
        return settings["otherwise"]
    if not text:
        return ""
    raise BadValue(f"The value map has nothing for “{text}”.", "Add this option to the value map, or give it a value for everything else.")


def _map_back(value: Value, settings: Settings, surroundings: Surroundings) -> Value:
    text = line(value)
    for option, target in pairs_of(settings).items():
        if line(target).casefold() == text.casefold():
            return option
    return settings.get("otherwise_back", text)


def _check_map(settings: Settings) -> list[str]:
    return [] if pairs_of(settings) or "otherwise" in settings else ["Give at least one pair of values."]


VALUE_TRANSFORMS = (
    TransformKind(
        "phone_parts", "Phone to Xero's parts", "Country, area and number as Xero keeps them; one readable text on the way back.",
        _phone_parts, _phone_back, "inverse", frozenset({"phone", "text"}), "phone", makes_safe="type",
    ),
    TransformKind(
        "phone_e164", "Phone to +61…", "Writes the number with its country code; one that cannot be understood stays as it is.",
        _phone_e164, takes=frozenset({"phone", "text"}), gives="phone", makes_safe="type",
    ),
    TransformKind(
        "date", "Date format", "Reads a date written this way.", _date, _date_back, "inverse", frozenset({"text", "date"}), "date",
        (Setting("pattern", "Written as", "DD/MM/YYYY", {name: name for name in DATE_PATTERNS}),), makes_safe="type",
    ),
    TransformKind(
        "round", "Round", "Rounds to so many decimals, half up.", _number, takes=frozenset({"money", "number", "text"}), gives="number",
        settings=(Setting("places", "Decimals", "2"),), check=_check_places, makes_safe="type",
    ),
    TransformKind(
        "lookup", "Look up", "Finds the code of a tax rate, an account or payment terms by its name.", _lookup, _lookup_back, "as_it_is",
        TEXTUAL, "text",
        (
            Setting("list", "In", "tax_type", {"tax_type": "Tax rates", "account": "Accounts", "terms": "Payment terms"}),
            Setting("show", "Coming back, show the", "code", {"code": "Code", "name": "Name"}),
        ),
    ),
    TransformKind(
        "yes_no", "Yes or no", "Writes yes and no in these words.", _yes_no, _yes_no_back, "inverse",
        frozenset({"yes_no", "text"}), "text", (Setting("yes", "For yes", "Yes"), Setting("no", "For no", "No")), _check_yes_no, "type",
    ),
    TransformKind(
        "value_map", "Value map", "Puts one value in place of another, option by option.", _map, _map_back, "inverse",
        TEXTUAL, "text", (Setting("otherwise", "For everything else"), Setting("otherwise_back", "Coming back, for everything else")),
        _check_map, "type",
    ),
)  # fmt: skip
