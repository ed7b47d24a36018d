"""Colours, fonts and sizes: the contrast table recomputed, the type scale, light and dark, tabular digits."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from xerodesk.host.resources import resource, resources_dir
from xerodesk.ui.kit.labels import Text
from xerodesk.ui.qss import style_sheet
from xerodesk.ui.theme import Scheme, Theme, dress, palette_of, show_if
from xerodesk.ui.tokens import DARK, LIGHT, TYPE

CONTRAST = [
    ("light", "field", "canvas", 3.44),
    ("light", "field", "side", 3.18),
    ("light", "field", "raised", 3.29),
    ("dark", "field", "canvas", 4.33),
    ("dark", "field", "side", 4.58),
    ("dark", "field", "raised", 4.07),
    ("light", "ink", "canvas", 17.19),
    ("light", "ink", "side", 15.87),
    ("light", "ink", "sel", 15.12),
    ("light", "ink", "raised", 16.44),
    ("dark", "ink", "canvas", 15.01),
    ("dark", "ink", "side", 15.86),
    ("dark", "ink", "sel", 11.98),
    ("dark", "ink", "raised", 14.09),
    ("light", "ink2", "canvas", 7.42),
    ("light", "ink2", "side", 6.85),
    ("light", "ink2", "sel", 6.52),
    ("light", "ink2", "neutralbg", 6.39),
    ("dark", "ink2", "canvas", 8.38),
    ("dark", "ink2", "side", 8.86),
    ("dark", "ink2", "sel", 6.69),
    ("dark", "ink2", "neutralbg", 6.66),
    ("light", "ink3", "canvas", 5.38),
    ("light", "ink3", "side", 4.97),
    ("light", "ink3", "sel", 4.73),
    ("light", "ink3", "raised", 5.15),
    ("light", "ink3", "selside", 4.55),
    ("light", "ink3", "neutralbg", 4.64),
    ("dark", "ink3", "canvas", 6.26),
    ("dark", "ink3", "side", 6.61),
    ("dark", "ink3", "sel", 4.99),
    ("dark", "ink3", "raised", 5.87),
    ("dark", "ink3", "selside", 5.39),
    ("dark", "ink3", "neutralbg", 4.97),
    ("light", "accent", "canvas", 7.75),
    ("light", "accent", "side", 7.15),
    ("light", "accent", "sel", 6.81),
    ("light", "accent", "selside", 6.55),
    ("dark", "accent", "canvas", 8.49),
    ("dark", "accent", "side", 8.97),
    ("dark", "accent", "sel", 6.77),
    ("dark", "accent", "selside", 7.31),
    ("light", "onaccent", "accentfill", 7.75),
    ("dark", "onaccent", "accentfill", 4.86),
    ("light", "focus", "canvas", 7.75),
    ("light", "focus", "side", 7.15),
    ("light", "focus", "sel", 6.81),
    ("dark", "focus", "canvas", 8.49),
    ("dark", "focus", "side", 8.97),
    ("dark", "focus", "sel", 6.77),
    ("light", "good", "canvas", 5.86),
    ("light", "good", "sel", 5.15),
    ("light", "good", "goodbg", 5.12),
    ("dark", "good", "canvas", 8.67),
    ("dark", "good", "sel", 6.92),
    ("dark", "good", "goodbg", 7.00),
    ("light", "warn", "canvas", 6.59),
    ("light", "warn", "sel", 5.79),
    ("light", "warn", "warnbg", 5.82),
    ("dark", "warn", "canvas", 9.00),
    ("dark", "warn", "sel", 7.18),
    ("dark", "warn", "warnbg", 7.19),
    ("light", "bad", "canvas", 6.74),
    ("light", "bad", "sel", 5.92),
    ("light", "bad", "badbg", 5.80),
    ("dark", "bad", "canvas", 7.96),
    ("dark", "bad", "sel", 6.35),
    ("dark", "bad", "badbg", 6.73),
    ("light", "info", "canvas", 7.62),
    ("light", "info", "sel", 6.70),
    ("light", "info", "infobg", 6.53),
    ("dark", "info", "canvas", 9.37),
    ("dark", "info", "sel", 7.47),
    ("dark", "info", "infobg", 7.55),
    ("light", "wire", "canvas", 3.68),
    ("light", "wire", "raised", 3.52),
    ("dark", "wire", "canvas", 5.31),
    ("dark", "wire", "raised", 4.98),
    ("light", "wirewarn", "canvas", 4.67),
    ("light", "wirewarn", "raised", 4.47),
    ("dark", "wirewarn", "canvas", 7.78),
    ("dark", "wirewarn", "raised", 7.31),
    ("light", "wirebad", "canvas", 5.65),
    ("light", "wirebad", "raised", 5.40),
    ("dark", "wirebad", "canvas", 5.88),
    ("dark", "wirebad", "raised", 5.52),
    ("light", "age0", "canvas", 3.54),
    ("dark", "age0", "canvas", 5.24),
    ("light", "age1", "canvas", 3.43),
    ("dark", "age1", "canvas", 7.14),
    ("light", "age2", "canvas", 4.49),
    ("dark", "age2", "canvas", 5.86),
    ("light", "age3", "canvas", 6.37),
    ("dark", "age3", "canvas", 5.00),
    ("light", "age4", "canvas", 10.13),
    ("dark", "age4", "canvas", 7.26),
    ("light", "st1", "canvas", 3.18),
    ("dark", "st1", "canvas", 3.44),
    ("light", "st2", "canvas", 4.26),
    ("dark", "st2", "canvas", 5.00),
    ("light", "st3", "canvas", 5.80),
    ("dark", "st3", "canvas", 6.85),
    ("light", "st4", "canvas", 7.75),
    ("dark", "st4", "canvas", 9.77),
]
"""Theme, role, what it stands on, the ratio promised (rounded down)."""

MARKS = {"field", "wire", "wirewarn", "wirebad", "age0", "age1", "age2", "age3", "age4", "st1", "st2", "st3", "st4"}


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.2."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (red, green, blue)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one: str, other: str) -> float:
    """Contrast of two colours."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("theme", "role", "ground", "promised"), CONTRAST)
def test_contrast_is_what_the_palette_promises(theme: str, role: str, ground: str, promised: float) -> None:
    tokens = LIGHT if theme == "light" else DARK
    found = ratio(tokens[role], tokens[ground])
    assert found >= (3.0 if role in MARKS else 4.5)
    assert promised <= found < promised + 0.011


def test_roles_are_colours_and_unknown_ones_are_refused() -> None:
    for tokens in (LIGHT, DARK):
        assert all(re.fullmatch(r"#[0-9A-F]{6}", tokens[role]) for role in tokens.__slots__)
        with pytest.raises(KeyError):
            tokens["__init__"]


def test_the_style_sheet_has_no_hole_and_no_font_rule() -> None:
    for tokens, dark in ((LIGHT, False), (DARK, True)):
        sheet = style_sheet(tokens, 1.5, resources_dir() / "styles", dark=dark)
        assert "@" not in sheet
        assert "font" not in sheet
        for path in re.findall(r'url\("([^"]+)"\)', sheet):
            text = resource("styles", path.rsplit("/", 1)[1]).read_text("utf-8")
            assert tokens.ink2 in text or "#FFFFFF" in text


def test_selected_text_stays_readable_in_fusion() -> None:
    for tokens in (LIGHT, DARK):
        palette = palette_of(tokens)
        assert palette.color(QPalette.ColorRole.HighlightedText) == QColor(tokens.ink)
        assert palette.color(QPalette.ColorRole.Highlight) == QColor(tokens.sel)


@pytest.mark.parametrize("role", sorted(TYPE))
def test_fonts_are_inter_in_three_weights_with_tabular_digits(look: Theme, role: str) -> None:
    font = look.font(role)
    assert QFontInfo(font).family() == "Inter"
    assert font.weight() in (400, 500, 600)
    metrics = QFontMetricsF(font)
    assert metrics.horizontalAdvance("1111.11") == pytest.approx(metrics.horizontalAdvance("8888.88"))


def test_weights_differ_on_screen(look: Theme) -> None:
    widths = {QFontMetricsF(look.font("base", weight)).horizontalAdvance("Wollombi Creek") for weight in (400, 500, 600)}
    assert len(widths) == 3


def test_words_keep_their_digits_tabular_under_the_style_sheet(look: Theme, qtbot: QtBot) -> None:
    label = Text("1", "sentence")
    plain = QPushButton("1")
    for widget in (label, plain):
        qtbot.addWidget(widget)
        widget.show()
        assert QFont.Tag("tnum") in widget.font().featureTags()


def test_dark_and_light_follow_the_choice(look: Theme, qtbot: QtBot) -> None:
    look.set_scheme(Scheme.DARK)
    assert look.dark
    assert look.colour("canvas") == QColor(DARK.canvas)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    assert app.palette().color(QPalette.ColorRole.Window) == QColor(DARK.canvas)
    label = QLabel("late")
    dress(label, ink="bad")
    qtbot.addWidget(label)
    label.show()
    assert label.palette().color(QPalette.ColorRole.WindowText) == QColor(DARK.bad)
    look.set_scheme(Scheme.LIGHT)
    assert label.palette().color(QPalette.ColorRole.WindowText) == QColor(LIGHT.bad)


def test_larger_text_makes_everything_larger_within_bounds(look: Theme, qtbot: QtBot) -> None:
    label = Text("1,100.00", "figure")
    qtbot.addWidget(label)
    look.set_scale(1.5)
    assert label.font().pixelSize() == 26
    assert look.px(32) == 48
    look.set_scale(9)
    assert look.scale == 2.0


def test_parts_without_a_parent_never_become_windows(look: Theme, qtbot: QtBot) -> None:
    label = QLabel("x")
    qtbot.addWidget(label)
    show_if(label, True)
    assert not label.isVisible()
