"""A company of its own for every test of the set-up, copied from one that was made once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.setup.setup_desk import PASSWORD, SetupDesk, copied
from xerodesk.store.company import CompanyFile
from xerodesk.ui.theme import Theme


@pytest.fixture(scope="session")
def made_company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty company with a password."""
    folder = tmp_path_factory.mktemp("made") / "Saltbush Joinery"
    CompanyFile.create(folder, password=PASSWORD).company.close()
    return folder


@pytest.fixture
def desk(made_company: Path, tmp_path: Path, look: Theme) -> Iterator[SetupDesk]:
    made = SetupDesk(copied(made_company, tmp_path / "Saltbush Joinery"), look)
    yield made
    made.close()


@pytest.fixture(scope="session")
def sample_company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty sample company, whose key is published."""
    folder = tmp_path_factory.mktemp("made-sample") / "sample"
    CompanyFile.create(folder, sample=True).company.close()
    return folder
