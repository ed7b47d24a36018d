"""What arrives from Xero or was confirmed by it, written to records, links and log together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace

from xerodesk.domain.errors import Moved, NotThere
from xerodesk.domain.ids import new_id
from xerodesk.domain.log import Entry
from xerodesk.domain.records import Agreed, RemoteRecord
from xerodesk.store.balances import tell_newborn
from xerodesk.store.columns import now_text
from xerodesk.store.encoded_plan import agreed_text
from xerodesk.store.links import COLUMNS
from xerodesk.store.mirror import stamp_of
from xerodesk.store.records import Fresh
from xerodesk.store.sql import chunks, insert_sql, with_list
from xerodesk.store.writing import Writing
from xerodesk.sync.ports import Arrival, ConflictCase, Ruling


class LedgerReceiving:
    """The part of the ledger that writes to the CRM, links and decisions (ports.Receiving)."""

    def __init__(self, writing: Writing) -> None:
        self._writing = writing

    def receive(self, arrivals: Sequence[Arrival]) -> list[str]:
        """Write arrivals, each only if its record did not move; returns the ids of those that had."""
        writing, moved = self._writing, list[str]()
        with writing.database.write():
            moved.extend(self._make([one for one in arrivals if one.revision is None]))
            for arrival in arrivals:
                if arrival.revision is not None and not self._change(arrival, arrival.revision):
                    moved.append(arrival.crm_id)
        return moved

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
        """Link a pair, or lay agreed values over those of one. Raises Moved when either is linked elsewhere."""
        writing = self._writing
        with writing.database.write():
            writing.mirror.keep(remote)
            writing.links.put(kind, crm_id, remote.id, agreed, revision=revision, stamp=stamp_of(remote.raw), in_step=in_step)
            if entry is not None:
                writing.entries.add([entry])

    def together(self) -> AbstractContextManager[None]:
        """Everything written inside is one transaction."""
        return self._writing.database.write()

    def unlink(self, kind: str, crm_id: str, entry: Entry) -> None:
        """Undo a link whose other half is gone from Xero; the record is not made anew there by itself."""
        writing = self._writing
        with writing.database.write():
            writing.links.remove(kind, crm_id)
            writing.links.remember_never(kind, [(crm_id, "")])
            if kind == "product":
                writing.products.mark(crm_id, "gone_in_xero")
            writing.entries.add([entry])

    def stir(self, kind: str) -> None:
        """Forget which pairs of a kind are in step."""
        self._writing.links.stir(kind)

    def relink(self, kind: str, old_xero_id: str, new_xero_id: str) -> bool:
        """Move a link to the survivor of a merge. False when the survivor is linked already; both records are then duplicates."""
        writing = self._writing
        with writing.database.write():
            if writing.links.move(kind, old_xero_id, new_xero_id):
                return True
            old, survivor = writing.links.find(kind, xero_id=old_xero_id), writing.links.find(kind, xero_id=new_xero_id)
            if old is not None and survivor is not None:
                writing.duplicates.add(kind, old.crm_id, survivor.crm_id, score=100, reason="Both were merged into one in Xero.")
        return False

    def hold(self, kind: str, crm_id: str, why: str) -> None:
        """Leave a pair alone until released with ""."""
        self._writing.links.hold(kind, crm_id, why)

    def set_aside(self, cases: Sequence[ConflictCase], run: str) -> None:
        """Open or refresh what a person has to decide."""
        self._writing.conflicts.set_aside(cases, run)

    def close_cases(self, kind: str, crm_ids: Iterable[str], xero_ids: Iterable[str]) -> None:
        """Close open cases of records that no longer disagree."""
        self._writing.conflicts.close(kind, crm_ids, xero_ids)

    def carried_out(self, ruling: Ruling) -> None:
        """Note that a decision was carried out."""
        self._writing.conflicts.carried_out(ruling)

    def cases(self) -> list[ConflictCase]:
        """All cases nobody has decided yet, oldest first."""
        return self._writing.conflicts.cases()

    def decide(self, ruling: Ruling) -> None:
        """Store a person's decision. Raises NotThere when the case is not open (any more)."""
        self._writing.conflicts.decide(ruling)

    def remember_never(self, kind: str, pairs: Iterable[tuple[str, str]]) -> None:
        """Remember pairs that are not the same."""
        self._writing.links.remember_never(kind, pairs)

    def _make(self, arrivals: Sequence[Arrival]) -> list[str]:
        """Make the records of arrivals, many at a time; returns the ids of those whose Xero record is linked already: nothing is made."""
        taken: list[str] = []
        for kind in dict.fromkeys(one.kind for one in arrivals):
            some = [one for one in arrivals if one.kind == kind]
            linked = self._linked(kind, [one.remote.id for one in some])
            taken.extend(one.crm_id or one.remote.id for one in some if one.remote.id in linked)
            self._make_kind(kind, [one for one in some if one.remote.id not in linked])
        return taken

    def _make_kind(self, kind: str, arrivals: Sequence[Arrival]) -> None:
        if not arrivals:
            return
        writing, now = self._writing, now_text()
        named = [replace(one, crm_id=one.crm_id or new_id()) for one in arrivals]
        table = writing.two_way[kind]
        table.create_many([Fresh(one.changes, "xero", one.remote.id, one.crm_id) for one in named], by=named[0].entry.actor or "Xero")
        stamps = writing.mirror.stamps(kind, [one.remote for one in named])
        links = [_link_row(one, stamps[one.remote.id], now) for one in named]
        writing.database.many(insert_sql("link", (*COLUMNS, "made_by_us", "linked_at")), links)
        for one in named:
            if one.archive:
                table.archive(one.crm_id, 1, by=one.entry.actor or "Xero")
        if kind == "contact":
            tell_newborn(writing.database, [one.crm_id for one in named])
        writing.entries.add([replace(one.entry, crm_id=one.crm_id) for one in named])

    def _change(self, arrival: Arrival, revision: int) -> bool:
        """Write one arrival to its record; False when the record had moved."""
        writing, entry = self._writing, arrival.entry
        status = "archived" if arrival.archive else "active" if arrival.restore else None
        try:
            with writing.database.atomic():  # a savepoint: whatever of this one was written goes back if it had moved
                new = writing.two_way[arrival.kind].update(
                    arrival.crm_id, revision, arrival.changes, by=entry.actor or "Xero", status=status, even_if_equal=True
                )
                writing.mirror.keep(arrival.remote)
                stamp = stamp_of(arrival.remote.raw)
                writing.links.put(
                    arrival.kind, arrival.crm_id, arrival.remote.id, arrival.agreed, revision=new, stamp=stamp, in_step=arrival.in_step
                )
                writing.entries.add([entry])
        except (Moved, NotThere):
            return False
        return True

    def _linked(self, kind: str, xero_ids: Sequence[str]) -> set[str]:
        found: set[str] = set()
        for some in chunks(xero_ids):
            sql = with_list("SELECT xero_id FROM link WHERE kind = ? AND xero_id IN (?*)", some)
            found.update(row[0] for row in self._writing.database.rows(sql, [kind, *some]))
        return found


def _link_row(arrival: Arrival, stamp: str, now: str) -> tuple[str | int, ...]:
    revision, stamp = (2 if arrival.archive else 1, stamp) if arrival.in_step else (0, "")
    return (arrival.kind, arrival.crm_id, arrival.remote.id, agreed_text(arrival.agreed), revision, stamp, "", 0, now)
