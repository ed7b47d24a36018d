"""The editor of one map, put together: drawing or table, the pair at the right, problems and the foot below."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from xerodesk.ui.context import Notices
from xerodesk.ui.sync.field_map.canvas import PairCanvas
from xerodesk.ui.sync.field_map.deeds import PairDeeds
from xerodesk.ui.sync.field_map.editor import Editor
from xerodesk.ui.sync.field_map.footer import SaveBar
from xerodesk.ui.sync.field_map.inspector import Inspector
from xerodesk.ui.sync.field_map.problems import ProblemStrip
from xerodesk.ui.sync.field_map.scene import PairKey
from xerodesk.ui.sync.field_map.table import TableView
from xerodesk.ui.sync.field_map.walker import Walker
from xerodesk.ui.tasks import Tasks
from xerodesk.ui.theme import theme

_LEAST = 640
_BESIDE = 1120  # from this width on the inspector stands beside the lists; below it lies over them when asked for


class Workbench(QWidget):
    """One Editor on screen."""

    def __init__(self, editor: Editor, tasks: Tasks, notices: Notices) -> None:
        super().__init__()
        self.setMinimumWidth(theme().px(_LEAST))  # less than with the inspector beside the lists, which leaves when it gets narrow
        self.editor = editor
        self._notices = notices
        self._wanted: bool | None = None  # whether the inspector was opened or closed by hand; None: as the width has it
        self.canvas = PairCanvas(editor)
        self.table = TableView(editor, tasks)
        self.inspector = Inspector(editor)
        self.strip = ProblemStrip()
        self.foot = SaveBar(editor)
        self.deeds = PairDeeds(editor, notices, self)
        self._views = QStackedWidget()
        self._views.addWidget(self.canvas)
        self._views.addWidget(self.table)
        self._middle = QHBoxLayout()
        self._middle.setSpacing(0)
        self._middle.addWidget(self._views, 1)
        self._middle.addWidget(self.inspector)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._middle, 1)
        column.addWidget(self.strip)
        column.addWidget(self.foot)
        self._walker = Walker(editor, self.canvas, self.table, self.inspector, self.strip, notices)
        self._listen()
        self.strip.set_issues(editor.issues)

    def show_view(self, name: str) -> None:
        """wires or table."""
        self._views.setCurrentWidget(self.table if name == "table" else self.canvas)

    def next_problem(self) -> None:
        """F8."""
        self._walker.step_problem(1)

    def previous_problem(self) -> None:
        """Shift+F8."""
        self._walker.step_problem(-1)

    def next_pane(self) -> None:
        """F6."""
        self._walker.step_pane(1)

    def previous_pane(self) -> None:
        """Shift+F6."""
        self._walker.step_pane(-1)

    def to_search(self) -> None:
        """Ctrl+F."""
        self.canvas.lists["crm"].search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def undo(self) -> None:
        """Take the last change back."""
        self.editor.stack.undo()

    def redo(self) -> None:
        """Make it again."""
        self.editor.stack.redo()

    def suggest(self) -> None:
        """Look for pairs worth making."""
        if not self.editor.ask_for_offers():
            self._notices.toast("Nothing to suggest: every field that has a likely partner is paired.")

    def line_up(self) -> None:
        """Let pairs face each other."""
        self.canvas.line_up()

    def accept_sure(self) -> None:
        """Take on the suggestions that are sure."""
        self.deeds.accept_sure()

    def details(self) -> None:
        """Show the inspector and give it the keyboard."""
        self._wanted = True
        self._place_inspector()
        self.inspector.take_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside the lists where there is room, over them where there is not."""
        super().resizeEvent(event)
        self._place_inspector()

    def _listen(self) -> None:
        gutter = self.canvas.gutter
        for deed in (gutter.deed, self.table.deed):
            deed.connect(self.deeds.do)
        for opened in (gutter.opened, self.table.opened):
            opened.connect(self._opened)
        for wanted in (gutter.menu_wanted, self.table.menu_wanted):
            wanted.connect(self.deeds.menu)
        gutter.turned.connect(partial(self.deeds.do, name="direction"))
        self.canvas.pairing.let_go.connect(self.deeds.let_go)
        self.deeds.details_wanted.connect(self.details)
        self.deeds.steps_wanted.connect(self._steps)
        self.inspector.closed.connect(self._close_inspector)
        self.inspector.accepted.connect(self.deeds.accept)
        self.inspector.dismissed.connect(self.deeds.dismiss)
        self.strip.shown.connect(self._walker.show_issue)
        self.strip.mended.connect(self.deeds.mend)
        self.strip.dismissed.connect(self.deeds.dismiss_issue)
        self.editor.changed.connect(self._refresh)
        self.editor.refused.connect(self._notices.toast)

    def _refresh(self) -> None:
        self.strip.set_issues(self.editor.issues)

    def _opened(self, key: PairKey) -> None:
        self.editor.select(key)
        self.details()

    def _steps(self) -> None:
        self.details()
        self.inspector.open_steps()

    def _close_inspector(self) -> None:
        self._wanted = False
        self._place_inspector()
        (self.table.table if self.table.isVisible() else self.canvas.gutter).setFocus(Qt.FocusReason.OtherFocusReason)

    def _place_inspector(self) -> None:
        beside = self.width() >= theme().px(_BESIDE)
        at = self._middle.indexOf(self.inspector)
        if beside and at < 0:
            self._middle.addWidget(self.inspector)
        elif not beside and at >= 0:
            self._middle.removeWidget(self.inspector)
        self.inspector.setVisible(beside if self._wanted is None else self._wanted)
        if not beside:
            height = self._views.height() or self.height()
            self.inspector.setGeometry(self.width() - self.inspector.width(), 0, self.inspector.width(), height)
            self.inspector.raise_()
