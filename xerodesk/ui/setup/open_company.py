"""Opening what is there: a company folder, or a backup made into a company again."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from xerodesk.ui.files import Files
from xerodesk.ui.kit.buttons import Button
from xerodesk.ui.kit.labels import Hairline, Text

COMPANY_FILE = "company.xerodesk"
_BACKUPS = "Backups (*.xerodesk)"


class OpenCompany(QWidget):
    """`open_wanted(folder)` and `restore_wanted(backup, folder)`."""

    open_wanted = Signal(object)
    restore_wanted = Signal(object, object)

    def __init__(self, home: Path, files: Files) -> None:
        super().__init__()
        self._home, self._files = home, files
        self._backup: Path | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(Text("Open a company folder", "section"))
        column.addWidget(Text(f"It holds {COMPANY_FILE} and company.keys: yours, or one that was given to you.", ink="ink2", wrap=True))
        self.open_folder = self._button(column, "Choose the folder", "folder", self._open)
        self._folder_said = self._said(column)
        column.addSpacing(8)
        column.addWidget(Hairline())
        column.addSpacing(8)
        column.addWidget(Text("Restore a backup", "section"))
        words = "A backup is a .xerodesk file with its .keys file beside it. It opens with what opened it then, and stays as it is."
        column.addWidget(Text(words, ink="ink2", wrap=True))
        self.choose_backup = self._button(column, "Choose the backup", "history", self._choose)
        self._backup_said = self._said(column)
        self.restore = self._button(column, "Choose an empty folder and restore", "download", self._restore)
        self.restore.setEnabled(False)
        self.restore.setAccessibleDescription("choose the backup first")
        column.addStretch()

    def _button(self, column: QVBoxLayout, words: str, icon: str, deed: object) -> Button:
        button = Button(words, icon=icon)
        if callable(deed):
            button.clicked.connect(deed)
        row = QHBoxLayout()
        row.addWidget(button)
        row.addStretch()
        column.addLayout(row)
        return button

    def _said(self, column: QVBoxLayout) -> Text:
        said = Text("", "small", "bad", wrap=True)
        column.addWidget(said)
        return said

    def _open(self) -> None:
        folder = self._files.folder(self, "Open a company folder", self._home if self._home.exists() else None)
        if folder is None:
            return
        if not (folder / COMPANY_FILE).exists():
            self._folder_said.setText(f"There is no company in {folder.name}. Choose the folder that holds {COMPANY_FILE}.")
            return
        self._folder_said.setText("")
        self.open_wanted.emit(folder)

    def _choose(self) -> None:
        backup = self._files.file(self, "Choose the backup", _BACKUPS, self._home if self._home.exists() else None)
        if backup is None:
            return
        whole = backup.with_suffix(".keys").exists()
        self._backup = backup if whole else None
        self._backup_said.set_ink("ink2" if whole else "bad")
        missing = f"{backup.with_suffix('.keys').name} is not beside it; without it a backup cannot be opened. Copy both files."
        self._backup_said.setText(f"{backup.name} and its keys are there." if whole else missing)
        self.restore.setEnabled(whole)
        self.restore.setAccessibleDescription("" if whole else "choose a backup with its keys first")

    def _restore(self) -> None:
        if self._backup is None:
            return
        folder = self._files.folder(self, "Choose an empty folder for the restored company", self._home if self._home.exists() else None)
        if folder is None:
            return
        if folder.is_dir() and any(folder.iterdir()):
            self._backup_said.set_ink("bad")
            self._backup_said.setText(f"{folder.name} is not empty. Choose or make an empty folder, so that nothing is overwritten.")
            return
        self.restore_wanted.emit(self._backup, folder)
