"""What a form offers to choose from: the organisation's accounts, tax rates and currencies, customers and products by their beginning."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from xerodesk.domain.money import from_price
from xerodesk.store.columns import fold
from xerodesk.store.queries.source import Source
from xerodesk.store.sql import filtered


@dataclass(frozen=True, slots=True)
class Listed:
    """Something to choose: what is stored, and the words shown."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class OfferedProduct:
    """A product for a line of a deal, with what it brings along; `price` None when it has none."""

    code: str
    name: str
    description: str
    price: Decimal | None
    account: str
    tax: str


def sales_accounts(source: Source) -> tuple[Listed, ...]:
    """The accounts money of sales can go to, by code (Xero, Accounts: Class REVENUE)."""
    return _accounts(source, ("REVENUE",))


def purchase_accounts(source: Source) -> tuple[Listed, ...]:
    """The accounts purchases can go to, by code (Xero, Accounts: Class EXPENSE, ASSET)."""
    return _accounts(source, ("EXPENSE", "ASSET"))


def tax_rates(source: Source) -> tuple[Listed, ...]:
    """The tax rates in use, in Xero's order."""
    sql = (
        "SELECT json_extract(body, '$.TaxType'), json_extract(body, '$.Name') FROM reference WHERE kind = 'tax_rate'"
        " AND COALESCE(json_extract(body, '$.Status'), 'ACTIVE') = 'ACTIVE' ORDER BY position"
    )
    return tuple(Listed(str(code), f"{name} ({code})") for code, name in source.rows(sql) if code)


def currencies(source: Source) -> tuple[str, ...]:
    """The organisation's currencies, its own first; else those deals are in."""
    base = str(source.value("SELECT COALESCE(json_extract(body, '$.base_currency'), '') FROM connection") or "")
    listed = [row[0] for row in source.rows("SELECT code FROM reference WHERE kind = 'currency' ORDER BY position")]
    used = [row[0] for row in source.rows("SELECT DISTINCT currency FROM deal WHERE currency <> '' ORDER BY currency")]
    return tuple(dict.fromkeys(one for one in (base, *listed, *used) if one))


def contacts_named(source: Source, text: str, limit: int = 12) -> tuple[Listed, ...]:
    """Active customers and leads with every word of `text` in their name; those whose name begins with it first."""
    words = fold(text).split()
    conditions = ["status = 'active'", *["instr(name_key, ?) > 0"] * len(words)]
    order = "ORDER BY instr(name_key, ?) <> 1, name_key, number LIMIT ?"
    sql = " ".join((filtered("SELECT id, name FROM contact", conditions), order))
    return tuple(Listed(identity, name) for identity, name in source.rows(sql, [*words, fold(text), limit]))


def products_named(source: Source, text: str, limit: int = 12) -> tuple[OfferedProduct, ...]:
    """Active products with every word of `text` in code, name or description; those whose code begins with it first."""
    words = fold(text).split()
    conditions = ["status = 'active'", *["instr(folded, ?) > 0"] * len(words)]
    select = "SELECT code, name, description, unit_price, account, tax_type FROM product"
    sql = filtered(select, conditions) + " ORDER BY instr(code_key, ?) <> 1, code_key, id LIMIT ?"
    return tuple(
        OfferedProduct(code, name, description, None if price is None else from_price(price), account, tax)
        for code, name, description, price, account, tax in source.rows(sql, [*words, fold(text), limit])
    )


def _accounts(source: Source, classes: tuple[str, ...]) -> tuple[Listed, ...]:
    sql = (
        "SELECT json_extract(body, '$.Code'), json_extract(body, '$.Name'), json_extract(body, '$.Class') FROM reference"
        " WHERE kind = 'account' AND COALESCE(json_extract(body, '$.Status'), 'ACTIVE') = 'ACTIVE'"
        " AND COALESCE(json_extract(body, '$.Type'), '') <> 'BANK' ORDER BY 1"
    )
    return tuple(Listed(str(code), f"{code} {name}") for code, name, sort in source.rows(sql) if code and sort in classes)
