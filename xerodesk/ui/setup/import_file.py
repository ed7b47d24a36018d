"""The file of an import: dropped or chosen, what kind of records it holds, and how it is written, shown and changeable."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from xerodesk.services.imports.sniff import Sniffed
from xerodesk.ui.files import Files
from xerodesk.ui.kit.buttons import Button
from xerodesk.ui.kit.fields import Choice, Field
from xerodesk.ui.kit.labels import ElidedText, IconLabel, Region, Text
from xerodesk.ui.setup.import_words import DECIMALS, DELIMITERS, ENCODINGS, KINDS, ORDERS, rewritten
from xerodesk.ui.theme import show_if, theme

TABLES = "Tables (*.csv *.tsv *.txt *.xlsx *.xlsm *.xls *.ods);;All files (*)"


class FileDrop(Region):
    """Where a file is dropped or chosen: `given(path)`."""

    given = Signal(object)

    def __init__(self, files: Files) -> None:
        super().__init__("raised", "box")
        self._files = files
        self._folder: Path | None = None
        self.setAcceptDrops(True)
        self.setAccessibleName("Drop a file here")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 14, 16, 14)
        row.setSpacing(12)
        row.addWidget(IconLabel("file", "ink2", 24))
        words = QVBoxLayout()
        words.setSpacing(2)
        self._name = ElidedText("Drop a file here", weight=600)
        self._note = Text("Excel or CSV. It is read, never changed.", "small", "ink3", wrap=True)
        words.addWidget(self._name)
        words.addWidget(self._note)
        row.addLayout(words, 1)
        self.choose = Button("Choose a file", icon="folder")
        self.choose.clicked.connect(self._choose)
        row.addWidget(self.choose)
        self.setMinimumHeight(theme().px(76))

    def show_file(self, path: Path, note: str = "") -> None:
        """Show which file it is."""
        self._folder = path.parent
        self._name.setText(path.name)
        self._note.setText(note or str(path.parent))
        self.choose.setText("Choose another")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One file of this computer may be dropped."""
        if len(event.mimeData().urls()) == 1 and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()
            self._ground("sel")

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """It went elsewhere."""
        super().dragLeaveEvent(event)
        self._ground("raised")

    def dropEvent(self, event: QDropEvent) -> None:
        """Here it is."""
        self._ground("raised")
        urls = event.mimeData().urls()
        if urls:
            event.acceptProposedAction()
            self.given.emit(Path(urls[0].toLocalFile()))

    def _ground(self, role: str) -> None:
        self.setProperty("ground", role)
        self.style().unpolish(self)
        self.style().polish(self)

    def _choose(self) -> None:
        path = self._files.file(self, "Choose the file with your customers", TABLES, self._folder)
        if path is not None:
            self.given.emit(path)


class WrittenAs(QWidget):
    """The kind of records and how the file is written: `kind_chosen(kind)`, `overruled(Sniffed)`."""

    kind_chosen = Signal(str)
    overruled = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._sniffed: Sniffed | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.kind = Choice("What the rows are", KINDS)
        self.kind.chosen.connect(self._kind)
        self.parts = {
            "encoding": Choice("Letters are written in", ENCODINGS),
            "delimiter": Choice("Cells are parted by", DELIMITERS),
            "decimal": Choice("Amounts are written", DECIMALS),
            "order": Choice("Days are written", ORDERS),
        }
        row.addWidget(Field("The rows are", self.kind))
        self._fields = {name: Field(choice.accessibleName(), choice) for name, choice in self.parts.items()}
        for name, choice in self.parts.items():
            choice.chosen.connect(self._changed)
            row.addWidget(self._fields[name])
        row.addStretch()
        self.show_sniffed(None)

    def show_sniffed(self, sniffed: Sniffed | None) -> None:
        """Show how a file is written; None while there is none."""
        self._sniffed = sniffed
        text = sniffed is not None and sniffed.form == "csv"
        for name, field in self._fields.items():
            show_if(field, sniffed is not None and (text or name in ("decimal", "order")))
        if sniffed is not None:
            self.parts["encoding"].set_value(sniffed.encoding)
            self.parts["delimiter"].set_value(sniffed.delimiter)
            self.parts["decimal"].set_value(sniffed.decimal_comma)
            self.parts["order"].set_value(sniffed.day_first)

    def _kind(self, kind: object) -> None:
        self.kind_chosen.emit(str(kind))

    def _changed(self, value: object) -> None:
        if self._sniffed is None:
            return
        part = next(name for name, choice in self.parts.items() if choice is self.sender())
        self._sniffed = rewritten(self._sniffed, part, value)
        self.overruled.emit(self._sniffed)
