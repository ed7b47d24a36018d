"""Editing a customer: only what changed is saved, faults stand at their field, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import assert_accessible, assert_plain_words
from tests.ui.customers.desk import Desk, desk
from xerodesk.mapping import catalogues
from xerodesk.ui.customers.edit_dialog import CustomerDialog
from xerodesk.ui.kit.dialogs import Question

pytestmark = pytest.mark.usefixtures("look")
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Desk]:
    yield from desk(tmp_path / "company")


def edit(at: Desk) -> CustomerDialog:
    """Open the form of customer 1."""
    page = at.show(route=at.ids[0])
    page.deeds.edit()
    assert page.deeds.dialog is not None
    return page.deeds.dialog


def write(qtbot: QtBot, dialog: CustomerDialog, name: str, text: str) -> None:
    """Type a value."""
    field = dialog.form.field(name).input
    assert isinstance(field, QLineEdit)
    field.clear()
    qtbot.keyClicks(field, text)


def check(dialog: CustomerDialog) -> None:
    """Do not wait for the rest after the last key."""
    dialog._checking.stop()
    dialog._check()


def wrong(dialog: CustomerDialog, name: str) -> str:
    return dialog.form.field(name).input.accessibleDescription()


def test_every_field_of_the_catalogue_can_be_edited(at: Desk) -> None:
    dialog = edit(at)
    assert set(dialog.form.values()) == set(catalogues.crm("contact").names())
    assert not dialog.dirty
    assert_accessible(dialog)
    assert_plain_words(dialog)


def test_only_what_changed_is_saved(at: Desk, qtbot: QtBot) -> None:
    dialog = edit(at)
    write(qtbot, dialog, "phone", "02 1")
    assert dialog.changes() == {"phone": "02 1"}
    qtbot.mouseClick(dialog.deed, LEFT)
    at.feed.flush()
    record = at.company.store.contacts.get(at.ids[0])
    assert record is not None
    assert (record.values["phone"], record.revision) == ("02 1", 2)
    assert at.page.deeds.dialog is None


def test_people_are_added_and_taken_away(at: Desk, qtbot: QtBot) -> None:
    dialog = edit(at)
    people = dialog.form.people
    qtbot.mouseClick(people.add, LEFT)
    qtbot.keyClicks(people._rows[1].texts["first_name"], "Kiri")
    people._rows[1].gets.click()
    qtbot.mouseClick(people._rows[0].remove, LEFT)
    qtbot.mouseClick(people.add, LEFT)  # a blank one is not kept
    qtbot.mouseClick(dialog.deed, LEFT)
    record = at.company.store.contacts.get(at.ids[0])
    assert record is not None
    kept = record.values["people"]
    assert isinstance(kept, list)
    assert [(one["first_name"], one["gets_invoice"]) for one in kept] == [("Kiri", True)]


def test_faults_stand_at_their_field(at: Desk, qtbot: QtBot) -> None:
    dialog = edit(at)
    write(qtbot, dialog, "name", "")
    write(qtbot, dialog, "payment_terms", "when rich")
    check(dialog)
    assert wrong(dialog, "name") == "A customer needs a name."
    assert wrong(dialog, "payment_terms").startswith("Xero would not take it")
    assert wrong(dialog, "phone") == ""
    qtbot.mouseClick(dialog.deed, LEFT)
    assert at.page.deeds.dialog is dialog
    write(qtbot, dialog, "name", "Named")
    qtbot.mouseClick(dialog.deed, LEFT)
    record = at.company.store.contacts.get(at.ids[0])
    assert record is not None
    assert (record.values["name"], record.values["payment_terms"]) == ("Named", "when rich")


def test_moved_meanwhile_nothing_is_lost(at: Desk, qtbot: QtBot) -> None:
    dialog = edit(at)
    write(qtbot, dialog, "phone", "mine")
    at.services.contacts.save(at.ids[0], 1, {"phone": "theirs", "website": "new.example"})
    qtbot.mouseClick(dialog.deed, LEFT)
    assert at.page.deeds.dialog is dialog
    assert (dialog.form.values()["phone"], dialog.form.values()["website"]) == ("mine", "new.example")
    assert "Website is now “new.example”" in dialog._moved.plain()
    assert "Now “theirs”" in wrong(dialog, "phone")
    assert dialog.changes() == {"phone": "mine"}
    qtbot.mouseClick(dialog.deed, LEFT)
    record = at.company.store.contacts.get(at.ids[0])
    assert record is not None
    assert (record.values["phone"], record.values["website"], record.revision) == ("mine", "new.example", 3)


def test_esc_asks_before_something_is_lost(at: Desk, qtbot: QtBot) -> None:
    dialog = edit(at)
    write(qtbot, dialog, "phone", "mine")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    question = dialog.findChild(Question)
    assert question is not None
    question.cancel.click()
    assert at.page.deeds.dialog is dialog
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    dialog.findChildren(Question)[-1].deed.click()
    assert at.page.deeds.dialog is None
    record = at.company.store.contacts.get(at.ids[0])
    assert record is not None
    assert record.revision == 1


def test_esc_closes_at_once_when_nothing_was_typed(at: Desk, qtbot: QtBot) -> None:
    dialog = edit(at)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert at.page.deeds.dialog is None


def test_a_new_customer_who_is_there_already_is_pointed_at(at: Desk, qtbot: QtBot) -> None:
    page = at.show()
    page.deeds.add()
    dialog = page.deeds.dialog
    assert dialog is not None
    assert wrong(dialog, "name") == ""
    write(qtbot, dialog, "name", "Somebody")
    write(qtbot, dialog, "email", "C7@Example.com")
    check(dialog)
    assert "has the same e-mail" in dialog.hint.plain()
    dialog.hint.followed.emit(at.ids[6])
    assert page.deeds.dialog is None
    assert at.routes[-1] == f"customers/{at.ids[6]}"
    assert at.company.store.contacts.get(at.ids[6]) is not None


def test_a_new_customer_starts_at_its_stage(at: Desk, qtbot: QtBot) -> None:
    page = at.show()
    page.deeds.add(view="leads")
    dialog = page.deeds.dialog
    assert dialog is not None
    write(qtbot, dialog, "name", "Quokka Kites")
    qtbot.mouseClick(dialog.deed, LEFT)
    at.feed.flush()
    assert page.record.heading.title.text() == "Quokka Kites"
    assert page.record.sentence.plain().startswith("A lead")
