"""Xero's arithmetic on whole numbers: amounts in hundredths, prices and quantities in ten-thousandths."""

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple


def halves_up(numerator: int, denominator: int) -> int:
    """The nearest whole number, a half going away from zero."""
    if numerator < 0:
        return -halves_up(-numerator, denominator)
    return (2 * numerator + denominator) // (2 * denominator)


class LineSum(NamedTuple):
    """What one line comes to, in hundredths."""

    amount: int
    tax: int
    discount: int


def line_sum(quantity: int, price: int, rate_points: int, discount_points: int = 0, *, inclusive: bool = False) -> LineSum:
    """The amount, tax and discount of a line.

    `quantity` and `price` are in ten-thousandths; `rate_points` (tax) and `discount_points` in hundredths of a percent.
    LineAmount = quantity x price x (100 - discount) / 100 and the tax of the line, each rounded to two decimals.
    """
    gross = quantity * price
    amount = halves_up(gross * (10_000 - discount_points), 10_000 * 1_000_000)
    discount = halves_up(gross, 1_000_000) - amount
    tax = halves_up(amount * rate_points, 10_000 + rate_points if inclusive else 10_000)
    return LineSum(amount, tax, discount)


@lru_cache(maxsize=65_536)
def money(hundredths: int) -> Decimal:
    """Hundredths as a Decimal with two places."""
    return Decimal(hundredths).scaleb(-2)


@lru_cache(maxsize=4_096)
def fine(ten_thousandths: int) -> Decimal:
    """Ten-thousandths (a quantity, a fine price) as a Decimal with four places."""
    return Decimal(ten_thousandths).scaleb(-4)


@lru_cache(maxsize=4_096)
def price_text(ten_thousandths: int) -> Decimal:
    """A unit price: with two places where they are enough, else with four."""
    return money(ten_thousandths // 100) if ten_thousandths % 100 == 0 else fine(ten_thousandths)


@lru_cache(maxsize=4_096)
def rate(millionths: int) -> Decimal:
    """An exchange rate, given in millionths, with Xero's six places."""
    return Decimal(millionths).scaleb(-6)


def hundredths(value: Decimal) -> int:
    """The whole hundredths of an amount with at most two places."""
    return int(value.scaleb(2))
