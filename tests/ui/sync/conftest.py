"""The desk of the Xero sync pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.sync.sync_desk import SyncDesk
from xerodesk.store.company import CompanyFile
from xerodesk.ui.theme import Theme


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot, look: Theme) -> Iterator[SyncDesk]:
    """A connected company without any line in its log."""
    CompanyFile.create(tmp_path / "company", sample=True).company.close()
    window = QWidget()
    qtbot.addWidget(window)
    made = SyncDesk(tmp_path / "company", window, look)
    made.connect()
    yield made
    assert not made.tasks.errors
    made.close()
