"""The frame of a step: the question and its parts, what happens next beside it (below, in a small window), deeds at the foot."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from xerodesk.ui.kit.buttons import Button, ReasonedButton
from xerodesk.ui.kit.frames import Footer
from xerodesk.ui.kit.growing import GrowingScroll
from xerodesk.ui.kit.labels import IconLabel, Region, Text
from xerodesk.ui.kit.notices import Banner, announce
from xerodesk.ui.theme import show_if, theme

_SIDE, _MAIN, _BOTH = 392, 760, 1000
KEEPS = "Your file stays on this computer, encrypted. There is no account with us, and nothing is sent to us."


class StepFrame(QWidget):
    """Put a step's parts in `main`, what stands beside it in `aside`. `back` and `forward` tell which deed of the footer was used."""

    back = Signal()
    forward = Signal()

    def __init__(self, question: str, lead: str, deed: str, kept: str = "") -> None:
        super().__init__()
        self.question = Text(question, "question", wrap=True)
        self.lead = Text(lead, "lead", "ink2", wrap=True)
        self.banner = Banner()
        self._inside = Region("canvas")
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._inside)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._left = Region("canvas")
        self.main = QVBoxLayout(self._left)
        self.main.setSpacing(8)
        for widget in (self.question, self.lead, self.banner):
            self.main.addWidget(widget)
        self.main.addSpacing(12)
        self._side = Region("raised", "left")
        self.aside = QVBoxLayout(self._side)
        self.aside.setSpacing(8)
        self._row.addWidget(self._left, 1)
        self._row.addWidget(self._side)
        self._scroll = GrowingScroll(self._inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(self._make_footer(deed))
        self._kept = kept

    def finish(self) -> None:
        """Called once all parts are in: what is kept comes last, the rest is air."""
        self.main.addStretch(1)
        self.aside.addSpacing(8)
        self.aside.addWidget(Noted("lock", self._kept or KEEPS))
        self.aside.addStretch(1)
        self._arrange()

    def _make_footer(self, deed: str) -> Footer:
        footer = Footer()
        self.foot = Text("", "small", "ink2", wrap=True)
        self.back_button = Button("Back", "ghost", size="footer")
        self.deed = Button(deed, "filled", size="footer")
        self.reasoned = ReasonedButton(self.deed)
        self.back_button.clicked.connect(self._back)
        self.deed.clicked.connect(self.forward)
        footer.row.addWidget(self.foot, 1)
        footer.row.addWidget(self.back_button)
        footer.row.addWidget(self.reasoned)
        return footer

    def set_deed(self, words: str, reason: str = "") -> None:
        """Change what the filled button does and why it cannot; no words hide it."""
        self.deed.setText(words)
        self.reasoned.set_reason(reason)
        show_if(self.reasoned, bool(words))

    def scroll_to(self, widget: QWidget) -> None:
        """Bring a part into view."""
        self._scroll.ensureWidgetVisible(widget, 0, 24)

    def scroll_up(self) -> None:
        """Back to the question."""
        self._scroll.verticalScrollBar().setValue(0)

    def enter(self) -> None:
        """The step came on screen: the keyboard goes to its deed, and a screen reader says the question."""
        first = self.deed if self.deed.isEnabled() and not self.reasoned.isHidden() else self.back_button
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self.question.text())

    def step_back(self) -> bool:
        """Go back within the step; False when it is at its beginning, so that Back leaves it."""
        return False

    def _back(self) -> None:
        if not self.step_back():
            self.back.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside one another, or one under the other."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        look = theme()
        wide = self.width() >= look.px(_BOTH)
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self._row.setStretch(0, 1 if wide else 0)
        self._row.setStretch(1, 0 if wide else 1)
        self._side.setProperty("edge", "left" if wide else "top")
        self._side.style().unpolish(self._side)
        self._side.style().polish(self._side)
        room = self.width() - (look.px(_SIDE) if wide else 0)
        margin = max(24, min(look.px(88), (room - look.px(_MAIN)) // 2 if wide else look.px(32)))
        self.main.setContentsMargins(margin, look.px(88 if wide and self.height() > look.px(760) else 32), 36 if wide else margin, 24)
        if wide:
            self._side.setFixedWidth(look.px(_SIDE))
            self.aside.setContentsMargins(32, self.main.contentsMargins().top() + look.px(4), 32, 24)
        else:
            self._side.setMinimumWidth(0)
            self._side.setMaximumWidth(16_777_215)
            self.aside.setContentsMargins(margin, 24, margin, 24)


class Noted(QWidget):
    """A quiet note behind an icon, which may take several lines."""

    def __init__(self, icon: str, words: str, ink: str = "ink2", icon_ink: str = "good", role: str = "small") -> None:
        super().__init__()
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        self.words = Text(words, role, ink, wrap=True)
        row.addWidget(IconLabel(icon, icon_ink), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
