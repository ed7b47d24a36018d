"""The small window of the very first start: look around the sample, make a company, or open what is there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from xerodesk.host.secrets import Reach
from xerodesk.ui.errors import in_words
from xerodesk.ui.files import Files, SystemFiles
from xerodesk.ui.focus import FocusRing
from xerodesk.ui.icons import icon
from xerodesk.ui.kit.buttons import Button, ReasonedButton
from xerodesk.ui.kit.frames import Footer
from xerodesk.ui.kit.growing import GrowingScroll
from xerodesk.ui.kit.labels import IconLabel, Region, Text
from xerodesk.ui.kit.notices import Banner
from xerodesk.ui.setup.doors import Door, Doors
from xerodesk.ui.setup.frame import KEEPS, Noted
from xerodesk.ui.setup.new_company import NewCompany
from xerodesk.ui.setup.open_company import OpenCompany
from xerodesk.ui.tasks import Lane, Tasks
from xerodesk.ui.theme import show_if, theme
from xerodesk.ui.ways_in import RecoveryKey

_DOORS = (
    Door(
        "sample",
        "star",
        "Look around the sample company",
        "A made-up business with its own made-up Xero, on this computer.",
        "1 minute; deleted with one click",
    ),
    Door(
        "new",
        "plus",
        "Start a new company",
        "Your customers, from Xero, from a file, or from nothing.",
        "2 minutes, then the set-up guides you",
    ),
    Door("open", "folder", "Open a company or restore a backup", "A company folder or a backup that is there already."),
)
_TITLES = {
    "doors": ("Welcome to xerodesk", "Customers, deals and what Xero knows of them, in one place on your own computer."),
    "new": ("A new company", "One company file belongs to one business and one Xero organisation."),
    "open": ("What is there already", "Nothing is changed until you open it."),
    "key": ("Your recovery key", "It opens the company file when the password is forgotten or the computer is lost. You see it this once."),
}


class Welcome(Region):
    """`sample_wanted`, `company_wanted(folder, password)`, `open_wanted(folder)`, `restore_wanted(backup, folder)`: what was chosen.

    `home` is the folder companies are put in, `probe` asks whether the keyring answers. After `company_wanted`, call `show_key(key)`
    with the recovery key of the company made; `finished` comes once it was kept. `show_trouble(error)` when anything failed; `closed`
    when the window was closed before that.
    """

    sample_wanted = Signal()
    company_wanted = Signal(object, str)
    open_wanted = Signal(object)
    restore_wanted = Signal(object, object)
    finished = Signal()
    closed = Signal()

    def __init__(self, home: Path, probe: Callable[[], Reach], tasks: Tasks, files: Files | None = None) -> None:
        super().__init__()
        self._probe, self._tasks, self._asked = probe, tasks, False
        chosen = files or SystemFiles()
        self.setWindowTitle("xerodesk")
        self.setWindowIcon(icon("logo", "ink"))
        self.doors, self.new = Doors(_DOORS), NewCompany(home, chosen)
        self.open_form, self.recovery = OpenCompany(home, chosen), RecoveryKey(chosen)
        self._parts: dict[str, QWidget] = {"doors": self.doors, "new": self.new, "open": self.open_form, "key": self.recovery}
        self._at = "doors"
        self._busy = False
        self._lay_out()
        self.doors.entered.connect(self._entered)
        self.new.changed.connect(self._judge)
        self.open_form.open_wanted.connect(self.open_wanted)
        self.open_form.restore_wanted.connect(self.restore_wanted)
        self.recovery.kept_changed.connect(self._judge)
        self._ring = FocusRing(self)
        self._show("doors")

    @property
    def at(self) -> str:
        """doors, new, open or key."""
        return self._at

    @property
    def company_name(self) -> str:
        """The name typed for a new company."""
        return self.new.name

    def sizeHint(self) -> QSize:
        """A small window."""
        return QSize(theme().px(640), theme().px(640))

    def show_key(self, key: str) -> None:
        """The company is made: show its recovery key, once."""
        self._busy = False
        self.recovery.show_key(key, self.company_name)
        self._show("key")

    def show_trouble(self, error: Exception) -> None:
        """What went wrong, in words; the form stays as it was filled in."""
        self._busy = False
        message, advice = in_words(error)
        self.banner.show_message("bad", message, advice, closable=False)
        self._judge()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing before a company is there ends the start; a key that was shown is taken off the screen."""
        self.recovery.forget()
        self.closed.emit()
        super().closeEvent(event)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        inside = Region("canvas")
        body = QVBoxLayout(inside)
        body.setContentsMargins(40, 32, 40, 20)
        body.setSpacing(8)
        body.addWidget(IconLabel("logo", "accent", 32))
        self._title, self._lead = Text("", "question", wrap=True), Text("", "lead", "ink2", wrap=True)
        self.banner = Banner()
        self._stack = QStackedWidget()
        for part in self._parts.values():
            self._stack.addWidget(part)
        for widget in (self._title, self._lead, self.banner):
            body.addWidget(widget)
        body.addSpacing(12)
        body.addWidget(self._stack, 1)
        self._promise = Noted("lock", KEEPS)
        body.addWidget(self._promise)
        column.addWidget(GrowingScroll(inside), 1)
        self._footer = Footer()
        self.back = Button("Back", "ghost", size="footer")
        self.deed = Button("Make the company", "filled", size="footer")
        self._reasoned = ReasonedButton(self.deed)
        self.back.clicked.connect(self._back)
        self.deed.clicked.connect(self._go)
        self._footer.row.addStretch()
        self._footer.row.addWidget(self.back)
        self._footer.row.addWidget(self._reasoned)
        column.addWidget(self._footer)

    def _entered(self, key: str) -> None:
        if key == "sample":
            self.sample_wanted.emit()
            return
        self._show(key)
        if key == "new" and not self._asked:
            self._asked = True
            self._tasks.run(Lane.NETWORK, self._probe, self.new.show_keyring, self.show_trouble)  # a keyring may take seconds to answer

    def _back(self) -> None:
        self._show("doors")

    def _go(self) -> None:
        if self._at == "key":
            self.recovery.forget()
            self.finished.emit()
        elif not self.new.problem():
            self._busy = True
            self._judge()
            self.company_wanted.emit(self.new.folder, self.new.password)

    def _show(self, at: str) -> None:
        self._at = at
        self.banner.put_away()
        self._title.setText(_TITLES[at][0])
        self._lead.setText(_TITLES[at][1])
        self._stack.setCurrentWidget(self._parts[at])
        show_if(self._promise, at == "doors")
        show_if(self._footer, at != "doors")
        show_if(self.back, at in ("new", "open"))
        show_if(self._reasoned, at in ("new", "key"))
        self._judge()
        focus = {"new": self.new.name_input, "open": self.open_form.open_folder, "key": self.recovery.copy}
        focus.get(at, self.doors.buttons["sample"]).setFocus()

    def _judge(self, *_kept: bool) -> None:
        if self._at == "key":
            self.deed.setText("Go on")
            self._reasoned.set_reason("" if self.recovery.kept.isChecked() else "keep it first")
        else:
            self.deed.setText("Make the company")
            self._reasoned.set_reason("making it" if self._busy else self.new.problem())
