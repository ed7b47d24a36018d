"""The Qt application: finds the company, joins the window to what assembly built, and closes everything in reverse."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QWidget

from xerodesk import __version__
from xerodesk.assembly.company import Company, Made, restored
from xerodesk.assembly.services import Services
from xerodesk.domain.errors import Cancelled, KeyNeeded
from xerodesk.host.lazy import resolve
from xerodesk.host.logs import start_logging, stop_logging
from xerodesk.host.memory import Memory
from xerodesk.host.paths import Folders, company_folder, folders
from xerodesk.store.company import CompanyFile
from xerodesk.ui.ahead import Ahead
from xerodesk.ui.errors import CrashNet
from xerodesk.ui.finding import RecordFinder
from xerodesk.ui.main_window import MainWindow, WindowParts
from xerodesk.ui.single import SingleWindow
from xerodesk.ui.standing import Standing
from xerodesk.ui.tasks import Job, Lane, ThreadTasks
from xerodesk.ui.theme import Scheme, Theme

if TYPE_CHECKING:
    from xerodesk.assembly.sample import Sample
    from xerodesk.ui.preparing import Preparing
    from xerodesk.ui.setup.unlock import Unlock
    from xerodesk.ui.setup.welcome import Welcome

MEMORY_FILE = "window.json"
# found by name: most starts open a company of one's own, which needs neither the demo organisation nor any of the doors
_SAMPLE = "xerodesk.assembly.sample:"
_PREPARING = "xerodesk.ui.preparing:Preparing"
_UNLOCK = "xerodesk.ui.setup.unlock:Unlock"
_WELCOME = "xerodesk.ui.setup.welcome:Welcome"
_SECONDS_BEFORE_GIVING_WAY = 0.001  # a worker that reckons gives way to the window this soon; Python's 5 ms add up to stalls


class Desktop(QObject):
    """The running application. At most one company is open; everything of it is closed before another is opened."""

    def __init__(self, app: QApplication, places: Folders) -> None:
        super().__init__()
        sys.setswitchinterval(_SECONDS_BEFORE_GIVING_WAY)
        self._app = app
        self._places = places
        self._memory = Memory(places.home / MEMORY_FILE)
        self.theme = Theme(app, _scheme(self._memory.recall("look.scheme")), _scale(self._memory.recall("look.scale")))
        self._net = CrashNet(places.crashes, parent=self)
        self._net.install()
        self._tasks: ThreadTasks | None = None
        self._single: SingleWindow | None = None
        self._company: Company | None = None
        self._sample: Sample | None = None
        self._job: Job | None = None
        self._door: QWidget | None = None
        self._welcome: Welcome | None = None
        self._unlock: Unlock | None = None
        self._folder = places.company
        self.window: MainWindow | None = None

    # ---------------------------------------------------------------- ways in

    def open_folder(self, folder: Path, password: str = "", recovery_key: str = "") -> None:
        """Open the company in `folder`; ask what to do when there is none, and for its key when none at hand opens it."""
        if not CompanyFile.exists(folder):
            self.welcome()
        elif self._claim(folder):
            self._folder = folder
            self._lanes().run(
                Lane.NETWORK,  # a keyring may take seconds to answer
                lambda: Company.open(folder, password=password or None, recovery_key=recovery_key or None),
                self._show,
                self._not_opened,
            )

    def open_sample(self, *, anew: bool = False) -> None:
        """Open the sample company; making it takes a few seconds and shows how far it is."""
        folder = self._places.sample
        if not self._claim(folder):
            return
        words = "A joinery with four years of books, and its Xero organisation, both on this computer."
        waiting: Preparing = resolve(_PREPARING)("Preparing the sample company", words)
        waiting.closed.connect(self._give_up)
        self._enter(waiting)
        self._job = self._lanes().start(
            Lane.NETWORK,
            lambda progress: resolve(_SAMPLE + "make_sample")(folder, progress, anew=anew),
            self._show,
            self._sample_failed,
            waiting.show_step,
        )

    def welcome(self) -> Welcome:
        """Ask where to begin: the sample, a new company, or one that is already somewhere."""
        door: Welcome = resolve(_WELCOME)(self._places.home, Company.keyring, self._lanes())
        door.sample_wanted.connect(self.open_sample)
        door.company_wanted.connect(self._create)
        door.open_wanted.connect(self.open_folder)
        door.restore_wanted.connect(self._restore)
        self._enter(door)
        self._welcome = door
        return door

    def _not_opened(self, error: Exception) -> None:
        self._release()
        if self._unlock is not None:
            self._unlock.wrong(error)
        elif isinstance(error, KeyNeeded):
            folder = self._folder
            door: Unlock = resolve(_UNLOCK)(folder.name, error.message)
            door.tried.connect(lambda password, key: self.open_folder(folder, password, key))
            self._enter(door)
            self._unlock = door
        else:
            (self._welcome or self.welcome()).show_trouble(error)

    def _create(self, folder: Path, password: str) -> None:
        if self._claim(folder):
            self._lanes().run(Lane.NETWORK, lambda: Company.create(folder, password=password or None), self._created, self._not_opened)

    def _created(self, made: Made) -> None:
        if self._welcome is not None:
            door = self._welcome
            door.finished.connect(lambda: self._show(made.company.begun(door.company_name)))
            door.show_key(made.recovery_key)

    def _restore(self, backup: Path, folder: Path) -> None:
        self._lanes().run(Lane.STORE, lambda: restored(backup, folder), self.open_folder, self._not_opened)

    def _sample_failed(self, error: Exception) -> None:
        self._job = None
        self._release()
        door = self.welcome()
        if not isinstance(error, Cancelled):
            door.show_trouble(error)

    def _give_up(self) -> None:
        if self._job is not None:
            self._job.cancel()

    # ---------------------------------------------------------------- the window

    def _show(self, opened: Company | Sample) -> None:
        self._job = None
        self._sample = None if isinstance(opened, Company) else opened
        self._company = company = opened if isinstance(opened, Company) else opened.company
        source = company.file.reading
        services = Services(company, open_address=_open_address, sample=self._sample.xero if self._sample else None)
        parts = WindowParts(
            tasks=self._lanes(),
            theme=self.theme,
            queries=source,
            services=services,
            find_records=RecordFinder(source),
            recall=self._memory.recall,
            keep=self._memory.keep,
            unexpected=self._net.catch,
        )
        self.window = MainWindow(parts)
        self.window.delete_sample_wanted.connect(self._delete_sample)
        name = "Sample company" if company.file.is_sample else company.name
        standing = Standing(
            parts.tasks, parts.feed, parts.status, source, services, company=name, sample=company.file.is_sample, parent=self.window
        )
        standing.refresh()
        self.window.go("setup" if company.is_new else "home")
        self.window.show()
        self._enter(None)
        Ahead(self._lanes(), services.warm, self.window)

    def _enter(self, door: QWidget | None) -> None:
        """Show `door` in place of the one before."""
        before, self._door = self._door, door
        self._welcome = self._unlock = None
        if door is not None:
            door.show()
        if before is not None:
            before.hide()
            before.deleteLater()

    def _delete_sample(self) -> None:
        self._leave()
        resolve(_SAMPLE + "remove_sample")(self._places.sample)
        self.welcome()

    def _lanes(self) -> ThreadTasks:
        if self._tasks is None:
            self._tasks = ThreadTasks(self._farewell, self)
            self._tasks.unhandled.connect(self._net.catch)
        return self._tasks

    def _farewell(self) -> None:
        if self._company is not None:
            self._company.file.database.close()

    # ---------------------------------------------------------------- one window per company, and the end

    def _claim(self, folder: Path) -> bool:
        """Whether this process may open the folder; if another window has it, that one comes to the front and this process ends."""
        single = SingleWindow(folder, self)
        if not single.claim():
            self._app.quit()
            return False
        self._release()
        single.raise_wanted.connect(self._raise)
        self._single = single
        return True

    def _release(self) -> None:
        if self._single is not None:
            self._single.release()
            self._single = None

    def _raise(self) -> None:
        if self.window is not None:
            self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
            self.window.raise_()
            self.window.activateWindow()

    def _leave(self) -> None:
        """Close the window and the company, in reverse of how they were opened."""
        window, self.window = self.window, None
        if window is not None:
            window.close()
            window.deleteLater()
        if self._tasks is not None:
            self._tasks.close()
            self._tasks = None
        if self._sample is not None:
            self._sample.close()
        elif self._company is not None:
            self._company.close()
        self._sample = self._company = None
        self._release()

    def close(self) -> None:
        """Close everything; the application ends."""
        self._leave()
        self._net.remove()


def _scheme(kept: str) -> Scheme:
    return Scheme(kept) if kept in {one.value for one in Scheme} else Scheme.SYSTEM


def _scale(kept: str) -> float | None:
    try:
        return min(2.0, max(0.8, float(kept)))
    except ValueError:
        return None


def _open_address(address: str) -> None:
    QDesktopServices.openUrl(QUrl(address))


def open_window(options: argparse.Namespace) -> int:
    """Run the application until its window closes; returns the exit status."""
    places = folders()
    handler = start_logging(places.logs)
    QApplication.setApplicationName("xerodesk")
    QApplication.setApplicationVersion(__version__)
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    app = QApplication(sys.argv[:1])
    desktop = Desktop(app, places)
    try:
        if options.command == "demo":
            desktop.open_sample(anew=options.fresh)
        else:
            desktop.open_folder(company_folder(getattr(options, "company", None)))
        return app.exec()
    finally:
        desktop.close()
        stop_logging(handler)
