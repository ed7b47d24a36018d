"""How money, days, ages and counts are written on every page: exact decimals, short days, the age of what Xero told us.

Plain Python on purpose: QLocale would take money through a double and lose cents, and a locale library costs a noticeable part of the
start. Months are English like every other word of the window.
"""

from __future__ import annotations

from datetime import date, datetime, tzinfo
from decimal import ROUND_HALF_UP, Decimal

_CENT = Decimal("0.01")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTHS_LONG = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
MINUS = "\N{MINUS SIGN}"
DASH = "\N{EN DASH}"


def money(amount: Decimal) -> str:
    """An amount with two decimals and grouped thousands, without a symbol: 4,120.00, −220.00."""
    exact = amount.quantize(_CENT, ROUND_HALF_UP)
    return f"{MINUS if exact < 0 else ''}{abs(exact):,}"


def money_in(amount: Decimal, currency: str) -> str:
    """An amount with its currency after it: 4,120.00 AUD."""
    return f"{money(amount)} {currency}".rstrip()


def money_or_dash(amount: Decimal) -> str:
    """An amount, or a dash for nought."""
    return money(amount) if amount else DASH


def short_day(day: date | None, today: date) -> str:
    """A day as in a table: 16 May, with its year when that is not this one; a dash for none."""
    if day is None:
        return DASH
    words = f"{day.day} {_MONTHS[day.month - 1]}"
    return words if day.year == today.year else f"{words} {day.year}"


def full_day(day: date | None) -> str:
    """A day with its year: 14 Mar 2019; a dash for none."""
    return DASH if day is None else f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def spoken_day(day: date, today: date) -> str:
    """A day in a sentence: 20 June, with its year when that is not this one."""
    words = f"{day.day} {_MONTHS_LONG[day.month - 1]}"
    return words if day.year == today.year else f"{words} {day.year}"


def month(day: date) -> str:
    """A month on an axis: May 2026."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def clock_time(at: datetime, zone: tzinfo | None = None) -> str:
    """The time of an instant where the user is (or in `zone`): 14:02."""
    return f"{at.astimezone(zone):%H:%M}"


def moment(at: datetime, now: datetime, zone: tzinfo | None = None) -> str:
    """An instant as briefly as it stays clear: 14:02 today, else 2 Jun 14:02, with the year when that is not this one."""
    here, today = at.astimezone(zone), now.astimezone(zone).date()
    time = f"{here:%H:%M}"
    return time if here.date() == today else f"{short_day(here.date(), today)} {time}"


def age(at: datetime | None, now: datetime, zone: tzinfo | None = None) -> str:
    """How old figures from Xero are: as of 14:02, as of 2 Jun; "" when they were never read."""
    if at is None:
        return ""
    here, today = at.astimezone(zone), now.astimezone(zone).date()
    return f"as of {clock_time(at, zone)}" if here.date() == today else f"as of {short_day(here.date(), today)}"


def count(number: int) -> str:
    """A number of things: 2,023."""
    return f"{number:,}"


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: 1 invoice, 6 invoices, 2 people (with `many`)."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def days(number: int) -> str:
    """A number of days: 1 day, 18 days."""
    return counted(number, "day")
