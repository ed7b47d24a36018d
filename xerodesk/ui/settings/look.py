"""Settings of the look: light or dark, and the size of text. Kept for this user on this computer."""

from __future__ import annotations

from xerodesk.ui.context import PageContext
from xerodesk.ui.kit.fields import Choice
from xerodesk.ui.kit.tabs import SegmentedControl, Tab
from xerodesk.ui.settings.rows import Part, SettingRow
from xerodesk.ui.theme import Scheme

_SCHEMES = (Tab("system", "As the system"), Tab("light", "Light"), Tab("dark", "Dark"))
_SIZES = (
    (0.9, "Smaller"),
    (1.0, "Normal"),
    (1.1, "A little larger"),
    (1.25, "Larger"),
    (1.5, "Large"),
    (1.75, "Very large"),
    (2.0, "Double"),
)


class LookPart(Part):
    """Changes at once; the window remembers."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self.head("Look")
        self.scheme = SegmentedControl("Colours", _SCHEMES)
        self.scheme.chosen.connect(self._scheme)
        self.rows.addWidget(SettingRow("Colours", "As the system follows your computer when it changes by itself.", self.scheme))
        self.text_size = Choice("Text size", _SIZES)
        self.text_size.chosen.connect(self._sized)
        self.rows.addWidget(SettingRow("Text size", "Rows and controls grow with it.", self.text_size))

    def load(self) -> None:
        """Show what is chosen now."""
        self.scheme.choose(self._context.theme.scheme.value)
        nearest = min(_SIZES, key=lambda one: abs(one[0] - self._context.theme.scale))
        self.text_size.set_value(nearest[0])

    def _scheme(self, key: str) -> None:
        self._context.theme.set_scheme(Scheme(key))
        self._context.keep("look.scheme", key)

    def _sized(self, value: object) -> None:
        if isinstance(value, float):
            self._context.theme.set_scale(value)
            self._context.keep("look.scale", str(value))
