"""Acting as the user of Xero in the sample company: something is done over there, and the next sync brings it here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from xerodesk.domain.errors import XerodeskError
from xerodesk.store.queries import invoices, samples
from xerodesk.store.queries.source import Source
from xerodesk.ui.context import PageContext
from xerodesk.ui.kit.buttons import Button
from xerodesk.ui.kit.fields import Choice, Field
from xerodesk.ui.kit.labels import Text
from xerodesk.ui.kit.notices import Banner
from xerodesk.ui.kit.sections import ExpandableSection
from xerodesk.ui.settings.picking import PickField
from xerodesk.ui.settings.ports import Actor
from xerodesk.ui.settings.rows import Part
from xerodesk.ui.tasks import Lane
from xerodesk.ui.wording import money_in

W = TypeVar("W", bound=QWidget)
Ask = Callable[[], tuple[str, dict[str, Any]]]
WHAT = (("email", "E-mail"), ("name", "Name"), ("phone", "Phone"), ("city", "City"), ("tax", "Tax number"))


class Today(Protocol):
    """Knows today where the organisation is."""

    def today(self) -> date: ...


class Wrong(Exception):
    """A form is not filled in; the words say what is missing."""


def edited(what: str, value: str) -> dict[str, Any]:
    """A change to a contact in Xero's own form."""
    forms: dict[str, dict[str, Any]] = {
        "email": {"EmailAddress": value},
        "name": {"Name": value},
        "phone": {"Phones": [{"PhoneType": "DEFAULT", "PhoneNumber": value}]},
        "city": {"Addresses": [{"AddressType": "POBOX", "City": value}]},
        "tax": {"TaxNumber": value},
    }
    return forms[what]


class SamplePart(Part):
    """Four deeds of somebody who works in Xero."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._actor: Actor = context.services.sample
        self._source: Source = context.queries
        self._days: Today = context.services
        self.banner = Banner()
        self.banner.acted.connect(self._to_sync)
        self.rows.addWidget(self.banner)
        self.head("Act as somebody who works in Xero")
        words = "What you do here happens in the sample's Xero, as if a colleague did it there. Sync afterwards to see it arrive."
        self.rows.addWidget(Text(words, ink="ink2", wrap=True))
        self.rows.addSpacing(8)
        self.buttons: dict[str, Button] = {}
        self.inputs: dict[str, QWidget] = {}
        self._add_edit()
        self._add_payment()
        self._add_archive()
        self._add_merge()

    def load(self) -> None:
        """Nothing to read before something is typed."""

    # ---------------------------------------------------------------- the forms

    def _add_edit(self) -> None:
        who = self._customer("edit.who", "Customer")
        what = self._kept("edit.what", Choice("What changes", WHAT))
        value = self._kept("edit.value", QLineEdit())

        def ask() -> tuple[str, dict[str, Any]]:
            fields = edited(str(what.value()), _filled(value, "Type the new value."))
            return "edit_contact", {"contact": _filled(who, "Choose a customer."), "fields": fields}

        fields = (("Customer", who), ("What", what), ("New value", value))
        self._form("edit", "Change a customer", "Change it in Xero", ask, fields, opened=True)

    def _add_payment(self) -> None:
        invoice = self._kept("pay.invoice", PickField("Invoice", "Number or customer", self._find_invoices, self._context.tasks))
        amount = self._kept("pay.amount", QLineEdit())
        amount.setPlaceholderText("all that is owed")

        def ask() -> tuple[str, dict[str, Any]]:
            values: dict[str, Any] = {"invoice": _filled(invoice, "Choose an invoice.").partition(", ")[0]}
            if amount.text().strip():
                values["amount"] = _amount(amount.text())
            return "record_payment", values

        self._form("pay", "Record a payment", "Record it in Xero", ask, (("Invoice", invoice), ("Amount", amount)))

    def _add_archive(self) -> None:
        who = self._customer("archive.who", "Customer to archive")

        def ask() -> tuple[str, dict[str, Any]]:
            return "archive_contact", {"contact": _filled(who, "Choose a customer.")}

        self._form("archive", "Archive a customer", "Archive in Xero", ask, (("Customer", who),))

    def _add_merge(self) -> None:
        who, into = self._customer("merge.who", "Customer that goes"), self._customer("merge.into", "Customer that stays")

        def ask() -> tuple[str, dict[str, Any]]:
            gone, stays = _filled(who, "Choose the customer that goes."), _filled(into, "Choose the customer that stays.")
            if gone.casefold() == stays.casefold():
                raise Wrong("Choose two different customers.")
            return "merge_contacts", {"contact": gone, "into": stays}

        self._form("merge", "Merge two customers", "Merge in Xero", ask, (("This one goes", who), ("This one stays", into)))

    def _form(self, key: str, title: str, deed: str, ask: Ask, fields: Sequence[tuple[str, QWidget]], *, opened: bool = False) -> None:
        section = ExpandableSection(title, opened=opened)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        for at, (label, widget) in enumerate(fields):
            grid.addWidget(Field(label, widget), 0, at, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(len(fields), 1)
        section.body.addLayout(grid)
        button = self.buttons[key] = Button(deed)
        button.clicked.connect(partial(self._do, key, ask))
        row = QHBoxLayout()
        row.addWidget(button)
        row.addStretch()
        section.body.addLayout(row)
        self.rows.addWidget(section)

    def _customer(self, key: str, name: str) -> PickField:
        return self._kept(key, PickField(name, "Name, as it is in Xero", self._find_customers, self._context.tasks))

    def _kept(self, key: str, widget: W) -> W:
        self.inputs[key] = widget
        return widget

    def _find_customers(self, text: str) -> list[str]:
        return [title for _, title in samples.sample_records(self._source, "contact", text)][:20]

    def _find_invoices(self, text: str) -> list[str]:
        wanted = invoices.InvoiceFilter(self._days.today(), text=text, owing=True)
        found = invoices.window(self._source, wanted, 0, 20)
        return [f"{one.number}, {one.contact}, {money_in(one.owed, one.currency)}" for one in found]

    # ---------------------------------------------------------------- doing it

    def _do(self, key: str, ask: Ask) -> None:
        try:
            name, values = ask()
        except Wrong as wrong:
            self.banner.show_message("warn", str(wrong))
            return
        self.buttons[key].setEnabled(False)

        def work() -> Mapping[str, Any]:
            return self._actor.act(name, **values)

        self._context.tasks.run(Lane.NETWORK, work, self._done, self._refused)

    def _done(self, record: Mapping[str, Any]) -> None:
        self._free()
        who = str(record.get("Name") or record.get("Invoice", {}).get("InvoiceNumber") or "")
        words = f"Done in Xero: {who}." if who else "Done in Xero."
        self.banner.show_message("good", words, "Nothing has changed here yet; a sync brings it.", "Go to Xero sync")

    def _refused(self, error: Exception) -> None:
        """Xero's own reasons, when it says no."""
        self._free()
        advice = error.advice if isinstance(error, XerodeskError) else "Choose the name or number as it is offered while you type."
        self.banner.show_message("bad", f"Xero says no: {error}", advice)

    def _free(self) -> None:
        for button in self.buttons.values():
            button.setEnabled(True)

    def _to_sync(self) -> None:
        self._context.navigate("sync")


def _filled(line: QLineEdit | PickField, words: str) -> str:
    text = line.text().strip()
    if not text:
        raise Wrong(words)
    return text


def _amount(text: str) -> str:
    try:
        amount = Decimal(text.replace(",", "").strip())
    except InvalidOperation:
        raise Wrong(f"{text} is not an amount. Write it as 1320.00.") from None
    if not amount.is_finite() or amount <= 0:
        raise Wrong("An amount is more than nothing.")
    return str(amount)
