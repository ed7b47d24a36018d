"""Who owes what, as a file: the figures to the cent, in CSV and as numbers in a spreadsheet."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.unit.store.xero_samples import READ, TODAY, invoice
from xerodesk.domain.errors import StoreTrouble
from xerodesk.services.reports import save_who_owes
from xerodesk.store.company import CompanyFile
from xerodesk.store.writing import Writing


def fill(company: CompanyFile) -> None:
    late = invoice(1, 1, DueDateString="2026-04-20T00:00:00", DueDate="", AmountDue=60.05)
    soon = invoice(2, 1, DueDateString="2026-06-20T00:00:00", DueDate="")
    other = invoice(3, 2, CurrencyCode="NZD")
    formula = invoice(4, 3, Contact={"ContactID": "contact-3", "Name": "=1+1"}, DueDateString="2026-06-20T00:00:00", DueDate="")
    Writing.of(company.database).documents.store("invoice", [late, soon, other, formula], READ)


@pytest.fixture
def company(tmp_path: Path) -> CompanyFile:
    made = CompanyFile.create(tmp_path / "company", sample=True).company
    fill(made)
    return made


def test_csv_and_spreadsheet(company: CompanyFile, tmp_path: Path) -> None:
    try:
        path = tmp_path / "owes.csv"
        assert save_who_owes(company.reading, TODAY, "AUD", path) == 2
        with path.open(encoding="utf-8-sig", newline="") as file:
            first, second = csv.DictReader(file)
        assert (first["contact"], first["not_due"], first["late_31_60"], first["total"]) == ("Customer 1", "110.00", "60.05", "170.05")
        assert first["oldest_due"] == "2026-04-20"
        assert second["contact"] == "'=1+1"
        sheet = tmp_path / "owes.xlsx"
        save_who_owes(company.reading, TODAY, "AUD", sheet)
        head, row, _other = CalamineWorkbook.from_path(str(sheet)).get_sheet_by_index(0).to_python()
        assert dict(zip(head, row, strict=True))["total"] == pytest.approx(170.05)
        with pytest.raises(StoreTrouble):
            save_who_owes(company.reading, TODAY, "AUD", tmp_path / "no" / "such.csv")
    finally:
        company.close()
