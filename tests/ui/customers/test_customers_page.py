"""The customers' page as a person uses it, by mouse and keyboard, over a real company file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import assert_accessible, assert_plain_words
from tests.ui.customers.desk import LINKED, NOW, Desk, desk
from tests.unit.store import xero_samples as xero
from xerodesk.domain.changes import Changes
from xerodesk.domain.errors import Offline
from xerodesk.domain.progress import Progress
from xerodesk.store.queries.customer import DocumentRow
from xerodesk.ui.customers.list_head import Shown
from xerodesk.ui.kit.models import GroupRow
from xerodesk.ui.kit.rows import RowView
from xerodesk.ui.kit.sections import DetailsList
from xerodesk.ui.tasks import ThreadTasks
from xerodesk.ui.theme import Scheme, theme

pytestmark = pytest.mark.usefixtures("look")
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Desk]:
    yield from desk(tmp_path / "company")


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Desk]:
    yield from desk(tmp_path / "company", filled=False)


def click_row(qtbot: QtBot, table: RowView, row: int, *, twice: bool = False) -> None:
    """Click a row of a table."""
    place = table.visualRect(table.rows.index(row, 0)).center()
    qtbot.mouseClick(table.viewport(), LEFT, pos=place)
    if twice:
        qtbot.mouseDClick(table.viewport(), LEFT, pos=place)


def names(at: Desk) -> list[str]:
    """The names in the list, as far as they are here."""
    return [row.name for _, row in at.page.list.model.here()]


def test_it_opens_with_the_longest_overdue_chosen(at: Desk, qtbot: QtBot) -> None:
    page = at.show()
    first = page.list.table.current()
    assert page.list.model.rowCount() == 300
    assert first.days_late == 29
    assert page.record.heading.title.text() == first.name
    assert page.list.head._heading.note.text() == "300"
    assert_accessible(page)
    assert_plain_words(page)


def test_the_sentence_its_age_and_the_proof(at: Desk) -> None:
    page = at.show(route=at.ids[0])
    assert page.record.sentence.plain() == (
        "Owes 4,120.00 AUD, of which 1,320.00 is 18 days late, and 640.00 NZD, not due yet; usually pays 9 days late."
    )
    assert page.record.age.text().startswith("as of ")
    assert page.record.age.text().endswith(", from Xero")
    documents = [row for _, row in page.record.invoices.model.here() if isinstance(row, DocumentRow)]
    assert len(documents) == 16
    assert any(isinstance(row, GroupRow) for _, row in page.record.invoices.model.here())
    cells = page.record.invoices.table.rows
    texts = [[str(cells.index(row, at_).data() or "") for at_ in range(7)] for row in range(cells.rowCount())]
    assert any(line[0] == "INV-0001" and line[4:] == ["1,320.00", "1,320.00", "Overdue, 18 days"] for line in texts)
    assert any(line[0] == "INV-0003" and line[4] == "NZD 640.00" for line in texts)
    assert any(line[0] == "INV-0004" and line[6] == "Voided" for line in texts)
    counted = {key: page.record.tabs._buttons[key].tab.count for key in ("invoices", "payments", "deals")}
    assert counted == {"invoices": "16", "payments": "2", "deals": "1"}


def test_typing_searches_and_esc_shows_all_again(at: Desk, qtbot: QtBot) -> None:
    page = at.show()
    page.list.to_search()
    qtbot.keyClicks(page.list.head.search, "te awa 00")
    assert set(names(at)) == {"Te Awa Roastery 002", "Te Awa Roastery 008"}
    page.list.head.search.clear()
    qtbot.keyClicks(page.list.head.search, "cafe zoe 003")
    assert names(at) == ["Café Zoë 003"]
    qtbot.keyClick(page.list.head.search, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.record.heading.title.text() == "Café Zoë 003", timeout=3000)
    qtbot.keyClick(page.list.head.search, Qt.Key.Key_Escape)
    assert page.list.model.rowCount() == 300
    assert page.record.heading.title.text() == "Café Zoë 003"


def test_nobody_fits_offers_to_add(at: Desk, qtbot: QtBot) -> None:
    page = at.show()
    qtbot.keyClicks(page.list.head.search, "Quokka Kites")
    assert page.list._stack.currentWidget() is page.list._nobody
    qtbot.mouseClick(page.list._nobody.deed, LEFT)
    dialog = page.deeds.dialog
    assert dialog is not None
    assert dialog.form.values()["name"] == "Quokka Kites"
    qtbot.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    dialog.accept()
    at.feed.flush()
    assert page.record.heading.title.text() == "Quokka Kites"
    assert page.record.sentence.plain() == "Not in Xero yet; never invoiced."


def test_views_and_orders_are_kept(at: Desk, qtbot: QtBot) -> None:
    page = at.show()
    leads = next(action for action in page.list.head._menu.actions() if action.data() == "leads")
    assert isinstance(leads, QAction)
    leads.trigger()
    assert page.list.model.rowCount() == 60
    assert page.list.head._heading.title.text() == "Leads"
    page.list.head.sort.setCurrentIndex(1)
    page.list.head.sort.activated.emit(1)
    assert [one[-3:] for one in names(at)[:2]] == ["203", "209"]
    assert Shown.kept(at.memory["customers.view"], at.memory["customers.sort"]) == Shown("leads", "name")


def test_the_keyboard_goes_down_the_list(at: Desk, qtbot: QtBot) -> None:
    page = at.show()
    page.list.table.setFocus()
    for _ in range(3):
        qtbot.keyClick(page.list.table, Qt.Key.Key_Down)
    chosen = page.list.table.current().name
    qtbot.waitUntil(lambda: page.record.heading.title.text() == chosen, timeout=3000)
    assert len(at.routes) == 1  # only where it stopped
    qtbot.keyClick(page.list.table, Qt.Key.Key_Return)
    assert at.memory["customers.last"] == page.list.table.current().id


def test_the_selection_stays_when_the_list_is_read_again(at: Desk) -> None:
    page = at.show(route=at.ids[40])
    at.services.contacts.save(at.ids[40], 1, {"name": "Renamed"})
    at.company.store.contacts.create({"name": "AAA first"}, by="user")
    at.feed.tell(Changes.of("contact", at.ids[40]))
    at.feed.flush()
    assert page.list.table.current().id == at.ids[40]
    assert page.record.heading.title.text() == "Renamed"


def test_check_now_is_busy_then_shows_what_moved(at: Desk, qtbot: QtBot) -> None:
    page = at.show(route=at.ids[0])

    def paid(_contact_id: str, _progress: Progress) -> Changes:
        assert page.record.check.text() == "Checking…"
        assert not page.record.check.isEnabled()
        settled = xero.paid_invoice(1, 1, NOW.date().isoformat(), NOW.date().isoformat())
        at.company.ledger.mirror("invoice", [settled], NOW)
        return Changes.of("invoice")

    at.services.check_now = paid  # type: ignore[method-assign]  # stands in for the network
    qtbot.mouseClick(page.record.check, LEFT)
    at.feed.flush()
    assert page.record.sentence.plain().startswith("Owes 2,800.00 AUD, not due yet, and 640.00 NZD")
    assert page.record.check.isEnabled()


def test_a_check_that_fails_says_so_and_can_be_tried_again(at: Desk, qtbot: QtBot) -> None:
    page = at.show(route=at.ids[0])

    def offline(_contact_id: str, _progress: Progress) -> Changes:
        raise Offline("Xero could not be reached.", "Check the network.")

    at.services.check_now = offline  # type: ignore[method-assign]  # stands in for the network
    qtbot.mouseClick(page.record.check, LEFT)
    assert [str(error) for error in at.notices.troubles] == ["Xero could not be reached."]
    assert page.record.check.isEnabled()


def test_what_cannot_be_checked_says_why_beside_the_button(at: Desk) -> None:
    page = at.show(route=at.ids[LINKED + 1])
    assert not page.record.check.isEnabled()
    assert "not in Xero yet" in page.record.age.text()
    connection = at.company.store.connection.load()
    assert connection is not None
    at.company.store.connection.save(connection.disconnected())
    page.open(at.ids[0])
    page.refresh(Changes.of("connection"))
    assert "not connected to Xero" in page.record.age.text()
    assert not page.record.check.isEnabled()


def test_a_lead_says_what_it_is_and_becomes_a_customer(at: Desk, qtbot: QtBot) -> None:
    page = at.show(route=at.ids[LINKED + 1])
    assert page.record.sentence.plain() == "A lead; nothing quoted or invoiced yet."
    state = page.record.invoices.empty
    assert state is not None
    assert_plain_words(page)
    qtbot.mouseClick(state.deed, LEFT)
    at.feed.flush()
    assert page.record.sentence.plain() == "Not in Xero yet; never invoiced."
    record = at.company.store.contacts.get(at.ids[LINKED + 1])
    assert record is not None
    assert record.values["stage"] == "customer"


def test_an_invoice_opens_in_xero(at: Desk, qtbot: QtBot) -> None:
    page = at.show(route=at.ids[0])
    click_row(qtbot, page.record.invoices.table, 1, twice=True)
    page.record.invoices.table.choose(2)
    qtbot.keyClick(page.record.invoices.table, Qt.Key.Key_Return)
    assert at.opened[-1].startswith("https://go.xero.com/app/!short/invoicing/view/invoice-")
    page.record._actions["open"].trigger()
    assert at.opened[-1].endswith("/contacts/contact/contact-1")


def test_tabs_by_key_and_route(at: Desk, qtbot: QtBot) -> None:
    page = at.show(route=f"{at.ids[0]}/payments")
    assert page.record._lists.currentWidget() is page.record.payments
    page.record.tabs.setFocus()
    qtbot.mouseClick(page.record.tabs._buttons["deals"], LEFT)
    assert at.routes[-1] == f"customers/{at.ids[0]}/deals"
    click_row(qtbot, page.record.deals.table, 0, twice=True)
    assert at.routes[-1].startswith("deals/")
    qtbot.mouseClick(page.record.tabs._buttons["history"], LEFT)
    assert page.record.history.empty is not None
    assert_plain_words(page)


def test_archived_and_undone(at: Desk) -> None:
    page = at.show(route=at.ids[0])
    page.record._actions["archive"].trigger()
    at.feed.flush()
    words, undo = at.notices.toasts[-1]
    assert words.endswith("archived")
    assert page.record.sentence.plain().startswith("Archived. Owes")
    assert page.list.model.rowCount() == 299
    assert undo is not None
    undo()
    at.feed.flush()
    assert page.list.model.rowCount() == 300
    page.record._actions["mail"].trigger()
    assert QGuiApplication.clipboard().text() == "c1@example.com"


def test_the_side_column_shows_balances_people_and_the_state(at: Desk) -> None:
    page = at.show(1500, 850, at.ids[0])
    words = {label.text() for label in page.record.side.findChildren(type(page.record.age))}
    assert {"never added together", "4,120.00", "1,320.00", "640.00", "Raj Thevathasan", "gets invoices", "In step with Xero."} <= words
    assert page.record.side.findChildren(DetailsList)
    at.services.contacts.save(at.ids[0], 1, {"phone": "1"})
    page.refresh(Changes.of("contact", at.ids[0]))
    words = {label.text() for label in page.record.side.findChildren(type(page.record.age))}
    assert "Changed here; goes to Xero with the next sync." in words


def test_the_first_page_of_an_empty_company(empty: Desk, qtbot: QtBot) -> None:
    page = empty.show()
    assert page._whole.state == "empty"
    assert_accessible(page)
    qtbot.mouseClick(page._nobody.state.deed, LEFT)
    qtbot.mouseClick(page._nobody.state.second, LEFT)
    assert empty.routes == ["setup", "setup/connect"]
    qtbot.mouseClick(page._nobody.add, LEFT)
    assert page.deeds.dialog is not None
    page.deeds.dialog.form.set_values({"name": "First"})
    page.deeds.dialog.accept()
    empty.feed.flush()
    assert page._whole.state == "filled"
    assert page.record.heading.title.text() == "First"


def test_a_customer_that_is_not_there_says_so(at: Desk) -> None:
    page = at.show(route="nobody")
    assert page._right.state == "error"
    page.open(at.ids[3])
    assert page._right.state == "filled"


def test_small_and_dark_it_still_holds_together(at: Desk) -> None:
    theme().set_scheme(Scheme.DARK)
    page = at.show(968, 640, at.ids[0])
    assert page.list.width() <= 236
    assert page.record.invoices.table.horizontalScrollBar().maximum() == 0
    assert_accessible(page)


def test_an_older_search_never_overwrites_a_newer_one(tmp_path: Path, qtbot: QtBot) -> None:
    tasks = ThreadTasks()
    at = Desk(tmp_path / "company", tasks)
    try:
        page = at.show()
        qtbot.waitUntil(lambda: page.list.model.rowCount() == 300)
        for text in ("t", "te", "te ", "te a", "te aw", "te awa 0", "te awa 00", "te awa 002"):
            page.list.head.search.setText(text)
        qtbot.waitUntil(lambda: not page.list.model.waiting)
        assert names(at) == ["Te Awa Roastery 002"]
    finally:
        tasks.close()
        at.close()
