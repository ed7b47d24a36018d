"""Signing in through a real browser's way: every outcome, and who may knock at the local address."""

import socket
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from tests.contract.xero.rig import CLIENT_ID, PORTS, Browser, Rig, get, stranger
from xerodesk.demo.options import Options
from xerodesk.demo.seed.books import build
from xerodesk.demo.server import DemoServer
from xerodesk.domain.errors import Busy, Cancelled, KeyNeeded, Misuse, Offline, SignInNeeded
from xerodesk.services.connect import Attempt, ConnectOptions
from xerodesk.services.disconnect import disconnect
from xerodesk.xero.signin import SignIn


def query_of(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def test_connecting_says_who_is_connected_and_what_they_may_do(rig: Rig, demo: DemoServer) -> None:
    outcome = rig.connect()
    organisation = demo.world.organisations[0]
    connection = outcome.connection
    assert connection == rig.store.connection
    assert connection.organisation == organisation.name
    assert connection.tenant_id == organisation.tenant_id
    assert connection.connection_id not in ("", connection.tenant_id)
    assert connection.can_write
    assert connection.base_currency == "AUD"
    assert connection.short_code.startswith("!")
    assert "CreateApprovedInvoice" in connection.can
    assert outcome.sentence.startswith(f"Connected to {organisation.name} as {connection.user_name}. Xero lets you ")
    assert "approve invoices" in outcome.sentence
    [(status, page, headers)] = rig.pages
    assert status == 200
    assert f"Connected to {organisation.name}" in page
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "http" not in page.replace('http-equiv"', "")
    assert len(rig.place.token) > 10
    assert rig.place.token not in page


def test_looking_only(rig: Rig) -> None:
    outcome = rig.connect(write=False)
    assert not outcome.connection.can_write
    assert "Looking only" in outcome.sentence
    books = rig.books()
    assert next(books.walk("contact")).rows
    with pytest.raises(SignInNeeded) as caught:
        books.write("PUT", "contact", b'{"Contacts":[{"Name":"New"}]}', key="k")
    assert "permission" in caught.value.message


def test_the_link_asks_for_what_pkce_needs(rig: Rig) -> None:
    with SignIn(rig.access.identity, CLIENT_ID, ("openid", "offline_access"), ports=PORTS) as attempt:
        asked = query_of(attempt.address)
    assert asked["response_type"] == "code"
    assert asked["client_id"] == CLIENT_ID
    assert asked["scope"] == "openid offline_access"
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["code_challenge"]) == 43
    assert len(asked["state"]) >= 43
    assert asked["redirect_uri"] == attempt.redirect == f"http://localhost:{PORTS[0]}/callback"


def test_a_denied_consent(rig: Rig, demo: DemoServer) -> None:
    demo.options.deny_consent = True
    with pytest.raises(SignInNeeded, match="not allowed"):
        rig.connect()
    assert rig.store.connection is None
    assert rig.place.token == ""
    assert "Not connected" in rig.pages[0][1]


def test_an_answer_to_another_attempt_changes_nothing(rig: Rig) -> None:
    seen = []

    def visit(address: str) -> tuple[int, str, dict[str, str]]:
        redirect = query_of(address)["redirect_uri"]
        seen.append(get(f"{redirect}?{urlencode({'code': 'stolen', 'state': 'guessed'})}"))
        seen.append(get(f"{redirect}?code=stolen"))
        seen.append(get(f"{redirect}?error=access_denied"))
        return get(address)

    assert rig.connect(visit).connection.live
    assert [status for status, _, _ in seen] == [400, 400, 400]
    assert "earlier attempt" in seen[0][1]


def test_an_answer_counts_once(rig: Rig) -> None:
    with SignIn(rig.access.identity, CLIENT_ID, ("openid", "offline_access"), ports=PORTS) as attempt:
        asked = query_of(attempt.address)
        wrong = f"{asked['redirect_uri']}?{urlencode({'code': 'not-a-code', 'state': asked['state']})}"
        first, second = get(wrong), get(wrong)
        assert "Not connected" in first[1]
        assert "over" in second[1]
        with pytest.raises(SignInNeeded):
            attempt.wait()


def test_only_the_callback_under_its_own_name_is_answered(rig: Rig) -> None:
    with SignIn(rig.access.identity, CLIENT_ID, ("openid",), ports=PORTS) as attempt:
        asked = query_of(attempt.address)
        redirect = asked["redirect_uri"]
        here = redirect.removesuffix("/callback")
        good = urlencode({"error": "access_denied", "state": asked["state"]})
        for url, host, method in (
            (f"{here}/favicon.ico", "", "GET"),
            (f"{here}/?{good}", "", "GET"),
            (f"{here}/callback/?{good}", "", "GET"),
            (f"{redirect}?{good}", "evil.example", "GET"),
            (f"{redirect}?{good}", f"127.0.0.1:{PORTS[0]}", "GET"),
            (f"{redirect}?{good}", "", "POST"),
            (f"{redirect}?{good}", "", "HEAD"),
        ):
            assert get(url, host, method)[0] == 404
        with socket.create_connection(("127.0.0.1", PORTS[0])) as silent:
            silent.send(b"nonsense\r\n\r\n")
            assert get(f"{redirect}?{good}")[0] == 200
        with pytest.raises(SignInNeeded, match="not allowed"):
            attempt.wait()
    with pytest.raises(OSError, match=r"refused|errno"):
        socket.create_connection(("127.0.0.1", PORTS[0]), timeout=1)


def test_listening_is_on_loopback_only(rig: Rig) -> None:
    with SignIn(rig.access.identity, CLIENT_ID, ("openid",), ports=PORTS) as attempt:
        bound = [server.server_address[0] for server in attempt._listener._servers]
    assert set(bound) <= {"127.0.0.1", "::1"}
    assert "127.0.0.1" in bound


def test_a_busy_port_gives_way_to_the_next_and_all_busy_is_told(rig: Rig) -> None:
    with socket.create_server(("127.0.0.1", PORTS[0])):
        with SignIn(rig.access.identity, CLIENT_ID, ("openid",), ports=PORTS) as attempt:
            assert attempt.redirect == f"http://localhost:{PORTS[1]}/callback"
        with pytest.raises(Busy) as caught:
            SignIn(rig.access.identity, CLIENT_ID, ("openid",), ports=PORTS[:1])
    assert str(PORTS[0]) in caught.value.message


def test_the_time_out_names_its_likely_causes(rig: Rig) -> None:
    now = [0.0]

    def clock() -> float:
        now[0] += 100
        return now[0]

    attempt = SignIn(rig.access.identity, "wrong-shape", ("openid",), ports=PORTS, clock=clock)
    with pytest.raises(SignInNeeded) as caught:
        attempt.wait()
    for words in ("5 minutes", "Invalid redirect_uri", attempt.redirect, "client id", "32 letters", "invalid_scope"):
        assert words in caught.value.message
    assert caught.value.advice


def test_waiting_tells_the_time_left_and_can_be_cancelled(rig: Rig) -> None:
    attempt = SignIn(rig.access.identity, CLIENT_ID, ("openid",), ports=PORTS)
    left: list[float] = []

    def tick(seconds: float) -> None:
        left.append(seconds)
        attempt.cancel()

    with pytest.raises(Cancelled):
        attempt.wait(tick)
    assert 290 < left[0] <= 300


def test_a_client_id_that_cannot_be_one_never_opens_a_browser(rig: Rig) -> None:
    with pytest.raises(Misuse):
        rig.connect(client_id="not a client id")
    assert rig.pages == []


def test_xero_unreachable_at_the_exchange(tmp_path: Path) -> None:
    def visit(address: str) -> tuple[int, str, dict[str, str]]:
        asked = query_of(address)
        return get(f"{asked['redirect_uri']}?{urlencode({'code': 'c', 'state': asked['state']})}")

    def html(*_: object) -> tuple[int, dict[str, str], bytes]:
        return 200, {"Content-Type": "text/html"}, b"<html>Wi-Fi</html>"

    with stranger(html) as url:
        rig = Rig(url, tmp_path)
        with pytest.raises(Offline, match="web page"):
            rig.connect(visit)
        rig.access.close()
    assert rig.store.connection is None


@pytest.fixture
def two(tmp_path: Path) -> Rig:
    """A sign-in that reaches two organisations."""
    books = [build("AU", 20, 20, today=date.today()), build("NZ", 20, 20, today=date.today())]
    with DemoServer(books, options=Options()) as server:
        made = Rig(server.url, tmp_path)
        made.names = [one.name for one in books]
        yield made
        made.access.close()


def test_several_organisations_are_named_and_one_is_chosen_by_name(two: Rig) -> None:
    with pytest.raises(Misuse) as caught:
        two.connect()
    assert all(name in caught.value.message for name in two.names)
    assert "choose the organisation" in two.pages[0][1]
    with pytest.raises(Misuse, match="not among"):
        two.connect(organisation="Nobody Ltd")
    assert two.connect(organisation=f" {two.names[1].upper()} ").connection.organisation == two.names[1]


def test_the_window_chooses_between_two_steps(two: Rig) -> None:
    attempt = Attempt(two.access, two.store, ConnectOptions(client_id=CLIENT_ID, token_in="file"), PORTS)
    browser = Browser(get)
    browser.open(attempt.address)
    choices = attempt.wait()
    browser.pages()
    assert [choice.name for choice in choices] == two.names
    assert attempt.complete(choices[1]).connection.organisation == two.names[1]


def test_a_file_stays_with_its_organisation(two: Rig) -> None:
    two.connect(organisation=two.names[0])
    again = two.connect(client_id="")
    assert again.connection.organisation == two.names[0]
    kept = two.place.token
    with pytest.raises(SignInNeeded, match="belongs to"):
        two.connect(organisation=two.names[1])
    assert two.place.token == kept
    assert "Not connected" in two.pages[0][1]


def test_the_keyring_is_taken_when_there_is_one_and_the_file_otherwise(rig: Rig) -> None:
    assert rig.connect(token_in="").connection.token_place == "keyring"
    assert rig.place.token == ""
    assert list(rig.ring.kept.values())
    moved = rig.connect(token_in="file")
    assert moved.connection.token_place == "file"
    assert rig.place.token
    assert rig.ring.kept == {}


def test_without_a_keyring_the_file_is_taken_unless_the_keyring_was_asked_for(rig: Rig) -> None:
    rig.ring.priority = 0
    assert rig.connect(token_in="").connection.token_place == "file"
    with pytest.raises(KeyNeeded):
        rig.connect(token_in="keyring")
    assert rig.pages == []


def test_disconnecting_ends_it_on_both_sides(connected: Rig, demo: DemoServer) -> None:
    token = connected.place.token
    outcome = disconnect(connected.access, connected.store)
    assert outcome.at_xero
    assert connected.place.token == ""
    assert connected.store.connection is not None
    assert not connected.store.connection.live
    with pytest.raises(SignInNeeded):
        connected.access.identity.refresh(CLIENT_ID, token)
    assert any(one["method"] == "DELETE" and str(one["path"]).startswith("/connections/") for one in demo.world.asked())
    with pytest.raises(SignInNeeded):
        connected.books()
    with pytest.raises(Misuse):
        disconnect(connected.access, connected.store)


def test_disconnecting_one_company_leaves_the_users_other_one_connected(two: Rig) -> None:
    """Revoking at Xero would end every connection of the user, so it is done for the last one only."""
    two.connect(organisation=two.names[0])
    token = two.place.token
    assert disconnect(two.access, two.store).at_xero
    still = two.access.identity.connections(two.access.identity.refresh(CLIENT_ID, token).access)
    assert [tenant.name for tenant in still] == two.names[1:]


def test_disconnecting_without_xero_removes_the_sign_in_here_and_says_so(connected: Rig, demo: DemoServer) -> None:
    demo.stop()
    outcome = disconnect(connected.access, connected.store)
    assert not outcome.at_xero
    assert "Connected apps" in outcome.advice
    assert connected.place.token == ""


def test_no_token_travels_to_another_address(connected: Rig, tmp_path: Path) -> None:
    asked: list[str] = []

    def listen(method: str, path: str, headers: dict[str, str], body: bytes) -> tuple[int, dict[str, str], bytes]:
        asked.append(path)
        return 200, {}, b"{}"

    with stranger(listen) as url:
        other = Rig(url, tmp_path)
        other.store, other.place = connected.store, connected.place
        with pytest.raises(SignInNeeded, match="connected to"):
            other.books()
        with pytest.raises(SignInNeeded, match="connected to"):
            disconnect(other.access, other.store)
        other.access.close()
    assert asked == []
