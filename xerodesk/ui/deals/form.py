"""The form of a deal: who, what, how far, and its lines. What was typed is kept when someone else wrote the deal meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from xerodesk.domain.changes import Changes
from xerodesk.domain.errors import Moved, Refused
from xerodesk.domain.stages import LOST, STAGES, WON
from xerodesk.domain.values import Value
from xerodesk.store.queries import choices, deals
from xerodesk.store.queries.choices import Listed
from xerodesk.store.queries.deals import DealLineRow, DealRow
from xerodesk.store.queries.source import Source
from xerodesk.ui.context import PageContext
from xerodesk.ui.deals.lines import LinesEditor
from xerodesk.ui.deals.picker import Picker
from xerodesk.ui.deals.ports import DealServices
from xerodesk.ui.errors import in_words
from xerodesk.ui.kit.dialogs import Dialog
from xerodesk.ui.kit.fields import Choice, Field
from xerodesk.ui.kit.labels import Hairline, Heading, Text
from xerodesk.ui.tasks import Lane
from xerodesk.ui.theme import theme
from xerodesk.ui.wording import DASH, money

_TEXTS = (("title", "Title"), ("expected_close", "Expected close"), ("won_on", "Won on"), ("lost_on", "Lost on"), ("owner", "Owner"),
          ("lead_source", "Where it came from"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class DealRecord:
    """A deal as the form needs it: the id it was `wanted` by ("" for a new one), its `row` if there is one, what to choose from."""

    wanted: str
    row: DealRow | None
    lines: tuple[DealLineRow, ...]
    stages: tuple[str, ...]
    currencies: tuple[str, ...]
    taxes: tuple[Listed, ...]
    customer: Listed | None = None


def read_deal(source: Source, deal_id: str) -> DealRecord:
    """Read what the form of a deal needs; "" for a new one."""
    with source.read():
        row = deals.deal(source, deal_id) if deal_id else None
        return DealRecord(
            wanted=deal_id,
            row=row,
            lines=deals.lines(source, deal_id) if row else (),
            stages=tuple(dict.fromkeys((*STAGES, *deals.stages(source)))),
            currencies=choices.currencies(source),
            taxes=choices.tax_rates(source),
            customer=Listed(row.contact_id, row.contact) if row and row.contact_id else None,
        )


class DealForm(Dialog):
    """Opened with a DealRecord; saves by itself. `saved(Changes, deal id)`."""

    saved = Signal(object, str)

    def __init__(self, context: PageContext, record: DealRecord) -> None:
        title = "Deal" if record.row else "New deal"
        super().__init__(title, "Save deal", parent=context.window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self._services: DealServices = context.services
        self._queries: Source = context.queries
        self._record = record
        self._customer = ""
        self._fields: dict[str, Field] = {}
        self._build()
        self._shown: dict[str, Value] = {}
        self._show(record)
        self.deed.clicked.disconnect()
        self.deed.clicked.connect(self.save)
        self.texts["title"].setFocus()

    def values(self) -> dict[str, Value]:
        """The form as typed."""
        found: dict[str, Value] = {name: field.text() for name, field in self.texts.items()}
        found.update(
            contact_id=self._customer,
            stage=str(self.stage.value() or ""),
            currency=str(self.currency.value() or ""),
            notes=self.notes.toPlainText(),
            lines=self.lines.values(),
        )
        return found

    def save(self) -> None:
        """Store what changed; the form stays open until it is stored."""
        self.customer.settle()
        now = self.values()
        row = self._record.row
        changes = now if row is None else {name: value for name, value in now.items() if value != self._shown[name]}
        self.deed.setEnabled(False)
        self.foot.setText("")
        work = partial(self._services.deals.save, row.id if row else None, row.revision if row else None, changes)
        self._context.tasks.run(Lane.STORE, work, self._saved, self._not_saved)

    # ------------------------------------------------------------ building

    def _build(self) -> None:
        self.setMinimumSize(theme().px(920), theme().px(580))
        self.texts = {name: QLineEdit() for name, _words in _TEXTS}
        for name, hint in (("expected_close", "2026-06-30"), ("won_on", "Today"), ("lost_on", "Today")):
            self.texts[name].setPlaceholderText(hint)
        find = partial(choices.contacts_named, self._queries)
        self.customer: Picker[Listed] = Picker("Customer", self._context.tasks, find, lambda one: one.words)
        self.customer.setPlaceholderText("Type a name")
        self.customer.picked.connect(self._customer_picked)
        self.customer.typed.connect(self._customer_typed)
        self.stage = Choice("Stage")
        self.stage.chosen.connect(self._stage_chosen)
        self.currency = Choice("Currency")
        self.notes = QPlainTextEdit()
        self.notes.setTabChangesFocus(True)
        self.notes.setFixedHeight(theme().px(56))
        self.lines = LinesEditor(self._context.tasks, partial(choices.products_named, self._queries))
        self.lines.changed.connect(self._add_up)
        self._sum = Text("", "total", weight=600)
        self._currency_note = Text("", "small", "ink3")
        self.currency.chosen.connect(self._add_up)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        words = dict(_TEXTS)
        places = (
            ("title", words["title"], self.texts["title"], 0, 0, 2), ("contact_id", "Customer", self.customer, 0, 2, 2),
            ("stage", "Stage", self.stage, 1, 0, 1), ("expected_close", words["expected_close"], self.texts["expected_close"], 1, 1, 1),
            ("won_on", words["won_on"], self.texts["won_on"], 1, 1, 1), ("lost_on", words["lost_on"], self.texts["lost_on"], 1, 1, 1),
            ("currency", "Currency", self.currency, 1, 2, 1), ("owner", words["owner"], self.texts["owner"], 1, 3, 1),
        )  # fmt: skip
        for name, label, widget, row, column, span in places:
            self._fields[name] = Field(label, widget)
            grid.addWidget(self._fields[name], row, column, 1, span, Qt.AlignmentFlag.AlignTop)
        for column in range(4):
            grid.setColumnStretch(column, 1)
        self.body.addLayout(grid)
        self.body.addWidget(Heading("Lines", role="base"))
        self.body.addWidget(self._scrolling(self.lines), 1)
        self.body.addLayout(self._sum_row())
        self.body.addWidget(Hairline())
        self.body.addLayout(self._last_row())

    def _scrolling(self, inside: QWidget) -> QScrollArea:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        holder = QWidget()
        holder.setProperty("ground", "canvas")
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 6, 0)
        column.addWidget(inside)
        column.addStretch(1)
        area.setWidget(holder)
        area.setMinimumHeight(theme().px(132))
        return area

    def _sum_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(Text("Total before tax", "small", "ink3"))
        row.addWidget(self._sum)
        row.addWidget(self._currency_note)
        return row

    def _last_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        self._fields["lead_source"] = Field("Where it came from", self.texts["lead_source"])
        row.addWidget(self._fields["lead_source"], 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Field("Notes", self.notes), 2)
        return row

    # ------------------------------------------------------------ showing

    def _show(self, record: DealRecord, keep: Mapping[str, Value] | None = None) -> None:
        """Fill the form. `keep` are values typed before, which stay."""
        row = record.row
        stages = record.stages if row is None or row.stage in record.stages else (*record.stages, row.stage)
        self.stage.set_options([(one, one.capitalize() or "No stage") for one in stages])
        codes: list[tuple[object, str]] = [(one, one) for one in record.currencies]
        if row is not None and row.currency not in record.currencies:
            codes.insert(0, (row.currency, row.currency or "Not set"))
        self.currency.set_options(codes or [("", "Not set")])
        self.lines.offer_taxes(record.taxes)
        stored = _stored(record)
        for name, field in self.texts.items():
            field.setText(str(stored[name]))
        self.stage.set_value(stored["stage"])
        self.currency.set_value(stored["currency"] or (record.currencies[0] if row is None and record.currencies else ""))
        self.notes.setPlainText(str(stored["notes"]))
        self._customer = record.customer.value if record.customer else ""
        self.customer.setText(record.customer.words if record.customer else "")
        self.lines.show_lines(record.lines)
        self._shown = self.values()
        if keep:
            self._put_back(keep)
        self._stage_chosen(self.stage.value())

    def _put_back(self, typed: Mapping[str, Value]) -> None:
        for name, value in typed.items():
            if name in self.texts:
                self.texts[name].setText(str(value))
            elif name in ("stage", "currency"):
                (self.stage if name == "stage" else self.currency).set_value(value)
            elif name == "notes":
                self.notes.setPlainText(str(value))
            elif name == "lines" and isinstance(value, list):
                self.lines.put_back(value)

    def _stage_chosen(self, stage: object) -> None:
        """The one day that matters at this stage."""
        wanted = {WON: "won_on", LOST: "lost_on"}.get(str(stage), "expected_close")
        for name in ("expected_close", "won_on", "lost_on"):
            self._fields[name].setVisible(name == wanted)

    def _add_up(self, _change: object = None) -> None:
        total = self.lines.total()
        self._sum.setText(DASH if total is None else money(total))
        self._currency_note.setText(str(self.currency.value() or ""))

    def _customer_picked(self, one: Listed) -> None:
        self._customer = one.value
        self._fields["contact_id"].set_wrong("")

    def _customer_typed(self) -> None:
        self._customer = ""

    # ------------------------------------------------------------ after saving

    def _saved(self, done: tuple[str, Changes]) -> None:
        self.accept()
        self.saved.emit(done[1], done[0])

    def _not_saved(self, error: Exception) -> None:
        self.deed.setEnabled(True)
        faults = dict(error.fields) if isinstance(error, Refused) else {}
        for name, field in self._fields.items():
            field.set_wrong(faults.get(name, ""))
        self.lines.mark(faults)
        message, advice = in_words(error)
        inline = [words for name, words in faults.items() if name.startswith("lines.")]
        self.foot.setText(" ".join(part for part in (message, *dict.fromkeys(f"{one}." for one in inline), advice) if part))
        if isinstance(error, Moved) and self._record.row is not None:
            work = partial(read_deal, self._queries, self._record.row.id)
            self._context.tasks.run(Lane.STORE, work, self._read_again, self._context.notices.trouble)

    def _read_again(self, record: DealRecord) -> None:
        """Show the deal as it is now, with what the user typed laid over it."""
        now = self.values()
        typed = {name: value for name, value in now.items() if value != self._shown[name]}
        picked = (self._customer, self.customer.text()) if "contact_id" in typed else None
        self._record = record
        self._show(record, typed)
        if picked:
            self._customer, words = picked
            self.customer.setText(words)
        self.foot.setText("This deal was changed elsewhere in the meantime. What you typed is kept; look at the rest, then save again.")


def _stored(record: DealRecord) -> dict[str, Value]:
    row = record.row
    if row is None:
        return {**dict.fromkeys(dict(_TEXTS), ""), "stage": STAGES[0], "currency": "", "notes": ""}
    return {
        "title": row.title,
        "expected_close": row.expected_close.isoformat() if row.expected_close else "",
        "won_on": row.won_on.isoformat() if row.won_on else "",
        "lost_on": row.lost_on.isoformat() if row.lost_on else "",
        "owner": row.owner,
        "lead_source": row.lead_source,
        "stage": row.stage,
        "currency": row.currency,
        "notes": row.notes,
    }
