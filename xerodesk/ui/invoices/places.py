"""Places within the invoices' page: a list narrowed by `state=overdue/currency=AUD/age=days_30/customer=...`, one invoice, another tab."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from xerodesk.store.queries.invoices import AGES, InvoiceFilter
from xerodesk.store.queries.states import INVOICE_STATES

INVOICES, PAYMENTS, CREDITS = "invoices", "payments", "credits"
AGE_WORDS = {
    "not_due": "Not due yet", "days_30": "1 to 30 days late", "days_60": "31 to 60 days late", "days_90": "61 to 90 days late",
    "older": "Over 90 days late",
}  # fmt: skip
OWED = "owed"


@dataclass(frozen=True, slots=True)
class InvoicePlace:
    """Where in the page: a tab, one invoice to choose, and how the list is narrowed. `state` is a word of INVOICE_STATES, or "owed"."""

    tab: str = INVOICES
    invoice: str = ""
    state: str = ""
    currency: str = ""
    age: str = ""
    customer: str = ""

    def filter(self, today: date) -> InvoiceFilter:
        """The same as a question to the file."""
        wanted = InvoiceFilter(today, currency=self.currency, age=self.age, contact_xero_id=self.customer)
        return replace(wanted, owing=True) if self.state == OWED else replace(wanted, state=self.state)


def place_of(route: str) -> InvoicePlace:
    """The place a route names; what it does not know is passed over."""
    given: dict[str, str] = {}
    for part in (one for one in route.split("/") if one):
        name, sign, value = part.partition("=")
        if sign:
            given[name] = value
        elif part in (PAYMENTS, CREDITS, INVOICES):
            given["tab"] = part
        else:
            given["invoice"] = part
    state, age = given.get("state", ""), given.get("age", "")
    return InvoicePlace(
        tab=given.get("tab", INVOICES),
        invoice=given.get("invoice", ""),
        state=state if state in (*INVOICE_STATES, OWED) else "",
        currency=given.get("currency", ""),
        age=age if age in AGES else "",
        customer=given.get("customer", ""),
    )
