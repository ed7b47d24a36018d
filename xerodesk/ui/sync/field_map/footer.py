"""The foot of the page: how far the map is, and Save with the reason while it cannot be pressed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar

from xerodesk.ui.kit.buttons import Button, ReasonedButton
from xerodesk.ui.kit.labels import Part, Region, SentenceLabel, Text
from xerodesk.ui.sync.field_map.editor import Editor
from xerodesk.ui.sync.field_map.issues import count_words
from xerodesk.ui.theme import theme

_LEAST, _METER_FROM, _HINT_FROM = 560, 760, 960


class SaveBar(Region):
    """`saved` when the map is to be put into use."""

    saved = Signal()

    def __init__(self, editor: Editor) -> None:
        super().__init__("side")
        self._editor = editor
        self._busy = False
        self.setFixedHeight(theme().px(44))
        self.setMinimumWidth(theme().px(_LEAST))  # narrower than all of it together: parts of it go
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 24, 0)
        row.setSpacing(16)
        self._meter = QProgressBar()
        self._meter.setTextVisible(False)
        self._meter.setFixedWidth(theme().px(120))
        self._meter.setAccessibleName("Required and recommended fields mapped")
        self._words = SentenceLabel(role="base")
        self._words.setWordWrap(False)
        self._hint = Text("F8 next problem", "small", "ink3")
        self.save = ReasonedButton(Button("Save", look="filled"))
        self.save.button.clicked.connect(self.saved)
        row.addWidget(self._meter)
        row.addWidget(self._words)
        row.addWidget(self._hint)
        row.addStretch(1)
        row.addWidget(self.save)
        editor.changed.connect(self.refresh)
        editor.stack.cleanChanged.connect(self.refresh)
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The meter and the hint go first when there is little room."""
        super().resizeEvent(event)
        self._spread()

    def _spread(self) -> None:
        room = self.width() / theme().scale
        self._meter.setVisible(room >= _METER_FROM)
        self._hint.setVisible(room >= _HINT_FROM and any(one.level != "suggestion" for one in self._editor.issues))

    def set_busy(self, busy: bool) -> None:
        """While it is being saved it cannot be saved again."""
        self._busy = busy
        self.refresh()

    def refresh(self) -> None:
        """Count again."""
        mapped, wanted = self._editor.document.mapped_counts()
        self._meter.setRange(0, max(wanted, 1))
        self._meter.setValue(mapped if wanted else 1)
        problems = count_words(self._editor.issues)
        self._words.set_parts(
            [Part(f"{mapped} of {wanted}", "strong"), " required and recommended fields mapped, ", Part(problems, "strong")]
        )
        self._spread()
        self.save.set_reason(self.reason())

    def reason(self) -> str:
        """Why it cannot be saved now, "" when it can."""
        if self._busy:
            return "Saving …"
        wrong = [one for one in self._editor.issues if one.level == "error"]
        if wrong:
            more = f" and {len(wrong) - 1} more" if len(wrong) > 1 else ""
            return f"Save waits for {wrong[0].what}{more}"
        return "Nothing to save" if self._editor.saved else ""
