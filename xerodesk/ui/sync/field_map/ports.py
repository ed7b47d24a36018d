"""What the field map page needs of the world, as one Protocol; assembly hands it over as `services.field_map`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from xerodesk.domain.changes import Changes
from xerodesk.domain.values import Values
from xerodesk.mapping.compiled import Surroundings
from xerodesk.mapping.wires import FieldMap


class Sample(Protocol):
    """A real record to try the map on: the CRM's values, and Xero's JSON as last read (None: not in Xero)."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def crm(self) -> Values: ...
    @property
    def xero(self) -> Mapping[str, Any] | None: ...


class FieldMapDesk(Protocol):
    """Called from the store lane only. All raise the errors of domain/errors."""

    def load(self, kind: str) -> FieldMap:
        """The map in use of a kind."""
        ...

    def save(self, kind: str, field_map: FieldMap) -> Changes:
        """Put a map into use. The page never sends one with an error in it."""
        ...

    def surroundings(self) -> Surroundings:
        """What the checks need to know of the organisation."""
        ...

    def samples(self, kind: str, search: str) -> Sequence[tuple[str, str]]:
        """Records to try the map on, as (id, title), the most telling first; at most 50."""
        ...

    def sample(self, kind: str, id: str) -> Sample:
        """One record with both sides. NotThere when it is gone."""
        ...
