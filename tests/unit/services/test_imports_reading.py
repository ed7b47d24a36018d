"""Reading files: encodings, delimiters, broken lines, spreadsheets, and files that are no table at all."""

from __future__ import annotations

import contextlib
import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from xerodesk.domain.errors import BadFile
from xerodesk.services.imports import cells, sniff
from xerodesk.services.imports.recognise import known_headings
from xerodesk.services.imports.table import Table, read_table


def read(path: Path) -> Table:
    """The table of a file of contacts."""
    return read_table(path, lambda row: known_headings("contacts", row))


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    """A file with that text."""
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_encodings_and_delimiters(tmp_path: Path, encoding: str, delimiter: str) -> None:
    text = delimiter.join(("Name", "E-mail", "City")) + "\r\n" + delimiter.join(("Café Élan", "a@b.fr", "Orléans")) + "\r\n"
    table = read(written(tmp_path / "x.csv", text * 1, encoding))
    assert table.headings == ("Name", "E-mail", "City")
    assert table.rows[0].cells == ("Café Élan", "a@b.fr", "Orléans")
    assert table.sniffed.delimiter == delimiter
    assert table.sniffed.encoding == encoding


def test_quotes_hold_delimiters_and_lines(tmp_path: Path) -> None:
    table = read(written(tmp_path / "x.csv", 'name,notes\n"A, B","one\ntwo ""x"""\nC,d\n'))
    assert [row.cells for row in table.rows] == [("A, B", 'one\ntwo "x"'), ("C", "d")]
    assert [row.line for row in table.rows] == [2, 4]


def test_a_broken_quote_is_told_with_its_line_and_the_rest_goes_on(tmp_path: Path) -> None:
    table = read(written(tmp_path / "x.csv", 'name,email\nA,a@x.com\n"B,b@x.com\nC,c@x.com\n"D"d,d@x.com\nE,e@x.com\n'))
    assert [(row.line, bool(row.trouble)) for row in table.rows] == [(2, False), (3, True), (4, False), (5, True), (6, False)]
    assert table.rows[1].cells == ("B", "b@x.com")


def test_a_row_with_too_many_cells_is_told(tmp_path: Path) -> None:
    table = read(written(tmp_path / "x.csv", "name,email\nSmith, Jones,a@x.com\nB\n"))
    assert table.rows[0].trouble
    assert table.rows[1].cells == ("B",)
    assert not table.rows[1].trouble


def test_excels_own_hint_and_title_lines(tmp_path: Path) -> None:
    table = read(written(tmp_path / "x.csv", "sep=;\nMy customers;;\n\nName;E-Mail;Ort\nA;a@x.de;Ulm\n"))
    assert table.headings == ("Name", "E-Mail", "Ort")
    assert table.rows[0].line == 5
    assert table.sniffed.heading_line == 4


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"  \r\n ", "empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n", "picture"),
        (bytes(range(256)) * 20, "not text"),
        (b"\x01\x02\x03\x04" * 200, "not text"),
        (b"PK\x03\x04 half a spreadsheet", "cannot be read as a spreadsheet"),
        (b"\xff\xfea\x00b", "cut off"),
        (b'"name,email\nA,b\n', "headings"),
    ],
)
def test_what_is_no_table_is_refused_in_words(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(data)
    with pytest.raises(BadFile) as told:
        read(path)
    assert said in told.value.message + told.value.advice
    assert told.value.advice


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(BadFile):
            read(path)


def test_a_five_megabyte_note_is_read(tmp_path: Path) -> None:
    table = read(written(tmp_path / "x.csv", "name,notes\nA," + "x" * 5_000_000 + "\n"))
    assert len(table.rows[0].cells[1]) == 5_000_000


def sheet(path: Path, rows: list[list[Any]]) -> Path:
    """A spreadsheet whose first sheet is empty."""
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Empty")
        page = book.add_worksheet("Data")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, dt.date):
                    page.write_datetime(at, column, dt.datetime(value.year, value.month, value.day), day)
                elif isinstance(value, str) and value.startswith("="):
                    page.write_formula(at, column, value, None, "computed")
                else:
                    page.write(at, column, value)
        page.merge_range(len(rows), 0, len(rows) + 1, 0, "Merged Pty Ltd")
        page.write(len(rows), 1, "one@x.com")
        page.write(len(rows) + 1, 1, "two@x.com")
    return path


def test_a_spreadsheet_with_formulas_merged_cells_and_an_empty_sheet(tmp_path: Path) -> None:
    table = read(sheet(tmp_path / "x.xlsx", [["Name", "Email", "Phone"], ["=A1", "a@x.com", 61299991234], ["B", dt.date(2026, 6, 3), 1.5]]))
    assert table.sniffed.sheet == "Data"
    assert [row.cells for row in table.rows] == [
        ("computed", "a@x.com", "61299991234"),
        ("B", "2026-06-03", "1.5"),
        ("Merged Pty Ltd", "one@x.com", ""),
        ("Merged Pty Ltd", "two@x.com", ""),
    ]


@pytest.mark.parametrize(
    ("text", "comma", "value"),
    [
        ("1,234.50", False, "1234.50"),
        ("1.234,50", True, "1234.50"),
        ("12,5", False, "12.5"),
        ("12,5", True, "12.5"),
        ("1,234", False, "1234"),
        ("1.234", True, "1234"),
        ("1.5", True, "1.5"),
        ("$1,234.50", False, "1234.50"),
        ("AUD 12", False, "12"),
        ("€ 1 234,50", True, "1234.50"),
        ("(12.00)", False, "-12.00"),
        ("1’234.50", False, "1234.50"),
        ("-3", False, "-3"),
        ("10%", False, "10"),
    ],
)
def test_numbers_as_people_write_them(text: str, comma: bool, value: str) -> None:
    assert cells.number(text, decimal_comma=comma) == value


@pytest.mark.parametrize(
    ("text", "day_first", "day"),
    [
        ("03/06/2026", True, "2026-06-03"),
        ("03/06/2026", False, "2026-03-06"),
        ("2026-06-03", False, "2026-06-03"),
        ("3.6.26", True, "2026-06-03"),
        ("2026-06-03T14:00:00Z", True, "2026-06-03"),
        ("3 Jun 2026", True, "2026-06-03"),
        ("2026/6/3 10:00", True, "2026-06-03"),
    ],
)
def test_days_as_people_write_them(text: str, day_first: bool, day: str) -> None:
    assert cells.day(text, day_first=day_first) == day


@pytest.mark.parametrize("text", ["31/02/2026", "soon", "13/13/2026"])
def test_what_is_no_day_is_told(text: str) -> None:
    with pytest.raises(cells.BadCell, match=text):
        cells.day(text, day_first=True)


def test_habits_are_sniffed() -> None:
    assert sniff.decimal_comma(["12,50", "1.234,00", "text, with commas"])
    assert not sniff.decimal_comma(["12.50", "1,234"])
    assert sniff.day_first(["13/02/2026", "01/02/2026"]) is True
    assert sniff.day_first(["02/13/2026"]) is False
    assert sniff.day_first(["01/02/2026"]) is None


person = st.fixed_dictionaries(
    {
        **{
            name: st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Zl", "Zp", "Zs")), max_size=8)
            for name in ("first_name", "last_name", "email", "phone", "role")
        },
        "gets_invoice": st.booleans(),
    }
).filter(lambda one: any(one[name] for name in ("first_name", "last_name", "email", "phone", "role")))


@given(st.lists(person, max_size=4))
def test_people_come_back_from_their_cell(people: list[dict[str, str | bool]]) -> None:
    assert cells.people(cells.unguarded(cells.guarded(cells.people_text(people)))) == people


@given(st.text())
def test_the_guard_comes_off_again(text: str) -> None:
    assert cells.unguarded(cells.guarded(text)) == text
    assert cells.guarded(text)[:1] not in cells.GUARDED


@pytest.mark.parametrize(
    ("text", "first", "last", "email"),
    [
        ("Ann Lee <ann@x.com>", "Ann", "Lee", "ann@x.com"),
        ("ann@x.com", "", "", "ann@x.com"),
        ("Ann van Lee", "Ann van", "Lee", ""),
        ("Ann", "Ann", "", ""),
    ],
)
def test_people_written_by_hand(text: str, first: str, last: str, email: str) -> None:
    assert cells.people(text)[0] | {"first_name": first, "last_name": last, "email": email} == cells.people(text)[0]


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(data)
    with contextlib.suppress(BadFile):
        assert read(path).headings
