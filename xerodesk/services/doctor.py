"""A check-up of one company on this machine: is there anything in the way of a sync, and what to do about it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from xerodesk.domain.connection import Connection
from xerodesk.domain.errors import XerodeskError

_ROOM = 200_000_000  # bytes: a backup and a first sync fit
_SKEW = timedelta(minutes=2)
_SYNCED = ("onedrive", "dropbox", "google drive", "googledrive", "icloud", "mobile documents", "nextcloud", "box sync")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at."""

    name: str
    ok: bool
    message: str
    advice: str = ""


class Reach(Protocol):
    """Whether the keyring answers (host.secrets.Reach)."""

    @property
    def ok(self) -> bool: ...
    @property
    def name(self) -> str: ...
    @property
    def message(self) -> str: ...
    @property
    def advice(self) -> str: ...


def folder_checks(folder: Path) -> list[Check]:
    """Room on the disk, and whether another program copies the folder while it is in use."""
    free = shutil.disk_usage(folder).free
    words = f"{free / 1e9:,.1f} GB free."
    room = Check("disk", free >= _ROOM, words, "" if free >= _ROOM else "Make room on this disk before the next sync.")
    inside = next((part for part in folder.parts if any(name in part.lower() for name in _SYNCED)), "")
    if not inside:
        return [room, Check("folder", True, f"The company is kept in {folder}.")]
    advice = "Move the company to a folder on this computer's own disk; a half-copied file can be damaged."
    return [room, Check("folder", False, f"The company is inside {inside}, which copies files while they are in use.", advice)]


def file_check(integrity: Callable[[], str]) -> Check:
    """Whether the company file is whole. `integrity` gives SQLite's own verdict, "ok" when it is."""
    verdict = integrity()
    if verdict == "ok":
        return Check("company file", True, "The company file is whole.")
    return Check("company file", False, f"The company file is damaged: {verdict}.", "Restore a backup.")


def keyring_check(reach: Reach, *, has_password: bool) -> Check:
    """Whether this machine keeps secrets; without it a password does."""
    if reach.ok:
        return Check("keyring", True, f"This machine's keyring answers ({reach.name}).")
    return Check("keyring", has_password, reach.message, "The password is used instead." if has_password else reach.advice)


def connection_checks(connection: Connection | None, server_time: Callable[[], datetime], now: Callable[[], datetime]) -> list[Check]:
    """The sign-in, tried with one call, and this machine's clock against Xero's."""
    if connection is None or not connection.live:
        return [Check("Xero", False, "This company is not connected to Xero.", "Connect it: `xerodesk connect`.")]
    try:
        theirs = server_time()
    except XerodeskError as error:
        return [Check("Xero", False, error.message, error.advice)]
    mode = "" if connection.can_write else " Looking only: nothing is written to Xero."
    signed_in = Check("Xero", True, f"Connected to {connection.organisation}.{mode}")
    skew = abs(now() - theirs)
    clock = Check(
        "clock",
        skew <= _SKEW,
        f"This computer's clock is {skew.total_seconds():.0f} s from Xero's.",
        "" if skew <= _SKEW else "Set the clock by the internet; xerodesk corrects for it meanwhile.",
    )
    return [signed_in, clock]
