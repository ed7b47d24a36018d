"""Amounts on their way into columns: hundredths and ten-thousandths from whatever form they arrive in."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from functools import lru_cache

from xerodesk.domain.errors import Misuse
from xerodesk.domain.money import price_text, to_minor, to_price

_LARGEST = Decimal(10) ** 14  # beyond it an amount is no money, and would not fit an integer column
_NOTHING = Decimal(0)
_AMOUNTS = frozenset((int, float, str, Decimal))  # not bool: true is no amount


def amount_of(value: object) -> Decimal:
    """An amount of Xero's JSON, which comes as int, float, Decimal or text; 0 for null and for what is no amount."""
    if isinstance(value, bool) or value is None:
        return _NOTHING
    if isinstance(value, int | float | str | Decimal):
        try:
            # a float's shortest text is the decimal that was sent
            amount = value if isinstance(value, Decimal) else Decimal(str(value))
        except InvalidOperation:
            return _NOTHING
        if amount.is_finite() and abs(amount) < _LARGEST:
            return amount
    return _NOTHING


def minor_of(value: object) -> int:
    """Hundredths of an amount of Xero's JSON."""
    return _minor(value) if value.__class__ in _AMOUNTS else 0


def price_of(value: object) -> int:
    """Ten-thousandths of a price, quantity or percentage of Xero's JSON."""
    return _price(value) if value.__class__ in _AMOUNTS else 0


def rate_of(value: object) -> str:
    """An exchange rate of Xero's JSON as plain decimal text; "" when there is none."""
    rate = amount_of(value)
    return format(rate.normalize(), "f") if rate else ""


@lru_cache(maxsize=32_768)  # the same amounts come over and over in a ledger
def _minor(value: float | str | Decimal) -> int:
    return to_minor(amount_of(value))


@lru_cache(maxsize=32_768)
def _price(value: float | str | Decimal) -> int:
    return to_price(amount_of(value))


def price_column(text: str) -> int | None:
    """A price as a user or the sync wrote it ("12.50"), in ten-thousandths; None when empty. Raises Misuse when it is no number."""
    stripped = text.strip()
    if not stripped:
        return None
    try:
        amount = Decimal(stripped)
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or abs(amount) >= _LARGEST:
        raise Misuse(f'"{text}" is not an amount.', "Write it in digits with a point for the decimals, such as 12.50.")
    return to_price(amount)


def price_value(column: int | None) -> str:
    """A price column as decimal text; "" when it is not set."""
    return "" if column is None else price_text(column)
