"""Fields: search with clear, a value to copy, a labelled field with its error, a combo box with a name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from xerodesk.ui.icons import icon
from xerodesk.ui.kit.buttons import Button
from xerodesk.ui.kit.labels import Text
from xerodesk.ui.theme import dress, polish_again, set_ink, show_if, theme


class SearchField(QLineEdit):
    """A field to search in. `searched(text)` comes at every change, without delay; Esc clears; Down asks for the list (`wanted_list`)."""

    searched = Signal(str)
    wanted_list = Signal()

    def __init__(self, placeholder: str, name: str = "") -> None:
        super().__init__()
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name or placeholder)
        self._glass = QAction(self)
        self._clear = QAction("Clear", self)
        self._clear.triggered.connect(self.clear)
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        self._clear.setVisible(False)
        self._draw()
        self.textChanged.connect(self._changed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc clears what is there, Down goes to the list."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.wanted_list.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """New colours for the icons."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_clear"):
            self._draw()

    def _draw(self) -> None:
        self._glass.setIcon(icon("search", "ink2"))
        self._clear.setIcon(icon("x", "ink2"))

    def _changed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self.searched.emit(text)


class Choice(QComboBox):
    """A combo box of (value, words) with a name; `chosen(value)` when the user picks. `look` "" (an input), "low" or "bare"."""

    chosen = Signal(object)

    def __init__(self, name: str, options: Sequence[tuple[object, str]] = (), look: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setProperty("look", look)
        self._spare = 34 if look == "bare" else 46
        dress(self, "small" if look == "bare" else "base")
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.set_options(options)
        self.activated.connect(self._picked)

    def sizeHint(self) -> QSize:
        """Room for the longest option and the arrow."""
        words = max((self.fontMetrics().horizontalAdvance(self.itemText(at)) for at in range(self.count())), default=40)
        return QSize(words + self._spare, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """It may be cut where there is little room."""
        return QSize(min(96, self.sizeHint().width()), super().minimumSizeHint().height())

    def set_options(self, options: Sequence[tuple[object, str]]) -> None:
        """Replace the options, keeping the chosen value where it is still there."""
        before = self.currentData()
        self.clear()
        for value, words in options:
            self.addItem(words, value)
        self.set_value(before)

    def value(self) -> object:
        """The chosen value."""
        chosen: object = self.currentData()
        return chosen

    def set_value(self, value: object) -> None:
        """Choose without telling."""
        for index in range(self.count()):
            if self.itemData(index) == value:
                self.setCurrentIndex(index)
                return

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the page, never changes a value by accident."""
        event.ignore()

    def _picked(self, index: int) -> None:
        self.chosen.emit(self.itemData(index))


class Field(QWidget):
    """A label over an input, with a hint or what is wrong below it. `input` is the widget given."""

    def __init__(self, label: str, widget: QWidget, hint: str = "") -> None:
        super().__init__()
        self.input = widget
        self._hint = hint
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        caption = Text(label, "small", "ink2", 500)
        caption.setBuddy(widget)
        if not widget.accessibleName():
            widget.setAccessibleName(label)
        column.addWidget(caption)
        column.addWidget(widget)
        self._below = Text(hint, "small", "ink3", wrap=True)
        show_if(self._below, bool(hint))
        column.addWidget(self._below)

    def set_wrong(self, words: str) -> None:
        """Say what is wrong with the value, or "" when it is right."""
        self.input.setProperty("wrong", "true" if words else "")
        polish_again(self.input)
        self.input.setAccessibleDescription(words or self._hint)
        self._below.setText(words or self._hint)
        set_ink(self._below, "bad" if words else "ink3")
        show_if(self._below, bool(words or self._hint))


class CopyField(QWidget):
    """A label, a value that can be selected, and a button that copies it and says so for two seconds."""

    copied = Signal(str)

    def __init__(self, label: str, value: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._label = label
        caption = Text(label, "small", "ink3")
        caption.setMinimumWidth(theme().px(112))
        self._value = QLineEdit(value)
        self._value.setReadOnly(True)
        self._value.setAccessibleName(label)
        self._button = Button("Copy", icon="copy")
        self._button.setAccessibleName(f"Copy {label}")
        self._button.clicked.connect(self.copy)
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(2000)
        self._calm.timeout.connect(self._again)
        row.addWidget(caption)
        row.addWidget(self._value, 1)
        row.addWidget(self._button)

    def set_value(self, value: str) -> None:
        """Show another value."""
        self._value.setText(value)

    def copy(self) -> None:
        """Put the value on the clipboard and confirm it."""
        QGuiApplication.clipboard().setText(self._value.text())
        self._button.setText("Copied")
        self._calm.start()
        self.copied.emit(self._value.text())

    def _again(self) -> None:
        self._button.setText("Copy")
        self._button.setAccessibleName(f"Copy {self._label}")


class InlineEdit(QLineEdit):
    """A value edited in its own row: Enter keeps it (`kept(text)`), Esc leaves it (`left()`), so does going elsewhere unchanged."""

    kept = Signal(str)
    left = Signal()

    def __init__(self, name: str, value: str = "", limit: int = 0) -> None:
        super().__init__(value)
        self._before = value
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if limit:
            self.setMaxLength(max(limit, len(value)))  # what is there now stays whole, however long

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Esc."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.kept.emit(self.text())
        elif event.key() == Qt.Key.Key_Escape:
            self.setText(self._before)
            self.left.emit()
        else:
            super().keyPressEvent(event)


class FilterChip(QWidget):
    """A filter that is on, with a cross to take it away (`removed`)."""

    removed = Signal()

    def __init__(self, words: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self._button = Button(words, look="text", icon="x")
        self._button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._button.setAccessibleName(f"Remove filter: {words}")
        self._button.setProperty("filterChip", "true")
        self._button.clicked.connect(self.removed)
        row.addWidget(self._button)
