"""The steps' widgets, each made when first entered, and what their deeds do."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from xerodesk.domain.changes import Changes
from xerodesk.host.lazy import resolve
from xerodesk.ui.context import PageContext
from xerodesk.ui.files import Files
from xerodesk.ui.setup.client_id import ClientIdStep
from xerodesk.ui.setup.connect import ConnectStep
from xerodesk.ui.setup.connecting import ConnectDriver
from xerodesk.ui.setup.facts import Facts
from xerodesk.ui.setup.first import FirstStep
from xerodesk.ui.setup.going_live import LiveDriver
from xerodesk.ui.setup.live import LiveStep
from xerodesk.ui.setup.ports import SetupServices
from xerodesk.ui.setup.reading import ReadDriver
from xerodesk.ui.setup.see import SeeStep
from xerodesk.ui.setup.steps import CLIENT_ID, Standing
from xerodesk.ui.setup.trial_step import TestStep
from xerodesk.ui.setup.where import WhereStep

if TYPE_CHECKING:  # loaded when the import is first entered: it brings the reading of files with it
    from xerodesk.ui.setup.import_step import ImportStep


class Page(Protocol):
    """What the steps ask of the page that holds them."""

    @property
    def standing(self) -> Standing: ...
    def answer(self, key: str) -> None: ...
    def finish(self, step: str) -> None: ...
    def keep(self, name: str, value: object) -> None: ...
    def go(self, step: str) -> None: ...
    def go_on(self) -> None: ...
    def go_back(self) -> None: ...


class Rooms(QObject):
    """Makes, shows and wires the steps."""

    def __init__(self, context: PageContext, files: Files, page: Page) -> None:
        super().__init__(context.window)
        self._context, self._files, self._page = context, files, page
        self._services: SetupServices = context.services
        self._made: dict[str, QWidget] = {}
        self._connecting: ConnectDriver | None = None
        self._reading: ReadDriver | None = None
        self._live: LiveDriver | None = None
        self._makers: dict[str, Callable[[], QWidget]] = {
            "customers": self._make_where,
            "import": self._make_import,
            "first": self._make_first,
            "client-id": self._make_client_id,
            "connect": self._make_connect,
            "see": self._make_see,
            "test": self._make_test,
            "live": self._make_live,
        }

    @property
    def names(self) -> tuple[str, ...]:
        """The steps there are."""
        return tuple(self._makers)

    def step(self, name: str) -> QWidget:
        """A step's widget, made now if it is not there yet."""
        found = self._made.get(name)
        if found is None:
            found = self._made[name] = self._makers[name]()
        return found

    def show(self, name: str, facts: Facts, more: str = "") -> QWidget:
        """Bring a step up to date and give its widget; `more` is what its route says besides ("write", "again")."""
        widget = self.step(name)
        if isinstance(widget, WhereStep | SeeStep):
            widget.show_standing(facts.standing)
        elif isinstance(widget, ClientIdStep):
            company = facts.company if not facts.sample and facts.company != "your company" else ""
            widget.prepare(facts.redirect, facts.check, company, facts.standing.client_id, sample=facts.sample)
        elif isinstance(widget, ConnectStep) and self._connecting is not None:
            self._show_connect(widget, self._connecting, facts, more)
        elif isinstance(widget, TestStep):
            widget.open()
        elif isinstance(widget, LiveStep) and self._live is not None:
            self._live.load()
        return widget

    def refresh(self, changes: Changes) -> None:
        """Pass on what changed."""
        test = self._made.get("test")
        if isinstance(test, TestStep):
            test.refresh(changes)

    def _make_where(self) -> WhereStep:
        step = WhereStep()
        step.answered.connect(self._page.answer)
        step.forward.connect(partial(self._answered, step))
        return step

    def _answered(self, step: WhereStep) -> None:
        self._page.answer(step.cards.current())
        self._page.finish("customers")
        self._page.go_on()

    def _make_import(self) -> QWidget:
        step: ImportStep = resolve("xerodesk.ui.setup.import_step:ImportStep")(self._services.imports, self._context.tasks, self._files)
        step.back.connect(self._page.go_back)
        step.imported.connect(self._imported)
        step.file_wanted.connect(self._open_file)
        step.left.connect(self._page.go_on)
        return step

    def _imported(self, changes: Changes) -> None:
        self._page.finish("import")
        self._context.feed.tell(changes)

    def _open_file(self, path: Path) -> None:
        self._services.open_address(path.as_uri())

    def _make_first(self) -> FirstStep:
        step = FirstStep()
        step.back.connect(self._page.go_back)
        step.forward.connect(partial(self._to_customers, "first"))
        return step

    def _to_customers(self, step: str) -> None:
        self._page.finish(step)
        self._context.navigate("customers")

    def _make_client_id(self) -> ClientIdStep:
        step = ClientIdStep()
        step.back.connect(self._page.go_back)
        step.open_wanted.connect(self._services.open_address)
        step.forward.connect(partial(self._with_id, step))
        return step

    def _with_id(self, step: ClientIdStep) -> None:
        if step.value():
            self._page.keep(CLIENT_ID, step.value())
        self._page.go("connect")

    def _make_connect(self) -> ConnectStep:
        step = ConnectStep()
        step.back.connect(self._page.go_back)
        step.id_wanted.connect(partial(self._page.go, "client-id"))
        step.read_wanted.connect(self._through_connect)
        self._connecting = ConnectDriver(step, self._services, self._context)
        return step

    def _show_connect(self, step: ConnectStep, driver: ConnectDriver, facts: Facts, more: str) -> None:
        standing = facts.standing
        if driver.busy:
            return
        write = more == "write" or (more == "again" and standing.can_write)
        if standing.connected and more != "again" and (standing.can_write or not write):
            step.show_connected(standing.connected_sentence, can_write=standing.can_write)
        else:
            client_id = "" if facts.sample else standing.client_id
            driver.ask(facts.writing if write else facts.reading, client_id, write=write, again=more == "again")

    def _through_connect(self) -> None:
        standing = self._page.standing
        if standing.can_write:
            self._page.go("live" if standing.finished("test") else "test")
            return
        self._page.go("see")
        self.step("see")
        if self._reading is not None and not standing.finished("see"):
            self._reading.read()

    def _make_see(self) -> SeeStep:
        step = SeeStep()
        step.back.connect(self._page.go_back)
        step.customers_wanted.connect(partial(self._to_customers, "see"))
        self._reading = ReadDriver(step, self._services, self._context, self._page)
        return step

    def _make_test(self) -> TestStep:
        step = TestStep(self._context)
        step.tested.connect(partial(self._page.finish, "test"))
        step.went_on.connect(partial(self._page.go, "live"))
        return step

    def _make_live(self) -> LiveStep:
        step = LiveStep(self._files)
        step.back.connect(self._page.go_back)
        step.permission_wanted.connect(partial(self._page.go, "connect/write"))
        self._live = LiveDriver(step, self._services, self._context, self._page)
        return step
