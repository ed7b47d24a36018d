"""Words on a page: text in a type role, the sentence that opens a page, headings, field tags, key hints, hairlines, regions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from xerodesk.ui.icons import pixmap
from xerodesk.ui.theme import dress, set_ink, show_if, theme


class Text(QLabel):
    """Plain words in a type role (tokens.TYPE), a weight (400, 500, 600) and an ink role. Never reads markup."""

    def __init__(
        self, text: str = "", role: str = "base", ink: str = "ink", weight: int | None = None, *, wrap: bool = False, select: bool = False
    ) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if select:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        dress(self, role, weight, ink)

    def set_ink(self, ink: str) -> None:
        """Change its colour role."""
        set_ink(self, ink)


class ElidedText(Text):
    """One line that is cut with an ellipsis when there is no room; the whole text is in the tooltip and for assistive tools."""

    def __init__(self, text: str = "", role: str = "base", ink: str = "ink", weight: int | None = None) -> None:
        super().__init__(text, role, ink, weight)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        """It may shrink to a few letters."""
        return QSize(self.fontMetrics().horizontalAdvance("Mmm…"), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the tooltip only while the text is cut."""
        super().resizeEvent(event)
        cut = self.fontMetrics().horizontalAdvance(self.text()) > self.width()
        self.setToolTip(self.text() if cut else "")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The text, cut to the width."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.setFont(self.font())
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), words)


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a sentence: `plain`, a figure (`strong`), something wrong (`bad`), something fine (`good`) or a link."""

    text: str
    look: Literal["plain", "strong", "bad", "warn", "good", "link"] = "plain"
    target: str = ""


class SentenceLabel(QLabel):
    """The sentence a page opens with: plain words with its figures set in 600. `followed(target)` when a link in it is used."""

    followed = Signal(str)

    def __init__(self, parts: Sequence[Part | str] = (), role: str = "sentence") -> None:
        super().__init__()
        self._parts: list[Part] = []
        self._role = role
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        dress(self, role, ink="ink2")
        self.linkActivated.connect(self.followed)
        self.set_parts(parts)

    def set_parts(self, parts: Sequence[Part | str]) -> None:
        """Change what it says."""
        self._parts = [Part(one) if isinstance(one, str) else one for one in parts]
        self.setAccessibleName(self.plain())
        links = any(part.look == "link" for part in self._parts)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
            if links
            else Qt.TextInteractionFlag.NoTextInteraction
        )
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if links else Qt.FocusPolicy.NoFocus)
        self._write()

    def plain(self) -> str:
        """The sentence as text."""
        return "".join(part.text for part in self._parts)

    def changeEvent(self, event: QEvent) -> None:
        """Write it again in the colours of a new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_parts"):
            self._write()

    def _write(self) -> None:
        tokens = theme().tokens
        ink = {"strong": tokens.ink, "bad": tokens.bad, "warn": tokens.warn, "good": tokens.good}
        html = ""
        for part in self._parts:
            words = escape(part.text)
            if part.look == "link":
                html += f'<a href="{escape(part.target)}" style="color:{tokens.accent};text-decoration:none;font-weight:500">{words}</a>'
            elif part.look == "plain":
                html += words
            else:
                html += f'<span style="color:{ink[part.look]};font-weight:600">{words}</span>'
        line = 130 if self._role == "sentence" else 120
        self.setText(f'<p style="margin:0;line-height:{line}%">{html}</p>')


class Heading(QWidget):
    """A heading with a quiet note after it (a count), or `apart` at the right end, and room for controls there: `add(widget)`.

    Role "page" opens a page, "section" a list, "base" (in 600) a part of a side column.
    """

    def __init__(self, text: str, note: str = "", role: str = "section", *, apart: bool = False) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self.title = ElidedText(text, role, weight=600)
        self.note = Text(note, "lead" if role == "page" else "small", ink="ink3")
        self._row.addWidget(self.title)
        if apart:
            self._row.addStretch(1)
        self._row.addWidget(self.note)
        if not apart:
            self._row.addStretch(1)

    def set(self, text: str, note: str = "") -> None:
        """Change the heading and its note."""
        self.title.setText(text)
        self.note.setText(note)

    def add(self, widget: QWidget) -> None:
        """Put a control at the right end."""
        self._row.addWidget(widget)


class IconLabel(QLabel):
    """An icon in the colour of a role; with `name` it is read to assistive tools, without it is decoration."""

    def __init__(self, icon: str, ink: str = "ink2", size: int = 16, name: str = "", height: int | None = None) -> None:
        super().__init__()
        self._look = (icon, ink, size, height)
        self.setAccessibleName(name)
        self.setFixedSize(size, height or size)

    def set(self, icon: str, ink: str = "ink2", name: str = "") -> None:
        """Show another icon."""
        self._look = (icon, ink, self._look[2], self._look[3])
        self.setAccessibleName(name)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The icon, sharp on this screen."""
        icon, ink, size, height = self._look
        QPainter(self).drawPixmap(0, 0, pixmap(icon, ink, size, self.devicePixelRatioF(), height))


class IconText(QWidget):
    """An icon and words side by side, read as one: a type ("Text", caption, ink3, 12 px) or a note with a lock before it."""

    def __init__(self, icon: str, text: str, role: str = "small", ink: str = "ink2", *, icon_ink: str = "", size: int = 14) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self._icon = IconLabel(icon, icon_ink or ink, size)
        self.words = Text(text, role, ink)
        row.addWidget(self._icon)
        row.addWidget(self.words, 1)

    def set(self, icon: str, text: str, ink: str = "ink2", icon_ink: str = "") -> None:
        """Say something else."""
        self._icon.set(icon, icon_ink or ink)
        self.words.setText(text)
        self.words.set_ink(ink)


class KeyHint(QLabel):
    """A key as drawn on a keyboard: `Ctrl K`."""

    def __init__(self, keys: str) -> None:
        super().__init__(keys)
        self.setProperty("kbd", "true")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        dress(self, "caption", 500)


class KeyHints(QFrame):
    """The bar of key hints under a list: pairs of keys and what they do."""

    def __init__(self, hints: Sequence[tuple[str, str]], note: str = "") -> None:
        super().__init__()
        self.setProperty("ground", "side")
        self.setProperty("edge", "top2")
        self.setFixedHeight(theme().px(32))
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 24, 0)
        row.setSpacing(5)
        for keys, words in hints:
            for key in keys.split():
                row.addWidget(KeyHint(key))
            row.addWidget(Text(words, "small", "ink3"))
            row.addSpacing(12)
        row.addStretch()
        self.note = Text(note, "small", "ink3")
        row.addWidget(self.note)


class Tag(QLabel):
    """A small edged word beside a field: plain (Max 50), strong (Required) or warn (Recommended and missing)."""

    def __init__(self, text: str, look: Literal["plain", "strong", "warn"] = "plain") -> None:
        super().__init__(text)
        self.setProperty("tag", look)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        dress(self, "caption", 600 if look == "strong" else 500)


class Badge(QLabel):
    """The count of what needs a person; hidden at nought."""

    def __init__(self, count: int = 0) -> None:
        super().__init__()
        self.setProperty("badge", "true")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        dress(self, "caption", 600)
        self.set(count)

    def set(self, count: int) -> None:
        """Change the count."""
        self.setText(f"{count:,}")
        show_if(self, count > 0)


class Hairline(QFrame):
    """A 1 px line between rows and regions; `strong` under headings, `upright` between columns."""

    def __init__(self, *, strong: bool = False, upright: bool = False) -> None:
        super().__init__()
        self.setProperty("rule", "v" if upright else "h2" if strong else "h")
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)


class Region(QFrame):
    """A part of a page with a ground role (canvas, side, raised) and a hairline at one edge (top, bottom, left, right, top2, bottom2)."""

    def __init__(self, ground: str = "canvas", edge: str = "") -> None:
        super().__init__()
        self.setProperty("ground", ground)
        if edge:
            self.setProperty("edge", edge)
