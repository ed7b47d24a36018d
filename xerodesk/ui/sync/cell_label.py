"""A cell of a table as a widget of its own: a value with what differs marked."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from xerodesk.ui.kit.cells import Cell, Run, cell_width, paint_cell
from xerodesk.ui.kit.diff import Piece, differences
from xerodesk.ui.theme import theme

_LONG = 600


def sides(crm: str, xero: str) -> tuple[Cell, Cell]:
    """The two sides of a value, marked where they differ; neither counts as old or new."""
    left, right = differences(crm[:_LONG], xero[:_LONG])
    return _marked(crm, left), _marked(xero, right)


def _marked(value: str, pieces: tuple[Piece, ...]) -> Cell:
    if not value:
        return Cell("empty", "ink3")
    runs = tuple(Run(piece.text.replace("\n", " ⏎ "), "warn", 500, "warnbg") if piece.changed else Run(piece.text) for piece in pieces)
    return Cell(value.replace("\n", " ⏎ "), runs=runs, tip=value)


class CellLabel(QWidget):
    """Shows a cell, cut with an ellipsis where there is no room; the whole of it is in the tooltip."""

    def __init__(self, cell: Cell | None = None) -> None:
        super().__init__()
        self._cell = cell or Cell()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set(self._cell)

    def set(self, cell: Cell) -> None:
        """Show another cell."""
        self._cell = cell
        self.setAccessibleName(cell.spoken)
        self.setToolTip(cell.tip or cell.text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the cell would like to be."""
        return QSize(min(round(cell_width(self._cell)) + 4, theme().px(420)), theme().px(24))

    def minimumSizeHint(self) -> QSize:
        """A few letters."""
        return QSize(theme().px(60), theme().px(24))

    def changeEvent(self, event: QEvent) -> None:
        """New colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The cell."""
        paint_cell(QPainter(self), QRectF(self.rect()), self._cell)
