"""The small widgets: what they say, what they tell, what assistive tools read."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import assert_accessible, visible_strings
from xerodesk.ui.focus import FocusRing
from xerodesk.ui.icons import icon, pixmap
from xerodesk.ui.kit.buttons import Button, IconButton, ReasonedButton
from xerodesk.ui.kit.cards import Answer, RadioCards
from xerodesk.ui.kit.charts import LollipopChart, Mark, Share, StackedBar, TableDialog
from xerodesk.ui.kit.dialogs import Dialog, Question
from xerodesk.ui.kit.fields import Choice, CopyField, Field, InlineEdit, SearchField
from xerodesk.ui.kit.frames import Beside, Footer, Split
from xerodesk.ui.kit.labels import Badge, ElidedText, IconText, Part, SentenceLabel
from xerodesk.ui.kit.notices import Banner, Toast
from xerodesk.ui.kit.pills import Pill
from xerodesk.ui.kit.progress import ProgressStrip, time_left
from xerodesk.ui.kit.rail import StepInfo, StepRail
from xerodesk.ui.kit.sections import DetailsList, ExpandableSection, PageScroll
from xerodesk.ui.kit.statepage import EmptyState, StatePage
from xerodesk.ui.kit.tabs import FilterTabs, SegmentedControl, Tab, TabBar
from xerodesk.ui.states import PILLS
from xerodesk.ui.theme import Scheme, Theme

pytestmark = pytest.mark.usefixtures("look")


def shown(qtbot: QtBot, widget: QWidget) -> QWidget:
    """Put a widget on screen in a window of its own."""
    window = QWidget()
    qtbot.addWidget(window)
    QVBoxLayout(window).addWidget(widget)
    window.resize(600, 300)
    window.show()
    window.activateWindow()
    setattr(widget, "held_by", window)  # noqa: B010 - or Python would collect the window at once
    return window


def test_a_button_that_cannot_be_pressed_says_why() -> None:
    waits = ReasonedButton(Button("Close May"), "waits for 9 failing, 4 to decide")
    assert not waits.button.isEnabled()
    assert "waits for 9 failing, 4 to decide" in visible_strings(waits)
    assert waits.button.accessibleDescription() == "waits for 9 failing, 4 to decide"
    waits.set_reason("")
    assert waits.button.isEnabled()


def test_a_button_keeps_an_ampersand_and_its_name() -> None:
    button = Button("Oxley & Daughters")
    assert button.text() == "Oxley && Daughters"
    assert button.accessibleName() == "Oxley & Daughters"


def test_the_sentence_is_read_as_plain_words_and_markup_in_names_is_shown_as_is(qtbot: QtBot) -> None:
    label = SentenceLabel(["Owes ", Part("4,120.00", "strong"), " of <b>Smith</b> & Co. ", Part("See", "link", "changes")])
    assert label.accessibleName() == "Owes 4,120.00 of <b>Smith</b> & Co. See"
    assert "&lt;b&gt;Smith&lt;/b&gt; &amp; Co." in label.text()
    with qtbot.waitSignal(label.followed) as told:
        label.linkActivated.emit("changes")
    assert told.args == ["changes"]


def test_the_sentence_changes_colour_with_the_theme(look: Theme) -> None:
    label = SentenceLabel([Part("late", "bad")])
    before = label.text()
    look.set_scheme(Scheme.DARK)
    assert look.tokens.bad in label.text()
    assert label.text() != before


def test_cut_text_is_whole_in_its_tooltip(qtbot: QtBot) -> None:
    label = ElidedText("Gundagai & District Show Society Incorporated")
    window = shown(qtbot, label)
    assert label.toolTip() == ""
    window.resize(120, 100)
    assert label.toolTip() == "Gundagai & District Show Society Incorporated"


def test_search_tells_every_letter_and_esc_clears(qtbot: QtBot) -> None:
    search = SearchField("Name, e-mail, phone")
    shown(qtbot, search)
    heard: list[str] = []
    search.searched.connect(heard.append)
    qtbot.keyClicks(search, "wol")
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert heard == ["w", "wo", "wol", ""]
    with qtbot.waitSignal(search.wanted_list):
        qtbot.keyClick(search, Qt.Key.Key_Down)


def test_a_field_says_what_is_wrong_until_it_is_right() -> None:
    field = Field("E-mail", QLineEdit(), "Gets the invoices")
    field.set_wrong("No ending such as .com.au")
    assert field.input.accessibleDescription() == "No ending such as .com.au"
    assert field.input.property("wrong") == "true"
    field.set_wrong("")
    assert "Gets the invoices" in visible_strings(field)
    assert field.input.property("wrong") == ""


def test_choices_keep_their_value_when_options_change(qtbot: QtBot) -> None:
    choice = Choice("Kind", [("a", "Customers"), ("b", "Invoices")])
    choice.set_value("b")
    choice.set_options([("x", "All"), ("b", "Invoices")])
    assert choice.value() == "b"
    with qtbot.waitSignal(choice.chosen) as told:
        choice.activated.emit(0)
    assert told.args == ["x"]


def test_copying_puts_the_value_on_the_clipboard_and_says_so(qtbot: QtBot) -> None:
    field = CopyField("Redirect address", "http://localhost:12321/callback")
    shown(qtbot, field)
    button = field.findChildren(Button)[0]
    assert button.accessibleName() == "Copy Redirect address"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "http://localhost:12321/callback"
    assert button.text() == "Copied"


def test_an_edit_in_a_row_is_kept_with_enter_and_left_with_esc(qtbot: QtBot) -> None:
    edit = InlineEdit("Postcode", "27222722", 4)
    shown(qtbot, edit)
    assert edit.text() == "27222722"
    edit.setText("2722")
    with qtbot.waitSignal(edit.kept) as told:
        qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert told.args == ["2722"]
    with qtbot.waitSignal(edit.left):
        qtbot.keyClick(edit, Qt.Key.Key_Escape)
    assert edit.text() == "27222722"


@pytest.mark.parametrize("kind", [TabBar, FilterTabs, SegmentedControl])
def test_tabs_are_chosen_by_mouse_and_arrows(qtbot: QtBot, kind: type[TabBar | FilterTabs | SegmentedControl]) -> None:
    tabs = kind("Parts", [Tab("log", "Log"), Tab("decide", "To decide", "4"), Tab("map", "Field map")])
    window = shown(qtbot, tabs)
    heard: list[str] = []
    tabs.chosen.connect(heard.append)
    buttons = tabs.findChildren(QWidget)
    qtbot.mouseClick(next(one for one in buttons if one.accessibleName() == "To decide 4"), Qt.MouseButton.LeftButton)
    qtbot.keyClick(tabs, Qt.Key.Key_Right)
    qtbot.keyClick(tabs, Qt.Key.Key_Right)
    assert heard == ["decide", "map", "log"]
    assert tabs.current() == "log"
    tabs.set_count("decide", "3")
    assert "To decide 3" in visible_strings(tabs)
    tabs.choose("map")
    assert heard[-1] == "log"
    assert_accessible(window)


def test_a_banner_says_what_to_do_and_goes(qtbot: QtBot) -> None:
    banner = Banner()
    shown(qtbot, banner)
    assert not banner.isVisible()
    banner.show_message("warn", "The connection lapses in 6 days.", "Sign in again.", "Sign in")
    assert banner.isVisible()
    with qtbot.waitSignal(banner.acted):
        qtbot.mouseClick(banner.findChildren(Button)[0], Qt.MouseButton.LeftButton)
    with qtbot.waitSignals([banner.closed, banner.shown]):
        qtbot.mouseClick(banner.findChildren(IconButton)[0], Qt.MouseButton.LeftButton)
    assert not banner.isVisible()


def test_a_toast_can_take_a_deed_back_once(qtbot: QtBot) -> None:
    window = shown(qtbot, QWidget())
    toast = Toast(window)
    undone: list[int] = []
    toast.say("12 customers archived", lambda: undone.append(1))
    assert toast.isVisible()
    assert toast.geometry().bottom() < window.height()
    button = toast.findChildren(Button)[0]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert undone == [1]
    assert not toast.isVisible()
    toast.say("Saved")
    assert not button.isVisible()


def test_a_toast_goes_by_itself(qtbot: QtBot) -> None:
    toast = Toast(shown(qtbot, QWidget()))
    toast.say("Saved", seconds=0)
    qtbot.waitUntil(lambda: not toast.isVisible())


def test_the_four_states_of_a_page(qtbot: QtBot) -> None:
    empty = EmptyState("No customers yet", "Bring yours.", "Bring in your customers", "Look around")
    page = StatePage(QWidget(), empty)
    shown(qtbot, page)
    assert page.state == "filled"
    page.show_loading()
    assert page.state == "filled"  # for a moment, so that quick pages do not flicker
    qtbot.waitUntil(lambda: page.state == "loading")
    page.show_empty()
    assert page.state == "empty"
    with qtbot.waitSignal(empty.acted):
        qtbot.mouseClick(empty.deed, Qt.MouseButton.LeftButton)
    page.show_error("The file cannot be read.", "Restore a copy.")
    assert page.state == "error"
    texts = visible_strings(page.currentWidget())
    assert "The file cannot be read." in texts
    assert "Restore a copy." in texts
    with qtbot.waitSignal(page.retry):
        qtbot.mouseClick(page.currentWidget().findChildren(Button)[0], Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(
    ("done", "total", "seconds", "words"),
    [
        (412, 1900, 33, "about 2 min"),
        (1, 1900, 33, ""),
        (412, 1900, 1, ""),
        (1800, 1900, 60, "a few seconds"),
        (500, 1900, 10, "about 30 s"),
        (100, 1900, 600, "about 3.0 h"),
        (5, 0, 10, ""),
    ],
)
def test_the_time_left_is_said_only_when_it_is_known(done: int, total: int, seconds: float, words: str) -> None:
    assert time_left(done, total, seconds) == words


def test_progress_counts_and_can_be_cancelled_once(qtbot: QtBot) -> None:
    now = [100.0]
    strip = ProgressStrip(lambda: now[0])
    shown(qtbot, strip)
    strip.start("Reading invoices")
    now[0] += 33
    strip.step("Reading invoices", 412, 1900)
    assert strip.words == "Reading invoices 412 of 1,900, about 2 min"
    button = strip.findChildren(Button)[0]
    with qtbot.waitSignal(strip.cancelled):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not button.isEnabled()


def test_charts_are_read_aloud_and_shown_as_a_table(qtbot: QtBot) -> None:
    bar = StackedBar("Owed to you", [Share("Not due yet", "27,345.20", 3, "age0"), Share("Over 90", "0.00", 0, "age4")])
    window = shown(qtbot, bar)
    assert bar.accessibleName() == "Owed to you: Not due yet 27,345.20; Over 90 0.00"
    bar.show_table()
    dialog = bar.findChildren(TableDialog)[0]
    assert "27,345.20" in visible_strings(dialog)
    dialog.close()
    chart = LollipopChart("How they pay")
    window.layout().addWidget(chart)
    chart.set_marks([Mark(-3, "INV-1"), Mark(180, "INV-2", is_open=True)], 9, "May 2025", "May 2026")
    window.grab()
    assert chart.accessibleName() == "How they pay: INV-1 -3; INV-2 180, open"
    bar.set_shares([])
    window.grab()


def test_steps_can_be_entered_again_and_change_in_place(qtbot: QtBot) -> None:
    steps = [StepInfo("clean", "Clean", "11 merged", "done"), StepInfo("live", "Go live")]
    rail = StepRail("Set-up", steps)
    shown(qtbot, rail)
    before = rail.findChildren(QWidget)
    rail.set_steps([steps[0], StepInfo("live", "Go live", state="now")])
    assert rail.findChildren(QWidget) == before
    assert before[1].accessibleName() == "2. Go live, current step"
    with qtbot.waitSignal(rail.entered) as told:
        qtbot.mouseClick(before[0], Qt.MouseButton.LeftButton)
    assert told.args == ["clean"]


def test_answers_are_chosen_by_mouse_and_arrows_and_decided_with_enter(qtbot: QtBot) -> None:
    cards = RadioCards("Where are your customers?", [Answer("xero", "In Xero"), Answer("sheet", "In a spreadsheet", "Excel")])
    window = shown(qtbot, cards)
    window.resize(600, 400)
    heard: list[str] = []
    cards.chosen.connect(heard.append)
    second = cards.findChildren(QWidget)[1]
    qtbot.mouseClick(second, Qt.MouseButton.LeftButton, pos=second.rect().center())
    assert heard == ["sheet"]
    with qtbot.waitSignal(cards.decided) as told:
        qtbot.keyClick(second, Qt.Key.Key_Return)
    assert told.args == ["sheet"]


def test_sections_open_and_details_are_read_with_their_names(qtbot: QtBot) -> None:
    section = ExpandableSection("6 customers", "3rd try")
    details = DetailsList([("Terms", "Net 30")])
    section.body.addWidget(details)
    window = shown(qtbot, section)
    assert not details.isVisible()
    section.set_open(True)
    assert details.isVisible()
    assert "Terms: Net 30" in visible_strings(window)
    details.set_rows([("ABN", "83 914 571 673")])
    assert "Terms: Net 30" not in [text for text in visible_strings(details) if details.isVisible() and "ABN" in text]


def test_badge_and_pill_say_what_they_show(qtbot: QtBot) -> None:
    badge = Badge(1234)
    shown(qtbot, badge)
    assert badge.text() == "1,234"
    badge.set(0)
    assert not badge.isVisible()
    pill = Pill(PILLS["overdue"], "Overdue, 18 days")
    assert pill.accessibleName() == "Overdue, 18 days"


def test_icons_take_the_colour_of_their_role_and_are_kept(look: Theme) -> None:
    first = pixmap("home", "bad")
    assert first is pixmap("home", "bad")
    image = first.toImage()
    inked = {image.pixelColor(x, y).name() for x in range(16) for y in range(16) if image.pixelColor(x, y).alpha() == 255}
    assert look.tokens.bad.lower() in inked
    look.set_scheme(Scheme.DARK)
    assert pixmap("home", "bad") is not first
    assert pixmap("home", "bad", 16, 2.0).width() == 32
    with pytest.raises(FileNotFoundError):
        icon("no-such-icon")


def test_a_question_says_what_happens_and_is_answered_by_its_deed(qtbot: QtBot) -> None:
    window = shown(qtbot, QWidget())
    question = Question("Delete the sample company?", "Your own company file stays.", "Delete", danger=True, parent=window)
    assert_accessible(question)
    question.open()
    with qtbot.waitSignal(question.accepted):
        qtbot.mouseClick(question.deed, Qt.MouseButton.LeftButton)
    dialog = Dialog("New customer", parent=window)
    dialog.open()
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_a_split_keeps_the_width_of_its_list_and_the_footer_its_height(qtbot: QtBot) -> None:
    split = Split(QWidget(), QWidget())
    footer = Footer()
    window = shown(qtbot, split)
    window.layout().addWidget(footer)
    window.resize(1000, 400)
    before = split.sizes()[0]
    window.resize(1400, 400)
    assert split.sizes()[0] == before == 248
    assert footer.height() == 64
    note = IconText("lock", "Your file stays on this computer", icon_ink="good")
    note.set("key", "Signed in")
    assert "Signed in" in visible_strings(note)


def test_a_side_column_waits_behind_its_button_where_there_is_no_room(qtbot: QtBot) -> None:
    main, side = QWidget(), QWidget()
    both = Beside(main, side)
    window = shown(qtbot, both)
    window.layout().addWidget(both.turn)
    window.resize(1200, 300)
    assert main.isVisible()
    assert side.width() == 256
    assert not both.turn.isVisible()
    window.resize(600, 300)
    assert not side.isVisible()
    qtbot.mouseClick(both.turn, Qt.MouseButton.LeftButton)
    assert side.isVisible()
    assert not main.isVisible()
    assert both.turn.text() == "Back to the list"
    window.resize(1200, 300)
    assert main.isVisible()


def test_the_ring_stays_inside_what_scrolls(qtbot: QtBot) -> None:
    scroll = PageScroll()
    button = Button("Far down")
    scroll.column.addSpacing(2000)
    scroll.column.addWidget(button)
    window = shown(qtbot, scroll)
    ring = FocusRing(window)
    qtbot.waitUntil(window.isActiveWindow)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    scroll.verticalScrollBar().setValue(scroll.verticalScrollBar().maximum())
    assert ring.isVisible()
    scroll.verticalScrollBar().setValue(0)
    assert not ring.isVisible()


def test_the_ring_follows_the_keyboard(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    first, second = QLineEdit(), Button("Go on")
    column.addWidget(first)
    column.addWidget(second)
    ring = FocusRing(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    first.setFocus(Qt.FocusReason.TabFocusReason)
    assert ring.geometry() == first.geometry().adjusted(-3, -3, 3, 3)
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    assert second.hasFocus()
    assert ring.geometry() == second.geometry().adjusted(-3, -3, 3, 3)
    second.hide()
    assert QApplication.focusWidget() is first or not ring.isVisible()
