"""Amounts as people type them into forms, made the decimal text that is stored."""

from __future__ import annotations

import re
from decimal import Decimal

_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?")
_COMMA = re.compile(r"[+-]?\d+,\d{1,4}")
_PLAIN = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")
_SPACES = re.compile(r"[\s\u00a0\u202f']")
_LARGEST = Decimal(10) ** 12
_PLACES = 4  # Xero keeps up to four decimals of a unit price and of a quantity (Xero, "Rounding in Xero")


def typed_number(text: str) -> str:
    """`1,200.50`, `1 200.50` or `12,5` as decimal text; "" for nothing typed. Raises ValueError with the words for the field."""
    bare = _SPACES.sub("", text).replace("\N{MINUS SIGN}", "-")
    if not bare:
        return ""
    if _GROUPED.fullmatch(bare):
        bare = bare.replace(",", "")
    elif _COMMA.fullmatch(bare):
        bare = bare.replace(",", ".")
    if not _PLAIN.fullmatch(bare):
        raise ValueError("Write a number, such as 1200.50")
    amount = Decimal(bare)
    if abs(amount) >= _LARGEST:
        raise ValueError("This is too large")
    if amount != round(amount, _PLACES):
        raise ValueError("At most four decimals")
    return format(amount, "f").removeprefix("+")
