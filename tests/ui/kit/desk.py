"""A whole page made of the kit, as pages are: a list beside a record with tabs, a table and a side column. To look at, and for tests."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from tests.ui.kit.gallery import PAID, customers_model, invoices_model
from xerodesk.domain.changes import Changes
from xerodesk.ui.context import PageContext
from xerodesk.ui.kit.buttons import Button, IconButton
from xerodesk.ui.kit.charts import LollipopChart, Mark
from xerodesk.ui.kit.fields import Choice, SearchField
from xerodesk.ui.kit.frames import Beside, Split
from xerodesk.ui.kit.labels import Hairline, Heading, Part, Region, SentenceLabel, Text
from xerodesk.ui.kit.sections import DetailsList
from xerodesk.ui.kit.tables import DataTable, TwoLineList
from xerodesk.ui.kit.tabs import Tab, TabBar


class Desk(Split):
    """A customer beside the list of customers."""

    title = "Customers"

    def __init__(self, _context: PageContext) -> None:
        super().__init__(_list(), _record())

    def open(self, state: str) -> None:
        """One place only."""

    def refresh(self, changes: Changes) -> None:
        """Nothing moves here."""


def _list() -> Region:
    side = Region("canvas")
    column = QVBoxLayout(side)
    column.setContentsMargins(0, 14, 0, 0)
    column.setSpacing(10)
    top = QVBoxLayout()
    top.setContentsMargins(16, 0, 12, 0)
    top.setSpacing(8)
    heading = Heading("Customers", "214")
    heading.add(IconButton("plus", "New customer"))
    top.addWidget(heading)
    top.addWidget(SearchField("Name, e-mail, phone"))
    row = QHBoxLayout()
    row.addWidget(Choice("Order", [("late", "Longest overdue first")], "bare"))
    row.addStretch()
    row.addWidget(Text("Owes, AUD", "small", "ink3"))
    top.addLayout(row)
    column.addLayout(top)
    column.addWidget(Hairline())
    model, rows = customers_model()
    view = TwoLineList("Customers", model)
    model.show_rows(rows)
    view.choose(1)
    column.addWidget(view)
    return side


def _record() -> Region:
    record = Region("canvas")
    column = QVBoxLayout(record)
    column.setContentsMargins(24, 18, 24, 0)
    column.setSpacing(4)
    heading = Heading("Wollombi Creek Brewing Co-operative Ltd", role="page")
    for button in (Button("Check now", "ghost", "sync"), Button("Statement"), Button("New quote"), Button("New invoice", "filled", "plus")):
        heading.add(button)
    heading.add(IconButton("more", "More"))
    left = QVBoxLayout(main := Region())
    left.setContentsMargins(0, 0, 0, 0)
    both = Beside(main, _side())
    heading.add(both.turn)
    column.addWidget(heading)
    late = Part("1,320.00 is 18 days late", "bad")
    sentence = ["Owes ", Part("4,120.00", "strong"), " AUD, of which ", late, ", and ", Part("640.00", "strong"), " NZD, not due yet."]
    column.addWidget(SentenceLabel(sentence))
    column.addWidget(Text("as of 14:02, from Xero", "small", "ink3"))
    column.addSpacing(4)
    left.setSpacing(0)
    tabs = [Tab("invoices", "Invoices", "31"), Tab("payments", "Payments", "27"), Tab("quotes", "Quotes", "3"), Tab("history", "History")]
    left.addWidget(TabBar("Parts of the customer", tabs, "inner"))
    model, rows = invoices_model(with_deed=False)
    table = DataTable("Invoices", model, inset=0)
    model.show_rows(rows)
    left.addWidget(table)
    column.addWidget(both, 1)
    return record


def _side() -> Region:
    side = Region("canvas")
    column = QVBoxLayout(side)
    column.setContentsMargins(0, 10, 0, 0)
    column.setSpacing(8)
    column.addWidget(Heading("How they pay", "days after due", "base", apart=True))
    chart = LollipopChart("How they pay")
    chart.set_marks([*(Mark(one, f"INV-{one}") for one in PAID), Mark(18, "INV-2041", is_open=True)], 9, "May 2025", "May 2026")
    column.addWidget(chart)
    column.addWidget(Hairline())
    column.addWidget(Heading("Details", role="base"))
    column.addWidget(DetailsList([("Terms", "Net 30"), ("ABN", "83 914 571 673"), ("Bill to", "18 Paynes Crossing Rd, Wollombi NSW 2325")]))
    column.addStretch()
    return side
