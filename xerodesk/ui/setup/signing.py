"""The work of a sign-in, off the window: begin, wait for the browser, keep what was chosen, and let go of the local port in every case."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from xerodesk.domain.progress import Progress
from xerodesk.ui.setup.ports import Attempt, Connected, Connecting

CAUSES = "Likely causes: "


@dataclass(frozen=True)
class Outcome:
    """How waiting ended: the organisations to choose from, or the connection when there was only one."""

    choices: tuple[Any, ...] = ()
    connected: Connected | None = field(default=None)


def begin(connecting: Connecting, client_id: str, *, write: bool) -> Attempt:
    """Start listening and make the link. For the network lane: it may ask the keyring."""
    return connecting.attempt(client_id, write=write)


def wait(attempt: Attempt, progress: Progress) -> Outcome:
    """Wait for the browser and, when one organisation comes into question, connect to it. For the network lane.

    Reports the seconds left as a step of `total` seconds; stops when the job is cancelled. Closes the attempt unless a choice is needed.
    """
    whole = max(1, int(attempt.seconds_left))

    def tick(left: float) -> None:
        progress.check()
        progress.step("Waiting for the browser", int(left), whole)

    try:
        choices = attempt.wait(tick)
        if len(choices) == 1:
            return Outcome((), _complete(attempt, choices[0]))
    except BaseException:
        attempt.close()
        raise
    return Outcome(choices)


def choose(attempt: Attempt, choice: Any) -> Outcome:
    """Connect to the organisation chosen. For the network lane."""
    return Outcome((), _complete(attempt, choice))


def _complete(attempt: Attempt, choice: Any) -> Connected:
    try:
        connected: Connected = attempt.complete(choice)
        return connected
    finally:
        attempt.close()


def minutes_left(seconds: int) -> str:
    """A countdown: "4:07 left"."""
    return f"{seconds // 60}:{seconds % 60:02d} left"


def parted(message: str) -> tuple[str, list[str]]:
    """A message's first part, and its likely causes one by one where it lists them."""
    head, found, causes = message.partition(CAUSES)
    if not found:
        return message, []
    return head.strip(), [one.strip().rstrip(".") for one in causes.split("; ") if one.strip()]


def scopes_by_reason(permissions: dict[str, str]) -> list[tuple[str, str]]:
    """Permissions for a list: the reason, and the names it covers; several with one reason stand together, in order."""
    gathered: dict[str, list[str]] = {}
    for name, why in permissions.items():
        gathered.setdefault(why, []).append(name)
    return [(why, ", ".join(names)) for why, names in gathered.items()]


