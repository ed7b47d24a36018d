"""A customer edited or added: only what changed is saved, it is checked as it is typed, and nothing is lost when it moved meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import cast

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from xerodesk.domain.changes import Changes
from xerodesk.domain.errors import Moved, Refused
from xerodesk.domain.values import Value
from xerodesk.services.contacts import FieldFault
from xerodesk.store.queries.alike import Alike, alike
from xerodesk.store.queries.customer import CustomerPage, customer
from xerodesk.store.queries.source import Source
from xerodesk.ui.context import PageContext
from xerodesk.ui.customers.form import CustomerForm
from xerodesk.ui.customers.ports import CustomerServices
from xerodesk.ui.customers.words import field_label
from xerodesk.ui.errors import in_words
from xerodesk.ui.kit.dialogs import Dialog, Question
from xerodesk.ui.kit.labels import Part, SentenceLabel, Text
from xerodesk.ui.kit.sections import PageScroll
from xerodesk.ui.tasks import Lane
from xerodesk.ui.theme import show_if, theme

_CHECK_AFTER = 250  # ms of rest after the last key
_MOST_TOLD = 4


class CustomerDialog(Dialog):
    """`saved(id, changes)` once it is stored; `wanted(id)` when the user goes to a customer that is there already."""

    saved = Signal(str, object)
    wanted = Signal(str)

    def __init__(self, context: PageContext, page: CustomerPage | None = None, fresh: Mapping[str, Value] | None = None) -> None:
        """Edit the customer of `page`, or add one that starts with the values of `fresh`."""
        super().__init__(f"Edit {page.name}" if page else "New customer", "Save", parent=context.window)
        self._context = context
        self._services = cast("CustomerServices", context.services)
        self._id = page.id if page else ""
        self._revision = page.revision if page else 0
        self._saving = self._leaving = False
        self._notes: dict[str, str] = {}
        self.form = CustomerForm()
        self._lay_out(page)
        self.form.set_values(_values_of(page) if page else fresh or {})
        self._before = self.form.values() if page else dict.fromkeys(self.form.values(), "")
        self._untouched = self.form.values()
        self._checking = QTimer(self)
        self._checking.setSingleShot(True)
        self._checking.setInterval(_CHECK_AFTER)
        self._checking.timeout.connect(self._check)
        self.form.edited.connect(self._edited)
        if page or fresh:
            self._check()
        self.form.to_field("name")

    @property
    def dirty(self) -> bool:
        """Whether the user changed anything."""
        return self.form.values() != self._untouched

    def changes(self) -> dict[str, Value]:
        """The fields whose value the user changed (of a new customer: all that are filled)."""
        return {name: value for name, value in self.form.values().items() if value != self._before.get(name, "") and (self._id or value)}

    # ---------------------------------------------------------------- how it looks

    def _lay_out(self, page: CustomerPage | None) -> None:
        look = theme()
        self.body.addWidget(Text(page.name if page else "New customer", "section", wrap=True))
        self._moved = SentenceLabel(role="base")
        self.hint = SentenceLabel(role="base")
        self.hint.followed.connect(self._go_there)
        for label in (self._moved, self.hint):
            show_if(label, False)
            self.body.addWidget(label)
        scroll = PageScroll(margin=0, top=0)
        scroll.column.setContentsMargins(2, 2, 14, 8)
        scroll.column.addWidget(self.form)
        self.body.addWidget(scroll, 1)
        room = self.screen().availableGeometry()
        self.resize(min(look.px(760), room.width() - 40), min(look.px(660), room.height() - 60))
        QShortcut(QKeySequence.StandardKey.Save, self, self.accept)
        self.deed.setToolTip("Save (Ctrl+S)")

    # ---------------------------------------------------------------- while it is typed

    def _edited(self) -> None:
        self.foot.setText("")
        self._checking.start()

    def _check(self) -> None:
        """See what is wrong with the values, and who is like this, in the store lane."""
        values = self.form.values()
        work = partial(_look_at, self._context.queries, self._services, values, self._id)
        self._context.tasks.run(Lane.STORE, work, self._checked, self._failed)

    def _checked(self, found: tuple[list[FieldFault], list[Alike]]) -> None:
        faults, twins = found
        if not self._id and not self.dirty:
            faults = []  # an empty form has nothing wrong yet
        self.form.show_faults(faults, self._notes)
        self.hint.set_parts(_hint(twins))
        show_if(self.hint, bool(twins) and not self._id)

    def _go_there(self, contact_id: str) -> None:
        self._leaving = True
        self.reject()
        self.wanted.emit(contact_id)

    # ---------------------------------------------------------------- saving

    def accept(self) -> None:
        """Save; the dialog closes when it is stored."""
        changes = self.changes()
        if self._saving:
            return
        if self._id and not changes:
            super().accept()
            return
        self._set_saving(True)
        work = partial(self._services.contacts.save, self._id or None, self._revision or None, changes)
        self._context.tasks.run(Lane.STORE, work, self._stored, self._not_stored)

    def _stored(self, done: tuple[str, Changes]) -> None:
        self._set_saving(False)
        super().accept()
        self.saved.emit(*done)

    def _not_stored(self, error: Exception) -> None:
        self._set_saving(False)
        if isinstance(error, Moved):
            today = self._services.today
            work = partial(_again, self._context.queries, today, self._id)
            self._context.tasks.run(Lane.STORE, work, self._rebase, self._failed)
        elif isinstance(error, Refused) and error.fields:
            self.form.show_faults([FieldFault(name, words, error.advice, blocking=True) for name, words in error.fields.items()])
            self.form.to_field(next(iter(error.fields)))
            self.foot.setText(error.advice)
        else:
            self._failed(error)

    def _rebase(self, page: CustomerPage | None) -> None:
        """Somebody else wrote meanwhile: take over what the user did not touch, keep what she wrote, and say both."""
        if page is None:
            self.foot.setText("This customer is no longer in the company file. Copy what you need before you close this.")
            return
        now, mine = _shown_values(page), self.changes()
        moved = {name: value for name, value in now.items() if value != self._before.get(name, "")}
        taken = {name: value for name, value in moved.items() if name not in mine}
        self.form.set_values({**now, **mine})
        self._revision, self._before = page.revision, {**self.form.values(), **now}
        self._untouched = {**self.form.values(), **now}
        self._notes = {name: f"Now “{_short(moved[name])}” in xerodesk; you wrote what stands here." for name in mine if name in moved}
        self._moved.set_parts(_moved_parts(taken, len(self._notes)))
        show_if(self._moved, True)
        self.foot.setText("Nothing was saved yet: look again, then save.")
        self._check()

    def _set_saving(self, saving: bool) -> None:
        self._saving = saving
        self.deed.setEnabled(not saving)
        self.deed.setText("Saving…" if saving else "Save")
        self.foot.setText("")

    def _failed(self, error: Exception) -> None:
        self.foot.setText(" ".join(one for one in in_words(error) if one))

    # ---------------------------------------------------------------- leaving

    def reject(self) -> None:
        """Close without saving; asks first when something would be lost."""
        if self._leaving or not self.dirty:
            super().reject()
            return
        question = Question(
            "Leave without saving?", "What you changed here is not saved yet.", "Leave without saving", danger=True, parent=self
        )
        question.cancel.setText("Go on editing")
        question.accepted.connect(self._leave)
        question.open()

    def _leave(self) -> None:
        self._leaving = True
        self.reject()


def _look_at(
    source: Source, services: CustomerServices, values: Mapping[str, Value], contact_id: str
) -> tuple[list[FieldFault], list[Alike]]:
    name, email = str(values.get("name", "")), str(values.get("email", ""))
    twins = [] if contact_id else alike(source, name=name, email=email)
    return services.contacts.check(values), twins


def _again(source: Source, today: Callable[[], date], contact_id: str) -> CustomerPage | None:
    return customer(source, contact_id, today())


def _values_of(page: CustomerPage) -> dict[str, Value]:
    return {**page.values, "people": list(page.people)}


def _shown_values(page: CustomerPage) -> dict[str, Value]:
    """The record's values in the form the inputs give them."""
    form = CustomerForm()
    form.set_values(_values_of(page))
    values = form.values()
    form.deleteLater()
    return values


def _hint(twins: list[Alike]) -> list[Part | str]:
    parts: list[Part | str] = []
    for one in twins[:2]:
        same = "e-mail" if one.same_email else "name"
        state = ", archived," if one.archived else ""
        parts += [f"{one.name}{state} has the same {same}. ", Part("Go there", "link", one.id), " "]
    return parts


def _moved_parts(taken: Mapping[str, Value], kept: int) -> list[Part | str]:
    parts: list[Part | str] = [Part("This customer changed while you were editing. ", "warn")]
    told = [f"{field_label(name)} is now “{_short(value)}”" for name, value in list(taken.items())[:_MOST_TOLD]]
    if len(taken) > _MOST_TOLD:
        told.append(f"{len(taken) - _MOST_TOLD} more are new, too")
    if told:
        parts.append(f"{'; '.join(told)}. ")
    if kept:
        parts.append("Where both of you changed a value, yours stands here with the other one under it.")
    return parts


def _short(value: Value) -> str:
    if isinstance(value, list):
        return f"{len(value)} people"
    text = " ".join(str(value).split())
    return text if len(text) <= 60 else f"{text[:60]}…"

