"""`demo-server`: the demo organisation alone, in the foreground."""

from __future__ import annotations

import argparse

from xerodesk.cli.output import Output
from xerodesk.demo.server import serve as run_server
from xerodesk.domain.errors import Misuse


def serve(options: argparse.Namespace, output: Output) -> int:
    """Serve until Ctrl-C or SIGTERM. Its address is the one line on standard output."""
    del output
    try:
        return run_server(options.port, options.port_file, options.country, options.contacts, options.invoices)
    except OSError as error:
        raise Misuse(
            f"The demo organisation cannot listen on port {options.port}: {error.strerror or error}.",
            "Choose another port, or leave --port out to get a free one.",
        ) from error
