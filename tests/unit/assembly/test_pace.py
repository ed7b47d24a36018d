"""The minute limit can be switched off for measuring, and only where a server on this computer stands for Xero."""

from __future__ import annotations

from pathlib import Path

import pytest

from xerodesk.assembly.company import CALLS_PER_MINUTE, XERO_URL, Company
from xerodesk.store.company import CompanyFile


@pytest.mark.parametrize(
    ("url", "asked", "left"),
    [
        ("http://127.0.0.1:9", "0", None),
        ("http://127.0.0.1:9", "10", 10),
        ("http://127.0.0.1:9", "-1", 60),
        ("http://127.0.0.1:9", "", 60),
        ("https://xero.example", "0", 60),
        ("", "0", 60),
    ],
)
def test_another_pace_only_on_this_computer(tmp_path: Path, url: str, asked: str, left: int | None) -> None:
    file = CompanyFile.create(tmp_path / "company", sample=True).company
    with Company(file, environ={XERO_URL: url, CALLS_PER_MINUTE: asked}) as company:
        assert company.access.budget.minute_left == left
