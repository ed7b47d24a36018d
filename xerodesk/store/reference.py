"""The organisation's lists as Xero has them: accounts, tax rates, currencies, branding themes, and the organisation itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from xerodesk.store.columns import clean, instant, instant_text, json_text, raw_value
from xerodesk.store.database import CompanyDatabase


class References:
    """Lists by kind ("account", "tax_rate", "currency", "branding_theme", "organisation", "action"), each row under its code."""

    def __init__(self, database: CompanyDatabase) -> None:
        self._database = database

    def replace(self, kind: str, rows: Mapping[str, Mapping[str, Any]], read_at: datetime) -> None:
        """Store a whole list in place of the old one: Xero's JSON objects by code, in order."""
        with self._database.write():
            self._database.execute_sql("DELETE FROM reference WHERE kind = ?", (kind,))
            self._database.many(
                "INSERT INTO reference (kind, code, position, body, read_at) VALUES (?, ?, ?, ?, ?)",
                [(kind, code, place, clean(json_text(body)), instant_text(read_at)) for place, (code, body) in enumerate(rows.items())],
            )

    def all(self, kind: str) -> Sequence[dict[str, Any]]:
        """Xero's JSON objects of a list, in order."""
        return [raw_value(row[0]) for row in self._database.rows("SELECT body FROM reference WHERE kind = ? ORDER BY position", (kind,))]

    def get(self, kind: str, code: str) -> dict[str, Any] | None:
        """One object of a list, or None."""
        body = self._database.value("SELECT body FROM reference WHERE kind = ? AND code = ?", (kind, code))
        return None if body is None else raw_value(body)

    def read_at(self, kind: str) -> datetime | None:
        """When a list was read last; None when it never was, or is empty."""
        return instant(self._database.value("SELECT MAX(read_at) FROM reference WHERE kind = ?", (kind,)) or "")
