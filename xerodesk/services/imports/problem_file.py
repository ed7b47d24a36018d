"""The file of rows that could not be imported: the headings and cells as they were, and what is wrong; mended, it can be imported again."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Sequence
from pathlib import Path

from xerodesk.services.imports.cells import guarded
from xerodesk.services.imports.rows import ParsedRow
from xerodesk.services.imports.table import Table

HEADING = "Problem"


def write_problems(beside: Path, table: Table, rows: Sequence[ParsedRow]) -> Path:
    """Write the rows with problems next to the imported file, under a name not taken yet; where that folder cannot be written, among the
    temporary files. Raises OSError when neither can be."""
    try:
        return _write(beside.parent, beside.stem, table, rows)
    except OSError:
        return _write(Path(tempfile.mkdtemp(prefix="xerodesk-")), beside.stem, table, rows)


def _write(folder: Path, stem: str, table: Table, rows: Sequence[ParsedRow]) -> Path:
    at = next((index for index, heading in enumerate(table.headings) if heading.casefold() == HEADING.casefold()), len(table.headings))
    delimiter = table.sniffed.delimiter if table.sniffed.form == "csv" else ","
    for path in _free_names(folder, stem.split("-problems")[0]):
        try:
            with path.open("x", encoding="utf-8-sig", newline="") as file:
                writer = csv.writer(file, delimiter=delimiter)
                headings = list(table.headings)
                headings[at:] = [HEADING, *headings[at + 1 :]]
                writer.writerow(headings)
                for row in rows:
                    cells = [guarded(cell) for cell in row.row.cells]
                    cells += [""] * (at - len(cells))
                    cells[at:] = [" ".join(problem.message for problem in row.problems), *cells[at + 1 :]]
                    writer.writerow(cells)
        except FileExistsError:
            continue
        return path
    raise FileExistsError(stem)


def _free_names(folder: Path, stem: str) -> list[Path]:
    return [folder / f"{stem}-problems.csv", *(folder / f"{stem}-problems-{number}.csv" for number in range(2, 1000))]
