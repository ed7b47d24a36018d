"""The form of a product, built from the catalogue of its fields. What was typed is kept when someone else wrote the product meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPlainTextEdit, QWidget

from xerodesk.domain.changes import Changes
from xerodesk.domain.errors import Moved, Refused
from xerodesk.domain.values import Value
from xerodesk.mapping.crm_product import PRODUCT
from xerodesk.mapping.fields import Field as CatalogueField
from xerodesk.services.products import LIMITS
from xerodesk.store.queries import choices, products
from xerodesk.store.queries.choices import Listed
from xerodesk.store.queries.products import ProductRow
from xerodesk.store.queries.source import Source
from xerodesk.ui.context import PageContext
from xerodesk.ui.errors import in_words
from xerodesk.ui.kit.dialogs import Dialog
from xerodesk.ui.kit.fields import Choice, Field
from xerodesk.ui.kit.labels import Heading
from xerodesk.ui.products.cells import price_words
from xerodesk.ui.products.ports import ProductServices
from xerodesk.ui.tasks import Lane
from xerodesk.ui.theme import theme

_CHOSEN = {"account": "sales", "purchase_account": "purchases", "tax_type": "taxes"}


@dataclass(frozen=True, slots=True)
class ProductRecord:
    """A product as the form needs it: the id it was `wanted` by ("" for a new one), its `row` if there is one, what to choose from."""

    wanted: str
    row: ProductRow | None
    sales: tuple[Listed, ...]
    purchases: tuple[Listed, ...]
    taxes: tuple[Listed, ...]


def read_product(source: Source, product_id: str) -> ProductRecord:
    """Read what the form of a product needs; "" for a new one."""
    with source.read():
        return ProductRecord(
            wanted=product_id,
            row=products.product(source, product_id) if product_id else None,
            sales=choices.sales_accounts(source),
            purchases=choices.purchase_accounts(source),
            taxes=choices.tax_rates(source),
        )


class ProductForm(Dialog):
    """Opened with a ProductRecord; saves by itself. `saved(Changes, product id)`."""

    saved = Signal(object, str)

    def __init__(self, context: PageContext, record: ProductRecord) -> None:
        super().__init__("Product" if record.row else "New product", "Save product", parent=context.window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self._services: ProductServices = context.services
        self._queries: Source = context.queries
        self._record = record
        self.inputs: dict[str, QLineEdit | QPlainTextEdit | Choice] = {}
        self._fields: dict[str, Field] = {}
        self._build()
        self._shown = self._show(record)
        self.deed.clicked.disconnect()
        self.deed.clicked.connect(self.save)
        self.inputs["code"].setFocus()

    def values(self) -> dict[str, Value]:
        """The form as typed."""
        return {name: _text_of(widget) for name, widget in self.inputs.items()}

    def save(self) -> None:
        """Store what changed; the form stays open until it is stored."""
        row = self._record.row
        now = self.values()
        changes = now if row is None else {name: value for name, value in now.items() if value != self._shown[name]}
        self.deed.setEnabled(False)
        self.foot.setText("")
        work = partial(self._services.products.save, row.id if row else None, row.revision if row else None, changes)
        self._context.tasks.run(Lane.STORE, work, self._saved, self._not_saved)

    # ------------------------------------------------------------ building

    def _build(self) -> None:
        self.setMinimumWidth(theme().px(640))
        group = ""
        grid, place = QGridLayout(), 0
        for field in PRODUCT.fields:
            if field.group != group:
                group, place = field.group, 0
                self.body.addWidget(Heading(group, role="base"))
                grid = QGridLayout()
                grid.setHorizontalSpacing(16)
                grid.setVerticalSpacing(10)
                grid.setColumnStretch(0, 1)
                grid.setColumnStretch(1, 1)
                self.body.addLayout(grid)
            wide = field.type == "long_text"
            place += place % 2 if wide else 0
            grid.addWidget(self._field(field), place // 2, place % 2, 1, 2 if wide else 1, Qt.AlignmentFlag.AlignTop)
            place += 2 if wide else 1

    def _field(self, field: CatalogueField) -> QWidget:
        widget: QLineEdit | QPlainTextEdit | Choice
        if field.name in _CHOSEN:
            widget = Choice(field.label)
        elif field.type == "long_text":
            widget = QPlainTextEdit()
            widget.setTabChangesFocus(True)
            widget.setFixedHeight(theme().px(64))
        else:
            widget = QLineEdit()
            if field.type == "money":
                widget.setAlignment(Qt.AlignmentFlag.AlignRight)
        limit = f"At most {LIMITS[field.name]:,} characters" if field.name in ("code", "name") else ""
        self.inputs[field.name] = widget
        self._fields[field.name] = Field(field.label, widget, limit)
        return self._fields[field.name]

    # ------------------------------------------------------------ showing

    def _show(self, record: ProductRecord) -> dict[str, Value]:
        lists = {"sales": record.sales, "purchases": record.purchases, "taxes": record.taxes}
        for name, widget in self.inputs.items():
            stored = _stored(record.row, name)
            if isinstance(widget, Choice):
                offered = [("", "Not set"), *((one.value, one.words) for one in lists[_CHOSEN[name]])]
                if stored not in dict(offered):
                    offered.append((stored, stored))  # one that the organisation no longer has stays as it is
                widget.set_options(offered)
            _put(widget, stored)
        return self.values()

    # ------------------------------------------------------------ after saving

    def _saved(self, done: tuple[str, Changes]) -> None:
        self.accept()
        self.saved.emit(done[1], done[0])

    def _not_saved(self, error: Exception) -> None:
        self.deed.setEnabled(True)
        faults = dict(error.fields) if isinstance(error, Refused) else {}
        for name, field in self._fields.items():
            field.set_wrong(faults.get(name, ""))
        self.foot.setText(" ".join(part for part in in_words(error) if part))
        if isinstance(error, Moved) and self._record.row is not None:
            work = partial(read_product, self._queries, self._record.row.id)
            self._context.tasks.run(Lane.STORE, work, self._read_again, self._context.notices.trouble)

    def _read_again(self, record: ProductRecord) -> None:
        """Show the product as it is now, with what the user typed laid over it."""
        typed = {name: value for name, value in self.values().items() if value != self._shown[name]}
        self._record = record
        self._shown = self._show(record)
        for name, value in typed.items():
            _put(self.inputs[name], str(value))
        self.foot.setText("This product was changed elsewhere in the meantime. What you typed is kept; look at the rest, then save again.")


def _stored(row: ProductRow | None, name: str) -> str:
    if row is None:
        return ""
    if PRODUCT.field(name).type == "money":
        return price_words(getattr(row, name)).replace(",", "")
    return str(getattr(row, name))


def _text_of(widget: QLineEdit | QPlainTextEdit | Choice) -> str:
    if isinstance(widget, Choice):
        return str(widget.value() or "")
    return widget.toPlainText() if isinstance(widget, QPlainTextEdit) else widget.text()


def _put(widget: QLineEdit | QPlainTextEdit | Choice, text: str) -> None:
    if isinstance(widget, Choice):
        widget.set_value(text)
    elif isinstance(widget, QPlainTextEdit):
        widget.setPlainText(text)
    else:
        widget.setText(text)
