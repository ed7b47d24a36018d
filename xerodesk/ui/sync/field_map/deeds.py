"""What can be done with one pair, from wherever it is asked: chip, key, menu, table, strip of problems."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from xerodesk.mapping.wires import WireDirection
from xerodesk.ui.context import Notices
from xerodesk.ui.sync.field_map import edits
from xerodesk.ui.sync.field_map.editor import Editor
from xerodesk.ui.sync.field_map.issues import Issue
from xerodesk.ui.sync.field_map.model import DIRECTION_WORDS
from xerodesk.ui.sync.field_map.scene import PairKey

SURE = 90  # suggestions from this score on are taken together by "Accept all sure ones"
_WAYS: tuple[WireDirection, ...] = ("both", "to_xero", "to_crm")


class PairDeeds(QObject):
    """Carries out deeds on the editor. `steps_wanted` and `details_wanted` are for the inspector."""

    steps_wanted = Signal()
    details_wanted = Signal()

    def __init__(self, editor: Editor, notices: Notices, owner: QWidget) -> None:
        super().__init__(owner)
        self._owner = owner
        self._editor = editor
        self._notices = notices

    def do(self, key: PairKey, name: str) -> None:
        """A deed by its name: direction, pause, remove, steps, accept, dismiss, details."""
        self._editor.select(key)
        acts: dict[str, Callable[[], None]] = {
            "direction": self.turn, "pause": self.pause, "remove": self.remove, "steps": self.steps_wanted.emit, "accept": self.accept,
            "dismiss": self.dismiss, "details": self.details_wanted.emit,
        }  # fmt: skip
        acts[name]()

    def turn(self) -> None:
        """The next way the chosen pair may run."""
        wire = self._editor.wire()
        if wire is None:
            return
        way = edits.next_direction(self._editor.document, wire)
        if way == wire.direction:
            reasons = (edits.why_not_direction(self._editor.document, wire, one) for one in _WAYS)
            self._notices.toast(next((one for one in reasons if one), "This pair runs one way only."))
        else:
            self._editor.do(edits.set_direction, self._editor.key, way)

    def pause(self) -> None:
        """Pause the chosen pair, or let it go on."""
        wire = self._editor.wire()
        if wire is not None:
            self._editor.do(edits.set_paused, self._editor.key, wire.enabled)

    def remove(self) -> None:
        """Take the chosen pair away; a suggestion is dismissed."""
        wire = self._editor.wire()
        if wire is None:
            self.dismiss()
            return
        title = self._editor.document.title(wire)
        if self._editor.do(edits.remove, self._editor.key):
            self._notices.toast(f"Removed {title}", self._editor.stack.undo)

    def let_go(self, key: PairKey) -> None:
        """A pair's end was dropped beside all rows."""
        self._editor.select(key)
        self.remove()

    def accept(self) -> None:
        """Take the chosen suggestion on."""
        offer = self._editor.offer()
        if offer is not None:
            self._editor.do(edits.adopt, [offer.wire])

    def accept_sure(self) -> None:
        """Take on all suggestions that are sure enough."""
        sure = [one.wire for one in self._editor.offers if one.score >= SURE]
        if sure:
            self._editor.do(edits.adopt, sure)
        else:
            self._notices.toast(f"No suggestion reaches {SURE} %.")

    def dismiss(self) -> None:
        """The chosen suggestion is not wanted."""
        if self._editor.offer() is not None and self._editor.key is not None:
            self._editor.turn_down(self._editor.key)

    def mend(self, issue: Issue) -> None:
        """Do what a line of the strip offers."""
        if issue.key is None:
            return
        self._editor.select(issue.key)
        if issue.level == "suggestion":
            self.accept()
        elif issue.step is not None:
            self._editor.do(edits.add_step, issue.key, issue.step)
        else:
            self.remove()

    def dismiss_issue(self, issue: Issue) -> None:
        """A suggestion's line was turned down."""
        if issue.key is not None:
            self._editor.turn_down(issue.key)

    def menu(self, key: PairKey, place: QPoint) -> QMenu:
        """The menu of a pair, with the keys that do the same."""
        self._editor.select(key)
        menu = QMenu(self._owner)
        menu.setObjectName("pair-menu")
        menu.setToolTipsVisible(True)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        wire = self._editor.wire()
        if wire is None:
            self._entries(menu, key, (("Accept\tA", "accept"), ("Dismiss\tDel", "dismiss")))
        else:
            self._entries(menu, key, (("All about it\tEnter", "details"),))
            menu.addSection("Direction (D)")
            for way in _WAYS:
                entry = menu.addAction(DIRECTION_WORDS[way])
                entry.setCheckable(True)
                entry.setChecked(wire.direction == way)
                reason = edits.why_not_direction(self._editor.document, wire, way)
                entry.setEnabled(not reason)
                entry.setToolTip(reason)
                entry.triggered.connect(self._turning(key, way))
            menu.addSeparator()
            pause = "Pause\tP" if wire.enabled else "Go on\tP"
            self._entries(menu, key, (("Add a step …\tT", "steps"), (pause, "pause"), ("Remove\tDel", "remove")))
        menu.popup(place)
        return menu

    def _entries(self, menu: QMenu, key: PairKey, entries: tuple[tuple[str, str], ...]) -> None:
        for words, name in entries:
            menu.addAction(words).triggered.connect(self._doing(key, name))

    def _doing(self, key: PairKey, name: str) -> Callable[[], None]:
        return lambda: self.do(key, name)

    def _turning(self, key: PairKey, way: WireDirection) -> Callable[[], None]:
        return lambda: self._set(key, way)

    def _set(self, key: PairKey, way: WireDirection) -> None:
        self._editor.do(edits.set_direction, key, way)
