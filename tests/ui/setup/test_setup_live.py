"""Going live: the sentence from the map in use, the way back into the file, the price, the first sync and its end."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import assert_accessible, assert_plain_words, visible_strings
from tests.ui.setup.setup_desk import READING, WRITING, SetupDesk, connection
from xerodesk.domain.errors import Cancelled, StoppedBySafety
from xerodesk.mapping.presets import preset
from xerodesk.mapping.wires import FieldMap, Wire
from xerodesk.services.field_map import save_map
from xerodesk.ui.setup.flows import flow_of
from xerodesk.ui.setup.live import LiveStep
from xerodesk.ui.setup.page import SetupPage

LEFT = Qt.MouseButton.LeftButton


def opened(desk: SetupDesk, qtbot: QtBot) -> tuple[SetupPage, LiveStep]:
    page = SetupPage(desk.context)
    desk.shown.append(page)
    qtbot.addWidget(page)
    page.resize(1232, 788)
    page.show()
    page.open("live")
    found = page.rooms.step("live")
    assert isinstance(found, LiveStep)
    return page, found


def test_the_sentence_follows_the_map() -> None:
    wires = (
        Wire(("name",), "Name"),
        Wire(("email",), "EmailAddress", conflict="xero"),
        Wire(("phone",), "Phones.DEFAULT", "to_xero"),
        Wire(("website",), "Website", "to_crm"),
        Wire(("mobile",), "Phones.MOBILE", enabled=False),
    )
    flow = flow_of(FieldMap("contact", wires))
    assert flow.directions == "2 fields go both ways, phone goes to Xero only and website comes from Xero only."
    assert flow.both_changed == "Where both sides changed the same value, you are asked for 1 field and Xero’s value is taken for 1 field."
    assert "nothing is kept the same" in flow_of(FieldMap("product")).directions


def test_the_page_says_what_flows_what_is_asked_and_what_never_happens(desk: SetupDesk, qtbot: QtBot) -> None:
    both_ways = tuple(wire for wire in preset("contact").wires if wire.direction == "both")
    save_map(desk.company.store.maps, FieldMap("contact", both_ways))
    page, _ = opened(desk, qtbot)
    words = " ".join(visible_strings(page))
    assert f"Customers: {len(both_ways)} fields go both ways." in words
    assert "leads once quoted, invoiced, chosen" in words
    assert "Reads payments, to show who has paid. They are never made or changed." in words
    assert "records or deletes a payment" in words
    assert_accessible(page)
    assert_plain_words(page)


def test_the_price_comes_first_then_the_sync_then_home(desk: SetupDesk, qtbot: QtBot) -> None:
    desk.company.store.connection.save(connection(WRITING))
    page, step = opened(desk, qtbot)
    assert list(step.reasons()) == ["count what it costs first"]
    qtbot.mouseClick(step.count, LEFT)
    assert step.price.plain() == (
        "The first sync: 3 created, 9 updated, 2 to decide. 130 calls of Xero's allowance, about 3 minutes. "
        "987 calls of today’s allowance are left."
    )
    assert desk.sync.runs == []
    qtbot.mouseClick(step.deed, LEFT)
    assert desk.sync.runs == [(False, "sync")]
    assert any("14 records: 12 in step, 2 to decide." in text for text in visible_strings(page))
    assert desk.setting("setup.done") == ["live"]
    assert desk.window.states()["live"] == "now"
    qtbot.mouseClick(step.deed, LEFT)
    assert desk.routes[-1] == "home"


def test_without_permission_to_write_the_deed_is_to_ask_for_it(desk: SetupDesk, qtbot: QtBot) -> None:
    desk.company.store.connection.save(connection(READING))
    _, step = opened(desk, qtbot)
    assert step.deed.text() == "Allow writing at Xero"
    qtbot.mouseClick(step.deed, LEFT)
    assert desk.routes[-1] == "setup/connect/write"
    assert desk.sync.runs == []


def test_not_connected_nothing_can_be_started(desk: SetupDesk, qtbot: QtBot) -> None:
    page, step = opened(desk, qtbot)
    assert not step.deed.isEnabled()
    assert not step.count.isEnabled()
    assert "connect to Xero first" in visible_strings(page)


def test_a_file_with_no_way_back_has_to_get_one_first(
    desk: SetupDesk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.company.store.connection.save(connection(WRITING))
    monkeypatch.setattr(type(desk.file), "has_password", property(lambda _file: False))
    page, step = opened(desk, qtbot)
    qtbot.mouseClick(step.count, LEFT)
    assert "keep a recovery key or set a password first" in visible_strings(page)
    qtbot.mouseClick(step.make_key, LEFT)
    key = step.recovery.shown.replace("\n", "")
    assert len(key.split("-")) == 8
    assert not step.deed.isEnabled()
    desk.files.answer = tmp_path / "key.txt"
    qtbot.mouseClick(step.recovery.save, LEFT)
    assert key in (tmp_path / "key.txt").read_text("utf-8")
    step.recovery.kept.setFocus()
    qtbot.keyClick(step.recovery.kept, Qt.Key.Key_Space)
    assert desk.setting("setup.recovery_key_kept") is True
    assert step.deed.isEnabled()
    desk.company.close()
    reopened = type(desk.file).open(desk.file.folder, recovery_key=key)
    reopened.close()


def test_a_safety_stop_can_be_overruled_by_a_person(desk: SetupDesk, qtbot: QtBot) -> None:
    desk.company.store.connection.save(connection(WRITING))
    _, step = opened(desk, qtbot)
    qtbot.mouseClick(step.count, LEFT)
    desk.sync.trouble = StoppedBySafety("This would archive 200 of 214 customers.", "Look at the preview first.")
    qtbot.mouseClick(step.deed, LEFT)
    assert any("archive 200 of 214" in text for text in visible_strings(step))
    desk.sync.trouble = None
    step.banner.acted.emit()
    assert desk.sync.runs == [(False, "sync"), (True, "sync")]


def test_stopping_keeps_what_was_done(desk: SetupDesk, qtbot: QtBot) -> None:
    desk.company.store.connection.save(connection(WRITING))
    _, step = opened(desk, qtbot)
    qtbot.mouseClick(step.count, LEFT)
    desk.sync.trouble = Cancelled("Stopped as you asked.", "What was done stays done; run the sync again to go on.")
    qtbot.mouseClick(step.deed, LEFT)
    assert any("Stopped as you asked." in text for text in visible_strings(step))
    assert step.deed.isEnabled()
