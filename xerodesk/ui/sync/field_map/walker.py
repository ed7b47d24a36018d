"""Going from problem to problem and from part to part by keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from xerodesk.ui.context import Notices
from xerodesk.ui.sync.field_map.canvas import PairCanvas
from xerodesk.ui.sync.field_map.editor import Editor
from xerodesk.ui.sync.field_map.inspector import Inspector
from xerodesk.ui.sync.field_map.issues import Issue
from xerodesk.ui.sync.field_map.problems import ProblemStrip
from xerodesk.ui.sync.field_map.table import TableView


class Walker:
    """Moves the keyboard and the choice; changes nothing."""

    def __init__(
        self, editor: Editor, canvas: PairCanvas, table: TableView, inspector: Inspector, strip: ProblemStrip, notices: Notices
    ) -> None:
        self._editor = editor
        self._canvas = canvas
        self._table = table
        self._inspector = inspector
        self._strip = strip
        self._notices = notices

    def show_issue(self, issue: Issue) -> None:
        """Choose the pair or field a problem is about, and show it."""
        if issue.key is not None:
            self._editor.select(issue.key)
            self._canvas.reveal(issue.key)
            self._canvas.gutter.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            tree = self._canvas.lists["xero"].tree
            tree.setFocus(Qt.FocusReason.OtherFocusReason)
            tree.go_to(issue.xero_field)
        self._strip.bring(issue)

    def step_problem(self, step: int) -> None:
        """The next problem, or the one before."""
        issues = [one for one in self._editor.issues if one.level != "suggestion"] or list(self._editor.issues)
        if not issues:
            self._notices.toast("No problems.")
            return
        at = next((at for at, one in enumerate(issues) if one.key is not None and one.key == self._editor.key), -1 if step > 0 else 0)
        self.show_issue(issues[(at + step) % len(issues)])

    def step_pane(self, step: int) -> None:
        """Left search, left list, pairs, right search, right list, inspector; and round."""
        lists = self._canvas.lists
        panes: list[QWidget] = [lists["crm"].search, lists["crm"].tree, self._canvas.gutter, lists["xero"].search, lists["xero"].tree]
        if self._table.isVisible():
            panes = [self._table.source, self._table.table]
        if self._inspector.isVisible():
            panes.append(self._inspector)
        at = next((at for at, pane in enumerate(panes) if pane.hasFocus() or _within(pane)), -1)
        pane = panes[(at + step) % len(panes)]
        if pane is self._inspector:
            self._inspector.take_focus()
        else:
            pane.setFocus(Qt.FocusReason.TabFocusReason)


def _within(pane: QWidget) -> bool:
    focus = QApplication.focusWidget()
    return focus is not None and (pane is focus or pane.isAncestorOf(focus))
