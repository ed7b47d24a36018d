"""The ways into a company file, on screen: a password typed twice with its strength in words, and the recovery key shown once."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from xerodesk.ui.files import Files, SystemFiles
from xerodesk.ui.kit.buttons import Button
from xerodesk.ui.kit.fields import Field
from xerodesk.ui.kit.labels import Region, Text
from xerodesk.ui.theme import dress, set_ink, theme

LEAST = 8
_GOOD, _STRONG = 12, 16
_KINDS = (str.islower, str.isupper, str.isdigit, lambda one: not one.isalnum())
_COMMON = ("password", "passwort", "12345678", "qwerty", "letmein", "welcome", "xerodesk", "iloveyou", "admin")


def password_problem(password: str, again: str | None = None) -> str:
    """Why a password cannot be taken, "" when it can. `again` is the second typing, None while it is not asked."""
    if len(password) < LEAST:
        return f"Use {LEAST} characters or more."
    if again is not None and again != password:
        return "The two are not the same."
    return ""


def strength(password: str) -> tuple[str, str]:
    """How strong a password is, in words, and the ink to say it in."""
    if not password:
        return "Three or four words in a row are easy to remember and hard to guess.", "ink3"
    if len(password) < LEAST:
        return f"Too short: {len(password)} of {LEAST} characters.", "warn"
    kinds = sum(any(test(one) for one in password) for test in _KINDS)
    common = any(word in password.lower() for word in _COMMON) or len(set(password)) < LEAST // 2
    if common:
        return "Weak: it is among the first that would be tried.", "warn"
    if len(password) >= _STRONG or (len(password) >= _GOOD and kinds >= 3):
        return "Strong.", "good"
    if len(password) >= _GOOD or kinds >= 3:
        return "Good. Longer is better than odd signs.", "ink2"
    return "Weak: make it longer, for example with a second and a third word.", "warn"


def recovery_text(key: str, company: str) -> str:
    """What is saved or printed: the key with what it is for."""
    return (
        f"xerodesk recovery key\n\nCompany: {company}\n\n{key}\n\n"
        "This key opens the company file when the password is forgotten or the computer is lost.\n"
        "Keep it on paper, away from the computer. Whoever has it and the file can read everything in it.\n"
    )


class PasswordPair(QWidget):
    """A password and the same again, with its strength in words. `changed` at every key; `value()` once `problem()` is ""."""

    changed = Signal()

    def __init__(self, *, required: bool) -> None:
        super().__init__()
        self.required = required
        self.first, self.second = _hidden("Password"), _hidden("Password again")
        self._first = Field("Password", self.first)
        self._second = Field("The same again", self.second)
        self._strength = Text("", "small", "ink3", wrap=True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.addWidget(self._first, 0, 0)
        grid.addWidget(self._second, 0, 1)
        grid.addWidget(self._strength, 1, 0, 1, 2)
        self.first.textChanged.connect(self._typed)
        self.second.textChanged.connect(self._typed)
        self._typed()

    def problem(self) -> str:
        """Why it cannot be taken yet, "" when it can; none typed is right where none is required."""
        if not self.first.text() and not self.second.text():
            return "Choose a password." if self.required else ""
        return password_problem(self.first.text(), self.second.text())

    def value(self) -> str:
        """The password, "" for none."""
        return self.first.text()

    def _typed(self) -> None:
        words, ink = strength(self.first.text())
        self._strength.setText(words)
        set_ink(self._strength, ink)
        apart = bool(self.second.text()) and not self.first.text().startswith(self.second.text())
        self._second.set_wrong("The two are not the same." if apart else "")
        self.changed.emit()


class RecoveryKey(QWidget):
    """A recovery key, shown once: copy it, save it, or print the saved text; `kept_changed(bool)` with the tick."""

    kept_changed = Signal(bool)

    def __init__(self, files: Files | None = None) -> None:
        super().__init__()
        self._files = files or SystemFiles()
        self._key = self._company = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        box = Region("raised", "box")
        inside = QVBoxLayout(box)
        inside.setContentsMargins(16, 12, 16, 12)
        self._shown = Text("", "figure", select=True)
        self._shown.setAccessibleName("Recovery key")
        inside.addWidget(self._shown)
        column.addWidget(box)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.copy = Button("Copy", icon="copy")
        self.save = Button("Save as text", icon="file")
        self.copy.clicked.connect(self._copy)
        self.save.clicked.connect(self._save)
        self._said = Text("", "small", "ink2", wrap=True)
        row.addWidget(self.copy)
        row.addWidget(self.save)
        row.addWidget(self._said, 1)
        column.addLayout(row)
        note = "The saved text is one page: print it and put it with your papers, not on this computer. xerodesk cannot show it again."
        column.addWidget(Text(note, "small", "ink3", wrap=True))
        self.kept = QCheckBox("I have kept the recovery key")
        dress(self.kept)
        self.kept.toggled.connect(self.kept_changed)
        column.addWidget(self.kept)
        column.addStretch()

    @property
    def shown(self) -> str:
        """The key as it is shown, in two lines."""
        return self._shown.text()

    def show_key(self, key: str, company: str) -> None:
        """Show a key."""
        self._key, self._company = key, company
        groups = key.split("-")
        half = (len(groups) + 1) // 2
        self._shown.setText("-".join(groups[:half]) + ("-\n" + "-".join(groups[half:]) if len(groups) > 4 else ""))
        self._said.setText("")
        self.kept.setChecked(False)

    def forget(self) -> None:
        """Take the key off the screen."""
        self._key = ""
        self._shown.setText("")

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._key)
        self._said.setText("Copied. Paste it where only you find it.")

    def _save(self) -> None:
        name = "".join(one for one in self._company if one.isalnum() or one in " -_").strip() or "company"
        path = self._files.save_as(self, "Save the recovery key", Path.home() / f"{name} recovery key.txt", "Text (*.txt)")
        if path is None:
            return
        try:
            path.write_text(recovery_text(self._key, self._company), "utf-8")
        except OSError as error:
            self._said.setText(f"It could not be saved: {error.strerror or error}. Choose another folder, or copy it.")
            return
        self._said.setText(f"Saved as {path.name}. Print it, then move it off this computer.")


def _hidden(name: str) -> QLineEdit:
    line = QLineEdit()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    line.setAccessibleName(name)
    line.setMinimumWidth(theme().px(160))
    return line
