"""Every switch of the demo organisation: limits, the readings of Xero's unclear rules, and faults to inject."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal

FaultKind = Literal["drop_before", "drop_after", "delay", "status", "html", "truncated", "empty"]
FAULT_KINDS: tuple[FaultKind, ...] = ("drop_before", "drop_after", "delay", "status", "html", "truncated", "empty")


@dataclass
class Fault:
    """Something that goes wrong with the next requests that match.

    `drop_before` closes the connection before anything is done, `drop_after` after it was done and saved; `delay` waits
    `seconds` first; `status` answers with `status` (and `retry_after`, `problem` as headers) instead of doing anything;
    `html`, `truncated` and `empty` do the work and then answer 200 with a web page, half the JSON, or nothing.
    With `after` a `status` fault does the work first, so the change is saved although the answer is an error.
    """

    kind: FaultKind
    method: str = ""  # "" is any
    path: str = ""  # the fault meets every path that contains this text, whatever its case
    skip: int = 0  # matching requests that still go well first
    times: int = 1  # how many requests it then meets
    status: int = 500
    seconds: float = 0.0
    retry_after: int | None = None
    problem: str = ""  # X-Rate-Limit-Problem
    after: bool = False

    def matches(self, method: str, path: str) -> bool:
        """Whether a request is one this fault is waiting for."""
        return (not self.method or self.method.upper() == method) and self.path.lower() in path.lower()


@dataclass
class Options:
    """How the demo organisation behaves. The defaults are Xero as a free (Starter) app meets it."""

    limits: bool = True
    per_minute: int = 60
    per_day: int = 1000
    concurrent: int = 5
    app_per_minute: int = 10_000

    auto_consent: Literal["never", "scripts", "always"] = "scripts"  # "scripts": whoever does not say it is a browser
    deny_consent: bool = False
    broad_scopes: bool = False  # allow the scopes retired in March 2026
    scope_status: int = 401  # the status of a call whose token lacks the scope; 403 is reported too
    refresh_grace: timedelta = timedelta(minutes=30)  # how long a replaced refresh token still works

    replace_elements: bool = False  # on POST an address, a phone or a key of one that is not sent is emptied, not kept
    save_good_of_failed_batch: bool = False  # summarizeErrors=true: keep the good elements of a batch that is refused
    trim_values: bool = True  # text is saved without spaces around it
    cut_values: bool = False  # text that is too long is cut on save instead of refused
    free_voided_numbers: bool = False  # the number of a voided or deleted invoice may be used again
    idempotency_scope: Literal["app", "token"] = "app"
    not_modified: bool = False  # answer 304 instead of an empty list when nothing changed
    same_second: bool = True  # If-Modified-Since gives records of that very moment too

    offline: bool = False  # 503 to every accounting call
    is_demo: bool | None = None  # overrides IsDemoCompany: a demo company sends no e-mail
    clock_offset: timedelta = timedelta(0)
    faults: list[Fault] = field(default_factory=list)
