"""The steps of the set-up and their order by the first answer; what is remembered of them between two visits."""

from __future__ import annotations

from dataclasses import dataclass, field

from xerodesk.domain.connection import Connection
from xerodesk.ui.kit.rail import State, StepInfo
from xerodesk.ui.setup.ports import SetupServices

ANSWER, DONE, CLIENT_ID, KEPT_KEY = "setup.answer", "setup.done", "setup.client_id", "setup.recovery_key_kept"
ANSWERS = ("xero", "sheet", "both", "none")


@dataclass(frozen=True, slots=True)
class Ahead:
    """A line of the column "What happens next": what, why, minutes; `key` marks the one that matters, `later` opens the second part."""

    title: str
    why: str
    minutes: int
    key: bool = False
    later: bool = False


STEPS: dict[str, tuple[str, str]] = {
    "customers": ("Your customers", "Where they are today"),
    "import": ("Bring in the file", "Excel or CSV"),
    "first": ("Your first customer", "Typed in by hand"),
    "connect": ("Connect", "About 9 minutes, once"),
    "see": ("Who owes what", "Nothing is written"),
    "test": ("Clean, pair, test five", "When you want to write"),
    "live": ("Go live", "When you say so"),
}
"""Key -> name and note, as in the rail."""

ORDERS: dict[str, tuple[str, ...]] = {
    "xero": ("customers", "connect", "see", "test", "live"),
    "sheet": ("customers", "import", "connect", "see", "test", "live"),
    "both": ("customers", "connect", "see", "import", "test", "live"),
    "none": ("customers", "first", "connect", "test", "live"),
}
WITHIN = {"client-id": "connect"}
"""Routes that are part of a step of the rail."""

_ID = Ahead("Get your free client id from Xero", "A guided set-up with pictures, once per business", 8)
_SIGN_IN = Ahead("Sign in and choose the organisation", "xerodesk asks Xero for reading only", 1)
_SEE = Ahead("See who owes what", "Every customer, years of invoices, who pays late", 2, key=True)
_FILE = Ahead("Bring in the file", "Columns are recognised; you see every row first", 5)
_MATCH = Ahead("Bring in the other list", "Equal ones are paired, doubtful ones wait for you", 5)
_FIRST = Ahead("Add your first customer", "A name is enough to start with", 1, key=True)
_TEST = Ahead("Clean, pair fields, test five", "Xero asks for write permission before the test", 20, later=True)
_LIVE = Ahead("Go live", "From here on, both sides follow each other", 1)

AHEAD: dict[str, tuple[str, tuple[Ahead, ...]]] = {
    "xero": (
        "The first paid invoice is on screen in about 3 minutes once you hold a client id.",
        (_ID, _SIGN_IN, _SEE, _TEST, _LIVE),
    ),
    "sheet": (
        "Your customers are here in about 5 minutes; Xero then shows what each of them owes.",
        (_FILE, _ID, _SIGN_IN, _SEE, _TEST, _LIVE),
    ),
    "both": (
        "Xero's side is read first, so that every name in your file has something to be compared with.",
        (_ID, _SIGN_IN, _SEE, _MATCH, _TEST, _LIVE),
    ),
    "none": ("You can work at once. Connect Xero when the first invoice is due.", (_FIRST, _ID, _SIGN_IN, _TEST, _LIVE)),
}


@dataclass(frozen=True)
class Standing:
    """Where the set-up stands: what was answered and done, and what the company has by now."""

    answer: str = ""
    done: frozenset[str] = frozenset()
    client_id: str = ""
    connection: Connection | None = None
    key_kept: bool = False
    connected_sentence: str = field(default="", compare=False)

    @property
    def order(self) -> tuple[str, ...]:
        """The steps in the order of the answer."""
        return ORDERS[self.answer or "xero"]

    @property
    def connected(self) -> bool:
        """Whether a sign-in stands."""
        return self.connection is not None and self.connection.live

    @property
    def can_write(self) -> bool:
        """Whether Xero allows writing."""
        return self.connection is not None and self.connection.can_write

    def finished(self, step: str) -> bool:
        """Whether a step is done."""
        return self.connected if step == "connect" else step in self.done

    def next_step(self) -> str:
        """The first step that is not done; the last when all are."""
        return next((step for step in self.order if not self.finished(step)), self.order[-1])

    def after(self, step: str) -> str:
        """The step that follows one."""
        order = self.order
        at = order.index(step) if step in order else -1
        return order[min(at + 1, len(order) - 1)]

    def before(self, step: str) -> str:
        """The step before one, "" for the first."""
        order = self.order
        at = order.index(step) if step in order else 0
        return order[at - 1] if at > 0 else ""

    def infos(self, now: str) -> list[StepInfo]:
        """The rail, with `now` as the current step; one that the answer does not ask for stands before the test while it is entered."""
        at = WITHIN.get(now, now)
        order = list(self.order)
        if at in STEPS and at not in order:
            order.insert(order.index("test"), at)
        return [StepInfo(step, STEPS[step][0], self._note(step), self._state(step, now)) for step in order]

    def _state(self, step: str, now: str) -> State:
        if step == WITHIN.get(now, now):
            return "now"
        return "done" if self.finished(step) else "next"

    def _note(self, step: str) -> str:
        if step == "connect" and self.connection is not None and self.connection.live:
            return self.connection.organisation
        return STEPS[step][1]


def load_standing(services: SetupServices) -> Standing:
    """Read where the set-up stands. For the store lane."""
    settings = services.settings
    answer = str(settings.get(ANSWER, ""))
    connection = services.connection()
    live = connection is not None and connection.live
    return Standing(
        answer if answer in ANSWERS else "",
        frozenset(str(one) for one in settings.get(DONE, [])),
        str(settings.get(CLIENT_ID, "")) or (connection.client_id if connection else ""),
        connection,
        settings.get(KEPT_KEY, False) is True,
        services.connecting.sentence(connection) if live and connection is not None else "",
    )
