"""Walkers over a tree of widgets that tests of all pages use: controls without a name, and words that do not belong on screen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import QAbstractListModel, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QTextEdit,
    QWidget,
)

BANNED = (
    "plan row",
    "outbox",
    "base value",
    "remote",
    "wire",
    "run",
    "entry",
    "entries",
    "conflict",
    "conflicts",
    "blocked",
    "preflight",
    "rehearsal",
    "call budget",
    "excluded",
    "leak",
    "unknown",
    "local",
    "stub",
    "todo",
)
"""Words of the code that have another word on screen."""


def widgets_of(root: QWidget) -> Iterator[QWidget]:
    """A widget and all below it."""
    yield root
    yield from root.findChildren(QWidget)


def unnamed_controls(root: QWidget) -> list[str]:
    """Every control that can have the keyboard and has neither a name of its own, words, nor a label as buddy."""
    buddies = {label.buddy() for label in root.findChildren(QLabel) if label.buddy() is not None}
    return [
        f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
        for widget in widgets_of(root)
        if _is_control(widget) and not _name(widget) and widget not in buddies
    ]


def assert_accessible(root: QWidget) -> None:
    """Fail on a control without a name, and on one too small to hit (24 x 24)."""
    nameless = unnamed_controls(root)
    assert not nameless, nameless
    small = [
        f"{_name(widget)}: {widget.width()} x {widget.height()}"
        for widget in widgets_of(root)
        if isinstance(widget, QAbstractButton) and _is_control(widget) and widget.isVisible() and min(widget.width(), widget.height()) < 24
    ]
    assert not small, small


def visible_strings(root: QWidget) -> list[str]:
    """Every text a user can meet in a tree of widgets: words, tooltips, placeholders, names, headings and the cells that are here."""
    found: list[str] = []
    for widget in widgets_of(root):
        found += [widget.windowTitle(), widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()]
        if isinstance(widget, QLabel | QAbstractButton):
            found.append(widget.text())
        elif isinstance(widget, QGroupBox):
            found.append(widget.title())
        elif isinstance(widget, QComboBox):
            found += [widget.itemText(at) for at in range(widget.count())]
        elif isinstance(widget, QLineEdit):
            found.append(widget.placeholderText())
        elif isinstance(widget, QAbstractItemView):
            found += _cells(widget)
        found += [action.text() for action in widget.actions() if isinstance(action, QAction)]
    return [re.sub(r"<[^>]+>", "", text) for text in found if text]


def banned_words(root: QWidget, allowed: tuple[str, ...] = ()) -> list[str]:
    """Visible strings with a word of the code in them. `allowed` are words that are right on this page."""
    words = [word for word in BANNED if word not in allowed]
    pattern = re.compile(r"\b(" + "|".join(re.escape(word) for word in words) + r")\b", re.IGNORECASE)
    return [text for text in visible_strings(root) if pattern.search(text)]


def assert_plain_words(root: QWidget, allowed: tuple[str, ...] = ()) -> None:
    """Fail on a word of the code on screen."""
    found = banned_words(root, allowed)
    assert not found, found


def _is_control(widget: QWidget) -> bool:
    if isinstance(widget, QScrollBar | QTabBar) or (widget.isHidden() and not _name(widget)):
        return False  # a button without words yet stays hidden until it has some
    if isinstance(widget, QLineEdit) and isinstance(widget.parentWidget(), QAbstractSpinBox | QComboBox):
        return False  # the box around it has the name
    if widget.objectName().startswith("qt_"):
        return False
    parent = widget.parentWidget()
    if isinstance(parent, QLineEdit):
        return False  # the buttons Qt puts inside a field are reached by their keys
    if parent is not None and isinstance(parent.parentWidget(), QComboBox):
        return False  # the list a combo box opens goes by the box's name
    kinds = QAbstractButton | QLineEdit | QPlainTextEdit | QTextEdit | QComboBox | QAbstractSpinBox | QAbstractItemView
    return isinstance(widget, kinds) or (widget.focusPolicy() != Qt.FocusPolicy.NoFocus and not _is_frame(widget))


def _is_frame(widget: QWidget) -> bool:
    """Headers and the inner parts of Qt's own views take focus without being controls."""
    return type(widget).__module__.startswith("PySide6") and not isinstance(widget, QAbstractButton | QLineEdit)


def _name(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QAbstractButton | QLabel) else ""
    return (widget.accessibleName() or text).strip()


def _cells(view: QAbstractItemView) -> list[str]:
    model = view.model()
    if model is None:
        return []
    texts: list[str] = []
    for row in range(min(model.rowCount(), 200)):
        for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount()):  # private in list models
            value = model.index(row, column).data()
            texts.append(value if isinstance(value, str) else "")
    return texts
