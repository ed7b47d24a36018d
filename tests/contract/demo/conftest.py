"""A small demo organisation with the official SDK signed in to it, shared by the tests of a file."""

from collections.abc import Iterator
from datetime import date

import pytest

from tests.contract.demo.sdk import Xero, signed_in
from xerodesk.demo.seed.books import build


@pytest.fixture(scope="module")
def xero() -> Iterator[Xero]:
    with signed_in(build("AU", 60, 240, today=date.today())) as app:
        yield app
