"""Reports: who owes what, by age and currency. One report that adds up, each figure of which opens the invoices behind it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from xerodesk.domain.changes import Changes
from xerodesk.services.reports import save_who_owes
from xerodesk.store.queries.ageing import AgeingRow, AgeingSort
from xerodesk.store.queries.source import Source
from xerodesk.ui.context import PageContext
from xerodesk.ui.errors import in_words
from xerodesk.ui.files import Files, SystemFiles
from xerodesk.ui.kit.buttons import Button
from xerodesk.ui.kit.charts import Share, StackedBar
from xerodesk.ui.kit.fields import Choice, SearchField
from xerodesk.ui.kit.labels import Heading, Region, SentenceLabel, Text
from xerodesk.ui.kit.models import PagedModel
from xerodesk.ui.kit.statepage import EmptyState, StatePage
from xerodesk.ui.reports.ports import ReportServices
from xerodesk.ui.reports.reading import Owing, read_owing, read_rows, sentence
from xerodesk.ui.reports.table import AGES, TOTAL, OwingTable, columns
from xerodesk.ui.tasks import Job, Lane
from xerodesk.ui.theme import show_if, theme
from xerodesk.ui.wording import age, counted, money, money_in

_SORTS: dict[tuple[str, bool], AgeingSort] = {
    ("name", False): "name", ("name", True): "name_last", (TOTAL, False): "total_least", (TOTAL, True): "total",
}  # fmt: skip


class ReportsPage(Region):
    """Routes: reports, reports/NZD (a currency)."""

    title = "Reports"

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._queries: Source = context.queries
        self._services: ReportServices = context.services
        self.files: Files = SystemFiles()
        self._owing: Owing | None = None
        self._job: Job | None = None
        self._sort: AgeingSort = "total"
        self._opened = False
        self.model = PagedModel(columns(), context.tasks, lambda row: row.contact_xero_id)
        self.table = OwingTable(self.model)
        self.heading = Heading("Who owes what", role="page")
        self.save = Button("Save as a file", icon="export")
        self.heading.add(self.save)
        self.states = StatePage(self._lay_out(), self._empty())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 18, 0, 0)
        column.setSpacing(4)
        top = QVBoxLayout()
        top.setContentsMargins(24, 0, 24, 0)
        top.addWidget(self.heading)
        column.addLayout(top)
        column.addWidget(self.states, 1)
        self._connect()

    def open(self, state: str) -> None:
        """Show a currency, "" for the one shown last."""
        if state:
            self.currency.set_options([(state, state)])
            self.currency.set_value(state)
        if state or not self._opened:
            self._opened = True
            self.states.show_loading()
            self.read()

    def refresh(self, changes: Changes) -> None:
        """Invoices or what was paid of them moved."""
        if changes.touches("invoice", "payment", "credit_note", "contact", "connection"):
            self.read()

    def read(self, _what: object = None) -> None:
        """Read the report."""
        if self._job is not None:
            self._job.cancel()
        code = str(self.currency.value() or "")
        work = partial(_read, self._queries, self._services, code, self.search.text(), self._sort)
        self._job = self._context.tasks.run(Lane.STORE, work, self._show, self._failed)

    # ------------------------------------------------------------ building

    def _lay_out(self) -> Region:
        filled = Region()
        self.sentence = SentenceLabel()
        self._age = Text("", "small", "ink3")
        self.bar = StackedBar("Owed by age")
        self._others = SentenceLabel([], "base")
        self.search = SearchField("Customer", "Find a customer")
        self.search.setMaximumWidth(theme().px(300))
        self.currency = Choice("Currency", [], "low")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.search, 1)
        row.addWidget(self.currency)
        row.addStretch(1)
        row.addWidget(self._age)
        column = QVBoxLayout(filled)
        column.setContentsMargins(16, 4, 16, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(8, 0, 8, 6)
        head.setSpacing(10)
        head.addWidget(self.sentence)
        head.addWidget(self.bar)
        head.addWidget(self._others)
        head.addLayout(row)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        return filled

    def _empty(self) -> EmptyState:
        empty = EmptyState(
            "Nobody owes you anything",
            "Invoices that wait for payment are listed here by how late they are, once they have been read from Xero.",
            "Look at the invoices",
            icon="report",
        )
        empty.acted.connect(partial(self._context.navigate, "invoices"))
        return empty

    def _connect(self) -> None:
        self.states.retry.connect(self.read)
        self.model.failed.connect(self._failed)
        self.search.searched.connect(self.read)
        self.search.wanted_list.connect(self.table.setFocus)
        self.currency.chosen.connect(self.read)
        self.table.sort_wanted.connect(self._sorted)
        self.table.figure.connect(self._open_figure)
        self._others.followed.connect(self._context.navigate)
        self.save.clicked.connect(self._save)

    # ------------------------------------------------------------ showing

    def _show(self, owing: Owing) -> None:
        self._owing = owing
        show_if(self.save, owing.shown is not None)
        sums = owing.shown
        if sums is None:
            self.states.show_empty()
            return
        self.sentence.set_parts(sentence(owing))
        self._age.setText(age(owing.read_at, owing.now))
        shares = [(words, getattr(sums, key)) for key, words in AGES.items()]
        self.bar.set_shares([Share(words, money(one), float(one), f"age{at}") for at, (words, one) in enumerate(shares)])
        self.currency.set_options([(one.currency, one.currency) for one in owing.sums])
        self.currency.set_value(sums.currency)
        show_if(self.currency, len(owing.sums) > 1)
        others = [money_in(one.total, one.currency) for one in owing.sums if one.currency != sums.currency]
        self._others.set_parts([f"Not added in: {' and '.join(others)}."] if others else [])
        show_if(self._others, bool(others))
        self.model.load(partial(read_rows, self._queries, owing))
        self.states.show_filled()

    def _failed(self, error: Exception) -> None:
        self.states.show_error(*in_words(error))

    # ------------------------------------------------------------ what the user does

    def _sorted(self, key: str, down: bool) -> None:
        self._sort = _SORTS[key, down]
        self.read()

    def _open_figure(self, row: AgeingRow, key: str) -> None:
        parts = ["invoices/state=owed", f"currency={row.currency}"]
        if key != TOTAL:
            parts.append(f"age={key}")
        if row.contact_xero_id:
            parts.append(f"customer={row.contact_xero_id}")
        self._context.navigate("/".join(parts))

    def _save(self) -> None:
        if self._owing is None:
            return
        wanted = self._owing.wanted
        name = Path.home() / f"Who owes what {wanted.currency} {wanted.today.isoformat()}.xlsx"
        path = self.files.save_as(self, "Save who owes what", name, "Spreadsheet (*.xlsx);;CSV (*.csv)")
        if path is not None:
            work = partial(save_who_owes, self._queries, wanted.today, wanted.currency, path)
            self._context.tasks.run(Lane.STORE, work, self._saved, self._context.notices.trouble)

    def _saved(self, number: int) -> None:
        self._context.notices.toast(f"{counted(number, 'customer')} saved")


def _read(source: Source, services: ReportServices, currency: str, text: str, sort: AgeingSort) -> Owing:
    return read_owing(source, services.today(), currency, text, sort)
