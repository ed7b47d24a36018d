"""The mirror of two-way records: contacts and items as Xero last answered them, with the keys they are matched by."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from xerodesk.domain.log import Entry
from xerodesk.domain.records import RemoteRecord
from xerodesk.mapping.kinds import KINDS
from xerodesk.store.columns import fold, instant_text, json_text, known_instant, raw_value, text_of
from xerodesk.store.database import CompanyDatabase
from xerodesk.store.sql import chunks, upsert_sql, with_list
from xerodesk.store.xero_json import Raw, flag_of, instant_of, is_older

# these move without anything that could be mapped having moved (Xero, Contacts and Items; balances follow from documents)
_VOLATILE = frozenset(
    {
        "Balances",
        "UpdatedDateUTC",
        "UpdatedDateUTCString",
        "HasAttachments",
        "HasValidationErrors",
        "ValidationErrors",
        "Warnings",
        "StatusAttributeString",
        "IsCustomer",
        "IsSupplier",
        "ContactGroups",
        "QuantityOnHand",
        "TotalCostPool",
    }
)


# a number counts as the same whether it came from Xero just now ("10.00") or from the file ("10.0")
_SORTED = json.JSONEncoder(sort_keys=True, default=lambda value: float(value) if isinstance(value, Decimal) else str(value))


@dataclass(frozen=True)
class _Keys:
    """Xero's names of what a kind is matched by."""

    name: str
    number: str = ""
    email: str = ""
    tax: str = ""
    status: str = ""


_KEYS = {
    "contact": _Keys("Name", "ContactNumber", "EmailAddress", "TaxNumber", "ContactStatus"),
    "product": _Keys("Name", "Code"),
}


def stamp_of(raw: Raw) -> str:
    """A short stamp of everything that can be mapped; empty elements count as absent, since answers differ in which they leave out."""
    kept = {key: value for key, value in raw.items() if key not in _VOLATILE and value not in (None, "", [], {})}
    return hashlib.blake2b(_SORTED.encode(kept).encode(), digest_size=9).hexdigest()


class Mirror:
    """Contacts and items of Xero. `kind` is always a two-way kind."""

    def __init__(self, database: CompanyDatabase) -> None:
        self._database = database

    def keep(self, remote: RemoteRecord) -> None:
        """Store one record as it was answered, unless a copy as new is there."""
        known = self._known(remote.kind, [remote.id]).get(remote.id)
        updated, read_at = instant_of(remote.raw), instant_text(remote.read_at)
        if known is None or (updated, read_at) > (known["updated_at"] if updated else "", known["read_at"]):
            self.store(remote.kind, [remote.raw], remote.read_at)

    def store(self, kind: str, raws: Iterable[Raw], read_at: datetime) -> tuple[int, list[Entry]]:
        """Store records as Xero answered them at `read_at`, in one transaction; a copy older than the one stored is passed over.

        Returns how many were new or changed, and an entry (not stored) for each that came without an id and was left out.
        """
        id_key, label = KINDS[kind].id_key, KINDS[kind].label.lower()
        given: dict[str, Raw] = {}
        entries: list[Entry] = []
        for raw in raws:
            xero_id = text_of(raw, id_key) if isinstance(raw, dict) else ""
            if xero_id:
                given[xero_id] = raw
            else:
                reason = f"Xero sent a {label} without an id."
                entries.append(Entry("", read_at, "to_crm", kind, "", "", label, "update", "skipped", reason=reason))
        with self._database.write():
            known = self._known(kind, given)
            at = instant_text(read_at)
            rows = [
                _row(kind, xero_id, raw, at, known.get(xero_id))
                for xero_id, raw in given.items()
                if xero_id not in known or not is_older(instant_of(raw), at, known[xero_id])
            ]
            if rows:
                statement = upsert_sql("mirror", rows[0], ("kind", "xero_id"))
                self._database.many(statement, [tuple(row.values()) for row in rows])
        return sum(_moved(known.get(row["xero_id"]), row) for row in rows), entries

    def remotes(self, kind: str, xero_ids: Iterable[str]) -> dict[str, RemoteRecord]:
        """Records by Xero id; those that are not there, or no longer in Xero, are absent."""
        found: dict[str, RemoteRecord] = {}
        sql = "SELECT xero_id, raw, updated_at, read_at FROM mirror WHERE kind = ? AND gone = 0 AND xero_id IN (?*)"
        for some in chunks(xero_ids):
            for xero_id, raw, updated_at, read_at in self._database.rows(with_list(sql, some), [kind, *some]):
                read = known_instant(read_at)
                updated = known_instant(updated_at) if updated_at else read
                found[xero_id] = RemoteRecord(kind, xero_id, raw_value(raw), updated, read)
        return found

    def stamps(self, kind: str, remotes: Iterable[RemoteRecord]) -> dict[str, str]:
        """The stamps of these copies by Xero id, as stored where the copy is the stored one."""
        copies = {one.id: one for one in remotes}
        known = self._known(kind, copies)
        return {
            xero_id: row["stamp"] if row is not None and row["read_at"] == instant_text(one.read_at) else stamp_of(one.raw)
            for xero_id, one in copies.items()
            for row in (known.get(xero_id),)
        }

    def mark_gone(self, kind: str, present: frozenset[str]) -> list[str]:
        """Mark the records that a full list no longer holds. Returns those marked now, and earlier ones that are still linked."""
        with self._database.write():
            known = self._database.rows(
                "SELECT m.xero_id, m.gone, l.crm_id IS NOT NULL FROM mirror m"
                " LEFT JOIN link l ON l.kind = m.kind AND l.xero_id = m.xero_id WHERE m.kind = ? ORDER BY m.xero_id",
                (kind,),
            )
            missing = [(xero_id, gone, linked) for xero_id, gone, linked in known if xero_id not in present]
            fresh = [(kind, xero_id) for xero_id, gone, _ in missing if not gone]
            self._database.many("UPDATE mirror SET gone = 1, stamp = '' WHERE kind = ? AND xero_id = ?", fresh)
        return [xero_id for xero_id, gone, linked in missing if linked or not gone]

    def count(self, kind: str) -> int:
        """How many records of a kind Xero has."""
        return int(self._database.value("SELECT COUNT(*) FROM mirror WHERE kind = ? AND gone = 0", (kind,)))

    def _known(self, kind: str, xero_ids: Iterable[str]) -> dict[str, dict[str, Any]]:
        known = {}
        names = ("stamp", "read_at", "updated_at", "is_customer", "is_supplier", "status")
        sql = " ".join(("SELECT xero_id,", ", ".join(names), "FROM mirror WHERE kind = ? AND xero_id IN (?*)"))
        for some in chunks(xero_ids):
            for xero_id, *values in self._database.rows(with_list(sql, some), [kind, *some]):
                known[xero_id] = dict(zip(names, values, strict=True))
        return known


def _row(kind: str, xero_id: str, raw: Raw, read_at: str, known: dict[str, Any] | None) -> dict[str, Any]:
    keys = _KEYS[kind]
    flags = {column: _flag(raw, name, column, known) for name, column in (("IsCustomer", "is_customer"), ("IsSupplier", "is_supplier"))}
    name = text_of(raw, keys.name)
    return {
        "kind": kind,
        "xero_id": xero_id,
        "raw": json_text(raw).encode("utf-8", "replace").decode("utf-8"),
        "name": name,
        "name_key": fold(name),
        "email_key": fold(text_of(raw, keys.email)),
        "number_key": fold(text_of(raw, keys.number)),
        "tax_key": "".join(one for one in fold(text_of(raw, keys.tax)) if one.isalnum()),
        "status": text_of(raw, keys.status),
        "merged_to": text_of(raw, "MergedToContactID"),
        "updated_at": instant_of(raw),
        "read_at": read_at,
        "stamp": stamp_of(raw),
        "gone": 0,
        **flags,
    }


def _flag(raw: Raw, name: str, column: str, known: dict[str, Any] | None) -> int:
    # echoes of writes leave these out; then what was known stays
    if name not in raw and known is not None:
        return int(known[column])
    return flag_of(raw, name)


def _moved(known: dict[str, Any] | None, row: dict[str, Any]) -> bool:
    return known is None or any(known[name] != row[name] for name in ("stamp", "is_customer", "is_supplier", "status"))
