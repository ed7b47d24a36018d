"""Keeping a sign-in alive: one renewal at a time, saved before use, and no sign-out for a network failure."""

import threading
from pathlib import Path
from typing import Any

import pytest

from xerodesk.domain.errors import KeyNeeded, Offline, SignInNeeded
from xerodesk.host.locks import FileLock
from xerodesk.xero.identity import GrantLapsed, TokenAnswer
from xerodesk.xero.tokens import Tokens


class Place:
    """A token place in memory that can break."""

    def __init__(self, token: str = "r0") -> None:
        self.token = token
        self.broken = False
        self.saved: list[str] = []

    def load(self) -> str:
        return self.token

    def save(self, refresh_token: str) -> None:
        if self.broken:
            raise KeyNeeded("locked")
        self.saved.append(refresh_token)
        self.token = refresh_token

    def clear(self) -> None:
        self.token = ""


class Server:
    """Rotates refresh tokens r0, r1 ...; knows the current one only."""

    def __init__(self) -> None:
        self.current = 0
        self.refreshes = 0
        self.fail: Exception | None = None
        self.together = 0

    def refresh(self, client_id: str, refresh_token: str) -> TokenAnswer:
        self.together += 1
        assert self.together == 1, "two renewals at once"
        try:
            if self.fail:
                raise self.fail
            if refresh_token != f"r{self.current}":
                raise GrantLapsed("lapsed")
            self.current += 1
            self.refreshes += 1
            return TokenAnswer(f"a{self.current}", f"r{self.current}", 1800, "")
        finally:
            self.together -= 1


class Rig:
    """Tokens over a fake server, a fake place and a clock."""

    def __init__(self, folder: Path) -> None:
        self.server, self.place, self.now = Server(), Place(), 0.0
        self.folder = folder

    def tokens(self) -> Tokens:
        server: Any = self.server
        return Tokens(server, "client", self.place, FileLock(self.folder / "lock"), clock=lambda: self.now)


@pytest.fixture
def rig(tmp_path: Path) -> Rig:
    return Rig(tmp_path)


def test_one_token_serves_until_shortly_before_its_end(rig: Rig) -> None:
    tokens = rig.tokens()
    assert tokens.access() == "a1"
    rig.now = 1700
    assert tokens.access() == "a1"
    rig.now = 1741
    assert tokens.access() == "a2"
    assert rig.place.saved == ["r1", "r2"]


def test_saved_before_used_and_not_lost_when_the_place_is_locked(rig: Rig) -> None:
    tokens = rig.tokens()
    rig.place.broken = True
    with pytest.raises(KeyNeeded):
        tokens.access()
    rig.place.broken = False
    assert tokens.access() == "a2"
    assert rig.place.token == "r2"


def test_many_threads_renew_once(rig: Rig) -> None:
    tokens = rig.tokens()
    tokens.access()
    start = threading.Barrier(8)
    got: list[str] = []

    def work() -> None:
        start.wait()
        got.append(tokens.replace("a1"))

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert got == ["a2"] * 8
    assert rig.server.refreshes == 2


def test_two_holders_of_the_file_follow_one_another(rig: Rig) -> None:
    one, two = rig.tokens(), rig.tokens()
    assert [one.access(), two.access()] == ["a1", "a2"]
    rig.now = 2000
    assert [one.access(), two.access()] == ["a3", "a4"]


def test_a_renewal_elsewhere_during_ours_is_followed_once(rig: Rig) -> None:
    """A program that does not know the lock rotated between our reading and our asking."""
    rig.server.current = 5
    loads = iter(["r0", "r5"])
    rig.place.load = lambda: next(loads)  # type: ignore[method-assign]  # the place changes under our hands
    assert rig.tokens().access() == "a6"


def test_a_lapsed_sign_in_is_told_as_such(rig: Rig) -> None:
    rig.place.token = "old"
    with pytest.raises(SignInNeeded):
        rig.tokens().access()
    assert rig.place.token == "old"


def test_no_sign_in_at_all(rig: Rig) -> None:
    rig.place.token = ""
    with pytest.raises(SignInNeeded):
        rig.tokens().access()
    assert rig.server.refreshes == 0


def test_a_network_failure_is_not_a_sign_out(rig: Rig) -> None:
    tokens = rig.tokens()
    rig.server.fail = Offline("no network")
    with pytest.raises(Offline):
        tokens.access()
    assert rig.place.token == "r0"
    rig.server.fail = None
    assert tokens.access() == "a1"


def test_the_name_of_a_token_changes_with_it_and_does_not_tell_it(rig: Rig) -> None:
    tokens = rig.tokens()
    first = tokens.name()
    assert first == tokens.name()
    assert "a1" not in first
    tokens.replace("a1")
    assert tokens.name() != first


def test_forgetting_empties_the_place(rig: Rig) -> None:
    tokens = rig.tokens()
    tokens.access()
    tokens.forget()
    assert rig.place.token == ""
    with pytest.raises(SignInNeeded):
        tokens.access()


def test_tokens_never_show() -> None:
    shown = repr(TokenAnswer("secret-access", "secret-refresh", 1, "openid", {"email": "x@y"}))
    assert "secret" not in shown
    assert "x@y" not in shown
