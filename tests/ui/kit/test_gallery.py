"""The whole kit at once, light and dark: it paints without a word from Qt, every control has a name, and pictures are kept if asked for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import assert_accessible, assert_plain_words
from tests.ui.kit.gallery import page, shoot, states
from xerodesk.ui.theme import Scheme, Theme


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_the_kit_paints_in_both_looks(look: Theme, qtbot: QtBot, tmp_path: Path, scheme: Scheme) -> None:
    look.set_scheme(scheme)
    folder = Path(os.environ.get("XERODESK_SHOTS") or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)
    for name, widget, width, height in (("kit", page(), 1180, 1500), ("states", states(), 900, 1140)):
        qtbot.addWidget(widget)
        assert [one for one in QApplication.topLevelWidgets() if one.isVisible() and one is not widget and not one.parent()] == []
        path = shoot(widget, name, width, height, folder)
        assert path.stat().st_size > 20_000
        assert_accessible(widget)
        assert_plain_words(widget, allowed=("wire",))
        widget.hide()


def test_larger_text_still_fits(look: Theme, qtbot: QtBot, tmp_path: Path) -> None:
    look.set_scale(1.4)
    widget = page()
    qtbot.addWidget(widget)
    shoot(widget, "kit-large", 1500, 2000, Path(os.environ.get("XERODESK_SHOTS") or tmp_path))
    assert widget.minimumSizeHint().width() <= 1700
