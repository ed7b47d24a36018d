"""A field that offers records while one types: the text chosen stands in it, so that it can also be typed or pasted whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit

from xerodesk.ui.tasks import Job, Lane, Tasks
from xerodesk.ui.theme import theme

Find = Callable[[str], Sequence[str]]
_MOST = 12


class PickField(QLineEdit):
    """`find(text)` is asked on the store lane at each change and gives what to offer."""

    def __init__(self, name: str, hint: str, find: Find, tasks: Tasks) -> None:
        super().__init__()
        self._find, self._tasks = find, tasks
        self._job: Job | None = None
        self._offers = QStringListModel(self)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setMinimumWidth(theme().px(240))
        offered = QCompleter(self._offers, self)
        offered.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        offered.setFilterMode(Qt.MatchFlag.MatchContains)
        offered.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        offered.setMaxVisibleItems(_MOST)
        popup = offered.popup()
        if popup is not None:
            popup.setAccessibleName(name)
        self.setCompleter(offered)
        self.textEdited.connect(self._ask)

    @property
    def offers(self) -> list[str]:
        """What is offered now."""
        return self._offers.stringList()

    def _ask(self, text: str) -> None:
        if self._job is not None:
            self._job.cancel()

        def find() -> Sequence[str]:
            return self._find(text)

        self._job = self._tasks.run(Lane.STORE, find, self._offer, self._nothing)

    def _offer(self, found: Sequence[str]) -> None:
        self._offers.setStringList(list(found))
        if self.hasFocus() and found:
            self.completer().complete()

    def _nothing(self, _error: Exception) -> None:
        """What is typed still stands; the deed itself says what is wrong."""
        self._offers.setStringList([])
