"""An empty company file for each test, open under the published key so that no key has to be derived."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from xerodesk.store.company import CompanyFile
from xerodesk.store.writing import Writing


@pytest.fixture(scope="session")
def empty_company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a company that every test gets a copy of."""
    folder = tmp_path_factory.mktemp("company")
    CompanyFile.create(folder, sample=True).company.close()
    return folder


@pytest.fixture
def company(empty_company: Path, tmp_path: Path) -> Iterator[CompanyFile]:
    shutil.copytree(empty_company, tmp_path / "company")
    opened = CompanyFile.open(tmp_path / "company")
    yield opened
    opened.close()


@pytest.fixture
def writing(company: CompanyFile) -> Writing:
    return Writing.of(company.database)
