"""The window of the first start and the lock of a company: chosen by mouse and key, problems told before anything is made."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import assert_accessible, assert_plain_words, visible_strings
from tests.ui.setup.setup_desk import FakeFiles
from xerodesk.domain.errors import KeyNeeded, StoreTrouble
from xerodesk.host.secrets import Reach
from xerodesk.ui.setup.new_company import folder_name
from xerodesk.ui.setup.unlock import Unlock
from xerodesk.ui.setup.welcome import Welcome
from xerodesk.ui.tasks import InlineTasks
from xerodesk.ui.ways_in import password_problem, strength

pytestmark = pytest.mark.usefixtures("look")
LEFT = Qt.MouseButton.LeftButton
KEY = "ABCDE-FGHJK-MNPQR-STVWX-YZ234-56789-ABCDE-FGHJK"


class Shown:
    """The window, what it told, and its dialogs."""

    def __init__(self, qtbot: QtBot, home: Path, reach: Reach) -> None:
        self.files = FakeFiles()
        self.window = Welcome(home, lambda: reach, InlineTasks(), self.files)
        self.told: list[tuple[Any, ...]] = []
        self.window.sample_wanted.connect(lambda: self.told.append(("sample",)))
        self.window.company_wanted.connect(lambda *what: self.told.append(("company", *what)))
        self.window.open_wanted.connect(lambda *what: self.told.append(("open", *what)))
        self.window.restore_wanted.connect(lambda *what: self.told.append(("restore", *what)))
        self.window.finished.connect(lambda: self.told.append(("finished",)))
        self.window.closed.connect(lambda: self.told.append(("closed",)))
        qtbot.addWidget(self.window)
        self.window.show()
        self.bot = qtbot

    def enter(self, key: str) -> None:
        self.bot.mouseClick(self.window.doors.buttons[key], LEFT)


@pytest.fixture
def shown(qtbot: QtBot, tmp_path: Path) -> Shown:
    return Shown(qtbot, tmp_path / "home", Reach(False, message="This computer has no keyring that could keep the sign-in."))


def test_three_doors_by_mouse_and_key(shown: Shown, qtbot: QtBot) -> None:
    assert_accessible(shown.window)
    assert_plain_words(shown.window)
    qtbot.keyClick(shown.window.doors.buttons["sample"], Qt.Key.Key_Space)
    assert shown.told == [("sample",)]
    shown.enter("new")
    assert shown.window.at == "new"
    qtbot.mouseClick(shown.window.back, LEFT)
    assert shown.window.at == "doors"


def test_a_company_without_keyring_needs_a_password_typed_twice(shown: Shown, qtbot: QtBot, tmp_path: Path) -> None:
    shown.enter("new")
    new, deed = shown.window.new, shown.window.deed
    assert "give it a name first" in visible_strings(shown.window)
    qtbot.keyClicks(new.name_input, "Saltbush: Joinery")
    assert "choose a password" in visible_strings(shown.window)
    qtbot.keyClicks(new.passwords.first, "correct horse")
    assert not deed.isEnabled()
    qtbot.keyClicks(new.passwords.second, "correct hoarse")
    assert "The two are not the same." in visible_strings(shown.window)
    new.passwords.second.clear()
    qtbot.keyClicks(new.passwords.second, "correct horse")
    assert_accessible(shown.window)
    qtbot.mouseClick(deed, LEFT)
    assert shown.told == [("company", tmp_path / "home" / "Saltbush Joinery", "correct horse")]
    assert shown.window.company_name == "Saltbush: Joinery"
    assert not deed.isEnabled(), "it is made once"


def test_with_a_keyring_the_password_is_optional(qtbot: QtBot, tmp_path: Path) -> None:
    shown = Shown(qtbot, tmp_path, Reach(True, "keyring.backends.SecretService"))
    shown.enter("new")
    qtbot.keyClicks(shown.window.new.name_input, "Saltbush")
    qtbot.mouseClick(shown.window.deed, LEFT)
    assert shown.told == [("company", tmp_path / "Saltbush", "")]


@pytest.mark.parametrize("place", ["OneDrive - Saltbush", "Dropbox"])
def test_a_folder_that_another_program_copies_is_warned_about(shown: Shown, qtbot: QtBot, tmp_path: Path, place: str) -> None:
    (tmp_path / place).mkdir()
    shown.enter("new")
    assert shown.window.new.warning.isHidden()
    shown.files.answer = tmp_path / place
    qtbot.keyClicks(shown.window.new.name_input, "Saltbush")
    qtbot.mouseClick(shown.window.new.change, LEFT)
    assert not shown.window.new.warning.isHidden()
    assert any(f"inside {place}" in text for text in visible_strings(shown.window))


def test_a_folder_with_a_company_in_it_is_not_made_again(shown: Shown, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "home" / "Saltbush").mkdir(parents=True)
    (tmp_path / "home" / "Saltbush" / "company.xerodesk").touch()
    shown.enter("new")
    qtbot.keyClicks(shown.window.new.name_input, "Saltbush")
    assert "there is a company in this folder already" in visible_strings(shown.window)


def test_what_failed_is_said_and_the_form_stays(shown: Shown, qtbot: QtBot) -> None:
    shown.enter("new")
    qtbot.keyClicks(shown.window.new.name_input, "Saltbush")
    shown.window.show_trouble(StoreTrouble("The company's folder cannot be made: read-only.", "Choose a folder you may write to."))
    words = visible_strings(shown.window)
    assert "Choose a folder you may write to." in words
    assert shown.window.company_name == "Saltbush"


def test_the_recovery_key_is_shown_once_and_has_to_be_kept(shown: Shown, qtbot: QtBot, tmp_path: Path) -> None:
    shown.enter("new")
    qtbot.keyClicks(shown.window.new.name_input, "Saltbush")
    shown.window.show_key(KEY)
    assert shown.window.recovery.shown.replace("\n", "") == KEY
    assert_accessible(shown.window)
    assert_plain_words(shown.window)
    qtbot.mouseClick(shown.window.recovery.copy, LEFT)
    assert QGuiApplication.clipboard().text() == KEY
    shown.files.answer = tmp_path / "not" / "there.txt"
    qtbot.mouseClick(shown.window.recovery.save, LEFT)
    assert any("could not be saved" in text for text in visible_strings(shown.window))
    assert not shown.window.deed.isEnabled()
    qtbot.mouseClick(shown.window.recovery.kept, LEFT, pos=QPoint(8, 8))
    qtbot.mouseClick(shown.window.deed, LEFT)
    assert shown.told == [("finished",)]
    assert shown.window.recovery.shown == "", "it is off the screen"


def test_opening_and_restoring(shown: Shown, qtbot: QtBot, tmp_path: Path) -> None:
    shown.enter("open")
    form = shown.window.open_form
    assert_accessible(shown.window)
    shown.files.answer = tmp_path
    qtbot.mouseClick(form.open_folder, LEFT)
    assert any("There is no company in" in text for text in visible_strings(shown.window))
    (tmp_path / "company.xerodesk").touch()
    qtbot.mouseClick(form.open_folder, LEFT)
    assert shown.told.pop() == ("open", tmp_path)
    backup = tmp_path / "20260603-040200-000000-manual.xerodesk"
    backup.touch()
    shown.files.answer = backup
    qtbot.mouseClick(form.choose_backup, LEFT)
    assert not form.restore.isEnabled(), "its keys are missing"
    backup.with_suffix(".keys").touch()
    qtbot.mouseClick(form.choose_backup, LEFT)
    shown.files.answer = tmp_path
    qtbot.mouseClick(form.restore, LEFT)
    assert shown.told == [], "a folder with things in it is not written to"
    (tmp_path / "fresh").mkdir()
    shown.files.answer = tmp_path / "fresh"
    qtbot.mouseClick(form.restore, LEFT)
    assert shown.told == [("restore", backup, tmp_path / "fresh")]


def test_closing_says_so(shown: Shown) -> None:
    shown.window.close()
    assert shown.told == [("closed",)]


def test_unlocking_by_password_then_by_recovery_key(qtbot: QtBot) -> None:
    lock = Unlock("Saltbush Joinery")
    qtbot.addWidget(lock)
    lock.open()
    tries: list[tuple[str, str]] = []
    lock.tried.connect(lambda *what: tries.append(what))
    assert not lock.deed.isEnabled()
    qtbot.keyClicks(lock.input, "wrong")
    qtbot.keyClick(lock.input, Qt.Key.Key_Return)
    assert tries == [("wrong", "")]
    lock.wrong(KeyNeeded("The password does not open the company file.", "Check it and try again."))
    assert any("does not open" in text for text in visible_strings(lock))
    assert lock.deed.isEnabled()
    assert_accessible(lock)
    assert_plain_words(lock)
    qtbot.mouseClick(lock.other, LEFT)
    assert not lock.deed.isEnabled()
    qtbot.keyClicks(lock.key_input, KEY.lower())
    qtbot.mouseClick(lock.deed, LEFT)
    assert tries[-1] == ("", KEY.lower())


@pytest.mark.parametrize(
    ("password", "word"),
    [("", "Three"), ("short", "Too short"), ("password123", "Weak"), ("Blue7kite!", "Good"), ("four words in a row", "Strong")],
)
def test_strength_in_words(password: str, word: str) -> None:
    assert strength(password)[0].startswith(word)


def test_problems_of_passwords_and_names_of_folders() -> None:
    assert password_problem("1234567")
    assert password_problem("12345678", "12345679")
    assert not password_problem("12345678", "12345678")
    assert folder_name('A/B: "C" <D>. ') == "A B C D"
