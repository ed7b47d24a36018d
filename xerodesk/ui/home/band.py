"""The band of Home: what is owed by age, open deals by stage, open leads; each heading opens the list behind it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from xerodesk.domain.stages import OPEN_STAGES
from xerodesk.store.queries.home import StageSum
from xerodesk.ui.home.reading import HomeFigures
from xerodesk.ui.home.words import RECEIVABLES, late_words, not_added, sums_words
from xerodesk.ui.kit.charts import Share, StackedBar
from xerodesk.ui.kit.labels import ElidedText, Hairline, Part, SentenceLabel, Text
from xerodesk.ui.theme import theme
from xerodesk.ui.wording import DASH, age, count, counted, money

_AGES = (("not_due", "Not due yet", "age0"), ("days_30", "1–30 days late", "age1"), ("days_60", "31–60", "age2"),
         ("days_90", "61–90", "age3"), ("older", "Over 90", "age4"))  # fmt: skip
_STAGE_COLOURS = ("st1", "st2", "st3", "st4")
_MOST_STAGES = 5
_GAP = 24


class Figure(QWidget):
    """One column of the band: a heading that opens a list, a sum, a bar in parts and a note. `opened(route)`."""

    opened = Signal(str)

    def __init__(self, name: str, route: str) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 14, 0, 14)
        self._column.setSpacing(2)
        self._column.setAlignment(Qt.AlignmentFlag.AlignTop)
        head = QHBoxLayout()
        heading = SentenceLabel([Part(name, "link", route)], "base")
        heading.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        heading.setWordWrap(False)
        heading.followed.connect(self.opened)
        self.apart = Text("", "small", "ink3")
        head.addWidget(heading)
        head.addStretch(1)
        head.addWidget(self.apart)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.total = Text("", "figure", weight=600)
        self.unit = Text("", "small", "ink3")
        self.note = ElidedText("", "small", "bad")
        row.addWidget(self.total)
        row.addWidget(self.unit)
        row.addSpacing(8)
        row.addWidget(self.note, 1)
        self._column.addLayout(head)
        self._column.addLayout(row)

    def add_bar(self, name: str) -> StackedBar:
        """Put a bar under the sum, and room for a quiet line under it."""
        bar = StackedBar(name)
        self.below = ElidedText("", "small", "ink3")
        self._column.addSpacing(6)
        self._column.addWidget(bar)
        self._column.addSpacing(4)
        self._column.addWidget(self.below)
        return bar

    def add(self, widget: QWidget) -> None:
        """Put something under the sum."""
        self._column.addWidget(widget)


class Band(QWidget):
    """The three figures side by side; where they do not fit, what is owed stands above the other two. `opened(route)`."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.owed = Figure("Owed to you", RECEIVABLES)
        self.deals = Figure("Open deals", "deals")
        self.leads = Figure("Open leads", "customers")
        self.ages = self.owed.add_bar("Owed to you")
        self.stages = self.deals.add_bar("Open deals")
        self._names = QWidget()
        self._names_column = QVBoxLayout(self._names)
        self._names_column.setContentsMargins(0, 4, 0, 0)
        self._names_column.setSpacing(4)
        self.leads.add(self._names)
        self._needed = 0
        self._wide: bool | None = None
        self._rules = (Hairline(upright=True), Hairline(upright=True), Hairline())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(Hairline())
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(0)
        self._grid.setVerticalSpacing(0)
        outer.addLayout(self._grid)
        outer.addWidget(Hairline())
        for figure in (self.owed, self.deals, self.leads):
            figure.opened.connect(self.opened)
        self._arrange(wide=True)

    def show_figures(self, figures: HomeFigures) -> None:
        """Show what was read."""
        self._show_owed(figures)
        self._show_deals(figures)
        self._show_leads(figures)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side, or in two rows."""
        super().resizeEvent(event)
        self._fit()

    def _show_owed(self, figures: HomeFigures) -> None:
        own = figures.own
        self.owed.apart.setText(age(figures.read_at, figures.now))
        self.owed.total.setText(money(own.total) if own else DASH)
        self.owed.unit.setText(figures.currency if own else "nothing is owed" if figures.read_at else "not read from Xero yet")
        self.owed.note.setText(late_words(own))
        shares = [Share(words, money(getattr(own, key)), float(getattr(own, key)), colour) for key, words, colour in _AGES] if own else []
        self.ages.set_shares(shares)
        self.owed.below.setText(not_added(figures.others))

    def _show_deals(self, figures: HomeFigures) -> None:
        own = [one for one in figures.stages if one.currency in ("", figures.currency)] if figures.currency else list(figures.stages)
        others = [one for one in figures.stages if one not in own]
        self.deals.apart.setText(counted(sum(one.deals for one in figures.stages), "deal"))
        self.deals.total.setText(money(sum((one.amount for one in own), start=own[0].amount * 0)) if own else DASH)
        self.deals.unit.setText(figures.currency if own else "no open deals")
        self.stages.set_shares(stage_shares(own))
        own_code = figures.currency
        notes = (sums_words("Won and not billed yet", figures.not_billed, own_code), sums_words("Not added in", others, own_code))
        self.deals.below.setText(". ".join(one for one in notes if one))

    def _show_leads(self, figures: HomeFigures) -> None:
        self.leads.total.setText(count(figures.leads))
        self.leads.unit.setText("the newest:" if figures.newest_leads else "")
        while (item := self._names_column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for lead in figures.newest_leads:
            words = SentenceLabel([Part(lead.name, "link", f"customers/{lead.id}")], "base")
            words.setToolTip(lead.name)
            words.setWordWrap(False)
            words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            words.followed.connect(self.opened)
            self._names_column.addWidget(words)

    def _fit(self) -> None:
        self._needed = _legend(self.ages) + _legend(self.stages) + theme().px(150) + 4 * _GAP
        wide = self.width() >= self._needed
        if wide is not self._wide:
            self._arrange(wide=wide)

    def _arrange(self, *, wide: bool) -> None:
        self._wide = wide
        parts: tuple[QWidget, ...] = (self.owed, self.deals, self.leads, *self._rules)
        for widget in parts:
            self._grid.removeWidget(widget)
        first, second, across = self._rules
        for rule in self._rules:
            rule.setParent(self)  # one that was in no row before
        first.setVisible(wide)
        across.setVisible(not wide)
        for figure, left, right in ((self.owed, 0, _GAP), (self.deals, _GAP, _GAP), (self.leads, _GAP, 0)):
            narrow_left = 0 if figure is not self.leads else _GAP
            figure.setContentsMargins(left if wide else narrow_left, 0, right if wide or figure is self.deals else 0, 0)
        if wide:
            side_by_side: tuple[QWidget, ...] = (self.owed, first, self.deals, second, self.leads)
            for at, widget in enumerate(side_by_side):
                self._grid.addWidget(widget, 0, at)
        else:
            self._grid.addWidget(self.owed, 0, 0, 1, 5)
            self._grid.addWidget(across, 1, 0, 1, 5)
            below: tuple[QWidget, ...] = (self.deals, second, self.leads)
            for at, widget in enumerate(below):
                self._grid.addWidget(widget, 2, at + 2)
        for at, stretch in ((0, 5 if wide else 0), (2, 4), (4, 2)):
            self._grid.setColumnStretch(at, stretch)


def stage_shares(stages: Sequence[StageSum]) -> list[Share]:
    """The parts of the pipeline's bar, in the order deals go through; what is beyond five stages is one part."""

    def place(one: StageSum) -> tuple[int, str]:
        return (OPEN_STAGES.index(one.stage) if one.stage in OPEN_STAGES else len(OPEN_STAGES), one.stage)

    found: dict[str, list[StageSum]] = {}
    for at, one in enumerate(sorted(stages, key=place)):
        found.setdefault(one.stage if at < _MOST_STAGES - 1 or len(stages) <= _MOST_STAGES else "other stages", []).append(one)
    shares = []
    for at, (stage, sums) in enumerate(found.items()):
        amount = sum((one.amount for one in sums), start=sums[0].amount * 0)
        words = f"{(stage or 'no stage').capitalize()} · {sum(one.deals for one in sums)}"
        shares.append(Share(words, money(amount), max(0.0, float(amount)), _STAGE_COLOURS[min(at, len(_STAGE_COLOURS) - 1)]))
    return shares


def _legend(bar: StackedBar) -> int:
    metrics = QFontMetrics(theme().font("small", 400))
    _headings, rows = bar.table()
    return sum(22 + max(metrics.horizontalAdvance(words) for words in row) for row in rows)
