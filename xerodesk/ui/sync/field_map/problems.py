"""The strip at the foot: every problem and suggestion a line with the deed that settles it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from xerodesk.ui.kit.buttons import Button
from xerodesk.ui.kit.labels import ElidedText, IconLabel, Region
from xerodesk.ui.sync.field_map.issues import Issue
from xerodesk.ui.theme import show_if, theme

_LOOK = {
    "error": ("crossed-circle", "bad", "Error"),
    "warning": ("triangle", "warn", "Warning"),
    "suggestion": ("wand", "accent", "Suggestion"),
}
_MOST = 3
_ROW = 28
_LOUD = 240  # what is wrong is read whole up to this width, before its explanation is


class IssueRow(Region):
    """One line. `shown` when it is clicked, `mended` by its deed, `dismissed` for a suggestion."""

    shown = Signal(object)
    mended = Signal(object)
    dismissed = Signal(object)

    def __init__(self, issue: Issue) -> None:
        super().__init__("canvas", "bottom")
        self.issue = issue
        self.setFixedHeight(theme().px(_ROW) + 1)
        icon, ink, level = _LOOK[issue.level]
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 24, 0)
        row.setSpacing(6)
        row.addWidget(IconLabel(icon, ink, 16, level))
        row.addWidget(self._what(level))
        loud = ElidedText(issue.loud, "base", ink, 600)
        width = QFontMetrics(loud.font()).horizontalAdvance(issue.loud) + 4
        loud.setMaximumWidth(width)
        loud.setMinimumWidth(min(width, theme().px(_LOUD)))
        row.addWidget(loud, width)
        row.addWidget(ElidedText(issue.words, "base", "ink2"), max(QFontMetrics(self.font()).horizontalAdvance(issue.words), 40))
        if issue.level == "suggestion":
            no = Button("Dismiss", look="ghost", size="row")
            no.clicked.connect(self._dismiss)
            row.addWidget(no)
        if issue.deed or issue.level == "suggestion":
            yes = Button(issue.deed or "Accept", look="text", size="row")
            yes.clicked.connect(self._mend)
            row.addWidget(yes)

    def _what(self, level: str) -> QWidget:
        """Which pair, as a button that shows it, cut to the column."""
        issue = self.issue
        place = QWidget()
        place.setFixedWidth(theme().px(228))
        inside = QHBoxLayout(place)
        inside.setContentsMargins(0, 0, 0, 0)
        button = Button(issue.what, look="ghost", size="row")
        room = place.width() - 20
        button.setText(QFontMetrics(button.font()).elidedText(issue.what, Qt.TextElideMode.ElideRight, room))
        button.setAccessibleName(issue.what)
        button.setAccessibleDescription(f"{level}: {issue.loud} {issue.words}")
        button.setToolTip(issue.what)
        button.clicked.connect(self._show)
        inside.addWidget(button)
        inside.addStretch(1)
        return place

    def _show(self) -> None:
        self.shown.emit(self.issue)

    def _mend(self) -> None:
        self.mended.emit(self.issue)

    def _dismiss(self) -> None:
        self.dismissed.emit(self.issue)


class ProblemStrip(QScrollArea):
    """The lines, three high and scrolling beyond that. `shown(issue)`, `mended(issue)`, `dismissed(issue)`."""

    shown = Signal(object)
    mended = Signal(object)
    dismissed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._issues: tuple[Issue, ...] | None = None
        self._rows: list[IssueRow] = []
        self.setProperty("edge", "top2")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Problems and suggestions")
        self.set_issues(())

    def set_issues(self, issues: tuple[Issue, ...]) -> None:
        """Show these."""
        if issues == self._issues:
            return
        self._issues = issues
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._rows = [IssueRow(one) for one in issues]
        for row in self._rows:
            row.shown.connect(self.shown)
            row.mended.connect(self.mended)
            row.dismissed.connect(self.dismissed)
            column.addWidget(row)
        column.addStretch(1)
        old = self.takeWidget()
        if old is not None:
            old.deleteLater()
        self.setWidget(inside)
        self.setFixedHeight(min(len(issues), _MOST) * (theme().px(_ROW) + 1) + 1)
        show_if(self, bool(issues))

    def bring(self, issue: Issue) -> None:
        """Scroll a line into view."""
        for row in self._rows:
            if row.issue == issue:
                self.ensureWidgetVisible(row, 0, 0)
