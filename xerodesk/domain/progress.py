"""How long work tells how far it is, and how it is asked to stop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from xerodesk.domain.errors import Cancelled


@dataclass(frozen=True, slots=True)
class Step:
    """`done` of `total` (0 when not countable) of what `words` name."""

    words: str
    done: int = 0
    total: int = 0


class Progress:
    """Passed down into long work: it reports steps and asks whether to stop. Both callables may be called from any thread."""

    def __init__(self, report: Callable[[Step], None] | None = None, stopped: Callable[[], bool] | None = None) -> None:
        self._report = report
        self._stopped = stopped

    def step(self, words: str, done: int = 0, total: int = 0) -> None:
        """Tell how far the work is."""
        if self._report is not None:
            self._report(Step(words, done, total))

    def check(self) -> None:
        """Raise Cancelled if the user asked to stop. Called only where stopping is safe."""
        if self._stopped is not None and self._stopped():
            raise Cancelled("Stopped as you asked.", "What was done stays done; run the sync again to go on.")
