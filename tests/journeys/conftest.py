"""Journeys open real windows, off screen unless XERODESK_TEST_PLATFORM names a platform."""

from __future__ import annotations

import os

os.environ["QT_QPA_PLATFORM"] = os.environ.get("XERODESK_TEST_PLATFORM", "offscreen")  # before Qt is loaded

import pytest
from PySide6.QtWidgets import QApplication

from xerodesk.ui.theme import Scheme, Theme


def pytest_configure(config: pytest.Config) -> None:
    """The offscreen platform cannot pass size limits to a window system and says so for every window that has some."""
    config.addinivalue_line("qt_log_ignore", "does not support propagateSizeHints")


@pytest.fixture(scope="session")
def look(qapp: QApplication) -> Theme:
    """The program's own look."""
    return Theme.installed or Theme(qapp, Scheme.LIGHT, 1.0)
