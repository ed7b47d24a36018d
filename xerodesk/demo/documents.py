"""What invoices, credit notes and quotes have in common: dates, locks, currency and totals."""

from datetime import date
from decimal import Decimal
from typing import Any

from xerodesk.demo.arithmetic import day_rate, foot, number, rounded
from xerodesk.demo.books import Books
from xerodesk.demo.elements import Refused
from xerodesk.demo.wire import Json, day_fields, read_day

AMOUNT_TYPES = {"EXCLUSIVE": "Exclusive", "INCLUSIVE": "Inclusive", "NOTAX": "NoTax"}


def set_day(data: Json, sent: Json, name: str) -> None:
    """Take a day over in both its forms. Raises Refused if it cannot be read."""
    value = sent.get(name) or sent.get(f"{name}String")
    if not value:
        return
    day = read_day(value)
    if day is None:
        raise Refused(f"{name} is not a valid date")
    data |= day_fields(name, day)


def day_of(data: Json, name: str) -> date | None:
    """A day of a document."""
    return read_day(data.get(name))


def check_locks(books: Books, day: date | None) -> None:
    """Raises Refused for a day on or before a lock date of the organisation."""
    for name, words in (("EndOfYearLockDate", "end of year"), ("PeriodLockDate", "period")):
        lock = read_day(books.org.organisation.get(name))
        if lock and day and day <= lock:
            raise Refused(f"The document date cannot be before the {words} lock date")


def amount_types_of(sent: Json, data: Json) -> str:
    """LineAmountTypes in capitals: as sent, as it was, or Exclusive. Raises Refused."""
    found = str(sent.get("LineAmountTypes") or data.get("LineAmountTypes") or "Exclusive").upper()
    if found not in AMOUNT_TYPES:
        raise Refused("LineAmountTypes is not valid")
    return found


def set_currency(books: Books, data: Json, sent: Json) -> None:
    """CurrencyCode and CurrencyRate: as sent, the contact's, or the base currency at 1. Raises Refused."""
    base = books.org.base_currency
    contact = books.org.contacts[data["Contact"]["ContactID"]].data
    code = str(sent.get("CurrencyCode") or data.get("CurrencyCode") or contact.get("DefaultCurrency") or base).upper()
    if code != base and code not in books.org.currencies:
        raise Refused(f"Organisation is not subscribed to currency {code}")
    changed = code != data.get("CurrencyCode")
    data["CurrencyCode"] = code
    try:
        if code == base:
            data["CurrencyRate"] = Decimal("1.000000")
        elif number(sent.get("CurrencyRate")) > 0:
            data["CurrencyRate"] = rounded(number(sent["CurrencyRate"]), 6)
        elif changed or "CurrencyRate" not in data:
            data["CurrencyRate"] = day_rate(code, base)
    except ValueError as error:
        raise Refused(f"CurrencyRate is not valid: {error}") from error


def set_totals(data: Json) -> None:
    """SubTotal, TotalTax, Total and TotalDiscount from the lines; a Total that was sent counts for nothing."""
    totals = foot(data["LineItems"], str(data["LineAmountTypes"]).upper())
    data["SubTotal"], data["TotalTax"], data["Total"] = totals.sub_total, totals.tax, totals.total
    data.pop("TotalDiscount", None)
    if totals.discount:
        data["TotalDiscount"] = totals.discount
    if "IsDiscounted" in data:
        data["IsDiscounted"] = bool(totals.discount)


def set_text(data: Json, sent: Json, name: str, longest: int, ascii_only: bool = False) -> None:
    """A text field of a document. Raises Refused if it is too long, or not printable ASCII where that is needed."""
    if name not in sent:
        return
    text = _plain(sent[name], name)
    if len(text) > longest:
        raise Refused(f"{name} must not be more than {longest} characters long.")
    if ascii_only and not (text.isascii() and text.isprintable()):
        raise Refused(f"{name} may only contain printable ASCII characters.")
    data[name] = text


def _plain(value: Any, name: str) -> str:
    if isinstance(value, (dict, list)):
        raise Refused(f"{name} is not valid")
    return str(value).strip()


def set_theme(books: Books, data: Json, sent: Json) -> None:
    """The branding theme. Raises Refused for one that does not exist."""
    theme = sent.get("BrandingThemeID")
    if theme:
        if str(theme).lower() not in books.org.branding_themes:
            raise Refused("The branding theme could not be found.")
        data["BrandingThemeID"] = str(theme).lower()
