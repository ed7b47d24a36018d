"""The company's settings, each one JSON value under its name."""

from __future__ import annotations

from typing import Any

from xerodesk.store.columns import json_text, json_value
from xerodesk.store.database import CompanyDatabase


class Settings:
    """Settings of the company (what they mean is said in one table of the services)."""

    def __init__(self, database: CompanyDatabase) -> None:
        self._database = database

    def get(self, name: str, otherwise: Any = None) -> Any:
        """The value stored under `name`, else `otherwise`."""
        found = self._database.value("SELECT value FROM setting WHERE name = ?", (name,))
        return otherwise if found is None else json_value(found)

    def put(self, name: str, value: Any) -> None:
        """Store a JSON value under `name`."""
        self._database.execute_sql("INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", (name, json_text(value)))

    def all(self) -> dict[str, Any]:
        """All settings."""
        return {name: json_value(value) for name, value in self._database.rows("SELECT name, value FROM setting ORDER BY name")}
