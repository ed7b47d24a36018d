"""Reading Xero's verdicts on a request: what was confirmed, what was refused, what was already taken, and what stays unknown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from xerodesk.domain.log import Entry, EntryField, Trouble
from xerodesk.domain.records import Agreed, LocalRecord, RemoteRecord
from xerodesk.domain.values import Value
from xerodesk.mapping.compiled import CompiledWire
from xerodesk.sync.decisions import compare_again, shown
from xerodesk.sync.ports import Answer, Confirmed, OutRequest, OutRow, Verdict
from xerodesk.sync.remote import remote_record
from xerodesk.sync.run_state import Run

# Xero's words for a name, code or number that another record has (Xero API validation messages).
_TAKEN = (
    "already assigned to another",
    "another contact has this contact number",
    "already exists",
    "must be unique",
    "is already in use",
)
LocalOf = Callable[[str, str], LocalRecord | None]


@dataclass(slots=True)
class Fates:
    """The rows of a request by what became of them. `refused` and `taken` carry Xero's words."""

    confirmed: list[Confirmed] = field(default_factory=list)
    refused: list[tuple[OutRow, Trouble]] = field(default_factory=list)
    taken: list[tuple[OutRow, str]] = field(default_factory=list)
    unknown: list[OutRow] = field(default_factory=list)


def read_answer(run: Run, request: OutRequest, answer: Answer, local_of: LocalOf) -> Fates:
    """Sort the rows of a request by their verdicts. A verdict that is missing or carries no id leaves its row unknown."""
    fates = Fates()
    now = run.clock()
    for row in request.rows:
        verdict = answer.verdicts[row.position] if row.position < len(answer.verdicts) else None
        if verdict is None or (verdict.ok and verdict.raw is None):
            fates.unknown.append(row)
        elif not verdict.ok:
            words = " ".join(verdict.errors) or "Xero refused it without saying why."
            sort_refusal(fates, row, Trouble("refused", words, "Correct the value it names, then sync again."))
        else:
            confirmed = _confirm_verdict(run, request.id, row, verdict, local_of, now)
            if confirmed is None:
                fates.unknown.append(row)
            else:
                fates.confirmed.append(confirmed)
    return fates


def sort_refusal(fates: Fates, row: OutRow, trouble: Trouble) -> None:
    """A refused row: something of a new record already taken is a match to decide on, anything else a failure."""
    if row.action == "create" and any(text in trouble.message.lower() for text in _TAKEN):
        fates.taken.append((row, trouble.message))
    else:
        fates.refused.append((row, trouble))


def _confirm_verdict(run: Run, request_id: str, row: OutRow, verdict: Verdict, local_of: LocalOf, now: datetime) -> Confirmed | None:
    remote = remote_record(run.rules[row.kind].kind, verdict.raw or {}, now)
    if not remote.id or (row.xero_id and remote.id != row.xero_id):
        return None
    warned = f"Xero warns: {' '.join(verdict.warnings)}" if verdict.warnings else ""
    return confirm(run, request_id, row, remote, row.sent, local_of, warned)


def confirm(
    run: Run, request_id: str, row: OutRow, remote: RemoteRecord, sent: Mapping[str, Agreed], local_of: LocalOf, reason: str = ""
) -> Confirmed:
    """A row that is in Xero as `remote`. `sent` are the fields whose agreed values move: to what was sent, and what came back."""
    kind_map, local = run.maps[row.kind], local_of(row.kind, row.crm_id)
    values = kind_map.xero_values(remote.raw)
    wires = {wire.field: wire for wire in kind_map.wires}
    agreed = {name: _echoed(wires.get(name), one, values) for name, one in sent.items()}
    in_step = False
    if local is not None:
        link = run.ledger.link(row.kind, crm_id=row.crm_id) if row.action != "create" else None
        known = {**(link.agreed if link is not None else {}), **agreed}
        equal, in_step = compare_again(kind_map.wires, local, remote, values, known, run.skew)
        agreed |= equal
    fields = tuple(_entry_field(wires.get(one.field), one.field, one.xero, one.result, one.sent, values) for one in row.fields)
    return Confirmed(
        request=request_id,
        position=row.position,
        kind=row.kind,
        crm_id=row.crm_id,
        remote=remote,
        agreed=agreed,
        entry=run.entry_of(row, remote.id, "done", fields, None, reason),
        revision=local.revision if local is not None else row.revision,
        made_by_us=row.action == "create",
        in_step=in_step and row.in_step,
    )


def _echoed(wire: CompiledWire | None, sent: Agreed, values: Mapping[str, Value]) -> Agreed:
    return sent if wire is None else Agreed(sent.crm, wire.xero_value(values))


def _entry_field(wire: CompiledWire | None, name: str, old: Value, new: Value, sent: Value, values: Mapping[str, Value]) -> EntryField:
    """A field as logged, with what Xero made of it when it stored something else than was sent."""
    if wire is None:
        return EntryField(name, old, new)
    echo = wire.xero_value(values)
    if wire.xero_key(echo) == wire.xero_key(sent):
        return EntryField(name, old, new)
    stored = shown(wire, echo)
    return EntryField(name, old, new, f"Xero stored it as {stored if isinstance(stored, str) and stored else 'something else'}.")


def refused_entries(run: Run, refused: Sequence[tuple[OutRow, Trouble]]) -> list[Entry]:
    """Log entries for rows Xero said no to."""
    return [run.entry_of(row, row.xero_id, "failed", planned(row), trouble) for row, trouble in refused]


def planned(row: OutRow) -> tuple[EntryField, ...]:
    """The fields of a sent row as they were meant to be."""
    return tuple(EntryField(one.field, one.xero, one.result) for one in row.fields)
