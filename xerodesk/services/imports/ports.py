"""What an import needs of the company file, as a Protocol; `store/import_port.py` implements it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from xerodesk.domain.log import RunSummary
from xerodesk.domain.records import LocalRecord
from xerodesk.domain.values import Value, Values

Alike = tuple[str, str, str]
"""(id, folded e-mail, folded name) of a contact that shares one of them with one being imported."""


@dataclass(frozen=True, slots=True)
class NewRecord:
    """A record to add, under the id it will have. `source` and `source_id` name it in the program it came from."""

    id: str
    values: Values
    source: str = ""
    source_id: str = ""


@dataclass(frozen=True, slots=True)
class Twin:
    """Two contacts that share only the name or only the e-mail, for the duplicates list."""

    first_id: str
    second_id: str
    reason: str
    score: int


class ImportStore(Protocol):
    """The company file, as an import sees it. `kind` is contact, product or deal."""

    def transaction(self) -> AbstractContextManager[None]:
        """One transaction around everything inside; an exception undoes all of it."""

    def key(self, text: str) -> str:
        """The folded form in which names, e-mails and codes are compared."""

    def load(self, kind: str, ids: Iterable[str]) -> Mapping[str, LocalRecord]:
        """Records by id; missing ones are absent."""

    def with_source(self, kind: str, source: str, source_ids: Iterable[str]) -> Mapping[str, str]:
        """Our ids of the records imported from `source`, by their id there."""

    def contacts_alike(self, emails: Iterable[str], names: Iterable[str]) -> Sequence[Alike]:
        """Contacts, archived too, with one of these e-mails or names."""

    def products_by_code(self, codes: Iterable[str]) -> Mapping[str, str]:
        """Our ids by folded code."""

    def deals_of(self, contact_ids: Iterable[str]) -> Sequence[tuple[str, str, str]]:
        """(deal id, contact id, title) of these contacts' deals."""

    def add(self, kind: str, records: Sequence[NewRecord]) -> None:
        """Store new records."""

    def change(self, kind: str, record: LocalRecord, changes: Mapping[str, Value]) -> None:
        """Write `changes` to a record loaded inside the transaction that is open."""

    def remember_source(self, kind: str, record_id: str, source: str, source_id: str) -> None:
        """Note where an existing record was imported from."""

    def note_twins(self, twins: Sequence[Twin]) -> None:
        """Put pairs on the duplicates list, those not there yet."""

    def note_run(self, summary: RunSummary) -> None:
        """Store the import in the list of runs."""
