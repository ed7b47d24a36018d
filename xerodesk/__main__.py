"""Starts xerodesk: a command goes to the command line, anything else opens the window."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

from xerodesk.cli.main import COMMANDS, run
from xerodesk.cli.output import Output
from xerodesk.cli.parser import build
from xerodesk.domain.errors import XerodeskError
from xerodesk.host.lazy import resolve

# Found by name, so that a headless command never loads Qt. What knows no Qt comes first: PySide6 reads the source of every module that is
# imported after it.
_COMPANY = "xerodesk.assembly.services:Services"
_WINDOW = "xerodesk.desktop:open_window"
_SELF_TEST = "xerodesk.selftest:run"


# A page of Xero's JSON is a hundred thousand objects without a cycle; Python's own 700 would look through all of them again and again.
_OBJECTS_BEFORE_LOOKING = (100_000, 20, 50)


def main(argv: Sequence[str] | None = None) -> int:
    """Run xerodesk with `argv` (default: the process's own arguments); returns the exit status."""
    gc.set_threshold(*_OBJECTS_BEFORE_LOOKING)
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        options = build().parse_args(words)
    except XerodeskError as error:
        return Output(as_json="--json" in words).fail(error)
    if options.self_test:
        return int(resolve(_SELF_TEST)())
    if options.command in COMMANDS:
        return run(words)
    resolve(_COMPANY)
    return int(resolve(_WINDOW)(options))


if __name__ == "__main__":
    sys.exit(main())
