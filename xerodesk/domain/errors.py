"""Every failure a user can do something about, sorted by what that is.

Each error carries a `message` (what happened and why) and `advice` (what to do). `code` is the stable word scripts see in JSON and
`exit_status` the status the command line ends with. Anything that is not one of these is our bug.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar


class XerodeskError(Exception):
    """A failure in plain words.

    `message` says what happened and why, `advice` what the user can do. Subclasses fix `code` and `exit_status`.
    """

    code: ClassVar[str] = "error"
    exit_status: ClassVar[int] = 1

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice


class Misuse(XerodeskError):
    """The command or the input was not of the form asked for."""

    code = "usage"
    exit_status = 2


class BadFile(XerodeskError):
    """A file given by the user cannot be used as it is (empty, broken, of another kind)."""

    code = "file"
    exit_status = 2


class SignInNeeded(XerodeskError):
    """Xero has to be signed in to (again)."""

    code = "sign_in"
    exit_status = 3


class NotAllowed(SignInNeeded):
    """The sign-in is good, but was not given the permission that this needs."""


class KeyNeeded(XerodeskError):
    """The company file's key cannot be had: neither keyring nor password opens it."""

    code = "key"
    exit_status = 3


class Offline(XerodeskError):
    """Xero could not be reached, or did not answer as Xero does. Nothing is known to have been written."""

    code = "offline"
    exit_status = 4


class NotOffered(Offline):
    """What answers as Xero does not have this collection or method at all."""


class RateLimited(XerodeskError):
    """Xero's allowance is used up until `until` (aware UTC)."""

    code = "limit"
    exit_status = 4

    def __init__(self, message: str, advice: str = "", *, until: datetime, scope: str = "minute") -> None:
        super().__init__(message, advice)
        self.until = until
        self.scope = scope


class AnswerLost(Offline):
    """A request was sent and no usable answer came back: it may or may not have been carried out."""

    code = "unknown"


class Refused(XerodeskError):
    """Xero read the request and said no. `fields` maps a field's name to what is wrong with it."""

    code = "refused"

    def __init__(self, message: str, advice: str = "", *, fields: Mapping[str, str] | None = None, status: int = 400) -> None:
        super().__init__(message, advice)
        self.fields = dict(fields or {})
        self.status = status


class NotThere(Refused):
    """The record asked for does not exist (any more)."""

    code = "not_there"


class Moved(XerodeskError):
    """A record changed since it was read; nothing was written. The work is planned again."""

    code = "moved"


class StoppedBySafety(XerodeskError):
    """A guard stopped the run before anything was written."""

    code = "safety"
    exit_status = 5


class Busy(XerodeskError):
    """Another process is talking to Xero for this company, or has the file open exclusively."""

    code = "busy"
    exit_status = 6


class StoreTrouble(XerodeskError):
    """The company file cannot be read or written (disk full, damaged, not a company file, made by a newer version)."""

    code = "store"


class NoCompany(StoreTrouble):
    """The folder named holds no company."""

    exit_status = 2


class Cancelled(XerodeskError):
    """The user stopped the work; what was done stays done."""

    code = "cancelled"


class Fault(XerodeskError):
    """xerodesk itself is wrong. Never raised; it gives our bugs the same form as every other failure when they are told."""

    code = "bug"
