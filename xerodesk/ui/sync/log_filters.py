"""Which lines of the log are shown: tabs by result with their counts, a kind, text, and chips for a run, a record or a cause."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qs, urlencode

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from xerodesk.mapping.kinds import KINDS
from xerodesk.store.queries.log import LogFilter, LogView
from xerodesk.ui.kit.fields import Choice, FilterChip, SearchField
from xerodesk.ui.kit.tabs import FilterTabs, Tab
from xerodesk.ui.theme import theme

VIEWS: dict[str, LogView] = {"done": "done", "failed": "failed", "to_decide": "waiting", "all": "all"}
_WORDS = {"done": "Done", "failed": "Failing", "to_decide": "To decide", "all": "All"}
_TYPING = 120  # ms of rest before the store is asked


def filter_of(state: str) -> tuple[str, LogFilter]:
    """The view's key and the filter a route asks for: "view=failed&kind=contact&run=…&record=…&text=…&cause=…"."""
    given = {name: values[-1] for name, values in parse_qs(state.lstrip("?")).items()}
    key = given.get("view", "all")
    key = key if key in VIEWS else "all"
    kind = given.get("kind", "")
    return key, LogFilter(
        VIEWS[key],
        kind if kind in KINDS else "",
        given.get("text", ""),
        given.get("run", ""),
        given.get("record", ""),
        cause=given.get("cause", ""),
    )


def route_of(**parts: str) -> str:
    """The route that shows these lines."""
    return "sync/log?" + urlencode({name: value for name, value in parts.items() if value})


class LogFilters(QWidget):
    """`changed(LogFilter)` when other lines are wanted."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._marks = {"run": "", "record": "", "cause": ""}
        self._chips: dict[str, FilterChip] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 24, 0)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.tabs = FilterTabs("Which lines", [Tab(key, words) for key, words in _WORDS.items()])
        self.tabs.choose("all")
        self.tabs.chosen.connect(self._tell)
        kinds: list[tuple[object, str]] = [("", "Any kind"), *((name, kind.plural) for name, kind in KINDS.items())]
        self.kind = Choice("Kind of record", kinds)
        self.kind.chosen.connect(self._tell)
        self.search = SearchField("Find in the log")
        self.search.setMinimumWidth(theme().px(120))
        self.search.setMaximumWidth(theme().px(220))
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_TYPING)
        self._rest.timeout.connect(self._tell)
        self.search.searched.connect(self._typed)
        row.addWidget(self.tabs)
        row.addStretch(1)
        row.addWidget(self.kind)
        row.addWidget(self.search, 1)
        column.addLayout(row)
        self._chip_row = QHBoxLayout()
        self._chip_row.setContentsMargins(10, 0, 0, 0)
        self._chip_row.setSpacing(8)
        self._chip_row.addStretch()
        column.addLayout(self._chip_row)

    def wanted(self) -> LogFilter:
        """The lines that are wanted."""
        view = VIEWS[self.tabs.current() or "all"]
        kind = str(self.kind.value() or "")
        marks = self._marks
        return LogFilter(view, kind, self.search.text(), marks["run"], marks["record"], cause=marks["cause"])

    def show_filter(self, key: str, wanted: LogFilter) -> None:
        """Set all of it without telling."""
        self.tabs.choose(key)
        self.kind.set_value(wanted.kind)
        self.search.blockSignals(True)
        self.search.setText(wanted.text)
        self.search.blockSignals(False)
        self._rest.stop()
        for name, value in (("run", wanted.run), ("record", wanted.record), ("cause", wanted.cause)):
            self._mark(name, value, {"run": "One sync", "record": "One record", "cause": wanted.cause}[name])

    def name_run(self, words: str) -> None:
        """Say which run the chip stands for."""
        if self._marks["run"]:
            self._mark("run", self._marks["run"], words)

    def show_cause(self, kind: str, message: str) -> None:
        """Only the failing lines of a cause."""
        self.tabs.choose("failed")
        self.kind.set_value(kind)
        self._mark("cause", message, message)
        self._tell()

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """How many lines each tab has."""
        for key, count in counts.items():
            self.tabs.set_count(key, f"{count:,}")

    def clear(self) -> None:
        """All lines."""
        self.show_filter("all", LogFilter())
        self._tell()

    def _mark(self, name: str, value: str, words: str) -> None:
        self._marks[name] = value
        old = self._chips.pop(name, None)
        if old is not None:
            self._chip_row.removeWidget(old)
            old.hide()
            old.deleteLater()
        if value:
            chip = FilterChip(words if len(words) <= 70 else f"{words[:69]}…")
            chip.removed.connect(lambda: self._unmark(name))
            self._chips[name] = chip
            self._chip_row.insertWidget(self._chip_row.count() - 1, chip)

    def _unmark(self, name: str) -> None:
        self._mark(name, "", "")
        self._tell()

    def _typed(self, _text: str) -> None:
        self._rest.start()

    def _tell(self, *_given: object) -> None:
        self._rest.stop()
        self.changed.emit(self.wanted())
