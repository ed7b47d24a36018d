"""The desks of the settings: a company with a password, and a sample company with its Xero."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.setup.setup_desk import PASSWORD, SetupDesk
from xerodesk.store.company import CompanyFile
from xerodesk.ui.theme import Theme


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Logs and the like are looked for in a folder of the test's own."""
    monkeypatch.setenv("XERODESK_HOME", str(tmp_path / "home"))


@pytest.fixture
def desk(tmp_path: Path, look: Theme) -> Iterator[SetupDesk]:
    folder = tmp_path / "Saltbush Joinery"
    CompanyFile.create(folder, password=PASSWORD).company.close()
    made = SetupDesk(folder, look)
    yield made
    made.close()


@pytest.fixture
def sample(tmp_path: Path, look: Theme) -> Iterator[SetupDesk]:
    CompanyFile.create(tmp_path / "sample", sample=True).company.close()
    made = SetupDesk(tmp_path / "sample", look, sample=True)
    yield made
    made.close()
