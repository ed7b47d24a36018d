"""The state of one map while it is edited: document, undo, selection, problems, suggestions and the chosen record. Views listen to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from xerodesk.mapping import catalogues
from xerodesk.mapping.compiled import Surroundings
from xerodesk.mapping.suggestions import Suggestion, suggest
from xerodesk.mapping.validation import problems
from xerodesk.mapping.wires import FieldMap, Wire
from xerodesk.ui.sync.field_map.commands import EditCommand
from xerodesk.ui.sync.field_map.edits import Edit, NotAllowed
from xerodesk.ui.sync.field_map.issues import Issue, issues_of, lines_of
from xerodesk.ui.sync.field_map.model import Document, key_of
from xerodesk.ui.sync.field_map.ports import Sample
from xerodesk.ui.sync.field_map.readings import Readings, read
from xerodesk.ui.sync.field_map.scene import Line, PairKey


@dataclass(frozen=True, slots=True)
class Offer:
    """A suggested pair that waits for a yes: drawn dashed, moves nothing."""

    wire: Wire
    score: int
    reason: str

    @property
    def key(self) -> PairKey:
        """How it is known in the gutter."""
        return key_of(self.wire)


class Editor(QObject):
    """`changed` when the map, its problems or suggestions moved, `selected` when another pair is chosen, `sampled` with new values,
    `refused(words)` when something asked for cannot be done."""

    changed = Signal()
    selected = Signal()
    sampled = Signal()
    refused = Signal(str)

    def __init__(self, field_map: FieldMap, surroundings: Surroundings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.kind = field_map.kind
        self.surroundings = surroundings
        self.document = Document(catalogues.crm(field_map.kind), catalogues.xero(field_map.kind), field_map)
        self.stack = QUndoStack(self)
        self.key: PairKey | None = None
        self.sample: Sample | None = None
        self.readings = Readings()
        self.issues: tuple[Issue, ...] = ()
        self.offers: tuple[Offer, ...] = ()
        self._turned_down: set[PairKey] = set()
        self._work_out()

    def put(self, field_map: FieldMap, key: PairKey | None) -> None:
        """Take a map, with a pair selected (commands call this)."""
        self.document = self.document.with_map(field_map)
        self.key = key
        self._drop_stale_offers()
        self._work_out()
        self.changed.emit()
        self.sampled.emit()
        self.selected.emit()

    def do(self, make: Callable[..., Edit], *args: object, **named: object) -> bool:
        """Make an edit of edits.py on this document, undoable. False, with `refused`, when it is not allowed."""
        try:
            edit = make(self.document, *args, **named)
        except NotAllowed as reason:
            self.refused.emit(str(reason))
            return False
        if edit.map != self.document.map:
            self.stack.push(EditCommand(self, self.document.map, self.key, edit))
        return True

    def select(self, key: PairKey | None) -> None:
        """Choose a pair (or a suggestion), None for none."""
        if key != self.key:
            self.key = key
            self.selected.emit()

    def telling(self) -> PairKey | None:
        """The pair that says most about the map when nobody has chosen one: one with a problem, else one with steps, else the first."""
        wires = self.document.map.wires
        wrong = next((one.key for one in self.issues if one.key is not None), None)
        stepped = next((key_of(wire) for wire in wires if wire.transforms and wire.crm_fields), None)
        return wrong or stepped or (key_of(wires[0]) if wires else None)

    def wire(self) -> Wire | None:
        """The chosen pair, None when it is none or a suggestion."""
        return self.document.find(self.key)

    def offer(self) -> Offer | None:
        """The chosen suggestion."""
        return next((one for one in self.offers if one.key == self.key), None)

    def lines(self) -> list[Line]:
        """Every pair and suggestion as the gutter draws it."""
        return lines_of(self.document, self.issues, [(one.wire, one.score, one.reason) for one in self.offers])

    def show_sample(self, sample: Sample | None) -> None:
        """Try the map on a record."""
        self.sample = sample
        self._work_out()
        self.sampled.emit()
        self.changed.emit()

    def ask_for_offers(self) -> int:
        """Look for pairs worth making; how many there are."""
        found: list[Suggestion] = suggest(self.document.map)
        offers = (Offer(one.wire, one.score, one.reason) for one in found)
        self.offers = tuple(one for one in offers if one.key not in self._turned_down)
        self._work_out()
        self.changed.emit()
        return len(self.offers)

    def turn_down(self, key: PairKey) -> None:
        """A suggestion is not wanted; it does not come again while the page is open."""
        self._turned_down.add(key)
        self.offers = tuple(one for one in self.offers if one.key != key)
        if self.key == key:
            self.select(None)
        self._work_out()
        self.changed.emit()

    @property
    def saved(self) -> bool:
        """Whether nothing waits to be saved."""
        return self.stack.isClean()

    def mark_saved(self) -> None:
        """The map as it stands is in use now."""
        self.stack.setClean()
        self.changed.emit()

    def _drop_stale_offers(self) -> None:
        paired = {wire.xero_field for wire in self.document.map.wires}
        self.offers = tuple(one for one in self.offers if one.wire.xero_field not in paired)

    def _work_out(self) -> None:
        self.readings = read(self.document, self.sample, self.surroundings)
        offers = [(one.wire, one.score, one.reason) for one in self.offers]
        self.issues = issues_of(self.document, problems(self.document.map), self.readings, offers)
