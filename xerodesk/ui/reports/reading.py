"""What stands around the table of who owes what, and its rows, read on the store lane."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from xerodesk.store.queries import ageing, home
from xerodesk.store.queries.ageing import AgeingFilter, AgeingRow
from xerodesk.store.queries.home import Receivables
from xerodesk.store.queries.source import Source
from xerodesk.store.queries.sync_status import sync_status
from xerodesk.ui.kit.labels import Part
from xerodesk.ui.kit.models import Window
from xerodesk.ui.wording import counted, money, money_in

EVERYBODY = "All customers"


@dataclass(frozen=True, slots=True)
class Owing:
    """What is owed in each currency, the one shown, and what its table asks for. `customers` is their number without a search."""

    wanted: AgeingFilter
    sums: tuple[Receivables, ...]
    connected: bool
    customers: int
    found: int
    read_at: datetime | None
    now: datetime

    @property
    def shown(self) -> Receivables | None:
        """The sums of the currency shown."""
        return next((one for one in self.sums if one.currency == self.wanted.currency), None)


def read_owing(source: Source, today: date, currency: str, text: str, sort: ageing.AgeingSort) -> Owing:
    """Read what stands around the table; `currency` "" for the organisation's own."""
    with source.read():
        sums = home.receivables(source, today)
        codes = [one.currency for one in sums]
        status = sync_status(source, today)
        shown = currency if currency in codes else codes[0] if codes else ""
        wanted = AgeingFilter(today, shown, text, sort)
        return Owing(
            wanted=wanted,
            sums=sums,
            connected=status.connection is not None,
            customers=ageing.count(source, AgeingFilter(today, shown)),
            found=ageing.count(source, wanted),
            read_at=status.read_at.get("invoice"),
            now=datetime.now(UTC),
        )


def read_rows(source: Source, owing: Owing, offset: int, limit: int) -> Window:
    """The rows of the table: what all owe together stands first, unless a name is searched."""
    first = total_row(owing)
    if first is None:
        return Window(owing.found, ageing.window(source, owing.wanted, offset, limit))
    rows = ageing.window(source, owing.wanted, max(0, offset - 1), limit - 1 if offset == 0 else limit)
    return Window(owing.found + 1, [first, *rows] if offset == 0 else rows)


def total_row(owing: Owing) -> AgeingRow | None:
    """What all customers owe together, as a row; None while a name is searched, for it would not be their sum."""
    sums = owing.shown
    if sums is None or owing.wanted.text.strip():
        return None
    return AgeingRow(
        contact_xero_id="",
        contact_id="",
        name=EVERYBODY,
        currency=sums.currency,
        invoices=sums.invoices,
        not_due=sums.not_due,
        days_30=sums.days_30,
        days_60=sums.days_60,
        days_90=sums.days_90,
        older=sums.older,
        total=sums.total,
        oldest_due=None,
    )


def sentence(owing: Owing) -> list[Part | str]:
    """Who owes what: 53 customers owe 323,355.32 AUD on 70 invoices, of which 163,484.92 is late."""
    sums = owing.shown
    if sums is None:
        return ["Nobody owes you anything."]
    verb = "owes" if owing.customers == 1 else "owe"
    parts: list[Part | str] = [f"{counted(owing.customers, 'customer')} {verb} ", Part(money_in(sums.total, sums.currency), "strong")]
    parts.append(f" on {counted(sums.invoices, 'invoice')}")
    late: Decimal = sums.late
    if late:
        parts += [", of which ", Part(f"{money(late)} is late", "bad")]
    return [*parts, "."]
