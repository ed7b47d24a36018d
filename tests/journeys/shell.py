"""A shell for the journeys: runs xerodesk as a process of its own against a demo organisation in another."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

CLIENT_ID = "0123456789ABCDEF0123456789ABCDEF"


@dataclass
class Shell:
    """One company folder and the server it talks to. `run` gives (exit status, JSON answer or None, standard error)."""

    folder: Path
    url: str = ""
    environ: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.environ = {
            **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},  # each start would compile all
            "XERODESK_HOME": str(self.folder / "home"),
            "XERODESK_COMPANY": str(self.folder / "company"),
            "XERODESK_PASSWORD": "open sesame",
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
            **({"XERODESK_XERO_URL": self.url} if self.url else {}),
            **self.environ,
        }

    def start(self, *words: str) -> subprocess.Popen[str]:
        """Start a command without waiting for it."""
        return subprocess.Popen(
            [sys.executable, "-m", "xerodesk", *words], env=self.environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    def run(self, *words: str, expect: int | None = 0) -> Any:
        """Run a command with --json; asserts its exit status and returns the parsed answer."""
        done = subprocess.run(
            [sys.executable, "-m", "xerodesk", *words, "--json"],
            env=self.environ,
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )
        if expect is not None:
            assert done.returncode == expect, f"{words} ended with {done.returncode}: {done.stdout[-800:]} {done.stderr[-2000:]}"
        return json.loads(done.stdout) if done.stdout.strip() else None

    def connect(self, *words: str) -> str:
        """Sign in as a person would: the address on standard output is opened by a scripted browser. Returns the words said."""
        with self.start("connect", "--client-id", CLIENT_ID, "--no-browser", "--token-in", "file", *words) as process:
            assert process.stdout is not None
            address = process.stdout.readline().strip()
            assert address.startswith("http"), f"no address: {address!r} {process.stderr.read() if process.stderr else ''}"
            with urllib.request.urlopen(address, timeout=20) as page:
                page.read()
            _, words_said = process.communicate(timeout=60)
            assert process.returncode == 0, words_said
            return words_said

    def act(self, path: str, **body: Any) -> Any:
        """Call the demo organisation's own controls."""
        request = urllib.request.Request(
            f"{self.url}/_demo/{path}", json.dumps(body).encode(), {"Content-Type": "application/json"}, method="POST"
        )
        with urllib.request.urlopen(request, timeout=20) as answer:
            text = answer.read()
        return json.loads(text) if text.strip() else None


@contextmanager
def demo_server(folder: Path, *words: str) -> Iterator[str]:
    """A demo organisation in a process of its own; gives its address."""
    port_file = folder / "port"
    environ = {**os.environ, "XERODESK_HOME": str(folder / "server-home")}
    with subprocess.Popen(
        [sys.executable, "-m", "xerodesk", "demo-server", "--port-file", str(port_file), *words],
        env=environ,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            deadline = time.monotonic() + 60
            while not port_file.exists():
                assert process.poll() is None, process.stderr.read() if process.stderr else "the server ended"
                assert time.monotonic() < deadline, "the demo server did not start"
                time.sleep(0.02)
            yield f"http://127.0.0.1:{port_file.read_text().strip()}"
        finally:
            process.terminate()
            process.communicate(timeout=20)
