"""What the reports ask of the services."""

from __future__ import annotations

from datetime import date
from typing import Protocol


class ReportServices(Protocol):
    """The services of the reports' page. They may be slow: call them in a lane."""

    def today(self) -> date:
        """Today where the organisation is."""
        ...
