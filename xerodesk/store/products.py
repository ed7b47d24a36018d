"""Products: their table and what is searched of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from xerodesk.domain.values import Values
from xerodesk.store.columns import fold
from xerodesk.store.database import CompanyDatabase
from xerodesk.store.records import Columns, RecordTable, Shape, text_column
from xerodesk.store.sql import chunks, with_list
from xerodesk.store.tables import Product

TEXT_FIELDS = ("code", "name", "description", "account", "tax_type", "purchase_account")
PRICE_FIELDS = ("unit_price", "purchase_price")


class Products(RecordTable):
    """The products of the company file."""

    def __init__(self, database: CompanyDatabase) -> None:
        super().__init__(database, _SHAPE)

    def by_code(self, codes: Iterable[str]) -> dict[str, str]:
        """Our ids by folded code, archived products too."""
        found: dict[str, str] = {}
        for some in chunks(fold(one) for one in codes if fold(one)):
            sql = with_list("SELECT code_key, id FROM product WHERE code_key IN (?*)", some)
            found.update((key, identity) for key, identity in self._database.rows(sql, some))
        return found

    def mark(self, product_id: str, why: str) -> None:
        """Note that a product needs a look (`gone_in_xero`), or clear the note with ""; that is no edit."""
        Product.update(mark=why).where(Product.id == product_id).execute(self._database)


def _derive(values: Values) -> Columns:
    code, name = text_column(values.get("code", "")), text_column(values.get("name", ""))
    description = text_column(values.get("description", ""))[:500]
    return {"code_key": fold(code), "folded": fold(f"{code} {name} {description}")}


def _facts(database: CompanyDatabase, ids: Sequence[str]) -> dict[str, dict[str, str | bool]]:
    sql = with_list("SELECT id, status, mark FROM product WHERE id IN (?*)", ids)
    return {identity: {"status": status, "mark": mark} for identity, status, mark in database.rows(sql, ids)}


_SHAPE = Shape(
    kind="product",
    model=Product,
    table="product",
    title="code",
    text=TEXT_FIELDS,
    prices=PRICE_FIELDS,
    derive=_derive,
    facts=_facts,
    fresh={"mark": ""},
)
