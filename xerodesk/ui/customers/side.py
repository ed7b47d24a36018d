"""The side column of a customer: balance, how they pay, people, details, and where the record stands with Xero."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from xerodesk.domain.values import Line
from xerodesk.store.queries.customer import DocumentRow
from xerodesk.store.queries.customers import CustomerBalance
from xerodesk.ui.customers.reading import CustomerView
from xerodesk.ui.customers.words import StandingWords, address, standing_words, tax_label
from xerodesk.ui.kit.buttons import Button
from xerodesk.ui.kit.charts import LollipopChart, Mark
from xerodesk.ui.kit.labels import ElidedText, Hairline, Heading, IconLabel, IconText, Text
from xerodesk.ui.kit.sections import DetailsList, PageScroll
from xerodesk.ui.theme import show_if
from xerodesk.ui.wording import counted, full_day, money, month

_MOST_MARKS = 13
_MOST_PEOPLE = 12


class CustomerSide(PageScroll):
    """`deed(key)`: open (in Xero), sync, choose, decide, connect."""

    deed = Signal(str)

    def __init__(self) -> None:
        super().__init__(margin=0, top=10)
        self.setAccessibleName("Details of the customer")
        self.column.setSpacing(10)
        self._parts = [Balances(), Habits(), People(), Details(), Standing()]
        for at, part in enumerate(self._parts):
            if at:
                line = Hairline()
                part.line = line
                self.column.addWidget(line)
            self.column.addWidget(part)
            part.deed.connect(self.deed)
        self.column.addStretch(1)

    def show_customer(self, view: CustomerView) -> None:
        """Show a customer's."""
        above = False
        for part in self._parts:
            wanted = part.show_customer(view)
            show_if(part, wanted)
            if part.line is not None:
                show_if(part.line, wanted and above)
            above = above or wanted


class _Part(QWidget):
    """One part of the column: a heading, its content, the hairline over it."""

    deed = Signal(str)

    def __init__(self, title: str, note: str = "") -> None:
        super().__init__()
        self.line: Hairline | None = None
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 8, 0)
        self.body.setSpacing(6)
        self.heading = Heading(title, note, "base", apart=True)
        self.body.addWidget(self.heading)

    def show_customer(self, view: CustomerView) -> bool:
        """Show a customer's; whether there is anything to show."""
        raise TypeError(f"{type(self).__name__} shows nothing for {view.page.id}")


class Balances(_Part):
    """What is owed and what of it is late, a line per currency: never added together."""

    def __init__(self) -> None:
        super().__init__("Balance")
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self.body.addWidget(inside)

    def show_customer(self, view: CustomerView) -> bool:
        """A line for each currency."""
        shown = [one for one in view.page.balances if one.owed or one.overdue or one.credit]
        self.heading.set("Balance", "never added together" if len(shown) > 1 else "")
        _clear(self._grid)
        if not shown:
            self._grid.addWidget(Text("Nothing is owed.", "small", "ink2"), 0, 0)
            return bool(view.page.counts.invoices)
        for at, words in enumerate(("Owes", "Late"), start=1):
            self._grid.addWidget(_right(Text(words, "small", "ink3")), 0, at)
        for down, one in enumerate(shown, start=1):
            self._line(down * 2, one)
        return True

    def _line(self, down: int, one: CustomerBalance) -> None:
        self._grid.addWidget(Text(one.currency, weight=500), down, 0)
        owes = Text(money(one.owed), weight=600, select=True)
        late = Text(money(one.overdue), ink="bad" if one.overdue else "ink3", weight=600 if one.overdue else 400, select=True)
        owes.setAccessibleName(f"Owes {money(one.owed)} {one.currency}")
        late.setAccessibleName(f"Late {money(one.overdue)} {one.currency}")
        self._grid.addWidget(_right(owes), down, 1)
        self._grid.addWidget(_right(late), down, 2)
        if one.credit:
            self._grid.addWidget(Text(f"credit not used: {money(one.credit)}", "small", "ink2"), down + 1, 0, 1, 3)


class Habits(_Part):
    """How late paid invoices were paid, and what is late now."""

    def __init__(self) -> None:
        super().__init__("How they pay", "days after due")
        self._chart = LollipopChart("How they pay")
        self._words = Text("", "small", "ink2", wrap=True)
        self.body.addWidget(self._chart)
        self.body.addWidget(self._words)

    def show_customer(self, view: CustomerView) -> bool:
        """The last paid invoices, and the late ones at the right."""
        paid, late = paid_and_late(view.documents)
        if not paid and not late:
            return False
        marks = [*(Mark(_delay(one), one.number) for one in paid), *(Mark(one.late_days, one.number, is_open=True) for one in late)]
        shown = [one.due_date for one in (*paid, *late) if one.due_date is not None]
        habit = view.page.habit
        first, last = min(shown), max(shown)
        ends = (month(first), month(last)) if (first.year, first.month) != (last.year, last.month) else ("", month(last))
        self._chart.set_marks(marks, habit.days if habit else None, *ends)
        self._words.setText(f"usually {habit.days}, over {counted(habit.invoices, 'paid invoice')}" if habit else "nothing paid yet")
        return True


class People(_Part):
    """Who works there, and who gets the invoices."""

    def __init__(self) -> None:
        super().__init__("People")
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        self.body.addLayout(self._column)

    def show_customer(self, view: CustomerView) -> bool:
        """The main person first, then the others."""
        people = [*main_person(view), *view.page.people]
        self.heading.set("People", str(len(people)) if people else "")
        _clear(self._column)
        for person in people[:_MOST_PEOPLE]:
            self._column.addWidget(_person(person))
        if len(people) > _MOST_PEOPLE:
            self._column.addWidget(Text(f"and {len(people) - _MOST_PEOPLE} more", "small", "ink3"))
        return bool(people)


class Details(_Part):
    """Terms, tax number, where the bill goes, and what else is known."""

    def __init__(self) -> None:
        super().__init__("Details")
        self._open = Button("Open in Xero", "text", size="row")
        self._open.clicked.connect(self._wanted)
        self.heading.add(self._open)
        self._list = DetailsList(name_width=88)
        self._notes = Text("", "small", "ink2", wrap=True, select=True)
        self._notes.setAccessibleName("Notes")
        self.body.addWidget(self._list)
        self.body.addWidget(self._notes)

    def show_customer(self, view: CustomerView) -> bool:
        """What is filled."""
        self._list.set_rows(detail_rows(view))
        for text in self._list.findChildren(Text):
            text.setMinimumWidth(1)  # a word too long for the column is cut, not the column widened
        notes = view.page.values.get("notes", "")
        self._notes.setText(notes if len(notes) <= 600 else f"{notes[:600]}…")
        show_if(self._notes, bool(notes))
        show_if(self._open, view.page.linked)
        return True

    def _wanted(self) -> None:
        self.deed.emit("open")


class Standing(_Part):
    """Where the record stands with Xero, with what to do about it."""

    def __init__(self) -> None:
        super().__init__("Xero")
        row = QHBoxLayout()
        row.setSpacing(6)
        self._icon = IconLabel("check-circle", "good", 14)
        self.words = Text("", "small", "ink2", wrap=True)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
        self.body.addLayout(row)
        self._advice = Text("", "small", "ink3", wrap=True)
        self.button = Button("Sync this one", "quiet", size="row")
        self.button.clicked.connect(self._wanted)
        self.body.addWidget(self._advice)
        self.body.addWidget(self.button)
        self._key = ""

    def show_customer(self, view: CustomerView) -> bool:
        """The state in words."""
        told: StandingWords = standing_words(
            view.standing,
            connected=view.frame.connected,
            to_decide=view.page.to_decide,
            failure=view.failure,
            lead=view.page.values.get("stage") == "lead" and not view.page.archived,
        )
        self._icon.set(told.icon, told.ink)
        self.words.setText(told.words)
        self._advice.setText(told.advice)
        show_if(self._advice, bool(told.advice))
        self.button.setText(told.deed)
        show_if(self.button, bool(told.deed))
        self._key = told.key
        return True

    def _wanted(self) -> None:
        self.deed.emit(self._key)


def paid_and_late(documents: Sequence[DocumentRow]) -> tuple[list[DocumentRow], list[DocumentRow]]:
    """The last invoices paid that had a due day, and those late now, oldest first: together at most what a chart can hold."""
    dated = [one for one in documents if one.kind == "invoice" and one.due_date is not None]
    late = [one for one in dated if one.state == "overdue"][:_MOST_MARKS]
    paid = [one for one in dated if one.state == "paid" and one.paid_on is not None][: max(0, _MOST_MARKS - len(late))]
    return sorted(paid, key=_by_due), sorted(late, key=_by_due)


def main_person(view: CustomerView) -> list[Line]:
    """The contact's own first and last name as its main person; none without a name."""
    values = view.page.values
    if not values.get("first_name") and not values.get("last_name"):
        return []
    named = {name: values.get(name, "") for name in ("first_name", "last_name", "email", "phone")}
    return [{**named, "role": "Main contact", "gets_invoice": bool(values.get("email"))}]


def detail_rows(view: CustomerView) -> list[tuple[str, str]]:
    """Names and values of what is filled."""
    values = view.page.values
    bill, deliver = address(values, "billing"), address(values, "delivery")
    rows = [
        *([] if main_person(view) else [("E-mail", values.get("email", "")), ("Phone", values.get("phone", ""))]),
        ("Mobile", values.get("mobile", "")),
        ("Website", values.get("website", "").split("://")[-1].rstrip("/")),
        ("Terms", values.get("payment_terms", "")),
        ("Currency", values.get("currency", "") if values.get("currency") != view.frame.currency else ""),
        (tax_label(view.frame.country), values.get("tax_number", "")),
        ("Account no.", values.get("account_number", "")),
        ("Bill to", bill),
        ("Deliver to", deliver if deliver != bill else ""),
        ("Source", values.get("lead_source", "")),
        ("Owner", values.get("owner", "")),
        *view.page.custom.items(),
        ("Customer since", full_day(view.page.customer_since) if view.page.customer_since else ""),
        ("Added", "" if view.page.customer_since else full_day(view.page.created_at.astimezone().date())),
    ]
    return [(name, value) for name, value in rows if value]


def _by_due(row: DocumentRow) -> tuple[date, str]:
    return row.due_date or date.min, row.number


def _delay(row: DocumentRow) -> int:
    return (row.paid_on - row.due_date).days if row.paid_on and row.due_date else 0


def _person(person: Line) -> QWidget:
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    row = QHBoxLayout()
    row.setSpacing(8)
    named = f"{person.get('first_name', '')} {person.get('last_name', '')}".strip()
    row.addWidget(ElidedText(named or str(person.get("email", "")), weight=500), 1)
    if person.get("gets_invoice") is True:
        row.addWidget(IconText("mail", "gets invoices", ink="accent"))
    column.addLayout(row)
    about = ", ".join(str(one) for one in (person.get("role", ""), person.get("phone", "")) if one)
    for words in (about, str(person.get("email", "")) if named else ""):
        if words:
            text = Text(words, "small", "ink2", wrap=True, select=True)
            text.setMinimumWidth(1)
            column.addWidget(text)
    return inside


def _right(text: Text) -> Text:
    text.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return text


def _clear(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
