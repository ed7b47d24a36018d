"""What an import needs of the company file (services/imports/ports.py), put together from the tables' own writers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from xerodesk.domain.log import RunSummary
from xerodesk.domain.records import LocalRecord
from xerodesk.domain.values import Value, Values
from xerodesk.store.columns import fold, now_text
from xerodesk.store.contacts import Contacts
from xerodesk.store.database import CompanyDatabase
from xerodesk.store.deals import Deals
from xerodesk.store.duplicates import Duplicates
from xerodesk.store.encoded import summary_text
from xerodesk.store.products import Products
from xerodesk.store.records import Fresh, RecordTable
from xerodesk.store.sql import chunks, with_list
from xerodesk.store.sync_tables import Run

BY = "import"


class Added(Protocol):
    """A record to add, as the import hands it over."""

    @property
    def id(self) -> str: ...
    @property
    def values(self) -> Values: ...
    @property
    def source(self) -> str: ...
    @property
    def source_id(self) -> str: ...


class Paired(Protocol):
    """Two contacts that may be one, as the import hands them over."""

    @property
    def first_id(self) -> str: ...
    @property
    def second_id(self) -> str: ...
    @property
    def reason(self) -> str: ...
    @property
    def score(self) -> int: ...


class ImportPort:
    """The company file, as an import sees it."""

    def __init__(self, database: CompanyDatabase) -> None:
        self._database = database
        self._contacts = Contacts(database)
        self._products = Products(database)
        self._duplicates = Duplicates(database)
        self._tables: Mapping[str, RecordTable] = {"contact": self._contacts, "product": self._products, "deal": Deals(database)}

    def transaction(self) -> AbstractContextManager[None]:
        """One transaction around everything inside."""
        return self._database.write()

    def key(self, text: str) -> str:
        """The folded form in which names, e-mails and codes are compared."""
        return fold(text)

    def load(self, kind: str, ids: Iterable[str]) -> Mapping[str, LocalRecord]:
        """Records by id; missing ones are absent."""
        return self._tables[kind].load(one for one in ids if one)

    def with_source(self, kind: str, source: str, source_ids: Iterable[str]) -> Mapping[str, str]:
        """Our ids of the records imported from `source`, by their id there."""
        return self._tables[kind].with_source(source, source_ids)

    def contacts_alike(self, emails: Iterable[str], names: Iterable[str]) -> Sequence[tuple[str, str, str]]:
        """(id, folded e-mail, folded name) of contacts, archived too, with one of these e-mails or names."""
        return self._contacts.alike(emails, names)

    def products_by_code(self, codes: Iterable[str]) -> Mapping[str, str]:
        """Our ids by folded code."""
        return self._products.by_code(codes)

    def deals_of(self, contact_ids: Iterable[str]) -> Sequence[tuple[str, str, str]]:
        """(deal id, contact id, title) of these contacts' deals."""
        found: list[tuple[str, str, str]] = []
        for some in chunks(contact_ids):
            found.extend(self._database.rows(with_list("SELECT id, contact_id, title FROM deal WHERE contact_id IN (?*)", some), some))
        return found

    def add(self, kind: str, records: Sequence[Added]) -> None:
        """Store new records."""
        self._tables[kind].create_many([Fresh(one.values, one.source, one.source_id, one.id) for one in records], by=BY)

    def change(self, kind: str, record: LocalRecord, changes: Mapping[str, Value]) -> None:
        """Write `changes` to a record loaded inside the transaction that is open."""
        self._tables[kind].update(record.id, record.revision, changes, by=BY, known=record)

    def remember_source(self, kind: str, record_id: str, source: str, source_id: str) -> None:
        """Note where an existing record was imported from."""
        self._tables[kind].set_source(record_id, source, source_id)

    def note_twins(self, twins: Sequence[Paired]) -> None:
        """Put pairs on the duplicates list, those not there yet."""
        for twin in twins:
            self._duplicates.add("contact", twin.first_id, twin.second_id, score=twin.score, reason=twin.reason)

    def note_run(self, summary: RunSummary) -> None:
        """Store the import in the list of runs."""
        at = now_text()
        Run.insert(
            id=summary.run, asked_by=BY, mode="import", began_at=at, ended_at=at, summary=summary_text(summary)
        ).execute(self._database)
