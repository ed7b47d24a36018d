"""The foot of a preview: what a sync costs of Xero's allowance, and the buttons to preview again and to sync."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from xerodesk.domain.progress import Step
from xerodesk.ui.kit.buttons import Button
from xerodesk.ui.kit.frames import Footer
from xerodesk.ui.kit.labels import Text
from xerodesk.ui.sync.previewing import Preview
from xerodesk.ui.theme import show_if


class NextFooter(Footer):
    """`preview_wanted`, `sync_wanted`, `test_wanted`, `cancelled` (of a preview under way)."""

    preview_wanted = Signal()
    sync_wanted = Signal()
    test_wanted = Signal()
    cancelled = Signal()

    def __init__(self, sync_words: str = "Sync now", test_words: str = "") -> None:
        super().__init__()
        self._ready = False
        self._busy = False
        self.is_working = False
        words = QVBoxLayout()
        words.setSpacing(0)
        self._price = Text("", weight=600)
        self._note = Text("", "small", "ink3")
        words.addStretch()
        words.addWidget(self._price)
        words.addWidget(self._note)
        words.addStretch()
        self.row.addLayout(words)
        self.row.addStretch()
        self.cancel = Button("Cancel", "ghost", size="footer")
        self.cancel.clicked.connect(self.cancelled)
        self.test = Button(test_words, "ghost", size="footer")
        self.test.setHidden(not test_words)
        self.test.clicked.connect(self.test_wanted)
        self.preview = Button("Preview", icon="eye", size="footer")
        self.preview.clicked.connect(self.preview_wanted)
        self.sync = Button(sync_words, "filled", size="footer")
        self.sync.clicked.connect(self.sync_wanted)
        for button in (self.cancel, self.test, self.preview, self.sync):
            self.row.addWidget(button)
        self.show_nothing()

    @property
    def words(self) -> tuple[str, str]:
        """What it says: the price, and the allowance that is left."""
        return self._price.text(), self._note.text()

    def show_price(self, preview: Preview) -> None:
        """A preview is there: its price."""
        self.is_working = False
        self._price.setText(preview.price.words)
        self._note.setText(preview.allowance)
        self._ready = True
        self._arrange()

    def show_progress(self, step: Step) -> None:
        """A preview is being made."""
        self.is_working = True
        self._price.setText(step.words)
        self._note.setText(f"{step.done:,} of {step.total:,}" if step.total else "Nothing is written.")
        self._arrange()

    def show_nothing(self) -> None:
        """There is no preview."""
        self.is_working = self._ready = False
        self._price.setText("")
        self._note.setText("")
        self._arrange()

    def set_busy(self, busy: bool) -> None:
        """A sync is under way."""
        self._busy = busy
        self._arrange()

    def _arrange(self) -> None:
        show_if(self.cancel, self.is_working)
        show_if(self.preview, not self.is_working)
        show_if(self.sync, self._ready)  # nothing is synced that was not looked at
        self.preview.setEnabled(not self._busy)
        self.test.setEnabled(not self._busy)
        self.sync.setEnabled(not self._busy and not self.is_working)
