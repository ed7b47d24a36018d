"""The company file in memory: what the spine asks of `store`, with the same promises (compare-and-set, one link for each record)."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from tests.fakes.steps import Steps
from xerodesk.domain.errors import Moved
from xerodesk.domain.log import Entry, EntryField, RunSummary
from xerodesk.domain.records import Agreed, Link, LocalRecord, Pair, RemoteRecord
from xerodesk.mapping.kinds import KINDS
from xerodesk.sync.ports import Arrival, Confirmed, ConflictCase, Cursor, OutRequest, Raw, Ruling
from xerodesk.sync.remote import remote_record

Key = tuple[str, str]


@dataclass
class MemoryLedger:
    """Implements `Ledger`."""

    steps: Steps
    locals_: dict[Key, LocalRecord] = field(default_factory=dict)
    remotes: dict[Key, RemoteRecord] = field(default_factory=dict)
    links: dict[Key, Link] = field(default_factory=dict)  # by (kind, crm id)
    entries: list[Entry] = field(default_factory=list)
    runs: dict[str, RunSummary | None] = field(default_factory=dict)
    requests: dict[str, OutRequest] = field(default_factory=dict)
    cursors: dict[str, Cursor] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)
    open_cases: dict[tuple[str, str, str], ConflictCase] = field(default_factory=dict)
    decided: dict[str, Ruling] = field(default_factory=dict)
    never: set[tuple[str, str, str]] = field(default_factory=set)
    by_xero: dict[Key, str] = field(default_factory=dict)
    numbers: int = 0

    # ------------------------------------------------------------ what users do

    def add(self, crm_id: str, kind: str = "contact", *, facts: Mapping[str, str | bool] | None = None, **values: Any) -> str:
        """A record made by a user, at stage customer unless `stage` says otherwise."""
        values.setdefault("stage", "customer")
        facts = {"stage": values["stage"], **(facts or {})}
        title = values.get("name", values.get("code", ""))
        self.locals_[kind, crm_id] = LocalRecord(kind, crm_id, 1, self.steps.clock.now, title, False, values, facts)
        return crm_id

    def edit(self, crm_id: str, kind: str = "contact", *, archived: bool | None = None, **values: Any) -> None:
        """An edit made by a user."""
        one = self.locals_[kind, crm_id]
        merged = {**one.values, **values}
        self.locals_[kind, crm_id] = replace(
            one,
            revision=one.revision + 1,
            edited_at=self.steps.clock.now,
            archived=one.archived if archived is None else archived,
            values=merged,
            title=str(merged.get("name", one.title)),
        )

    # ------------------------------------------------------------ reading

    def pairs(self, kind: str, ids: Iterable[str] | None = None, *, quiet: bool = False) -> Iterator[Pair]:
        self.steps("pairs")
        wanted = None if ids is None else frozenset(ids)
        found = []
        for (kind_, crm_id), link in self.links.items():
            if kind_ == kind and (wanted is None or crm_id in wanted or link.xero_id in wanted) and (quiet or not self._in_step(link)):
                found.append(Pair(self.locals_.get((kind, crm_id)), self.remotes.get((kind, link.xero_id)), link))
        for (kind_, crm_id), local in self.locals_.items():
            if kind_ == kind and (kind, crm_id) not in self.links and (wanted is None or crm_id in wanted):
                found.append(Pair(local=local))
        for (kind_, xero_id), remote in self.remotes.items():
            if kind_ == kind and (kind, xero_id) not in self.by_xero and (wanted is None or xero_id in wanted):
                found.append(Pair(remote=remote))
        return iter(found)

    def _in_step(self, link: Link) -> bool:
        local, remote = self.locals_.get((link.kind, link.crm_id)), self.remotes.get((link.kind, link.xero_id))
        if local is None or remote is None or link.held:
            return False
        return local.revision == link.crm_revision and _stamp(remote) == link.xero_stamp

    def quiet_count(self, kind: str) -> int:
        return sum(1 for (kind_, _), link in self.links.items() if kind_ == kind and self._in_step(link))

    def local(self, kind: str, crm_id: str) -> LocalRecord | None:
        return self.locals_.get((kind, crm_id))

    def remote(self, kind: str, xero_id: str) -> RemoteRecord | None:
        return self.remotes.get((kind, xero_id))

    def link(self, kind: str, *, crm_id: str = "", xero_id: str = "") -> Link | None:
        return self.links.get((kind, crm_id or self.by_xero.get((kind, xero_id), "")))

    def cursor(self, kind: str) -> Cursor:
        return self.cursors.get(kind, Cursor(kind, None, None))

    def setting(self, name: str) -> Any:
        return self.settings.get(name)

    def never_pairs(self, kind: str) -> frozenset[tuple[str, str]]:
        return frozenset((crm, xero) for kind_, crm, xero in self.never if kind_ == kind)

    def rulings(self, kind: str) -> list[Ruling]:
        return [one for one in self.decided.values() if one.kind == kind]

    # ------------------------------------------------------------ mirror

    def mirror(self, kind: str, rows: Sequence[Raw], read_at: datetime) -> tuple[int, list[Entry]]:
        self.steps("mirror")
        changed, entries = 0, []
        for raw in rows:
            new = remote_record(KINDS[kind], copy.deepcopy(dict(raw)), read_at)
            old = self.remotes.get((kind, new.id))
            if old is None or old.raw != new.raw:
                changed += 1
                if old is not None and not KINDS[kind].two_way:
                    entries.append(_document_entry(kind, old, new, read_at))
            self.remotes[kind, new.id] = new
        return changed, entries

    def mirror_gone(self, kind: str, present: frozenset[str]) -> list[str]:
        self.steps("mirror_gone")
        gone = [xero_id for kind_, xero_id in self.remotes if kind_ == kind and xero_id not in present]
        for one in gone:
            del self.remotes[kind, one]
        return gone

    def mirror_count(self, kind: str) -> int:
        return sum(1 for kind_, _ in self.remotes if kind_ == kind)

    def busiest(self, kind: str, limit: int) -> list[str]:
        counts: dict[str, int] = {}
        for (kind_, _), remote in self.remotes.items():
            if kind_ == "invoice":
                contact = str(remote.raw.get("Contact", {}).get("ContactID", ""))
                counts[contact] = counts.get(contact, 0) + 1
        return sorted(counts, key=lambda one: -counts[one])[:limit]

    def move_cursor(self, kind: str, since: datetime, *, full: bool) -> None:
        self.steps("move_cursor")
        self.cursors[kind] = Cursor(kind, since, self.steps.clock.now if full else self.cursor(kind).full_at)

    # ------------------------------------------------------------ runs and the log

    def begin_run(self, asked_by: str, mode: str) -> str:
        self.steps("begin_run")
        run = f"run-{len(self.runs) + 1}"
        self.runs[run] = None
        return run

    def end_run(self, summary: RunSummary) -> None:
        self.steps("end_run")
        self.runs[summary.run] = summary

    def add_entries(self, entries: Sequence[Entry], *, calm: bool = False) -> int:
        self.steps("add_entries")
        new = [one for one in entries if not calm or not self._said(one)]
        for one in new:
            self._log(one)
        return len(new)

    def _said(self, entry: Entry) -> bool:
        for old in reversed(self.entries):
            same = (old.crm_id == entry.crm_id) if entry.crm_id else (old.xero_id == entry.xero_id)
            if same and old.kind == entry.kind and old.direction == entry.direction:
                if old.action == entry.action:
                    said = (old.result, old.fields, old.error, old.reason) == (entry.result, entry.fields, entry.error, entry.reason)
                    return said and entry.result in ("failed", "conflict")
                if old.result == "done":
                    return False
        return False

    def failures(self, ids: Iterable[int] | None = None) -> list[Entry]:
        if ids is not None:
            wanted = frozenset(ids)
            return [one for one in self.entries if one.id in wanted]
        last: dict[tuple[str, str], Entry] = {}
        for one in self.entries:
            last[one.kind, one.crm_id or one.xero_id] = one
        return [one for one in last.values() if one.result == "failed"]

    def _log(self, entry: Entry) -> None:
        self.entries.append(replace(entry, id=len(self.entries) + 1))

    # ------------------------------------------------------------ outbox

    def store_request(self, request: OutRequest) -> None:
        self.steps("store_request")
        self.requests[request.id] = request

    def mark_sent(self, request_id: str, at: datetime, token_id: str) -> None:
        self.steps("mark_sent")
        self.requests[request_id] = replace(self.requests[request_id], state="sent", first_sent_at=at, token_id=token_id)

    def settle(self, request_id: str, confirmed: Sequence[Confirmed], refused: Sequence[Entry], *, dissolved: bool = False) -> None:
        self.steps("settle")
        for one in confirmed:
            self.remotes[one.kind, one.remote.id] = one.remote
            self._connect(one.kind, one.crm_id, one.remote, one.agreed, one.revision, one.in_step)
            self._log(one.entry)
        for entry in refused:
            self._log(entry)
        self.requests[request_id] = replace(self.requests[request_id], state="dissolved" if dissolved else "done")
        self.steps("settled")

    def open_requests(self) -> list[OutRequest]:
        return [one for one in self.requests.values() if one.state in ("waiting", "sent")]

    # ------------------------------------------------------------ the CRM's side

    def receive(self, arrivals: Sequence[Arrival]) -> list[str]:
        moved = []
        for one in arrivals:
            self.steps("receive")
            known = self.locals_.get((one.kind, one.crm_id))
            if one.revision is not None and (known is None or known.revision != one.revision):
                moved.append(one.crm_id)
                continue
            if known is None:
                facts = {"stage": str(one.changes.get("stage", ""))}
                known = LocalRecord(one.kind, one.crm_id, 0, self.steps.clock.now, one.entry.title, False, {}, facts)
            archived = one.archive or (known.archived and not one.restore)
            values = {**known.values, **one.changes}
            title = str(values.get("name", known.title))
            new = replace(known, revision=known.revision + 1, archived=archived, values=values, title=title, edited_at=self.steps.clock.now)
            self._connect(one.kind, one.crm_id, one.remote, one.agreed, new.revision, one.in_step)
            self.locals_[one.kind, one.crm_id] = new
            self._log(one.entry)
        return moved

    def together(self) -> AbstractContextManager[None]:
        return nullcontext()

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
        self.steps("join")
        self._connect(kind, crm_id, remote, agreed, revision, in_step)
        if entry is not None:
            self._log(entry)

    def _connect(self, kind: str, crm_id: str, remote: RemoteRecord, agreed: Mapping[str, Agreed], revision: int, in_step: bool) -> None:
        holder = self.by_xero.get((kind, remote.id), crm_id)
        known = self.links.get((kind, crm_id))
        if holder != crm_id or (known is not None and known.xero_id != remote.id):
            raise Moved("The record is linked with another one already.", "Sync again.")
        old = known.agreed if known is not None else {}
        self.by_xero[kind, remote.id] = crm_id
        seen, stamp = (revision, _stamp(remote)) if in_step else (0, "")
        held = known.held if known is not None else ""
        self.links[kind, crm_id] = Link(kind, crm_id, remote.id, {**old, **agreed}, seen, stamp, held)

    def relink(self, kind: str, old_xero_id: str, new_xero_id: str) -> bool:
        self.steps("relink")
        crm_id = self.by_xero[kind, old_xero_id]
        if (kind, new_xero_id) in self.by_xero:
            return False
        del self.by_xero[kind, old_xero_id]
        self.by_xero[kind, new_xero_id] = crm_id
        self.links[kind, crm_id] = replace(self.links[kind, crm_id], xero_id=new_xero_id, crm_revision=0, xero_stamp="")
        return True

    def hold(self, kind: str, crm_id: str, why: str) -> None:
        self.steps("hold")
        self.links[kind, crm_id] = replace(self.links[kind, crm_id], held=why)

    def unlink(self, kind: str, crm_id: str, entry: Entry) -> None:
        self.steps("unlink")
        link = self.links.pop((kind, crm_id))
        del self.by_xero[kind, link.xero_id]
        self.never.add((kind, crm_id, ""))
        self._log(entry)

    def stir(self, kind: str) -> None:
        for key, link in self.links.items():
            if key[0] == kind:
                self.links[key] = replace(link, crm_revision=0, xero_stamp="")

    # ------------------------------------------------------------ decisions

    def set_aside(self, cases: Sequence[ConflictCase], run: str) -> None:
        self.steps("set_aside")
        for one in cases:
            key = (one.kind, one.crm_id or one.xero_id, one.type)
            known = self.open_cases.get(key)
            self.numbers += 1
            self.open_cases[key] = replace(one, id=known.id if known is not None else f"case-{self.numbers}")
            self.decided.pop(self.open_cases[key].id, None)

    def close_cases(self, kind: str, crm_ids: Iterable[str], xero_ids: Iterable[str]) -> None:
        for one in (*crm_ids, *xero_ids):
            for type_ in ("field", "match"):
                self.open_cases.pop((kind, one, type_), None)

    def cases(self) -> list[ConflictCase]:
        return [one for one in self.open_cases.values() if one.id not in self.decided]

    def decide(self, ruling: Ruling) -> None:
        self.decided[ruling.conflict_id] = ruling

    def remember_never(self, kind: str, pairs: Iterable[tuple[str, str]]) -> None:
        self.never |= {(kind, crm, xero) for crm, xero in pairs}

    def carried_out(self, ruling: Ruling) -> None:
        self.steps("carried_out")
        self.decided.pop(ruling.conflict_id, None)


def _stamp(remote: RemoteRecord) -> str:
    return repr(sorted(remote.raw.items(), key=lambda item: item[0]))


def _document_entry(kind: str, old: RemoteRecord, new: RemoteRecord, at: datetime) -> Entry:
    fields = tuple(
        EntryField(name, str(old.raw.get(name, "")), str(new.raw.get(name, "")))
        for name in ("Status", "DueDate", "AmountDue")
        if old.raw.get(name) != new.raw.get(name)
    )
    return Entry("", at, "to_crm", kind, "", new.id, str(new.raw.get("InvoiceNumber", "")), "mirror", "done", fields)
