"""A question about identity: the record here beside each record of Xero it may be, with how alike they are and why."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from xerodesk.domain.plan import Candidate
from xerodesk.store.queries.conflicts import ConflictRow
from xerodesk.store.queries.twins import Face
from xerodesk.ui.kit.buttons import Button
from xerodesk.ui.kit.cells import Cell
from xerodesk.ui.kit.frames import Footer
from xerodesk.ui.kit.labels import ElidedText, Hairline, Region, Text
from xerodesk.ui.kit.sections import PageScroll
from xerodesk.ui.sync.cell_label import CellLabel, sides
from xerodesk.ui.sync.decide_reading import Twins
from xerodesk.ui.sync.words import kind_word

_ROWS = (("Name", "title"), ("Code", "code"), ("E-mail", "email"), ("Phone", "phone"), ("Town", "town"), ("Tax number", "tax_number"))


def same_words(kind: str) -> str:
    """The button that pairs two records."""
    return f"Same {kind_word(kind).lower()}"


def likeness(candidate: Candidate) -> str:
    """How alike, and why: "94 of 100: same name, same phone"."""
    return f"{candidate.score} of 100: {', '.join(candidate.reasons)}" if candidate.reasons else f"{candidate.score} of 100"


class _CandidateCard(QWidget):
    """One record of Xero beside ours."""

    def __init__(self, kind: str, candidate: Candidate, here: Face, there: Face | None, *, best: bool) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 12)
        column.setSpacing(6)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(ElidedText(there.title if there else candidate.title, weight=600), 1)
        self.open = Button("Open in Xero", "ghost", "external", "row")
        self.open.setAccessibleName(f"Open {candidate.title} in Xero")
        self.same = Button(same_words(kind), "filled" if best else "quiet", "link", "row")
        self.same.setAccessibleName(f"{same_words(kind)}: {candidate.title}, {likeness(candidate)}")
        top.addWidget(self.open)
        top.addWidget(self.same)
        column.addLayout(top)
        column.addWidget(Text(likeness(candidate), "small", "ink3", wrap=True))
        column.addWidget(_comparison(here, there or Face(candidate.title)))
        if there is not None and there.linked:
            column.addWidget(Text(f"Already paired with {there.linked} here.", "small", "warn"))
            self.same.setEnabled(False)
        if there is not None and there.archived:
            column.addWidget(Text("Archived in Xero.", "small", "warn"))
        column.addWidget(Hairline())


def _comparison(here: Face, there: Face) -> QWidget:
    part = QWidget()
    grid = QGridLayout(part)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(2)
    grid.setColumnStretch(1, 1)
    grid.setColumnStretch(2, 1)
    grid.setColumnMinimumWidth(0, 84)
    grid.addWidget(Text("In xerodesk", "small", "ink3", 500), 0, 1)
    grid.addWidget(Text("In Xero", "small", "ink3", 500), 0, 2)
    for label, name in _ROWS:
        ours, theirs = str(getattr(here, name)), str(getattr(there, name))
        if not ours and not theirs:
            continue
        left, right = sides(ours, theirs) if ours and theirs else (Cell(ours or "empty", _ink(ours)), Cell(theirs or "empty", _ink(theirs)))
        at = grid.rowCount()
        grid.addWidget(Text(label, "small", "ink3"), at, 0)
        grid.addWidget(CellLabel(left), at, 1)
        grid.addWidget(CellLabel(right), at, 2)
    return part


def _ink(value: str) -> str:
    return "ink" if value else "ink3"


class MatchQuestion(Region):
    """`linked(case, Xero id)`, `created(case)`, `left_out(case)`, `xero_wanted(kind, Xero id)`, `record_wanted(kind, crm id, Xero id)`."""

    linked = Signal(str, str)
    created = Signal(str)
    left_out = Signal(str)
    xero_wanted = Signal(str, str)
    record_wanted = Signal(str, str, str)

    def __init__(self) -> None:
        super().__init__("canvas")
        self._question: ConflictRow | None = None
        self.title = ElidedText("", "page", weight=600)
        self._reason = Text("", ink="ink2", wrap=True)
        self._open = Button("Open record", "ghost")
        self._open.clicked.connect(self._open_record)
        self._scroll = PageScroll(margin=0, top=0)
        self.cards: list[_CandidateCard] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        inside = QVBoxLayout()
        inside.setContentsMargins(24, 14, 24, 0)
        inside.setSpacing(4)
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self._open)
        inside.addLayout(top)
        inside.addWidget(self._reason)
        inside.addSpacing(8)
        inside.addWidget(self._scroll, 1)
        column.addLayout(inside, 1)
        foot = Footer()
        foot.row.addWidget(Text("None of these?", ink="ink2"))
        self.new = Button("Not the same: create it in Xero", icon="plus")
        self.new.clicked.connect(self._create)
        self.leave = Button("Leave out of the sync", "ghost")
        self.leave.clicked.connect(self._leave_out)
        foot.row.addWidget(self.new)
        foot.row.addWidget(self.leave)
        foot.row.addStretch()
        column.addWidget(foot)

    def show_question(self, question: ConflictRow) -> None:
        """Show a question; its records come with `show_twins`."""
        self._question = question
        self.title.setText(question.title)
        self._reason.setText(f"{kind_word(question.kind)}. {question.reason}")
        self._clear()

    def show_twins(self, twins: Twins) -> None:
        """Show the records side by side."""
        question = self._question
        if question is None:
            return
        self._clear()
        here = twins.here or Face(question.title)
        for at, candidate in enumerate(question.candidates):
            card = _CandidateCard(question.kind, candidate, here, twins.there.get(candidate.xero_id), best=at == 0)
            card.same.clicked.connect(partial(self._link, candidate.xero_id))
            card.open.clicked.connect(partial(self.xero_wanted.emit, question.kind, candidate.xero_id))
            self.cards.append(card)
            self._scroll.column.addWidget(card)
        self._scroll.column.addStretch()

    def _clear(self) -> None:
        self.cards = []
        while (item := self._scroll.column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _link(self, xero_id: str) -> None:
        if self._question is not None:
            self.linked.emit(self._question.id, xero_id)

    def _create(self) -> None:
        if self._question is not None:
            self.created.emit(self._question.id)

    def _leave_out(self) -> None:
        if self._question is not None:
            self.left_out.emit(self._question.id)

    def _open_record(self) -> None:
        if self._question is not None:
            self.record_wanted.emit(self._question.kind, self._question.crm_id, self._question.xero_id)
