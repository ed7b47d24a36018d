"""The steps of a pair in the inspector: each with the value after it, its settings, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QMenu, QPlainTextEdit, QVBoxLayout, QWidget

from xerodesk.mapping.fields import Field as CatalogueField
from xerodesk.mapping.transform_kinds import Setting
from xerodesk.mapping.transforms import TRANSFORMS
from xerodesk.mapping.transforms_values import PAIR, pairs_of
from xerodesk.mapping.wires import Transform
from xerodesk.ui.kit.buttons import IconButton
from xerodesk.ui.kit.fields import Choice
from xerodesk.ui.kit.labels import ElidedText, Text
from xerodesk.ui.theme import theme

_RAIL = 24
_SHORT_LABEL = 14


class StepRow(QWidget):
    """One station on the way to Xero: a number (or an open or full dot at the ends), words, the value after it."""

    def __init__(self, mark: str, words: str, value: str, trouble: str = "", *, last: bool = False) -> None:
        super().__init__()
        self._mark = mark
        self._last = last
        column = QVBoxLayout(self)
        column.setContentsMargins(_RAIL, 0, 0, 4 if last else 10)
        column.setSpacing(0)
        self.head = QHBoxLayout()
        self.head.setSpacing(2)
        quiet = not mark.isdecimal()
        self.head.addWidget(ElidedText(words, "small", "ink3" if quiet else "ink", 400 if quiet else 500), 1)
        column.addLayout(self.head)
        self.body = column
        shown = ElidedText(value, "base", "ink", 500)
        shown.setAccessibleName(f"{words}: {value}")
        if value:
            column.addWidget(shown)
        if trouble:
            column.addWidget(Text(trouble, "small", "bad", wrap=True))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The mark and the rail to the next station."""
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._last:
            painter.setPen(QPen(look.colour("line2"), 1.5))
            painter.drawLine(QPointF(9, 19), QPointF(9, self.height()))
        if not self._mark.isdecimal():
            painter.setPen(QPen(look.colour("accent"), 1.5))
            painter.setBrush(look.colour("accentfill" if self._mark == "end" else "canvas"))
            painter.drawEllipse(QRectF(1, 1, 16, 16))
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("neutralbg"))
        painter.drawEllipse(QRectF(0, 0, 18, 18))
        painter.setPen(look.colour("ink2"))
        painter.setFont(look.font("caption", 600))
        painter.drawText(QRectF(0, 0, 18, 18), int(Qt.AlignmentFlag.AlignCenter), self._mark)


class StepEditor(StepRow):
    """A step with its settings open to change. `changed(step)`, `moved(by)`, `removed`."""

    changed = Signal(object)
    moved = Signal(int)
    removed = Signal()

    def __init__(self, at: int, count: int, step: Transform, words: str, value: str, trouble: str, source: CatalogueField) -> None:
        super().__init__(str(at + 1), words, value, trouble)
        self._step = step
        self._source = source
        name = f"Step {at + 1}, {words}"
        up, down = IconButton("chevron-up", f"{name}: earlier"), IconButton("chevron-down", f"{name}: later")
        gone = IconButton("x", f"{name}: remove")
        up.clicked.connect(self._earlier)
        down.clicked.connect(self._later)
        gone.clicked.connect(self.removed)
        for button, wanted in ((up, at > 0), (down, at < count - 1), (gone, True)):
            button.setFixedSize(theme().px(24), theme().px(24))
            if wanted:
                self.head.addWidget(button)
        kind = TRANSFORMS.get(step.name)
        for setting in kind.settings if kind is not None else ():
            self.body.insertLayout(self.body.count() - 1 - bool(trouble), self._row(setting, at))
        if step.name == "value_map":
            self.body.insertWidget(self.body.count() - 1 - bool(trouble), self._pairs(at))

    def _row(self, setting: Setting, at: int) -> QBoxLayout:
        long = len(setting.label) > _SHORT_LABEL  # a long label stands over its field
        row = QBoxLayout(QBoxLayout.Direction.TopToBottom if long else QBoxLayout.Direction.LeftToRight)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(2 if long else 8)
        label = Text(setting.label, "small", "ink2")
        row.addWidget(label)
        value = self._step.settings.get(setting.name, setting.default)
        if setting.options is not None:
            choice = Choice(setting.label, list(setting.options.items()), "low")
            choice.set_value(value)
            choice.chosen.connect(_keeping(self._set, setting.name))
            widget: QWidget = choice
        else:
            line = QLineEdit(value)
            line.setAccessibleName(setting.label)
            line.editingFinished.connect(_reading(self._set, setting.name, line))
            widget = line
        widget.setObjectName(f"setting-{at}-{setting.name}")
        widget.setMinimumWidth(theme().px(60))
        row.addWidget(widget, 1)
        return row

    def _pairs(self, at: int) -> QWidget:
        """A value map's options, one a line; the options of a list that have no partner yet are put there to be filled in."""
        pairs = pairs_of(self._step.settings)
        missing = [option for option in self._source.options or {} if option not in pairs]
        box = _LinesEdit("One a line: here = in Xero")
        box.setObjectName(f"setting-{at}-pairs")
        box.setPlainText("\n".join([f"{one} = {two}" for one, two in pairs.items()] + [f"{one} = " for one in missing]))
        box.kept.connect(self._set_pairs)
        return box

    def _set(self, name: str, value: str) -> None:
        if self._step.settings.get(name) != value:
            self.changed.emit(Transform(self._step.name, {**self._step.settings, name: value}))

    def _set_pairs(self, text: str) -> None:
        others = {name: value for name, value in self._step.settings.items() if not name.startswith(PAIR)}
        pairs = dict(_pair_of(line) for line in text.splitlines() if "=" in line and line.partition("=")[2].strip())
        settings = {**others, **{f"{PAIR}{one}": two for one, two in pairs.items()}}
        if settings != self._step.settings:
            self.changed.emit(Transform(self._step.name, settings))

    def _earlier(self) -> None:
        self.moved.emit(-1)

    def _later(self) -> None:
        self.moved.emit(1)


class _LinesEdit(QPlainTextEdit):
    """A few lines of text, told when left. `kept(text)`."""

    kept = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.setTabChangesFocus(True)
        self.setFixedHeight(theme().px(84))

    def focusOutEvent(self, event: object) -> None:
        """What was typed counts when the field is left."""
        super().focusOutEvent(event)  # type: ignore[arg-type]  # passed on as it came
        self.kept.emit(self.toPlainText())


def _pair_of(line: str) -> tuple[str, str]:
    here, _, there = line.partition("=")
    return here.strip(), there.strip()


def _keeping(put: Callable[[str, str], None], name: str) -> Callable[[object], None]:
    return lambda value: put(name, str(value))


def _reading(put: Callable[[str, str], None], name: str, line: QLineEdit) -> Callable[[], None]:
    return lambda: put(name, line.text())


def steps_menu(parent: QWidget, arrives: CatalogueField, add: Callable[[Transform], None]) -> QMenu:
    """A menu of the steps that can handle what arrives there, each with what it does in its tooltip."""
    menu = QMenu(parent)
    menu.setToolTipsVisible(True)
    for kind in TRANSFORMS.values():
        if kind.joins or (kind.takes and arrives.type not in kind.takes):
            continue
        action = menu.addAction(kind.label)
        action.setToolTip(kind.explain)
        action.triggered.connect(_adding(add, kind.name))
    return menu


def _adding(add: Callable[[Transform], None], name: str) -> Callable[[], None]:
    settings = {"cut": {"length": "50"}}.get(name, {})
    return lambda: add(Transform(name, dict(settings)))
