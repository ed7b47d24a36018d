"""Every widget of the kit in light and dark, as pictures to look at: run this file with $XERODESK_SHOTS naming a folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from xerodesk.ui.kit.buttons import Button, IconButton, ReasonedButton
from xerodesk.ui.kit.cards import Answer, RadioCards
from xerodesk.ui.kit.cells import Cell, Run, money_cell, pill_cell
from xerodesk.ui.kit.charts import FitBar, LollipopChart, Mark, Share, StackedBar
from xerodesk.ui.kit.diff import added_cell, removed_cell
from xerodesk.ui.kit.fields import Choice, CopyField, Field, FilterChip, InlineEdit, SearchField
from xerodesk.ui.kit.labels import Badge, Heading, KeyHints, Part, Region, SentenceLabel, Tag, Text
from xerodesk.ui.kit.models import Column, GroupRow, PagedModel
from xerodesk.ui.kit.notices import Banner
from xerodesk.ui.kit.pills import Pill
from xerodesk.ui.kit.progress import ProgressStrip
from xerodesk.ui.kit.rail import StepInfo, StepRail
from xerodesk.ui.kit.rows import TwoLines
from xerodesk.ui.kit.sections import DetailsList, ExpandableSection
from xerodesk.ui.kit.statepage import EmptyState, ErrorState, LoadingState
from xerodesk.ui.kit.tables import DataTable, TwoLineList
from xerodesk.ui.kit.tabs import FilterTabs, SegmentedControl, Tab, TabBar
from xerodesk.ui.states import PILLS
from xerodesk.ui.tasks import InlineTasks
from xerodesk.ui.theme import Scheme, Theme, theme


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch()
    return row


PAID = (4, 12, 7, 9, 15, 6, 9, 11, 2, 9, 14, 8)


def invoices_model(*, with_deed: bool) -> tuple[PagedModel, list[object]]:
    """Invoices in every state."""
    rows: list[object] = [
        GroupRow("2026", "6 invoices issued, 17,765.00 AUD, 4,120.00 still owed"),
        ("INV-2071", "Taproom bar, stage 2", "1 Jun", "5,434.00", "", "draft", "Draft"),
        ("INV-2066", "Auckland pop-up bar", "26 May", "640.00", "NZD", "sent", "Sent"),
        ("INV-2058", "Tasting paddles, 300", "12 May", "2,145.00", "", "part_paid", "Part-paid"),
        ("INV-2041", "Cellar-door repairs after the flood of last winter", "16 Apr", "1,320.00", "", "overdue", "Overdue, 18 days"),
        ("INV-2017", "Bar stools, 24", "3 Mar", "3,476.00", "", "paid", "Paid 8 days late"),
        ("INV-1993", "Menu boards", "9 Feb", "1,254.00", "", "voided", "Voided"),
    ]
    columns = [
        Column("number", "Number", lambda row: Cell(row[0], weight=500), 84),
        Column("for", "For", lambda row: Cell(row[1], "ink2"), 100, stretch=1),
        Column("date", "Date", lambda row: Cell(row[2], "ink2", size="small"), 66, sortable=True),
        Column("total", "Total, AUD", lambda row: money_cell(row[3], row[4], weight=600 if row[5] == "overdue" else 400), 110, right=True),
        Column("status", "Status", lambda row: pill_cell(PILLS[row[5]], row[6]), 150),
    ]
    if with_deed:
        columns.append(Column("deed", "", lambda row: Cell("Send reminder", deed=True) if row[5] in ("overdue", "part_paid") else "", 136))
    return PagedModel(columns, InlineTasks(), lambda row: row[0]), rows


def _invoices() -> DataTable:
    model, rows = invoices_model(with_deed=True)
    table = DataTable("Invoices", model)
    model.show_rows(rows)
    table.choose(4)
    table.setFixedHeight(32 * 7 + 34)
    return table


def _changes() -> DataTable:
    rows = [
        ("Phone, area code", "02", "2", "Xero keeps the area code without its 0"),
        ("E-mail", "accounts@wollombi.example", "accounts@wollombicreek.example", "Changed here on 1 June, not in Xero"),
        ("PO Box line 1", "Works Depot, 4 Saleyards Rd", "Works Depot, 4 Saleyards Road", "by the field map"),
        ("Tax number", "49-091-850", "49 091 850", "Written as Inland Revenue writes it"),
        ("Sales terms", "", "20th of next month", "Set here, empty in Xero: filled"),
    ]
    columns = [
        Column("check", "", lambda row: Cell(check=row[0] != "E-mail"), 30),
        Column("field", "Field", lambda row: Cell(row[0], "ink2"), 140),
        Column("now", "Now", lambda row: removed_cell(row[1], row[2]), 200, stretch=1),
        Column("will", "Will be", lambda row: added_cell(row[1], row[2]), 200, stretch=1),
        Column("why", "Why", lambda row: Cell(row[3], runs=(Run("rule "), Run(row[3], italic=True))), 200, stretch=1),
    ]
    model = PagedModel(columns, InlineTasks())
    table = DataTable("Changes", model, row_height=30, heading_height=28)
    model.show_rows(rows)
    table.setFixedHeight(30 * 5 + 32)
    return table


def customers_model() -> tuple[PagedModel, list[object]]:
    """Customers as two lines each."""
    rows: list[object] = [
        TwoLines("Yarra Bend Veterinary Hospital", "96 days late", "clock", "bad", "1,100.00"),
        TwoLines("Wollombi Creek Brewing Co-operative Ltd of New South Wales", "18 days late", "clock", "bad", "4,120.00", after="+ NZD"),
        TwoLines("Te Awa Roastery Ltd", "due 20 June", "paper-plane", "info", "5,600.00", before="NZD"),
        TwoLines("Ironbark Cycles", "paid up", "check-circle", "good", "–"),
    ]
    return PagedModel([Column("who", "", lambda row: row, 200, stretch=1)], InlineTasks(), lambda row: row.title), rows


def _customers() -> TwoLineList:
    model, rows = customers_model()
    view = TwoLineList("Customers", model)
    model.show_rows(rows)
    view.choose(1)
    view.setFixedSize(248, 46 * 4 + 2)
    return view


def _charts() -> QHBoxLayout:
    bar = StackedBar(
        "Owed to you",
        [
            Share("Not due yet", "27,345.20", 27345, "age0"),
            Share("1–30 days late", "12,126.35", 12126, "age1"),
            Share("31–60", "5,480.00", 5480, "age2"),
            Share("61–90", "2,159.00", 2159, "age3"),
            Share("Over 90", "1,100.00", 1100, "age4"),
        ],
    )
    pay = LollipopChart("How they pay")
    pay.set_marks([*(Mark(one, f"INV-{one}") for one in PAID), Mark(18, "INV-2041", is_open=True)], 9, "May 2025", "May 2026")
    pay.setMaximumWidth(256)
    row = QHBoxLayout()
    row.setSpacing(24)
    row.addWidget(bar, 1)
    row.addWidget(pay)
    return row


def _top(column: QVBoxLayout) -> None:
    column.addWidget(Heading("Wollombi Creek Brewing Co-operative Ltd", "214", "page"))
    column.addWidget(
        SentenceLabel(
            [
                "Owes ",
                Part("4,120.00", "strong"),
                " AUD, of which ",
                Part("1,320.00 is 18 days late", "bad"),
                ", and ",
                Part("640.00", "strong"),
                " NZD, not due yet; usually pays 9 days late. ",
                Part("See what changed", "link", "changes"),
            ]
        )
    )
    waits = ReasonedButton(Button("Close May", icon="lock"), "waits for 9 failing, 4 to decide")
    column.addLayout(
        _row(
            Button("New invoice", "filled", "plus"),
            Button("Statement"),
            Button("Show all", "text"),
            Button("Check now", "ghost", "sync"),
            Button("Delete", "danger", "trash"),
            Button("Sync these five", "filled", size="footer"),
            IconButton("more", "More"),
            waits,
            Badge(13),
        )
    )
    pills = list(PILLS.items())
    column.addLayout(_row(*(Pill(look, name.replace("_", " ").capitalize()) for name, look in pills[:10])))
    column.addLayout(_row(*(Pill(look, name.replace("_", " ").capitalize()) for name, look in pills[10:])))


def _inputs(column: QVBoxLayout) -> None:
    search = SearchField("Name, e-mail, phone")
    search.setFixedWidth(200)
    wrong = Field("E-mail", QLineEdit("accounts@bellbird"))
    wrong.set_wrong("Xero would refuse it: no ending such as .com.au")
    tabs = [Tab("log", "Log"), Tab("decide", "To decide", "4"), Tab("map", "Field map"), Tab("check", "Data check", "11")]
    column.addWidget(TabBar("Parts", tabs))
    column.addLayout(
        _row(
            FilterTabs("Lines", [Tab("in", "In step", "1,094"), Tab("bad", "Failing", "9"), Tab("all", "All", "2,023")]),
            SegmentedControl("View", [Tab("wires", "Wires"), Tab("table", "Table")]),
            FilterTabs("Role", [Tab("all", "All 14"), Tab("owner", "Owner 6")], round_=True),
            FilterChip("2–3 June"),
            Choice("Kind", [("", "Any kind"), ("c", "Customers")], "low"),
            search,
        )
    )
    column.addLayout(_row(wrong, InlineEdit("Postcode", "2722"), Tag("Required", "strong"), Tag("Max 50"), Tag("Recommended", "warn")))
    column.addWidget(CopyField("Redirect address", "http://localhost:12321/callback"))


def page() -> QWidget:
    """All of the kit in one column."""
    whole = Region("canvas")
    column = QVBoxLayout(whole)
    column.setContentsMargins(24, 18, 24, 18)
    column.setSpacing(12)
    _top(column)
    _inputs(column)
    column.addWidget(_invoices())
    column.addWidget(_changes())
    column.addLayout(_charts())
    steps = StepRail(
        "Set-up",
        [
            StepInfo("clean", "Clean", "11 merged, 3 for later", "done"),
            StepInfo("test", "Test five", "Preview shown at 14:02", "now"),
            StepInfo("live", "Go live", "From then on, by itself"),
        ],
    )
    steps.setFixedWidth(192)
    details = DetailsList([("Terms", "Net 30"), ("ABN", "83 914 571 673"), ("Bill to", "18 Paynes Crossing Rd, Wollombi NSW 2325")])
    details.setFixedWidth(256)
    column.addLayout(_row(_customers(), steps, details))
    opened = ExpandableSection("6 customers: postcode is longer than Xero’s 50 characters.", "3rd try", opened=True)
    opened.body.addWidget(Text("A whole address was pasted in. Keep the postcode only.", ink="ink2"))
    column.addWidget(opened)
    banner = Banner()
    column.addWidget(banner)
    banner.show_message("warn", "The connection to Xero lapses in 6 days.", "Sign in again to keep it.", "Sign in")
    strip = ProgressStrip()
    column.addWidget(strip)
    strip.start("Reading invoices")
    strip.step("Reading invoices", 412, 1900)
    column.addWidget(FitBar(0.92, "197 fit"))
    column.addWidget(KeyHints([("J K", "next, previous"), ("Space", "reviewed"), ("E", "edit")], "2,023 found"))
    column.addStretch()
    return whole


def states() -> QWidget:
    """The states of a page, and the answers of the first start."""
    whole = Region("canvas")
    column = QVBoxLayout(whole)
    empty = EmptyState(
        "No customers yet",
        "Each customer will stand here with what they owe, what is late and how they usually pay. Reading changes nothing in your books.",
        "Bring in your customers",
        "Look around the sample company",
    )
    wrong = ErrorState()
    wrong.set("Xero could not be reached: this computer seems to be offline.", "Check the network, then try again. Nothing was lost.")
    for widget in (empty, wrong, LoadingState()):
        widget.setFixedHeight(230 if widget is not empty else 260)
        column.addWidget(widget)
    column.addWidget(
        RadioCards(
            "Where are your customers today?",
            [
                Answer("xero", "In Xero", "You invoice from Xero.", "See who owes what first", "answer-books"),
                Answer("sheet", "In a spreadsheet or another CRM", "Excel, CSV, HubSpot.", "Bring the file in first", "answer-sheet"),
                Answer("both", "In both, and they disagree", "Some in Xero, some elsewhere.", "Match first", "answer-both"),
                Answer("none", "Nowhere yet", "A new business.", "Start with your first customer", "answer-none"),
            ],
        )
    )
    return whole


def shoot(widget: QWidget, name: str, width: int, height: int, folder: Path) -> Path:
    """Show a widget at a size and save its picture."""
    widget.resize(width, height)
    widget.show()
    QApplication.processEvents()
    path = folder / f"{name}-{'dark' if theme().dark else 'light'}.png"
    widget.grab().save(str(path))
    return path


def main() -> None:
    """Save all pictures."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication(sys.argv)
    look = Theme(app, Scheme.LIGHT)
    folder = Path(os.environ["XERODESK_SHOTS"])
    folder.mkdir(parents=True, exist_ok=True)
    parts = {"kit": (page(), 1180, 1500), "states": (states(), 900, 1140)}
    for scheme in (Scheme.LIGHT, Scheme.DARK):
        look.set_scheme(scheme)
        for name, (widget, width, height) in parts.items():
            print(shoot(widget, name, width, height, folder))


if __name__ == "__main__":
    main()
