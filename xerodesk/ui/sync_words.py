"""How things stand with Xero in the few words of the window's corner, and the state that goes with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Literal

from xerodesk.domain.progress import Step
from xerodesk.store.queries.sync_status import SyncStatus
from xerodesk.ui.wording import moment

State = Literal["ok", "looking", "none", "syncing", "trouble"]


@dataclass(frozen=True, slots=True)
class Chip:
    """The words and the state, as `ui.context.Status` has them."""

    words: str
    state: State
    looking_only: bool = False


def chip(status: SyncStatus, now: datetime, zone: tzinfo | None = None) -> Chip:
    """What the corner says when nothing is under way."""
    connection = status.connection
    when = moment(status.last_sync, now, zone) if status.last_sync else ""
    if connection is None:
        return Chip("No Xero organisation yet", "none")
    if not connection.live:
        return Chip("Signed out: sign in again", "trouble")
    if not connection.can_write:
        return Chip(f"Looking only, {when}" if when else "Looking only", "looking", looking_only=True)
    if not when:
        return Chip("Connected, not synced yet", "ok")
    if status.failed or status.checking:
        return Chip(f"Last sync {when}, {waiting_words(status)}", "trouble")
    return Chip(f"Last sync {when}", "ok")


def waiting_words(status: SyncStatus) -> str:
    """What is not in step, in words: "9 failing, 2 being checked"."""
    parts = ((status.failed, "failing"), (status.checking, "being checked"))
    return ", ".join(f"{count:,} {words}" for count, words in parts if count)


def syncing(step: Step | None = None) -> Chip:
    """What the corner says while a sync runs."""
    if step is not None and step.total:
        return Chip(f"Syncing: {step.done:,} of {step.total:,}", "syncing")
    return Chip("Syncing", "syncing")


def signed_out() -> Chip:
    """What the corner says once Xero no longer takes the sign-in."""
    return Chip("Signed out: sign in again", "trouble")
