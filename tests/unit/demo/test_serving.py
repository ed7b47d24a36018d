"""The demo organisation as a program of its own."""

import http.client
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.demo.caller import tiny
from xerodesk.demo.server import DemoServer, options_from


@pytest.mark.skipif(os.name == "nt", reason="SIGTERM ends a Windows process without a word")
def test_it_says_where_it_listens_and_stops_when_told(tmp_path: Path) -> None:
    port_file = tmp_path / "port"
    program = (
        "import sys; from pathlib import Path; from xerodesk.demo.server import serve; "
        f"sys.exit(serve(port_file=Path({str(port_file)!r}), country='NZ', contacts=20, invoices=30))"
    )
    root = Path(__file__).parents[3]
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, cwd=root) as running:
        assert running.stdout is not None
        address = running.stdout.readline().strip()
        try:
            connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=10)
            connection.request("GET", "/_demo")
            assert b'"contacts":20' in connection.getresponse().read()
            connection.close()
            assert address.endswith(":" + port_file.read_text().strip())
        finally:
            running.send_signal(signal.SIGTERM)
        assert running.wait(10) == 0
    assert not port_file.exists()


@pytest.mark.parametrize(("word", "meant"), [("1", "always"), ("never", "never"), ("", "scripts"), ("scripts", "scripts")])
def test_consent_can_be_set_from_outside(word: str, meant: str) -> None:
    assert options_from({"XERODESK_DEMO_AUTO_CONSENT": word}).auto_consent == meant


def test_a_port_in_use_is_an_error_and_is_free_after_stopping() -> None:
    with DemoServer([tiny()]) as first:
        port = int(first.url.rpartition(":")[2])
        with pytest.raises(OSError, match=r".+"):
            DemoServer([tiny()], port)
    with DemoServer([tiny()], port) as second:
        assert second.url == first.url
