"""While a sync goes on, pages hear of what each phase brought."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from xerodesk.domain.changes import Changes
from xerodesk.domain.log import RunSummary
from xerodesk.domain.progress import Progress
from xerodesk.services.sync_run import SyncDone
from xerodesk.ui.changes import Feed
from xerodesk.ui.context import StatusBoard
from xerodesk.ui.sync.runner import Errand, Runner
from xerodesk.ui.tasks import InlineTasks


class _Told(Feed):
    """A feed that remembers each telling; a burst is passed on as one."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[Changes] = []

    def tell(self, changes: Changes) -> None:
        """Remember, then tell."""
        self.told.append(changes)
        super().tell(changes)


@dataclass
class _Context:
    """As much of a PageContext as the runner uses."""

    window: QObject
    feed: _Told = field(default_factory=_Told)
    status: StatusBoard = field(default_factory=StatusBoard)
    tasks: InlineTasks = field(default_factory=InlineTasks)
    extras: dict[str, Any] = field(default_factory=dict)


def _work(progress: Progress) -> SyncDone:
    for words in ("Reading customers", "Syncing customers", "Reading invoices"):
        progress.step(words)
        progress.step(words, 5, 10)
    return SyncDone(RunSummary("r"), Changes.of("run"))


def test_pages_hear_of_each_phase_as_it_ends(qtbot: QtBot) -> None:
    window = QObject()
    context = _Context(window)
    runner = Runner.of(context)  # type: ignore[arg-type]  # a context of just the parts used
    assert runner.start(Errand("Sync", _work))
    assert [one.touches("contact") for one in context.feed.told] == [True, True, False], "two phases ended, then the run"
    assert context.status.now.state != "syncing"
