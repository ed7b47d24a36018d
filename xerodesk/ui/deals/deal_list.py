"""The deals by stage: searched, with the next stage as each row's deed; Enter opens a deal, a menu moves it anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from xerodesk.domain.stages import LOST, WON, next_stage
from xerodesk.store.queries import deals, pipeline
from xerodesk.store.queries.deals import DealFilter, DealRow
from xerodesk.store.queries.home import won_not_billed
from xerodesk.store.queries.pipeline import StageHead
from xerodesk.store.queries.source import Source
from xerodesk.store.queries.sync_status import sync_status
from xerodesk.ui.context import PageContext
from xerodesk.ui.deals.cells import DealCells
from xerodesk.ui.deals.moves import DealMoves, can_move
from xerodesk.ui.deals.ports import DealServices
from xerodesk.ui.errors import in_words
from xerodesk.ui.kit.buttons import Button
from xerodesk.ui.kit.fields import SearchField
from xerodesk.ui.kit.labels import Part, Region, SentenceLabel
from xerodesk.ui.kit.models import GroupRow, PagedModel, Window
from xerodesk.ui.kit.statepage import EmptyState, StatePage
from xerodesk.ui.kit.tables import DataTable
from xerodesk.ui.kit.tabs import FilterTabs, Tab
from xerodesk.ui.tasks import Job, Lane
from xerodesk.ui.theme import theme
from xerodesk.ui.wording import count, counted, money_in

OPEN, ALL, ARCHIVED = "open", "all", "archived"
_VIEWS = ((OPEN, "Open"), (WON, "Won"), (LOST, "Lost"), (ALL, "All"), (ARCHIVED, "Archived"))


@dataclass(frozen=True, slots=True)
class DealGround:
    """What stands around the list. `counts` per view without a search; `heads` the stages that are listed."""

    wanted: DealFilter
    today: date
    base: str
    counts: dict[str, int]
    heads: tuple[StageHead, ...]
    not_billed: int


class DealList(QWidget):
    """One tab of the deals' page. `wanted(deal id)` when a deal is to be opened, "" for a new one; `counted(open ones)`."""

    wanted = Signal(str)
    counted = Signal(int)

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._queries: Source = context.queries
        self._services: DealServices = context.services
        self._ground: DealGround | None = None
        self._job: Job | None = None
        self._cells = DealCells()
        self.moves = DealMoves(context, self)
        self.model = PagedModel(self._cells.columns(), context.tasks, lambda row: row.id)
        self.table = DataTable("Deals by stage", self.model, row_height=34)
        self.states = StatePage(self._lay_out(), self._empty())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.states)
        self._connect()

    def show_view(self, view: str) -> None:
        """Show one of the views."""
        self.tabs.choose(view)
        self.read()

    def read(self) -> None:
        """Read the list and what stands around it."""
        self.states.show_loading()
        if self._job is not None:
            self._job.cancel()
        work = partial(_read, self._queries, self._services, self.tabs.current(), self.search.text())
        self._job = self._context.tasks.run(Lane.STORE, work, self._show, self._failed)

    # ------------------------------------------------------------ building

    def _lay_out(self) -> Region:
        filled = Region()
        self.tabs = FilterTabs("Which deals", [Tab(key, words) for key, words in _VIEWS], round_=True)
        self.search = SearchField("Title or customer", "Find a deal")
        self.search.setMaximumWidth(theme().px(300))
        self.to_stage = Button("Move to", icon="arrow-right")
        self.to_stage.clicked.connect(self._offer_stages)
        self.put_away = Button("Archive", "ghost", "archive")
        self.put_away.clicked.connect(self._archive)
        self._sentence = SentenceLabel([], "base")
        row = QHBoxLayout()
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(8)
        row.addWidget(self.search, 1)
        row.addWidget(self.tabs)
        row.addStretch(1)
        row.addWidget(self.put_away)
        row.addWidget(self.to_stage)
        words = QHBoxLayout()
        words.setContentsMargins(8, 0, 8, 0)
        words.addWidget(self._sentence, 1)
        column = QVBoxLayout(filled)
        column.setContentsMargins(16, 10, 16, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addLayout(words)
        column.addWidget(self.table, 1)
        return filled

    def _empty(self) -> EmptyState:
        empty = EmptyState(
            "No deals yet",
            "A deal is a sale you hope to make: who, what and for how much. "
            "Won deals without an invoice stand on Home until they have one.",
            "Add a deal",
            icon="deals",
        )
        empty.acted.connect(partial(self.wanted.emit, ""))
        return empty

    def _connect(self) -> None:
        self.states.retry.connect(self.read)
        self.moves.done.connect(self.read)
        self.model.failed.connect(self._failed)
        self.model.loaded.connect(self._loaded)
        self.tabs.chosen.connect(self._read_again)
        self.search.searched.connect(self._read_again)
        self.search.wanted_list.connect(self.table.setFocus)
        self.table.opened.connect(self._open)
        self.table.deed.connect(self._deed)
        self.table.chosen.connect(self._offer)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._menu_at)

    # ------------------------------------------------------------ reading

    def _show(self, ground: DealGround) -> None:
        self._ground = ground
        self._cells.today, self._cells.base = ground.today, ground.base
        if not any(ground.counts.values()):
            self.states.show_empty()
            return
        self.counted.emit(ground.counts[OPEN])
        for key, _words in _VIEWS:
            self.tabs.set_count(key, count(ground.counts[key]))
        self._sentence.set_parts(_sentence(ground))
        self.model.load(partial(_fetch, self._queries, ground))
        self.states.show_filled()

    def _loaded(self, total: int) -> None:
        if total > 1 and self.table.current() is None:
            self.table.choose(1)
        self._offer(self.table.current())

    def _offer(self, row: object) -> None:
        """What can be done with the chosen deal."""
        self.to_stage.setEnabled(can_move(row))
        self.put_away.setEnabled(isinstance(row, DealRow) and not row.archived)

    def _read_again(self, _what: str) -> None:
        self.read()

    def _failed(self, error: Exception) -> None:
        self.states.show_error(*in_words(error))

    # ------------------------------------------------------------ what the user does

    def _open(self, row: object) -> None:
        if isinstance(row, DealRow):
            self.wanted.emit(row.id)

    def _deed(self, row: object, _key: str) -> None:
        if not isinstance(row, DealRow):
            return
        if row.archived:
            self.moves.restore(row)
        elif stage := next_stage(row.stage):
            self.moves.move(row, stage)

    def _offer_stages(self) -> None:
        self._menu(self.to_stage.mapToGlobal(QPoint(0, self.to_stage.height())))

    def _menu_at(self, place: QPoint) -> None:
        self._menu(self.table.viewport().mapToGlobal(place))

    def _menu(self, place: QPoint) -> None:
        row = self.table.current()
        if isinstance(row, DealRow) and can_move(row):
            menu = self.moves.menu(row, [head.stage for head in self._ground.heads] if self._ground else ())
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(place)

    def _archive(self) -> None:
        row = self.table.current()
        if isinstance(row, DealRow) and not row.archived:
            self.moves.archive(row)


def _sentence(ground: DealGround) -> list[Part | str]:
    sums: dict[str, Decimal] = {}
    number = 0
    for head in ground.heads:
        number += head.deals
        for code, amount in head.sums:
            sums[code] = sums.get(code, Decimal(0)) + amount
    if not number:
        return ["No deal is like that."]
    words = [money_in(amount, code) for code, amount in sums.items()]
    listed = words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
    parts: list[Part | str] = [counted(number, "deal"), " for ", Part(listed, "strong")]
    if ground.not_billed and not ground.wanted.archived:
        parts += ["; ", Part(f"{counted(ground.not_billed, 'won deal')} not billed yet", "strong")]
    return [*parts, "."]


def _read(source: Source, services: DealServices, view: str, text: str) -> DealGround:
    today = services.today()
    with source.read():
        status = sync_status(source, today)
        wanted = _filter(view, text)
        return DealGround(
            wanted=wanted,
            today=today,
            base=status.connection.base_currency if status.connection else "",
            counts={key: deals.count(source, _filter(key, "")) for key, _words in _VIEWS},
            heads=pipeline.heads(source, wanted),
            not_billed=sum(one.deals for one in won_not_billed(source)),
        )


def _filter(view: str, text: str) -> DealFilter:
    if view in (WON, LOST):
        return DealFilter(text, stage=view)
    return DealFilter(text, open_only=view == OPEN, archived=view == ARCHIVED)


def _fetch(source: Source, ground: DealGround, offset: int, limit: int) -> Window:
    rows = pipeline.window(source, ground.wanted, ground.heads, offset, limit)
    return Window(pipeline.total(ground.heads), [_group(row) if isinstance(row, StageHead) else row for row in rows])


def _group(head: StageHead) -> GroupRow:
    sums = ", ".join(money_in(amount, code) for code, amount in head.sums)
    return GroupRow((head.stage or "no stage").capitalize(), f"{counted(head.deals, 'deal')}, {sums}")
