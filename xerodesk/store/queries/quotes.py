"""The list of quotes as Xero has them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from xerodesk.domain.money import from_minor
from xerodesk.store.columns import day
from xerodesk.store.queries.source import Source
from xerodesk.store.sql import filtered, like_any

QUOTE_STATES = {
    "DRAFT": "draft", "SENT": "sent", "ACCEPTED": "accepted", "DECLINED": "declined", "INVOICED": "invoiced", "DELETED": "deleted",
}  # fmt: skip
"""Xero's states of a quote (Xero, Quotes: status codes) in our words."""


@dataclass(frozen=True, slots=True)
class QuoteFilter:
    """Which quotes: text in number, title, reference or name; one of Xero's states, or "" for all but deleted ones."""

    text: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """One quote. `contact_id` is the customer's id here, "" when it is not linked; a state unknown to us is in Xero's word."""

    xero_id: str
    number: str
    title: str
    contact: str
    contact_id: str
    issued: date | None
    expiry: date | None
    currency: str
    total: Decimal
    state: str


def count(source: Source, wanted: QuoteFilter) -> int:
    """How many quotes the filter finds."""
    conditions, params = _conditions(wanted)
    return int(source.value(filtered("SELECT COUNT(*) FROM quote q", conditions), params))


def window(source: Source, wanted: QuoteFilter, offset: int, limit: int) -> list[QuoteRow]:
    """Quotes from `offset` on, newest first."""
    conditions, params = _conditions(wanted)
    select = (
        "SELECT q.xero_id, q.number, q.title, q.contact_name, COALESCE(l.crm_id, ''), q.date, q.expiry, q.currency, q.total, q.status"
        " FROM quote q LEFT JOIN link l ON l.kind = 'contact' AND l.xero_id = q.contact_xero_id"
    )
    sql = filtered(select, conditions) + " ORDER BY q.date DESC, q.number DESC, q.xero_id LIMIT ? OFFSET ?"
    return [
        QuoteRow(
            xero_id=xero_id,
            number=number,
            title=title,
            contact=contact,
            contact_id=contact_id,
            issued=day(issued),
            expiry=day(expiry),
            currency=currency,
            total=from_minor(total),
            state=QUOTE_STATES.get(status, status.replace("_", " ").lower()),
        )
        for xero_id, number, title, contact, contact_id, issued, expiry, currency, total, status in source.rows(
            sql, [*params, limit, offset]
        )
    ]


def status_counts(source: Source) -> dict[str, int]:
    """How many quotes there are in each of Xero's states."""
    return dict(source.rows("SELECT status, COUNT(*) FROM quote GROUP BY status"))


def _conditions(wanted: QuoteFilter) -> tuple[list[str], list[str]]:
    conditions, params = ["q.status = ?" if wanted.status else "q.status <> 'DELETED'"], [wanted.status] if wanted.status else []
    text, values = like_any(("q.number", "q.title", "q.reference", "q.contact_name"), wanted.text)
    return [*conditions, *text], [*params, *values]
