"""What the deals' pages ask of the services."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from xerodesk.domain.changes import Changes
from xerodesk.domain.values import Values


class DealKeeping(Protocol):
    """services.deals.DealService."""

    def save(self, deal_id: str | None, revision: int | None, changes: Values) -> tuple[str, Changes]: ...
    def move(self, deal_id: str, revision: int, stage: str) -> Changes: ...
    def archive(self, deal_id: str, revision: int) -> Changes: ...
    def restore(self, deal_id: str, revision: int) -> Changes: ...


class DealServices(Protocol):
    """The services of the deals' pages. All but `open_address` may be slow: call them in a lane."""

    @property
    def deals(self) -> DealKeeping: ...
    def today(self) -> date: ...
    def deep_link(self, kind: str, xero_id: str) -> str: ...
    def open_address(self, url: str) -> object: ...
