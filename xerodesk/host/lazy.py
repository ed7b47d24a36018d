"""Finds a thing by its dotted name when it is first needed: how start-up leaves out what the first page does not use."""

from __future__ import annotations

from importlib import import_module
from typing import Any


def resolve(dotted: str) -> Any:
    """The object named "package.module:name". Raises ImportError or AttributeError when there is none."""
    module, _, name = dotted.partition(":")
    return getattr(import_module(module), name)
