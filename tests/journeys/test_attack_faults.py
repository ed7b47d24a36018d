"""Faults in the middle of a sync: lost answers, refusals, a dying process, a full disk. Nothing doubles at Xero, nothing is lost here."""

from __future__ import annotations

import json
import resource
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.inline import Inline, adds_up
from xerodesk.assembly.company import TALKING_LOCK
from xerodesk.demo.options import Fault
from xerodesk.demo.seed.books import build
from xerodesk.demo.server import DemoServer
from xerodesk.host.locks import FileLock

XERODESK = (sys.executable, "-m", "xerodesk")
PEOPLE = [{"name": f"Wattle Works {number:03}", "email": f"post{number}@wattle.example", "billing_city": "Bega"} for number in range(120)]


@pytest.fixture
def demo() -> Iterator[DemoServer]:
    with DemoServer([build("AU", 20, 30, today=date.today())]) as server:
        server.options.limits = False
        yield server


@pytest.fixture
def desk(demo: DemoServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Inline:
    """Connected, the 20 of Xero here already, 120 of ours not there yet."""
    desk = Inline(tmp_path, demo.url, monkeypatch, capsys)
    monkeypatch.setenv("XERODESK_CALLS_PER_MINUTE", "0")
    desk.connect()
    desk.run("sync", expect=None)
    desk.run("import", "contacts", desk.write("people.csv", PEOPLE))
    return desk


def there(demo: DemoServer) -> dict[str, dict[str, Any]]:
    """Xero's active contacts of ours, by name; asserts that there are no two of a name or number."""
    rows = [one.data for one in demo.world.books[demo.world.organisations[0].tenant_id].table("contacts").values()]
    ours = [row for row in rows if str(row["Name"]).startswith("Wattle Works")]
    assert not [name for name, count in Counter(row["Name"] for row in ours).items() if count > 1]
    return {row["Name"]: row for row in ours}


def all_is_well(desk: Inline, demo: DemoServer) -> None:
    """After a quiet sync everything is there once and linked, and nothing is left to do."""
    answer = desk.run("sync", expect=None)
    assert adds_up(answer)
    assert len(there(demo)) == len(PEOPLE)
    linked = {row["name"]: row["xero_id"] for row in desk.run("export", "contacts") if row["name"].startswith("Wattle Works")}
    assert len(linked) == len(PEOPLE)
    assert {name: row["ContactID"] for name, row in there(demo).items()} == linked
    plan = desk.run("plan")["summary"]
    assert plan["create"] == plan["update"] == plan["link"] == 0
    done = Counter(line["crm_id"] for line in desk.run("log") if line["action"] == "create" and line["title"].startswith("Wattle Works"))
    assert set(done.values()) == {1}, "each creation is logged once"


FAULTS = {
    "answer lost": [Fault("drop_after", "PUT", "/Contacts")],
    "answer lost twice": [Fault("drop_after", "PUT", "/Contacts", times=2)],
    "every answer lost": [Fault("drop_after", "PUT", "/Contacts", times=9)],
    "never arrived": [Fault("drop_before", "PUT", "/Contacts")],
    "never arrived, three times": [Fault("drop_before", "PUT", "/Contacts", times=3)],
    "500 after": [Fault("status", "PUT", "/Contacts", status=500, after=True)],
    "500 after, twice": [Fault("status", "PUT", "/Contacts", status=500, after=True, times=2)],
    "503 before": [Fault("status", "PUT", "/Contacts", status=503)],
    "a web page after": [Fault("html", "PUT", "/Contacts")],
    "half an answer": [Fault("truncated", "PUT", "/Contacts")],
    "an empty answer, second bundle": [Fault("empty", "PUT", "/Contacts", skip=1)],
    "429 in the middle": [Fault("status", "PUT", "/Contacts", status=429, retry_after=0, problem="minute", skip=1)],
    "401 in the middle": [Fault("status", "PUT", "/Contacts", status=401, skip=1)],
    "400 as a whole": [Fault("status", "PUT", "/Contacts", status=400, skip=1)],
    "answer lost, then reading fails": [Fault("drop_after", "PUT", "/Contacts"), Fault("drop_before", "GET", "/Contacts", skip=1, times=8)],
    "answer lost, and its replay": [Fault("drop_after", "PUT", "/Contacts", times=2), Fault("status", "GET", "/Contacts", skip=1, times=8)],
}
QUICK = ("answer lost", "never arrived, three times", "500 after, twice", "429 in the middle", "answer lost, then reading fails")


@pytest.mark.parametrize(
    "faults", [pytest.param(one, id=name, marks=[] if name in QUICK else [pytest.mark.full]) for name, one in FAULTS.items()]
)
def test_a_write_goes_wrong(desk: Inline, demo: DemoServer, faults: list[Fault]) -> None:
    for fault in faults:
        demo.fail(fault)
    done = desk.say("sync", "--json")
    assert done.status in (0, 1, 4), done
    assert "error" in done.document or adds_up(done.document)
    there(demo)
    demo.world.faults.clear()
    all_is_well(desk, demo)


@pytest.mark.parametrize("minutes", [4, 7, 400])
def test_the_answer_is_lost_and_the_next_sync_is_later(desk: Inline, demo: DemoServer, minutes: int) -> None:
    demo.fail(Fault("drop_after", "PUT", "/Contacts", times=1))
    demo.fail(Fault("drop_before", "", "/api.xro", times=1000))
    assert desk.say("sync", "--json").status == 4
    demo.world.faults.clear()
    demo.world.move_clock(timedelta(minutes=minutes))
    all_is_well(desk, demo)


def test_the_sign_in_is_revoked_in_the_middle(desk: Inline, demo: DemoServer) -> None:
    demo.fail(Fault("status", "PUT", "/Contacts", status=401, skip=1, times=9))
    stopped = desk.say("sync", "--json")
    assert stopped.status == 3
    assert stopped.document["error"]["advice"]
    demo.world.faults.clear()
    demo.world.identity.end_sessions()
    assert desk.say("sync", "--json").status == 3
    assert desk.say("plan", "--json").status == 3
    desk.connect()
    all_is_well(desk, demo)


def test_the_daily_limit_stops_a_run_and_the_next_goes_on(desk: Inline, demo: DemoServer) -> None:
    demo.fail(Fault("status", "PUT", "/Contacts", status=429, retry_after=40000, problem="day", skip=1, times=9))
    stopped = desk.say("sync", "--json")
    assert stopped.status == 4
    assert stopped.document["error"]["code"] == "limit"
    demo.world.faults.clear()
    all_is_well(desk, demo)


@pytest.mark.full
@pytest.mark.parametrize("writes", [0, 1, 2])
@pytest.mark.parametrize("lands", [True, False])
def test_killed_in_the_middle_of_a_sync(desk: Inline, demo: DemoServer, writes: int, lands: bool) -> None:
    """A process of its own dies by SIGKILL after some writes, while the next is under way and will land yet, or never arrives."""
    demo.fail(Fault("delay" if lands else "drop_before", "PUT", "/Contacts", skip=writes, times=1 if lands else 100, seconds=1.0))
    with subprocess.Popen([*XERODESK, "sync", "--json"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        _until(lambda: demo.world.faults._waiting[0].skip == 0 if demo.world.faults._waiting else True)
        if lands:
            _until(lambda: not demo.world.faults._waiting)
        process.send_signal(signal.SIGKILL)
    if lands:
        _until(lambda: len(there(demo)) >= min(50 * (writes + 1), len(PEOPLE)))
    demo.world.faults.clear()
    all_is_well(desk, demo)


def _until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_a_disk_that_fills_up_loses_nothing(desk: Inline, demo: DemoServer) -> None:
    """RLIMIT_FSIZE stands for the full disk: no file may grow beyond what it has now."""
    size = max(path.stat().st_size for path in desk.company.iterdir())

    def small() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + 40_000, size + 40_000))

    full = subprocess.run(
        [*XERODESK, "sync", "--json"],
        capture_output=True,
        text=True,
        preexec_fn=small,
        timeout=120,
        check=False,
    )
    assert full.returncode == 1, full
    error = json.loads(full.stdout)["error"]
    assert error["code"] == "store", full
    assert error["advice"]
    all_is_well(desk, demo)


def test_another_process_is_talking(desk: Inline, demo: DemoServer) -> None:
    with FileLock(desk.company / TALKING_LOCK).holding():
        for words in (("sync", "--wait", "0"), ("plan", "--wait", "0"), ("resync", "--failed", "--wait", "0"), ("--wait", "1", "sync")):
            busy = desk.say(*words, "--json")
            assert busy.status == 6, busy
            assert busy.document["error"]["code"] == "busy"
        assert desk.say("export", "contacts", "--json").status == 0, "the CRM is there all the while"
        assert desk.say("import", "contacts", str(desk.folder / "people.csv"), "--json").status == 0
    all_is_well(desk, demo)
