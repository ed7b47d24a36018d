"""To decide: values taken from either side or typed, for one question or all of a field; twins paired, created or left out."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import assert_accessible, assert_plain_words
from tests.ui.sync.sync_desk import SyncDesk, match_case, values_case
from xerodesk.domain.plan import Candidate, PlanField
from xerodesk.ui.kit.dialogs import Question
from xerodesk.ui.sync.decide_page import DecideTab

EMAIL = PlanField("email", "old@x.example", "here@x.example", "there@x.example", "")
PHONE = PlanField("phone", "", "02", "2", "")


@pytest.fixture
def tab(desk: SyncDesk, qtbot: QtBot) -> DecideTab:
    """Three questions about values, one about identity."""
    florist = desk.customer("Banksia & Bloom", email="shop@bloom.example", billing_city="Maitland")
    desk.mirror(1, Name="Banksia and Bloom")
    desk.mirror(2, Name="Bloom Ltd")
    desk.ask(values_case("a", "Abbott", EMAIL), values_case("b", "Brown", EMAIL, PHONE), values_case("c", "Cole", EMAIL))
    candidates = Candidate("contact-1", "Banksia and Bloom", 94, ("same name",)), Candidate("contact-2", "Bloom Ltd", 61)
    desk.ask(match_case(florist, "Banksia & Bloom", *candidates))
    made = DecideTab(desk.context)
    qtbot.addWidget(made)
    made.resize(1232, 800)
    made.show()
    made.open("")
    return made


def rulings(desk: SyncDesk) -> list[tuple[str, str, dict[str, str], dict[str, object], str]]:
    return [(one.crm_id, one.choice, dict(one.sides), dict(one.values), one.xero_id) for one in desk.store.conflicts.rulings("contact")]


def titles(tab: DecideTab) -> list[str]:
    rows = tab.list.table.rows
    return [str(rows.index(at, 0).data()).split(",")[0] for at in range(rows.rowCount())]


def follow(desk: SyncDesk, tab: DecideTab) -> None:
    desk.context.feed.changed.connect(tab.refresh)


def test_a_side_is_taken_and_the_next_question_comes(tab: DecideTab, desk: SyncDesk, qtbot: QtBot) -> None:
    follow(desk, tab)
    assert titles(tab) == ["Abbott", "Brown", "Cole", "Banksia & Bloom"]
    assert not tab.values.decide.isEnabled()
    tab.values.choose("email", "xero")
    qtbot.mouseClick(tab.values.decide, Qt.MouseButton.LeftButton)
    desk.context.feed.flush()
    assert rulings(desk) == [("a", "fields", {"email": "xero"}, {}, "x-1")]
    assert titles(tab) == ["Brown", "Cole", "Banksia & Bloom"]
    assert tab.values.title.text() == "Brown"
    assert tab.waiting.isVisible()
    assert "next sync" in desk.told.toasts[0]


def test_each_field_has_an_answer_of_its_own(tab: DecideTab, desk: SyncDesk, qtbot: QtBot) -> None:
    tab.list.table.choose(1)
    tab.values.choose("email", "crm")
    assert not tab.values.decide.isEnabled()
    own = next(one for one in tab.values.findChildren(QLineEdit) if one.accessibleName().startswith("Phone"))
    qtbot.keyClicks(own, "03")
    assert tab.values.decide.isEnabled()
    qtbot.keyClick(own, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert rulings(desk) == [("b", "fields", {"email": "crm", "phone": "own"}, {"phone": "03"}, "x-1")]


def test_all_shown_of_a_field_at_once_after_a_question(tab: DecideTab, desk: SyncDesk, qtbot: QtBot) -> None:
    follow(desk, tab)
    tab.list.fields.set_value("email")
    tab.list.fields.chosen.emit("email")
    assert titles(tab) == ["Abbott", "Brown", "Cole"]
    qtbot.mouseClick(tab.list.take["xero"], Qt.MouseButton.LeftButton)
    question = tab.window().findChild(Question)
    assert question is not None
    assert rulings(desk) == []
    qtbot.mouseClick(question.deed, Qt.MouseButton.LeftButton)
    desk.context.feed.flush()
    assert [one[2] for one in rulings(desk)] == [{"email": "xero"}] * 3
    assert titles(tab) == ["Banksia & Bloom"]


def test_twins_stand_side_by_side_and_are_paired(tab: DecideTab, desk: SyncDesk, qtbot: QtBot) -> None:
    tab.list.table.choose(3)
    qtbot.waitUntil(lambda: all(card.isVisible() for card in tab.match.cards))
    assert [card.same.text() for card in tab.match.cards] == ["Same customer", "Same customer"]
    qtbot.mouseClick(tab.match.cards[1].open, Qt.MouseButton.LeftButton)
    assert "contact-2" in desk.told.addresses[0]
    qtbot.mouseClick(tab.match.cards[0].same, Qt.MouseButton.LeftButton)
    assert [(one[1], one[4]) for one in rulings(desk)] == [("link", "contact-1")]


@pytest.mark.parametrize(("button", "choice"), [("new", "create"), ("leave", "never")])
def test_not_the_same(tab: DecideTab, desk: SyncDesk, qtbot: QtBot, button: str, choice: str) -> None:
    tab.list.table.choose(3)
    qtbot.mouseClick(getattr(tab.match, button), Qt.MouseButton.LeftButton)
    assert [one[1] for one in rulings(desk)] == [choice]


def test_a_question_answered_elsewhere_is_read_again(tab: DecideTab, desk: SyncDesk, qtbot: QtBot) -> None:
    tab.values.choose("email", "xero")
    desk.services.deciding.take_side_everywhere("crm")
    qtbot.mouseClick(tab.values.decide, Qt.MouseButton.LeftButton)
    assert len(desk.told.errors) == 1
    assert titles(tab) == ["Banksia & Bloom"]


def test_reading_again_keeps_what_was_chosen(tab: DecideTab) -> None:
    tab.values.choose("email", "xero")
    tab.open("")
    assert tab.values.decide.isEnabled()


def test_a_route_names_the_record_to_begin_with(tab: DecideTab) -> None:
    tab.open("c")
    assert tab.values.title.text() == "Cole"


def test_nothing_to_decide(desk: SyncDesk, qtbot: QtBot) -> None:
    tab = DecideTab(desk.context)
    qtbot.addWidget(tab)
    tab.open("")
    assert tab.states.state == "empty"


def test_words_and_names(tab: DecideTab) -> None:
    assert_accessible(tab)
    assert_plain_words(tab)
    tab.list.table.choose(3)
    assert_accessible(tab)
    assert_plain_words(tab)
