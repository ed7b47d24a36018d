"""Stands in for the person at the browser when the sample company signs in to the demo organisation on the same computer."""

from __future__ import annotations

import threading
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen


def visit(address: str) -> threading.Thread:
    """Open the consent page at `address` (loopback only) in a thread of its own, follow it back to the app, and give the thread.

    The demo organisation takes a visitor that is no browser to have pressed Allow. A visit that fails shows as a sign-in that times out.
    """
    if urlsplit(address).hostname not in ("127.0.0.1", "localhost", "::1"):
        raise ValueError("only the demo organisation on this computer is visited")
    thread = threading.Thread(target=_go, args=(address,), name="demo-visitor", daemon=True)
    thread.start()
    return thread


def _go(address: str) -> None:
    try:
        with urlopen(address, timeout=30) as page:  # noqa: S310 - the host was checked to be this computer
            page.read()
    except (URLError, OSError):
        return
