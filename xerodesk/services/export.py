"""Writing records out as JSON, CSV or XLSX: the same rows in three forms. Text that a spreadsheet would take for a formula is guarded."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Literal, TextIO

from xerodesk.domain.errors import StoreTrouble
from xerodesk.services.imports.cells import guarded, people_text

Form = Literal["json", "csv", "xlsx"]
Exported = Mapping[str, Any]

_ADDRESS = ("line1", "line2", "city", "region", "postcode", "country")
_AMOUNTS = ("subtotal", "tax", "total", "amount_paid", "amount_credited", "amount_due")
_DOCUMENT = ("number", "contact", "contact_xero_id", "status", "date", "due_date", "currency", "rate", *_AMOUNTS)
_OWED = ("not_due", "late_1_30", "late_31_60", "late_61_90", "late_over_90")
_HEAD = ("id", "xero_id", "status")
LINE_COLUMNS = ("product", "description", "quantity", "unit_price", "discount", "tax")
COLUMNS: dict[str, tuple[str, ...]] = {
    "contacts": (
        *_HEAD, "name", "first_name", "last_name", "email", "phone", "mobile", "website", "tax_number", "account_number", "currency",
        "payment_terms", *(f"billing_{part}" for part in _ADDRESS), *(f"delivery_{part}" for part in _ADDRESS), "stage", "lead_source",
        "owner", "notes", "people",
    ),
    "products": (
        *_HEAD, "code", "name", "description", "unit_price", "account", "tax_type", "purchase_price", "purchase_account",
    ),
    "deals": ("deal", "title", "contact", "stage", "currency", *LINE_COLUMNS),
    "invoices": ("id", "xero_id", *_DOCUMENT, "reference", "sent", "deal", "lines"),
    "quotes": ("id", "xero_id", "title", *_DOCUMENT, "expiry", "reference", "sent", "deal", "lines"),
    "payments": (*_HEAD, "invoice", "date", "amount", "currency", "reference"),
    "credit_notes": (
        "id", "xero_id", "number", "contact", "contact_xero_id", "status", "date", "currency", "rate", "subtotal", "tax", "total",
        "remaining", "reference",
    ),
    "log": ("id", "run", "at", "direction", "kind", "crm_id", "xero_id", "title", "action", "result", "fields", "error"),
    "who_owes": ("as_of", "contact", "contact_xero_id", "currency", "invoices", *_OWED, "total", "oldest_due"),
}  # fmt: skip
"""The columns a table starts with, kind by kind; fields a row has beyond them follow in the row's order."""

NUMBERS = frozenset({"quantity", "unit_price", "discount", "purchase_price", "rate", "amount", "remaining", *_AMOUNTS, *_OWED} - {"tax"})
_SPREADSHEET_DIGITS = 15  # a spreadsheet keeps numbers as doubles; longer ones stay text
_SHEET_ROWS = 1_048_576
_CELL_CHARACTERS = 32_767
_NOT_IN_XML = str.maketrans("", "", "\ufffe\uffff")  # a spreadsheet is XML inside, where these two make the file unreadable


def export(kind: str, rows: Iterable[Exported], form: Form, out: Path | TextIO) -> int:
    """Write `rows` (as the contract's export gives them) to a file or, for json and csv, to an open text stream. Returns their count.

    CSV files are utf-8 with a mark, so that spreadsheets read accents; a stream gets no mark. Raises StoreTrouble when the file cannot be
    written.
    """
    listed = list(rows)
    try:
        if form == "xlsx":
            if not isinstance(out, Path):
                raise StoreTrouble("A spreadsheet needs a file to go to.", "Name one with --out.")
            _write_xlsx(kind, listed, out)
        elif isinstance(out, Path):
            with out.open("w", encoding="utf-8-sig" if form == "csv" else "utf-8", newline="") as file:
                _write_text(kind, listed, form, file)
        else:
            _write_text(kind, listed, form, out)
    except OSError as error:
        advice = "Choose another folder or free some space."
        raise StoreTrouble(f"The export could not be written: {error.strerror or error}.", advice) from None
    return len(listed)


def csv_text(kind: str, rows: Iterable[Exported]) -> str:
    """The rows as CSV text, without a mark."""
    text = io.StringIO(newline="")
    _write_text(kind, list(rows), "csv", text)
    return text.getvalue()


def _write_text(kind: str, rows: list[Exported], form: Form, file: TextIO) -> None:
    if form == "json":
        json.dump(rows, file, ensure_ascii=False, indent=2)
        file.write("\n")
        return
    columns = columns_of(kind, rows)
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(columns)
    for flat in _flat(kind, rows):
        writer.writerow([_csv_cell(name, flat.get(name, "")) for name in columns])


def columns_of(kind: str, rows: Sequence[Exported]) -> list[str]:
    """The columns of a table: the known ones in their order, then whatever else the rows have."""
    columns = dict.fromkeys(COLUMNS.get(kind, ()))
    if kind != "deals":
        for row in rows:
            columns.update(dict.fromkeys(row))
    return list(columns)


def _flat(kind: str, rows: Iterable[Exported]) -> Iterator[Exported]:
    """Deals give one row per line; a deal without lines gives one row."""
    for row in rows:
        if kind != "deals":
            yield row
            continue
        head = {**row, "deal": row.get("id", "")}
        lines = row.get("lines") or [{}]
        for line in lines:
            yield {**head, **{name: line.get(name, "") for name in LINE_COLUMNS}}


def _text(name: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if name == "people" and isinstance(value, list):
        return people_text(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def _csv_cell(name: str, value: Any) -> str:
    text = _text(name, value)
    return text if name in NUMBERS and _number(text) is not None else guarded(text)


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text) if text else None
    except InvalidOperation:
        return None
    return number if number is not None and number.is_finite() else None


def _is_number(kind: str, name: str) -> bool:
    return name in NUMBERS or (name == "tax" and kind in ("invoices", "quotes", "credit_notes"))


def _write_xlsx(kind: str, rows: list[Exported], path: Path) -> None:
    import xlsxwriter  # only a spreadsheet needs it

    columns = columns_of(kind, rows)
    options = {"constant_memory": True, "strings_to_formulas": False}
    with path.open("wb") as file, xlsxwriter.Workbook(file, options) as book:
        sheet = book.add_worksheet(kind[:31])
        bold, money = book.add_format({"bold": True}), book.add_format({"num_format": "0.00##"})
        sheet.freeze_panes(1, 0)
        for at, name in enumerate(columns):
            sheet.write_string(0, at, name, bold)
        for number, flat in enumerate(_flat(kind, rows), 1):
            if number >= _SHEET_ROWS:
                raise StoreTrouble("A spreadsheet holds at most 1,048,575 rows.", "Export as CSV instead.")
            for at, name in enumerate(columns):
                text = _text(name, flat.get(name, ""))
                amount = _number(text) if _is_number(kind, name) else None
                if amount is not None and len(amount.as_tuple().digits) <= _SPREADSHEET_DIGITS:
                    sheet.write_number(number, at, float(amount), money)
                elif text:
                    sheet.write_string(number, at, text[:_CELL_CHARACTERS].translate(_NOT_IN_XML))
