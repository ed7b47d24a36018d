"""The field map page as a person uses it: by mouse, by keyboard alone, as a table; saving, records, states, words and names."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import assert_accessible, assert_plain_words
from tests.ui.sync.field_map_desk import Heard, MemoryDesk, page_for
from xerodesk.domain.changes import Changes
from xerodesk.domain.errors import StoreTrouble
from xerodesk.mapping.wires import Wire
from xerodesk.ui.kit.fields import Choice
from xerodesk.ui.sync.field_map.lists import FieldTree
from xerodesk.ui.sync.field_map.scene import PairKey
from xerodesk.ui.sync.field_map.tree_model import FieldTreeModel
from xerodesk.ui.sync.field_map.workbench import Workbench

pytestmark = [
    pytest.mark.usefixtures("look"),
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),  # the offscreen platform, of menus
]
LEFT = Qt.MouseButton.LeftButton
PHONE: PairKey = (("phone",), "Phones.DEFAULT")


class Shown:
    """A page on screen with what its tests reach for."""

    def __init__(self, qtbot: QtBot, desk: MemoryDesk | None = None, size: tuple[int, int] = (1232, 788), kind: str = "") -> None:
        self.bot = qtbot
        self.page, self.context, self.desk = page_for(desk)
        self.page.resize(*size)
        self.page.show()
        self.page.open(kind)
        self.page.activateWindow()
        qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is self.page.windowHandle())

    @property
    def heard(self) -> Heard:
        """The messages."""
        assert isinstance(self.context.notices, Heard)
        return self.context.notices

    @property
    def bench(self) -> Workbench:
        """The editor on screen."""
        bench = self.page.bench()
        assert bench is not None
        return bench

    def tree(self, side: str) -> FieldTree:
        """A list."""
        return self.bench.canvas.lists["crm" if side == "crm" else "xero"].tree

    def pairs(self) -> dict[PairKey, Wire]:
        """The map as it stands."""
        return {(wire.crm_fields, wire.xero_field): wire for wire in self.bench.editor.document.map.wires}

    def show_all(self) -> None:
        """Ask for all of Xero's fields."""
        self.bot.mouseClick(self.bench.canvas.lists["xero"].more, LEFT)

    def port(self, side: str, name: str) -> QPoint:
        """Where a field's port is in the gutter, scrolled into view."""
        self.tree(side).go_to(name)
        found = next(port for port in self.bench.canvas.gutter.scene.ports if (port.side, port.field) == (side, name))
        return QPoint(10 if side == "crm" else self.bench.canvas.gutter.width() - 10, round(found.y))

    def row(self, side: str, name: str) -> QPoint:
        """The middle of a field's row in its viewport, scrolled into view."""
        self.tree(side).go_to(name)
        return self.tree(side).visualRect(self.tree(side).fields.index_of(name)).center()

    def chip(self, key: PairKey) -> QPoint:
        """Where a pair's chip is."""
        strand = self.bench.canvas.gutter.scene.strand_of(key)
        assert strand is not None
        assert strand.chip is not None
        return QPoint(round(strand.chip.x), round(strand.chip.y))

    def drag(self, start: QPoint, end: QPoint) -> None:
        """Press, move in steps and let go in the gutter."""
        gutter = self.bench.canvas.gutter
        self.bot.mousePress(gutter, LEFT, pos=start)
        for part in (1, 2, 3, 4):
            at = start + (end - start) * part / 4
            _move(gutter, at)
        self.bot.mouseRelease(gutter, LEFT, pos=end)


def _move(widget: QWidget, at: QPoint) -> None:
    """A move with the button held, which QTest cannot send."""
    event = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(at), QPointF(widget.mapToGlobal(at)), Qt.MouseButton.NoButton, LEFT, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(widget, event)


# ---- by mouse


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


# ---- by keyboard alone


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


# ---- lists, search, values


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


# ---- table, suggestions, saving, states


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
