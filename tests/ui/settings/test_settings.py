"""The settings as a person uses them: ways in and backups, the sign-in, the look, the sample's Xero, what there is to know."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import assert_accessible, assert_plain_words, visible_strings
from tests.ui.setup.setup_desk import CLIENT_ID, READING, WRITING, SetupDesk, connection
from xerodesk.domain.changes import Changes
from xerodesk.domain.errors import KeyNeeded, StoreTrouble
from xerodesk.store.company import CompanyFile
from xerodesk.ui.kit.dialogs import Dialog
from xerodesk.ui.settings.about import AboutPart
from xerodesk.ui.settings.company import CompanyPart
from xerodesk.ui.settings.look import LookPart
from xerodesk.ui.settings.page import SettingsPage
from xerodesk.ui.settings.picking import PickField
from xerodesk.ui.settings.sample import SamplePart, edited
from xerodesk.ui.settings.xero import XeroPart
from xerodesk.ui.theme import Scheme, theme
from xerodesk.ui.ways_in import PasswordPair, RecoveryKey

LEFT = Qt.MouseButton.LeftButton


def opened(desk: SetupDesk, qtbot: QtBot, state: str = "") -> SettingsPage:
    page = SettingsPage(desk.context)
    desk.shown.append(page)
    qtbot.addWidget(page)
    page.resize(1232, 788)
    page.show()
    page.open(state)
    return page


def company_part(page: SettingsPage) -> CompanyPart:
    found = page.part("company")
    assert isinstance(found, CompanyPart)
    return found


def dialog_of(part: CompanyPart | XeroPart | AboutPart) -> Dialog:
    found = [one for one in part.findChildren(Dialog) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def test_parts_are_reached_by_route_mouse_and_arrow_keys(desk: SetupDesk, qtbot: QtBot) -> None:
    page = opened(desk, qtbot)
    assert page.tabs.current() == "company"
    buttons = page.tabs.findChildren(QPushButton)
    assert [button.accessibleName() for button in buttons] == ["Company", "Xero", "Look", "About"], "no sample outside the sample company"
    qtbot.mouseClick(buttons[1], LEFT)
    assert desk.routes == ["settings/xero"]
    page.open("xero")
    page.activateWindow()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is page.windowHandle())
    buttons[1].setFocus()
    qtbot.keyClick(buttons[1], Qt.Key.Key_Right)
    assert desk.routes[-1] == "settings/look"


@pytest.mark.parametrize("state", ["company", "xero", "look", "about"])
def test_every_part_has_names_and_plain_words(desk: SetupDesk, qtbot: QtBot, state: str) -> None:
    desk.company.store.connection.save(connection(WRITING))
    desk.services.company.back_up()
    page = opened(desk, qtbot, state)
    assert_accessible(page)
    assert_plain_words(page)
    page.resize(816, 600)
    assert_accessible(page)


def test_a_password_is_changed_and_opens_the_file(desk: SetupDesk, qtbot: QtBot) -> None:
    part = company_part(opened(desk, qtbot))
    assert part.change_password.text() == "Change the password"
    qtbot.mouseClick(part.change_password, LEFT)
    dialog = dialog_of(part)
    assert not dialog.deed.isEnabled()
    pair = dialog.findChild(PasswordPair)
    assert isinstance(pair, PasswordPair)
    qtbot.keyClicks(pair.first, "another long one")
    qtbot.keyClicks(pair.second, "another long one")
    assert_accessible(dialog)
    qtbot.mouseClick(dialog.deed, LEFT)
    assert desk.heard.toasts == ["The password is set"]
    CompanyFile.open(desk.file.folder, password="another long one").close()
    with pytest.raises(KeyNeeded):
        CompanyFile.open(desk.file.folder, password="the old one")


def test_a_new_recovery_key_is_asked_about_shown_once_and_kept(desk: SetupDesk, qtbot: QtBot) -> None:
    part = company_part(opened(desk, qtbot))
    qtbot.mouseClick(part.make_key, LEFT)
    assert any("stops opening this file at once" in text for text in visible_strings(dialog_of(part)))
    qtbot.mouseClick(dialog_of(part).deed, LEFT)
    dialog = dialog_of(part)
    recovery = dialog.findChild(RecoveryKey)
    assert isinstance(recovery, RecoveryKey)
    key = recovery.shown.replace("\n", "")
    CompanyFile.open(desk.file.folder, recovery_key=key).close()
    assert not dialog.deed.isEnabled()
    qtbot.mouseClick(recovery.kept, LEFT, pos=QPoint(8, 8))
    qtbot.mouseClick(dialog.deed, LEFT)
    assert desk.setting("setup.recovery_key_kept") is True


def test_a_backup_is_made_and_listed(desk: SetupDesk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    part = company_part(opened(desk, qtbot))
    assert "No backup yet." in visible_strings(part)
    qtbot.mouseClick(part.back_up, LEFT)
    assert part.table.rows.rowCount() == 1
    assert desk.heard.toasts[0].startswith("Backed up and checked")
    assert desk.services.company.backups()[0].path.exists()

    def full() -> object:
        raise StoreTrouble("The backup cannot be written: no space left.", "Make room on the disk and try again.")

    monkeypatch.setattr(desk.services.company, "back_up", full)
    qtbot.mouseClick(part.back_up, LEFT)
    assert isinstance(desk.heard.troubles[0], StoreTrouble)
    assert part.back_up.isEnabled()


def test_the_keyring_that_does_not_answer_is_said(desk: SetupDesk, qtbot: QtBot) -> None:
    part = company_part(opened(desk, qtbot))
    assert "no keyring" in part.keyring.words


def test_xero_before_during_and_after_a_connection(desk: SetupDesk, qtbot: QtBot) -> None:
    page = opened(desk, qtbot, "xero")
    part = page.part("xero")
    assert isinstance(part, XeroPart)
    assert part.connect_deed.text() == "Connect to Xero"
    assert not part.leave.isVisible()
    qtbot.mouseClick(part.connect_deed, LEFT)
    assert desk.routes[-1] == "setup/connect/again"
    desk.company.store.connection.save(connection(READING))
    page.refresh(Changes.of("connection"))
    words = " ".join(visible_strings(part))
    assert "Looking only: nothing in Xero can be changed." in words
    assert "Encrypted in the company file" in words
    assert CLIENT_ID in words
    assert "Reads your customers." in words
    assert "Adds and updates customers in Xero." not in words
    qtbot.mouseClick(part.allow, LEFT)
    assert desk.routes[-1] == "setup/connect/write"
    desk.company.store.connection.save(connection(WRITING))
    page.refresh(Changes.of("connection"))
    assert not part.allow.isVisible()
    assert "Adds and updates customers in Xero." in " ".join(visible_strings(part))


@pytest.mark.parametrize("at_xero", [True, False])
def test_disconnecting_asks_first_and_says_what_to_check_at_xero(desk: SetupDesk, qtbot: QtBot, at_xero: bool) -> None:
    desk.connecting.at_xero = at_xero
    desk.company.store.connection.save(connection(WRITING))
    part = opened(desk, qtbot, "xero").part("xero")
    assert isinstance(part, XeroPart)
    qtbot.mouseClick(part.leave, LEFT)
    question = dialog_of(part)
    assert any("stay here" in text for text in visible_strings(question))
    qtbot.mouseClick(question.cancel, LEFT)
    found = desk.services.connection()
    assert found is not None
    assert found.live, "Cancel changes nothing"
    qtbot.mouseClick(part.leave, LEFT)
    qtbot.mouseClick(dialog_of(part).deed, LEFT)
    found = desk.services.connection()
    assert found is not None
    assert not found.live
    words = visible_strings(part)
    assert ("To be sure, look in Xero." if at_xero else "In Xero, disconnect it.") in words
    assert part.connect_deed.text() == "Sign in again"
    desk.feed.flush()
    assert desk.told[-1].touches("connection")


def test_the_look_changes_at_once_and_is_remembered(desk: SetupDesk, qtbot: QtBot) -> None:
    part = opened(desk, qtbot, "look").part("look")
    assert isinstance(part, LookPart)
    dark = next(button for button in part.scheme.findChildren(QPushButton) if button.accessibleName() == "Dark")
    qtbot.mouseClick(dark, LEFT)
    assert theme().dark
    assert desk.kept["look.scheme"] == Scheme.DARK.value
    part.text_size.setFocus()
    qtbot.keyClick(part.text_size, Qt.Key.Key_Down)
    assert theme().scale == 1.1
    assert desk.kept["look.scale"] == "1.1"


def test_about_says_whether_all_is_well(desk: SetupDesk, qtbot: QtBot) -> None:
    part = opened(desk, qtbot, "about").part("about")
    assert isinstance(part, AboutPart)
    words = " ".join(visible_strings(part))
    for said in ("LGPL", "SIL Open Font License", "The company file is whole.", "not connected to Xero", "MIT"):
        assert said in words, said
    assert "1 of 5 need a look" in words
    desk.company.store.connection.save(connection(WRITING))
    qtbot.mouseClick(part.again, LEFT)
    assert "All is well" in visible_strings(part)
    qtbot.mouseClick(part.copy, LEFT)
    copied = QGuiApplication.clipboard().text()
    assert "company file" in copied
    assert str(desk.file.folder) not in copied, "no names of people or folders for support"
    qtbot.mouseClick(part.logs, LEFT)
    assert desk.opened[-1].startswith("file:")
    qtbot.mouseClick(part.show_inter, LEFT)
    assert_accessible(dialog_of(part))


def sample_part(sample: SetupDesk, qtbot: QtBot) -> SamplePart:
    for name in ("Ana Florist", "Bellbird Early Learning"):
        sample.services.contacts.save(None, None, {"name": name})
    part = opened(sample, qtbot, "sample").part("sample")
    assert isinstance(part, SamplePart)
    return part


def type_into(qtbot: QtBot, part: SamplePart, key: str, text: str) -> None:
    widget = part.inputs[key]
    qtbot.keyClicks(widget.line if isinstance(widget, PickField) else widget, text)


def test_acting_as_the_user_of_xero(sample: SetupDesk, qtbot: QtBot) -> None:
    part = sample_part(sample, qtbot)
    assert_accessible(part)
    assert_plain_words(part)
    qtbot.mouseClick(part.buttons["edit"], LEFT)
    assert sample.actor.acts == []
    assert "Type the new value." in visible_strings(part)
    type_into(qtbot, part, "edit.who", "Ana Florist")
    type_into(qtbot, part, "edit.value", "ana@new.example")
    qtbot.mouseClick(part.buttons["edit"], LEFT)
    assert sample.actor.acts.pop() == ("edit_contact", {"contact": "Ana Florist", "fields": {"EmailAddress": "ana@new.example"}})
    assert "Done in Xero: Ana Florist." in visible_strings(part)
    part.banner.acted.emit()
    assert sample.routes[-1] == "sync"


def test_payments_archiving_and_merging(sample: SetupDesk, qtbot: QtBot) -> None:
    part = sample_part(sample, qtbot)
    type_into(qtbot, part, "pay.invoice", "INV-2041, Ana Florist, 1,320.00 AUD")
    type_into(qtbot, part, "pay.amount", "much")
    part.buttons["pay"].click()
    assert sample.actor.acts == []
    assert any("much is not an amount" in text for text in visible_strings(part))
    amount = part.inputs["pay.amount"]
    assert isinstance(amount, QLineEdit)
    amount.clear()
    type_into(qtbot, part, "pay.amount", "1,000.50")
    part.buttons["pay"].click()
    assert sample.actor.acts.pop() == ("record_payment", {"invoice": "INV-2041", "amount": "1000.50"})
    type_into(qtbot, part, "archive.who", "Ana Florist")
    part.buttons["archive"].click()
    assert sample.actor.acts.pop() == ("archive_contact", {"contact": "Ana Florist"})
    type_into(qtbot, part, "merge.who", "Ana Florist")
    type_into(qtbot, part, "merge.into", "ana florist")
    part.buttons["merge"].click()
    assert "Choose two different customers." in visible_strings(part)
    sample.actor.refusal = RuntimeError("There is no contact ana florist.")
    part.buttons["archive"].click()
    assert any("Xero says no: There is no contact" in text for text in visible_strings(part))
    assert part.buttons["archive"].isEnabled()


def test_names_are_offered_while_one_types_and_taken_by_key_or_mouse(sample: SetupDesk, qtbot: QtBot) -> None:
    part = sample_part(sample, qtbot)
    field = part.inputs["edit.who"]
    assert isinstance(field, PickField)
    type_into(qtbot, part, "edit.who", "l")
    assert field.offers == ["Ana Florist", "Bellbird Early Learning"]
    qtbot.keyClick(field.line, Qt.Key.Key_Down)
    qtbot.keyClick(field.list, Qt.Key.Key_Down)
    assert_accessible(part)
    qtbot.keyClick(field.list, Qt.Key.Key_Return)
    assert field.text() == "Bellbird Early Learning"
    assert field.list.isHidden()
    field.line.clear()
    type_into(qtbot, part, "edit.who", "ana")
    qtbot.mouseClick(field.list.viewport(), LEFT, pos=field.list.visualItemRect(field.list.item(0)).center())
    assert field.text() == "Ana Florist"
    field.line.clear()
    type_into(qtbot, part, "edit.who", "b")
    qtbot.keyClick(field.line, Qt.Key.Key_Escape)
    assert field.list.isHidden()


def test_changes_in_xeros_own_form() -> None:
    assert edited("city", "Hobart") == {"Addresses": [{"AddressType": "POBOX", "City": "Hobart"}]}
    assert edited("name", "New") == {"Name": "New"}


def test_the_folder_opens(desk: SetupDesk, qtbot: QtBot) -> None:
    qtbot.mouseClick(company_part(opened(desk, qtbot)).open_folder, LEFT)
    assert Path(desk.opened[0].removeprefix("file://").replace("%20", " ")) == desk.file.folder
