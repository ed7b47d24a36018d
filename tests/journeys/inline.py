"""The command line called in this very process: the same words and answers as a shell's, without the cost of a process each."""

from __future__ import annotations

import csv
import json
import sys
import threading
import urllib.request
import webbrowser
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from xerodesk.__main__ import main
from xerodesk.store import keys
from xerodesk.xero import session

CLIENT_ID = "0123456789ABCDEF0123456789ABCDEF"
PASSWORD = "open sesame"


@dataclass(frozen=True)
class Answered:
    """What a command said."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on standard output."""
        return json.loads(self.out)


class Inline:
    """A company folder and the commands run on it. `run` asserts the exit status unless `expect` is None."""

    def __init__(self, folder: Path, url: str, patch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[str]) -> None:
        self.folder, self.url = folder, url
        self._patch, self._capture = patch, capture
        self.company = folder / "company"
        for name, value in {
            "XERODESK_HOME": str(folder / "home"),
            "XERODESK_COMPANY": str(self.company),
            "XERODESK_PASSWORD": PASSWORD,
            "XERODESK_XERO_URL": url,
        }.items():
            patch.setenv(name, value)
        patch.setattr(sys, "excepthook", sys.excepthook)
        patch.setattr(keys, "_SCRYPT_N", 16)  # a password is meant to be slow; tests are not
        patch.setattr(session, "_PAUSES", (0.0, 0.0, 0.0))  # between two tries of a read

    def say(self, *words: str) -> Answered:
        """Run a command as it stands."""
        self._capture.readouterr()
        status = main(list(words))
        out, err = self._capture.readouterr()
        return Answered(status, out, err)

    def run(self, *words: str, expect: int | None = 0) -> Any:
        """Run a command with --json; returns its document."""
        done = self.say(*words, "--json")
        assert expect is None or done.status == expect, f"{words} ended with {done.status}: {done.out[-1500:]} {done.err[-1500:]}"
        return done.document

    def connect(self, *words: str, expect: int = 0, client_id: str = CLIENT_ID) -> Any:
        """Sign in; the browser is a thread that opens the address."""
        visits: list[threading.Thread] = []

        def visit(address: str) -> bool:
            def go() -> None:
                with urllib.request.urlopen(address, timeout=20) as page:
                    page.read()

            visits.append(threading.Thread(target=go))
            visits[-1].start()
            return True

        self._patch.setattr(webbrowser, "open", visit)
        done = self.say("connect", "--client-id", client_id, "--token-in", "file", *words, "--json")
        for one in visits:
            one.join()
        assert done.status == expect, f"connect ended with {done.status}: {done.out} {done.err}"
        lines = done.out.split("\n", 1) if done.out.startswith("http") else ["", done.out]
        return json.loads(lines[1])

    def write(self, name: str, rows: list[Mapping[str, str]]) -> str:
        """A CSV file of `rows`; returns its path."""
        path = self.folder / name
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, fieldnames=list(dict.fromkeys(key for row in rows for key in row)))
            writer.writeheader()
            writer.writerows(rows)
        return str(path)

    def contacts(self) -> dict[str, dict[str, Any]]:
        """The CRM's contacts by name."""
        return {row["name"]: row for row in self.run("export", "contacts")}


def adds_up(answer: Mapping[str, Any]) -> bool:
    """Whether every record found is counted once."""
    summary = answer["summary"]
    return bool(summary["found"] == summary["synced"] + summary["excluded"] + summary["failed"] + summary["conflicted"])


def refused(desk: Inline, *words: str, status: int, code: str = "") -> dict[str, str]:
    """A command that ends with an error of the contract's form."""
    done = desk.say(*words, "--json")
    assert done.status == status, (words, done)
    assert list(done.document) == ["error"]
    assert list(done.document["error"]) == ["code", "message", "advice"]
    assert all(done.document["error"].values())
    assert not code or done.document["error"]["code"] == code
    found: dict[str, str] = done.document["error"]
    return found
