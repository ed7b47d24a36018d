"""Runs: each sync, test, import or undo, from its beginning to its summary."""

from __future__ import annotations

from xerodesk.domain.ids import new_id
from xerodesk.domain.log import RunSummary
from xerodesk.store.columns import now_text
from xerodesk.store.database import CompanyDatabase
from xerodesk.store.encoded import summary_of, summary_text
from xerodesk.store.sync_tables import Run


class Runs:
    """The runs of the company file."""

    def __init__(self, database: CompanyDatabase) -> None:
        self._database = database

    def begin(self, asked_by: str, mode: str) -> str:
        """Note that a run began and return its id. `mode` is one word: sync, test, import, undo ..."""
        run_id = new_id()
        Run.insert(id=run_id, asked_by=asked_by, mode=mode, began_at=now_text(), ended_at="", summary="").execute(self._database)
        return run_id

    def end(self, summary: RunSummary) -> None:
        """Store a run's summary."""
        Run.update(ended_at=now_text(), summary=summary_text(summary)).where(Run.id == summary.run).execute(self._database)

    def summary(self, run_id: str) -> RunSummary | None:
        """A run's summary; None when it has not ended or there is no such run."""
        return summary_of(self._database.value("SELECT summary FROM run WHERE id = ?", (run_id,)) or "")
