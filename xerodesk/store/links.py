"""Links: which CRM record and which Xero record are one, and what both last agreed on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import peewee

from xerodesk.domain.errors import Moved
from xerodesk.domain.records import Agreed, Link
from xerodesk.store.balances import tell_contacts
from xerodesk.store.columns import now_text
from xerodesk.store.database import CompanyDatabase, Row
from xerodesk.store.encoded_plan import agreed_of, agreed_text
from xerodesk.store.sql import chunks, insert_sql, with_list

COLUMNS = ("kind", "crm_id", "xero_id", "agreed", "crm_revision", "xero_stamp", "held")
_SELECT = "SELECT kind, crm_id, xero_id, agreed, crm_revision, xero_stamp, held FROM link"


class Links:
    """The links of the company file: one to one, kept so by unique indexes on both ids."""

    def __init__(self, database: CompanyDatabase) -> None:
        self._database = database

    def find(self, kind: str, *, crm_id: str = "", xero_id: str = "") -> Link | None:
        """The link of a CRM record or of a Xero record."""
        column, value = ("crm_id", crm_id) if crm_id else ("xero_id", xero_id)
        row = self._database.row(" ".join((_SELECT, "WHERE kind = ? AND", column, "= ?")), (kind, value))
        return link_of(row) if row else None

    def load(self, kind: str, crm_ids: Iterable[str]) -> dict[str, Link]:
        """Links by CRM id."""
        found: dict[str, Link] = {}
        for some in chunks(crm_ids):
            rows = self._database.rows(with_list(_SELECT + " WHERE kind = ? AND crm_id IN (?*)", some), [kind, *some])
            found.update((row[1], link_of(row)) for row in rows)
        return found

    def put(
        self,
        kind: str,
        crm_id: str,
        xero_id: str,
        agreed: Mapping[str, Agreed],
        *,
        revision: int,
        stamp: str,
        in_step: bool,
        made_by_us: bool = False,
    ) -> None:
        """Link a pair, or lay `agreed` over what a linked pair agreed on. Not in step: `pairs` gives the pair again.

        Raises Moved when either record is linked to another one.
        """
        seen = (revision, stamp) if in_step else (0, "")
        with self._database.write():
            old = self.find(kind, crm_id=crm_id)
            if old is not None and old.xero_id != xero_id:
                raise _linked_elsewhere()
            if old is not None:
                text = agreed_text({**old.agreed, **agreed})
                self._database.execute_sql(
                    "UPDATE link SET agreed = ?, crm_revision = ?, xero_stamp = ? WHERE kind = ? AND crm_id = ?",
                    (text, *seen, kind, crm_id),
                )
                return
            row = (kind, crm_id, xero_id, agreed_text(agreed), *seen, "", int(made_by_us), now_text())
            try:
                self._database.execute_sql(insert_sql("link", (*COLUMNS, "made_by_us", "linked_at")), row)
            except peewee.IntegrityError as error:
                raise _linked_elsewhere() from error
            if kind == "contact":
                tell_contacts(self._database, [crm_id])

    def remove(self, kind: str, crm_id: str) -> None:
        """Undo the link of a CRM record."""
        with self._database.write():
            self._database.execute_sql("DELETE FROM link WHERE kind = ? AND crm_id = ?", (kind, crm_id))
            if kind == "contact":
                tell_contacts(self._database, [crm_id])

    def move(self, kind: str, old_xero_id: str, new_xero_id: str) -> bool:
        """Move a link to the survivor of a merge. False, with nothing changed, when the survivor is linked already or there is no link."""
        with self._database.write():
            link = self.find(kind, xero_id=old_xero_id)
            if link is None or self.find(kind, xero_id=new_xero_id) is not None:
                return False
            self._database.execute_sql(
                "UPDATE link SET xero_id = ?, crm_revision = 0, xero_stamp = '' WHERE kind = ? AND crm_id = ?",
                (new_xero_id, kind, link.crm_id),
            )
            if kind == "contact":
                tell_contacts(self._database, [link.crm_id])
        return True

    def hold(self, kind: str, crm_id: str, why: str) -> None:
        """Leave a pair alone until released with ""."""
        self._database.execute_sql("UPDATE link SET held = ? WHERE kind = ? AND crm_id = ?", (why, kind, crm_id))

    def stir(self, kind: str) -> None:
        """Forget which pairs are in step."""
        self._database.execute_sql("UPDATE link SET crm_revision = 0, xero_stamp = '' WHERE kind = ?", (kind,))

    def never(self, kind: str) -> frozenset[tuple[str, str]]:
        """Pairs a person declared not the same; one id "" means that the other never takes part."""
        return frozenset((row[0], row[1]) for row in self._database.rows("SELECT crm_id, xero_id FROM never_pair WHERE kind = ?", (kind,)))

    def remember_never(self, kind: str, pairs: Iterable[tuple[str, str]]) -> None:
        """Add to the pairs that are not the same."""
        with self._database.write():
            sql = "INSERT OR IGNORE INTO never_pair (kind, crm_id, xero_id) VALUES (?, ?, ?)"
            self._database.many(sql, [(kind, crm_id, xero_id) for crm_id, xero_id in pairs])

    def forget_never(self, kind: str, pairs: Iterable[tuple[str, str]]) -> None:
        """Take from the pairs that are not the same: they may be matched again."""
        with self._database.write():
            sql = "DELETE FROM never_pair WHERE kind = ? AND crm_id = ? AND xero_id = ?"
            self._database.many(sql, [(kind, crm_id, xero_id) for crm_id, xero_id in pairs])


def link_of(row: Row) -> Link:
    """A link of its columns in the order of COLUMNS."""
    kind, crm_id, xero_id, agreed, crm_revision, xero_stamp, held = row
    return Link(kind, crm_id, xero_id, agreed_of(agreed), crm_revision, xero_stamp, held)


def _linked_elsewhere() -> Moved:
    return Moved("One of the two records was linked to another one in the meantime.", "Run the sync again; it plans both anew.")
