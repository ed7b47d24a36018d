"""When Home was last left, so that it can say what changed since."""

from __future__ import annotations

from datetime import datetime

from xerodesk.store.columns import instant, instant_text
from xerodesk.store.database import CompanyDatabase


class Visits:
    """The visits to Home; only the last few are of use."""

    def __init__(self, database: CompanyDatabase) -> None:
        self._database = database

    def last(self) -> datetime | None:
        """The last visit noted, or None before the first."""
        return instant(self._database.value("SELECT MAX(at) FROM visit") or "")

    def note(self, at: datetime) -> None:
        """Note a visit."""
        with self._database.write():
            self._database.execute_sql("INSERT INTO visit (at) VALUES (?)", (instant_text(at),))
            self._database.execute_sql("DELETE FROM visit WHERE id NOT IN (SELECT id FROM visit ORDER BY id DESC LIMIT 50)")
