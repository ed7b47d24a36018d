"""What fails, by cause: messages that say the same but for their numbers, with how many records, how often tried, and since when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from xerodesk.store.columns import known_instant
from xerodesk.store.queries import log
from xerodesk.store.queries.log import LogFilter
from xerodesk.store.queries.source import Source

_NUMBER = re.compile(r"\d[\d,.]*\d|\d")
_MESSAGES = 2_000  # beyond so many different messages the rest is left to the lines below


@dataclass(frozen=True, slots=True)
class Cause:
    """One cause and what to do about it. `count` lines of `kind` fail by it, `title` names one of them; `tries` is the most any had.

    In `message` and `advice` numbers that are not the same for all stand as the ellipsis, which LogFilter.cause reads as any text.
    """

    kind: str
    message: str
    advice: str
    count: int
    title: str
    tries: int
    first_at: datetime


def causes(source: Source, limit: int = 50) -> list[Cause]:
    """The causes of what fails now, the one with most records first."""
    sql = (
        "SELECT kind, error_message, error_advice, COUNT(*), MIN(title), MAX(attempt), MIN(at) FROM entry"
        " WHERE result = 'failed' AND settled_by = 0 GROUP BY kind, error_message, error_advice"
        " ORDER BY COUNT(*) DESC, MAX(id) DESC LIMIT ?"
    )
    groups: dict[tuple[str, str], list[Cause]] = {}
    for kind, message, advice, count, title, tries, first_at in source.rows(sql, (_MESSAGES,)):
        one = Cause(kind, message, advice, count, title, tries, known_instant(first_at))
        groups.setdefault((kind, _NUMBER.sub("#", message)), []).append(one)
    joined = [_joined(group) for group in groups.values()]
    return sorted(joined, key=lambda one: -one.count)[:limit]


def lines_of(source: Source, cause: Cause) -> list[int]:
    """The numbers of the lines that fail by a cause, oldest first."""
    return [one.id for one in log.entries(source, LogFilter("failed", cause.kind, cause=cause.message))]


def _joined(group: Sequence[Cause]) -> Cause:
    return replace(
        group[0],
        message=_common([one.message for one in group]),
        advice=_common([one.advice for one in group]),
        count=sum(one.count for one in group),
        tries=max(one.tries for one in group),
        first_at=min(one.first_at for one in group),
    )


def _common(texts: Sequence[str]) -> str:
    """The text, with an ellipsis for each number that differs; the first one where more than numbers differs."""
    if len({_NUMBER.sub("#", text) for text in texts}) > 1:
        return texts[0]
    numbers = [_NUMBER.findall(text) for text in texts]
    places = iter([some[0] if len(set(some)) == 1 else log.ANY for some in zip(*numbers, strict=True)])
    return _NUMBER.sub(lambda _number: next(places), texts[0])
