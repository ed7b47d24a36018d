"""Where the files that ship with the program are: icons, fonts, styles, and whatever else stands under `resources/`."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def resources_dir() -> Path:
    """The folder of shipped files, wherever the program runs from.

    A wheel and a frozen build carry it as `xerodesk/_resources`, a checkout has it at its top.
    """
    package = Path(__file__).resolve().parent.parent
    inside = package / "_resources"
    return inside if inside.is_dir() else package.parent / "resources"


def resource(*parts: str) -> Path:
    """The path of one shipped file: `resource("icons", "home.svg")`.

    Raises FileNotFoundError when it is missing: the program was not installed whole.
    """
    path = resources_dir().joinpath(*parts)
    if not path.is_file():
        raise FileNotFoundError(f"A file of the program is missing: {'/'.join(parts)}")
    return path
