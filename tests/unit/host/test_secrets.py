"""The keyring: asked with a time limit, refused when it keeps nothing or keeps it in plain text."""

import threading
from collections.abc import Callable

import pytest

from xerodesk.domain.errors import KeyNeeded
from xerodesk.host.secrets import LONGEST, Backend, Secrets


class KeyringLocked(Exception):
    """As the keyring package names it."""


class Ring:
    """A keyring in memory."""

    priority = 5.0

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.fail: Callable[[], None] = lambda: None

    def get_password(self, service: str, username: str) -> str | None:
        self.fail()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.fail()
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self.fail()
        del self.kept[service, username]


def test_a_secret_goes_in_comes_out_and_goes() -> None:
    ring = Ring()
    secrets = Secrets(lambda: ring)
    assert secrets.probe().ok
    assert secrets.get("s", "u") is None
    secrets.set("s", "u", "x" * LONGEST)
    assert secrets.get("s", "u") == "x" * LONGEST
    secrets.delete("s", "u")
    secrets.delete("s", "u")
    assert secrets.get("s", "u") is None


def test_too_long_for_windows_is_refused_everywhere() -> None:
    ring = Ring()
    with pytest.raises(KeyNeeded, match="1200"):
        Secrets(lambda: ring).set("s", "u", "x" * (LONGEST + 1))
    assert ring.kept == {}


@pytest.mark.parametrize("priority", [0, -1, 0.5])
def test_keyrings_that_keep_nothing_or_in_plain_text_do_not_count(priority: float) -> None:
    ring = Ring()
    ring.priority = priority
    reach = Secrets(lambda: ring).probe()
    assert not reach.ok
    assert reach.message
    assert reach.advice


def test_a_hung_keyring_is_given_up_and_not_asked_again() -> None:
    go = threading.Event()
    ring = Ring()
    asked: list[int] = []

    def hang() -> None:
        asked.append(1)
        go.wait(10)

    ring.fail = hang
    secrets = Secrets(lambda: ring, seconds=0.05)
    with pytest.raises(KeyNeeded, match="did not answer"):
        secrets.get("s", "u")
    assert not secrets.probe().ok
    assert asked == [1]
    go.set()


@pytest.mark.parametrize(
    ("error", "words"),
    [(KeyringLocked("x"), "locked"), (RuntimeError("the secret is hunter2"), "RuntimeError"), (OSError(5, "x"), "OSError")],
)
def test_every_failure_in_words_that_quote_nothing(error: Exception, words: str) -> None:
    ring = Ring()

    def fail() -> None:
        raise error

    ring.fail = fail
    with pytest.raises(KeyNeeded, match=words) as caught:
        Secrets(lambda: ring).set("s", "u", "hunter2")
    assert "hunter2" not in caught.value.message + caught.value.advice


def test_a_keyring_that_forgets_is_found_out() -> None:
    class Forgetful(Ring):
        def set_password(self, service: str, username: str, password: str) -> None:
            pass

    with pytest.raises(KeyNeeded, match="does not give it back"):
        Secrets(Forgetful).set("s", "u", "x")


def test_no_keyring_at_all() -> None:
    def none() -> Backend:
        raise RuntimeError("no D-Bus")

    reach = Secrets(none).probe()
    assert not reach.ok
