"""The settings: company, Xero, look, the sample's Xero, and what there is to know about the program."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from xerodesk.domain.changes import Changes
from xerodesk.ui.context import PageContext
from xerodesk.ui.files import Files, SystemFiles
from xerodesk.ui.kit.buttons import Button
from xerodesk.ui.kit.labels import Heading, Region
from xerodesk.ui.kit.tabs import Tab, TabBar
from xerodesk.ui.settings.about import AboutPart
from xerodesk.ui.settings.company import CompanyPart
from xerodesk.ui.settings.look import LookPart
from xerodesk.ui.settings.sample import SamplePart
from xerodesk.ui.settings.xero import XeroPart

_TABS = (Tab("company", "Company"), Tab("xero", "Xero"), Tab("look", "Look"), Tab("sample", "Sample company"), Tab("about", "About"))
Settings = CompanyPart | XeroPart | LookPart | SamplePart | AboutPart


class SettingsPage(Region):
    """Routes: company, xero, look, sample (only in the sample company), about; "" is the one seen last."""

    title = "Settings"

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._files: Files = context.extras.get("files") or SystemFiles()
        is_sample = context.services.sample is not None
        self.tabs = TabBar("Settings", [tab for tab in _TABS if tab.key != "sample" or is_sample])
        self._makers: dict[str, Callable[[], Settings]] = {
            "company": lambda: CompanyPart(context, self._files),
            "xero": lambda: XeroPart(context),
            "look": lambda: LookPart(context),
            "about": lambda: AboutPart(context),
        }
        if is_sample:
            self._makers["sample"] = lambda: SamplePart(context)
        self._parts: dict[str, Settings] = {}
        self._stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 14, 0, 0)
        column.setSpacing(8)
        top = QHBoxLayout()
        top.setContentsMargins(24, 0, 24, 0)
        heading = Heading(self.title, role="page")
        self.setup = Button("Go on with set-up", icon="wand")
        self.setup.clicked.connect(self._to_setup)
        heading.add(self.setup)
        top.addWidget(heading)
        column.addLayout(top)
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        self.tabs.chosen.connect(self._go)

    def part(self, key: str) -> Settings:
        """A part, made when first asked for."""
        found = self._parts.get(key)
        if found is None:
            found = self._parts[key] = self._makers[key]()
            self._stack.addWidget(found)
        return found

    def open(self, state: str) -> None:
        """Go to a part."""
        key = state if state in self._makers else self.tabs.current() or "company"
        self.tabs.choose(key)
        part = self.part(key)
        self._stack.setCurrentWidget(part)
        part.load()

    def refresh(self, changes: Changes) -> None:
        """The connection moved."""
        part = self._stack.currentWidget()
        if isinstance(part, XeroPart) and changes.touches("connection"):
            part.load()

    def _go(self, key: str) -> None:
        self._context.navigate(f"settings/{key}")

    def _to_setup(self) -> None:
        self._context.navigate("setup")
