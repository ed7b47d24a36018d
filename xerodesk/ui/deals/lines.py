"""The lines of a deal in its form: one row each with product, words, quantity, price, discount and tax, and what it comes to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from xerodesk.domain.values import Line
from xerodesk.services.deals import amount_of
from xerodesk.store.queries.choices import Listed, OfferedProduct
from xerodesk.store.queries.deals import DealLineRow
from xerodesk.ui.deals.picker import Picker
from xerodesk.ui.kit.buttons import Button, IconButton
from xerodesk.ui.kit.fields import Choice
from xerodesk.ui.kit.labels import Text
from xerodesk.ui.tasks import Tasks
from xerodesk.ui.theme import theme
from xerodesk.ui.wording import DASH, money

FindProducts = Callable[[str], Sequence[OfferedProduct]]
_HEADINGS = (("product", "Product", 118), ("description", "What", 0), ("quantity", "Quantity", 72), ("unit_price", "Price", 88),
             ("discount", "Less %", 60), ("tax", "Tax rate", 156))  # fmt: skip
_AMOUNT = len(_HEADINGS)


class LineRow:
    """The widgets of one line. `account` comes with the product and is kept though it is not shown."""

    def __init__(self, tasks: Tasks, find: FindProducts, taxes: Sequence[Listed], number: int) -> None:
        self.account = ""
        self.product: Picker[OfferedProduct] = Picker(f"Product of line {number}", tasks, find, _offered, lambda one: one.code)
        self.texts = {
            name: _input(f"{words} of line {number}", right=name != "description") for name, words, _width in _HEADINGS[1:5]
        }
        self.tax = Choice(f"Tax rate of line {number}", [("", "Not set"), *((one.value, one.words) for one in taxes)])
        self.amount = Text(DASH)
        self.amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.remove = IconButton("trash", f"Remove line {number}")

    def widgets(self) -> list[QWidget]:
        """All of them, from left to right."""
        return [self.product, *self.texts.values(), self.tax, self.amount, self.remove]

    def values(self) -> Line:
        """The line as typed."""
        line: Line = {"product": self.product.text(), "account": self.account, "tax": str(self.tax.value() or "")}
        line.update((name, field.text()) for name, field in self.texts.items())
        return line

    def show(self, line: Mapping[str, str]) -> None:
        """Fill it."""
        self.product.setText(line.get("product", ""))
        self.account = line.get("account", "")
        for name, field in self.texts.items():
            field.setText(line.get(name, ""))
        tax = line.get("tax", "")
        if tax and self.tax.findData(tax) < 0:
            self.tax.addItem(tax, tax)  # one that the organisation no longer has stays as it is
        self.tax.set_value(tax)

    def fill_from(self, offered: OfferedProduct) -> None:
        """What a product brings along; what was typed before stays."""
        self.account = offered.account
        price = "" if offered.price is None else _price(offered.price)
        fresh = {"description": offered.description or offered.name, "unit_price": price, "quantity": "1"}
        for name, text in fresh.items():
            if not self.texts[name].text().strip():
                self.texts[name].setText(text)
        if offered.tax:
            self.tax.set_value(offered.tax)


class LinesEditor(QWidget):
    """All lines, a button for one more, and their sum. `changed()` at every edit."""

    changed = Signal()

    def __init__(self, tasks: Tasks, find: FindProducts) -> None:
        super().__init__()
        self._tasks = tasks
        self._find = find
        self._taxes: Sequence[Listed] = ()
        self.rows: list[LineRow] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        for at, (_name, words, width) in enumerate(_HEADINGS):
            heading = Text(words, "small", "ink2", 500)
            self._grid.addWidget(heading, 0, at)
            self._grid.setColumnStretch(at, 0 if width else 1)
        heading = Text("Amount", "small", "ink2", 500)
        heading.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._grid.addWidget(heading, 0, _AMOUNT)
        self._grid.setColumnMinimumWidth(_AMOUNT, theme().px(84))
        self.more = Button("Add a line", "text", "plus")
        self.more.clicked.connect(self._one_more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._grid)
        column.addWidget(self.more)

    def offer_taxes(self, taxes: Sequence[Listed]) -> None:
        """The tax rates to choose from, for lines added from now on."""
        self._taxes = taxes

    def show_lines(self, lines: Sequence[DealLineRow]) -> None:
        """Show these lines, or one empty one."""
        for row in list(self.rows):
            self._take_out(row)
        for line in lines:
            self._add().show(as_typed(line))
        if not lines:
            self._add()
        self._compute()

    def put_back(self, lines: Sequence[Line]) -> None:
        """Show lines as they were typed."""
        self.show_lines(())
        for at, line in enumerate(lines):
            (self.rows[0] if not at else self._add()).show(_texts(line))
        self._compute()

    def values(self) -> list[Line]:
        """The lines as typed, empty ones too (the service passes over them)."""
        return [row.values() for row in self.rows]

    def total(self) -> Decimal | None:
        """What the lines come to; None while one of them cannot be read."""
        amounts = [amount_of(_texts(row.values())) for row in self.rows]
        known = [one for one in amounts if one is not None]
        return sum(known, start=Decimal(0)) if len(known) == len(amounts) else None

    def mark(self, faults: Mapping[str, str]) -> None:
        """Mark what is wrong, as `lines.0.quantity`."""
        for at, row in enumerate(self.rows):
            for name, field in row.texts.items():
                words = faults.get(f"lines.{at}.{name}", "")
                field.setProperty("wrong", "true" if words else "")
                field.setToolTip(words)
                field.setAccessibleDescription(words)
                field.style().unpolish(field)
                field.style().polish(field)

    def _one_more(self) -> None:
        self._add().product.setFocus(Qt.FocusReason.OtherFocusReason)
        self._compute()

    def _add(self) -> LineRow:
        row = LineRow(self._tasks, self._find, self._taxes, len(self.rows) + 1)
        self.rows.append(row)
        place = self._grid.rowCount()
        for at, widget in enumerate(row.widgets()):
            width = _HEADINGS[at][2] if at < _AMOUNT else 0
            if width:
                widget.setFixedWidth(theme().px(width))
            self._grid.addWidget(widget, place, at)
        for field in row.texts.values():
            field.textChanged.connect(self._compute)
        row.tax.chosen.connect(self._compute)
        row.product.textChanged.connect(self._compute)
        row.product.picked.connect(partial(self._picked, row))
        row.remove.clicked.connect(partial(self._removed, row))
        return row

    def _picked(self, row: LineRow, offered: OfferedProduct) -> None:
        row.fill_from(offered)
        row.texts["quantity"].setFocus(Qt.FocusReason.OtherFocusReason)
        row.texts["quantity"].selectAll()

    def _removed(self, row: LineRow) -> None:
        self._take_out(row)
        if not self.rows:
            self._add()
        self._compute()
        self.rows[-1].product.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_out(self, row: LineRow) -> None:
        self.rows.remove(row)
        for widget in row.widgets():
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()

    def _compute(self, _change: object = None) -> None:
        for row in self.rows:
            amount = amount_of(_texts(row.values()))
            row.amount.setText(DASH if amount is None or not _says(row) else money(amount))
        self.changed.emit()


def as_typed(line: DealLineRow) -> dict[str, str]:
    """A stored line as its form shows it."""
    numbers = {"quantity": _short(line.quantity), "unit_price": _price(line.unit_price), "discount": _short(line.discount or None)}
    return {"product": line.product, "description": line.description, "account": line.account, "tax": line.tax, **numbers}


def _offered(one: OfferedProduct) -> str:
    return f"{one.code}  {one.name}" if one.name else one.code


def _says(row: LineRow) -> bool:
    return bool(row.texts["unit_price"].text().strip())


def _texts(line: Line) -> dict[str, str]:
    return {name: str(value) for name, value in line.items()}


def _price(value: Decimal) -> str:
    """A price with two decimals, or as many as it needs: 745.50, 0.0375."""
    short = value.quantize(Decimal("0.01"))
    return format(short, "f") if short == value else _short(value)


def _short(value: Decimal | None) -> str:
    """A number without needless zeros: 745.5, 2; "" for none."""
    return "" if value is None else format(value.normalize() if value else Decimal(0), "f")


def _input(name: str, *, right: bool) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    if right:
        field.setAlignment(Qt.AlignmentFlag.AlignRight)
    return field
