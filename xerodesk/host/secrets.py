"""The system's keyring: asked in a worker thread with a time limit, because a locked or broken one can hang for ever."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from xerodesk.domain.errors import KeyNeeded

SECONDS = 5.0
LONGEST = 1_200
"""Windows stores at most 2,560 bytes a secret as UTF-16, so 1,280 characters; kept to on every system so that all behave alike."""

_INSTEAD = "Unlock or set up the system's keyring, or keep the sign-in in the company file instead (--token-in file, with a password)."
_PROBE = "xerodesk probe"

T = TypeVar("T")


class Backend(Protocol):
    """What is used of a keyring backend (the `keyring` package's own interface)."""

    @property
    def priority(self) -> float: ...
    def get_password(self, service: str, username: str) -> str | None: ...
    def set_password(self, service: str, username: str, password: str) -> None: ...
    def delete_password(self, service: str, username: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Reach:
    """Whether the keyring can be used: if not, `message` says why and `advice` what to do. `name` is the backend's own name."""

    ok: bool
    name: str = ""
    message: str = ""
    advice: str = ""


def system_backend() -> Backend:
    """The keyring this system offers, as the `keyring` package picks it."""
    import keyring  # takes 40 ms and is needed only once a secret is

    found: Backend = keyring.get_keyring()
    return found


class Secrets:
    """Secrets in the system's keyring, each under its own `service` name.

    (The Windows backend renames the older of two users of one service, so services are never shared.) Every method raises KeyNeeded when
    the keyring is missing, locked, refused by the user or does not answer within `seconds`.
    """

    def __init__(self, backend: Callable[[], Backend] = system_backend, *, seconds: float = SECONDS) -> None:
        self._backend = backend
        self._seconds = seconds
        self._hung = False

    def probe(self) -> Reach:
        """Ask the keyring for something that is not there: does it answer? Never raises."""
        try:
            name = self._ask(lambda backend: (backend.get_password(_PROBE, "nobody"), type(backend).__module__)[1])
        except KeyNeeded as trouble:
            return Reach(False, message=trouble.message, advice=trouble.advice)
        return Reach(True, name)

    def get(self, service: str, user: str) -> str | None:
        """The secret, or None if there is none."""
        return self._ask(lambda backend: backend.get_password(service, user))

    def set(self, service: str, user: str, secret: str) -> None:
        """Store a secret and read it back. Raises KeyNeeded also when it is too long or did not arrive."""
        if len(secret) > LONGEST:
            raise KeyNeeded(
                f"The secret has {len(secret)} characters; a keyring takes {LONGEST}.",
                "Keep the sign-in in the company file instead (--token-in file).",
            )

        def store(backend: Backend) -> str | None:
            backend.set_password(service, user, secret)
            return backend.get_password(service, user)

        if self._ask(store) != secret:
            raise KeyNeeded("The system's keyring took the sign-in but does not give it back.", _INSTEAD)

    def delete(self, service: str, user: str) -> None:
        """Remove a secret; nothing happens if there is none."""

        def remove(backend: Backend) -> None:
            if backend.get_password(service, user) is not None:
                backend.delete_password(service, user)

        self._ask(remove)

    def _ask(self, question: Callable[[Backend], T]) -> T:
        if self._hung:
            raise _hanging(self._seconds)
        answers: list[T] = []
        failures: list[Exception] = []

        def work() -> None:
            try:
                answers.append(question(_usable(self._backend())))
            except Exception as error:  # noqa: BLE001  a backend may raise anything; it is re-raised in words in the asking thread
                failures.append(error)

        worker = threading.Thread(target=work, name="keyring", daemon=True)
        worker.start()
        worker.join(self._seconds)
        if failures:
            raise _in_words(failures[0]) from failures[0]
        if not answers:
            self._hung = True
            raise _hanging(self._seconds)
        return answers[0]


def _usable(backend: Backend) -> Backend:
    """Refuses the backends that keep nothing (`fail`, `null`) or keep it in plain text (`keyrings.alt`): all rank below 1."""
    if backend.priority < 1:
        raise KeyNeeded("This computer has no keyring that could keep the sign-in safely.", _INSTEAD)
    return backend


def _hanging(seconds: float) -> KeyNeeded:
    return KeyNeeded(f"The system's keyring did not answer within {seconds:g} seconds; it may be locked or waiting for a click.", _INSTEAD)


def _in_words(error: Exception) -> KeyNeeded:
    if isinstance(error, KeyNeeded):
        return error
    what = type(error).__name__
    if what == "KeyringLocked":
        return KeyNeeded("The system's keyring is locked.", _INSTEAD)
    if what in ("NoKeyringError", "InitError"):
        return KeyNeeded("This computer has no keyring that could keep the sign-in.", _INSTEAD)
    # The text of a backend's error may quote the secret, so only its kind is shown.
    return KeyNeeded(f"The system's keyring failed ({what}).", _INSTEAD)
