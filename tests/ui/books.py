"""A small real company file for tests of pages: customers, deals, products, a few years' worth of documents, things that wait."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from tests.unit.store.xero_samples import contact, credit_note, invoice, paid_invoice, payment
from xerodesk.domain.connection import Connection
from xerodesk.domain.log import Entry
from xerodesk.services.deals import DealService
from xerodesk.services.products import ProductService
from xerodesk.store.company import CompanyFile
from xerodesk.store.writing import Writing
from xerodesk.sync.ports import ConflictCase
from xerodesk.ui.actions import Actions
from xerodesk.ui.changes import Feed
from xerodesk.ui.context import PageContext, StatusBoard
from xerodesk.ui.tasks import InlineTasks
from xerodesk.ui.theme import Theme

TODAY = date(2026, 6, 3)
READ = datetime(2026, 6, 3, 4, 2, tzinfo=UTC)


@dataclass
class Told:
    """What a page told the window: messages, errors, places gone to, addresses opened."""

    toasts: list[str] = field(default_factory=list)
    undo: list[Callable[[], object]] = field(default_factory=list)
    errors: list[Exception] = field(default_factory=list)
    routes: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)

    def toast(self, words: str, undo: Callable[[], object] | None = None) -> None:
        self.toasts.append(words)
        if undo is not None:
            self.undo.append(undo)

    def trouble(self, error: Exception) -> None:
        self.errors.append(error)


class Desk:
    """The services of the pages over one open company, as assembly offers them."""

    def __init__(self, company: CompanyFile, told: Told) -> None:
        store = Writing.of(company.database)
        self.store = store
        self.deals = DealService(store.deals, store.contacts, self.today)
        self.products = ProductService(store.products)
        self.visits = self
        self.open_address = told.addresses.append

    def today(self) -> date:
        return TODAY

    def left(self) -> None:
        self.store.visits.note(datetime.now(UTC))

    def deep_link(self, kind: str, xero_id: str) -> str:
        return f"https://go.xero.com/{kind}/{xero_id}" if xero_id else ""


@dataclass
class Office:
    """A page's surroundings: the file, what is written to it, what the page told, and its context."""

    company: CompanyFile
    store: Writing
    told: Told
    desk: Desk
    tasks: InlineTasks
    feed: Feed
    context: PageContext
    window: QWidget


def office(folder: Path, look: Theme, window: QWidget) -> Office:
    """Open the company in `folder` for a page."""
    company = CompanyFile.open(folder)
    told, tasks, feed = Told(), InlineTasks(), Feed(window)
    desk = Desk(company, told)
    kept: dict[str, str] = {}
    context = PageContext(
        tasks=tasks,
        feed=feed,
        navigate=told.routes.append,
        actions=Actions(window),
        theme=look,
        status=StatusBoard(parent=window),
        notices=told,
        queries=company.reading,
        services=desk,
        recall=lambda key: kept.get(key, ""),
        keep=kept.__setitem__,
        window=window,
    )
    return Office(company, desk.store, told, desk, tasks, feed, context, window)


def fill(store: Writing) -> None:
    """Put the books into an empty file."""
    store.connection.save(_connection())
    _people(store)
    _documents(store)
    _lists(store)
    _deals(store)
    _waiting(store)


def contact_id(store: Writing, number: int) -> str:
    """The customer of that number in the file."""
    return str(store.database.value("SELECT crm_id FROM link WHERE kind = 'contact' AND xero_id = ?", (f"contact-{number}",)))


def _connection() -> Connection:
    return Connection(
        host="https://api.xero.com", client_id="A" * 32, tenant_id="tenant", connection_id="connection", organisation="Saltbush Joinery",
        token_place="file", scopes=frozenset(), connected_at=READ, short_code="!abc", base_currency="AUD", country="AU",
    )  # fmt: skip


def _people(store: Writing) -> None:
    for number in range(1, 7):
        made = store.contacts.create({"name": f"Customer {number}", "stage": "customer", "currency": "AUD"}, by="t")
        store.mirror.store("contact", [contact(number)], READ)
        store.links.put("contact", made, f"contact-{number}", {}, revision=1, stamp="s", in_step=True)
    for name in ("Marigold Montessori", "Zephyr Sails"):
        store.contacts.create({"name": name}, by="t")


def _documents(store: Writing) -> None:
    def due(days: int) -> dict[str, Any]:
        return {"DueDateString": f"{(TODAY + timedelta(days=days)).isoformat()}T00:00:00", "DueDate": ""}

    store.documents.store(
        "invoice",
        [
            invoice(1, 1, **due(-10)),
            invoice(2, 1, **due(-45), AmountDue=60.0, AmountPaid=50.0),
            invoice(3, 2, **due(-100), Total=1100.0, AmountDue=1100.0),
            invoice(4, 3, **due(12)),
            invoice(5, 3, **due(9), SentToContact=False),
            invoice(6, 4, **due(5), CurrencyCode="NZD", Total=640.0, AmountDue=640.0),
            invoice(7, 4, Status="DRAFT"),
            invoice(8, 5, Status="SUBMITTED"),
            invoice(9, 5, Status="VOIDED", AmountDue=0.0),
            invoice(10, 3, **due(20), AmountDue=10.0, AmountPaid=100.0),
            *(paid_invoice(20 + at, 1 + at % 6, "2026-04-01", "2026-04-07") for at in range(30)),
            paid_invoice(60, 9, "2025-04-01", "2025-04-07"),
        ],
        READ,
    )
    store.documents.store("payment", [payment(at, 20 + at, 110.0, "2026-04-07") for at in range(5)], READ)
    store.documents.store("credit_note", [credit_note(1), credit_note(2, 2, Status="PAID", RemainingCredit=0.0)], READ)
    quotes = [
        {
            "QuoteID": f"quote-{at}", "QuoteNumber": f"QU-{at:04d}", "Title": f"Bench {at}", "Status": status, "CurrencyCode": "AUD",
            "Contact": {"ContactID": "contact-1", "Name": "Customer 1"}, "DateString": f"2026-05-0{at}T00:00:00", "Total": 110.0 * at,
        }
        for at, status in enumerate(("SENT", "ACCEPTED", "DECLINED", "INVOICED"), 1)
    ]  # fmt: skip
    store.documents.store("quote", quotes, READ)
    at = "2026-06-03T04:02:00.000000Z"
    store.database.execute_sql("INSERT INTO cursor (kind, since, full_at, moved_at) VALUES ('invoice', ?, ?, ?)", (at, at, at))


def _lists(store: Writing) -> None:
    for code, name, price in (("STOOL", "Bar stool", "50"), ("BENCH-1800", "Bench, 1.8 m", "745.5"), ("DELIVERY", "Delivery", "")):
        made = store.products.create({"code": code, "name": name, "unit_price": price, "account": "200", "tax_type": "OUTPUT"}, by="t")
        if code != "DELIVERY":
            store.links.put("product", made, f"item-{code}", {}, revision=1, stamp="s", in_step=True)
    accounts = {code: {"Code": code, "Name": name, "Class": "REVENUE"} for code, name in (("200", "Sales"), ("201", "Other sales"))}
    store.references.replace("account", accounts, READ)
    store.references.replace("tax_rate", {"OUTPUT": {"TaxType": "OUTPUT", "Name": "GST", "Status": "ACTIVE"}}, READ)
    store.references.replace("currency", {"AUD": {"Code": "AUD"}, "NZD": {"Code": "NZD"}}, READ)


def _deals(store: Writing) -> None:
    rows = (
        ("Taproom bar", 1, "lead", "3600"), ("Kiosk", 2, "lead", "2400"), ("Counter", 3, "quoted", "5000.50"),
        ("Reading nook", 4, "won", "8640"), ("Billed bench", 5, "won", "700"), ("Shop fit-out", 6, "lost", "6400"),
    )  # fmt: skip
    for title, number, stage, price in rows:
        lines: list[dict[str, str | bool]] = [{"description": title, "quantity": "1", "unit_price": price, "tax": "OUTPUT"}]
        values: dict[str, Any] = {"title": title, "contact_id": contact_id(store, number), "stage": stage, "currency": "AUD"}
        values["lines"] = lines
        if stage == "won":
            values["won_on"] = "2026-05-19"
        made = store.deals.create(values, by="t")
        if title == "Billed bench":
            store.deals.bill(made, "invoice-24")


def _waiting(store: Writing) -> None:
    crm_id = contact_id(store, 2)
    case = ConflictCase("contact", "field", crm_id, "contact-2", "Customer 2", reason="Phone changed on both sides")
    store.conflicts.set_aside([case], "r")
    store.entries.add([
        Entry(
            run="r", at=READ, direction="to_xero", kind="contact", crm_id=contact_id(store, 3), xero_id="contact-3", title="Customer 3",
            action="update", result="failed", reason="The postcode is longer than Xero's 50 characters",
        ),
    ])  # fmt: skip
