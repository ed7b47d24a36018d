"""Everything that can go wrong on the way to Xero, and what the client makes of it."""

import json
import socket
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.contract.xero.rig import CLIENT_ID, Rig, stranger
from xerodesk.demo.options import Fault
from xerodesk.demo.server import DemoServer
from xerodesk.domain.connection import Connection
from xerodesk.domain.errors import AnswerLost, Cancelled, Offline, RateLimited, Refused, SignInNeeded
from xerodesk.xero.governor import Limits
from xerodesk.xero.transport import Transport

NEW = b'{"Contacts":[{"Name":"Made Once","ContactNumber":"XD-77"}]}'
PASSING = [
    Fault("html"),
    Fault("truncated"),
    Fault("empty"),
    Fault("drop_before"),
    Fault("drop_after"),
    Fault("status", status=500),
    Fault("status", status=502),
    Fault("status", status=503, retry_after=300),
    Fault("status", status=429, retry_after=7, problem="minute"),
    Fault("status", status=429, problem="concurrent"),
    Fault("status", status=401),
]


def name(fault: Fault) -> str:
    return f"{fault.kind} {fault.status if fault.kind == 'status' else ''}{fault.problem}".strip()


def meeting(fault: Fault, **changes: Any) -> Fault:
    return Fault(**{**fault.__dict__, "path": "Contacts", **changes})


def made(demo: DemoServer) -> int:
    """How many contacts of the name written there are."""
    return sum(one["Name"] == "Made Once" for one in demo.world.organisations[0].contacts.datas())


@pytest.mark.parametrize("fault", PASSING, ids=name)
def test_a_read_gets_over_a_passing_failure(connected: Rig, demo: DemoServer, fault: Fault) -> None:
    demo.fail(meeting(fault))
    books = connected.books()
    assert len(next(books.walk("contact")).rows) > 10
    assert books.calls == 2


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (Fault("html"), Offline),
        (Fault("truncated"), Offline),
        (Fault("drop_before"), Offline),
        (Fault("status", status=500), Offline),
        (Fault("status", status=503), Offline),
        (Fault("status", status=401), SignInNeeded),
        (Fault("status", status=403), SignInNeeded),
        (Fault("status", status=429, retry_after=20, problem="minute"), RateLimited),
        (Fault("status", status=412), Refused),
        (Fault("status", status=400), Refused),
    ],
    ids=lambda value: name(value) if isinstance(value, Fault) else "",
)
def test_a_read_that_keeps_failing_says_why_and_what_to_do(
    connected: Rig, demo: DemoServer, fault: Fault, error: type[Exception]
) -> None:
    demo.fail(meeting(fault, times=99))
    with pytest.raises(error) as caught:
        list(connected.books().walk("contact"))
    failure: Any = caught.value
    assert type(failure) is error
    assert failure.message
    assert failure.advice
    assert sum(connected.time.slept) < 200


def test_a_failing_page_in_the_middle_is_read_again(connected: Rig, demo: DemoServer) -> None:
    demo.fail(meeting(Fault("truncated"), path="Invoices"))
    demo.fail(meeting(Fault("drop_before"), path="Invoices"))
    assert sum(len(page.rows) for page in connected.books().walk("invoice")) > 50


@pytest.mark.parametrize(
    ("fault", "saved"),
    [
        (Fault("drop_before"), 0),
        (Fault("drop_after"), 1),
        (Fault("html"), 1),
        (Fault("truncated"), 1),
        (Fault("empty"), 1),
        (Fault("status", status=500), 0),
        (Fault("status", status=500, after=True), 1),
        (Fault("status", status=503), 0),
    ],
    ids=lambda value: name(value) if isinstance(value, Fault) else str(value),
)
def test_a_write_without_a_usable_answer_is_sent_once_and_its_fate_left_open(
    connected: Rig, demo: DemoServer, fault: Fault, saved: int
) -> None:
    demo.fail(meeting(fault, method="PUT"))
    books = connected.books()
    with pytest.raises(AnswerLost) as caught:
        books.write("PUT", "contact", NEW, key="k")
    assert caught.value.advice
    assert books.calls == 1
    assert made(demo) == saved
    [verdict] = books.write("PUT", "contact", NEW, key="k").verdicts
    assert verdict.ok
    assert made(demo) == 1


@pytest.mark.parametrize("fault", [Fault("status", status=429, retry_after=3, problem="minute"), Fault("status", status=401)], ids=name)
def test_a_write_turned_away_at_the_door_is_sent_again(connected: Rig, demo: DemoServer, fault: Fault) -> None:
    demo.fail(meeting(fault, method="PUT"))
    books = connected.books()
    assert books.write("PUT", "contact", NEW, key="k").verdicts[0].ok
    assert books.calls == 2
    assert made(demo) == 1


def test_a_write_that_never_left_is_plainly_offline(connected: Rig, demo: DemoServer) -> None:
    books = connected.books()
    assert books.token_id
    demo.stop()
    with pytest.raises(Offline) as caught:
        books.write("PUT", "contact", NEW, key="k")
    assert type(caught.value) is Offline


def test_a_write_slower_than_we_wait_is_left_open(connected: Rig, demo: DemoServer) -> None:
    connected.access._open()._timeouts = (1.0, 0.2)
    demo.fail(meeting(Fault("delay", seconds=0.5), method="PUT"))
    with pytest.raises(AnswerLost, match="in time"):
        connected.books().write("PUT", "contact", NEW, key="k")


def test_a_write_refused_as_a_whole_says_so_for_each(connected: Rig, tmp_path: Path) -> None:
    elements = [{"Name": "Made Once", "ContactID": "0", "ValidationErrors": [{"Message": "Email address must be valid."}]}]
    body = {"ErrorNumber": 10, "Type": "ValidationException", "Message": "A validation exception occurred", "Elements": elements}

    def script(method: str, path: str, headers: dict[str, str], sent: bytes) -> tuple[int, dict[str, str], bytes]:
        if "/connect/token" in path:
            return 200, {}, b'{"access_token":"a","refresh_token":"r"}'
        return 400, {}, json.dumps(body).encode()

    with stranger(script) as url:
        rig = Rig(url, tmp_path)
        rig.place.token = "r0"
        rig.store.connection = Connection(url, CLIENT_ID, "t", "c", "Org", "file", frozenset(), datetime.now(UTC))
        [verdict] = rig.books().write("PUT", "contact", NEW, key="k").verdicts
        rig.access.close()
    assert not verdict.ok
    assert verdict.errors == ("Email address must be valid.",)


def test_the_token_ends_in_the_middle_of_a_sync(connected: Rig, demo: DemoServer) -> None:
    books = connected.books()
    list(books.walk("product"))
    first = books.token_id
    demo.world.move_clock(timedelta(minutes=31))
    assert next(books.walk("contact")).rows
    assert books.token_id != first


def test_the_user_disconnects_inside_xero(connected: Rig, demo: DemoServer) -> None:
    demo.world.identity.remove_app(demo.world.organisations[0].tenant_id)
    with pytest.raises(SignInNeeded) as caught:
        list(connected.books().walk("contact"))
    assert "Connected apps" in caught.value.advice


def test_sixty_idle_days(connected: Rig, demo: DemoServer) -> None:
    demo.world.identity.end_sessions()
    with pytest.raises(SignInNeeded) as caught:
        list(connected.books().walk("contact"))
    assert "lapsed" in caught.value.message
    assert connected.place.token, "the user decides whether to sign out"


def test_the_days_allowance_is_kept_for_clicks(connected: Rig, demo: DemoServer) -> None:
    demo.options.per_day = connected.books().calls + 60
    background, click = connected.books(), connected.books(urgent=True)

    def work() -> None:
        for _ in range(60):
            background.settings("Currencies")

    with pytest.raises(RateLimited) as caught:
        work()
    assert caught.value.scope == "day"
    assert background.calls < 12
    assert click.settings("Currencies")
    assert connected.access.budget.day_left is not None


def test_xeros_own_day_limit_says_until_when(connected: Rig, demo: DemoServer) -> None:
    demo.fail(meeting(Fault("status", status=429, retry_after=66975, problem="day")))
    with pytest.raises(RateLimited) as caught:
        list(connected.books().walk("contact"))
    ahead = (caught.value.until - datetime.now(UTC)).total_seconds()
    assert 66_900 < ahead <= 66_975
    assert connected.time.slept == []


def test_the_minute_limit_is_never_met(connected: Rig, demo: DemoServer) -> None:
    """70 calls: the client waits a minute by its own clock (which the demo's does not follow), so the demo must not be asked too early."""
    books = connected.books()
    for _ in range(58):
        books.settings("Currencies")
    assert connected.time.slept == []
    demo.world.limits.reset()
    for _ in range(12):
        books.settings("Currencies")
    assert 59 < sum(connected.time.slept) < 62
    assert 429 not in {one["status"] for one in demo.world.asked()}


def test_waiting_for_xero_can_be_stopped(connected: Rig, demo: DemoServer) -> None:
    demo.fail(meeting(Fault("status", status=429, retry_after=50, problem="minute")))

    def stop() -> None:
        if connected.time.seconds > 2:
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        list(connected.books(checkpoint=stop).walk("contact"))
    assert connected.time.seconds < 4


def test_no_server_no_name_no_tls(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    for url, words in ((f"http://127.0.0.1:{port}", "no connection"), ("https://nowhere.invalid", "")):
        rig = Rig(url, tmp_path, Limits())
        rig.place.token = "r0"
        rig.store.connection = Connection(url, CLIENT_ID, "t", "c", "Org", "file", frozenset(), datetime.now(UTC))
        with pytest.raises(Offline) as caught:
            rig.books().organisation()
        assert words in caught.value.message
        assert caught.value.advice
        assert rig.place.token == "r0"
        rig.access.close()


def test_a_server_that_speaks_no_tls(demo: DemoServer, tmp_path: Path) -> None:
    url = demo.url.replace("http://127.0.0.1", "https://localhost")
    rig = Rig(url, tmp_path)
    rig.place.token = "r0"
    rig.store.connection = Connection(url, CLIENT_ID, "t", "c", "Org", "file", frozenset(), datetime.now(UTC))
    with pytest.raises(Offline, match="https"):
        rig.books().organisation()
    rig.access.close()


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for localhost that nobody vouches for, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    kind, plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    (folder / "key.pem").write_bytes(key.private_bytes(serialization.Encoding.PEM, kind, plain))
    return folder / "cert.pem", folder / "key.pem"


def test_a_certificate_nobody_vouches_for(tmp_path: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate(tmp_path))

    def answered(*_: object) -> tuple[int, dict[str, str], bytes]:
        return 200, {}, b"{}"

    with stranger(answered, context) as url:
        transport = Transport()
        with pytest.raises(Offline, match="not trusted"):
            transport.send("GET", url.replace("127.0.0.1", "localhost"))
        transport.close()


def test_an_answer_without_end_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xerodesk.xero.transport.LARGEST", 300_000)

    def script(method: str, path: str, headers: dict[str, str], sent: bytes) -> tuple[int, dict[str, str], bytes]:
        return (200, {}, b'{"access_token":"a","refresh_token":"r"}') if "/connect/token" in path else (200, {}, b" " * 1_000_000)

    with stranger(script) as url:
        rig = Rig(url, tmp_path)
        rig.place.token = "r0"
        rig.store.connection = Connection(url, CLIENT_ID, "t", "c", "Org", "file", frozenset(), datetime.now(UTC))
        with pytest.raises(Offline, match="larger"):
            rig.books().organisation()
        rig.access.close()


def test_a_redirect_takes_no_token_along(connected: Rig, tmp_path: Path) -> None:
    asked: list[str] = []

    def trap(method: str, path: str, headers: dict[str, str], sent: bytes) -> tuple[int, dict[str, str], bytes]:
        asked.append(path)
        return 200, {}, b"{}"

    with stranger(trap) as elsewhere:

        def script(method: str, path: str, headers: dict[str, str], sent: bytes) -> tuple[int, dict[str, str], bytes]:
            if "/connect/token" in path:
                return 200, {}, b'{"access_token":"a","refresh_token":"r"}'
            return 302, {"Location": elsewhere}, b""

        with stranger(script) as url:
            rig = Rig(url, tmp_path)
            rig.place.token = "r0"
            rig.store.connection = Connection(url, CLIENT_ID, "t", "c", "Org", "file", frozenset(), datetime.now(UTC))
            with pytest.raises(Offline, match="somewhere else"):
                rig.books().organisation()
            rig.access.close()
    assert asked == []
