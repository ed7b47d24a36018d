"""Parts of a page that open and close, and lists of names and values."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from xerodesk.ui.icons import icon
from xerodesk.ui.kit.labels import Hairline, Text
from xerodesk.ui.theme import dress, show_if


class ExpandableSection(QWidget):
    """A heading that opens and closes what stands under it: `body` is a column layout. `toggled(open)`."""

    toggled = Signal(bool)

    def __init__(self, title: str, note: str = "", *, opened: bool = False, line: bool = True) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(8)
        self._button = QPushButton(title)
        self._button.setCheckable(True)
        self._button.setProperty("look", "ghost")
        self._button.setIconSize(QSize(14, 14))
        self._button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._button.setAccessibleName(title)
        dress(self._button, "base", 600)
        self._note = Text(note, "small", "ink3")
        self._row = row
        row.addWidget(self._button)
        row.addWidget(self._note)
        row.addStretch(1)
        column.addLayout(row)
        if line:
            column.addWidget(Hairline())
        self._inside = QWidget()
        self.body = QVBoxLayout(self._inside)
        self.body.setContentsMargins(22, 4, 0, 8)
        column.addWidget(self._inside)
        self._button.toggled.connect(self._turn)
        self._button.setChecked(opened)
        self._turn(opened)

    def set_title(self, title: str, note: str = "") -> None:
        """Change the heading and its note."""
        self._button.setText(title)
        self._button.setAccessibleName(title)
        self._note.setText(note)

    def add_control(self, widget: QWidget) -> None:
        """Put a control at the right end of the heading."""
        self._row.addWidget(widget)

    def set_open(self, opened: bool) -> None:
        """Open or close it."""
        self._button.setChecked(opened)

    def changeEvent(self, event: QEvent) -> None:
        """New colours for the chevron."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_inside"):
            self._chevron()

    def _turn(self, opened: bool) -> None:
        show_if(self._inside, opened)
        self._chevron()
        self._button.setAccessibleDescription("open" if opened else "closed")
        self.toggled.emit(opened)

    def _chevron(self) -> None:
        self._button.setIcon(icon("chevron-down" if self._button.isChecked() else "chevron-right", "ink2", size=14))


class DetailsList(QWidget):
    """Names and values in two columns: `set_rows([("Terms", "Net 30"), ...])`. Values can be selected and wrap."""

    def __init__(self, rows: Sequence[tuple[str, str]] = (), name_width: int = 96) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnMinimumWidth(0, name_width)
        self._grid.setColumnStretch(1, 1)
        self._rows: Sequence[tuple[str, str]] = ()
        self.set_rows(rows)

    def set_rows(self, rows: Sequence[tuple[str, str]]) -> None:
        """Show these rows."""
        if rows == self._rows:
            return
        self._grid.setRowStretch(len(self._rows), 0)
        self._rows = tuple(rows)
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for at, (name, value) in enumerate(rows):
            label = Text(name, "small", "ink3")
            shown = Text(value, "small", "ink", wrap=True, select=True)
            shown.setAccessibleName(f"{name}: {value}")
            self._grid.addWidget(label, at, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(shown, at, 1, Qt.AlignmentFlag.AlignTop)
        self._grid.setRowStretch(len(rows), 1)


class PageScroll(QScrollArea):
    """A page that scrolls up and down only. Put things in `column`; the margin is the page's 24 px."""

    def __init__(self, margin: int = 24, top: int = 18) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setProperty("ground", "canvas")
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(margin, top, margin, margin)
        self.column.setSpacing(8)
        self.setWidget(inside)
