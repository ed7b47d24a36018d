"""Everything Home shows, read in one go on the store lane."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from xerodesk.domain.connection import Connection
from xerodesk.store.queries import home
from xerodesk.store.queries.source import Source
from xerodesk.store.queries.sync_status import sync_status

NEEDS_SHOWN = 200
_LEADS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class HomeFigures:
    """One reading of Home. `since` is None before the first visit; `read_at` is when invoices last came from Xero."""

    today: date
    now: datetime
    is_new: bool
    connection: Connection | None
    currency: str
    read_at: datetime | None
    since: home.Since | None
    receivables: tuple[home.Receivables, ...]
    stages: tuple[home.StageSum, ...]
    not_billed: tuple[home.StageSum, ...]
    leads: int
    newest_leads: tuple[home.Lead, ...]
    needs: tuple[home.Need, ...]
    need_counts: dict[str, int]

    @property
    def own(self) -> home.Receivables | None:
        """What is owed in the organisation's currency, or in the only one there is."""
        return next((one for one in self.receivables if one.currency == self.currency), None)

    @property
    def others(self) -> tuple[home.Receivables, ...]:
        """What is owed in other currencies."""
        return tuple(one for one in self.receivables if one.currency != self.currency)


def read_home(source: Source, today: date, since: datetime | None, *, look_up: bool) -> HomeFigures:
    """Read Home. `since` is the visit to count from (None: there was none); `look_up` takes the last one noted instead."""
    now = datetime.now(UTC)
    with source.read():
        status = sync_status(source, today)
        since = home.last_visit(source) if look_up else since
        receivables = home.receivables(source, today)
        currency = status.connection.base_currency if status.connection else ""
        return HomeFigures(
            today=today,
            now=now,
            is_new=home.is_new(source),
            connection=status.connection,
            currency=currency or (receivables[0].currency if receivables else ""),
            read_at=status.read_at.get("invoice"),
            since=home.changed_since(source, since, today, since.astimezone().date()) if since else None,
            receivables=receivables,
            stages=home.open_deals(source),
            not_billed=home.won_not_billed(source),
            leads=home.open_leads(source),
            newest_leads=home.newest_leads(source, _LEADS_SHOWN),
            needs=home.needs(source, today, NEEDS_SHOWN),
            need_counts=home.need_counts(source, today),
        )
