"""Bringing files in through the window: the real import service on a real company file."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import assert_accessible, assert_plain_words, visible_strings
from tests.ui.setup.setup_desk import SetupDesk
from xerodesk.domain.errors import Cancelled
from xerodesk.ui.setup.import_step import ImportStep
from xerodesk.ui.setup.page import SetupPage

LEFT = Qt.MouseButton.LeftButton
TABLE = """Firma;E-Mail;Kürzel;Ort
Pâtisserie Zoë;bonjour@zoe.example;PZ;Wien
Müller GmbH;m@example.com;MG;Graz;zu viel
Ana Florist;ana@example.com;AF;
"""


@pytest.fixture
def step(desk: SetupDesk, qtbot: QtBot) -> ImportStep:
    desk.services.settings.put("setup.answer", "sheet")
    page = SetupPage(desk.context)
    desk.shown.append(page)
    qtbot.addWidget(page)
    page.resize(1232, 788)
    page.show()
    page.open("import")
    found = page.rooms.step("import")
    assert isinstance(found, ImportStep)
    return found


def names(desk: SetupDesk) -> list[str]:
    return [row[0] for row in desk.file.database.rows("SELECT name FROM contact ORDER BY name")]


def choose(desk: SetupDesk, step: ImportStep, qtbot: QtBot, path: Path) -> None:
    desk.files.answer = path
    qtbot.mouseClick(step.drop.choose, LEFT)


def test_from_file_to_customers(desk: SetupDesk, step: ImportStep, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "kunden.csv"
    path.write_bytes(TABLE.encode("cp1252"))
    assert not step.deed.isEnabled()
    choose(desk, step, qtbot, path)
    assert step.state == "columns"
    assert step.written.parts["encoding"].value() == "cp1252"
    assert step.written.parts["delimiter"].value() == ";"
    assert step.columns.choices["Firma"].value() == "+company"
    assert step.columns.choices["E-Mail"].value() == "email"
    assert step.columns.choices["Kürzel"].value() == ""
    assert "Pâtisserie Zoë, Müller GmbH, Ana Florist" in visible_strings(step)
    assert_accessible(step)
    qtbot.mouseClick(step.deed, LEFT)
    assert step.state == "preview"
    assert names(desk) == [], "a preview stores nothing"
    assert step.outcome.sentence.plain() == "3 rows found: 2 customers would be added, 1 row with problems, left out."
    words = visible_strings(step)
    assert any("more cells than there are headings" in text for text in words), "why"
    assert "3" in words, "with its line"
    assert_accessible(step)
    assert_plain_words(step)
    assert step.deed.text() == "Import 2 customers"
    qtbot.mouseClick(step.deed, LEFT)
    assert step.state == "done"
    assert names(desk) == ["Ana Florist", "Pâtisserie Zoë"]
    desk.feed.flush()
    assert desk.told[-1].touches("contact")
    assert desk.setting("setup.done") == ["import"]
    qtbot.mouseClick(step.outcome.open_file, LEFT)
    assert desk.opened[0].startswith("file:")
    assert "kunden-problems" in desk.opened[0]
    qtbot.mouseClick(step.deed, LEFT)
    assert desk.routes[-1] == "setup/connect"


def test_a_column_is_sent_elsewhere_by_keys(desk: SetupDesk, step: ImportStep, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name,Kürzel,Code\nAna,AF,1\n", encoding="utf-8")
    choose(desk, step, qtbot, path)
    for heading in ("Kürzel", "Code"):
        box = step.columns.choices[heading]
        box.setFocus()
        at = next(index for index in range(box.count()) if box.itemData(index) == "account_number")
        while step.columns.choices[heading].currentIndex() < at:
            before = step.columns.choices[heading]
            qtbot.keyClick(before, Qt.Key.Key_Down)
    assert step.columns.choices["Code"].value() == "account_number"
    assert step.columns.choices["Kürzel"].value() == "", "a field takes one column"
    assert step.columns.choices["Name"].value() == "name", "passing over a field takes nothing from another column"
    qtbot.mouseClick(step.deed, LEFT)
    qtbot.mouseClick(step.deed, LEFT)
    assert desk.file.database.value("SELECT account_number FROM contact") == "1"


def test_how_the_file_is_written_is_overruled(desk: SetupDesk, step: ImportStep, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "prices.csv"
    path.write_text("Code;Name;Price\nA;Chair;1.500\nB;Table;2.750\n", encoding="utf-8")
    step.written.kind.set_value("products")
    step.take(path)
    assert step.written.parts["decimal"].value() is False
    box = step.written.parts["decimal"]
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.mouseClick(step.deed, LEFT)
    qtbot.mouseClick(step.deed, LEFT)
    assert desk.file.database.value("SELECT unit_price FROM product WHERE code = 'A'") == 15_000_000


def test_a_spreadsheet_is_dropped(desk: SetupDesk, step: ImportStep, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("People")
        for at, row in enumerate((("Name", "Email"), ("Ana", "ana@example.com"))):
            sheet.write_row(at, 0, row)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, buttons, keys)
    step.drop.dragEnterEvent(enter)
    assert enter.isAccepted()
    step.drop.dropEvent(QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, buttons, keys))
    assert step.state == "columns"
    assert not step.written.parts["encoding"].isVisibleTo(step), "a spreadsheet has no encoding to choose"
    assert any("sheet “People”" in text for text in visible_strings(step))


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("empty.csv", b"", "is empty"),
        ("picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(200), "a picture, not a table"),
        ("odd.csv", bytes(range(256)) * 20, "cannot be read as a table"),
        ("nothing.csv", b"Foo,Bar\n1,2\n", "None of the columns is known"),
        ("half.xlsx", b"PK\x03\x04 and no more", "cannot be read as a spreadsheet"),
    ],
)
def test_bad_files_are_said_in_words(
    desk: SetupDesk, step: ImportStep, qtbot: QtBot, tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    choose(desk, step, qtbot, path)
    assert step.state == "choosing"
    assert any(said in text for text in visible_strings(step)), visible_strings(step)
    assert not step.banner.isHidden()
    assert not step.deed.isEnabled()
    assert desk.heard.troubles == []
    path.write_text("Name\nAna\n", encoding="utf-8")
    step.take(path)
    assert step.state == "columns"
    assert step.banner.isHidden()


def test_a_broken_quote_costs_only_its_own_line(desk: SetupDesk, step: ImportStep, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "broken.csv"
    path.write_text('Name,Email\nAna,ana@example.com\n"Bob "B" Lee,bob@example.com\nCy,cy@example.com\n', encoding="utf-8")
    choose(desk, step, qtbot, path)
    qtbot.mouseClick(step.deed, LEFT)
    assert any("quotation mark" in text for text in visible_strings(step))
    qtbot.mouseClick(step.deed, LEFT)
    assert names(desk) == ["Ana", "Cy"]


def test_only_headings_is_said_at_the_check(desk: SetupDesk, step: ImportStep, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "headings.csv"
    path.write_text("Name,Email\n", encoding="utf-8")
    choose(desk, step, qtbot, path)
    qtbot.mouseClick(step.deed, LEFT)
    assert step.state == "columns"
    assert any("no rows below" in text for text in visible_strings(step))


def test_a_cancelled_import_goes_back_to_the_preview(
    desk: SetupDesk, step: ImportStep, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name\nAna\n", encoding="utf-8")
    choose(desk, step, qtbot, path)
    qtbot.mouseClick(step.deed, LEFT)

    def stopped(*_args: object, **_named: object) -> object:
        raise Cancelled("Stopped as you asked; nothing was imported.", "Import the file again when you like.")

    monkeypatch.setattr(desk.services.imports, "run", stopped)
    qtbot.mouseClick(step.deed, LEFT)
    assert step.state == "preview"
    assert any("nothing was imported" in text for text in visible_strings(step))
    assert names(desk) == []


def test_back_goes_through_the_import_before_it_leaves_it(desk: SetupDesk, step: ImportStep, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name\nAna\n", encoding="utf-8")
    choose(desk, step, qtbot, path)
    qtbot.mouseClick(step.deed, LEFT)
    qtbot.mouseClick(step.back_button, LEFT)
    assert step.state == "columns"
    assert desk.routes == []
    qtbot.mouseClick(step.back_button, LEFT)
    assert desk.routes == ["setup/customers"]


def test_a_choice_that_leaves_nothing_can_be_taken_back(desk: SetupDesk, step: ImportStep, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name\nAna\n", encoding="utf-8")
    choose(desk, step, qtbot, path)
    box = step.columns.choices["Name"]
    qtbot.keyClick(box, Qt.Key.Key_Home)
    assert any("None of the columns is known" in text for text in visible_strings(step))
    assert box.isVisibleTo(step)
    at = next(index for index in range(box.count()) if box.itemData(index) == "name")
    while box.currentIndex() < at:
        qtbot.keyClick(box, Qt.Key.Key_Down)
    assert step.banner.isHidden()
    qtbot.mouseClick(step.deed, LEFT)
    assert step.state == "preview"
