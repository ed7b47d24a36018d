"""Making pairs on the drawn view: what may go where is asked of the model, what is in the way of the user."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from xerodesk.domain.records import Side
from xerodesk.ui.kit.notices import announce
from xerodesk.ui.sync.field_map import edits
from xerodesk.ui.sync.field_map.dragging import Begun, Connector, other
from xerodesk.ui.sync.field_map.editor import Editor
from xerodesk.ui.sync.field_map.gutter import Gutter
from xerodesk.ui.sync.field_map.lists import FieldList
from xerodesk.ui.sync.field_map.model import best_target, judge_field
from xerodesk.ui.sync.field_map.scene import PairKey


class Pairing(QObject):
    """Starts and finishes pairs. `let_go(key)`: a pair's end was dropped beside all rows, so the pair is not wanted."""

    let_go = Signal(object)

    def __init__(self, editor: Editor, lists: Mapping[Side, FieldList], gutter: Gutter, connector: Connector, owner: QWidget) -> None:
        super().__init__(owner)
        self._owner = owner
        self._editor = editor
        self._lists = lists
        self._gutter = gutter
        self._connector = connector
        gutter.port_taken.connect(self.begin)
        gutter.end_taken.connect(self._take_end)
        connector.wanted.connect(self._wanted)
        connector.dropped_nowhere.connect(self._nowhere)
        for one in lists.values():
            one.tree.begun.connect(self._row_begun)

    def begin(self, side: Side, name: str, dragging: bool = False, by_keys: bool = False) -> None:
        """Start a pair at a field; by keyboard the other list shows only what it can be paired with, the likeliest chosen."""
        document = self._editor.document
        verdicts = judge_field(document, side, name)
        far = other(side)
        best = best_target(document, side, name, verdicts)
        self._connector.begin(Begun(side, name, verdicts, by_keys=by_keys), dragging=dragging)
        possible = sum(one.possible for one in verdicts.values())
        words = f"Connecting {document.field(side, name).label}. {possible} possible field{'' if possible == 1 else 's'}"
        announce(self._gutter, f"{words}, best {document.field(far, best).label}" if best else words)
        if by_keys:
            tree = self._lists[far].tree
            tree.setFocus(Qt.FocusReason.OtherFocusReason)
            first = best or next((name for name, one in verdicts.items() if one.possible and not document.at(far, name)), "")
            if tree.go_to(first):
                self._connector.aim(first)

    def _row_begun(self, side: Side, name: str) -> None:
        """Enter or Space on a row: starts a pair, or ends the one under way."""
        now = self._connector.now
        if now is None:
            self.begin(side, name, by_keys=True)
        elif side == now.side:
            self._connector.cancel()
        elif not self._connector.choose(side, name):
            verdict = now.verdicts.get(name)
            announce(self._gutter, verdict.words if verdict else "")

    def _take_end(self, key: PairKey, side: Side, copy: bool) -> None:
        """An end is led elsewhere: the pair is drawn anew from its other end."""
        held = other(side)
        name = key[1] if held == "xero" else key[0][0]
        self._connector.begin(Begun(held, name, judge_field(self._editor.document, held, name), key, copy), dragging=True)

    def _wanted(self, begun: Begun, target: str) -> None:
        """A pair was asked for; when its target is taken, ask what to do, without stopping the rest."""
        crm, xero = (begun.field, target) if begun.side == "crm" else (target, begun.field)
        document = self._editor.document
        if begun.moved == ((crm,), xero):
            return  # let go where it was taken
        if begun.moved is not None and not begun.copy:
            document = document.with_map(edits.remove(document, begun.moved).map)
        in_the_way = edits.rivals(document, crm, xero)
        if not in_the_way or document.find(((crm,), xero)) is not None:
            self._connect(begun, target, "add")
        else:
            title = document.title(in_the_way[0])
            self._ask(begun, target, title, joins=begun.moved is None and edits.can_join(document, crm, xero))

    def _connect(self, begun: Begun, target: str, how: edits.How) -> None:
        crm, xero = (begun.field, target) if begun.side == "crm" else (target, begun.field)
        if begun.moved is None:
            done = self._editor.do(edits.connect, crm, xero, how)
        else:
            done = self._editor.do(edits.reroute, begun.moved, other(begun.side), target, how, copy=begun.copy)
        if done:
            announce(self._gutter, self._editor.stack.undoText())
        if begun.by_keys:
            tree = self._lists[begun.side].tree
            tree.setFocus(Qt.FocusReason.OtherFocusReason)
            tree.go_to(begun.field)

    def _ask(self, begun: Begun, target: str, title: str, *, joins: bool) -> None:
        menu = QMenu(self._owner)
        menu.setObjectName("occupied")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        choices: list[tuple[str, edits.How]] = [(f"Replace {title}", "replace")]
        if joins:
            choices.append(("Join both", "join"))
        for words, how in choices:
            menu.addAction(words).triggered.connect(_bound(self._connect, begun, target, how))
        menu.addAction("Cancel")
        tree = self._lists[other(begun.side)].tree
        row = tree.visualRect(tree.fields.index_of(target))
        menu.popup(tree.viewport().mapToGlobal(row.bottomLeft() + QPoint(30, 2)))
        menu.setActiveAction(menu.actions()[0])

    def _nowhere(self, begun: Begun) -> None:
        self.let_go.emit(begun.moved)


def _bound(do: Callable[[Begun, str, edits.How], None], begun: Begun, target: str, how: edits.How) -> Callable[[], None]:
    return lambda: do(begun, target, how)
