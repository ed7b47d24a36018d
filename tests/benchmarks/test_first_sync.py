"""The first sync of large books, whole and over HTTP: time beside a plain script, calls beside pages, peak memory. Printed, not asserted.

XERODESK_BENCH_CONTACTS and XERODESK_BENCH_INVOICES change the size of the books, XERODESK_BENCH_PROFILE names a file for a profile of the
first sync. What is asserted is that the work was done: all contacts, all documents, and nothing more at the second sync.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.shell import Shell, demo_server

pytestmark = pytest.mark.benchmark

CONTACTS = int(os.environ.get("XERODESK_BENCH_CONTACTS", "10000"))
INVOICES = int(os.environ.get("XERODESK_BENCH_INVOICES", "50000"))
_PLAIN = Path(__file__).with_name("plain_script.py")

# a process that runs a command, then says what it and only it cost
_MEASURED = """
import json, resource, runpy, sys, time
began = time.perf_counter()
sys.argv = ["xerodesk", *sys.argv[1:]]
try:
    runpy.run_module("xerodesk", run_name="__main__")
except SystemExit as end:
    status = end.code
used = resource.getrusage(resource.RUSAGE_SELF)
try:  # ru_maxrss also counts what the process that started this one held at that moment
    peak = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
except OSError:
    peak = used.ru_maxrss
cost = {"wall": time.perf_counter() - began, "cpu": used.ru_utime + used.ru_stime, "peak": peak, "status": status}
print(json.dumps(cost), file=sys.stderr)
"""


@dataclass(frozen=True)
class Cost:
    """What a command answered and cost: seconds, processor seconds, peak memory in MB."""

    answer: Any
    wall: float
    cpu: float
    peak: float


def _command(shell: Shell, *words: str, profile: str = "") -> Cost:
    measured = [sys.executable, *(("-m", "cProfile", "-o", profile, "-c") if profile else ("-c",)), _MEASURED]
    if profile:
        script = shell.folder / "measured.py"
        script.write_text(_MEASURED)
        measured = [sys.executable, "-m", "cProfile", "-o", profile, str(script)]
    environ = {**shell.environ, "XERODESK_CALLS_PER_MINUTE": "0", "PYTHONPATH": str(Path.cwd())}
    done = subprocess.run([*measured, *words, "--json"], env=environ, capture_output=True, text=True, timeout=600, check=False)
    cost = json.loads(done.stderr.strip().splitlines()[-1])
    assert cost["status"] in (0, None), done.stdout[-800:] + done.stderr[-2000:]
    return Cost(json.loads(done.stdout), cost["wall"], cost["cpu"], cost["peak"] / 1024)


def _plain(url: str, file: Path) -> dict[str, float]:
    done = subprocess.run([sys.executable, str(_PLAIN), url, str(file)], capture_output=True, text=True, timeout=600, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def test_first_sync(tmp_path: Path) -> None:
    with demo_server(tmp_path, "--contacts", str(CONTACTS), "--invoices", str(INVOICES)) as url:
        shell = Shell(tmp_path, url)
        shell.act("options", limits=False)
        _plain(url, tmp_path / "warm.db")  # the server's first answers are slower: not ours to measure
        plain = min((_plain(url, tmp_path / f"plain{n}.db") for n in range(2)), key=lambda one: one["seconds"])
        shell.connect()
        first = _command(shell, "sync", profile=os.environ.get("XERODESK_BENCH_PROFILE", ""))
        again = _command(shell, "sync")
        before = time.perf_counter()
        planned = _command(shell, "plan")
        took = time.perf_counter() - before
    one, two = first.answer["summary"], again.answer["summary"]
    print(
        f"\nplain script: {plain['seconds']:.2f} s for {plain['pages']:,} pages"
        f"\nfirst sync:   {first.wall:.2f} s ({first.wall / plain['seconds']:.2f} times the plain script), {first.cpu:.2f} s of processor,"
        f" peak {first.peak:.0f} MB, {first.answer['calls']} calls ({first.answer['calls'] - plain['pages']:+.0f} against the pages)"
        f"\n              found {one['found']:,}, in step {one['synced']:,}, {first.answer['entries']:,} lines in the log,"
        f" {first.answer['mirrored']}"
        f"\nsecond sync:  {again.wall:.2f} s, {again.cpu:.2f} s of processor, {again.answer['calls']} calls,"
        f" {again.answer['entries']} lines"
        f"\nplan:         {took:.2f} s, {planned.cpu:.2f} s of processor, {planned.answer['calls']} calls to make"
    )
    assert one["found"] >= CONTACTS * 0.9
    assert first.answer["mirrored"]["invoice"] >= INVOICES * 0.9
    assert again.answer["entries"] == 0
    assert two["found"] == one["found"]
