"""What Home asks of the services."""

from __future__ import annotations

from datetime import date
from typing import Protocol


class Visits(Protocol):
    """Notes what was seen, so that Home can say what is new next time."""

    def left(self) -> None:
        """What is on Home now has been seen."""
        ...


class HomeServices(Protocol):
    """The services of Home."""

    @property
    def visits(self) -> Visits: ...

    def today(self) -> date:
        """Today where the organisation is."""
        ...
