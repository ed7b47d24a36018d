"""The field maps, version by version: saving adds one, so that an older can be looked at and put back."""

from __future__ import annotations

from typing import Any

from xerodesk.store.columns import json_text, json_value, now_text
from xerodesk.store.database import CompanyDatabase
from xerodesk.store.sync_tables import FieldMap


class Maps:
    """Field maps as JSON values; what they mean is mapping's to say."""

    def __init__(self, database: CompanyDatabase) -> None:
        self._database = database

    def current(self, kind: str) -> Any:
        """The newest map of a kind; None when none was ever saved."""
        sql = "SELECT body FROM field_map WHERE kind = ? ORDER BY version DESC LIMIT 1"
        return json_value(self._database.value(sql, (kind,)) or "")

    def save(self, kind: str, body: Any, *, by: str) -> int:
        """Store a new version and return its number; an unchanged map keeps its number."""
        text = json_text(body)
        with self._database.write():
            newest = self._database.row("SELECT version, body FROM field_map WHERE kind = ? ORDER BY version DESC LIMIT 1", (kind,))
            if newest is not None and newest[1] == text:
                return int(newest[0])
            version = int(newest[0]) + 1 if newest else 1
            FieldMap.insert(kind=kind, version=version, body=text, saved_at=now_text(), saved_by=by).execute(self._database)
        return version

    def version(self, kind: str, version: int) -> Any:
        """One version; None when there is none of that number."""
        return json_value(self._database.value("SELECT body FROM field_map WHERE kind = ? AND version = ?", (kind, version)) or "")

    def versions(self, kind: str) -> list[tuple[int, str, str]]:
        """(number, saved at, saved by), newest first."""
        sql = "SELECT version, saved_at, saved_by FROM field_map WHERE kind = ? ORDER BY version DESC"
        return [(int(row[0]), row[1], row[2]) for row in self._database.rows(sql, (kind,))]
