"""The invoices' page over a real company file: states, search, order, sums per currency, the chosen one, payments and credit notes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import assert_accessible, assert_plain_words
from tests.ui.books import Office, contact_id
from xerodesk.domain.changes import Changes
from xerodesk.domain.errors import StoreTrouble
from xerodesk.ui.invoices.page import InvoicesPage
from xerodesk.ui.invoices.places import InvoicePlace, place_of
from xerodesk.ui.kit.tables import DataTable


@pytest.fixture
def page(office: Office, qtbot: QtBot) -> InvoicesPage:
    made = InvoicesPage(office.context)
    qtbot.addWidget(made)
    made.resize(1230, 820)
    made.show()
    made.open("")
    return made


def column(table: DataTable, at: int) -> list[str]:
    model = table.model()
    return [str(model.index(row, at).data()) for row in range(model.rowCount())]


def tab(page: InvoicesPage, state: str, qtbot: QtBot) -> None:
    button = next(one for one in page.invoices.tabs.findChildren(QAbstractButton) if one.accessibleName().startswith(state))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_all_but_voided_are_listed_newest_first(page: InvoicesPage) -> None:
    numbers = column(page.invoices.table, 0)
    assert len(numbers) == 40
    assert "INV-0009" not in numbers
    assert page.heading.note.text() == "40"


@pytest.mark.parametrize(
    ("state", "numbers"),
    [
        ("Overdue", {"INV-0001", "INV-0002", "INV-0003"}),
        ("Part-paid", {"INV-0010"}),
        ("Sent", {"INV-0004", "INV-0006"}),
        ("Approved", {"INV-0005"}),
        ("Draft", {"INV-0007"}),
        ("Awaiting", {"INV-0008"}),
        ("Voided", {"INV-0009"}),
        ("Owed", {"INV-0001", "INV-0002", "INV-0003", "INV-0004", "INV-0005", "INV-0006", "INV-0010"}),
    ],
)
def test_each_state_by_its_tab(page: InvoicesPage, qtbot: QtBot, state: str, numbers: set[str]) -> None:
    tab(page, state, qtbot)
    assert set(column(page.invoices.table, 0)) == numbers
    button = next(one for one in page.invoices.tabs.findChildren(QAbstractButton) if one.accessibleName().startswith(state))
    assert button.accessibleName().endswith(f" {len(numbers)}")


def test_sums_stand_side_by_side_and_are_never_added(page: InvoicesPage, qtbot: QtBot) -> None:
    tab(page, "Owed", qtbot)
    assert page.invoices._sentence.plain() == (
        "7 invoices for 1,650.00 AUD and 640.00 NZD, of which 1,500.00 AUD and 640.00 NZD is still owed."
    )
    tab(page, "Overdue", qtbot)
    assert page.invoices._sentence.plain().startswith("3 overdue invoices for 1,320.00 AUD, of which 1,270.00 AUD is still owed")


def test_searching_as_one_types(page: InvoicesPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.invoices.search, "inv-0003")
    assert column(page.invoices.table, 0) == ["INV-0003"]
    qtbot.keyClick(page.invoices.search, Qt.Key.Key_Escape)
    assert len(column(page.invoices.table, 0)) == 40
    qtbot.keyClicks(page.invoices.search, "zzz")
    assert column(page.invoices.table, 0) == []
    assert page.invoices._sentence.plain() == "No invoice is like that."


def test_headings_sort_in_both_directions(page: InvoicesPage, qtbot: QtBot) -> None:
    heading = page.invoices.table.horizontalHeader()
    for expected in (["INV-0003", "INV-0006"], None):
        at = heading.sectionViewportPosition(5) + 20
        qtbot.mouseClick(heading.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(at, 10))
        if expected:
            assert column(page.invoices.table, 0)[:2] == expected
    assert column(page.invoices.table, 0)[-1] == "INV-0003"


def test_the_chosen_invoice_stands_beside_the_list(page: InvoicesPage, office: Office, qtbot: QtBot) -> None:
    tab(page, "Overdue", qtbot)
    row = column(page.invoices.table, 0).index("INV-0002")
    index = page.invoices.table.model().index(row, 0)
    qtbot.mouseClick(page.invoices.table.viewport(), Qt.MouseButton.LeftButton, pos=page.invoices.table.visualRect(index).center())
    assert page.invoices.side.heading.title.text() == "INV-0002"
    qtbot.mouseClick(page.invoices.side.xero, Qt.MouseButton.LeftButton)
    assert office.told.addresses == ["https://go.xero.com/invoice/invoice-2"]
    qtbot.mouseClick(page.invoices.side.customer, Qt.MouseButton.LeftButton)
    assert office.told.routes == [f"customers/{contact_id(office.store, 1)}"]


def test_enter_opens_the_customer_or_says_why_not(page: InvoicesPage, office: Office, qtbot: QtBot) -> None:
    page.open("invoices/state=overdue")
    page.invoices.table.setFocus()
    qtbot.keyClick(page.invoices.table, Qt.Key.Key_Return)
    assert len(office.told.routes) == 1
    page.open("invoice-60")
    page.invoices.search.setText("INV-0060")
    page.invoices.table.choose(0)
    qtbot.keyClick(page.invoices.table, Qt.Key.Key_Return)
    assert "Xero only" in office.told.toasts[0]


def test_a_route_narrows_the_list_and_its_chips_widen_it(page: InvoicesPage, qtbot: QtBot) -> None:
    page.open("age=days_60/currency=AUD/customer=contact-1")
    assert column(page.invoices.table, 0) == ["INV-0002"]
    chips = [chip.findChild(QAbstractButton) for chip in page.invoices._chips]
    assert [chip.text() for chip in chips if chip] == ["31 to 60 days late", "Customer 1"]
    qtbot.mouseClick(chips[0], Qt.MouseButton.LeftButton)
    assert {"INV-0001", "INV-0002"} < set(column(page.invoices.table, 0))


def test_a_route_to_one_invoice_shows_it(page: InvoicesPage) -> None:
    page.open("invoice-3")
    assert page.invoices.side.heading.title.text() == "INV-0003"


def test_payments_and_credit_notes(page: InvoicesPage, office: Office, qtbot: QtBot) -> None:
    page.open("payments")
    assert page.payments.states.state == "filled"
    assert len(column(page.payments.table, 0)) == 5
    qtbot.keyClicks(page.payments.search, "inv-0021")
    page.payments.table.setFocus()
    page.payments.table.choose(0)
    qtbot.keyClick(page.payments.table, Qt.Key.Key_Return)
    assert office.told.routes == ["invoices/invoice-21"]
    page.open("credits")
    assert set(column(page.credits.table, 0)) == {"CN-0001", "CN-0002"}
    assert set(column(page.credits.table, 6)) == {"Partly used", "Credit used"}


def test_new_documents_arrive_while_one_looks(page: InvoicesPage, office: Office) -> None:
    office.store.database.execute_sql("UPDATE invoice SET status = 'VOIDED' WHERE xero_id = 'invoice-1'")
    page.refresh(Changes.of("invoice"))
    assert "INV-0001" not in column(page.invoices.table, 0)


def test_without_invoices_the_next_deed(new_office: Office, qtbot: QtBot) -> None:
    page = InvoicesPage(new_office.context)
    qtbot.addWidget(page)
    page.show()
    page.open("")
    assert page.invoices.states.state == "empty"
    page.invoices.states._empty.acted.emit()  # type: ignore[attr-defined]  # the empty state's own signal
    assert new_office.told.routes == ["setup"]
    page.open("payments")
    assert page.payments.states.state == "empty"


def test_errors_have_advice_and_retry(page: InvoicesPage, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise StoreTrouble("The company file cannot be read.", "Look at the disk.")

    with monkeypatch.context() as patch:
        patch.setattr(office.desk, "today", broken)
        page.refresh(Changes.of("invoice"))
        assert page.invoices.states.state == "error"
    page.invoices.states.retry.emit()
    assert page.invoices.states.state == "filled"


@pytest.mark.parametrize("width", [1230, 930])
@pytest.mark.parametrize("place", ["invoices", "payments", "credits"])
def test_reachable_and_plain(page: InvoicesPage, width: int, place: str) -> None:
    page.resize(width, 640)
    page.open(place)
    assert_accessible(page)
    assert_plain_words(page)


def test_places() -> None:
    assert place_of("state=nonsense/age=older/what=1") == InvoicePlace(age="older")
    assert place_of("abc-1") == InvoicePlace(invoice="abc-1")
    assert place_of("payments") == InvoicePlace(tab="payments")
