"""Tax and company numbers with the check digits their countries ask for."""

from random import Random

_ABN_WEIGHTS = (3, 5, 7, 9, 11, 13, 15, 17, 19)  # for the nine digits after the two check digits
_IRD_FIRST = (3, 2, 7, 6, 5, 4, 3, 2)
_IRD_SECOND = (7, 4, 3, 2, 5, 2, 7, 6)
_VAT_WEIGHTS = (8, 7, 6, 5, 4, 3, 2)
_EIN_PREFIXES = ("12", "20", "26", "27", "33", "45", "46", "47", "81", "82", "83", "84", "85")


def _weighed(number: str, weights: tuple[int, ...]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(number, weights, strict=True))


def abn(draw: Random) -> str:
    """An Australian Business Number, 11 digits (the two in front make the weighed sum a multiple of 89)."""
    body = f"{draw.randrange(10**9):09d}"
    check = (-_weighed(body, _ABN_WEIGHTS) - 1) % 89 + 1  # 1 to 89: a number never starts with 10
    return f"{check // 10 + 1}{check % 10}{body}"


def ird(draw: Random) -> str:
    """A New Zealand GST number as Inland Revenue writes it, `49-091-850` (modulus 11, second weights where the first fail)."""
    while True:
        body = f"{draw.randrange(1_000_000, 15_000_000):08d}"
        for weights in (_IRD_FIRST, _IRD_SECOND):
            check = -_weighed(body, weights) % 11
            if check < 10:
                number = f"{int(body)}{check}"
                return f"{number[:-6]}-{number[-6:-3]}-{number[-3:]}"


def nzbn(draw: Random) -> str:
    """A New Zealand Business Number: a GS1 number of 13 digits that starts with 9429."""
    body = f"9429{draw.randrange(10**8):08d}"
    return body + str(-sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(body)) % 10)


def vat(draw: Random) -> str:
    """A United Kingdom VAT number, `GB` and nine digits (modulus 97)."""
    body = str(draw.randrange(1_000_000, 10_000_000))
    return f"GB{body}{-_weighed(body, _VAT_WEIGHTS) % 97:02d}"


def ein(draw: Random) -> str:
    """A United States Employer Identification Number, `12-3456789`: it has no check digit, only prefixes in use."""
    return f"{draw.choice(_EIN_PREFIXES)}-{draw.randrange(10**7):07d}"


def digits(draw: Random, pattern: str) -> str:
    """A number of any kind: every `#` of the pattern becomes a digit."""
    return "".join(str(draw.randrange(10)) if sign == "#" else sign for sign in pattern)
