"""The list of products."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from xerodesk.domain.money import from_price
from xerodesk.store.columns import fold
from xerodesk.store.queries.source import Source
from xerodesk.store.sql import filtered

_SELECT = (
    "SELECT p.id, p.code, p.name, p.description, p.unit_price, p.account, p.tax_type, p.purchase_price, p.purchase_account, p.status,"
    " p.mark, p.revision, COALESCE(l.xero_id, ''), CASE WHEN p.mark = 'gone_in_xero' THEN 'gone'"
    " WHEN EXISTS (SELECT 1 FROM conflict f WHERE f.kind = 'product' AND f.crm_id = p.id AND f.state = 'open') THEN 'to_decide'"
    " WHEN EXISTS (SELECT 1 FROM entry e WHERE e.kind = 'product' AND e.crm_id = p.id AND e.result = 'failed' AND e.settled_by = 0)"
    " THEN 'failed' WHEN l.xero_id IS NULL THEN 'alone' WHEN l.crm_revision < p.revision THEN 'waiting' ELSE 'linked' END"
    " FROM product p LEFT JOIN link l ON l.kind = 'product' AND l.crm_id = p.id"
)


@dataclass(frozen=True, slots=True)
class ProductRow:
    """One product; prices None when not set. `mark` says why it needs a look ("gone_in_xero"), else "".

    `sync` is how it stands with Xero: gone, failed, to_decide, waiting (changed here, not sent yet), linked, or alone (never linked).
    """

    id: str
    code: str
    name: str
    description: str
    unit_price: Decimal | None
    account: str
    tax_type: str
    purchase_price: Decimal | None
    purchase_account: str
    archived: bool
    mark: str
    revision: int
    xero_id: str
    sync: str = "alone"


def count(source: Source, text: str = "", *, archived: bool = False) -> int:
    """How many products there are with `text` in code, name or description."""
    conditions, params = _conditions(text, archived)
    return int(source.value(filtered("SELECT COUNT(*) FROM product p", conditions), params))


def window(source: Source, text: str, offset: int, limit: int, *, archived: bool = False) -> list[ProductRow]:
    """Products from `offset` on, by code."""
    conditions, params = _conditions(text, archived)
    sql = filtered(_SELECT, conditions) + " ORDER BY p.code_key, p.id LIMIT ? OFFSET ?"
    return [_row(row) for row in source.rows(sql, [*params, limit, offset])]


def product(source: Source, product_id: str) -> ProductRow | None:
    """One product, or None."""
    row = source.row(_SELECT + " WHERE p.id = ?", (product_id,))
    return _row(row) if row else None


def _conditions(text: str, archived: bool) -> tuple[list[str], list[str]]:
    conditions, params = ["p.status = ?"], ["archived" if archived else "active"]
    for word in fold(text).split():
        conditions.append("instr(p.folded, ?) > 0")
        params.append(word)
    return conditions, params


def _row(row: tuple[object, ...]) -> ProductRow:
    identity, code, name, text, price, account, tax_type, cost, purchase_account, status, mark, revision, *rest = row
    return ProductRow(
        id=str(identity),
        code=str(code),
        name=str(name),
        description=str(text),
        unit_price=None if price is None else from_price(int(str(price))),
        account=str(account),
        tax_type=str(tax_type),
        purchase_price=None if cost is None else from_price(int(str(cost))),
        purchase_account=str(purchase_account),
        archived=status == "archived",
        mark=str(mark),
        revision=int(str(revision)),
        xero_id=str(rest[0]),
        sync=str(rest[1]),
    )
