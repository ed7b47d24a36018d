"""The questions that are open, filtered by sort and field, with one answer for all that are shown of a field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from xerodesk.store.queries.conflicts import ConflictRow
from xerodesk.ui.kit.buttons import Button
from xerodesk.ui.kit.dialogs import Question
from xerodesk.ui.kit.fields import Choice
from xerodesk.ui.kit.labels import Hairline, Region, Text
from xerodesk.ui.kit.models import Column, PagedModel, Window
from xerodesk.ui.kit.rows import TwoLines
from xerodesk.ui.kit.tables import TwoLineList
from xerodesk.ui.kit.tabs import FilterTabs, Tab
from xerodesk.ui.sync.words import field_label, kind_word, listed
from xerodesk.ui.tasks import Tasks
from xerodesk.ui.theme import show_if
from xerodesk.ui.wording import counted


class QuestionList(Region):
    """`chosen(ConflictRow)`; `everywhere(side, field)` when one answer is given for all shown of a field."""

    chosen = Signal(object)
    everywhere = Signal(str, str)

    def __init__(self, tasks: Tasks) -> None:
        super().__init__("canvas")
        self._all: tuple[ConflictRow, ...] = ()
        self._rows: list[ConflictRow] = []
        self._at = 0
        self._wanted = ""
        model = PagedModel([Column("question", "", _row, 200, stretch=1)], tasks, lambda row: row.id)
        self._model = model
        model.loaded.connect(self._loaded)
        self.table = TwoLineList("To decide", model)
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        self.tabs = FilterTabs("Which questions", [Tab("all", "All"), Tab("field", "Values"), Tab("match", "Same record?")], round_=True)
        self.tabs.chosen.connect(self._filter)
        self.fields = Choice("Field", [("", "Any field")], "low")
        self.fields.chosen.connect(self._filter)
        self._bulk = Text("", "small", "ink2", wrap=True)
        self.take = {side: Button(words, size="row") for side, words in (("xero", "Take Xero's"), ("crm", "Take xerodesk's"))}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(6)
        top = QVBoxLayout()
        top.setContentsMargins(16, 0, 12, 0)
        top.setSpacing(6)
        top.addWidget(self.tabs)
        top.addWidget(self.fields)
        top.addWidget(self._bulk)
        row = QHBoxLayout()
        row.setSpacing(8)
        for side, button in self.take.items():
            button.clicked.connect(partial(self._ask, side))
            row.addWidget(button)
        row.addStretch()
        top.addLayout(row)
        column.addLayout(top)
        column.addWidget(Hairline())
        column.addWidget(self.table, 1)

    def show_questions(self, rows: Sequence[ConflictRow], record: str = "") -> None:
        """Show all open questions, first the one about a record if it is named."""
        self._all = tuple(rows)
        self._wanted = record
        if record and not any(record in (row.id, row.crm_id, row.xero_id) for row in self._shown()):
            self.tabs.choose("all")
            self.fields.set_value("")
        kinds = Counter(row.type for row in rows)
        for key, count in (("all", len(rows)), ("field", kinds["field"]), ("match", kinds["match"])):
            self.tabs.set_count(key, f"{count:,}")
        self._fill_fields()
        self._filter()

    def keep_place(self) -> None:
        """The current question is answered: go on with the one that comes in its place."""
        self._at = max(0, self.table.currentIndex().row())

    def count_of(self, field: str) -> int:
        """How many questions are about a field."""
        return sum(1 for row in self._all if row.type == "field" and any(one.field == field for one in row.fields))

    def _fill_fields(self) -> None:
        names = Counter(one.field for row in self._all if row.type == "field" for one in row.fields)
        options: list[tuple[object, str]] = [("", "Any field")]
        options += [(name, f"{field_label('contact', name)}, {count:,}") for name, count in names.most_common()]
        self.fields.set_options(options)

    def _shown(self) -> list[ConflictRow]:
        sort, field = self.tabs.current(), str(self.fields.value() or "")
        rows = [row for row in self._all if sort in ("all", "", row.type)]
        if field and sort != "match":
            rows = [row for row in rows if row.type == "field" and any(one.field == field for one in row.fields)]
        return rows

    def _filter(self, *_given: object) -> None:
        rows = self._shown()
        sort, field = self.tabs.current(), str(self.fields.value() or "")
        show_if(self.fields, sort != "match" and self.fields.count() > 1)
        bulk = bool(field) and sort != "match" and len(rows) > 1
        show_if(self._bulk, bulk)
        self._bulk.setText(f"For all {counted(len(rows), 'question')} about {field_label('contact', field)}:" if bulk else "")
        for button in self.take.values():
            show_if(button, bulk)
        self._rows = rows
        self._model.load(self._window)

    def _window(self, offset: int, limit: int) -> Window:
        """Called on the store lane; the rows are replaced, never changed."""
        rows = self._rows
        return Window(len(rows), rows[offset : offset + limit])

    def _loaded(self, _total: int) -> None:
        """The rows are there: go to the one that was asked for, or stay near where one was answered."""
        record, self._wanted = self._wanted, ""
        if not self._rows:
            return
        named = next((at for at, row in enumerate(self._rows) if record and record in (row.id, row.crm_id, row.xero_id)), None)
        self.table.choose(-1)
        self.table.choose(min(self._at, len(self._rows) - 1) if named is None else named)

    def _choose(self, now: QModelIndex) -> None:
        if 0 <= now.row() < len(self._rows):
            self._at = now.row()
            self.chosen.emit(self._rows[now.row()])

    def _ask(self, side: str) -> None:
        field, count = str(self.fields.value() or ""), len(self._shown())
        where, other = ("Xero", "xerodesk") if side == "xero" else ("xerodesk", "Xero")
        question = Question(
            f"Take {field_label('contact', field)} from {where} for {counted(count, 'record')}?",
            f"The next sync writes {where}'s value over {other}'s. What stood there before stays in the log.",
            f"Take {where}'s for {count:,}",
            parent=self.window(),
        )
        question.accepted.connect(partial(self.everywhere.emit, side, field))
        question.open()


def _row(row: ConflictRow) -> TwoLines:
    if row.type == "match":
        count = len(row.candidates)
        words = "the same as one in Xero?" if count == 1 else f"the same as one of {count:,} in Xero?"
        return TwoLines(row.title, f"{kind_word(row.kind)}: {words}", "people", "warn")
    names = listed([field_label(row.kind, one.field) for one in row.fields])
    return TwoLines(row.title, f"{names} differ" if len(row.fields) > 1 else f"{names} differs", "question", "warn")
