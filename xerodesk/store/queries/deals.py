"""The list of deals, and one deal with its lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from xerodesk.domain.money import from_minor, from_price
from xerodesk.store.columns import day, fold
from xerodesk.store.queries.source import Source
from xerodesk.store.sql import filtered

_SELECT = (
    "SELECT d.id, d.title, d.contact_id, COALESCE(c.name, ''), d.stage, d.currency, d.amount, d.expected_close, d.won_on, d.lead_source,"
    " d.owner, d.notes, d.status, d.revision, d.invoice_xero_id, COALESCE(i.number, ''), COALESCE(json_extract(d.custom, '$.lost_on'), '')"
    " FROM deal d LEFT JOIN contact c ON c.id = d.contact_id LEFT JOIN invoice i ON i.xero_id = d.invoice_xero_id AND i.xero_id <> ''"
)


@dataclass(frozen=True, slots=True)
class DealFilter:
    """Which deals: text in title or customer's name, a stage, one customer's, open ones only, archived ones instead, those at no stage."""

    text: str = ""
    stage: str = ""
    contact_id: str = ""
    open_only: bool = False
    archived: bool = False
    no_stage: bool = False


@dataclass(frozen=True, slots=True)
class DealRow:
    """One deal. `invoice_number` is that of the invoice it became, "" while there is none."""

    id: str
    title: str
    contact_id: str
    contact: str
    stage: str
    currency: str
    amount: Decimal
    expected_close: date | None
    won_on: date | None
    lead_source: str
    owner: str
    notes: str
    archived: bool
    revision: int
    invoice_xero_id: str
    invoice_number: str
    lost_on: date | None = None


@dataclass(frozen=True, slots=True)
class DealLineRow:
    """One line of a deal; `discount` in per cent, `amount` after it."""

    product: str
    product_id: str
    description: str
    quantity: Decimal
    unit_price: Decimal
    discount: Decimal
    account: str
    tax: str
    amount: Decimal


def count(source: Source, wanted: DealFilter) -> int:
    """How many deals the filter finds."""
    conditions, params = conditions_of(wanted)
    return int(source.value(filtered("SELECT COUNT(*) FROM deal d LEFT JOIN contact c ON c.id = d.contact_id", conditions), params))


def window(source: Source, wanted: DealFilter, offset: int, limit: int) -> list[DealRow]:
    """Deals from `offset` on: open ones first, then the latest edited."""
    conditions, params = conditions_of(wanted)
    sql = filtered(_SELECT, conditions) + " ORDER BY d.stage IN ('won', 'lost'), d.edited_at DESC, d.id LIMIT ? OFFSET ?"
    return [_row(row) for row in source.rows(sql, [*params, limit, offset])]


def deal(source: Source, deal_id: str) -> DealRow | None:
    """One deal, or None."""
    row = source.row(_SELECT + " WHERE d.id = ?", (deal_id,))
    return _row(row) if row else None


def lines(source: Source, deal_id: str) -> tuple[DealLineRow, ...]:
    """The lines of a deal."""
    sql = (
        "SELECT product, product_id, description, quantity, unit_price, discount, account, tax, amount FROM deal_line"
        " WHERE deal_id = ? ORDER BY position"
    )
    return tuple(
        DealLineRow(product, product_id, text, from_price(quantity), from_price(price), from_price(off), account, tax, from_minor(amount))
        for product, product_id, text, quantity, price, off, account, tax, amount in source.rows(sql, (deal_id,))
    )


def stages(source: Source) -> tuple[str, ...]:
    """The stages in use, in order of the alphabet."""
    return tuple(row[0] for row in source.rows("SELECT DISTINCT stage FROM deal WHERE status = 'active' AND stage <> '' ORDER BY stage"))


def conditions_of(wanted: DealFilter) -> tuple[list[str], list[str]]:
    """The filter as SQL about a deal `d` and its customer `c`, with its parameters."""
    conditions, params = ["d.status = ?"], ["archived" if wanted.archived else "active"]
    if wanted.open_only:
        conditions.append("d.stage NOT IN ('won', 'lost')")
    if wanted.no_stage:
        conditions.append("d.stage = ''")
    for column, value in (("d.stage = ?", wanted.stage), ("d.contact_id = ?", wanted.contact_id)):
        if value:
            conditions.append(column)
            params.append(value)
    for word in fold(wanted.text).split():
        conditions.append("(instr(d.folded, ?) > 0 OR instr(COALESCE(c.name_key, ''), ?) > 0)")
        params += [word, word]
    return conditions, params


def _row(row: Sequence[object]) -> DealRow:
    identity, title, contact_id, contact, stage, currency, amount, close, won_on, *rest = row
    lead_source, owner, notes, status, revision, *invoice = rest
    return DealRow(
        id=str(identity),
        title=str(title),
        contact_id=str(contact_id),
        contact=str(contact),
        stage=str(stage),
        currency=str(currency),
        amount=from_minor(int(str(amount))),
        expected_close=day(str(close)),
        won_on=day(str(won_on)),
        lead_source=str(lead_source),
        owner=str(owner),
        notes=str(notes),
        archived=status == "archived",
        revision=int(str(revision)),
        invoice_xero_id=str(invoice[0]),
        invoice_number=str(invoice[1]),
        lost_on=day(str(invoice[2])),
    )
