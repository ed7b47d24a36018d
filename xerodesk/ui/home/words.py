"""The words of Home: the sentence it opens with, and the notes under its figures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo
from decimal import Decimal

from xerodesk.store.queries.home import Receivables, Since, StageSum
from xerodesk.ui.home.reading import HomeFigures
from xerodesk.ui.kit.labels import Part
from xerodesk.ui.wording import clock_time, counted, money, money_in, spoken_day

_WEEK = 7
LOG, RECEIVABLES, SETUP = "sync/log", "reports", "setup"


def date_line(now: datetime, zone: tzinfo | None = None) -> str:
    """The day at the head of the page: Wednesday 3 June 2026."""
    here = now.astimezone(zone)
    return f"{here:%A} {here.day} {here:%B} {here.year}"


def since_words(since: datetime, now: datetime, zone: tzinfo | None = None) -> str:
    """When the last visit was: Since 09:12, Since yesterday 16:40, Since Monday 16:40, Since 3 May."""
    then, here = since.astimezone(zone), now.astimezone(zone)
    days = (here.date() - then.date()).days
    if days <= 0:
        return f"Since {clock_time(since, zone)}"
    if days == 1:
        return f"Since yesterday {clock_time(since, zone)}"
    if days < _WEEK:
        return f"Since {then:%A} {clock_time(since, zone)}"
    return f"Since {spoken_day(then.date(), here.date())}"


def sentence(figures: HomeFigures, zone: tzinfo | None = None) -> list[Part | str]:
    """What changed since the last visit; before the first, how things stand."""
    since = figures.since
    if since is None:
        return _standing(figures)
    lead = since_words(since.since, figures.now, zone)
    said = _news(since, figures.currency)
    if not said:
        return [f"{lead}, nothing has changed."]
    return [f"{lead}, ", *_joined(said), ".   ", Part("See what changed", "link", LOG)]


def late_words(own: Receivables | None) -> str:
    """How much of it is late, and how many owe it: 20,865.35 of it late, from 7 customers."""
    if own is None or not own.late:
        return ""
    return f"{money(own.late)} of it late, from {counted(own.late_customers, 'customer')}"


def not_added(others: Sequence[Receivables]) -> str:
    """What is owed in other currencies: Not added in: NZD 6,240.00 and GBP 1,875.50, none of it late."""
    if not others:
        return ""
    parts = []
    for one in others:
        late = f" ({money(one.late)} late)" if one.late else ""
        parts.append(f"{one.currency} {money(one.total)}{late}")
    tail = "" if any(one.late for one in others) else ", none of it late"
    return f"Not added in: {_and(parts)}{tail}"


def sums_words(lead: str, sums: Sequence[StageSum], own_currency: str) -> str:
    """Sums per currency in a sentence: Won and not billed yet: 9,025.00 and 400.00 NZD."""
    if not sums:
        return ""
    amounts: dict[str, Decimal] = {}
    for one in sums:
        amounts[one.currency] = amounts.get(one.currency, Decimal(0)) + one.amount
    return f"{lead}: {_and([_bare(amount, currency, own_currency) for currency, amount in amounts.items()])}"


def _news(since: Since, own_currency: str) -> list[list[Part | str]]:
    said: list[list[Part | str]] = []
    if since.payments:
        number = sum(one.payments for one in since.payments)
        sums = _and([_bare(one.amount, one.currency, own_currency) for one in since.payments])
        said.append([Part(f"{counted(number, 'payment')} brought in {sums}", "strong")])
    if since.became_overdue:
        said.append([f"{counted(since.became_overdue, 'invoice')} became overdue"])
    if since.changed_in_xero:
        said.append([f"{counted(since.changed_in_xero, 'customer')} changed in Xero"])
    if since.sent_to_xero:
        said.append([f"{counted(since.sent_to_xero, 'customer')} {'was' if since.sent_to_xero == 1 else 'were'} written to Xero"])
    if since.failed:
        said.append([Part(f"{counted(since.failed, 'change')} failed", "bad")])
    return said


def _standing(figures: HomeFigures) -> list[Part | str]:
    own = figures.own
    if own is None:
        if figures.connection is None:
            return ["Who owes you what will stand here.   ", Part("Connect Xero", "link", SETUP)]
        return [f"{figures.connection.organisation}: nobody owes you anything in {figures.currency or 'any currency'}."]
    said: list[Part | str] = ["Customers owe you ", Part(money_in(own.total, own.currency), "strong")]
    if own.late:
        said += [", of which ", Part(f"{money(own.late)} is late", "bad")]
    return [*said, f", on {counted(own.invoices, 'invoice')}."]


def _bare(amount: Decimal, currency: str, own_currency: str) -> str:
    return money(amount) if currency in ("", own_currency) else money_in(amount, currency)


def _joined(said: list[list[Part | str]]) -> list[Part | str]:
    found: list[Part | str] = []
    for at, parts in enumerate(said):
        if at:
            found.append(" and " if at == len(said) - 1 else ", ")
        found += parts
    return found


def _and(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
