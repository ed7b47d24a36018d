"""The test sync: proposed records with their reasons, choosing others, the preview, permission first, the result on both sides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import assert_accessible, assert_plain_words
from tests.ui.sync.sync_desk import SyncDesk, change, failing, line
from xerodesk.domain.changes import Changes
from xerodesk.domain.errors import Cancelled, SignInNeeded
from xerodesk.domain.log import EntryField
from xerodesk.domain.plan import Plan, PlanField
from xerodesk.sync.handful import Pick
from xerodesk.ui.sync.choosing import ChooseDialog
from xerodesk.ui.sync.five_outcome import outcomes
from xerodesk.ui.sync.preview_rows import RecordRow
from xerodesk.ui.sync.test_five import TestFive, these

EMAIL = PlanField("email", "a@x.example", "b@x.example", "a@x.example", "b@x.example")


@dataclass
class Done:
    """What a sign-in came to."""

    sentence: str = "Connected to Saltbush Joinery as Meg."
    changes: Changes = field(default_factory=lambda: Changes.of("connection"))


class PlayedAttempt:
    """A sign-in that ends as the test wants."""

    address = "https://login.xero.com/ask"
    seconds_left = 287.0

    def __init__(self, desk: SyncDesk, error: Exception | None) -> None:
        self._desk = desk
        self._error = error
        self.closed = False

    def cancel(self) -> None:
        """Nothing waits here."""

    def close(self) -> None:
        self.closed = True

    def wait(self, tick: object = None) -> Sequence[str]:
        if self._error is not None:
            raise self._error
        return ["Saltbush"]

    def complete(self, choice: str) -> Done:
        assert choice == "Saltbush"
        self._desk.connect(write=True)
        return Done()


class PlayedConnecting:
    """Sign-ins on demand."""

    def __init__(self, desk: SyncDesk, error: Exception | None = None) -> None:
        self._desk = desk
        self._error = error
        self.attempts: list[PlayedAttempt] = []

    def attempt(self, client_id: str = "", organisation: str = "", *, write: bool = True) -> PlayedAttempt:
        assert write
        self.attempts.append(PlayedAttempt(self._desk, self._error))
        return self.attempts[-1]


def picks(*titles: str) -> list[Pick]:
    return [Pick("contact", f"crm-{title}", "", title, "An accent in the name.") for title in titles]


@pytest.fixture
def five(desk: SyncDesk, qtbot: QtBot) -> TestFive:
    """Two records proposed."""
    desk.sync.picks = picks("Wollombi", "Zoë")
    desk.sync.plan = Plan((change("Zoë", EMAIL), change("Wollombi", action="nothing")), {"found": 2, "update": 1, "nothing": 1}, 2)
    made = TestFive(desk.context, go_on="Go live")
    qtbot.addWidget(made)
    made.resize(1232, 800)
    made.show()
    made.open("")
    return made


def heads(five: TestFive) -> list[tuple[str, str, bool | None]]:
    found = [five.table.rows.row_at(at) for at in range(five.table.rows.rowCount())]
    return [(row.title, row.action, row.ticked) for row in found if isinstance(row, RecordRow)]


def test_proposed_records_stand_in_their_order_with_why(five: TestFive, desk: SyncDesk) -> None:
    assert heads(five) == [("Wollombi", "No change", True), ("Zoë", "Update", True)]
    assert "chosen for: an accent in the name" in str(five.table.rows.index(0, 0).data())
    assert desk.sync.previews[0].ids == {"crm-Wollombi", "crm-Zoë"}
    assert five.footer.sync.text() == "Sync these two"
    assert not desk.sync.runs
    assert_accessible(five)
    assert_plain_words(five)


def test_unticked_records_stay_out(five: TestFive, desk: SyncDesk, qtbot: QtBot) -> None:
    box = five.table.visualRect(five.table.rows.index(0, 0)).topLeft()
    qtbot.mouseClick(five.table.viewport(), Qt.MouseButton.LeftButton, pos=box.__class__(box.x() + 30, box.y() + 12))
    assert heads(five)[0] == ("Wollombi", "No change", False)
    assert five.footer.sync.text() == "Sync this one"
    five.table.setFocus()
    five.table.choose(1)
    qtbot.keyClick(five.table, Qt.Key.Key_Space)
    assert not five.footer.sync.isEnabled()
    qtbot.keyClick(five.table, Qt.Key.Key_Space)
    qtbot.mouseClick(five.footer.sync, Qt.MouseButton.LeftButton)
    assert [scope.ids for scope, _ in desk.sync.runs] == [{"crm-Zoë"}]


def test_the_run_shows_both_sides(five: TestFive, desk: SyncDesk, qtbot: QtBot) -> None:
    ended: list[Any] = []
    five.finished.connect(ended.append)
    qtbot.mouseClick(five.footer.sync, Qt.MouseButton.LeftButton)
    assert [mode for _, mode in desk.sync.runs] == ["test"]
    assert "4 of 5 in step, 1 failing" in five.outcome.sentence.plain()
    assert five.outcome.table.rows.rowCount() == 2
    assert ended[0].found == 5
    went: list[bool] = []
    five.went_on.connect(lambda: went.append(True))
    qtbot.mouseClick(five.on, Qt.MouseButton.LeftButton)
    assert went == [True]


def test_what_happened_is_told_per_side(desk: SyncDesk) -> None:
    run = desk.log(
        line("Zoë", EntryField("name", "", "Zoë"), action="create"),
        line("Zoë", EntryField("website", "", "w"), direction="to_crm"),
        failing("Oxley", 60),
    )
    chosen = picks("Zoë", "Oxley", "Quiet")
    first, second, third = outcomes(desk.file.reading, run, chosen)  # type: ignore[arg-type]  # a pick reads as a chosen one
    assert (first.here, first.in_xero, first.result, first.xero_id) == ("1 field updated", "Created, 1 field", "In step", "x-Zoë")
    assert (second.result, second.in_xero) == ("Failing", "unchanged")
    assert "Shorten it in xerodesk." in second.why
    assert (third.here, third.result) == ("unchanged", "In step")


def test_looking_only_asks_for_permission_first(five: TestFive, desk: SyncDesk, qtbot: QtBot) -> None:
    desk.connect(write=False)
    connecting = desk.services.connecting = PlayedConnecting(desk)
    qtbot.mouseClick(five.footer.preview, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(five.footer.sync, Qt.MouseButton.LeftButton)
    assert desk.told.addresses == ["https://login.xero.com/ask"]
    assert connecting.attempts[0].closed
    assert len(desk.sync.runs) == 1
    assert five.permission.isHidden()
    assert desk.told.toasts == ["Connected to Saltbush Joinery as Meg."]


@pytest.mark.parametrize("error", [SignInNeeded("Xero said no.", "Ask again."), Cancelled("Stopped as you asked.")])
def test_permission_refused_runs_nothing(five: TestFive, desk: SyncDesk, qtbot: QtBot, error: Exception) -> None:
    desk.connect(write=False)
    connecting = desk.services.connecting = PlayedConnecting(desk, error)
    five.preview()
    five.sync_now()
    assert not desk.sync.runs
    assert connecting.attempts[0].closed
    assert five.trouble.isVisible()
    assert five.footer.sync.isEnabled()


def test_choosing_others(five: TestFive, desk: SyncDesk, qtbot: QtBot) -> None:
    ids = {name: desk.customer(name) for name in ("Marlowe", "Oxley")}
    qtbot.mouseClick(five.others, Qt.MouseButton.LeftButton)
    dialog = five.window().findChild(ChooseDialog)
    assert dialog is not None
    assert "2 chosen: Wollombi, Zoë" in [label.text() for label in dialog.findChildren(type(dialog.foot))]
    qtbot.keyClicks(dialog.search, "marl")
    assert dialog.model.rowCount() == 1
    dialog.table.choose(0)
    qtbot.keyClick(dialog.table, Qt.Key.Key_Space)
    assert_accessible(dialog)
    qtbot.mouseClick(dialog.deed, Qt.MouseButton.LeftButton)
    assert desk.sync.previews[-1].ids == {"crm-Wollombi", "crm-Zoë", ids["Marlowe"]}


def test_nothing_to_try(desk: SyncDesk, qtbot: QtBot) -> None:
    five = TestFive(desk.context)
    qtbot.addWidget(five)
    five.show()
    five.open("")
    assert five.states.state == "empty"
    assert five.none.deed.text() == "Propose five"


def test_how_many_in_words() -> None:
    assert [these(count) for count in (1, 5, 12)] == ["this one", "these five", "these 12"]
