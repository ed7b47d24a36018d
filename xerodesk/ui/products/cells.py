"""What the table of products shows of each product, and how each state towards Xero looks."""

from __future__ import annotations

from decimal import Decimal

from xerodesk.store.queries.products import ProductRow
from xerodesk.ui.kit.cells import Cell, money_cell, pill_cell
from xerodesk.ui.kit.models import Column
from xerodesk.ui.kit.pills import PillLook
from xerodesk.ui.states import PILLS
from xerodesk.ui.wording import money

SYNC: dict[str, tuple[PillLook, str]] = {
    "linked": (PILLS["done"], "In Xero"),
    "waiting": (PILLS["waiting"], "Waits for the next sync"),
    "alone": (PILLS["draft"], "Not in Xero yet"),
    "gone": (PILLS["warned"], "Gone from Xero"),
    "failed": (PILLS["failing"], "Failing"),
    "to_decide": (PILLS["to_decide"], "To decide"),
}
_CENT = Decimal("0.01")


def price_words(price: Decimal | None) -> str:
    """A unit price: two decimals, or up to four where it has them; "" when it is not set."""
    if price is None:
        return ""
    return money(price) if price == price.quantize(_CENT) else f"{price.normalize():,f}"


def columns() -> list[Column]:
    """From left to right."""
    return [
        Column("code", "Code", lambda row: Cell(row.code, weight=500), 132),
        Column("name", "Name", lambda row: Cell(row.name), 150, stretch=2),
        Column("description", "Description", lambda row: Cell(_line(row.description), "ink2"), 110, stretch=3, hide_below=1000),
        Column("price", "Price", lambda row: money_cell(price_words(row.unit_price)), 100, right=True),
        Column("cost", "Purchase price", lambda row: money_cell(price_words(row.purchase_price), ink="ink2"), 112, right=True),
        Column("account", "Account", lambda row: Cell(row.account, "ink2"), 76),
        Column("tax", "Tax rate", lambda row: Cell(row.tax_type, "ink2", size="small"), 110, hide_below=760),
        Column("sync", "Xero", state, 180),
    ]


def state(row: ProductRow) -> Cell:
    """How it stands with Xero."""
    return pill_cell(*SYNC[row.sync])


def _line(text: str) -> str:
    return " ".join(text.split())
