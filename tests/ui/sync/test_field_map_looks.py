"""The field map page as pictures, light and dark, in both sizes; kept in $XERODESK_SHOTS when that is set, to be looked at."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.sync.field_map_desk import page_for
from xerodesk.ui.sync.field_map import edits
from xerodesk.ui.sync.field_map.workbench import Workbench
from xerodesk.ui.theme import Scheme, Theme

SIZES = {"1440x900": (1232, 788), "1024x700": (816, 588)}  # what a window of that size leaves the page


def busy(bench: Workbench) -> None:
    """A map in which every state of a pair is seen."""
    editor = bench.editor
    editor.do(edits.remove, (("website",), "Website"))
    editor.do(edits.connect, "notes", "CompanyNumber")
    editor.do(edits.remove_step, (("notes",), "CompanyNumber"), 0)
    editor.do(edits.set_paused, (("tax_number",), "TaxNumber"), True)
    editor.do(edits.set_direction, (("currency",), "DefaultCurrency"), "to_xero")
    editor.ask_for_offers()
    editor.select((("phone",), "Phones.DEFAULT"))
    for side in ("crm", "xero"):
        tree = bench.canvas.lists["crm" if side == "crm" else "xero"].tree
        tree.collapse(tree.fields.index_of("billing_city" if side == "crm" else "Addresses.POBOX.City").parent())


def colours(image: QImage, step: int = 1) -> set[str]:
    """The colours that are seen in a picture."""
    seen = {image.pixelColor(x, y).name() for x in range(0, image.width(), step) for y in range(0, image.height(), step)}
    return {one.upper() for one in seen}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_every_state_is_seen(qtbot: QtBot, look: Theme, size: str, scheme: Scheme) -> None:
    look.set_scheme(scheme)
    page, _context, _desk = page_for()
    qtbot.addWidget(page)
    page.resize(*SIZES[size])
    page.show()
    page.open("")
    bench = page.bench()
    assert bench is not None
    busy(bench)
    QApplication.processEvents()
    states = {one.state for one in bench.canvas.gutter.scene.strands}
    assert {"ok", "lossy", "suggested", "paused"} <= states
    seen = colours(bench.canvas.gutter.grab().toImage())
    for role in ("raised", "wire", "wirewarn", "accent", "accentfill", "warnbg"):
        assert QColor(look.tokens[role]).name().upper() in seen, role
    folder = os.environ.get("XERODESK_SHOTS")
    if folder:
        page.grab().save(str(Path(folder) / f"field-map-{size}-{scheme.value}.png"))


def test_new_colours_arrive_everywhere_while_the_page_is_open(qtbot: QtBot, look: Theme) -> None:
    page, _context, _desk = page_for()
    qtbot.addWidget(page)
    page.resize(1232, 788)
    page.show()
    page.open("")
    bench = page.bench()
    assert bench is not None
    bench.editor.select((("phone",), "Phones.DEFAULT"))
    light = {look.tokens.raised, look.tokens.sel, look.tokens.line, look.tokens.side}  # white is also text on the accent
    look.set_scheme(Scheme.DARK)
    assert light.isdisjoint(colours(page.grab().toImage(), 3))
