"""Customers that may be the one about to be added: the same e-mail, or the same name."""

from __future__ import annotations

from dataclasses import dataclass

from xerodesk.store.columns import fold
from xerodesk.store.queries.source import Source

_MOST = 5


@dataclass(frozen=True, slots=True)
class Alike:
    """A customer that is there already, and what it has in common."""

    id: str
    name: str
    email: str
    archived: bool
    same_email: bool
    same_name: bool


def alike(source: Source, *, name: str = "", email: str = "", besides: str = "") -> list[Alike]:
    """Up to five, those with the same e-mail first; case, accents and spaces do not count. `besides` is the record itself."""
    name_key, email_key = fold(name), fold(email)
    sql = """
        SELECT id, name, email, status, email_key = ?2 AND ?2 <> '', name_key = ?1 AND ?1 <> '' FROM contact
        WHERE id <> ?3 AND number IN (
            SELECT number FROM contact WHERE name_key = ?1 AND ?1 <> '' UNION SELECT number FROM contact WHERE email_key = ?2 AND ?2 <> ''
        ) ORDER BY 5 DESC, status, name_key, number LIMIT ?4"""
    return [
        Alike(identity, called, address, status == "archived", bool(same_email), bool(same_name))
        for identity, called, address, status, same_email, same_name in source.rows(sql, (name_key, email_key, besides, _MOST))
    ]
