"""The whole window on the sample company, as a newcomer walks it: who owes what, money that arrives, an edit that goes to Xero."""

from __future__ import annotations

import os
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import assert_accessible, assert_plain_words, visible_strings
from xerodesk.assembly.sample import Sample, make_sample
from xerodesk.assembly.services import Services
from xerodesk.domain.progress import Progress
from xerodesk.ui.finding import RecordFinder
from xerodesk.ui.main_window import MainWindow, WindowParts
from xerodesk.ui.standing import Standing
from xerodesk.ui.tasks import ThreadTasks
from xerodesk.ui.theme import Theme

WAIT = 20_000
WOLLOMBI = "Wollombi Creek Brewing Co-operative Ltd"


class Walk:
    """A person at the window."""

    def __init__(self, window: MainWindow, sample: Sample, services: Services, bot: QtBot) -> None:
        self.window, self.sample, self.services, self.bot = window, sample, services, bot
        self._pictures = 0

    def words(self, part: QWidget | None = None) -> str:
        """Everything that can be read now."""
        return "\n".join(visible_strings(part or self.window.host.currentWidget()))

    def sees(self, *words: str) -> None:
        """Wait until all of these can be read."""
        def there() -> None:
            shown = self.words()
            missing = [one for one in words if one not in shown]
            assert not missing, f"{missing} is not among:\n{shown}"

        self.bot.waitUntil(there, timeout=WAIT)

    def button(self, words: str) -> QAbstractButton:
        """The button on screen that says so."""
        found = [one for one in self.window.findChildren(QAbstractButton) if one.isVisible() and one.text() == words]
        assert found, f"no button {words!r}"
        return found[0]

    def press(self, words: str) -> None:
        """Press a button with the mouse, once it can be pressed."""
        self.bot.waitUntil(lambda: self.button(words).isEnabled(), timeout=WAIT)
        self.bot.mouseClick(self.button(words), Qt.MouseButton.LeftButton)

    def picture(self, name: str) -> None:
        """Keep a picture of the window where XERODESK_SHOTS says."""
        folder = os.environ.get("XERODESK_SHOTS", "")
        self._pictures += 1
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            assert self.window.grab().save(str(Path(folder) / f"journey-{self._pictures}-{name}.png"))


@pytest.fixture
def walk(tmp_path: Path, qtbot: QtBot, look: Theme) -> Iterator[Walk]:
    sample = make_sample(tmp_path / "sample", Progress())
    troubles: list[Exception] = []
    tasks = ThreadTasks(sample.company.file.database.close)
    tasks.unhandled.connect(troubles.append)
    services = Services(sample.company, open_address=lambda _address: None, sample=sample.xero)
    source = sample.company.file.reading
    parts = WindowParts(
        tasks, look, queries=source, services=services, find_records=RecordFinder(source), unexpected=troubles.append
    )
    window = MainWindow(parts)
    qtbot.addWidget(window)
    standing = Standing(parts.tasks, parts.feed, parts.status, source, services, company="Sample company", sample=True, parent=window)
    standing.refresh()
    window.resize(1440, 900)
    window.show()
    yield Walk(window, sample, services, qtbot)
    window.close()
    tasks.close()
    sample.close()
    assert not troubles, troubles


def _in_xero(sample: Sample, xero_id: str) -> dict[str, Any]:
    return sample.xero.organisation.contacts[xero_id].data


def _find(walk: Walk, typed: str) -> None:
    search = next(one for one in walk.window.findChildren(QLineEdit) if one.isVisible() and one.placeholderText() == "Name, e-mail, phone")
    search.setFocus()
    search.clear()
    walk.bot.keyClicks(search, typed)
    walk.bot.keyClick(search, Qt.Key.Key_Return)  # at once, before the list has narrowed


def test_a_newcomer_sees_who_owes_and_money_arrive(walk: Walk) -> None:
    walk.window.go("home")
    walk.sees("Needs you", "Owed to you")
    walk.picture("home")
    assert_accessible(walk.window)
    assert_plain_words(walk.window)

    walk.bot.keyClick(walk.window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    walk.sees("Customers")
    _find(walk, "wollombi creek brew")
    walk.sees(WOLLOMBI, "Owes 4,120.00 AUD, of which 1,320.00 is 18 days late, and 640.00 NZD")
    walk.picture("customer")

    invoice = next(
        data for data in walk.sample.xero.organisation.invoices.datas()
        if data["Contact"]["Name"] == WOLLOMBI and data["Status"] == "AUTHORISED" and data["AmountDue"] == Decimal("1320.00")
    )
    walk.sample.xero.act("record_payment", invoice=invoice["InvoiceID"], amount=Decimal("1320.00"))
    walk.press("Check now")
    walk.sees("Owes 2,800.00 AUD, not due yet, and 640.00 NZD")
    walk.picture("paid")


def test_an_edit_here_is_seen_first_and_then_reaches_xero(walk: Walk) -> None:
    ledger = walk.sample.company.ledger
    linked = next(pair for pair in ledger.pairs("contact", quiet=True) if pair.link and pair.local and pair.local.values["email"])
    assert linked.local is not None
    assert linked.link is not None
    walk.services.contacts.save(linked.local.id, linked.local.revision, {"email": "brand.new@example.com"})
    walk.window.go("sync/next")
    walk.press("Preview")
    walk.sees(linked.local.title, "brand.new@example.com")
    walk.picture("next-sync")
    assert _in_xero(walk.sample, linked.link.xero_id)["EmailAddress"] != "brand.new@example.com", "a preview writes nothing"
    walk.press("Sync now")
    walk.bot.waitUntil(lambda: _in_xero(walk.sample, linked.link.xero_id)["EmailAddress"] == "brand.new@example.com", timeout=WAIT)
    walk.window.go("sync/log")
    walk.sees("brand.new@example.com")
    walk.picture("log")


PAGES = {
    "home": "Needs you",
    "customers": "Yarra Bend Veterinary Hospital",
    "deals": "Kookaburra Lane Café",
    "invoices": WOLLOMBI,
    "products": "PLY-BIR-18",
    "reports": "Northern Rivers Dental Group Pty Ltd",
    "sync/log": "Read from Xero.",
    "sync/decide": "Banksia & Bloom Florist",
    "sync/map": "Required",
    "sync/runs": "Sample data",
    "settings": "Company file",
    "setup": "Where are your customers today?",
}


def test_every_page_opens_and_says_something_plain(walk: Walk) -> None:
    for route, words in PAGES.items():
        walk.window.go(route)
        walk.sees(words)
        walk.picture(route.replace("/", "-"))
        assert_accessible(walk.window)
        assert_plain_words(walk.window)
