"""Who owes what: the first reading of Xero, with nothing written, and the way to the customers."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from xerodesk.domain.errors import Misuse
from xerodesk.domain.progress import Progress, Step
from xerodesk.ui.errors import in_words
from xerodesk.ui.kit.labels import Region, SentenceLabel, Text
from xerodesk.ui.kit.progress import ProgressStrip
from xerodesk.ui.setup.frame import Noted, StepFrame
from xerodesk.ui.setup.ports import SetupServices, SyncDone
from xerodesk.ui.setup.steps import Standing
from xerodesk.ui.wording import counted

_NOUNS = {
    "contact": ("customer", "customers"),
    "invoice": ("invoice", "invoices"),
    "payment": ("payment", "payments"),
    "credit_note": ("credit note", "credit notes"),
    "quote": ("quote", "quotes"),
    "product": ("product", "products"),
}


def read_only(services: SetupServices, progress: Progress) -> SyncDone:
    """Read Xero's side. For the network lane. Raises Misuse when the sign-in may write: then a sync is a person's own decision."""
    connection = services.connection()
    if connection is not None and connection.can_write:
        raise Misuse("This sign-in may also write, so a sync is started where its changes are shown first.", "Go on to the test.")
    return services.sync.run(services.sync.scope(), "sync", progress)


def mirrored_words(mirrored: Mapping[str, int]) -> str:
    """What was read, counted: "4,512 invoices, 3,980 payments"."""
    return ", ".join(counted(number, *_NOUNS.get(kind, (kind, kind))) for kind, number in mirrored.items() if number)


class SeeStep(StepFrame):
    """`read_wanted` starts the reading, `stop_wanted` ends it, `customers_wanted` when it is time to look."""

    read_wanted = Signal()
    stop_wanted = Signal()
    customers_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(
            "See who owes what",
            "Customers, invoices, payments and credit notes are read from Xero. Nothing is written there.",
            "Read from Xero",
            "Kept in your company file: a copy of what Xero has, with the time it was read.",
        )
        self.strip = ProgressStrip()
        self.strip.cancelled.connect(self.stop_wanted)
        self.outcome = SentenceLabel()
        self.outcome.hide()
        self.main.addWidget(self.strip)
        self.main.addWidget(self.outcome)
        box = Region("canvas")
        inside = QVBoxLayout(box)
        inside.setContentsMargins(0, 8, 0, 0)
        inside.setSpacing(10)
        for icon, words in (
            ("clock", "First the newest twelve months and everything that is still open; the years before follow."),
            ("people", "You can look at customers while the rest arrives."),
            ("stop", "You can stop at any moment; the next reading goes on from there."),
        ):
            inside.addWidget(Noted(icon, words, icon_ink="ink3", role="base"))
        self.main.addWidget(box)
        self.aside.addWidget(Text("What it costs", "section"))
        self.aside.addWidget(
            Text("One call brings up to 1,000 records; Xero allows 60 a minute and 1,000 to 5,000 a day.", ink="ink2", wrap=True)
        )
        self.forward.connect(self._go)
        self._running = self._read = False
        self._connected = self._can_write = False
        self.finish()

    @property
    def running(self) -> bool:
        """Whether a reading is under way."""
        return self._running

    def show_standing(self, standing: Standing) -> None:
        """What can be done now."""
        self._connected, self._can_write = standing.connected, standing.can_write
        self._read = self._read or standing.finished("see") or standing.can_write
        self._judge()

    def show_running(self) -> None:
        """The reading began."""
        self._running = True
        self.banner.put_away()
        self.outcome.hide()
        self.strip.start("Reading from Xero")
        self._judge()

    def step(self, step: Step) -> None:
        """How far it is."""
        self.strip.step(step.words, step.done, step.total)

    def show_done(self, done: SyncDone) -> None:
        """It is here."""
        self._running, self._read = False, True
        self.strip.finish()
        words = mirrored_words(done.summary.mirrored)
        found = counted(done.summary.found, "customer and product", "customers and products")
        self.outcome.set_parts([f"Read: {found}" + (f", {words}" if words else "") + ". Nothing was written to Xero."])
        self.outcome.show()
        self._judge()

    def show_trouble(self, error: Exception) -> None:
        """It stopped."""
        self._running = False
        self.strip.finish()
        message, advice = in_words(error)
        self.banner.show_message("bad", message, advice, closable=False)
        self._judge()

    def _judge(self) -> None:
        if not self._connected:
            self.set_deed("Read from Xero", "connect to Xero first")
        elif self._read:
            self.set_deed("See who owes what", "")
        else:
            self.set_deed("Read from Xero", "reading" if self._running else "")

    def _go(self) -> None:
        if self._read:
            self.customers_wanted.emit()
        else:
            self.read_wanted.emit()
