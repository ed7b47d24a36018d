"""A server of one tiny organisation and a client signed in to it."""

from collections.abc import Iterator

import pytest

from tests.unit.demo.caller import Caller, tiny
from xerodesk.demo.options import Options
from xerodesk.demo.server import DemoServer


@pytest.fixture
def options() -> Options:
    """The switches of the server under test; a test may change them."""
    return Options(limits=False)


@pytest.fixture
def server(options: Options) -> Iterator[DemoServer]:
    """A server of one tiny organisation."""
    with DemoServer([tiny()], options=options) as running:
        yield running


@pytest.fixture
def xero(server: DemoServer) -> Caller:
    """A signed-in client."""
    return Caller(server).sign_in()
