"""Runs one command: finds it by name, gives it the options and the output, turns failures into words and a status."""

from __future__ import annotations

import argparse
import logging
import sys
import traceback
from collections.abc import Callable, Sequence
from types import TracebackType

from xerodesk.cli.output import Output
from xerodesk.cli.parser import build
from xerodesk.domain.errors import Cancelled, Fault, XerodeskError
from xerodesk.host.lazy import resolve
from xerodesk.host.logs import start_logging, stop_logging
from xerodesk.host.paths import folders

Command = Callable[[argparse.Namespace, Output], int]

# Resolved when asked for, so that `export` does not load what only `connect` needs.
COMMANDS = {
    "demo-server": "xerodesk.cli.demo:serve",
    "connect": "xerodesk.cli.signing:connect",
    "disconnect": "xerodesk.cli.signing:disconnect",
    "doctor": "xerodesk.cli.doctor:doctor",
    "import": "xerodesk.cli.data:bring_in",
    "export": "xerodesk.cli.data:export",
    "map": "xerodesk.cli.data:field_map",
    "plan": "xerodesk.cli.syncing:plan",
    "sync": "xerodesk.cli.syncing:sync",
    "resync": "xerodesk.cli.syncing:resync",
    "conflicts": "xerodesk.cli.deciding:conflicts",
    "resolve": "xerodesk.cli.deciding:resolve",
    "log": "xerodesk.cli.deciding:log",
}


class _Bug:
    """The except hook of the command line: what is not one of our errors is our bug, told in the form asked for and logged."""

    def __init__(self, output: Output) -> None:
        self._output = output

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        logging.getLogger("xerodesk.cli").error("a fault of ours", exc_info=(kind, error, trace))
        self._output.say("".join(traceback.format_exception(kind, error, trace)))
        self._output.fail(Fault(f"xerodesk itself failed: {kind.__name__}: {error}", "Please report this, with the text above."))


def run(argv: Sequence[str]) -> int:
    """Run one command line and return the exit status (contract: the command line's page)."""
    output = Output(as_json="--json" in argv)
    handler = start_logging(folders().logs)
    sys.excepthook = _Bug(output)
    try:
        options = build().parse_args(argv)
        command: Command = resolve(COMMANDS[options.command])
        return command(options, output)
    except XerodeskError as error:
        return output.fail(error)
    except KeyboardInterrupt:
        return output.fail(Cancelled("Stopped as you asked.", "What was done stays done; run the command again to go on."))
    except BrokenPipeError:
        sys.stderr.close()  # whoever read our output left; there is nobody to tell
        return 1
    finally:
        stop_logging(handler)

