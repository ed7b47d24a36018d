"""The field map bound to the open company, with real records to try it on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xerodesk.assembly.company import Company
from xerodesk.domain.changes import Changes
from xerodesk.domain.errors import NotThere
from xerodesk.domain.values import Values
from xerodesk.mapping.compiled import Surroundings
from xerodesk.mapping.wires import FieldMap
from xerodesk.services.field_map import current_map, save_map
from xerodesk.store.queries.samples import sample_records


@dataclass(frozen=True, slots=True)
class Tried:
    """A real record to try the map on: the CRM's values, and Xero's JSON as last read (None: not in Xero)."""

    id: str
    title: str
    crm: Values
    xero: Mapping[str, Any] | None


class FieldMaps:
    """What the field map page asks for. For the store lane."""

    def __init__(self, company: Company) -> None:
        self._company = company

    def load(self, kind: str) -> FieldMap:
        """The map in use."""
        return current_map(self._company.store.maps, kind)

    def save(self, kind: str, field_map: FieldMap) -> Changes:
        """Put a map into use; every pair is compared again at the next sync."""
        changes = save_map(self._company.store.maps, field_map)
        self._company.ledger.stir(kind)
        return changes

    def surroundings(self) -> Surroundings:
        """What the checks need to know of the organisation."""
        return self._company.surroundings()

    def samples(self, kind: str, search: str) -> Sequence[tuple[str, str]]:
        """Records to try the map on, as (id, title), linked ones first; at most 50."""
        return sample_records(self._company.file.reading, kind, search)

    def sample(self, kind: str, id: str) -> Tried:
        """One record with both sides. Raises NotThere when it is gone."""
        local = self._company.ledger.local(kind, id)
        if local is None:
            raise NotThere("This record is no longer here.", "Choose another one.")
        link = self._company.ledger.link(kind, crm_id=id)
        remote = self._company.ledger.remote(kind, link.xero_id) if link else None
        return Tried(id, local.title, local.values, remote.raw if remote else None)
