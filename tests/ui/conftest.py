"""The window's tests run without a screen, in the program's own look."""

from __future__ import annotations

import os

os.environ["QT_QPA_PLATFORM"] = os.environ.get("XERODESK_TEST_PLATFORM", "offscreen")  # before Qt is loaded

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from xerodesk.ui.theme import Scheme, Theme


def pytest_configure(config: pytest.Config) -> None:
    """The offscreen platform cannot pass size limits to a window system and says so for every window that has some."""
    config.addinivalue_line("qt_log_ignore", "does not support propagateSizeHints")


@pytest.fixture(scope="session")
def look(qapp: QApplication) -> Theme:
    """The theme of the test run: light, at the normal size."""
    return Theme.installed or Theme(qapp, Scheme.LIGHT, 1.0)


@pytest.fixture(autouse=True)
def _plain_look(look: Theme) -> Iterator[None]:
    """Every test starts light at the normal size, and leaves no window behind."""
    if look.dark or look.scheme is not Scheme.LIGHT:
        look.set_scheme(Scheme.LIGHT)
    if look.scale != 1.0:
        look.set_scale(1.0)
    yield
    for widget in QApplication.topLevelWidgets():
        widget.close()
        widget.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
