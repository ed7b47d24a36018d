"""The pages over the real thing: the sample company, its demo organisation over HTTP, the real spine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import assert_accessible, assert_plain_words
from tests.ui.sync.sync_desk import Told
from xerodesk.assembly.sample import Sample
from xerodesk.assembly.services import Services
from xerodesk.store.queries import conflicts, log
from xerodesk.store.queries.log import LogFilter
from xerodesk.ui.actions import Actions
from xerodesk.ui.changes import Feed
from xerodesk.ui.context import PageContext, StatusBoard
from xerodesk.ui.sync.decide_page import DecideTab
from xerodesk.ui.sync.log_page import LogTab
from xerodesk.ui.sync.next_page import NextTab
from xerodesk.ui.sync.page import SyncPage
from xerodesk.ui.sync.test_five import TestFive
from xerodesk.ui.tasks import InlineTasks
from xerodesk.ui.theme import Theme


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Sample]:
    """A fresh sample company, signed in."""
    made = Sample(tmp_path / "sample")
    made.sign_in()
    yield made
    made.close()


def test_from_the_test_of_five_to_a_quiet_sync(sample: Sample, qtbot: QtBot, look: Theme) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    told, tasks = Told(), InlineTasks()
    services = Services(sample.company, open_address=told.addresses.append, sample=sample.xero)
    source = sample.company.file.reading
    context = PageContext(
        tasks, Feed(window), told.routes.append, Actions(window), look, StatusBoard(None, window), told, source, services, window=window
    )
    page = SyncPage(context)
    qtbot.addWidget(page)
    context.feed.changed.connect(page.refresh)
    page.resize(1232, 850)
    page.show()

    page.open("test")
    five = page.part("test")
    assert isinstance(five, TestFive)
    assert five.table.rows.rowCount() >= 5
    five.sync_now()
    assert five.outcome.table.rows.rowCount() == 5
    assert_plain_words(page)

    page.open("next")
    following = page.part("next")
    assert isinstance(following, NextTab)
    assert following.table.rows.rowCount() > 20
    assert_plain_words(page)
    assert_accessible(page)
    following.sync_now()
    context.feed.flush()
    assert page.outcome.isVisible()

    page.open("decide")
    deciding = page.part("decide")
    assert isinstance(deciding, DecideTab)
    asked = conflicts.window(source)
    assert asked
    assert_plain_words(page)
    values = next(one for one in asked if one.type == "field")
    deciding.open(values.id)
    for one in values.fields:
        deciding.values.choose(one.field, "xero")
    deciding.values.decide.click()
    assert conflicts.decided(source) == 1
    page.open("next")
    following.make()
    following.sync_now()
    assert conflicts.decided(source) == 0
    assert values.id not in {one.id for one in conflicts.window(source)}

    page.open("log")
    lines = page.part("log")
    assert isinstance(lines, LogTab)
    assert lines.table.rows.rowCount() == log.count(source, LogFilter()) > 100
    for row in range(0, 40, 2):
        shown = lines.table.rows.row_at(row)
        if hasattr(shown, "entry"):
            lines.table.toggle(shown.entry.id)
    assert_plain_words(page)
    assert not told.errors
    assert not tasks.errors
