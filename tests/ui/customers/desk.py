"""A company file with a few hundred customers and their invoices, and the customers' page over it, in a window-less frame."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QWidget

from tests.unit.store import xero_samples as xero
from xerodesk.assembly.company import Company
from xerodesk.assembly.services import Services
from xerodesk.domain.connection import Connection
from xerodesk.domain.records import RemoteRecord
from xerodesk.store.company import CompanyFile
from xerodesk.ui.actions import Actions
from xerodesk.ui.changes import Feed
from xerodesk.ui.context import PageContext, StatusBoard
from xerodesk.ui.customers.page import CustomersPage
from xerodesk.ui.tasks import InlineTasks, Tasks
from xerodesk.ui.theme import theme

NOW = datetime.now(UTC)
TODAY = NOW.date()
LINKED = 200
_NAMES = ("Wollombi Creek Brewing", "Yarra Bend Vets", "Te Awa Roastery", "Café Zoë", "Đặng & Sons Grocers", "Bellbird Learning")


def _day(days: int) -> str:
    return f"{(TODAY - timedelta(days=days)).isoformat()}T00:00:00"


def _invoice(number: int, contact: int, days_after_due: int, **changes: Any) -> dict[str, Any]:
    issued = {"DateString": _day(days_after_due + 30), "Date": "", "DueDateString": _day(days_after_due), "DueDate": ""}
    return xero.invoice(number, contact, **{**issued, **changes})


def _invoices() -> list[dict[str, Any]]:
    """Customer 1 owes 4,120.00 AUD, of it 1,320.00 late for 18 days, and 640.00 NZD; others owe something, are late or have paid."""
    rows = [
        _invoice(1, 1, 18, Total=1320.0, AmountDue=1320.0, Reference="Cellar-door repairs"),
        _invoice(2, 1, -9, Total=2800.0, AmountDue=2800.0),
        _invoice(3, 1, -16, Total=640.0, AmountDue=640.0, CurrencyCode="NZD"),
        _invoice(4, 1, -20, Total=50.0, AmountDue=50.0, Status="VOIDED"),
    ]
    for number in range(5, 17):
        due = TODAY - timedelta(days=40 * (number - 4) + 20)
        paid = (due + timedelta(days=9)).isoformat()
        issued = f"{(due - timedelta(days=30)).isoformat()}T00:00:00"
        rows.append(xero.paid_invoice(number, 1, due.isoformat(), paid, DateString=issued, Date="", DueDate=""))
    rows += [_invoice(100 + at, at, at % 60 - 30) for at in range(2, LINKED)]
    return rows


def seed(company: Company) -> list[str]:
    """Fill an empty company; the ids of its customers: 200 are in Xero, then come 60 leads and 40 customers who are not."""
    company.store.connection.save(
        Connection(
            host="https://api.xero.com",
            client_id="A" * 32,
            tenant_id="tenant",
            connection_id="connection",
            organisation="Saltbush Joinery Pty Ltd",
            token_place="file",
            scopes=frozenset(),
            connected_at=NOW,
            short_code="!short",
            base_currency="AUD",
            country="AU",
        )
    )
    ids = []
    with company.file.transaction():
        for at in range(1, 301):
            name = f"{_NAMES[at % len(_NAMES)]} {at:03}" if at > 1 else "Wollombi Creek Brewing Co-operative Ltd"
            stage = "lead" if LINKED < at <= 260 else "customer"
            raj = {"first_name": "Raj", "last_name": "Thevathasan", "email": "raj@example.com", "role": "Accounts", "gets_invoice": True}
            values = {"name": name, "email": f"c{at}@example.com", "phone": f"07 7777 {7000 + at}", "stage": stage}
            ids.append(company.store.contacts.create({**values, "people": [raj] if at == 1 else []}, by="import"))
        raws = [xero.contact(at, Name=f"Customer {at}") for at in range(1, LINKED + 1)]
        company.ledger.mirror("contact", raws, NOW)
        for at, raw in enumerate(raws, start=1):
            remote = RemoteRecord("contact", raw["ContactID"], raw, NOW, NOW)
            company.ledger.join("contact", ids[at - 1], remote, {}, 1, None)
        company.ledger.mirror("invoice", _invoices(), NOW)
        company.ledger.mirror("payment", [xero.payment(1, 5, 110.0), xero.payment(2, 6, 110.0)], NOW)
        company.ledger.move_cursor("invoice", NOW, full=True)
        company.store.deals.create({"title": "Taproom bar", "contact_id": ids[0], "stage": "quoted", "currency": "AUD"}, by="user")
    return ids


@dataclass
class Notices:
    """What the page said."""

    toasts: list[tuple[str, Callable[[], object] | None]] = field(default_factory=list)
    troubles: list[Exception] = field(default_factory=list)

    def toast(self, words: str, undo: Callable[[], object] | None = None) -> None:
        self.toasts.append((words, undo))

    def trouble(self, error: Exception) -> None:
        self.troubles.append(error)


class Desk:
    """The page in a frame, with what it said and where it went."""

    def __init__(self, folder: Path, tasks: Tasks | None = None, *, filled: bool = True) -> None:
        self.company = Company(CompanyFile.create(folder, sample=True).company, environ={})
        self.ids = seed(self.company) if filled else []
        self.opened: list[str] = []
        self.services = Services(self.company, open_address=self.opened.append)
        self.frame = QWidget()
        self.notices = Notices()
        self.routes: list[str] = []
        self.memory: dict[str, str] = {}
        self.feed = Feed()
        self.context = PageContext(
            tasks=tasks or InlineTasks(),
            feed=self.feed,
            navigate=self._go,
            actions=Actions(self.frame),
            theme=theme(),
            status=StatusBoard(),
            notices=self.notices,
            queries=self.company.file.reading,
            services=self.services,
            recall=lambda key: self.memory.get(key, ""),
            keep=self.memory.__setitem__,
            window=self.frame,
        )
        self.page = CustomersPage(self.context)
        self.page.setParent(self.frame)
        self.feed.changed.connect(self.page.refresh)

    def show(self, width: int = 1230, height: int = 850, route: str = "") -> CustomersPage:
        """Put the page on screen and open a place in it."""
        self.frame.resize(width, height)
        self.page.resize(width, height)
        self.frame.show()
        self.page.open(route)
        QApplication.processEvents()
        return self.page

    def close(self) -> None:
        """Close the company."""
        self.frame.close()
        self.company.close()

    def _go(self, route: str) -> None:
        self.routes.append(route)
        place, _, state = route.partition("/")
        if place == "customers":
            self.page.open(state)


def desk(folder: Path, *, filled: bool = True) -> Iterator[Desk]:
    """A desk for a fixture."""
    made = Desk(folder, filled=filled)
    yield made
    made.close()


