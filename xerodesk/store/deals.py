"""Deals and their lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from xerodesk.domain.money import from_price, to_minor
from xerodesk.domain.values import Line, Values
from xerodesk.store.amounts import price_column, price_value
from xerodesk.store.columns import fold
from xerodesk.store.database import CompanyDatabase
from xerodesk.store.records import Children, Columns, RecordTable, Shape, text_column
from xerodesk.store.sql import with_list
from xerodesk.store.tables import Deal, DealLine

TEXT_FIELDS = ("title", "contact_id", "stage", "currency", "expected_close", "won_on", "lead_source", "owner", "notes")
LINE_TEXTS = ("product", "description", "account", "tax")
LINE_NUMBERS = ("quantity", "unit_price", "discount")
_WHOLE = Decimal(100)


class Deals(RecordTable):
    """The deals of the company file. A deal's values hold `contact_id`; its lines are flat records in decimal text."""

    def __init__(self, database: CompanyDatabase) -> None:
        super().__init__(database, _SHAPE)

    def bill(self, deal_id: str, invoice_xero_id: str) -> None:
        """Note which invoice of Xero a deal became; that is no edit."""
        Deal.update(invoice_xero_id=invoice_xero_id).where(Deal.id == deal_id).execute(self._database)


def line_amount(line: Line) -> int:
    """Hundredths of a line: quantity times price less discount per cent, as Xero computes it (Xero, Invoices: LineAmount)."""
    quantity, price, discount = (from_price(price_column(text_column(line.get(name, ""))) or 0) for name in LINE_NUMBERS)
    return to_minor(quantity * price * (_WHOLE - discount) / _WHOLE)


def _derive(values: Values) -> Columns:
    lines = values.get("lines", [])
    amount = sum(line_amount(line) for line in lines) if isinstance(lines, list) else 0
    return {"amount": amount, "folded": fold(text_column(values.get("title", ""))[:500])}


def _read_lines(database: CompanyDatabase, ids: Sequence[str]) -> dict[str, list[Line]]:
    sql = (
        "SELECT deal_id, product, description, account, tax, quantity, unit_price, discount FROM deal_line"
        " WHERE deal_id IN (?*) ORDER BY deal_id, position"
    )
    lines: dict[str, list[Line]] = {}
    for deal_id, *columns in database.rows(with_list(sql, ids), ids):
        line: Line = dict(zip(LINE_TEXTS, columns[:4], strict=True))
        line.update((name, price_value(number)) for name, number in zip(LINE_NUMBERS, columns[4:], strict=True))
        lines.setdefault(deal_id, []).append(line)
    return lines


def _write_lines(database: CompanyDatabase, lists: Iterable[tuple[str, Sequence[Line]]]) -> None:
    database.many(
        "INSERT INTO deal_line (deal_id, position, product, description, account, tax, quantity, unit_price, discount, amount, product_id)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, COALESCE((SELECT id FROM product WHERE code_key = ? AND code_key <> '' LIMIT 1), ''))",
        [
            (
                deal_id,
                place,
                *(text_column(line.get(name, "")) for name in LINE_TEXTS),
                *(price_column(text_column(line.get(name, ""))) or 0 for name in LINE_NUMBERS),
                line_amount(line),
                fold(text_column(line.get("product", ""))),
            )
            for deal_id, lines in lists
            for place, line in enumerate(lines)
        ],
    )


def _clear_lines(database: CompanyDatabase, deal_id: str) -> None:
    DealLine.delete().where(DealLine.deal == deal_id).execute(database)


def _facts(database: CompanyDatabase, ids: Sequence[str]) -> dict[str, dict[str, str | bool]]:
    sql = with_list("SELECT id, status, stage, invoice_xero_id FROM deal WHERE id IN (?*)", ids)
    return {
        identity: {"status": status, "stage": stage, "billed": invoice != "", "invoice_xero_id": invoice}
        for identity, status, stage, invoice in database.rows(sql, ids)
    }


_SHAPE = Shape(
    kind="deal",
    model=Deal,
    table="deal",
    title="title",
    text=TEXT_FIELDS,
    derive=_derive,
    facts=_facts,
    children=Children("lines", _read_lines, _write_lines, _clear_lines),
    fresh={"invoice_xero_id": ""},
)
