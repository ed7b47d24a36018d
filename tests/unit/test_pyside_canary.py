"""The binding must survive 200,000 calls: PySide6 6.12.0 on Python 3.11 loses references and aborts after some thousand."""

from __future__ import annotations

import os
import subprocess
import sys

_CALLS = """
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QLabel

class Bell(QObject):
    rang = Signal(str, object)

app = QApplication([])
label, bell, heard = QLabel(), Bell(), [0]
def hear(word, thing):
    heard[0] += 1
bell.rang.connect(hear)
for number in range(200_000):
    label.setText("customer")
    bell.rang.emit("changed", None)
print(heard[0])
"""


def test_the_binding_keeps_its_references() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _CALLS],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, f"the Qt binding stopped with {done.returncode}: {done.stderr[-500:]}"
    assert done.stdout.strip() == "200000"
