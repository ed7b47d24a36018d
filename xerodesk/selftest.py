"""What a build must prove about itself: icons, schema, encryption, keyring, TLS roots, one window per page off screen."""

from __future__ import annotations

import os
import ssl
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from xerodesk import __version__
from xerodesk.assembly.company import Company
from xerodesk.assembly.services import Services
from xerodesk.host.lazy import resolve
from xerodesk.host.resources import resource, resources_dir
from xerodesk.host.secrets import Secrets
from xerodesk.store.company import CompanyFile
from xerodesk.ui.icons import icon
from xerodesk.ui.kit.statepage import ErrorState
from xerodesk.ui.main_window import MainWindow, WindowParts
from xerodesk.ui.navigation import PAGES
from xerodesk.ui.tasks import InlineTasks
from xerodesk.ui.theme import Scheme, Theme, theme

BEGAN = time.perf_counter()
_MODULES = ("xerodesk.xero.access:Access", "xerodesk.services.connect:connect", "xerodesk.demo.server:DemoServer", "xlsxwriter:Workbook")


class Failed(Exception):
    """One check did not hold; the text says what."""


def _icons() -> str:
    files = sorted((resources_dir() / "icons").glob("*.svg"))
    broken = [one.stem for one in files if icon(one.stem, "ink").isNull()]
    if not files or broken:
        raise Failed(f"icons that cannot be drawn: {', '.join(broken) or 'there are none'}")
    if not resource("fonts", "OFL.txt").exists():
        raise Failed("the font's licence is missing")
    return f"{len(files)} icons drawn"


def _encryption() -> str:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "company"
        made = CompanyFile.create(place, password="self-test")  # noqa: S106  a file that lives for a second
        version = made.company.schema_version()
        made.company.close()
        head = next(place.glob("*.xerodesk")).read_bytes()[:16]
        CompanyFile.open(place, password="self-test").close()  # noqa: S106
    if head.startswith(b"SQLite format 3"):
        raise Failed("the company file is not encrypted")
    return f"schema {version}, encrypted"


def _keyring() -> str:
    reach = Secrets().probe()
    return reach.name if reach.ok else f"none that works here: {reach.message}"


def _roots() -> str:
    resolve("truststore:SSLContext")(ssl.PROTOCOL_TLS_CLIENT)
    return f"{ssl.OPENSSL_VERSION}, the system's roots"


def _modules() -> str:
    for dotted in _MODULES:
        resolve(dotted)
    return f"{len(_MODULES)} parts that are loaded late"


def _pages() -> str:
    with tempfile.TemporaryDirectory() as folder:
        file = CompanyFile.create(Path(folder) / "company", sample=True).company
        with Company(file) as company:
            services = Services(company, open_address=lambda _address: None)
            window = MainWindow(WindowParts(InlineTasks(), theme(), queries=file.reading, services=services))
            for route in PAGES:
                window.go(route)
                QApplication.processEvents()
                window.grab()
                if isinstance(window.host.currentWidget(), ErrorState):
                    raise Failed(f"the page {route} cannot be built")
            window.close()
    return f"{len(PAGES)} pages painted"


CHECKS: tuple[tuple[str, Callable[[], str]], ...] = (
    ("icons", _icons),
    ("company file", _encryption),
    ("keyring", _keyring),
    ("TLS", _roots),
    ("modules", _modules),
    ("pages", _pages),
)


def _size() -> str:
    if not getattr(sys, "frozen", False):
        return "not a frozen build"
    folder = Path(sys.executable).parent
    total = sum(one.stat().st_size for one in folder.rglob("*") if one.is_file() and not one.is_symlink())
    return f"{total / 1e6:.0f} MB in {folder.name}"


def run() -> int:
    """Run every check, print a line for each, and return 0 when all hold."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if isinstance(app, QApplication):
        Theme(app, Scheme.LIGHT)
    print(f"xerodesk {__version__}, {_size()}, started in {time.perf_counter() - BEGAN:.2f} s after its imports")
    failed = 0
    for name, check in CHECKS:
        try:
            print(f"ok    {name}: {check()}")
        except Exception:  # noqa: BLE001  whatever goes wrong in a check is its result
            failed += 1
            print(f"FAIL  {name}: {traceback.format_exc()}")
    return 1 if failed else 0
