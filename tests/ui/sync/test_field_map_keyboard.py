"""The field map page by keyboard alone: making a pair, walking pairs, going from part to part, the inspector."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.sync.field_map_shown import PHONE, Shown
from xerodesk.mapping.wires import Wire
from xerodesk.ui.sync.field_map.scene import PairKey

pytestmark = [
    pytest.mark.usefixtures("look"),
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),  # the offscreen platform, of menus
]


def test_a_pair_is_made_by_keyboard(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    crm, xero = shown.tree("crm"), shown.tree("xero")
    crm.setFocus()
    qtbot.keyClicks(crm, "lead")
    assert crm.current_name() == "lead_source"
    qtbot.keyClick(crm, Qt.Key.Key_Return)
    assert xero.hasFocus()
    names = {name for name, *_ in xero.fields.fields()}
    assert "CompanyNumber" in names, "all that is possible is shown, the short list or not"
    assert "ContactPersons" not in names
    while xero.current_name() != "CompanyNumber":
        qtbot.keyClick(xero, Qt.Key.Key_Down)
    qtbot.keyClick(xero, Qt.Key.Key_Return)
    assert (("lead_source",), "CompanyNumber") in shown.pairs()
    assert crm.hasFocus()
    assert crm.current_name() == "lead_source"


def test_esc_gives_up_a_pair_by_keyboard(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    crm = shown.tree("crm")
    crm.setFocus()
    crm.go_to("owner")
    qtbot.keyClick(crm, Qt.Key.Key_Space)
    qtbot.keyClick(shown.tree("xero"), Qt.Key.Key_Escape)
    assert shown.bench.canvas.connector.now is None
    assert shown.bench.editor.saved


def test_pairs_are_walked_turned_paused_removed_and_brought_back_by_keyboard(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    gutter = shown.bench.canvas.gutter
    assert shown.bench.editor.key == (("account_number",), "AccountNumber"), "the pair with a problem is shown first"
    shown.bench.editor.select(None)
    gutter.setFocus(Qt.FocusReason.TabFocusReason)
    assert shown.bench.editor.key == (("name",), "Name")
    qtbot.keyClick(gutter, Qt.Key.Key_Down)
    key: PairKey = (("first_name",), "FirstName")
    assert shown.bench.editor.key == key
    assert gutter.accessibleDescription() == "First name and First name, both ways"
    qtbot.keyClick(gutter, Qt.Key.Key_D)
    assert shown.pairs()[key].direction == "to_xero"
    qtbot.keyClick(gutter, Qt.Key.Key_P)
    assert not shown.pairs()[key].enabled
    qtbot.keyClick(gutter, Qt.Key.Key_Right)
    assert shown.tree("xero").hasFocus()
    assert shown.tree("xero").current_name() == "FirstName"
    gutter.setFocus()
    qtbot.keyClick(gutter, Qt.Key.Key_Delete)
    assert key not in shown.pairs()
    for _ in range(3):
        qtbot.keyClick(gutter, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert shown.pairs()[key] == Wire(("first_name",), "FirstName", origin="preset")
    assert shown.bench.editor.saved
    shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(gutter, Qt.Key.Key_Z, shift)
    assert shown.pairs()[key].direction == "to_xero"


def test_f6_goes_round_and_f8_to_the_problem(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    lists = shown.bench.canvas.lists
    lists["crm"].search.setFocus()
    qtbot.keyClick(lists["crm"].search, Qt.Key.Key_F6)
    assert lists["crm"].tree.hasFocus()
    qtbot.keyClick(lists["crm"].tree, Qt.Key.Key_F6)
    assert shown.bench.canvas.gutter.hasFocus()
    qtbot.keyClick(shown.bench.canvas.gutter, Qt.Key.Key_F8)
    assert shown.bench.editor.key == (("account_number",), "AccountNumber")


def test_enter_opens_the_inspector_and_esc_comes_back(qtbot: QtBot) -> None:
    shown = Shown(qtbot, size=(816, 620))
    inspector, gutter = shown.bench.inspector, shown.bench.canvas.gutter
    assert not inspector.isVisible(), "below 1120 it lies over the lists, when asked for"
    shown.bench.editor.select(PHONE)
    gutter.setFocus()
    qtbot.keyClick(gutter, Qt.Key.Key_Return)
    assert inspector.isVisible()
    focus = shown.page.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "If both change"
    qtbot.keyClick(focus, Qt.Key.Key_Escape)
    assert not inspector.isVisible()
    assert gutter.hasFocus()
