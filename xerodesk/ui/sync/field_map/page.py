"""The field map page: a kind's map on a workbench, a record to try it on, saving; what is being edited stays while kinds are changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from xerodesk.domain.changes import Changes
from xerodesk.mapping import catalogues
from xerodesk.mapping.kinds import KINDS
from xerodesk.mapping.wires import FieldMap
from xerodesk.ui.context import PageContext
from xerodesk.ui.errors import in_words
from xerodesk.ui.kit.statepage import StatePage
from xerodesk.ui.sync.field_map.editor import Editor
from xerodesk.ui.sync.field_map.loading import Loaded, MapErrands
from xerodesk.ui.sync.field_map.picker import NO_RECORD
from xerodesk.ui.sync.field_map.ports import FieldMapDesk, Sample
from xerodesk.ui.sync.field_map.topbar import TopBar
from xerodesk.ui.sync.field_map.workbench import Workbench

MAP = "map"  # how a saved map is called in Changes


class Services(Protocol):
    """The part of the services this page uses."""

    @property
    def field_map(self) -> FieldMapDesk: ...


def kinds_to_map() -> tuple[str, ...]:
    """The kinds whose pairs a person chooses: those that move both ways and have both catalogues."""
    return tuple(kind for kind in catalogues.mapped_kinds() if KINDS[kind].two_way)


class FieldMapPage(QWidget):
    """See the module. The state of its route is the kind: "" or "product"."""

    title = "Field map"

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        services: Services = context.services
        self._errands = MapErrands(services.field_map, context.tasks, self)
        self._errands.kind = kinds_to_map()[0]
        self._benches: dict[str, Workbench] = {}
        self._samples: dict[str, list[tuple[str, str]]] = {}
        self._view = "wires"
        self.bar = TopBar(kinds_to_map())
        self._stack = QStackedWidget()
        self.states = StatePage(self._stack)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.states, 1)
        self._listen()
        self._add_actions()

    def open(self, state: str) -> None:
        """Show a kind's map; "" is the one shown last."""
        wanted = state.partition("/")[0]
        if wanted in kinds_to_map():
            self._errands.kind = wanted
        self.bar.kinds.choose(self._errands.kind)
        bench = self.bench()
        if bench is None:
            self._load()
        else:
            self._show(bench)

    def refresh(self, changes: Changes) -> None:
        """Records changed: read the shown one again. A map changed elsewhere: read it again, unless it is being edited."""
        bench = self.bench()
        if bench is None:
            return
        sample = bench.editor.sample
        if (changes.touches(MAP) and bench.editor.saved) or (changes.touches(self._errands.kind) and sample is None):
            self._load()
        elif changes.touches(self._errands.kind) and sample is not None:
            self._errands.read_sample(sample.id)

    def bench(self) -> Workbench | None:
        """The editor of the kind that is shown, None until it is loaded."""
        return self._benches.get(self._errands.kind)

    # ---- loading

    def _load(self) -> None:
        self.states.show_loading()
        self._errands.load()

    def _loaded(self, loaded: Loaded) -> None:
        kind = loaded.field_map.kind
        old = self._benches.get(kind)
        self._samples[kind] = list(loaded.samples)
        if old is not None and (old.editor.document.map == loaded.field_map or not old.editor.saved):
            old.editor.show_sample(old.editor.sample or loaded.sample)
            self._show_if_current(kind, old)
            return
        if old is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
        editor = Editor(loaded.field_map, loaded.surroundings, self)
        editor.show_sample(loaded.sample)
        editor.select(editor.telling())
        bench = Workbench(editor, self._context.tasks, self._context.notices)
        bench.foot.saved.connect(self._save)
        editor.stack.indexChanged.connect(self._undo_words)
        self._benches[kind] = bench
        self._stack.addWidget(bench)
        self._show_if_current(kind, bench)

    def _failed(self, error: Exception) -> None:
        self.states.show_error(*in_words(error))

    def _show_if_current(self, kind: str, bench: Workbench) -> None:
        if kind == self._errands.kind:
            self._show(bench)

    def _show(self, bench: Workbench) -> None:
        self._stack.setCurrentWidget(bench)
        self.states.show_filled()
        self._choose_view(self._view)
        self.bar.picker.set_samples(self._samples.get(self._errands.kind, []))
        sample = bench.editor.sample
        self.bar.picker.show_record(sample.id if sample else "", sample.title if sample else NO_RECORD)
        self._undo_words()

    def _sample_read(self, kind: str, sample: Sample | None) -> None:
        bench = self._benches.get(kind)
        if bench is not None:
            bench.editor.show_sample(sample)
        if kind == self._errands.kind:
            self.bar.picker.show_record(sample.id if sample else "", sample.title if sample else NO_RECORD)

    def _samples_found(self, kind: str, samples: Sequence[tuple[str, str]]) -> None:
        self._samples[kind] = list(samples)
        if kind == self._errands.kind:
            self.bar.picker.set_samples(samples)

    # ---- saving

    def _save(self) -> None:
        bench = self.bench()
        if bench is not None and not bench.foot.reason():
            bench.foot.set_busy(True)
            self._errands.save(bench.editor.document.map)

    def _saved(self, field_map: FieldMap, changes: Changes) -> None:
        bench = self._benches.get(field_map.kind)
        if bench is not None:
            if bench.editor.document.map == field_map:
                bench.editor.mark_saved()
            bench.foot.set_busy(False)
        self._context.notices.toast("Field map saved. The next sync uses it.")
        self._context.feed.tell(changes)

    def _not_saved(self, error: Exception) -> None:
        for bench in self._benches.values():
            bench.foot.set_busy(False)
        self._context.notices.trouble(error)

    # ---- the bar and the keys

    def _listen(self) -> None:
        bar, errands = self.bar, self._errands
        bar.kind_chosen.connect(self.open)
        bar.view_chosen.connect(self._choose_view)
        bar.suggest_wanted.connect(partial(self._on_bench, Workbench.suggest))
        bar.line_up_wanted.connect(partial(self._on_bench, Workbench.line_up))
        bar.undo_wanted.connect(partial(self._on_bench, Workbench.undo))
        bar.redo_wanted.connect(partial(self._on_bench, Workbench.redo))
        bar.picker.chosen.connect(errands.read_sample)
        bar.picker.searched.connect(errands.find_samples)
        errands.loaded.connect(self._loaded)
        errands.failed.connect(self._failed)
        errands.sample_read.connect(self._sample_read)
        errands.samples_found.connect(self._samples_found)
        errands.saved.connect(self._saved)
        errands.not_saved.connect(self._not_saved)
        errands.trouble.connect(self._context.notices.trouble)
        self.states.retry.connect(self._load)

    def _add_actions(self) -> None:
        deeds: tuple[tuple[str, str, Callable[[Workbench], object], str], ...] = (
            ("undo", "Field map: undo", Workbench.undo, "Ctrl+Z"),
            ("redo", "Field map: redo", Workbench.redo, "Ctrl+Shift+Z"),
            ("find", "Field map: find a field", Workbench.to_search, "Ctrl+F"),
            ("problem", "Field map: next problem", Workbench.next_problem, "F8"),
            ("problem_back", "Field map: previous problem", Workbench.previous_problem, "Shift+F8"),
            ("pane", "Field map: next part", Workbench.next_pane, "F6"),
            ("pane_back", "Field map: previous part", Workbench.previous_pane, "Shift+F6"),
            ("sure", "Field map: accept all sure suggestions", Workbench.accept_sure, "Shift+A"),
        )
        for name, text, do, keys in deeds:
            self._context.actions.add(f"field_map.{name}", text, partial(self._on_bench, do), keys=keys, owner=self)
        self._context.actions.add("field_map.view", "Field map: drawing or table", self._other_view, keys="Ctrl+M", owner=self)

    def _on_bench(self, deed: Callable[[Workbench], object], *_given: object) -> None:
        bench = self.bench()
        if bench is not None:
            deed(bench)

    def _undo_words(self) -> None:
        bench = self.bench()
        if bench is not None:
            self.bar.set_undo(bench.editor.stack.undoText(), bench.editor.stack.redoText())

    def _choose_view(self, name: str) -> None:
        self._view = name
        self.bar.set_view(name)
        self._on_bench(lambda bench: bench.show_view(name))

    def _other_view(self) -> None:
        self._choose_view("wires" if self._view == "table" else "table")
