"""One customer: the sentence, the age of its figures, the deeds, the lists in tabs, and the side column."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout

from xerodesk.ui.customers.reading import CustomerView
from xerodesk.ui.customers.sentence import customer_sentence
from xerodesk.ui.customers.side import CustomerSide
from xerodesk.ui.customers.tabs import DealList, HistoryList, InvoiceList, Listed, PaymentList
from xerodesk.ui.kit.buttons import Button, IconButton
from xerodesk.ui.kit.frames import Beside
from xerodesk.ui.kit.labels import Heading, Region, SentenceLabel, Text
from xerodesk.ui.kit.tabs import Tab, TabBar
from xerodesk.ui.tasks import Tasks
from xerodesk.ui.wording import age, count

TABS = ("invoices", "payments", "deals", "history")
_MENU = (
    ("open", "Open in Xero"),
    ("mail", "Copy e-mail"),
    ("sync", "Sync this one"),
    ("archive", "Archive"),
    ("restore", "Bring back from the archive"),
)


class CustomerRecord(Region):
    """`deed(key)`: check, edit, open, mail, sync, archive, restore, choose, decide, connect, customer, deals; `tab_chosen(key)`;
    `row_opened(row)` of any list."""

    deed = Signal(str)
    tab_chosen = Signal(str)
    row_opened = Signal(object)

    def __init__(self, tasks: Tasks) -> None:
        super().__init__("canvas")
        self._view: CustomerView | None = None
        self._checking = False
        self.invoices, self.payments = InvoiceList(tasks), PaymentList(tasks)
        self.deals, self.history = DealList(tasks), HistoryList(tasks)
        self.side = CustomerSide()
        self.side.deed.connect(self.deed)
        self._lay_out()
        for one in (self.invoices, self.payments, self.deals, self.history):
            one.opened.connect(self.row_opened)
        self.invoices.acted.connect(self._next_deed)
        self.deals.acted.connect(self._to_deals)

    # ---------------------------------------------------------------- what the page asks

    @property
    def view(self) -> CustomerView | None:
        """The customer shown."""
        return self._view

    def show_customer(self, view: CustomerView) -> None:
        """Show a customer; of the same one only what is new moves."""
        self._view = view
        page, frame = view.page, view.frame
        self.heading.set(page.name)
        self.heading.title.setToolTip("")
        self.sentence.set_parts(customer_sentence(page, view.late_invoices))
        self.invoices.show_documents(view.documents, view.years, frame.currency)
        if not view.documents:
            self.invoices.show_rows((), *self._no_invoices(view))
        self.payments.show_payments(view.payments, frame.currency, frame.today)
        self.deals.show_deals(view.deals, frame.today)
        self.history.show_history(view.history)
        counts = {"invoices": len(view.documents), "payments": len(view.payments), "deals": len(view.deals), "history": view.history_total}
        for key, number in counts.items():
            self.tabs.set_count(key, count(number) if number else "")
        self.side.show_customer(view)
        self._show_age()
        self._show_menu()

    def choose_tab(self, key: str) -> None:
        """Show a list."""
        if key in TABS:
            self.tabs.choose(key)
            self._lists.setCurrentIndex(TABS.index(key))

    def set_checking(self, checking: bool) -> None:
        """Whether figures are being read from Xero now."""
        self._checking = checking
        self._show_age()

    # ---------------------------------------------------------------- how it looks

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 12, 0)
        column.setSpacing(2)
        self._lists = QStackedWidget()
        main = Region()
        inside = QVBoxLayout(main)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        words = {"invoices": "Invoices", "payments": "Payments", "deals": "Deals", "history": "History"}
        self.tabs = TabBar("Parts of the customer", [Tab(key, words[key]) for key in TABS], "inner")
        self.tabs.chosen.connect(self._tab)
        inside.addWidget(self.tabs)
        inside.addWidget(self._lists, 1)
        lists: tuple[Listed, ...] = (self.invoices, self.payments, self.deals, self.history)
        for one in lists:
            self._lists.addWidget(one)
        both = Beside(main, self.side, back="Back to the lists", needs=900)
        self.heading = Heading("", role="page")
        self.check = Button("Check now", "ghost", "sync")
        self.edit = Button("Edit", icon="pencil")
        self._more = IconButton("more", "More")
        for button in (both.turn, self.check, self.edit, self._more):
            self.heading.add(button)
        self._fill_menu()
        self.sentence = SentenceLabel()
        self.age = Text("", "small", "ink3")
        column.addWidget(self.heading)
        column.addWidget(self.sentence)
        column.addWidget(self.age)
        column.addSpacing(4)
        column.addWidget(both, 1)
        self.check.clicked.connect(self._says("check"))
        self.edit.clicked.connect(self._says("edit"))

    def _fill_menu(self) -> None:
        menu = QMenu(self)
        self._actions: dict[str, QAction] = {}
        for key, words in _MENU:
            if key == "archive":
                menu.addSeparator()
            self._actions[key] = menu.addAction(words, self._says(key))
        self._more.setMenu(menu)
        self._more.setPopupMode(IconButton.ToolButtonPopupMode.InstantPopup)

    def _says(self, key: str) -> Callable[[], None]:
        def say() -> None:
            self.deed.emit(key)

        return say

    def _show_menu(self) -> None:
        if self._view is None:
            return
        page, connected = self._view.page, self._view.frame.connected
        self._actions["open"].setEnabled(page.linked)
        self._actions["mail"].setEnabled(bool(page.values.get("email")))
        self._actions["sync"].setEnabled(connected)
        self._actions["archive"].setVisible(not page.archived)
        self._actions["restore"].setVisible(page.archived)

    def _show_age(self) -> None:
        if self._view is None:
            return
        page, frame = self._view.page, self._view.frame
        told = age(page.as_of, datetime.now(UTC)) if page.linked else ""
        why = "" if frame.connected else "not connected to Xero, so nothing can be checked there"
        if not why and not page.linked:
            why = "not in Xero yet, so there is nothing to check there"
        shown = "reading from Xero now" if self._checking else why
        self.age.setText(", ".join(one for one in (f"{told}, from Xero" if told else "", shown) if one))
        self.check.setText("Checking…" if self._checking else "Check now")
        self.check.setEnabled(not why and not self._checking)
        self.check.setToolTip(f"Cannot check now: {why}." if why else "Read this customer again from Xero: three calls at most")
        self.check.setAccessibleDescription(why)

    def _no_invoices(self, view: CustomerView) -> tuple[str, str, str]:
        """What stands in place of invoices: what this record is, and the next deed."""
        page, lead = view.page, view.page.values.get("stage") == "lead"
        if page.linked:
            return "Never invoiced", "Invoices for this customer, made in Xero, stand here with what is paid and what is late.", ""
        if page.archived:
            return "Archived", "It takes no part in the sync. Bring it back from the archive to work with it again.", "Bring it back"
        if lead:
            why = "Leads stay in xerodesk, out of your books, until they are quoted, invoiced or made a customer."
            return f"{page.name} is a lead" if len(page.name) < 40 else "This is a lead", why, "Make it a customer"
        if not view.frame.connected:
            why = "Connect to Xero to see what this customer owes, what is late and how it usually pays."
            return "No invoices here yet", why, "Connect to Xero"
        return "Not in Xero yet", "It goes there with the next sync; from then on its invoices and payments stand here.", "Sync this one"

    # ---------------------------------------------------------------- what the user does

    def _next_deed(self) -> None:
        view = self._view
        if view is None:
            return
        if view.page.archived:
            self.deed.emit("restore")
        elif view.page.values.get("stage") == "lead":
            self.deed.emit("customer")
        else:
            self.deed.emit("sync" if view.frame.connected else "connect")

    def _to_deals(self) -> None:
        self.deed.emit("deals")

    def _tab(self, key: str) -> None:
        self._lists.setCurrentIndex(TABS.index(key))
        self.tab_chosen.emit(key)


def shown_id(record: CustomerRecord) -> str:
    """The id of the customer a record shows, "" for none."""
    return record.view.page.id if record.view is not None else ""


