"""What stopped a preview or a sync, with what to do about it and a button that does it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from xerodesk.domain.errors import Busy, Cancelled, Offline, RateLimited, SignInNeeded, StoppedBySafety
from xerodesk.ui.errors import in_words
from xerodesk.ui.kit.dialogs import Question
from xerodesk.ui.kit.notices import Banner, Level
from xerodesk.ui.wording import clock_time

SIGN_IN = "setup/connect"


@dataclass(frozen=True, slots=True)
class Remedy:
    """How an error is shown. `way` is what its button does: again, sign_in, allow, or "" for no button."""

    level: Level
    message: str
    advice: str
    deed: str = ""
    way: str = ""


def remedy(error: Exception, *, can_allow: bool = False) -> Remedy:
    """The words and the way on for an error. `can_allow`: a safety guard's stop may be overruled this once."""
    message, advice = in_words(error)
    if isinstance(error, Cancelled):
        return Remedy("info", message, advice, "Go on", "again")
    if isinstance(error, SignInNeeded):
        return Remedy("bad", message, advice, "Sign in to Xero", "sign_in")
    if isinstance(error, StoppedBySafety) and can_allow:
        return Remedy("warn", message, advice, "Allow it once…", "allow")
    if isinstance(error, RateLimited):
        when = clock_time(error.until)
        return Remedy("warn", message, f"{advice} It is free again at {when}.".strip(), "Try again", "again")
    if isinstance(error, Busy | Offline):
        return Remedy("warn", message, advice, "Try again", "again")
    return Remedy("bad", message, advice, "Try again", "again")


class TroubleBanner(Banner):
    """Shows an error and does what its button says."""

    def __init__(self, navigate: Callable[[str], None]) -> None:
        super().__init__()
        self._navigate = navigate
        self._remedy: Remedy | None = None
        self._again: Callable[[], object] | None = None
        self._allow: Callable[[], object] | None = None
        self.acted.connect(self._act)

    def show_error(self, error: Exception, again: Callable[[], object], allow: Callable[[], object] | None = None) -> None:
        """Show what went wrong. `again` tries once more, `allow` does so past the safety guard."""
        found = remedy(error, can_allow=allow is not None)
        self._remedy, self._again, self._allow = found, again, allow
        self.show_message(found.level, found.message, found.advice, found.deed)

    @property
    def remedy(self) -> Remedy | None:
        """What it shows."""
        return self._remedy

    def _act(self) -> None:
        if self._remedy is None:
            return
        way = self._remedy.way
        if way == "sign_in":
            self._navigate(SIGN_IN)
        elif way == "allow" and self._allow is not None:
            question = Question(
                "Sync although a guard stopped it?",
                f"{self._remedy.message} What it changes can be seen in the preview and, afterwards, line by line in the log.",
                "Sync it once",
                danger=True,
                parent=self.window(),
            )
            question.accepted.connect(self._allowed)
            question.open()
        elif self._again is not None:
            self.put_away()
            self._again()

    def _allowed(self) -> None:
        self.put_away()
        if self._allow is not None:
            self._allow()
