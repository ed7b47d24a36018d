"""Money: hundredths as integers in the file, Decimal in memory, never float.

Xero keeps two decimals for the totals of every currency and up to four for a unit price (Xero, "Rounding in Xero").
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

_CENT = Decimal("0.01")
_PRICE = Decimal("0.0001")


def to_minor(amount: Decimal) -> int:
    """Hundredths of `amount`, rounded half up."""
    return int(amount.quantize(_CENT, ROUND_HALF_UP).scaleb(2))


def from_minor(hundredths: int) -> Decimal:
    """`hundredths` as a Decimal with two decimals."""
    return Decimal(hundredths).scaleb(-2)


def to_price(amount: Decimal) -> int:
    """Ten-thousandths of a unit price or quantity, rounded half up."""
    return int(amount.quantize(_PRICE, ROUND_HALF_UP).scaleb(4))


def from_price(ten_thousandths: int) -> Decimal:
    """A unit price or quantity with four decimals."""
    return Decimal(ten_thousandths).scaleb(-4)


def money_text(hundredths: int) -> str:
    """Hundredths as decimal text for export: "-1234.50"."""
    return str(from_minor(hundredths))


def price_text(ten_thousandths: int) -> str:
    """A unit price or quantity as decimal text without needless zeros, two decimals at least: "12.50", "0.0375"."""
    value = from_price(ten_thousandths)
    short = value.quantize(_CENT)
    return str(short) if short == value else format(value.normalize(), "f")
