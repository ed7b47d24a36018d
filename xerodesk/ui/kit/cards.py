"""Answers to a question, one under another: a radio, a drawing, a name, what it means, what follows from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from xerodesk.ui.icons import paint_icon
from xerodesk.ui.theme import theme

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: key, name, what it means, what follows, and a drawing of `resources/icons` (48 px, "" for none)."""

    key: str
    name: str
    meaning: str = ""
    follows: str = ""
    drawing: str = ""


class _Card(QRadioButton):
    def __init__(self, answer: Answer) -> None:
        super().__init__()
        self.answer = answer
        self.setProperty("ownFocus", False)
        self.setAccessibleName(answer.name)
        self.setAccessibleDescription(f"{answer.meaning} {answer.follows}".strip())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Three lines with air."""
        return QSize(480, theme().px(92))

    def hitButton(self, pos: object) -> bool:
        """The whole card is the button."""
        return pos is not None

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The card."""
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if on:
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.setBrush(look.colour("sel"))
            painter.drawRoundedRect(box, 8, 8)
        else:
            if self.underMouse():
                painter.fillRect(box, look.colour("hover"))
            painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), look.colour("line"))
        middle = self.height() / 2
        painter.setPen(QPen(look.colour("accentfill" if on else "field"), 5.5 if on else 1.5))
        painter.setBrush(look.colour("canvas"))
        inset = 2.75 if on else 0.75
        painter.drawEllipse(QRectF(20 + inset, middle - 9 + inset, 18 - 2 * inset, 18 - 2 * inset))
        x = 58
        if self.answer.drawing:
            paint_icon(painter, x + 4, middle - 24, self.answer.drawing, "accent" if on else "ink3", 48)
            x = 132
        self._paint_words(painter, x, on=on)

    def _paint_words(self, painter: QPainter, x: int, *, on: bool) -> None:
        look = theme()
        lines = [
            (self.answer.name, look.font("section"), "ink", look.px(22)),
            (self.answer.meaning, look.font("base"), "ink2", look.px(20)),
        ]
        if self.answer.follows:
            lines.append((self.answer.follows, look.font("small", 500 if on else 400), "accent" if on else "ink3", look.px(18)))
        y = (self.height() - sum(line[3] for line in lines)) / 2
        for words, font, ink, height in lines:
            painter.setFont(font)
            painter.setPen(look.colour(ink))
            shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, self.width() - x - 16)
            painter.drawText(QRectF(x, y, self.width() - x - 8, height), _LEFT, shown)
            y += height


class RadioCards(QWidget):
    """A flow of answers of which one is chosen: `chosen(key)`; Enter on a card says `decided(key)`."""

    chosen = Signal(str)
    decided = Signal(str)

    def __init__(self, question: str, answers: Sequence[Answer], current: str = "") -> None:
        super().__init__()
        self.setAccessibleName(question)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._group = QButtonGroup(self)
        self._cards: dict[str, _Card] = {}
        for answer in answers:
            card = _Card(answer)
            self._cards[answer.key] = card
            self._group.addButton(card)
            column.addWidget(card)
        self.choose(current or answers[0].key)
        self._group.buttonToggled.connect(self._toggled)

    def current(self) -> str:
        """The key of the chosen answer."""
        return next((key for key, card in self._cards.items() if card.isChecked()), "")

    def choose(self, key: str) -> None:
        """Choose an answer."""
        self._cards[key].setChecked(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter decides."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.decided.emit(self.current())
        else:
            super().keyPressEvent(event)

    def _toggled(self, card: object, on: bool) -> None:
        if on and isinstance(card, _Card):
            self.chosen.emit(card.answer.key)
