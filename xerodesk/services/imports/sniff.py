"""Finding out how a text file is written: encoding, delimiter, decimal comma, day-month order. Shown to the user, who may overrule it."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from xerodesk.domain.errors import BadFile

DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_LINES = 60
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_OTHER_FILES = {
    b"%PDF": "a PDF document", b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture", b"GIF8": "a picture",
    b"\x1f\x8b": "a compressed file",
    b"Rar!": "a compressed file", b"7z\xbc\xaf": "a compressed file", b"SQLi": "a database", b"\x7fELF": "a program", b"MZ": "a program",
}  # fmt: skip
_COMMA_NUMBER = re.compile(r"-?\d{1,3}(?:[. ’']\d{3})*,\d{1,4}|-?\d+,\d{1,4}")
_POINT_NUMBER = re.compile(r"-?\d{1,3}(?:[, ’']\d{3})*\.\d{1,4}|-?\d+\.\d{1,4}")
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?:[ T].*)?")


@dataclass(frozen=True, slots=True)
class Sniffed:
    """How a file is written. `day_first` None: nothing in the file tells, so the organisation's country decides."""

    form: Literal["csv", "xlsx"]
    encoding: str = ""
    delimiter: str = ","
    decimal_comma: bool = False
    day_first: bool | None = None
    sheet: str = ""
    heading_line: int = 1

    @property
    def words(self) -> str:
        """How the file is written, for the user: "semicolons, utf-8, decimal comma, day before month"."""
        names = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
        where = f"sheet “{self.sheet}”" if self.form == "xlsx" else f"{names.get(self.delimiter, self.delimiter)}, {self.encoding}"
        order = {True: ", day before month", False: ", month before day", None: ""}[self.day_first]
        return f"{where}, decimal {'comma' if self.decimal_comma else 'point'}{order}"


def text_of(data: bytes) -> tuple[str, str]:
    """A file's text and its encoding. Raises BadFile for what is no text at all."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data, encoding), encoding
    for start, what in _OTHER_FILES.items():
        if data.startswith(start):
            raise BadFile(f"This file is {what}, not a table.", "Export the table as CSV or XLSX and import that.")
    sample = data[:4096]
    if b"\x00" in sample:
        return _without_mark(data, sample)
    try:
        text, encoding = data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        try:
            text, encoding = data.decode("cp1252"), "cp1252"
        except UnicodeDecodeError:
            text, encoding = data.decode("latin-1"), "latin-1"
    odd = sum(1 for character in text[:4096] if ord(character) < 32 and character not in "\t\r\n\x0b\x0c")
    if odd * 20 > min(len(text), 4096):
        raise BadFile("This file is not text, so it cannot be read as a table.", "Export the table as CSV or XLSX and import that.")
    return text, encoding


def _without_mark(data: bytes, sample: bytes) -> tuple[str, str]:
    """Zero bytes without a mark: UTF-16 when every other byte is zero for the most part, else no text."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = max(1, len(sample) // 2)
    if odd > half * 0.6 and even < half * 0.1:
        return _decoded(data, "utf-16-le"), "utf-16-le"
    if even > half * 0.6 and odd < half * 0.1:
        return _decoded(data, "utf-16-be"), "utf-16-be"
    raise BadFile("This file is not text, so it cannot be read as a table.", "Export the table as CSV or XLSX and import that.")


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise BadFile(
            f"This file starts as {encoding} text but cannot be read to its end (position {error.start}).",
            "It was probably cut off on the way. Export or copy it again.",
        ) from None


def delimiter_of(text: str) -> str:
    """The delimiter under which the first lines make the most even table; a comma when there is only one column."""
    lines = [line for line, _ in zip(io.StringIO(text, newline=""), range(_SAMPLE_LINES), strict=False)]
    return max(DELIMITERS, key=lambda one: (_evenness(lines, one), -DELIMITERS.index(one)))


def _evenness(lines: Sequence[str], delimiter: str) -> float:
    """How many cells a row has, times the share of rows that have as many as the first; 0 for one column."""
    try:
        widths = [len(row) for row in csv.reader(lines, delimiter=delimiter) if any(cell.strip() for cell in row)]
    except csv.Error:
        return 0.0
    if not widths or max(widths) < 2:
        return 0.0
    usual, times = Counter(widths).most_common(1)[0]
    return 0.0 if usual < 2 else usual * times / len(widths)


def decimal_comma(cells: Iterable[str]) -> bool:
    """Whether numbers in these cells are written with a decimal comma."""
    comma = point = 0
    for cell in cells:
        text = cell.strip()
        if len(text) < 20 and text[-1:].isdigit():
            comma += bool(_COMMA_NUMBER.fullmatch(text)) and not re.fullmatch(r"-?\d{1,3}(?:,\d{3})+", text)
            point += bool(_POINT_NUMBER.fullmatch(text)) and not re.fullmatch(r"-?\d{1,3}(?:\.\d{3})+", text)
    return comma > point


def day_first(cells: Iterable[str]) -> bool | None:
    """Whether days are written before months; None when nothing tells."""
    day = month = 0
    for cell in cells:
        found = _DAY.fullmatch(cell.strip()) if 5 < len(cell) < 30 else None
        if found:
            day += int(found[1]) > 12
            month += int(found[2]) > 12
    return None if day == month else day > month
