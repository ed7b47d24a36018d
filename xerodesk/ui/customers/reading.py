"""Everything one customer's page shows, read together in the store lane."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from xerodesk.domain.log import Trouble
from xerodesk.services.contacts import Standing
from xerodesk.store.queries import customer, customers, deals, log
from xerodesk.store.queries.customer import CustomerPage, DocumentRow, PaymentRow, YearSum
from xerodesk.store.queries.customers import CustomerFilter
from xerodesk.store.queries.deals import DealFilter, DealRow
from xerodesk.store.queries.log import LogFilter, LogRow
from xerodesk.store.queries.source import Source
from xerodesk.ui.customers.ports import CustomerServices
from xerodesk.ui.kit.models import Window

MOST_DEALS = 500
MOST_HISTORY = 500


@dataclass(frozen=True, slots=True)
class Frame:
    """What of the organisation every part of the page needs."""

    today: date
    currency: str
    country: str
    connected: bool


@dataclass(frozen=True, slots=True)
class CustomerView:
    """One customer with all its lists. `failure` is why the last sync of it failed, if it did; `history_total` counts all lines."""

    frame: Frame
    page: CustomerPage
    standing: Standing
    failure: Trouble | None
    documents: tuple[DocumentRow, ...]
    years: tuple[YearSum, ...]
    payments: tuple[PaymentRow, ...]
    deals: tuple[DealRow, ...]
    history: tuple[LogRow, ...]
    history_total: int

    @property
    def late_invoices(self) -> Mapping[str, int]:
        """How many invoices are late, per currency."""
        found: dict[str, int] = {}
        for one in self.documents:
            if one.state == "overdue":
                found[one.currency] = found.get(one.currency, 0) + 1
        return found


def frame_of(services: CustomerServices) -> Frame:
    """The organisation, as far as there is one."""
    connection = services.connection()
    if connection is None:
        return Frame(services.today(), "", "", connected=False)
    return Frame(services.today(), connection.base_currency, connection.country, connection.live)


def read_customer(source: Source, services: CustomerServices, contact_id: str) -> CustomerView | None:
    """One customer's page; None when there is no such customer."""
    frame = frame_of(services)
    page = customer.customer(source, contact_id, frame.today)
    if page is None:
        return None
    documents = customer.documents(source, contact_id, frame.today)
    failed = log.window(source, LogFilter("failed", kind="contact", record=contact_id), 0, 1) if page.failed else []
    about = LogFilter(kind="contact", record=contact_id)
    return CustomerView(
        frame=frame,
        page=page,
        standing=services.contacts.standing(contact_id),
        failure=failed[0].entry.error if failed else None,
        documents=documents,
        years=customer.years(documents),
        payments=customer.payments(source, contact_id),
        deals=tuple(deals.window(source, DealFilter(contact_id=contact_id), 0, MOST_DEALS)),
        history=tuple(log.window(source, about, 0, MOST_HISTORY)),
        history_total=log.count(source, about),
    )


def list_question(source: Source, today: Callable[[], date], view: customers.View, sort: customers.Sort, text: str) -> _Question:
    """The fetch of a list: asked for rows, it answers in the store lane."""
    return _Question(source, today, view, sort, text)


@dataclass(frozen=True, slots=True)
class _Question:
    source: Source
    today: Callable[[], date]
    view: customers.View
    sort: customers.Sort
    text: str

    def __call__(self, offset: int, limit: int) -> Window:
        wanted = CustomerFilter(self.today(), self.text, self.view, self.sort)
        rows = customers.window(self.source, wanted, offset, limit)
        last = len(rows) < limit and bool(rows or not offset)  # then their number is known without counting
        return Window(offset + len(rows) if last else customers.count(self.source, wanted), rows)


def nobody_at_all(source: Source, today: date) -> bool:
    """Whether the company has no customer and no lead, archived ones included."""
    archived = CustomerFilter(today, view="archived")
    return customers.count(source, CustomerFilter(today)) == 0 and customers.count(source, archived) == 0
