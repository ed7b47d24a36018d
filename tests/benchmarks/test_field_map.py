"""How long the field map takes to paint, to open and to show another record. Measured and printed, not asserted."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.sync.field_map_desk import page_for
from xerodesk.mapping.wires import WireDirection
from xerodesk.ui.sync.field_map.gutter import Gutter, Live
from xerodesk.ui.sync.field_map.scene import Anchor, Line, PairState, lay_out
from xerodesk.ui.sync.field_map.strand_painter import chip_width
from xerodesk.ui.theme import Scheme, Theme

pytestmark = pytest.mark.benchmark
_WAYS: tuple[WireDirection, ...] = ("both", "to_xero", "to_crm")
_STATES: tuple[PairState, ...] = ("ok", "ok", "lossy", "error", "paused")


@pytest.fixture(autouse=True)
def _look(qapp: object) -> None:
    from PySide6.QtWidgets import QApplication

    assert isinstance(qapp, QApplication)
    if Theme.installed is None:
        Theme(qapp, Scheme.LIGHT, 1.0)


def milliseconds(do: Callable[[], object], times: int = 20) -> float:
    """The median of some runs."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        do()
        taken.append(time.perf_counter() - start)
    return sorted(taken)[len(taken) // 2] * 1000


def test_painting_sixty_pairs_between_forty_and_sixty_fields(qtbot: QtBot) -> None:
    gutter = Gutter()
    qtbot.addWidget(gutter)
    gutter.resize(160, 1400)
    crm = {f"c{n}": Anchor(14.0 + 28 * n) for n in range(60)}
    xero = {f"X{n}": Anchor(14.0 + 23 * n) for n in range(60)}
    lines = [Line(((f"c{n}",), f"X{(n * 7) % 60}"), _WAYS[n % 3], _STATES[n % 5], "fx 2") for n in range(60)]
    strong = frozenset({lines[3].key})
    scene = lay_out(lines, crm, xero, (160, 1400), chip_width)

    def whole() -> None:
        gutter._picture = None
        gutter.show_scene(scene, None, None)
        gutter.grab()

    def hover() -> None:
        gutter.show_scene(scene, None, None if gutter._strong else strong)
        gutter.grab()

    def live() -> None:
        gutter.show_live(Live(QPointF(10, 40), QPointF(120, 700), settled=False))
        gutter.grab()

    print(f"\nfield map, 60 pairs: laid out in {milliseconds(lambda: lay_out(lines, crm, xero, (160, 1400), chip_width)):.1f} ms")
    print(f"field map, 60 pairs: painted whole (scroll) in {milliseconds(whole):.1f} ms")
    print(f"field map, 60 pairs: painted for a hover in {milliseconds(hover):.1f} ms")
    print(f"field map, 60 pairs: painted while dragging in {milliseconds(live):.1f} ms")
    print(f"field map, 60 pairs: line under the mouse found in {milliseconds(lambda: scene.strand_at(80, 640)):.2f} ms")
    gutter.close()


def test_opening_and_another_record(qtbot: QtBot) -> None:
    def opened() -> QWidget:
        page, _context, _desk = page_for()
        page.resize(1232, 788)
        page.show()
        page.open("")
        page.grab()
        page.close()
        return page

    opened()
    print(f"\nfield map: opened and painted in {milliseconds(opened, 5):.0f} ms")
    page, _context, desk = page_for()
    qtbot.addWidget(page)
    page.resize(1232, 788)
    page.show()
    page.open("")
    bench = page.bench()
    assert bench is not None
    samples = [desk.sample("contact", key) for key in ("c-2", "c-1")]

    def other() -> None:
        samples.reverse()
        bench.editor.show_sample(samples[0])
        page.grab()

    def scrolled() -> None:
        bar = bench.canvas.lists["xero"].tree.verticalScrollBar()
        bar.setValue(0 if bar.value() else 40)
        page.grab()

    print(f"field map: values of another record shown in {milliseconds(other):.0f} ms")
    print(f"field map: scrolled by a step and painted in {milliseconds(scrolled):.0f} ms (the whole page, 1232 x 788)")
