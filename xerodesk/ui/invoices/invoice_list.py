"""The list of invoices: searched, narrowed by state, currency, age or customer, sorted in the file, with the chosen one beside it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from xerodesk.store.queries import invoices
from xerodesk.store.queries.invoices import InvoicePage, InvoiceRow, InvoiceSort
from xerodesk.store.queries.source import Source
from xerodesk.ui.context import PageContext
from xerodesk.ui.errors import in_words
from xerodesk.ui.invoices.cells import InvoiceCells
from xerodesk.ui.invoices.places import OWED, InvoicePlace
from xerodesk.ui.invoices.ports import InvoiceServices
from xerodesk.ui.invoices.reading import Surroundings, age_words, read_around, sentence
from xerodesk.ui.invoices.side import InvoiceSide
from xerodesk.ui.invoices.ways import Ways
from xerodesk.ui.kit.fields import Choice, FilterChip, SearchField
from xerodesk.ui.kit.frames import Beside
from xerodesk.ui.kit.labels import Region, SentenceLabel, Text
from xerodesk.ui.kit.models import PagedModel, Window
from xerodesk.ui.kit.statepage import EmptyState, StatePage
from xerodesk.ui.kit.tables import DataTable
from xerodesk.ui.kit.tabs import FilterTabs, Tab
from xerodesk.ui.tasks import Job, Lane
from xerodesk.ui.theme import show_if, theme
from xerodesk.ui.wording import age, count

_TABS = (
    ("", "All"), (OWED, "Owed"), ("overdue", "Overdue"), ("part-paid", "Part-paid"), ("sent", "Sent"), ("approved", "Approved"),
    ("awaiting approval", "Awaiting approval"), ("draft", "Draft"), ("paid", "Paid"), ("voided", "Voided"),
)  # fmt: skip
_SORTS: dict[str, tuple[InvoiceSort, InvoiceSort]] = {
    "number": ("number", "number_last"), "contact": ("customer", "customer_last"), "issued": ("oldest", "newest"),
    "due": ("due", "due_last"), "total": ("smallest", "total"), "owed": ("owed_least", "owed"),
}  # fmt: skip
"""For each sortable column the order upwards and downwards."""


class InvoiceList(QWidget):
    """One tab of the invoices' page. `turn` is the button of the side column, for the page's heading."""

    counted = Signal(int)

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._queries: Source = context.queries
        self._services: InvoiceServices = context.services
        self._place = InvoicePlace()
        self._sort: InvoiceSort = "newest"
        self._cells = InvoiceCells()
        self.ways = Ways(context, self)
        self._around: Surroundings | None = None
        self._wanted_one: str | None = None
        self._jobs: dict[str, Job] = {}
        self._chips: list[FilterChip] = []
        self.model = PagedModel(self._cells.columns(), context.tasks, lambda row: row.xero_id)
        self.table = DataTable("Invoices", self.model)
        self.side = InvoiceSide()
        self.states = StatePage(self._lay_out(), self._empty())
        self.turn = self._beside.turn
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.states)
        self._connect()

    def show_place(self, place: InvoicePlace) -> None:
        """Narrow the list as a route says; an invoice it names is chosen and searched for by its number."""
        self._place = replace(place, invoice="")
        self._wanted_one = place.invoice or None
        self.tabs.choose(place.state)
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        if place.invoice:
            self.table.choose_identity(place.invoice)
            self._read_one(place.invoice)
        self.read()

    def read(self, _typed: str = "") -> None:
        """Read the list and what stands around it."""
        self.states.show_loading()
        work = partial(read_around, self._queries, self._services, self._place, self.search.text(), self._sort)
        self._run("list", self._context.tasks.run(Lane.STORE, work, self._show_around, self._failed))

    # ------------------------------------------------------------ building

    def _lay_out(self) -> Region:
        filled = Region()
        self.tabs = FilterTabs("State of the invoices", [Tab(key, words) for key, words in _TABS], round_=True)
        self.search = SearchField("Number, reference or customer", "Find an invoice")
        self.search.setMaximumWidth(theme().px(300))
        self.currency = Choice("Currency", [("", "All currencies")], "low")
        self._sentence = SentenceLabel([], "base")
        self._age = Text("", "small", "ink3")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.search, 1)
        row.addWidget(self.currency)
        self._chip_row = QHBoxLayout()
        self._chip_row.setSpacing(8)
        row.addLayout(self._chip_row)
        row.addStretch(1)
        words = QHBoxLayout()
        words.addWidget(self._sentence, 1)
        words.addWidget(self._age)
        left = QVBoxLayout(main := Region())
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(6)
        for inner in (row, words):
            inner.setContentsMargins(8, 0, 8, 0)
            left.addLayout(inner)
        left.addWidget(self.tabs)
        left.addWidget(self.table, 1)
        self._beside = Beside(main, self.side, words="Details", needs=1000)
        column = QVBoxLayout(filled)
        column.setContentsMargins(16, 10, 16, 0)
        column.addWidget(self._beside)
        return filled

    def _empty(self) -> EmptyState:
        empty = EmptyState(
            "No invoices yet",
            "The invoices of your Xero organisation stand here once they have been read. Reading changes nothing in your books.",
            "Connect Xero",
            icon="invoice",
        )
        empty.acted.connect(self._set_up)
        return empty

    def _connect(self) -> None:
        self.states.retry.connect(self.read)
        self.model.failed.connect(self._failed)
        self.model.loaded.connect(self._loaded)
        self.tabs.chosen.connect(self._state_chosen)
        self.search.searched.connect(self.read)
        self.search.wanted_list.connect(self.table.setFocus)
        self.currency.chosen.connect(self._currency_chosen)
        self.table.sort_wanted.connect(self._sorted)
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(self._opened)
        self.side.customer_wanted.connect(self.ways.customer)
        self.side.xero_wanted.connect(self.ways.into_xero)

    # ------------------------------------------------------------ reading

    def _show_around(self, around: Surroundings) -> None:
        self._around = around
        self._cells.today = around.wanted.today
        self._cells.base = around.base or (around.currencies[0] if around.currencies else "")
        if not around.any:
            self.states.show_empty()
            return
        self.counted.emit(around.counts[""])
        for key, _words in _TABS:
            self.tabs.set_count(key, count(around.counts.get(key, 0)))
        self._sentence.set_parts(sentence(around))
        self._age.setText(age(around.read_at, around.now))
        self.currency.set_options([("", "All currencies"), *((code, code) for code in around.currencies)])
        self.currency.set_value(around.place.currency)
        show_if(self.currency, len(around.currencies) > 1)
        self._show_chips(around)
        self.model.load(partial(_fetch, self._queries, around))
        self.states.show_filled()

    def _loaded(self, total: int) -> None:
        """The side column always has something to say: of the first invoice, unless one was chosen."""
        if total and self.table.current() is None and self._wanted_one is None:
            self.table.choose(0)
        self._wanted_one = None

    def _show_chips(self, around: Surroundings) -> None:
        for chip in self._chips:
            self._chip_row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for words, part in ((age_words(around.place), "age"), (around.customer, "customer")):
            if words:
                chip = FilterChip(words)
                chip.removed.connect(partial(self._widen, part))
                self._chip_row.addWidget(chip)
                self._chips.append(chip)

    def _widen(self, part: str) -> None:
        self._place = replace(self._place, **{part: ""})
        self.read()

    def _failed(self, error: Exception) -> None:
        self.states.show_error(*in_words(error))

    def _run(self, name: str, job: Job) -> None:
        before = self._jobs.pop(name, None)
        if before is not None:
            before.cancel()
        self._jobs[name] = job

    # ------------------------------------------------------------ what the user does

    def _state_chosen(self, state: str) -> None:
        self._place = replace(self._place, state=state, age="" if state not in ("", OWED, "overdue") else self._place.age)
        self.read()

    def _currency_chosen(self, currency: object) -> None:
        self._place = replace(self._place, currency=str(currency or ""))
        self.read()

    def _sorted(self, key: str, down: bool) -> None:
        self._sort = _SORTS[key][int(down)]
        self.read()

    def _chosen(self, row: InvoiceRow) -> None:
        self._read_one(row.xero_id)

    def _read_one(self, xero_id: str) -> None:
        work = partial(_one, self._queries, self._services, xero_id)
        self._run("one", self._context.tasks.run(Lane.STORE, work, self.side.show_invoice, self._failed))

    def _opened(self, row: InvoiceRow) -> None:
        self.ways.customer(row.contact_id, row.contact)

    def _set_up(self) -> None:
        self._context.navigate("sync" if self._around is not None and self._around.connected else "setup")


def _fetch(source: Source, around: Surroundings, offset: int, limit: int) -> Window:
    return Window(around.found, invoices.window(source, around.wanted, offset, limit))


def _one(source: Source, services: InvoiceServices, xero_id: str) -> InvoicePage | None:
    return invoices.invoice(source, xero_id, services.today())
