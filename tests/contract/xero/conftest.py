"""The demo organisation, and the client that talks to it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.contract.xero.rig import Rig
from xerodesk.demo.seed.books import build
from xerodesk.demo.server import DemoServer


@pytest.fixture
def demo() -> Iterator[DemoServer]:
    """A small organisation, its own for each test."""
    with DemoServer([build("AU", 40, 80, today=date.today())]) as server:
        yield server


@pytest.fixture
def rig(demo: DemoServer, tmp_path: Path) -> Iterator[Rig]:
    """A client that is not signed in yet."""
    made = Rig(demo.url, tmp_path)
    yield made
    made.access.close()


@pytest.fixture
def connected(rig: Rig) -> Rig:
    """A client that is signed in, and may write."""
    rig.connect()
    return rig
