"""Imports bound to the open company."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from xerodesk.assembly.company import Company
from xerodesk.domain.progress import Progress
from xerodesk.services.imports.recognise import Recognised
from xerodesk.services.imports.run import ImportResult, import_file, inspect_file
from xerodesk.services.imports.sniff import Sniffed
from xerodesk.services.imports.table import Table
from xerodesk.store.import_port import ImportPort


class Imports:
    """Bringing customers, products and deals in from files."""

    def __init__(self, company: Company) -> None:
        self._company = company

    def inspect(
        self, kind: str, path: Path, chosen: Mapping[str, str] | None = None, overrule: Sniffed | None = None
    ) -> tuple[Table, Recognised]:
        """How a file is written and which column is which field."""
        return inspect_file(kind, path, chosen, overrule)

    def run(
        self,
        kind: str,
        path: Path,
        chosen: Mapping[str, str] | None = None,
        overrule: Sniffed | None = None,
        *,
        preview: bool = False,
        clear_empty: bool = False,
        progress: Progress | None = None,
    ) -> ImportResult:
        """Import a file, or say what importing it would do."""
        return import_file(
            ImportPort(self._company.file.database),
            kind,
            path,
            chosen=chosen,
            overrule=overrule,
            preview=preview,
            clear_empty=clear_empty,
            day_first=self._company.day_first,
            progress=progress,
        )
