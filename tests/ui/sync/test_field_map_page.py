"""The field map page around the drawing: search, values, table, suggestions, saving, records, states, words and names."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import assert_accessible, assert_plain_words
from tests.ui.sync.field_map_desk import MemoryDesk, page_for
from tests.ui.sync.field_map_shown import LEFT, PHONE, Shown
from xerodesk.domain.changes import Changes
from xerodesk.domain.errors import StoreTrouble
from xerodesk.ui.kit.fields import Choice
from xerodesk.ui.sync.field_map.scene import PairKey
from xerodesk.ui.sync.field_map.tree_model import FieldTreeModel

pytestmark = [
    pytest.mark.usefixtures("look"),
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),  # the offscreen platform, of menus
]


def test_searching_on_one_side_keeps_the_partners_on_the_other(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    qtbot.keyClicks(shown.bench.canvas.lists["crm"].search, "phone")
    assert "name" not in {name for name, *_ in shown.tree("crm").fields.fields()}
    assert {"Phones.DEFAULT", "Phones.MOBILE"} <= {name for name, *_ in shown.tree("xero").fields.fields()}
    shown.bench.canvas.lists["crm"].search.clear()
    assert "name" in {name for name, *_ in shown.tree("crm").fields.fields()}


def test_the_lists_are_sound_models_with_spoken_rows(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    model = shown.tree("xero").fields
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    shown.show_all()
    spoken = model.index_of("EmailAddress").data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "E-mail, E-mail, Recommended, paired with E-mail, accounts@wollombicreek.example, now accounts@wollombi.example"
    assert model.index_of("Website").parent().data(Qt.ItemDataRole.AccessibleTextRole).startswith("Identity, ")


def test_an_empty_model_is_sound_too(qtbot: QtBot) -> None:
    model = FieldTreeModel("In Xero")
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert model.rowCount() == 0


def test_values_come_from_the_chosen_record(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    row = shown.tree("xero").fields.row_at(shown.tree("xero").fields.index_of("Phones.DEFAULT"))
    assert row is not None
    assert row.shown.value == "61 · 2 · 5550 0142"
    qtbot.mouseClick(shown.page.bar.picker.forth, LEFT)
    row = shown.tree("xero").fields.row_at(shown.tree("xero").fields.index_of("EmailAddress"))
    assert row is not None
    assert (row.shown.value, row.shown.now) == ("ana@example.com", "")
    assert not shown.page.bar.picker.forth.isEnabled()


def test_without_a_record_there_are_dashes_and_no_made_up_data(qtbot: QtBot) -> None:
    shown = Shown(qtbot, kind="product")
    values = {row.shown.value for group in shown.tree("xero").fields.groups for row in group.rows}
    assert values == {"–"}
    assert shown.page.bar.picker.button.currentText() == "No record yet"


def test_the_inspector_shows_the_value_after_each_step(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    shown.bench.editor.select((("account_number",), "AccountNumber"))
    reading = shown.bench.editor.readings.pairs[(("account_number",), "AccountNumber")]
    assert reading.fault is not None
    issue = next(one for one in shown.bench.editor.issues if one.key == (("account_number",), "AccountNumber"))
    assert issue.deed == "Add step: cut to length: 50"
    shown.bench.deeds.mend(issue)
    reading = shown.bench.editor.readings.pairs[(("account_number",), "AccountNumber")]
    assert reading.steps[0].value == "HUNTER-WOLLOMBI-BREWING-COOP-2019-TAPROOM-AND-CELL"
    assert reading.fault is None
    assert all(one.level == "suggestion" for one in shown.bench.editor.issues)




def test_the_table_does_all_the_drawing_does(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    qtbot.keyClick(shown.page, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    table = shown.bench.table
    assert table.isVisible()
    table.source.set_value("owner")
    table.source.chosen.emit("owner")
    table.target.set_value("CompanyNumber")
    qtbot.mouseClick(table.add, LEFT)
    key: PairKey = (("owner",), "CompanyNumber")
    assert key in shown.pairs()
    row = table.table.current()
    assert row is not None
    assert (row.source, row.direction, row.target, row.before, row.status) == ("Owner", "Both ways", "Company number", "Meg", "In order")
    table.table.setFocus()
    qtbot.keyClick(table.table, Qt.Key.Key_P)
    assert not shown.pairs()[key].enabled
    qtbot.keyClick(table.table, Qt.Key.Key_Delete)
    assert key not in shown.pairs()


def test_suggestions_wait_for_a_yes(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    shown.bench.editor.select(PHONE)
    shown.bench.deeds.remove()
    qtbot.mouseClick(shown.page.bar.suggest, LEFT)
    assert PHONE not in shown.pairs()
    strand = shown.bench.canvas.gutter.scene.strand_of(PHONE)
    assert strand is not None
    assert (strand.state, strand.words) == ("suggested", "100 %")
    shown.bench.deeds.do(PHONE, "accept")
    assert shown.pairs()[PHONE].origin == "suggested"
    assert shown.bench.editor.offers == ()


def test_a_dismissed_suggestion_does_not_come_back(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    shown.bench.deeds.do(PHONE, "remove")
    shown.bench.suggest()
    shown.bench.deeds.do(PHONE, "dismiss")
    shown.bench.suggest()
    assert shown.bench.editor.offers == ()


def test_saving_waits_for_errors_and_says_so(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    save = shown.bench.foot.save.button
    assert shown.bench.foot.reason() == "Nothing to save"
    shown.bench.deeds.do((("name",), "Name"), "remove")
    assert shown.bench.foot.reason() == "Save waits for Name"
    assert not save.isEnabled()
    shown.bench.undo()
    shown.bench.deeds.do(PHONE, "pause")
    assert save.isEnabled()
    qtbot.mouseClick(save, LEFT)
    assert [one.enabled for one in shown.desk.saves[0].wires if one.xero_field == "Phones.DEFAULT"] == [False]
    assert shown.bench.foot.reason() == "Nothing to save"
    assert shown.heard.toasts[-1] == "Field map saved. The next sync uses it."


def test_a_save_that_fails_loses_nothing(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    shown.bench.deeds.do(PHONE, "pause")
    shown.desk.trouble = StoreTrouble("The disk is full.", "Make room.")
    qtbot.mouseClick(shown.bench.foot.save.button, LEFT)
    assert shown.heard.errors == [shown.desk.trouble]
    assert not shown.pairs()[PHONE].enabled
    assert shown.bench.foot.reason() == ""


def test_a_map_that_cannot_be_read_says_why_and_can_be_tried_again(qtbot: QtBot) -> None:
    desk = MemoryDesk()
    desk.trouble = StoreTrouble("The company file cannot be read.", "Close other programs.")
    page, _context, _ = page_for(desk)
    page.show()
    page.open("")
    assert page.states.state == "error"
    desk.trouble = None
    page.states.retry.emit()
    assert page.states.state == "filled"


def test_changes_elsewhere_are_taken_in_unless_the_map_is_being_edited(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    wires = shown.desk.maps["contact"].wires
    shown.desk.maps["contact"] = shown.desk.maps["contact"].with_wires(wires[:5])
    shown.page.refresh(Changes.of("map"))
    assert len(shown.pairs()) == 5
    shown.bench.deeds.do((("email",), "EmailAddress"), "pause")
    shown.desk.maps["contact"] = shown.desk.maps["contact"].with_wires(wires)
    shown.page.refresh(Changes.of("map"))
    assert len(shown.pairs()) == 5


def test_a_record_that_is_gone_gives_way_to_another(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    del shown.desk.records["contact"]["c-1"]
    shown.page.refresh(Changes.of("contact"))
    assert shown.page.bar.picker.button.currentText() == "Ana’s Florist"
    shown.desk.records["contact"].clear()
    shown.page.refresh(Changes.of("contact"))
    assert shown.page.bar.picker.button.currentText() == "No record yet"
    assert shown.heard.errors == []


def test_the_first_record_is_shown_when_it_comes_and_edits_stay(qtbot: QtBot) -> None:
    desk = MemoryDesk()
    records = desk.records["contact"]
    desk.records["contact"] = {}
    shown = Shown(qtbot, desk)
    shown.bench.deeds.do(PHONE, "pause")
    desk.records["contact"] = records
    shown.page.refresh(Changes.of("contact"))
    assert shown.page.bar.picker.button.currentText() == "Wollombi Creek Brewing Co-operative Ltd"
    assert not shown.pairs()[PHONE].enabled


def test_leaving_the_page_gives_up_a_pair_under_way(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    shown.bench.canvas.pairing.begin("crm", "owner")
    shown.page.hide()
    assert shown.bench.canvas.connector.now is None


def test_records_are_found_by_name(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    popup = shown.page.bar.picker.popup
    shown.page.bar.picker.open_list()
    qtbot.keyClicks(popup.search, "flor")
    qtbot.waitUntil(lambda: popup.items.count() == 1)
    qtbot.keyClick(popup.search, Qt.Key.Key_Return)
    assert shown.page.bar.picker.button.currentText() == "Ana’s Florist"
    assert not popup.isVisible()


def test_the_inspector_edits_the_chosen_pair(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    shown.bench.editor.select(PHONE)
    inspector = shown.bench.inspector
    rule = inspector.findChild(Choice, "rule")
    assert isinstance(rule, Choice)
    rule.chosen.emit("newest")
    assert shown.pairs()[PHONE].conflict == "newest"
    button = inspector.findChild(QPushButton, "direction-to_crm")
    assert isinstance(button, QPushButton)
    assert button.accessibleName() == "From Xero to xerodesk only"
    qtbot.mouseClick(button, LEFT)
    assert shown.pairs()[PHONE].direction == "to_crm"
    pause = inspector.findChild(QPushButton, "pause")
    assert isinstance(pause, QPushButton)
    qtbot.mouseClick(pause, LEFT)
    assert not shown.pairs()[PHONE].enabled


def test_a_step_is_added_from_its_menu_and_set(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    key: PairKey = (("first_name",), "FirstName")
    shown.bench.deeds.do(key, "steps")
    menu = next(one for one in shown.page.findChildren(QMenu) if one.isVisible())
    words = [action.text() for action in menu.actions()]
    assert "Cut to length" in words
    assert "Join" not in words
    next(action for action in menu.actions() if action.text() == "Cut to length").trigger()
    menu.close()
    assert shown.pairs()[key].transforms[0].settings == {"length": "50"}
    line = shown.bench.inspector.findChild(QLineEdit, "setting-0-length")
    assert isinstance(line, QLineEdit)
    line.setText("3")
    line.editingFinished.emit()
    assert shown.bench.editor.readings.pairs[key].after == "Sio"


def test_each_kind_keeps_its_own_undo(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    shown.bench.deeds.do(PHONE, "pause")
    shown.page.open("product")
    assert not shown.page.bar.undo.isEnabled()
    shown.page.open("contact")
    assert shown.page.bar.undo.accessibleName() == "Undo: Pause Phone ↔ Phone"


@pytest.mark.parametrize("size", [(1232, 788), (816, 620)])
def test_words_and_names(qtbot: QtBot, size: tuple[int, int]) -> None:
    shown = Shown(qtbot, size=size)
    shown.bench.editor.select(PHONE)
    shown.bench.deeds.do((("website",), "Website"), "remove")
    shown.bench.suggest()
    shown.bench.details()
    assert_plain_words(shown.page)
    assert_accessible(shown.page)
    assert shown.page.width() == size[0], "nothing on it asks for more room than there is"
    shown.page.bar.views.chosen.emit("table")
    assert_plain_words(shown.page)
    assert_accessible(shown.page)
