"""Asks for the way into a company whose key cannot be had by itself: the password, or the recovery key."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from xerodesk.ui.errors import in_words
from xerodesk.ui.kit.buttons import Button
from xerodesk.ui.kit.dialogs import Dialog
from xerodesk.ui.kit.fields import Field
from xerodesk.ui.kit.labels import Text
from xerodesk.ui.kit.notices import announce


class Unlock(Dialog):
    """`tried(password, recovery_key)`, one of them "", at each try. Call `wrong(error)` when it does not open, `accept()` when it does."""

    tried = Signal(str, str)

    def __init__(self, company: str, why: str = "", parent: QWidget | None = None) -> None:
        super().__init__("xerodesk", "Open", cancel="Close", parent=parent)
        self._by_key = False
        self.body.addWidget(Text(f"{company} is locked", "section", wrap=True))
        self._why = Text(why or "The company file is encrypted. Type its password to open it.", ink="ink2", wrap=True)
        self.body.addWidget(self._why)
        self.input = QLineEdit()
        self.input.setEchoMode(QLineEdit.EchoMode.Password)
        self._field = Field("Password", self.input)
        self.body.addWidget(self._field)
        self.key_input = QLineEdit()
        self.key_input.setPlaceholderText("ABCDE-FGHJK-…")
        hint = "Eight groups of five letters and digits. Small letters and blanks do not matter."
        self._key_field = Field("Recovery key", self.key_input, hint)
        self._key_field.hide()
        self.body.addWidget(self._key_field)
        self.other = Button("Use the recovery key", "text")
        self.other.clicked.connect(self._turn)
        row = QHBoxLayout()
        row.addWidget(self.other)
        row.addStretch()
        self.body.addLayout(row)
        self.deed.clicked.disconnect()
        self.deed.clicked.connect(self._try)
        for line in (self.input, self.key_input):
            line.textChanged.connect(self._typed)
        self._typed()

    def wrong(self, error: Exception) -> None:
        """It did not open: say so calmly, keep what was typed, let it be tried again."""
        message, advice = in_words(error)
        field, line = (self._key_field, self.key_input) if self._by_key else (self._field, self.input)
        field.set_wrong(f"{message} {advice}".strip())
        self.deed.setEnabled(True)
        self.deed.setText("Open")
        self._fit()
        line.setFocus()
        line.selectAll()
        announce(self, message)

    def _try(self) -> None:
        password, key = ("", self.key_input.text().strip()) if self._by_key else (self.input.text(), "")
        if password or key:
            self.deed.setEnabled(False)
            self.deed.setText("Opening")
            self.tried.emit(password, key)

    def _fit(self) -> None:
        """Make room for what is said below the field."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), max(self.height(), layout.heightForWidth(self.width())))

    def _turn(self) -> None:
        self._by_key = not self._by_key
        self._field.setVisible(not self._by_key)
        self._key_field.setVisible(self._by_key)
        self.other.setText("Use the password" if self._by_key else "Use the recovery key")
        (self.key_input if self._by_key else self.input).setFocus()
        self._typed()

    def _typed(self, *_text: str) -> None:
        field, line = (self._key_field, self.key_input) if self._by_key else (self._field, self.input)
        field.set_wrong("")
        self.deed.setEnabled(bool(line.text().strip()))
