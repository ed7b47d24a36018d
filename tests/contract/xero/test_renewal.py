"""Two processes on one sign-in, at a server whose old refresh tokens die at once: neither may lose it."""

import json
import logging
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from tests.contract.xero.rig import CLIENT_ID, Rig
from xerodesk.demo.options import Fault
from xerodesk.demo.server import DemoServer

PROCESS = """
import sys
from pathlib import Path
from xerodesk.host.locks import FileLock
from xerodesk.xero.endpoints import endpoints
from xerodesk.xero.identity import Identity
from xerodesk.xero.tokens import Tokens
from xerodesk.xero.transport import Transport

url, client_id, folder = sys.argv[1], sys.argv[2], Path(sys.argv[3])

class Place:
    def load(self): return (folder / "token").read_text()
    def save(self, token): (folder / "token").write_text(token)
    def clear(self): (folder / "token").write_text("")

transport = Transport()
tokens = Tokens(Identity(transport, endpoints(url)), client_id, Place(), FileLock(folder / "sign-in.lock"))
print("ready", flush=True)
sys.stdin.readline()
seen = []
token = tokens.access()
for _ in range(15):
    seen.append(token)
    token = tokens.replace(token)
print(len(set(seen)), flush=True)
transport.close()
"""


def test_two_processes_never_lose_the_sign_in(connected: Rig, demo: DemoServer, tmp_path: Path) -> None:
    demo.options.refresh_grace = timedelta(0)
    folder = tmp_path / "shared"
    folder.mkdir()
    (folder / "token").write_text(connected.place.token)
    root = Path(__file__).parents[3]
    command = [sys.executable, "-c", PROCESS, demo.url, CLIENT_ID, str(folder)]
    running = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root) for _ in range(2)]
    try:
        for one in running:
            assert one.stdout is not None
            assert one.stdout.readline().strip() == "ready"
        for one in running:
            assert one.stdin is not None
            one.stdin.write("go\n")
            one.stdin.flush()
        said = [one.communicate(timeout=60)[0].strip() for one in running]
    finally:
        for one in running:
            one.kill()
            one.wait(10)
    assert said == ["15", "15"]


def test_a_lost_answer_to_a_renewal_is_asked_for_again(connected: Rig, demo: DemoServer) -> None:
    """The server replaced the token, the answer was lost: the old one still works for half an hour."""


    before = connected.place.token
    demo.fail(Fault("drop_after", path="/connect/token"))
    assert connected.access.tokens(CLIENT_ID, "file").replace("")
    demo.world.move_clock(timedelta(minutes=31))
    demo.fail(Fault("drop_after", path="/connect/token"))
    assert next(connected.books().walk("contact")).rows
    assert connected.place.token != before


def test_tokens_reach_no_log(connected: Rig, caplog: pytest.LogCaptureFixture) -> None:




    with caplog.at_level(logging.DEBUG):
        token = connected.access.tokens(CLIENT_ID, "file").access()
        assert next(connected.books().walk("contact")).rows
    text = json.dumps([record.getMessage() for record in caplog.records])
    assert token not in text
    assert connected.place.token not in text
