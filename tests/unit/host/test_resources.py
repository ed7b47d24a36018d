"""Where shipped files are found: checkout, and wheel or frozen build."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from xerodesk.host import resources


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    resources.resources_dir.cache_clear()
    yield
    resources.resources_dir.cache_clear()


def test_a_checkout_has_them_at_its_top() -> None:
    assert resources.resource("icons", "home.svg").read_text("utf-8").startswith("<svg")
    assert "SIL OPEN FONT LICENSE" in resources.resource("fonts", "OFL.txt").read_text("utf-8")


def test_a_wheel_and_a_frozen_build_carry_them_inside_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "xerodesk"
    (package / "host").mkdir(parents=True)
    (package / "_resources" / "icons").mkdir(parents=True)
    (package / "_resources" / "icons" / "home.svg").write_text("<svg/>", "utf-8")
    monkeypatch.setattr(resources, "__file__", str(package / "host" / "resources.py"))
    assert resources.resource("icons", "home.svg").read_text("utf-8") == "<svg/>"


def test_a_missing_file_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"icons/nothing\.svg"):
        resources.resource("icons", "nothing.svg")
