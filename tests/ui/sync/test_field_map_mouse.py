"""The field map page by mouse: dragging, clicking and clicking, moving an end, chips, hovering, closed groups, edges."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tests.ui.sync.field_map_shown import LEFT, PHONE, Shown

pytestmark = [
    pytest.mark.usefixtures("look"),
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),  # the offscreen platform, of menus
]


def test_dragging_from_port_to_port_makes_a_pair(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    shown.show_all()
    end = shown.port("xero", "CompanyNumber")
    start = shown.port("crm", "owner")
    shown.drag(start, end + QPoint(-3, 9))
    assert shown.pairs()[(("owner",), "CompanyNumber")].direction == "both"
    assert shown.bench.editor.stack.undoText() == "Connect Owner ↔ Company number"
    assert shown.bench.editor.key == (("owner",), "CompanyNumber")


def test_letting_go_away_from_all_rows_makes_nothing(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    before = shown.pairs()
    shown.drag(shown.port("crm", "owner"), QPoint(60, 20))
    assert shown.pairs() == before
    assert shown.bench.canvas.connector.now is None


def test_clicking_a_port_and_then_a_row_makes_a_pair(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    shown.show_all()
    qtbot.mouseClick(shown.bench.canvas.gutter, LEFT, pos=shown.port("crm", "lead_source"))
    assert shown.bench.canvas.connector.now is not None
    qtbot.mouseClick(shown.tree("xero").viewport(), LEFT, pos=shown.row("xero", "CompanyNumber"))
    assert (("lead_source",), "CompanyNumber") in shown.pairs()
    assert shown.bench.canvas.connector.now is None


@pytest.mark.parametrize("way", ["esc", "right", "nothing"])
def test_a_pair_under_way_is_cancelled(qtbot: QtBot, way: str) -> None:
    shown = Shown(qtbot)
    gutter = shown.bench.canvas.gutter
    qtbot.mouseClick(gutter, LEFT, pos=shown.port("crm", "lead_source"))
    assert gutter.live is not None
    if way == "esc":
        qtbot.keyClick(gutter, Qt.Key.Key_Escape)
    else:
        qtbot.mouseClick(gutter, Qt.MouseButton.RightButton if way == "right" else LEFT, pos=QPoint(70, 12))
    assert shown.bench.canvas.connector.now is None
    assert gutter.live is None
    assert shown.bench.editor.saved


def test_impossible_rows_are_dimmed_and_say_why(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    shown.bench.canvas.pairing.begin("crm", "stage", dragging=True)
    marks = shown.tree("xero").marks
    assert marks.impossible["ContactPersons"] == "List into People cannot work."
    assert "Name" not in marks.impossible
    shown.bench.canvas.connector.cancel()
    assert marks.impossible == {}


def test_a_taken_target_asks_and_replaces(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    qtbot.mouseClick(shown.bench.canvas.gutter, LEFT, pos=shown.port("crm", "lead_source"))
    qtbot.mouseClick(shown.tree("xero").viewport(), LEFT, pos=shown.row("xero", "AccountNumber"))
    menu = shown.bench.canvas.findChild(QMenu, "occupied")
    assert isinstance(menu, QMenu)
    words = [action.text() for action in menu.actions()]
    assert words == ["Replace Account number ↔ Account number", "Join both", "Cancel"]
    menu.actions()[0].trigger()
    menu.close()
    assert (("lead_source",), "AccountNumber") in shown.pairs()
    assert (("account_number",), "AccountNumber") not in shown.pairs()


def test_an_end_is_taken_and_hung_elsewhere_or_dropped(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    shown.show_all()
    target = shown.port("xero", "CompanyNumber")
    strand = shown.bench.canvas.gutter.scene.strand_of((("account_number",), "AccountNumber"))
    assert strand is not None
    x, y = strand.curve.at(0.85)
    shown.drag(QPoint(round(x), round(y)), target)
    assert (("account_number",), "CompanyNumber") in shown.pairs()
    strand = shown.bench.canvas.gutter.scene.strand_of((("account_number",), "CompanyNumber"))
    assert strand is not None
    x, y = strand.curve.at(0.85)
    shown.drag(QPoint(round(x), round(y)), QPoint(60, 12))
    assert (("account_number",), "CompanyNumber") not in shown.pairs()
    assert shown.heard.toasts == ["Removed Account number ↔ Company number"]
    assert shown.heard.undo is not None
    shown.heard.undo()
    assert (("account_number",), "CompanyNumber") in shown.pairs()


def test_a_chip_is_chosen_then_turned_and_the_inspector_follows(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    gutter = shown.bench.canvas.gutter
    qtbot.mouseClick(gutter, LEFT, pos=shown.chip(PHONE))
    assert shown.bench.editor.key == PHONE
    assert shown.tree("xero").marks.chosen == frozenset({"Phones.DEFAULT"})
    qtbot.mouseClick(gutter, LEFT, pos=shown.chip(PHONE))
    assert shown.pairs()[PHONE].direction == "to_xero"
    shown.bench.undo()
    assert shown.pairs()[PHONE].direction == "both"


def test_hovering_a_row_brings_its_pair_forward(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    qtbot.mouseMove(shown.tree("crm").viewport(), shown.row("crm", "phone"))
    shown.tree("crm").hovered.emit("crm", "phone")
    assert shown.bench.canvas.gutter._strong == frozenset({PHONE})
    shown.tree("crm").hovered.emit("crm", "")
    assert shown.bench.canvas.gutter._strong is None


def test_closed_groups_bundle_their_pairs(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    for side in ("crm", "xero"):
        tree = shown.tree(side)
        tree.collapse(tree.fields.index_of("billing_city" if side == "crm" else "Addresses.POBOX.City").parent())
    bundles = [one for one in shown.bench.canvas.gutter.scene.strands if one.bundle]
    assert [(one.words, one.name) for one in bundles] == [("6", "6 pairs between Billing address and Billing address")]


def test_the_pill_at_the_edge_scrolls(qtbot: QtBot) -> None:
    shown = Shown(qtbot, size=(1232, 420))
    bar = shown.tree("xero").verticalScrollBar()
    bar.setValue(bar.maximum())
    stub = next(one for one in shown.bench.canvas.gutter.scene.stubs if one.edge == "above")
    assert stub.count > 3
    qtbot.mouseClick(shown.bench.canvas.gutter, LEFT, pos=QPoint(round(stub.box.x), round(stub.box.y)))
    assert bar.value() < bar.maximum()
