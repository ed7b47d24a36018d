"""Exporting: the same rows as JSON, CSV and XLSX; nothing a spreadsheet takes for a formula; numbers exact."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import python_calamine
from hypothesis import given
from hypothesis import strategies as st

from xerodesk.domain.errors import StoreTrouble
from xerodesk.services.export import COLUMNS, columns_of, csv_text, export

CONTACT: dict[str, Any] = {
    "id": "a",
    "xero_id": "",
    "status": "active",
    "name": "=HYPERLINK(1)",
    "email": "@x",
    "phone": "+61 2 9999 1234",
    "notes": "-1+2\nsecond",
    "people": [{"first_name": "Ann", "last_name": "Lee", "email": "a@x.com", "phone": "", "role": "", "gets_invoice": True}],
    "favourite": "blue",
}
DEAL: dict[str, Any] = {
    "id": "d",
    "xero_id": "",
    "status": "active",
    "title": "T",
    "contact": "Acme",
    "stage": "won",
    "currency": "AUD",
    "won_on": "2026-06-03",
    "lines": [
        {
            "product": "A1",
            "description": "Desk",
            "quantity": "2.00",
            "unit_price": "-100.00",
            "discount": "10.00",
            "account": "200",
            "tax": "OUTPUT",
        },
        {"product": "A2", "description": "", "quantity": "1.00", "unit_price": "0.0375", "discount": "0.00", "account": "", "tax": ""},
    ],
}


def table(text: str) -> list[dict[str, str]]:
    """CSV text as rows."""
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_json_is_the_rows_themselves() -> None:
    out = io.StringIO()
    assert export("contacts", [CONTACT], "json", out) == 1
    assert json.loads(out.getvalue()) == [CONTACT]


def test_csv_has_every_column_and_guards_formulas() -> None:
    (row,) = table(csv_text("contacts", [CONTACT]))
    assert list(row)[: len(COLUMNS["contacts"])] == list(COLUMNS["contacts"])
    assert row["favourite"] == "blue", "a field of the user's own follows"
    assert (row["name"], row["email"], row["phone"], row["notes"]) == ("'=HYPERLINK(1)", "'@x", "'+61 2 9999 1234", "'-1+2\nsecond")
    assert row["people"] == "Ann | Lee | a@x.com |  |  | gets invoices"
    assert row["first_name"] == ""


def test_an_empty_export_has_its_headings() -> None:
    assert csv_text("deals", []).strip() == "deal,title,contact,stage,currency,product,description,quantity,unit_price,discount,tax"
    assert columns_of("unknown", [{"b": 1}]) == ["b"]


def test_a_deal_gives_a_row_per_line_and_one_without_lines() -> None:
    rows = table(csv_text("deals", [DEAL, {**DEAL, "id": "e", "lines": []}]))
    assert [(row["deal"], row["product"], row["unit_price"]) for row in rows] == [
        ("d", "A1", "-100.00"),
        ("d", "A2", "0.0375"),
        ("e", "", ""),
    ]


def test_csv_files_open_in_spreadsheets(tmp_path: Path) -> None:
    export("contacts", [{**CONTACT, "name": "Café"}], "csv", tmp_path / "c.csv")
    data = (tmp_path / "c.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert "Café".encode() in data


def test_a_spreadsheet_has_numbers_as_numbers_and_no_formulas(tmp_path: Path) -> None:
    path = tmp_path / "d.xlsx"
    export("deals", [DEAL, {**DEAL, "title": "=1+1", "lines": [{"unit_price": "12345678901234567.89", "quantity": "1"}]}], "xlsx", path)
    with python_calamine.load_workbook(str(path)) as book:
        rows = book.get_sheet_by_index(0).to_python()
    assert rows[0] == list(COLUMNS["deals"])
    assert rows[1][7:10] == [2.0, -100.0, 10.0]
    assert rows[3][1] == "=1+1"
    assert rows[3][8] == "12345678901234567.89", "what a double cannot hold stays text"


@given(st.decimals("-99999999", "99999999", places=4))
def test_csv_numbers_are_exact(price: Decimal) -> None:
    (row,) = table(csv_text("products", [{"id": "p", "code": "A", "unit_price": str(price)}]))
    assert row["unit_price"] == str(price)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    for form in ("csv", "json", "xlsx"):
        with pytest.raises(StoreTrouble):
            export("contacts", [CONTACT], form, tmp_path / "none" / "x")  # type: ignore[arg-type]  # the loop's text is one of the forms
    with pytest.raises(StoreTrouble, match="needs a file"):
        export("contacts", [CONTACT], "xlsx", io.StringIO())
