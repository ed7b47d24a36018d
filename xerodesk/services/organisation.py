"""Keeps the organisation's own lists (accounts, tax rates, currencies ...) fresh, which checks and transforms ask."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Literal, Protocol

from xerodesk.domain.connection import Connection
from xerodesk.domain.errors import Offline, Refused
from xerodesk.mapping.compiled import Surroundings

FRESH_FOR = timedelta(days=1)
_LOG = logging.getLogger(__name__)

ListName = Literal["Accounts", "TaxRates", "Currencies", "BrandingThemes"]
# Xero's list, our name for it, the keys its rows are known by (a bank account may have no code; Xero, Accounts)
_LISTS: tuple[tuple[ListName, str, tuple[str, ...]], ...] = (
    ("Currencies", "currency", ("Code",)),
    ("Accounts", "account", ("Code", "AccountID")),
    ("TaxRates", "tax_rate", ("TaxType",)),
    ("BrandingThemes", "branding_theme", ("BrandingThemeID",)),
)


class Source(Protocol):
    """Xero, as far as its lists are concerned."""

    def organisation(self) -> Mapping[str, Any]: ...
    def settings(self, name: ListName) -> Sequence[Mapping[str, Any]]: ...


class Lists(Protocol):
    """Where the lists are kept."""

    def replace(self, kind: str, rows: Mapping[str, Mapping[str, Any]], read_at: datetime) -> None: ...
    def all(self, kind: str) -> Sequence[Mapping[str, Any]]: ...
    def read_at(self, kind: str) -> datetime | None: ...


def refresh(source: Source, lists: Lists, now: datetime, *, fresh_for: timedelta = FRESH_FOR) -> int:
    """Read again what is older than `fresh_for`; returns how many lists were read, one call each.

    A list Xero does not give (a permission is missing, or it is no Xero at all) is left as it was: the run says so where it matters.
    """
    calls = 0
    if _stale(lists, "organisation", now, fresh_for):
        lists.replace("organisation", {"organisation": source.organisation()}, now)
        calls += 1
    for name, kind, keys in _LISTS:
        if not _stale(lists, kind, now, fresh_for):
            continue
        calls += 1
        try:
            rows = source.settings(name)
        except (Offline, Refused) as failure:
            _LOG.warning("the list %s was not read: %s", name, failure.code)
            continue
        known = ((next((str(row[key]) for key in keys if row.get(key)), ""), row) for row in rows)
        lists.replace(kind, {code: row for code, row in known if code}, now)
    return calls


def _stale(lists: Lists, kind: str, now: datetime, fresh_for: timedelta) -> bool:
    read_at = lists.read_at(kind)
    return read_at is None or now - read_at > fresh_for or read_at > now


def surroundings(connection: Connection | None, lists: Lists) -> Surroundings:
    """What the field map needs to know of the organisation; Xero's defaults for Australia before the first connection."""
    if connection is None:
        return Surroundings()
    currencies = frozenset(str(row.get("Code", "")) for row in lists.all("currency")) - {""}
    return Surroundings(
        country=connection.country or "AU",
        base_currency=connection.base_currency or "AUD",
        currencies=currencies,
        tax_types=_named(lists.all("tax_rate"), "TaxType"),
        accounts=_named(lists.all("account"), "Code"),
    )


def _named(rows: Sequence[Mapping[str, Any]], key: str) -> dict[str, str]:
    active = (row for row in rows if row.get("Status") in (None, "", "ACTIVE"))
    return {str(row[key]): str(row.get("Name") or row[key]) for row in active if row.get(key)}
