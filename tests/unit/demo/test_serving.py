"""The demo organisation as a program of its own."""

import http.client
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest


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
