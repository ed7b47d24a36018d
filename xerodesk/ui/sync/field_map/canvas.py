"""The drawn view: both lists with the gutter between them, kept in step with the editor and with one another."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QVBoxLayout, QWidget

from xerodesk.domain.records import Side
from xerodesk.ui.kit.labels import Region, Text
from xerodesk.ui.kit.notices import announce
from xerodesk.ui.sync.field_map.dragging import Connector, other
from xerodesk.ui.sync.field_map.editor import Editor
from xerodesk.ui.sync.field_map.gutter import Gutter
from xerodesk.ui.sync.field_map.lists import FieldList
from xerodesk.ui.sync.field_map.model import key_of
from xerodesk.ui.sync.field_map.pairing import Pairing
from xerodesk.ui.sync.field_map.readings import Readings
from xerodesk.ui.sync.field_map.rows import groups_of, lined_up, matching, unimportant
from xerodesk.ui.sync.field_map.scene import Anchor, PairKey, lay_out
from xerodesk.ui.sync.field_map.strand_painter import chip_width
from xerodesk.ui.theme import theme

_SIDES: tuple[Side, Side] = ("crm", "xero")


class PairCanvas(QWidget):
    """Draws the editor's map. Pairs are made by Pairing; what is done to one pair (`opened`, `deed`, `menu_wanted`, `turned` of `gutter`)
    is for whoever holds it."""

    def __init__(self, editor: Editor) -> None:
        super().__init__()
        self._editor = editor
        self._order = lined_up(editor.document)
        self._quiet = False
        self._over: frozenset[PairKey] | None = None
        self.lists: dict[Side, FieldList] = {side: FieldList(side) for side in _SIDES}
        self.gutter = Gutter()
        self.count = Text("", "small", "ink3")
        self._lay_out()
        self.connector = Connector(self, self.gutter, self.lists["crm"], self.lists["xero"])
        self.pairing = Pairing(editor, self.lists, self.gutter, self.connector, self)
        self._listen()
        self.refresh()

    def refresh(self) -> None:
        """Show the map as it is: rows, values, pairs."""
        self._quiet = True  # both lists first, then one picture between them
        document, readings = self._editor.document, self._editor.readings
        hidden = self._hidden()
        tall = frozenset(name for wire in document.map.wires if _two_lines(readings, wire.xero_field) for name in wire.crm_fields)
        self.lists["crm"].tree.show_groups(groups_of(document, "crm", readings.crm, (), hidden["crm"], tall))
        self.lists["xero"].tree.show_groups(groups_of(document, "xero", readings.xero, self._order, hidden["xero"]))
        self._quiet = False
        few = unimportant(document)
        self.lists["xero"].set_more(0 if self.lists["xero"].shows_all else len(few), len(list(document.fields("xero"))))
        pairs, offers = len(document.map.wires), len(self._editor.offers)
        words = f"{pairs} pair{'' if pairs == 1 else 's'}"
        now = self.connector.now
        if now is not None:
            self.count.setText(f"Connecting {document.field(now.side, now.field).label} …")
        else:
            self.count.setText(f"{words}, {offers} suggested" if offers else words)
        self.mark()

    def mark(self) -> None:
        """Show which pair is chosen."""
        key = self._editor.key
        wire = self._editor.document.find(key)
        names: dict[Side, tuple[str, ...]] = {"crm": key[0] if key else (), "xero": (key[1],) if key else ()}
        for side in _SIDES:
            tree = self.lists[side].tree
            tree.marks.chosen = frozenset(names[side])
            tree.viewport().update()
        line = next((one for one in self._editor.lines() if one.key == key), None)
        self._say(line.name if line is not None else "")
        if key is not None and wire is None and line is None:
            self._editor.select(None)
        self.redraw()

    def _say(self, words: str) -> None:
        """Where assistive tools find the chosen pair; said aloud while the gutter has the keyboard."""
        if words != self.gutter.accessibleDescription():
            self.gutter.setAccessibleDescription(words)
            if words and self.gutter.hasFocus():
                announce(self.gutter, words)

    def redraw(self) -> None:
        """Work out the picture between the lists again; cheap when nothing moved."""
        if self._quiet:
            return
        anchors = {side: self._anchors(side) for side in _SIDES}
        size = (float(self.gutter.width()), float(self.gutter.height()))
        scene = lay_out(self._editor.lines(), anchors["crm"], anchors["xero"], size, chip_width)
        strong = self._over if self.connector.now is None else frozenset()  # while a pair is made the others step back
        self.gutter.show_scene(scene, self._editor.key, strong)

    def reveal(self, key: PairKey) -> None:
        """Bring both ends of a pair into view, in the short list or the long one."""
        for name in key[0]:
            self._scroll_to("crm", name)
        self._scroll_to("xero", key[1])

    def line_up(self) -> None:
        """Put Xero's fields in the order of their partners, so that pairs face each other."""
        self._order = lined_up(self._editor.document)
        self.refresh()

    # ---- the lists and the gutter

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.lists["crm"], 344)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = Region("raised", "bottom")
        head.setFixedHeight(theme().px(37))
        inside = QHBoxLayout(head)
        inside.setContentsMargins(8, 0, 8, 0)
        inside.addWidget(self.count, 0, Qt.AlignmentFlag.AlignCenter)
        column.addWidget(head)
        column.addWidget(self.gutter, 1)
        row.addWidget(middle)
        row.addWidget(self.lists["xero"], 440)

    def _listen(self) -> None:
        for side in _SIDES:
            self._listen_to(self.lists[side])
        gutter, editor = self.gutter, self._editor
        gutter.picked.connect(self._picked)
        gutter.hovered.connect(self._strengthen)
        gutter.end_wanted.connect(self._to_end)
        gutter.stub_used.connect(self._scroll_to)
        gutter.bundle_opened.connect(self._open_bundle)
        gutter.resized.connect(self.redraw)
        self.connector.began.connect(self.refresh)
        self.connector.ended.connect(self.refresh)
        editor.changed.connect(self.refresh)
        editor.selected.connect(self.mark)
        theme().changed.connect(self.refresh)

    def _listen_to(self, one: FieldList) -> None:
        one.changed.connect(self.refresh)
        one.tree.moved.connect(self.redraw)
        one.tree.left.connect(self.connector.cancel)
        one.tree.clicked_on.connect(self._row_chosen)
        one.tree.current_field.connect(self._row_current)
        one.tree.hovered.connect(self._hovered_row)

    def _row_chosen(self, side: Side, name: str) -> None:
        wires = self._editor.document.at(side, name) if name else ()
        self._editor.select(key_of(wires[0]) if wires else None)

    def _row_current(self, side: Side, name: str) -> None:
        if self.connector.now is not None:
            self.connector.aim(name)
        else:
            self._row_chosen(side, name)

    def _hovered_row(self, side: Side, name: str) -> None:
        wires = self._editor.document.at(side, name) if name and self.connector.now is None else ()
        self._strengthen([key_of(wire) for wire in wires])

    def _strengthen(self, keys: Sequence[PairKey] | None) -> None:
        """Only these pairs stay at full strength; none or nothing: all do."""
        over = frozenset(keys) if keys and self.connector.now is None else None
        if over != self._over:
            self._over = over
            if self.connector.now is None:
                self.gutter.show_scene(self.gutter.scene, self._editor.key, over)

    def _picked(self, key: PairKey | None) -> None:
        self._editor.select(key)
        if key is not None:
            self.reveal(key)

    def _open_bundle(self, keys: Sequence[PairKey]) -> None:
        self.reveal(keys[0])

    def _to_end(self, key: PairKey, side: str) -> None:
        name = key[1] if side == "xero" else key[0][0]
        tree = self.lists["xero" if side == "xero" else "crm"].tree
        tree.setFocus(Qt.FocusReason.OtherFocusReason)
        tree.go_to(name)

    def _scroll_to(self, side: Side, name: str) -> None:
        tree = self.lists[side].tree
        index = tree.fields.index_of(name)
        if index.isValid():
            tree.expand(index.parent())
            tree.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    # ---- what is drawn

    def _hidden(self) -> dict[Side, frozenset[str]]:
        document = self._editor.document
        queries = (self.lists["crm"].search.text(), self.lists["xero"].search.text())
        crm, xero = matching(document, queries)
        now = self.connector.now
        if not self.lists["xero"].shows_all and not any(queries) and (now is None or not now.by_keys):
            xero |= unimportant(document) - {one.wire.xero_field for one in self._editor.offers}
        hidden: dict[Side, frozenset[str]] = {"crm": crm, "xero": xero}
        if now is not None and now.by_keys:
            hidden[other(now.side)] |= frozenset(name for name, one in now.verdicts.items() if not one.possible)
        return hidden

    def _anchors(self, side: Side) -> dict[str, Anchor]:
        tree = self.lists[side].tree
        shift = self.gutter.mapFromGlobal(tree.viewport().mapToGlobal(QPoint(0, 0))).y()
        return {name: Anchor(one.y + shift, one.group) for name, one in tree.anchors().items()}


def _two_lines(readings: Readings, name: str) -> bool:
    shown = readings.xero.get(name)
    return shown is not None and bool(shown.now)
