"""A desk for the field map page's tests: maps, records and saving in memory."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from xerodesk.domain.changes import Changes
from xerodesk.domain.errors import NotThere
from xerodesk.domain.values import Value, Values
from xerodesk.mapping.compiled import Surroundings
from xerodesk.mapping.presets import preset
from xerodesk.mapping.wires import FieldMap
from xerodesk.ui.actions import Actions
from xerodesk.ui.changes import Feed
from xerodesk.ui.context import PageContext, StatusBoard
from xerodesk.ui.sync.field_map.page import FieldMapPage
from xerodesk.ui.sync.field_map.ports import Sample
from xerodesk.ui.tasks import InlineTasks
from xerodesk.ui.theme import theme

BREWERY: dict[str, Value] = {
    "name": "Wollombi Creek Brewing Co-operative Ltd", "first_name": "Siobhán", "last_name": "O’Dwyer-Castellano",
    "email": "accounts@wollombicreek.example", "phone": "(02) 5550 0142", "mobile": "0491 570 156", "tax_number": "83914571673",
    "account_number": "HUNTER-WOLLOMBI-BREWING-COOP-2019-TAPROOM-AND-CELLAR-DOOR", "currency": "AUD", "payment_terms": "Net 30",
    "billing_line1": "18 Paynes Crossing Rd", "billing_city": "Wollombi", "billing_region": "NSW", "billing_postcode": "2325",
    "billing_country": "Australia", "stage": "customer", "lead_source": "Fair", "owner": "Meg", "notes": "Deliver to the back door.",
    "people": [{"first_name": "Ann", "last_name": "Lee", "email": "ann@example.com", "gets_invoice": True}],
}  # fmt: skip
BREWERY_IN_XERO: dict[str, Any] = {
    "ContactID": "6d1f", "Name": "Wollombi Creek Brewing Co-operative Ltd", "FirstName": "Siobhán", "LastName": "O’Dwyer-Castellano",
    "EmailAddress": "accounts@wollombi.example", "TaxNumber": "83914571673", "DefaultCurrency": "AUD", "AccountNumber": "HUNTER-WOLL",
    "Phones": [{"PhoneType": "DEFAULT", "PhoneCountryCode": "61", "PhoneAreaCode": "02", "PhoneNumber": "5550 0142"}],
    "Addresses": [{"AddressType": "POBOX", "AddressLine1": "18 Paynes Crossing Rd", "City": "Wollombi", "Country": "Australia"}],
    "Balances": {"AccountsReceivable": {"Outstanding": 4120.0, "Overdue": 1320.0}},
}  # fmt: skip
FLORIST: dict[str, Value] = {"name": "Ana’s Florist", "email": "ana@example.com", "phone": "02 5550 9999"}


@dataclass(frozen=True, slots=True)
class Tried:
    """A record to try the map on."""

    id: str
    title: str
    crm: Values
    xero: Mapping[str, Any] | None = None


class MemoryDesk:
    """Implements FieldMapDesk. `saves` keeps what was saved, `trouble` is raised by every call while set."""

    def __init__(self) -> None:
        self.maps: dict[str, FieldMap] = {kind: preset(kind) for kind in ("contact", "product")}
        self.saves: list[FieldMap] = []
        self.trouble: Exception | None = None
        self.records: dict[str, dict[str, Sample]] = {
            "contact": {
                "c-1": Tried("c-1", "Wollombi Creek Brewing Co-operative Ltd", BREWERY, BREWERY_IN_XERO),
                "c-2": Tried("c-2", "Ana’s Florist", FLORIST, None),
            },
            "product": {},
        }

    def load(self, kind: str) -> FieldMap:
        """See FieldMapDesk."""
        if self.trouble is not None:
            raise self.trouble
        return self.maps[kind]

    def save(self, kind: str, field_map: FieldMap) -> Changes:
        """See FieldMapDesk."""
        if self.trouble is not None:
            raise self.trouble
        self.maps[kind] = field_map
        self.saves.append(field_map)
        return Changes.of("map")

    def surroundings(self) -> Surroundings:
        """See FieldMapDesk."""
        return Surroundings("AU", "AUD", frozenset({"AUD", "USD"}))

    def samples(self, kind: str, search: str) -> Sequence[tuple[str, str]]:
        """See FieldMapDesk."""
        found = ((key, one.title) for key, one in self.records[kind].items())
        return [(key, title) for key, title in found if search.casefold() in title.casefold()]

    def sample(self, kind: str, id: str) -> Sample:
        """See FieldMapDesk."""
        if id not in self.records[kind]:
            raise NotThere("This record is gone.", "Choose another one.")
        return self.records[kind][id]


class Heard:
    """Stands in for the window's messages."""

    def __init__(self) -> None:
        self.toasts: list[str] = []
        self.undo: Callable[[], object] | None = None
        self.errors: list[Exception] = []

    def toast(self, words: str, undo: Callable[[], object] | None = None) -> None:
        """See Notices."""
        self.toasts.append(words)
        self.undo = undo

    def trouble(self, error: Exception) -> None:
        """See Notices."""
        self.errors.append(error)


class Services:
    """What assembly would hand over."""

    def __init__(self, desk: MemoryDesk) -> None:
        self.field_map = desk


def page_for(desk: MemoryDesk | None = None) -> tuple[FieldMapPage, PageContext, MemoryDesk]:
    """A page over a desk, with inline tasks; not shown yet."""
    desk = desk or MemoryDesk()
    window = QWidget()
    context = PageContext(
        tasks=InlineTasks(), feed=Feed(window), navigate=lambda _route: None, actions=Actions(window), theme=theme(),
        status=StatusBoard(parent=window), notices=Heard(), services=Services(desk),
    )  # fmt: skip
    page = FieldMapPage(context)
    context.extras["window"] = window  # keeps the carrier of the actions alive as long as the context
    return page, context, desk
