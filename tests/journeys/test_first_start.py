"""The very first start: a new company is made at the door, its recovery key kept, and the set-up begins; the next start finds it again."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from xerodesk.assembly.company import Company
from xerodesk.desktop import Desktop
from xerodesk.host.paths import Folders
from xerodesk.ui.setup.unlock import Unlock
from xerodesk.ui.setup.welcome import Welcome
from xerodesk.ui.theme import Theme

WAIT = 20_000
PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def _no_keyring(monkeypatch: pytest.MonkeyPatch, look: Theme) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    monkeypatch.delenv("XERODESK_PASSWORD", raising=False)


def _open(kind: type[QWidget]) -> list[QWidget]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]


def test_a_company_is_made_kept_and_found_again(qtbot: QtBot, tmp_path: Path, qapp: QApplication) -> None:
    desktop = Desktop(qapp, Folders(tmp_path))
    desktop.open_folder(tmp_path / "company")
    [door] = _open(Welcome)
    assert isinstance(door, Welcome)
    folder = tmp_path / "brandy-creek"
    door.company_wanted.emit(folder, PASSWORD)
    qtbot.waitUntil(lambda: door.at == "key", timeout=WAIT)
    door.finished.emit()
    qtbot.waitUntil(lambda: desktop.window is not None, timeout=WAIT)
    assert desktop.window is not None
    assert desktop.window.history.now == "setup", "nothing is here yet, so the set-up begins"
    desktop.close()

    with Company.open(folder, password=PASSWORD) as company:
        assert company.store.settings.get("setup.recovery_key_kept") is True


def test_a_locked_company_asks_and_opens_with_its_password(qtbot: QtBot, tmp_path: Path, qapp: QApplication) -> None:
    folder = tmp_path / "company"
    Company.create(folder, password=PASSWORD).company.close()
    desktop = Desktop(qapp, Folders(tmp_path))
    desktop.open_folder(folder)
    qtbot.waitUntil(lambda: len(_open(Unlock)) == 1, timeout=WAIT)
    [asks] = _open(Unlock)
    assert isinstance(asks, Unlock)
    qtbot.keyClicks(asks.input, "wrong")
    qtbot.mouseClick(asks.deed, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    qtbot.waitUntil(asks.deed.isEnabled, timeout=WAIT)
    assert desktop.window is None, "a wrong password opens nothing"
    asks.input.clear()
    qtbot.keyClicks(asks.input, PASSWORD)
    qtbot.mouseClick(asks.deed, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    qtbot.waitUntil(lambda: desktop.window is not None, timeout=WAIT)
    desktop.close()
