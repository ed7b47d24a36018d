"""Where one can go: the pages by route, the way back and forward, and the stack that builds a page when it is first opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from xerodesk.domain.changes import Changes
from xerodesk.ui.context import Page, PageContext
from xerodesk.ui.kit.statepage import ErrorState


@dataclass(frozen=True, slots=True)
class Place:
    """A page: its title and icon in the sidebar, and the dotted name of its class, which takes a PageContext."""

    title: str
    icon: str
    where: str
    words: str = ""


PAGES: dict[str, Place] = {
    "home": Place("Home", "home", "xerodesk.ui.home.page:HomePage", "start overview today"),
    "customers": Place("Customers", "people", "xerodesk.ui.customers.page:CustomersPage", "contacts leads people clients"),
    "deals": Place("Deals", "deals", "xerodesk.ui.deals.page:DealsPage", "pipeline quotes opportunities"),
    "invoices": Place("Invoices", "invoice", "xerodesk.ui.invoices.page:InvoicesPage", "bills receivables owed overdue"),
    "products": Place("Products", "product", "xerodesk.ui.products.page:ProductsPage", "items services prices"),
    "reports": Place("Reports", "report", "xerodesk.ui.reports.page:ReportsPage", "figures ageing"),
    "sync": Place("Xero sync", "sync", "xerodesk.ui.sync.page:SyncPage", "log to decide field map data check"),
    "settings": Place("Settings", "settings", "xerodesk.ui.settings.page:SettingsPage", "options preferences"),
    "setup": Place("Set-up", "wand", "xerodesk.ui.setup.page:SetupPage", "connect first start wizard"),
}
SIDEBAR = ("home", "customers", "deals", "invoices", "products", "reports", "sync", "settings")
"""The pages of the sidebar in order, on Ctrl+1 to Ctrl+8."""


class History(QObject):
    """The routes gone through, as in a browser. `moved()` when back or forward become possible or not."""

    moved = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._routes: list[str] = []
        self._at = -1

    @property
    def now(self) -> str:
        """The current route, "" before the first."""
        return self._routes[self._at] if self._routes else ""

    @property
    def can_back(self) -> bool:
        """Whether there is a way back."""
        return self._at > 0

    @property
    def can_forward(self) -> bool:
        """Whether there is a way forward."""
        return self._at < len(self._routes) - 1

    def go(self, route: str) -> None:
        """A new step; what was ahead is forgotten."""
        if route != self.now:
            self._routes = [*self._routes[: self._at + 1], route][-100:]
            self._at = len(self._routes) - 1
        self.moved.emit()

    def step(self, by: int) -> str:
        """Go back (-1) or forward (1) and give the route there; "" when there is none."""
        at = self._at + by
        if not 0 <= at < len(self._routes):
            return ""
        self._at = at
        self.moved.emit()
        return self.now


class PageHost(QStackedWidget):
    """Holds the pages. Each is imported and built when first opened, and told of changes when it is next on screen."""

    def __init__(self, context: Callable[[], PageContext], pages: dict[str, Place]) -> None:
        super().__init__()
        self._context = context
        self._pages = pages
        self._built: dict[str, QWidget] = {}
        self._stale: dict[str, Changes] = {}
        self._shown = ""
        self.setAccessibleName("Page")
        self.setProperty("ownFocus", True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # where the keyboard is at first, so that Tab begins in the page

    def open(self, route: str) -> str:
        """Show the page of a route ("customers/c-12") in its place; the page's title."""
        name, _, state = route.partition("/")
        widget = self._built.get(name)
        if widget is None:
            widget = self._built[name] = self._build(name)
            self.addWidget(widget)
        self._shown = name
        self.setCurrentWidget(widget)
        if isinstance(widget, ErrorState):
            return self._pages[name].title if name in self._pages else "xerodesk"
        page = cast("Page", widget)
        missed = self._stale.pop(name, None)
        if missed is not None:
            page.refresh(missed)
        page.open(state)
        return page.title

    def tell(self, changes: Changes) -> None:
        """Pass on what changed: at once to the page on screen, to the others when they are opened."""
        for name, widget in self._built.items():
            if isinstance(widget, ErrorState):
                continue
            if name == self._shown and self.isVisible():
                cast("Page", widget).refresh(changes)
            else:
                self._stale[name] = self._stale.get(name, Changes()) + changes

    def page(self, name: str) -> QWidget | None:
        """A page that was opened before."""
        return self._built.get(name)

    def _build(self, name: str) -> QWidget:
        place = self._pages.get(name)
        if place is None:
            return _missing("There is no such page.", "Choose one at the left.")
        module_name, _, class_name = place.where.partition(":")
        try:
            module = import_module(module_name)  # the one registry that resolves a page by name when it is first opened
        except ModuleNotFoundError as error:
            if error.name is None or not module_name.startswith(error.name):
                raise
            return _missing(f"{place.title} is missing from this installation of xerodesk.", "Install xerodesk again.")
        built: QWidget = getattr(module, class_name)(self._context())
        return built


def _missing(message: str, advice: str) -> ErrorState:
    state = ErrorState()
    state.set(message, advice, "")
    return state
