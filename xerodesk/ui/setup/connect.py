"""Connecting to Xero: what is asked and why, the wait for the browser, the choice of organisation, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from xerodesk.ui.errors import in_words
from xerodesk.ui.kit.buttons import Button
from xerodesk.ui.kit.cards import Answer, RadioCards
from xerodesk.ui.kit.labels import Hairline, IconText, Text
from xerodesk.ui.kit.notices import announce
from xerodesk.ui.setup.frame import Noted, StepFrame
from xerodesk.ui.setup.signing import minutes_left, parted, scopes_by_reason
from xerodesk.ui.theme import theme

_READ = "xerodesk asks Xero for reading only. Nothing in your books can be changed with it."
_AGAIN = "The same permissions are asked for as before. What was read stays here meanwhile."
_WRITE = "This asks Xero, once, to let xerodesk write. Every change is still shown to you before it is sent."


class ConnectStep(StepFrame):
    """Shows one of: asking, waiting, choosing, connected. Deeds: `begin_wanted`, `stop_wanted`, `again_wanted`, `picked(choice)`,
    `read_wanted` (when connected), `id_wanted` for another client id."""

    begin_wanted = Signal()
    stop_wanted = Signal()
    again_wanted = Signal()
    picked = Signal(object)
    read_wanted = Signal()
    id_wanted = Signal()

    def __init__(self) -> None:
        kept = "Kept in your company file: which organisation this is, never a password."
        super().__init__("Connect to Xero", _READ, "Sign in at Xero", kept)
        self._stack = QStackedWidget()
        self._asking, self._waiting, self._choosing, self._done = QWidget(), Waiting(), QWidget(), Done()
        for part in (self._asking, self._waiting, self._choosing, self._done):
            self._stack.addWidget(part)
        self._list = QVBoxLayout(self._asking)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._picker_column = QVBoxLayout(self._choosing)
        self._picker_column.setContentsMargins(0, 0, 0, 0)
        self.main.addWidget(self._stack)
        self.causes = Text("", "base", "ink2", wrap=True, select=True)
        self.causes.hide()
        self.main.addWidget(self.causes)
        self._choices: Sequence[Any] = ()
        self.picker: RadioCards | None = None
        self._state = "asking"
        self._write = self._again = False
        self._beside()
        self.forward.connect(self._go)
        self._waiting.stop.clicked.connect(self.stop_wanted)
        self._waiting.again.clicked.connect(self.again_wanted)
        self.finish()

    @property
    def state(self) -> str:
        """asking, beginning, waiting, choosing, keeping or connected."""
        return self._state

    @property
    def waiting(self) -> Waiting:
        """The panel shown while the browser is away."""
        return self._waiting

    @property
    def sentence(self) -> str:
        """Who is connected, as shown."""
        return self._done.words.text()

    def ask(self, permissions: dict[str, str], *, write: bool, again: bool = False) -> None:
        """Show what will be asked, with why."""
        self._write, self._again = write, again
        self.question.setText("Sign in to Xero again" if again else "Allow writing to Xero" if write else "Connect to Xero")
        self.lead.setText(_AGAIN if again else _WRITE if write else _READ)
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._list.addWidget(Text("What Xero will ask you to allow", "section"))
        for why, names in scopes_by_reason(permissions):
            self._list.addWidget(Hairline())
            self._list.addWidget(Text(why, wrap=True))
            self._list.addWidget(Text(names, "small", "ink3", wrap=True))
        self._show("asking")

    def show_beginning(self) -> None:
        """The browser is about to open."""
        self._calm()
        self._show("beginning")

    def show_waiting(self, address: str, seconds: int) -> None:
        """The browser is away."""
        self._waiting.begin(address, seconds)
        self._show("waiting")
        announce(self, "Your browser opens Xero. Sign in there and allow access.")

    def show_choices(self, choices: Sequence[Any]) -> None:
        """Several organisations were allowed."""
        self._choices = choices
        while (item := self._picker_column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        answers = [Answer(str(at), one.name, "", "This company file will belong to it") for at, one in enumerate(choices)]
        self.picker = RadioCards("Which organisation is this company file for?", answers)
        self.picker.decided.connect(self._go)
        self._picker_column.addWidget(Text("Which organisation is this company file for?", "section"))
        self._picker_column.addWidget(Text("Each organisation has a company file of its own.", ink="ink2", wrap=True))
        self._picker_column.addWidget(self.picker)
        self._show("choosing")

    def show_keeping(self) -> None:
        """The organisation is being read."""
        self._show("keeping")

    def show_connected(self, sentence: str, *, can_write: bool) -> None:
        """Who is connected and what Xero lets that person do."""
        self._calm()
        self._done.words.setText(sentence)
        self.lead.setText("This company file and the organisation belong together.")
        self._done.after.setVisible(not can_write)
        self._show("connected")
        self.set_deed("Go on" if can_write else "See who owes what")
        announce(self, sentence)

    def show_trouble(self, error: Exception) -> None:
        """What went wrong, with its likely causes one under another, and what to do."""
        message, advice = in_words(error)
        head, causes = parted(message)
        self.banner.show_message("bad", head, advice, closable=False)
        self.causes.setText("Likely causes:\n" + "\n".join(f"  •  {one}" for one in causes) if causes else "")
        self.causes.setVisible(bool(causes))
        self._show("asking")
        self.set_deed("Try again")
        self.scroll_up()

    def _calm(self) -> None:
        self.banner.put_away()
        self.causes.hide()

    def _show(self, state: str) -> None:
        self._state = state
        part = {"waiting": self._waiting, "choosing": self._choosing, "connected": self._done}.get(state, self._asking)
        self._stack.setCurrentWidget(part)
        deeds = {
            "asking": ("Allow writing at Xero" if self._write and not self._again else "Sign in at Xero", ""),
            "beginning": ("Sign in at Xero", "opening your browser"),
            "waiting": ("Sign in at Xero", "waiting for your browser"),
            "choosing": ("Use this organisation", ""),
            "keeping": ("Use this organisation", "reading the organisation"),
            "connected": ("See who owes what", ""),
        }
        self.set_deed(*deeds[state])
        self.other_id.setVisible(state == "asking")

    def _go(self, *_key: str) -> None:
        if self._state == "asking":
            self.begin_wanted.emit()
        elif self._state == "choosing" and self.picker is not None:
            self.picked.emit(self._choices[int(self.picker.current())])
        elif self._state == "connected":
            self.read_wanted.emit()

    def _beside(self) -> None:
        self.aside.addWidget(Text("What will happen", "section"))
        self.aside.addSpacing(4)
        for icon, words in (
            ("external", "Your browser opens Xero's own page. You sign in there; xerodesk never sees your password."),
            ("building", "Xero asks which organisation, and shows the list you see here."),
            ("arrow-left", "The browser comes back to this computer, and this window goes on by itself."),
            ("shield", "The sign-in is kept in this computer's keyring, or encrypted in your company file where there is none."),
        ):
            self.aside.addWidget(Noted(icon, words, icon_ink="ink3", role="base"))
        self.other_id = Button("Use another client id", "text")
        self.other_id.clicked.connect(self.id_wanted)
        row = QHBoxLayout()
        row.addWidget(self.other_id)
        row.addStretch()
        self.aside.addLayout(row)


class Waiting(QWidget):
    """While the browser is away: what to do there, how long it is waited for, and the ways out."""

    def __init__(self) -> None:
        super().__init__()
        self._address = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(IconText("hourglass", "Waiting for your browser", "section", "ink", icon_ink="accent", size=16))
        what = "Sign in at Xero, choose the organisation, and press Allow access. Then come back here."
        column.addWidget(Text(what, ink="ink2", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(12)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(theme().px(240))
        self._bar.setAccessibleName("Time left to sign in")
        self.left = Text("", "small", "ink2")
        row.addWidget(self._bar)
        row.addWidget(self.left)
        row.addStretch()
        column.addLayout(row)
        deeds = QHBoxLayout()
        deeds.setSpacing(8)
        self.again = Button("Open browser again", icon="external")
        self.copy = Button("Copy link", icon="copy")
        self.stop = Button("Cancel", "ghost")
        self.copy.clicked.connect(self._copy)
        for button in (self.again, self.copy, self.stop):
            deeds.addWidget(button)
        deeds.addStretch()
        column.addLayout(deeds)
        column.addStretch()

    @property
    def address(self) -> str:
        """The link for the browser."""
        return self._address

    def begin(self, address: str, seconds: int) -> None:
        """A new wait."""
        self._address = address
        self.copy.setText("Copy link")
        self.count(seconds, seconds)

    def count(self, left: int, whole: int) -> None:
        """Show the seconds left."""
        self._bar.setRange(0, max(1, whole))
        self._bar.setValue(left)
        self.left.setText(minutes_left(left))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._address)
        self.copy.setText("Copied")


class Done(QWidget):
    """Who is connected."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        note = Noted("check-circle", "", "ink", role="lead")
        self.words = note.words
        column.addWidget(note)
        words = "Next, the newest twelve months and all open invoices are read, then the years before."
        self.after = Text(words, ink="ink2", wrap=True)
        column.addWidget(self.after)
        column.addStretch()
