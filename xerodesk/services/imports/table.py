"""Reading a CSV or XLSX file into headings and rows of text, each row with its line. Nothing is dropped: broken lines are rows too."""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from xerodesk.domain.errors import BadFile
from xerodesk.services.imports import sniff
from xerodesk.services.imports.cells import unguarded
from xerodesk.services.imports.sniff import Sniffed

_MOST_BROKEN = 50
_LARGEST_CELL = 64 * 1024 * 1024
_SAMPLE_ROWS = 500
_HEADING_ROWS = 10
_SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_HALF = "It may have been cut off or be open in another program. Save it again, or export it as CSV."


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line it starts on, its cells, and what is wrong with the line itself ("" when nothing)."""

    line: int
    cells: tuple[str, ...]
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A file read: how it is written, its headings as they stand, its rows without empty ones."""

    sniffed: Sniffed
    headings: tuple[str, ...]
    rows: tuple[Row, ...]


def read_table(path: Path, recognised: Callable[[Sequence[str]], int], overrule: Sniffed | None = None) -> Table:
    """The table in a file. `recognised` counts the headings it knows, by which the heading row is found among the first rows.

    `overrule` is the user's word on how the file is written. Raises BadFile for a file that is missing, empty, binary, half or broken.
    """
    data = _bytes_of(path)
    if data.startswith(_SPREADSHEETS):
        rows, found = _read_spreadsheet(path)
    else:
        rows, found = _read_text(data, overrule)
    filled = [row for row in rows if row.trouble or any(cell.strip() for cell in row.cells)]
    if not filled:
        raise BadFile("This file is empty.", "Choose a file with a row of headings and at least one row below it.")
    at = _heading_row(filled, recognised)
    if filled[at].trouble:
        raise BadFile(f"Line {filled[at].line}, the headings: {filled[at].trouble}", "Correct the line, then import the file again.")
    headings = tuple(cell.strip() for cell in filled[at].cells)
    body = tuple(_checked(row, len(headings)) for row in filled[at + 1 :])
    return Table(_with_habits(found, body, overrule, filled[at].line), headings, body)


def _bytes_of(path: Path) -> bytes:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise BadFile(f"There is no file {path.name} here.", "Check the name and the folder.") from None
    except OSError as error:
        raise BadFile(
            f"{path.name} cannot be read: {error.strerror or error}.", "Check that it is a file and that you may read it."
        ) from None
    if not data.strip():
        raise BadFile(f"{path.name} is empty.", "Choose a file with a row of headings and at least one row below it.")
    return data


def _read_text(data: bytes, overrule: Sniffed | None) -> tuple[list[Row], Sniffed]:
    if overrule is not None and overrule.encoding:
        try:
            text, encoding = data.decode(overrule.encoding), overrule.encoding
        except (UnicodeDecodeError, LookupError):
            raise BadFile(f"The file is not written in {overrule.encoding}.", "Choose another encoding.") from None
    else:
        text, encoding = sniff.text_of(data)
    text = text.removeprefix("\ufeff")
    skipped, delimiter = 0, ""
    if text[:4].lower() == "sep=" and len(text) > 4:  # Excel's own hint
        delimiter, skipped = text[4], 1
        text = text.partition("\n")[2]
    if overrule is not None and overrule.form == "csv":
        delimiter = overrule.delimiter
    delimiter = delimiter or sniff.delimiter_of(text)
    rows = [replace(row, line=row.line + skipped) for row in _rows_of_text(text, delimiter)]
    return rows, Sniffed("csv", encoding, delimiter)


def _rows_of_text(text: str, delimiter: str) -> Iterator[Row]:
    """Rows of CSV text. A line whose quotation marks do not add up is a row with trouble, and reading goes on with the next line."""
    csv.field_size_limit(_LARGEST_CELL)
    lines = list(io.StringIO(text, newline=""))
    start = broken = 0
    while start < len(lines):
        reader = csv.reader(itertools.islice(lines, start, None), delimiter=delimiter, strict=True)
        read = 0
        try:
            for cells in reader:
                yield Row(start + read + 1, tuple(cells))
                read = reader.line_num
            return
        except csv.Error:
            at = start + read
            broken += 1
            if broken > _MOST_BROKEN:
                raise BadFile(f"More than {_MOST_BROKEN} lines have broken quotation marks; the last is line {at + 1}.", _HALF) from None
            loose = next(csv.reader([lines[at]], delimiter=delimiter, quoting=csv.QUOTE_NONE), [])
            cells_left = tuple(cell.strip().strip('"') for cell in loose)
            yield Row(at + 1, cells_left, "A quotation mark is opened or closed in the wrong place on this line.")
            start = at + 1


def _read_spreadsheet(path: Path) -> tuple[list[Row], Sniffed]:
    import python_calamine  # only a spreadsheet needs it

    try:
        with python_calamine.load_workbook(str(path)) as book:
            for name in book.sheet_names:
                sheet = book.get_sheet_by_name(name)
                values = sheet.to_python(skip_empty_area=False) if sheet.height else []
                _spread_merged(values, sheet.merged_cell_ranges or [])
                rows = [Row(number, tuple(_cell_text(value) for value in row)) for number, row in enumerate(values, 1)]
                if any(cell.strip() for row in rows for cell in row.cells):
                    return rows, Sniffed("xlsx", sheet=name)
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise BadFile(f"{path.name} cannot be read as a spreadsheet: {error}.", _HALF) from None
    raise BadFile(f"{path.name} has no sheet with anything in it.", "Choose a file with a row of headings and at least one row below it.")


def _spread_merged(values: list[list[Any]], ranges: Sequence[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    """Give every row of a merged range its value (a company's name merged down over its rows); the columns beside the first stay empty."""
    for (top, left), (bottom, _) in ranges:
        for row in range(top + 1, min(bottom + 1, len(values))):
            if left < len(values[row]) and values[row][left] == "":
                values[row][left] = values[top][left]


def _cell_text(value: object) -> str:
    """A spreadsheet's value as text: whole numbers without a point, days as YYYY-MM-DD."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date | time | timedelta):
        return str(value)
    return "" if value is None else str(value)


def _heading_row(rows: Sequence[Row], recognised: Callable[[Sequence[str]], int]) -> int:
    """Which of the first rows holds the headings: the one with most known names; the first when none has any."""
    counts = [recognised(row.cells) for row in rows[:_HEADING_ROWS]]
    return counts.index(max(counts))


def _checked(row: Row, width: int) -> Row:
    if row.trouble:
        return row
    extra = [cell for cell in row.cells[width:] if cell.strip()]
    trouble = "This row has more cells than there are headings; a quotation mark or a delimiter is probably missing." if extra else ""
    cells = tuple(unguarded(cell) for cell in row.cells)
    return Row(row.line, cells if extra else cells[:width], trouble)


def _with_habits(found: Sniffed, rows: Sequence[Row], overrule: Sniffed | None, heading_line: int) -> Sniffed:
    if overrule is not None:
        return replace(found, decimal_comma=overrule.decimal_comma, day_first=overrule.day_first, heading_line=heading_line)
    cells = [cell for row in rows[:_SAMPLE_ROWS] for cell in row.cells if cell]
    comma = found.form == "csv" and sniff.decimal_comma(cells)
    return replace(found, decimal_comma=comma, day_first=sniff.day_first(cells), heading_line=heading_line)
