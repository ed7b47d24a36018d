"""Going live: what will flow which way, what xerodesk asks and never does, the way back into the file, the price, then the first sync."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from xerodesk.domain.errors import StoppedBySafety
from xerodesk.domain.plan import Plan
from xerodesk.domain.progress import Step
from xerodesk.host.lazy import resolve
from xerodesk.ui.errors import in_words
from xerodesk.ui.files import Files
from xerodesk.ui.kit.buttons import Button
from xerodesk.ui.kit.labels import Heading, Part, Region, SentenceLabel, Text
from xerodesk.ui.kit.progress import ProgressStrip
from xerodesk.ui.setup.flows import NEVER, READ_ONLY, Flow, flow_of
from xerodesk.ui.setup.frame import Noted, StepFrame
from xerodesk.ui.setup.ports import SetupServices, SyncDone
from xerodesk.ui.setup.steps import KEPT_KEY, Standing
from xerodesk.ui.theme import show_if
from xerodesk.ui.ways_in import RecoveryKey
from xerodesk.ui.wording import counted

_ACTIONS = (("create", "created"), ("update", "updated"), ("link", "paired"), ("archive", "archived"))

_WAITS = (("conflict", "to decide"), ("blocked", "can’t be sent yet"))


@dataclass(frozen=True, slots=True)
class LiveFacts:
    """What the page says before anything is asked of Xero."""

    flows: tuple[Flow, ...]
    taking_part: str
    permissions: dict[str, str]
    has_way_back: bool
    company: str


def load_facts(services: SetupServices) -> LiveFacts:
    """Read the maps, the rules and the ways in. For the store lane."""
    way_back = services.company.is_sample or services.company.has_password or services.settings.get(KEPT_KEY, False) is True
    return LiveFacts(
        tuple(flow_of(services.field_map.load(kind)) for kind in ("contact", "product")),
        str(resolve("xerodesk.services.preview:rule_words")("contact")),  # the spine is loaded here, off the window
        services.connecting.permissions(write=True),
        way_back,
        services.company.folder.name,
    )


def price_parts(plan: Plan, price: str) -> list[Part | str]:
    """What the first sync would do and what it costs, as a sentence."""
    done = [f"{number:,} {words}" for key, words in _ACTIONS if (number := plan.summary.get(key, 0))]
    waits = [Part(f"{number:,} {words}", "warn") for key, words in _WAITS if (number := plan.summary.get(key, 0))]
    parts: list[Part | str] = ["The first sync: ", Part(", ".join(done) or "nothing to change", "strong")]
    for one in waits:
        parts += [", ", one]
    return [*parts, ". ", price]


class LiveStep(StepFrame):
    """Tells the deeds by its signals; `key_wanted`: a new recovery key, `confirmed_wanted`: the first sync although it changes much."""

    price_wanted = Signal()
    key_wanted = Signal()
    key_kept = Signal()
    permission_wanted = Signal()
    live_wanted = Signal()
    stop_wanted = Signal()
    home_wanted = Signal()
    confirmed_wanted = Signal()

    def __init__(self, files: Files) -> None:
        lead = "From here on both sides follow each other. This is what that means with the field map you have now."
        super().__init__("Go live", lead, "Go live", "Kept in your company file: a line for every value that moves, and who asked for it.")
        self._ready, self._priced, self._running, self._over = False, False, False, False
        self._standing = Standing()
        self._way_back = False
        self.strip = ProgressStrip()
        self.strip.cancelled.connect(self.stop_wanted)
        self.main.addWidget(self.strip)
        self._flows = QVBoxLayout()
        self._flows.setSpacing(6)
        holder = QWidget()
        holder.setLayout(self._flows)
        self._flows.setContentsMargins(0, 0, 0, 0)
        self.main.addWidget(holder)
        self._make_price()
        self._make_way_back(files)
        self._asked = QVBoxLayout()
        self._asked.setSpacing(6)
        asked = QWidget()
        asked.setLayout(self._asked)
        self._asked.setContentsMargins(0, 0, 0, 0)
        self.aside.addWidget(asked)
        self.forward.connect(self._go)
        self.banner.acted.connect(self.confirmed_wanted)
        self.finish()

    def _make_price(self) -> None:
        self.main.addSpacing(12)
        heading = Heading("What the first sync costs")
        self.count = Button("Count it now", icon="number")
        self.count.clicked.connect(self.price_wanted)
        heading.add(self.count)
        self.main.addWidget(heading)
        self.price = SentenceLabel(["Not counted yet. Counting reads what changed in Xero and writes nothing."], "base")
        self.main.addWidget(self.price)

    def _make_way_back(self, files: Files) -> None:
        self.main.addSpacing(12)
        self.main.addWidget(Heading("A lost laptop must not be a lost customer list"))
        self.safe = Noted("check-circle", "", role="base")
        self.main.addWidget(self.safe)
        self.make_key = Button("Make a recovery key", icon="key")
        self.make_key.clicked.connect(self.key_wanted)
        row = QHBoxLayout()
        row.addWidget(self.make_key)
        row.addStretch()
        self.main.addLayout(row)
        self._key_box = Region("canvas")
        inside = QVBoxLayout(self._key_box)
        inside.setContentsMargins(0, 0, 0, 0)
        self.recovery = RecoveryKey(files)
        self.recovery.kept_changed.connect(self._key_kept)
        inside.addWidget(self.recovery)
        self._key_box.hide()
        self.main.addWidget(self._key_box)

    def show_facts(self, facts: LiveFacts, standing: Standing) -> None:
        """Show what the map says."""
        self._standing, self._way_back, self._ready = standing, facts.has_way_back, True
        _empty(self._flows)
        for flow in facts.flows:
            self._flows.addWidget(SentenceLabel([Part(flow.title, "strong"), ": ", flow.directions, " ", flow.both_changed], "lead"))
        self._flows.addWidget(Text(READ_ONLY, ink="ink2", wrap=True))
        self._flows.addWidget(Text(facts.taking_part, ink="ink2", wrap=True))
        _empty(self._asked)
        self._asked.addWidget(Text("What xerodesk asks of Xero", "section"))
        for why in dict.fromkeys(facts.permissions.values()):
            self._asked.addWidget(Noted("check", why, icon_ink="ink3"))
        self._asked.addSpacing(12)
        self._asked.addWidget(Text("xerodesk never", "section"))
        for words in NEVER:
            self._asked.addWidget(Noted("x", words, icon_ink="bad"))
        self._asked.addSpacing(12)
        self._judge()

    def show_key(self, key: str, company: str) -> None:
        """A new recovery key, once."""
        self.recovery.show_key(key, company)
        self._key_box.show()
        self.make_key.hide()

    def show_counting(self) -> None:
        """The price is being found out."""
        self.count.setEnabled(False)
        self.banner.put_away()
        self.strip.start("Counting what would change")

    def show_price(self, plan: Plan, price: str, day_left: int | None) -> None:
        """What it would do and cost (`price` in words)."""
        self._priced = True
        self.count.setEnabled(True)
        self.strip.finish()
        left = [f" {counted(day_left, 'call')} of today’s allowance are left."] if day_left is not None else []
        self.price.set_parts([*price_parts(plan, price), *left])
        self._judge()

    def show_running(self) -> None:
        """The first sync began."""
        self._running = True
        self.banner.put_away()
        self.strip.start("The first sync")
        self.scroll_up()
        self._judge()

    def step(self, step: Step) -> None:
        """How far it is."""
        self.strip.step(step.words, step.done, step.total)

    def show_done(self, done: SyncDone, words: str) -> None:
        """It is over; the sum, in words, adds up."""
        self._running, self._over = False, True
        self.strip.finish()
        level = "warn" if done.summary.failed or done.summary.conflicted else "good"
        advice = "What failed or is to be decided waits under Xero sync; nothing else waits for it." if level == "warn" else ""
        self.banner.show_message("warn" if level == "warn" else "good", words, advice, closable=False)
        self._judge()

    def show_trouble(self, error: Exception) -> None:
        """It stopped."""
        self._running = False
        self.count.setEnabled(True)
        self.strip.finish()
        message, advice = in_words(error)
        deed = "Go on all the same" if isinstance(error, StoppedBySafety) else ""
        self.banner.show_message("warn" if deed else "bad", message, advice, deed, closable=False)
        self.scroll_up()
        self._judge()

    def reasons(self) -> Sequence[str]:
        """What is still missing, in order."""
        found = []
        if not self._ready:
            found.append("reading the field map")
        if not self._standing.connected:
            found.append("connect to Xero first")
        if not self._way_back:
            found.append("keep a recovery key or set a password first")
        if not self._priced:
            found.append("count what it costs first")
        return found

    def _judge(self) -> None:
        yes, no = "A password or a kept recovery key opens this file.", "Neither a password nor a kept recovery key yet."
        self.safe.words.setText(yes if self._way_back else no)
        show_if(self.make_key, not self._way_back and self._key_box.isHidden())
        self.count.setEnabled(self._standing.connected and not self._running)
        if self._over:
            self.set_deed("Go to Home")
        elif self._running:
            self.set_deed("Go live", "the first sync is under way")
        elif self._standing.connected and not self._standing.can_write:
            self.set_deed("Allow writing at Xero")
        else:
            self.set_deed("Go live", next(iter(self.reasons()), ""))

    def _key_kept(self, kept: bool) -> None:
        if kept:
            self._way_back = True
            self.key_kept.emit()
        self._judge()

    def _go(self) -> None:
        if self._over:
            self.home_wanted.emit()
        elif not self._standing.can_write:
            self.permission_wanted.emit()
        else:
            self.live_wanted.emit()


def _empty(column: QVBoxLayout) -> None:
    while (item := column.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
