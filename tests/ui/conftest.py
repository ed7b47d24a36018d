"""The window's tests run without a screen, in the program's own look."""

from __future__ import annotations

import os

os.environ["QT_QPA_PLATFORM"] = os.environ.get("XERODESK_TEST_PLATFORM", "offscreen")  # before Qt is loaded

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui import books
from xerodesk.store.company import CompanyFile
from xerodesk.store.writing import Writing
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
        if widget.parentWidget() is None:  # a popup or dialog goes with what it belongs to, which would delete it a second time
            widget.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(scope="session")
def filled_company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a small company with books in it (tests.ui.books) that tests get a copy of."""
    folder = tmp_path_factory.mktemp("filled")
    made = CompanyFile.create(folder, sample=True).company
    books.fill(Writing.of(made.database))
    made.close()
    return folder


@pytest.fixture(scope="session")
def empty_company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a company with nothing in it."""
    folder = tmp_path_factory.mktemp("empty")
    CompanyFile.create(folder, sample=True).company.close()
    return folder


def _office(folder: Path, tmp_path: Path, look: Theme) -> Iterator[books.Office]:
    shutil.copytree(folder, tmp_path / "company")
    window = QWidget()
    made = books.office(tmp_path / "company", look, window)
    yield made
    made.company.close()


@pytest.fixture
def office(filled_company: Path, tmp_path: Path, look: Theme) -> Iterator[books.Office]:
    """What a page stands on: a real company file with books."""
    yield from _office(filled_company, tmp_path, look)


@pytest.fixture
def new_office(empty_company: Path, tmp_path: Path, look: Theme) -> Iterator[books.Office]:
    """What a page stands on in a company with nothing in it."""
    yield from _office(empty_company, tmp_path, look)
