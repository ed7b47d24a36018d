"""Errors on screen, crash reports, and the commands' search."""

from __future__ import annotations

import platform
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.ui.accessibility import assert_accessible, visible_strings
from xerodesk.domain.errors import Cancelled, Offline
from xerodesk.ui.errors import CrashNet, TroubleDialog, in_words, keep_report, report_of
from xerodesk.ui.search import fit

pytestmark = pytest.mark.usefixtures("look")


def crash() -> Exception:
    """An error that is our bug."""
    try:
        raise KeyError("anneke@books.example token=eyJabc.def.ghi 48,210.55")
    except KeyError as error:
        return error


def test_errors_of_ours_are_shown_in_their_words() -> None:
    assert in_words(Offline("Xero could not be reached.", "Check the network.")) == ("Xero could not be reached.", "Check the network.")
    message, advice = in_words(crash())
    assert "inside xerodesk" in message
    assert advice


def test_a_report_has_the_place_but_no_private_things() -> None:
    report = report_of(crash())
    assert "KeyError" in report
    assert platform.python_version() in report
    assert "test_errors.py" in report
    for private in ("anneke", "eyJabc", "48,210.55", str(Path.home()) + "/"):
        assert private not in report


def test_reports_are_kept_and_the_oldest_go(tmp_path: Path) -> None:
    for second in range(25):
        assert keep_report(tmp_path / "reports", f"report {second}", datetime(2026, 6, 3, 14, 2, second, tzinfo=UTC)) is not None
    kept = sorted((tmp_path / "reports").iterdir())
    assert len(kept) == 20
    assert kept[0].read_text("utf-8") == "report 5"
    (tmp_path / "file").write_text("not a folder", "utf-8")
    assert keep_report(tmp_path / "file", "x") is None


def test_the_dialog_shows_and_copies_the_details(qtbot: QtBot) -> None:
    dialog = TroubleDialog(crash(), None, "the report")
    qtbot.addWidget(dialog)
    dialog.show()
    assert "Nothing leaves this computer unless you send it." in visible_strings(dialog)
    dialog.copy_details()
    assert QGuiApplication.clipboard().text() == "the report"
    assert_accessible(dialog)


def test_what_nothing_caught_is_kept_and_shown_in_the_windows_thread(tmp_path: Path, qtbot: QtBot) -> None:
    seen: list[tuple[type[BaseException], str]] = []
    net = CrashNet(tmp_path, lambda error, report: seen.append((type(error), report[:8])))
    before = sys.excepthook
    net.install()
    try:
        assert sys.excepthook is not before
        thread = threading.Thread(target=net.catch, args=(crash(),))
        thread.start()
        thread.join()
        assert seen == []
        qtbot.waitUntil(lambda: len(seen) == 1)
        net.catch(Offline("No network."))
        net.catch(Cancelled("Stopped."))
    finally:
        net.remove()
    assert sys.excepthook is before
    assert seen == [(KeyError, "xerodesk"), (Offline, "")]
    assert len(list(tmp_path.iterdir())) == 1


def test_commands_are_found_by_beginnings_other_names_and_letters_in_order() -> None:
    assert fit("xero", "Xero sync") > fit("xero", "Open in Xero's list") > 0
    assert fit("outstanding", "Invoices", "outstanding owed") > 0
    assert fit("PÂT", "Patisserie") > 0
    assert fit("mkinv", "Make invoice") > 0
    assert fit("sync now", "Xero sync", "now refresh") > 0
    assert fit("zzz", "Xero sync") == 0
    assert fit("", "Anything") > 0
