"""Payment terms between readable text and Xero's {Day, Type}.

Xero knows four kinds (Xero, "Types", payment terms): so many days after the bill's date, so many days after the end of the bill's month,
a day of the current month, a day of the following month. Days run from 0 to 31 for the last three; the first takes more.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from xerodesk.domain.values import Value
from xerodesk.mapping.normalise import line

AFTER_DATE = "DAYSAFTERBILLDATE"
AFTER_MONTH = "DAYSAFTERBILLMONTH"
THIS_MONTH = "OFCURRENTMONTH"
NEXT_MONTH = "OFFOLLOWINGMONTH"


class Terms(NamedTuple):
    """Xero's payment terms."""

    day: int
    type: str


_AFTER_MONTH = re.compile(
    r"(?:net )?(\d{1,3}) ?(?:days?|d)? (?:after )?(?:the )?"
    r"(?:end of (?:the )?(?:bill |invoice )?month|eom|month end)"
)
_EOM_FIRST = re.compile(r"(?:eom|end of month) ?\+? ?(\d{1,3})(?: ?days?)?")
_OF_MONTH = re.compile(
    r"(?:the )?(\d{1,2})(?:st|nd|rd|th)?(?: day)?(?: of)?(?: the)? (this|current|same|next|following)(?: month)?(?: after.*)?|"
    r"(\d{1,2})(?:st|nd|rd|th) (?:of )?(?:the )?month following"
)
_AFTER_DATE = re.compile(
    r"(?:net|due in|within|in)? ?(\d{1,3}) ?(?:days?|d)?(?: net)?"
    r"(?: (?:after|from)(?: the)? (?:bill |invoice )?date| from invoice)?"
)
_AT_ONCE = frozenset(
    {"due on receipt", "on receipt", "upon receipt", "immediate", "immediately", "due immediately", "due now", "cod", "cash"}
)


@lru_cache(maxsize=4096)
def parse(text: str) -> Terms | None:
    """What `text` means, None when it cannot be understood."""
    words = line(text).casefold().rstrip(".").replace("-", " ")
    words = " ".join(words.replace(" (s)", "").split())
    if words in _AT_ONCE:
        return Terms(0, AFTER_DATE)
    if words in ("end of month", "eom", "end of the month"):
        return Terms(0, AFTER_MONTH)
    found = _AFTER_MONTH.fullmatch(words) or _EOM_FIRST.fullmatch(words)
    if found:
        return _checked(int(found[1]), AFTER_MONTH)
    found = _OF_MONTH.fullmatch(words)
    if found:
        this = found[2] in ("this", "current", "same")
        return _checked(int(found[1] or found[3]), THIS_MONTH if this else NEXT_MONTH)
    found = _AFTER_DATE.fullmatch(words)
    return _checked(int(found[1]), AFTER_DATE) if found else None


def text_of(terms: Terms) -> str:
    """The one way xerodesk writes payment terms."""
    if terms.type == AFTER_MONTH:
        return f"{terms.day} {'day' if terms.day == 1 else 'days'} after the end of the month"
    if terms.type == THIS_MONTH:
        return f"{_ordinal(terms.day)} of this month"
    if terms.type == NEXT_MONTH:
        return f"{_ordinal(terms.day)} of next month"
    return f"Net {terms.day}"


def key(value: Value) -> str:
    """The form in which two payment terms are compared."""
    text = line(value)
    terms = parse(text) if text else None
    return text_of(terms) if terms is not None else text


def _checked(day: int, kind: str) -> Terms | None:
    if kind in (THIS_MONTH, NEXT_MONTH) and day > 31:
        return None
    return Terms(day, kind)


def _ordinal(day: int) -> str:
    if day % 100 in (11, 12, 13):
        return f"{day}th"
    return f"{day}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th') }"
