"""Products: what is sold, at which price and into which account, and how each stands with Xero."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from xerodesk.domain.changes import Changes
from xerodesk.store.queries import products
from xerodesk.store.queries.products import ProductRow
from xerodesk.store.queries.source import Source
from xerodesk.ui.context import PageContext
from xerodesk.ui.errors import in_words
from xerodesk.ui.kit.buttons import Button
from xerodesk.ui.kit.fields import SearchField
from xerodesk.ui.kit.labels import Heading, Region
from xerodesk.ui.kit.models import PagedModel, Window
from xerodesk.ui.kit.statepage import EmptyState, StatePage
from xerodesk.ui.kit.tables import DataTable
from xerodesk.ui.kit.tabs import FilterTabs, Tab
from xerodesk.ui.products.cells import columns
from xerodesk.ui.products.form import ProductForm, ProductRecord, read_product
from xerodesk.ui.products.moves import ProductMoves
from xerodesk.ui.tasks import Lane
from xerodesk.ui.theme import theme
from xerodesk.ui.wording import count

ACTIVE, ARCHIVED, NEW = "active", "archived", "new"


@dataclass(frozen=True, slots=True)
class _Counts:
    active: int
    archived: int


class ProductsPage(Region):
    """Routes: products, products/<id> (opens its form), products/new."""

    title = "Products"

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._queries: Source = context.queries
        self._opened = False
        self.form: ProductForm | None = None
        self.model = PagedModel(columns(), context.tasks, lambda row: row.id)
        self.table = DataTable("Products", self.model)
        self.heading = Heading("Products", role="page")
        self.new = Button("New product", "filled", "plus")
        self.heading.add(self.new)
        self.moves = ProductMoves(context, self)
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
        """The list, or the form of one product."""
        if not self._opened:
            self._opened = True
            self.states.show_loading()
            self._read()
        if state:
            self.edit("" if state == NEW else state)

    def refresh(self, changes: Changes) -> None:
        """Products moved, or what is known of them in Xero."""
        if changes.touches("product", "entry", "conflict", "run", "connection"):
            self._read()

    def edit(self, product_id: str) -> None:
        """Open the form of a product, "" for a new one."""
        work = partial(read_product, self._queries, product_id)
        self._context.tasks.run(Lane.STORE, work, self._open_form, self._context.notices.trouble)

    def _lay_out(self) -> Region:
        filled = Region()
        self.search = SearchField("Code, name or description", "Find a product")
        self.search.setMaximumWidth(theme().px(300))
        self.tabs = FilterTabs("Which products", [Tab(ACTIVE, "Active"), Tab(ARCHIVED, "Archived")], round_=True)
        self.put_away = Button("Archive", "ghost", "archive")
        self.change = Button("Edit", icon="pencil")
        row = QHBoxLayout()
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(8)
        row.addWidget(self.search, 1)
        row.addWidget(self.tabs)
        row.addStretch(1)
        for button in (self.put_away, self.change):
            row.addWidget(button)
        column = QVBoxLayout(filled)
        column.setContentsMargins(16, 10, 16, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        return filled

    def _empty(self) -> EmptyState:
        empty = EmptyState(
            "No products yet",
            "What you sell stands here: its code, its price and its account. Products you have in Xero come with the first sync.",
            "Set up the sync",
            icon="product",
        )
        empty.acted.connect(partial(self._context.navigate, "setup"))
        return empty

    def _connect(self) -> None:
        self.new.clicked.connect(partial(self.edit, ""))
        self.change.clicked.connect(self._edit_current)
        self.put_away.clicked.connect(self._put_away)
        self.moves.done.connect(self._read)
        self.states.retry.connect(self._read)
        self.model.failed.connect(self._failed)
        self.model.loaded.connect(self._loaded)
        self.search.searched.connect(self._load)
        self.search.wanted_list.connect(self.table.setFocus)
        self.tabs.chosen.connect(self._load)
        self.table.chosen.connect(self._offer)
        self.table.opened.connect(self._edit_current)
        self._context.actions.add("new-product", "New product", self._new_product, menu="Products", words="add item service")

    # ------------------------------------------------------------ reading

    def _read(self) -> None:
        self._context.tasks.run(Lane.STORE, partial(_count, self._queries), self._show, self._failed)

    def _show(self, counts: _Counts) -> None:
        self.heading.set("Products", count(counts.active))
        self.tabs.set_count(ACTIVE, count(counts.active))
        self.tabs.set_count(ARCHIVED, count(counts.archived))
        self.new.set_look("filled" if counts.active or counts.archived else "quiet")
        if not counts.active and not counts.archived:
            self.states.show_empty()
            return
        self._load()
        self.states.show_filled()

    def _load(self, _what: object = None) -> None:
        self.model.load(partial(_fetch, self._queries, self.search.text(), self.tabs.current() == ARCHIVED))

    def _loaded(self, total: int) -> None:
        if total and self.table.current() is None:
            self.table.choose(0)
        self._offer(self.table.current())

    def _offer(self, row: object) -> None:
        """What can be done with the chosen product."""
        chosen = row if isinstance(row, ProductRow) else None
        self.change.setEnabled(chosen is not None)
        self.put_away.setEnabled(chosen is not None)
        self.put_away.setText("Bring back" if chosen is not None and chosen.archived else "Archive")

    def _failed(self, error: Exception) -> None:
        self.states.show_error(*in_words(error))

    # ------------------------------------------------------------ what the user does

    def _new_product(self) -> None:
        self._context.navigate(f"products/{NEW}")

    def _edit_current(self, _what: object = None) -> None:
        row = self.table.current()
        if isinstance(row, ProductRow):
            self.edit(row.id)

    def _open_form(self, record: ProductRecord) -> None:
        if record.wanted and record.row is None:
            self._context.notices.toast("This product is no longer in the company file.")
            return
        self.form = ProductForm(self._context, record)
        self.form.saved.connect(self._saved)
        self.form.finished.connect(self._closed)
        self.form.open()

    def _saved(self, changes: Changes, product_id: str) -> None:
        self.table.choose_identity(product_id)
        self._context.feed.tell(changes)
        self._read()

    def _closed(self, _result: int) -> None:
        self.form = None

    def _put_away(self) -> None:
        self.moves.turn(self.table.current())


def _count(source: Source) -> _Counts:
    return _Counts(products.count(source), products.count(source, archived=True))


def _fetch(source: Source, text: str, archived: bool, offset: int, limit: int) -> Window:
    rows = products.window(source, text, offset, limit, archived=archived)
    return Window(products.count(source, text, archived=archived), rows)
