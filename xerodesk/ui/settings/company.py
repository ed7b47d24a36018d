"""Settings of the company file: where it is, its ways in, its backups."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial

from xerodesk.host.secrets import Reach
from xerodesk.ui.context import PageContext
from xerodesk.ui.files import Files
from xerodesk.ui.kit.buttons import Button
from xerodesk.ui.kit.cells import Cell
from xerodesk.ui.kit.dialogs import Dialog
from xerodesk.ui.kit.labels import Text
from xerodesk.ui.kit.models import Column, PagedModel
from xerodesk.ui.kit.tables import DataTable
from xerodesk.ui.settings.ports import Backup, SettingsServices
from xerodesk.ui.settings.rows import Part, SettingRow
from xerodesk.ui.tasks import Lane
from xerodesk.ui.theme import show_if, theme
from xerodesk.ui.ways_in import PasswordPair, RecoveryKey
from xerodesk.ui.wording import counted, moment

KEPT_KEY = "setup.recovery_key_kept"
_WHY = {"manual": "You asked for it", "update": "Before an update", "import": "Before an import"}
_PUBLISHED = "The sample company's key is published, so it has neither password nor recovery key. Put nothing real into it."


class CompanyPart(Part):
    """Folder, password, recovery key, backups."""

    def __init__(self, context: PageContext, files: Files) -> None:
        super().__init__()
        self._context, self._files = context, files
        self._services: SettingsServices = context.services
        self._dialog: Dialog | None = None
        self._key = ""
        company = self._services.company
        self.head("Company file")
        self.open_folder = Button("Open", icon="folder")
        self.open_folder.clicked.connect(self._open_folder)
        self.rows.addWidget(SettingRow("Folder", str(company.folder), self.open_folder))
        self.head("Ways in")
        if company.is_sample:
            self.rows.addWidget(Text(_PUBLISHED, ink="ink2", wrap=True))
        else:
            self._add_ways()
        self.head("Backups")
        self.back_up = Button("Back up now", icon="archive")
        self.back_up.clicked.connect(self._back_up)
        words = "Whole encrypted copies in the company's folder, each checked when it is made. They open with what opened the file then."
        self.rows.addWidget(SettingRow("Copies of the company file", words, self.back_up))
        self._model = PagedModel(_backup_columns(), context.tasks, lambda row: row.path)
        self.table = DataTable("Backups", self._model, row_height=30, heading_height=28)
        self.none = Text("No backup yet.", ink="ink3")
        self.rows.addSpacing(8)
        self.rows.addWidget(self.none)
        self.rows.addWidget(self.table)
        self.table.hide()

    def load(self) -> None:
        """Read what changes by itself."""
        self._context.tasks.run(Lane.STORE, self._services.company.backups, self._show_backups, self._context.notices.trouble)
        if not self._services.company.is_sample:
            self._show_password()
            self._context.tasks.run(Lane.NETWORK, self._services.company.keyring, self._show_keyring, self._context.notices.trouble)

    def _add_ways(self) -> None:
        self.change_password = Button("Set a password", icon="lock")
        self.change_password.clicked.connect(self._ask_password)
        self.password = SettingRow("Password", "", self.change_password)
        self.keyring = SettingRow("This computer's keyring", "Asking it…")
        self.make_key = Button("Make a new one", icon="key")
        self.make_key.clicked.connect(self._ask_key)
        words = "Opens the file when all else is lost. It is shown once, when it is made; a new one replaces the old."
        for row in (self.password, self.keyring, SettingRow("Recovery key", words, self.make_key)):
            self.rows.addWidget(row)

    def _show_password(self) -> None:
        has = self._services.company.has_password
        self.change_password.setText("Change the password" if has else "Set a password")
        yes, no = "A password opens this file on any computer.", "No password: only this computer and the recovery key open it."
        self.password.set_words(yes if has else no)

    def _show_keyring(self, reach: Reach) -> None:
        if reach.ok:
            self.keyring.set_words("It answers.")
        else:
            self.keyring.set_words(f"{reach.message} {reach.advice}".strip(), "warn")

    def _ask_password(self) -> None:
        dialog = Dialog("Password of the company file", "Set the password", parent=self)
        pair = PasswordPair(required=True)
        words = "It opens the company file on any computer. xerodesk cannot find it out for you."
        dialog.body.addWidget(Text(words, ink="ink2", wrap=True))
        dialog.body.addWidget(pair)

        def judge() -> None:
            dialog.deed.setEnabled(not pair.problem())

        pair.changed.connect(judge)
        judge()
        dialog.accepted.connect(partial(self._set_password, pair))
        self._open_dialog(dialog)

    def _set_password(self, pair: PasswordPair) -> None:
        work = partial(self._services.company.set_password, pair.value())
        self._context.tasks.run(Lane.STORE, work, self._password_set, self._context.notices.trouble)

    def _password_set(self, _nothing: object) -> None:
        self._show_password()
        self._context.notices.toast("The password is set")

    def _ask_key(self) -> None:
        dialog = Dialog("Recovery key", "Make a new one", parent=self)
        dialog.body.addWidget(Text("Make a new recovery key?", "section"))
        words = "The old one stops opening this file at once. Backups made before still open with the old one."
        dialog.body.addWidget(Text(words, ink="ink2", wrap=True))
        dialog.accepted.connect(self._make_key)
        self._open_dialog(dialog)

    def _make_key(self) -> None:
        self._context.tasks.run(Lane.STORE, self._services.company.new_recovery_key, self._show_key, self._context.notices.trouble)

    def _show_key(self, key: str) -> None:
        dialog = Dialog("Recovery key", "Close", cancel="", parent=self)
        recovery = RecoveryKey(self._files)
        recovery.show_key(key, self._services.company.folder.name)
        dialog.body.addWidget(recovery)
        dialog.deed.setEnabled(False)
        recovery.kept_changed.connect(dialog.deed.setEnabled)
        dialog.accepted.connect(self._key_kept)
        self._open_dialog(dialog)

    def _key_kept(self) -> None:
        work = partial(self._services.settings.put, KEPT_KEY, True)
        self._context.tasks.run(Lane.STORE, work, _noted, self._context.notices.trouble)

    def _open_dialog(self, dialog: Dialog) -> None:
        self._dialog = dialog
        dialog.open()

    def _back_up(self) -> None:
        self.back_up.setEnabled(False)
        self._context.tasks.run(Lane.STORE, self._services.company.back_up, self._backed_up, self._not_backed_up)

    def _backed_up(self, backup: Backup) -> None:
        self.back_up.setEnabled(True)
        self._context.notices.toast(f"Backed up and checked: {_size(backup.size)}")
        self.load()

    def _not_backed_up(self, error: Exception) -> None:
        self.back_up.setEnabled(True)
        self._context.notices.trouble(error)

    def _show_backups(self, backups: Sequence[Backup]) -> None:
        self._model.show_rows(list(backups))
        show_if(self.none, not backups)
        self.table.setVisible(bool(backups))
        self.table.setFixedHeight(theme().px(30 * min(8, len(backups)) + 28 + 10))

    def _open_folder(self) -> None:
        self._services.open_address(self._services.company.folder.as_uri())


def _noted(_nothing: object) -> None:
    """It is in the file."""


def _backup_columns() -> list[Column]:
    return [
        Column("when", "Made", lambda row: Cell(moment(row.made_at, datetime.now(UTC)), weight=500), 140),
        Column("why", "Why", lambda row: Cell(_WHY.get(row.why, row.why or "–"), "ink2"), 140),
        Column("file", "File", lambda row: Cell(row.path.name, "ink2", size="small"), 200, stretch=1),
        Column("size", "Size", lambda row: Cell(_size(row.size)), 80, right=True),
    ]


def _size(size: int) -> str:
    return f"{size / 1_000_000:,.1f} MB" if size >= 100_000 else counted(max(1, size // 1000), "kB", "kB")


