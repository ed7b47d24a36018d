"""The form of a new company: its name, its folder, and a password where the keyring does not answer."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from xerodesk.host.secrets import Reach
from xerodesk.services.doctor import folder_checks
from xerodesk.ui.files import Files
from xerodesk.ui.kit.buttons import Button
from xerodesk.ui.kit.fields import Field
from xerodesk.ui.kit.labels import Text
from xerodesk.ui.kit.notices import Banner
from xerodesk.ui.ways_in import PasswordPair

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')


def folder_name(company: str) -> str:
    """A company's name as the name of a folder on every system."""
    return " ".join(_FORBIDDEN.sub(" ", company).split()).strip(" .")[:60].strip()


def folder_warning(folder: Path) -> str:
    """Why a folder is a poor place, "" when it is a good one: another program copies it while it is in use, or the disk is full."""
    here = next((one for one in (folder, *folder.parents) if one.exists()), None)
    if here is None:
        return "This folder's disk is not there."
    disk, place = folder_checks(here)
    return next((f"{one.message} {one.advice}".strip() for one in (place, disk) if not one.ok), "")


class NewCompany(QWidget):
    """`changed` when it can or cannot be made; `problem()` says why not, `folder`, `name` and `password` are the answers."""

    changed = Signal()

    def __init__(self, home: Path, files: Files) -> None:
        super().__init__()
        self._home, self._files = home, files
        self._chosen: Path | None = None
        self._keyring: Reach | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        self.name_input = QLineEdit()
        self.name_input.setPlaceholderText("As your customers know you")
        self.name_input.setMaxLength(120)
        column.addWidget(Field("Company name", self.name_input))
        column.addWidget(self._folder_row())
        self.warning = Banner()
        column.addWidget(self.warning)
        self._about = Text("", ink="ink2", wrap=True)
        column.addWidget(self._about)
        self.passwords = PasswordPair(required=True)
        column.addWidget(self.passwords)
        column.addStretch()
        self.name_input.textChanged.connect(self._named)
        self.passwords.changed.connect(self.changed)
        self.show_keyring(None)
        self._named("")

    @property
    def name(self) -> str:
        """The company's name."""
        return self.name_input.text().strip()

    @property
    def folder(self) -> Path:
        """Where the company will be kept."""
        return self._chosen or self._home / (folder_name(self.name) or "company")

    @property
    def password(self) -> str:
        """The password, "" for none."""
        return self.passwords.value()

    def problem(self) -> str:
        """Why it cannot be made yet, "" when it can."""
        if not self.name:
            return "give it a name first"
        if (self.folder / "company.xerodesk").exists():
            return "there is a company in this folder already"
        wrong = self.passwords.problem()
        return wrong[:1].lower() + wrong[1:].rstrip(".") if wrong else ""

    def show_keyring(self, reach: Reach | None) -> None:
        """Whether the keyring answers, which makes the password optional; None while it is asked."""
        self._keyring = reach
        self.passwords.required = reach is None or not reach.ok
        if reach is None:
            words = "The company file is encrypted. Looking whether this computer's keyring can keep its key…"
        elif reach.ok:
            words = (
                "The company file is encrypted. This computer's keyring keeps its key, so it opens without a password. "
                "Set one as well if others use this computer under your name, or if you want to open the file on another computer."
            )
        else:
            words = f"The company file is encrypted. {reach.message} So it needs a password, asked at each start."
        self._about.setText(words)
        self.changed.emit()

    def _folder_row(self) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.folder_input = QLineEdit()
        self.folder_input.setReadOnly(True)
        self.folder_input.setAccessibleName("Folder")
        self.change = Button("Change", icon="folder")
        self.change.clicked.connect(self._choose)
        row.addWidget(self.folder_input, 1)
        row.addWidget(self.change)
        return Field("Folder", box, "Everything of this company is in this folder. It is made for you.")

    def _choose(self) -> None:
        found = self._files.folder(self, "Where to keep the company", self._home if self._home.exists() else None)
        if found is not None:
            empty = not any(found.iterdir()) if found.is_dir() else True
            self._chosen = found if empty or not folder_name(self.name) else found / folder_name(self.name)
            self._look()

    def _named(self, _text: str) -> None:
        self._look()

    def _look(self) -> None:
        self.folder_input.setText(str(self.folder))
        self.folder_input.setCursorPosition(0)
        self.folder_input.setToolTip(str(self.folder))
        words = folder_warning(self.folder)
        if words:
            self.warning.show_message("warn", words, closable=False)
        else:
            self.warning.put_away()
        self.changed.emit()
