"""About the program: its version, whether all is well, where the logs are, and the licences of what it is made of."""

from __future__ import annotations

import platform
from collections.abc import Sequence

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from xerodesk import __version__
from xerodesk.host.paths import folders
from xerodesk.host.resources import resource
from xerodesk.services.doctor import Check, file_check, folder_checks, keyring_check
from xerodesk.store.queries.soundness import integrity
from xerodesk.store.queries.source import Source
from xerodesk.ui.context import PageContext
from xerodesk.ui.kit.buttons import Button
from xerodesk.ui.kit.dialogs import Dialog
from xerodesk.ui.kit.labels import IconText, Text
from xerodesk.ui.settings.ports import SettingsServices
from xerodesk.ui.settings.rows import Part, SettingRow
from xerodesk.ui.tasks import Lane
from xerodesk.ui.theme import theme

_QT = (
    "The window is made with Qt and PySide6, used under the GNU Lesser General Public License, version 3 (LGPL-3.0). They are separate "
    "libraries in the program's folder and can be replaced by your own build of the same version. Sources: https://download.qt.io"
)
_INTER = "The typeface is Inter, under the SIL Open Font License 1.1."
_OTHERS = (
    "Also used: peewee, SQLCipher, requests-oauthlib, keyring, rapidfuzz, phonenumbers, python-calamine and XlsxWriter, each under its own "
    "free licence."
)


class AboutPart(Part):
    """Version, check-up, logs, licences."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._services: SettingsServices = context.services
        self._source: Source = context.queries
        self._dialog: Dialog | None = None
        self.head("xerodesk")
        self.copy = Button("Copy for support", icon="copy")
        self.copy.clicked.connect(self._copy)
        system = f"{platform.system()} {platform.release()}"
        self._version = f"Version {__version__}, Python {platform.python_version()}, Qt {qVersion()}, {system}"
        self.rows.addWidget(SettingRow("Version", self._version, self.copy))
        self.logs = Button("Open", icon="folder")
        self.logs.clicked.connect(self._open_logs)
        words = f"{folders().logs}. They hold numbers, never names, e-mail addresses or passwords, and stay on this computer."
        self.rows.addWidget(SettingRow("Logs", words, self.logs))
        self.head("Is all well?")
        self.again = Button("Check again", icon="sync")
        self.again.clicked.connect(self.load)
        self.verdict = SettingRow("Looking", "", self.again)
        self.rows.addWidget(self.verdict)
        self._checks = QWidget()
        self._lines = QVBoxLayout(self._checks)
        self._lines.setContentsMargins(0, 8, 0, 0)
        self._lines.setSpacing(6)
        self.rows.addWidget(self._checks)
        self._results: Sequence[Check] = ()
        self.head("Licences")
        self.show_inter = Button("Show")
        self.show_inter.clicked.connect(self._show_inter)
        self.rows.addWidget(SettingRow("xerodesk", "MIT licence. Free to use, to change and to pass on."))
        self.rows.addWidget(SettingRow("Qt and PySide6", _QT))
        self.rows.addWidget(SettingRow("Inter", _INTER, self.show_inter))
        self.rows.addWidget(SettingRow("Other parts", _OTHERS))

    def load(self) -> None:
        """Look at the file, the disk and the keyring, and at how things stand with Xero as last heard."""
        self.again.setEnabled(False)
        # not on the store lane: checking a large file or asking a locked keyring takes seconds, and pages want to read meanwhile
        self._context.tasks.run(Lane.NETWORK, self._look_here, self._have_looked, self._not_looked)

    def _look_here(self) -> list[Check]:
        company = self._services.company
        checks = [*folder_checks(company.folder), file_check(lambda: integrity(self._source))]
        if not company.is_sample:
            checks.append(keyring_check(company.keyring(), has_password=company.has_password))
        connection = self._services.connection()
        if connection is None or not connection.live:
            checks.append(Check("Xero", False, "This company is not connected to Xero.", "Connect it under Xero."))
        else:
            checks.append(Check("Xero", True, f"Connected to {connection.organisation}."))
        return checks

    def _have_looked(self, checks: Sequence[Check]) -> None:
        self.again.setEnabled(True)
        self._results = checks
        wrong = sum(1 for one in checks if not one.ok)
        self.verdict.set_name("All is well" if not wrong else f"{wrong} of {len(checks)} need a look")
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for one in checks:
            words = f"{one.message} {one.advice}".strip()
            line = IconText("check-circle" if one.ok else "triangle", words, "base", "ink2", icon_ink="good" if one.ok else "warn", size=16)
            line.words.setWordWrap(True)
            line.setMinimumHeight(theme().px(20))
            self._lines.addWidget(line)

    def _not_looked(self, error: Exception) -> None:
        self.again.setEnabled(True)
        self._context.notices.trouble(error)

    def _copy(self) -> None:
        lines = [self._version, *(f"{'ok' if one.ok else 'look'}: {one.name}" for one in self._results)]
        QGuiApplication.clipboard().setText("\n".join(lines))
        self._context.notices.toast("Copied")

    def _open_logs(self) -> None:
        self._services.open_address(folders().logs.as_uri())

    def _show_inter(self) -> None:
        dialog = Dialog("Inter", "Close", cancel="", parent=self)
        text = QPlainTextEdit(resource("fonts", "OFL.txt").read_text("utf-8"))
        text.setReadOnly(True)
        text.setAccessibleName("Licence of Inter")
        text.setMinimumSize(theme().px(560), theme().px(360))
        dialog.body.addWidget(Text("SIL Open Font License", "section"))
        dialog.body.addWidget(text)
        self._dialog = dialog
        dialog.open()
