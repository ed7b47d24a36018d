"""Importing and exporting by the contract: files of every sort, rows that go in, rows to mend, and what comes out again."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from tests.contract.other_xero.manners import Manners
from tests.contract.other_xero.server import serving
from tests.journeys.inline import Inline, adds_up, refused


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Inline:
    return Inline(tmp_path, "", monkeypatch, capsys)


@pytest.fixture
def connected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Inline]:
    with serving(Manners()) as (url, _):
        desk = Inline(tmp_path, url, monkeypatch, capsys)
        desk.connect()
        desk.run("sync", expect=None)
        yield desk


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.csv", b""), ("lines.csv", b"\n\n\n"), ("headings.csv", b"name,email\n"), ("binary.csv", bytes(range(256)) * 40),
        ("picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(300)), ("unknown.csv", b"frob,nicate\n1,2\n"), ("cut.xlsx", b"PK\x03\x04 not really"),
        ("nul.csv", b"name,email\nA\x00B,a@b.example\n"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)  # fmt: skip
def test_files_that_cannot_be_used(desk: Inline, name: str, data: bytes) -> None:
    (desk.folder / name).write_bytes(data)
    refused(desk, "import", "contacts", str(desk.folder / name), status=2, code="file")
    assert desk.run("export", "contacts") == []


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_how_a_file_may_be_written(desk: Inline, coding: str, mark: str) -> None:
    text = f"name{mark}email{mark}notes\r\nZoë Ångström{mark}zoe@z.example{mark}\"two\r\nlines\"\r\n"
    (desk.folder / "a.csv").write_bytes(text.encode(coding))
    assert desk.run("import", "contacts", str(desk.folder / "a.csv"))["added"] == 1
    (row,) = desk.run("export", "contacts")
    assert (row["name"], row["email"], row["notes"].split()) == ("Zoë Ångström", "zoe@z.example", ["two", "lines"])


def test_decimal_commas(desk: Inline) -> None:
    (desk.folder / "p.csv").write_text("code;name;unit_price\nX1;Apfel;1.234,50\nX2;Birne;2,5\n")
    desk.run("import", "products", str(desk.folder / "p.csv"))
    assert {row["code"]: row["unit_price"] for row in desk.run("export", "products")} == {"X1": "1234.50", "X2": "2.50"}


def test_good_rows_go_in_and_the_others_can_be_mended(desk: Inline) -> None:
    (desk.folder / "a.csv").write_text('name,email,notes\n"A"x,a@a.example,\nB,b@b.example,fine\n,,lost\n')
    answer = desk.run("import", "contacts", str(desk.folder / "a.csv"), expect=1)
    assert (answer["added"], answer["updated"], answer["skipped"]) == (1, 0, 0)
    assert adds_up(answer)
    assert [list(one) for one in answer["problems"]] == [["line", "column", "value", "message"]] * 2
    assert [one["line"] for one in answer["problems"]] == [2, 4]
    text = Path(answer["problem_file"]).read_text(encoding="utf-8-sig")
    mended = desk.folder / "mended.csv"
    rows = list(csv.DictReader(io.StringIO(text)))
    with mended.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows({**row, "name": f"Mended {place}", "email": "", "notes": row.get("notes") or ""} for place, row in enumerate(rows))
    assert desk.run("import", "contacts", str(mended))["added"] == 2
    assert desk.run("import", "contacts", str(mended))["skipped"] == 2


def test_rows_that_update(desk: Inline) -> None:
    desk.run("import", "contacts", desk.write("a.csv", [{"name": "Q", "email": "q@q.example", "phone": "123", "notes": "keep"}]))
    (row,) = desk.run("export", "contacts")

    def edited(*words: str, expect: int = 0, **cells: str) -> dict[str, Any]:
        desk.run("import", "contacts", desk.write("b.csv", [{"id": row["id"], **cells}]), *words, expect=expect)
        (now,) = desk.run("export", "contacts")
        return {name: now[name] for name in ("name", "email", "phone", "notes")}

    before = {name: row[name] for name in ("name", "email", "phone", "notes")}
    assert edited("--preview", email="other@q.example") == before
    assert edited(email="") == before
    assert edited(email="", clear="x") == before
    assert edited("--clear-empty", email="") == {**before, "email": ""}
    assert edited("--clear-empty", email="new@q.example", notes="") == {**before, "email": "new@q.example", "notes": ""}
    desk.run("import", "contacts", desk.write("c.csv", [{"id": "no-such", "name": "Z"}]), expect=1)
    assert len(desk.run("export", "contacts")) == 1
    same = [{"name": "Q", "email": "new@q.example", "owner": "Kim"}]
    answer = desk.run("import", "contacts", desk.write("d.csv", same))
    assert (answer["added"], answer["updated"]) == (0, 1)
    half = desk.run("import", "contacts", desk.write("e.csv", [{"name": "Q", "email": "another@q.example"}]))
    assert (half["added"], half["updated"]) == (1, 0)


def test_foreign_ids(desk: Inline) -> None:
    one = {"Record ID": "901", "Company name": "HubCo", "Email": "hub@co.example"}
    assert desk.run("import", "contacts", desk.write("h.csv", [one]))["added"] == 1
    answer = desk.run("import", "contacts", desk.write("h2.csv", [{**one, "Company name": "HubCo Ltd", "Email": "new@co.example"}]))
    assert (answer["added"], answer["updated"]) == (0, 1)
    assert [row["name"] for row in desk.run("export", "contacts")] == ["HubCo Ltd"]


def test_a_spreadsheet_with_formulas_and_merged_cells(desk: Inline) -> None:
    path = desk.folder / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for place, heading in enumerate(("name", "email", "account_number")):
            sheet.write(0, place, heading)
        sheet.write_formula(1, 0, '="For"&"mula"', None, "Formula")
        sheet.write(1, 1, "f@x.example")
        sheet.write_number(1, 2, 42)
        sheet.merge_range(2, 0, 3, 0, "Merged")
        sheet.write(2, 1, "m@x.example")
        sheet.write(3, 1, "second@x.example")
        sheet.write_formula(4, 0, "=1/0", None, "#DIV/0!")
    answer = desk.run("import", "contacts", str(path), expect=None)
    assert adds_up(answer)
    found = sorted((row["name"], row["email"], row["account_number"]) for row in desk.run("export", "contacts"))
    assert found == [("Formula", "f@x.example", "42"), ("Merged", "m@x.example", ""), ("Merged", "second@x.example", "")]


def test_exports_in_every_format(connected: Inline, tmp_path: Path) -> None:
    evil = [{"name": "=1+1", "email": "i@x.example", "notes": "+cmd|' /C calc'!A0"}, {"name": "@SUM(1)", "email": "", "notes": "-2\n3"}]
    evil.append({"name": "Long story", "email": "", "notes": "word " * 10_000 + "end"})
    connected.run("import", "contacts", connected.write("a.csv", evil))
    for kind in ("contacts", "products", "deals", "quotes", "invoices", "payments", "credit_notes", "log"):
        rows = connected.run("export", kind)
        for form in ("json", "csv", "xlsx"):
            out = tmp_path / f"{kind}.{form}"
            answer = connected.run("export", kind, "--format", form, "--out", str(out))
            assert answer["written"] == len(rows)
            assert out.stat().st_size > 0
        assert json.loads((tmp_path / f"{kind}.json").read_text("utf-8-sig")) == rows
    text = (tmp_path / "contacts.csv").read_text(encoding="utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert not [cell for cell in cells if cell[:1] in ("=", "@", "\t", "\r")]
    assert {"'=1+1", "'@SUM(1)"} <= set(cells)
    sheet = CalamineWorkbook.from_path(str(tmp_path / "contacts.xlsx")).get_sheet_by_index(0).to_python()
    assert "=1+1" in {cell for row in sheet for cell in row} or "'=1+1" in {cell for row in sheet for cell in row}
    for form in ("csv", "xlsx"):
        answer = connected.run("import", "contacts", str(tmp_path / f"contacts.{form}"))
        assert (answer["added"], answer["updated"]) == (0, 0), f"an export as {form}, imported again, changes nothing"
    refused(connected, "export", "contacts", "--format", "xlsx", status=2)
    refused(connected, "export", "contacts", "--out", str(tmp_path / "no" / "such" / "x.csv"), status=1)
