"""A second start of the same company raises the first window; another company is not in its way."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from pytestqt.qtbot import QtBot

from xerodesk.ui.single import SingleWindow

_SECOND = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from xerodesk.ui.single import SingleWindow
app = QCoreApplication([])
single = SingleWindow(Path(sys.argv[1]))
print(single.claim())
single.release()
"""


def _second_start(folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", _SECOND, str(folder)], stdout=subprocess.PIPE, text=True)


def test_a_second_start_raises_the_first(qtbot: QtBot, tmp_path: Path) -> None:
    first = SingleWindow(tmp_path / "company")
    assert first.claim()
    with _second_start(tmp_path / "company") as second:
        with qtbot.waitSignal(first.raise_wanted, timeout=20_000):
            pass
        said, _ = second.communicate(timeout=30)
    assert said.strip() == "False"
    first.release()


def test_another_company_is_free_and_a_released_place_too(tmp_path: Path, qtbot: QtBot) -> None:
    first, other = SingleWindow(tmp_path / "company"), SingleWindow(tmp_path / "other")
    assert first.claim()
    assert other.claim()
    first.release()
    with _second_start(tmp_path / "company") as second:
        said, _ = second.communicate(timeout=30)
    assert said.strip() == "True"
    other.release()
