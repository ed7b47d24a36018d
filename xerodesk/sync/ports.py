"""What the spine needs of the company file and of Xero, as Protocols. `store/` and `xero/` implement them; `assembly` joins them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, Protocol

from xerodesk.domain.log import Entry, RunSummary
from xerodesk.domain.plan import Candidate, PlanField
from xerodesk.domain.records import Agreed, Link, LocalRecord, Pair, RemoteRecord
from xerodesk.domain.values import Values

Raw = Mapping[str, Any]


# ---------------------------------------------------------------- Xero's side


@dataclass(frozen=True, slots=True)
class Page:
    """One answered page of a walk. `server_time` is Xero's own clock (DateTimeUTC), aware UTC. Counts are 0 where Xero gives none."""

    rows: Sequence[Raw]
    number: int
    page_count: int
    item_count: int
    server_time: datetime


@dataclass(frozen=True, slots=True)
class Verdict:
    """Xero's word on one element of a request, in the order sent. `raw` is the echo when saved (`ok`), else None."""

    ok: bool
    raw: Raw | None
    errors: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one write: one verdict per element, and Xero's clock."""

    verdicts: Sequence[Verdict]
    server_time: datetime


class Books(Protocol):
    """Xero, as the spine sees it. Every call raises Offline, SignInNeeded, RateLimited or Refused; a write whose answer is lost raises
    AnswerLost. `calls` counts calls made since the object was built."""

    @property
    def calls(self) -> int: ...

    @property
    def token_id(self) -> str:
        """A name for the access token in use; an idempotency key is only trusted under the same one."""

    def walk(self, kind: str, *, since: datetime | None = None, where: Mapping[str, str] | None = None) -> Iterator[Page]:
        """All pages of a kind, 1,000 a page, ordered by id (several in flight), archived included; a delta when `since` is given.

        `where` adds query parameters Xero documents (`Statuses`, `where` ...). An unpaged kind gives one page.
        """

    def read(self, kind: str, ids: Sequence[str]) -> list[Raw]:
        """The records with these Xero ids, archived included, 40 a call; missing ones are absent from the answer."""

    def search(self, kind: str, term: str) -> list[Raw]:
        """Records whose name, number or e-mail contains `term`, archived included."""

    def numbers(self, kind: str, numbers: Sequence[str]) -> list[Raw]:
        """Documents with exactly these numbers (invoices)."""

    def write(self, method: Literal["PUT", "POST"], kind: str, body: bytes, *, key: str = "") -> Answer:
        """Send the exact `body` bytes with `summarizeErrors=false`. `key` is the Idempotency-Key, creates only."""


# ---------------------------------------------------------------- the company file's side


@dataclass(frozen=True, slots=True)
class OutRow:
    """One record inside an outbox request. `fields` is what it carries, with both agreed values to set on confirmation.

    `in_step` False: something else of the pair stays open (a decision, a value that cannot be sent), so it must be planned again.
    """

    position: int
    kind: str
    action: Literal["create", "update", "archive"]
    crm_id: str
    xero_id: str
    title: str
    revision: int
    marker: str
    fields: tuple[PlanField, ...] = ()
    sent: Mapping[str, Agreed] = field(default_factory=dict)
    reason: str = ""
    in_step: bool = True


@dataclass(frozen=True, slots=True)
class OutRequest:
    """The unit of sending: exact bytes, idempotency key, the rows in it, and what is known of its fate.

    `state`: waiting (never sent), sent (sent, no answer recorded yet: may or may not be carried out), done, dissolved.
    """

    id: str
    run: str
    method: Literal["PUT", "POST"]
    kind: str
    body: bytes
    key: str
    rows: tuple[OutRow, ...]
    state: Literal["waiting", "sent", "done", "dissolved"] = "waiting"
    first_sent_at: datetime | None = None
    token_id: str = ""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A row that Xero confirmed: its echo, the agreed values to record, and the log entry to write, all in one transaction.

    `agreed` is laid over the link's agreed values (fields not named keep theirs). With `in_step` the link's `crm_revision` becomes
    `revision` and its stamp that of `remote`; without, both become 0 and "", so that `pairs` gives the pair again.
    """

    request: str
    position: int
    kind: str
    crm_id: str
    remote: RemoteRecord
    agreed: Mapping[str, Agreed]
    entry: Entry
    revision: int
    made_by_us: bool = False
    in_step: bool = True


@dataclass(frozen=True, slots=True)
class Arrival:
    """Values to write to a CRM record, compare-and-set on `revision` (None: create the record), with link, agreed values and entry.

    `changes` are CRM fields; `archive` archives the record, `restore` brings it back. The whole is one transaction: the record's revision
    becomes `revision` + 1 (1 when created), `agreed` is laid over the link's agreed values, and `in_step` means what it means in Confirmed.
    """

    kind: str
    crm_id: str
    revision: int | None
    changes: Values
    remote: RemoteRecord
    agreed: Mapping[str, Agreed]
    entry: Entry
    archive: bool = False
    restore: bool = False
    in_step: bool = True


@dataclass(frozen=True, slots=True)
class ConflictCase:
    """A decision for a person. `type` field: the same field changed on both sides; match: may be the same record."""

    kind: str
    type: Literal["field", "match"]
    crm_id: str
    xero_id: str
    title: str
    fields: tuple[PlanField, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    reason: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a person decided for one open conflict: per field, the value to use and the side it came from ("crm", "xero", "own").

    `seen` is what the person was shown, per field (crm, xero): a side that moved since is asked about again, not overwritten.
    """

    conflict_id: str
    kind: str
    crm_id: str
    xero_id: str
    choice: Literal["fields", "link", "create", "never"]
    values: Mapping[str, Any] = field(default_factory=dict)
    sides: Mapping[str, str] = field(default_factory=dict)
    seen: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a kind has been read. `since` is the If-Modified-Since of the next delta; None: never read in full."""

    kind: str
    since: datetime | None
    full_at: datetime | None


class RecordReading(Protocol):
    """Reading records, pairs and what was decided."""

    def pairs(self, kind: str, ids: Iterable[str] | None = None, *, quiet: bool = False) -> Iterator[Pair]:
        """Every linked pair that may have work (a side moved since it was last found in step, or it is held) and every unlinked record
        of either side; with `ids` (either side's) only those; with `quiet` linked pairs in step too."""

    def quiet_count(self, kind: str) -> int:
        """How many linked pairs are in step, and so not given by `pairs`."""

    def local(self, kind: str, crm_id: str) -> LocalRecord | None: ...
    def remote(self, kind: str, xero_id: str) -> RemoteRecord | None: ...
    def link(self, kind: str, *, crm_id: str = "", xero_id: str = "") -> Link | None: ...
    def cursor(self, kind: str) -> Cursor: ...
    def setting(self, name: str) -> Any: ...
    def never_pairs(self, kind: str) -> frozenset[tuple[str, str]]:
        """(crm id, xero id) pairs a person declared not the same; crm id "" with a xero id means never take part, and the reverse."""

    def rulings(self, kind: str) -> list[Ruling]:
        """Decisions made and not yet carried out."""


class Mirroring(Protocol):
    """Keeping what Xero has, and how far it was read."""

    def mirror(self, kind: str, rows: Sequence[Raw], read_at: datetime) -> tuple[int, list[Entry]]:
        """Store rows as read. Returns how many were new or changed, and for document kinds entries (not yet stored) of those already
        known whose status, due date or amounts moved."""

    def mirror_gone(self, kind: str, present: frozenset[str]) -> list[str]:
        """Mark records of a fully listed kind that are no longer there; returns their Xero ids."""

    def mirror_count(self, kind: str) -> int: ...
    def busiest(self, kind: str, limit: int) -> list[str]:
        """The Xero ids of the records of `kind` with the most mirrored invoices, most first."""

    def move_cursor(self, kind: str, since: datetime, *, full: bool) -> None: ...


class RunKeeping(Protocol):
    """Runs and the log."""

    def begin_run(self, asked_by: str, mode: str) -> str: ...
    def end_run(self, summary: RunSummary) -> None: ...
    def add_entries(self, entries: Sequence[Entry], *, calm: bool = False) -> int:
        """Add lines to the log; returns how many. `calm` leaves out a failure or question that says just what the last line of the same
        record, direction and action said, if nothing of the record was done since."""

    def failures(self, ids: Iterable[int] | None = None) -> list[Entry]:
        """The last entry of every record whose last entry failed; with `ids` exactly those entries. The log keeps all of them."""


class Outbox(Protocol):
    """Requests stored before they are sent."""

    def store_request(self, request: OutRequest) -> None:
        """Store the decision and its request in one transaction, before anything is sent."""

    def mark_sent(self, request_id: str, at: datetime, token_id: str) -> None: ...
    def settle(self, request_id: str, confirmed: Sequence[Confirmed], refused: Sequence[Entry], *, dissolved: bool = False) -> None:
        """Record the fate of a request: confirmed rows move links, agreed values, the mirror and the log; refused ones the log."""

    def open_requests(self) -> list[OutRequest]:
        """Requests waiting or sent whose fate is not recorded."""


class Receiving(Protocol):
    """Writing to the CRM, links and decisions."""

    def receive(self, arrivals: Sequence[Arrival]) -> list[str]:
        """Write arrivals, each in its own compare-and-set; returns the crm ids whose revision had moved (not written)."""

    def join(
        self,
        kind: str,
        crm_id: str,
        remote: RemoteRecord,
        agreed: Mapping[str, Agreed],
        revision: int,
        entry: Entry | None,
        *,
        in_step: bool = True,
    ) -> None:
        """Link a pair (or lay agreed values over those of one) when nothing needs writing; `in_step` as in Confirmed."""

    def together(self) -> AbstractContextManager[None]:
        """Everything written inside is one transaction, for many records that need no writing. Nothing is sent to Xero inside."""

    def unlink(self, kind: str, crm_id: str, entry: Entry) -> None:
        """Undo the link of a record whose other half is gone from Xero, and remember (crm id, "") as never: not made anew by itself."""

    def stir(self, kind: str) -> None:
        """Forget which pairs of a kind are in step, so that all are compared again (the map changed)."""

    def relink(self, kind: str, old_xero_id: str, new_xero_id: str) -> bool:
        """Move a link to the survivor of a merge. False when the survivor is linked already."""

    def hold(self, kind: str, crm_id: str, why: str) -> None: ...
    def set_aside(self, cases: Sequence[ConflictCase], run: str) -> None:
        """Open (or refresh) conflicts. One open conflict per record and type; those of planned records no longer in conflict close."""

    def close_cases(self, kind: str, crm_ids: Iterable[str], xero_ids: Iterable[str]) -> None: ...
    def carried_out(self, ruling: Ruling) -> None: ...
    def cases(self) -> list[ConflictCase]:
        """All open conflicts that nobody has decided yet, oldest first."""

    def decide(self, ruling: Ruling) -> None:
        """Store a person's decision; the case leaves `cases` and the ruling is in `rulings` until `carried_out`. A case set aside anew
        for the same record and type opens again."""

    def remember_never(self, kind: str, pairs: Iterable[tuple[str, str]]) -> None:
        """Add to `never_pairs`."""


class Ledger(RecordReading, Mirroring, RunKeeping, Outbox, Receiving, Protocol):
    """The company file, as the spine sees it. Every method is one short transaction; none is held across a call to Xero."""
