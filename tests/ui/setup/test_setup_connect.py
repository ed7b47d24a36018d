"""Signing in from the set-up, every way it can end, and the wait that never holds the window."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QRadioButton
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import assert_accessible, assert_plain_words, visible_strings
from tests.ui.setup.setup_desk import CLIENT_ID, READING, WRITING, FakeAttempt, SetupDesk, connection, copied
from xerodesk.domain.errors import Busy, Misuse, SignInNeeded
from xerodesk.ui.setup.connect import ConnectStep
from xerodesk.ui.setup.page import SetupPage
from xerodesk.ui.setup.signing import minutes_left, parted, scopes_by_reason
from xerodesk.ui.tasks import ThreadTasks
from xerodesk.ui.theme import Theme

LEFT = Qt.MouseButton.LeftButton
TOO_LATE = (
    'The browser did not come back within 5 minutes. Likely causes: the page at Xero said "Invalid redirect_uri": register exactly '
    "http://localhost:18362/callback in your app at Xero; the browser did not open, or the page was closed."
)


def opened(desk: SetupDesk, qtbot: QtBot, state: str = "connect") -> tuple[SetupPage, ConnectStep]:
    desk.services.settings.put("setup.client_id", CLIENT_ID)
    page = SetupPage(desk.context)
    desk.shown.append(page)
    qtbot.addWidget(page)
    page.resize(1232, 788)
    page.show()
    page.open(state)
    found = page.rooms.step("connect")
    assert isinstance(found, ConnectStep)
    return page, found


def test_several_organisations_are_chosen_from(desk: SetupDesk, qtbot: QtBot) -> None:
    desk.connecting.organisations = ("Demo Company (AU)", "Saltbush Joinery Pty Ltd")
    page, step = opened(desk, qtbot)
    qtbot.mouseClick(step.deed, LEFT)
    assert step.state == "choosing"
    assert not desk.connecting.attempts[0].closed, "the sign-in waits for the choice"
    assert step.picker is not None
    qtbot.mouseClick(step.picker.findChildren(QRadioButton)[1], LEFT)
    assert_accessible(page)
    assert_plain_words(page)
    qtbot.mouseClick(step.deed, LEFT)
    assert step.state == "connected"
    found = desk.services.connection()
    assert found is not None
    assert found.organisation == "Saltbush Joinery Pty Ltd"
    assert desk.connecting.attempts[0].closed


@pytest.mark.parametrize(
    "error",
    [
        SignInNeeded("Access was not allowed at Xero, so nothing is connected.", 'Connect again and choose "Allow access".'),
        SignInNeeded("This company file belongs to Saltbush at Xero, but the sign-in was for Demo.", "Choose Saltbush."),
    ],
)
def test_a_sign_in_that_fails_says_why_and_what_to_do(desk: SetupDesk, qtbot: QtBot, error: SignInNeeded) -> None:
    desk.connecting.trouble = error
    _, step = opened(desk, qtbot)
    qtbot.mouseClick(step.deed, LEFT)
    words = " ".join(visible_strings(step))
    assert error.message in words
    assert error.advice in words
    assert desk.connecting.attempts[0].closed, "the local port is free again"
    assert step.deed.text() == "Try again"
    desk.connecting.trouble = None
    qtbot.mouseClick(step.deed, LEFT)
    assert step.state == "connected"
    assert error.message not in " ".join(label for label in visible_strings(step) if not step.banner.isHidden())


def test_a_time_out_lists_its_causes_one_by_one(desk: SetupDesk, qtbot: QtBot) -> None:
    desk.connecting.trouble = SignInNeeded(TOO_LATE, "Correct what applies and connect again.")
    _, step = opened(desk, qtbot)
    qtbot.mouseClick(step.deed, LEFT)
    lines = step.causes.text().splitlines()
    assert len(lines) == 3
    assert "register exactly http://localhost:18362/callback" in lines[1]
    assert step.causes.isVisibleTo(step)


@pytest.mark.parametrize(
    "error", [Busy("All ports are busy.", "Close other xerodesk windows."), Misuse("This is not a client id.", "Copy it.")]
)
def test_what_fails_before_the_browser_opens(desk: SetupDesk, qtbot: QtBot, error: Exception) -> None:
    desk.connecting.busy = error
    _, step = opened(desk, qtbot)
    qtbot.mouseClick(step.deed, LEFT)
    assert str(error) in " ".join(visible_strings(step))
    assert desk.opened == []
    assert step.state == "asking"


def test_writing_is_asked_for_once_with_its_own_words(desk: SetupDesk, qtbot: QtBot) -> None:
    desk.company.store.connection.save(connection(READING))
    page, step = opened(desk, qtbot, "connect/write")
    words = " ".join(visible_strings(step))
    assert "Allow writing to Xero" in words
    assert "Adds and updates customers in Xero." in words
    qtbot.mouseClick(step.deed, LEFT)
    assert desk.connecting.attempts[0].write
    desk.feed.flush()
    page.refresh(desk.told[-1])
    assert page.standing.can_write
    qtbot.mouseClick(step.deed, LEFT)
    assert desk.routes[-1] == "setup/test"


def test_signing_in_again_asks_for_what_was_allowed_before(desk: SetupDesk, qtbot: QtBot) -> None:
    desk.company.store.connection.save(connection(WRITING))
    _, step = opened(desk, qtbot, "connect")
    assert step.state == "connected", "who is connected is not asked again"
    page, step = opened(desk, qtbot, "connect/again")
    assert step.state == "asking"
    assert step.question.text() == "Sign in to Xero again"
    qtbot.mouseClick(step.deed, LEFT)
    assert desk.connecting.attempts[0].write
    assert page.now == "connect"


def test_the_sample_company_needs_no_client_id(made_sample: SetupDesk, qtbot: QtBot) -> None:
    page = SetupPage(made_sample.context)
    made_sample.shown.append(page)
    qtbot.addWidget(page)
    page.show()
    page.open("connect")
    assert page.now == "connect"
    page.open("client-id")
    assert any("needs no client id" in text for text in visible_strings(page))
    page.open("connect")
    step = page.rooms.step("connect")
    assert isinstance(step, ConnectStep)
    qtbot.mouseClick(step.deed, LEFT)
    assert made_sample.connecting.attempts[0].client_id == ""


@pytest.fixture
def made_sample(sample_company: Any, tmp_path: Any, look: Theme) -> Any:
    made = SetupDesk(copied(sample_company, tmp_path / "sample"), look, sample=True)
    yield made
    made.close()


class PatientAttempt(FakeAttempt):
    """Waits until it is cancelled, ticking as the real one does."""

    def wait(self, tick: Callable[[float], None] | None = None) -> tuple[Any, ...]:
        beat = threading.Event()
        for _ in range(2_000):
            if tick is not None:
                tick(247.0)
            beat.wait(0.01)
        raise AssertionError("never cancelled")


def test_the_wait_leaves_the_window_free_and_is_cancelled(made_company: Any, tmp_path: Any, look: Theme, qtbot: QtBot) -> None:
    tasks = ThreadTasks()
    desk = SetupDesk(copied(made_company, tmp_path / "Saltbush Joinery"), look, tasks)
    tasks._farewell = desk.file.database.close
    desk.connecting.make = PatientAttempt
    try:
        page, _ = opened(desk, qtbot)
        qtbot.waitUntil(lambda: page.now == "connect")
        step = page.rooms.step("connect")
        assert isinstance(step, ConnectStep)
        qtbot.mouseClick(step.deed, LEFT)
        qtbot.waitUntil(lambda: step.state == "waiting" and step.waiting.left.text() == "4:07 left")
        assert_accessible(page)
        qtbot.mouseClick(step.waiting.again, LEFT)
        assert len(desk.opened) == 2
        qtbot.mouseClick(step.waiting.copy, LEFT)
        assert QGuiApplication.clipboard().text() == desk.connecting.attempts[0].address
        qtbot.mouseClick(step.waiting.stop, LEFT)
        qtbot.waitUntil(lambda: step.state == "asking")
        attempt = desk.connecting.attempts[0]
        assert attempt.cancelled
        assert attempt.closed
        assert step.banner.isHidden(), "who cancels is told nothing is wrong"
    finally:
        tasks.close()
        desk.close()


def test_words_of_the_wait() -> None:
    assert minutes_left(247) == "4:07 left"
    assert parted("Denied.") == ("Denied.", [])
    assert scopes_by_reason({"a": "Why", "b": "Other", "c": "Why"}) == [("Why", "a, c"), ("Other", "b")]
