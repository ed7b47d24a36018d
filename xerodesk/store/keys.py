"""The company file's key, and the ways in: `company.keys` holds the key wrapped once per way, never the key itself.

A way is a password, the recovery key, the machine's keyring, or, for the sample company only, a published key. Each gives 32 bytes that
unwrap the data key (AES key wrap, RFC 3394, which also notices a wrong one).
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

from xerodesk.domain.errors import KeyNeeded, StoreTrouble

KEYS_NAME = "company.keys"
PASSWORD_VARIABLE = "XERODESK_PASSWORD"  # noqa: S105  # the variable's name, not a password
SERVICE = "xerodesk company file"
_KEYRING_USER = "key"

_FORMAT = 1
_SCRYPT_N, _SCRYPT_R, _SCRYPT_P = 2**15, 8, 1  # 32 MB, about 0.1 s
_RECOVERY_LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"  # none that are mistaken for one another
_RECOVERY_GROUPS, _RECOVERY_GROUP = 8, 5  # 40 letters of 30: 196 bits
_PUBLISHED = hashlib.sha256(b"xerodesk: the sample company's key is published").digest()


class Keyring(Protocol):
    """Where the machine keeps secrets (host.secrets). Each method raises KeyNeeded when there is no keyring that works."""

    def get(self, service: str, user: str, /) -> str | None: ...
    def set(self, service: str, user: str, secret: str, /) -> None: ...
    def delete(self, service: str, user: str, /) -> None: ...


@dataclass(frozen=True)
class KeyFile:
    """What `company.keys` says: the company's id, and per way in the settings and the wrapped key."""

    company: str
    ways: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def has(self, way: str) -> bool:
        """Whether this way in exists: "password", "recovery", "keyring" or "published"."""
        return way in self.ways

    def with_way(self, way: str, settings: Mapping[str, Any]) -> KeyFile:
        """A copy with one way in added or replaced."""
        return KeyFile(self.company, {**self.ways, way: dict(settings)})

    def without_way(self, way: str) -> KeyFile:
        """A copy without one way in."""
        return KeyFile(self.company, {name: settings for name, settings in self.ways.items() if name != way})


def new_data_key() -> bytes:
    """A random key for a new company file."""
    return secrets.token_bytes(32)


def new_recovery_key() -> str:
    """A recovery key to print: eight groups of five letters and digits."""
    groups = ["".join(secrets.choice(_RECOVERY_LETTERS) for _ in range(_RECOVERY_GROUP)) for _ in range(_RECOVERY_GROUPS)]
    return "-".join(groups)


def password_from_environment() -> str | None:
    """The password given for headless use; None when there is none."""
    return os.environ.get(PASSWORD_VARIABLE) or None


def wrap_with_password(data_key: bytes, password: str) -> dict[str, Any]:
    """The way in by a password."""
    salt = secrets.token_bytes(16)
    settings = {"n": _SCRYPT_N, "r": _SCRYPT_R, "p": _SCRYPT_P, "salt": salt.hex()}
    return {**settings, "wrapped": aes_key_wrap(_from_password(password, settings), data_key).hex()}


def wrap_with_recovery(data_key: bytes, recovery_key: str) -> dict[str, Any]:
    """The way in by the recovery key."""
    return {"wrapped": aes_key_wrap(_from_recovery(recovery_key), data_key).hex()}


def wrap_published(data_key: bytes) -> dict[str, Any]:
    """The way in of the sample company, open to everybody."""
    return {"wrapped": aes_key_wrap(_PUBLISHED, data_key).hex()}


def wrap_with_keyring(data_key: bytes, company: str, keyring: Keyring) -> dict[str, Any]:
    """The way in by the machine's keyring: a random wrapping key goes into it. Raises KeyNeeded when the keyring does not take it."""
    wrapping_key = secrets.token_bytes(32)
    service = f"{SERVICE} {company} {secrets.token_hex(4)}"  # a service of its own: an older copy of company.keys stays usable
    keyring.set(service, _KEYRING_USER, wrapping_key.hex())
    return {"service": service, "wrapped": aes_key_wrap(wrapping_key, data_key).hex()}


def unwrap(keys: KeyFile, *, password: str | None, recovery_key: str | None, keyring: Keyring | None) -> bytes:
    """The data key, by the first way in that is offered: published, recovery key, password, keyring.

    Raises KeyNeeded when nothing offered opens it, StoreTrouble when a way in is not of the form it was written in.
    """
    try:
        return _by_first_way(keys, password, recovery_key, keyring)
    except (KeyError, TypeError, ValueError, OverflowError, MemoryError) as error:
        raise _damaged() from error


def _by_first_way(keys: KeyFile, password: str | None, recovery_key: str | None, keyring: Keyring | None) -> bytes:
    if keys.has("published"):
        return _unwrapped(keys, "published", _PUBLISHED, "The sample company's keys are damaged.")
    if recovery_key is not None:
        return _unwrapped(keys, "recovery", _from_recovery(recovery_key), "This recovery key does not open the company file.")
    if password is not None and keys.has("password"):
        wrapping_key = _from_password(password, keys.ways["password"])
        return _unwrapped(keys, "password", wrapping_key, "The password does not open the company file.")
    if keyring is not None and keys.has("keyring"):
        wrapping_key = _from_keyring(keys, keyring)
        return _unwrapped(keys, "keyring", wrapping_key, "The key in this machine's keyring does not open the company file.")
    raise _no_way_in(keys)


def read_keys(folder: Path) -> KeyFile:
    """Read `company.keys`. Raises KeyNeeded when it is missing, StoreTrouble when it is not readable."""
    path = folder / KEYS_NAME
    try:
        found = json.loads(path.read_bytes())
        if found["format"] > _FORMAT:
            raise StoreTrouble("company.keys was written by a newer version of xerodesk.", "Install the newest version of xerodesk.")
        return KeyFile(str(found["company"]), {str(way): dict(settings) for way, settings in found["ways"].items()})
    except FileNotFoundError as error:
        raise KeyNeeded(
            "company.keys is missing, so the company file cannot be opened.", "Put it back beside the file, from a backup."
        ) from error
    except OSError as error:
        raise StoreTrouble(
            f"company.keys cannot be read: {error.strerror}.", "Check that the folder and its files are yours to read."
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _damaged() from error


def _damaged() -> StoreTrouble:
    return StoreTrouble("company.keys is damaged.", "Put it back from a backup; without it the company file cannot be opened.")


def set_aside(folder: Path) -> None:
    """Rename keys without a company file: they may belong to one that comes back. Raises StoreTrouble."""
    path = folder / KEYS_NAME
    try:
        if path.exists():
            path.rename(folder / f"{KEYS_NAME}.{secrets.token_hex(4)}.old")
    except OSError as error:
        raise StoreTrouble(f"company.keys cannot be renamed: {error.strerror}.", "Choose a folder you may write to.") from error


def write_keys(folder: Path, keys: KeyFile) -> None:
    """Write `company.keys` so that a crash leaves the old or the new one, never half of it. Raises StoreTrouble."""
    path, fresh = folder / KEYS_NAME, folder / f"{KEYS_NAME}.{secrets.token_hex(4)}.new"
    body = json.dumps({"format": _FORMAT, "company": keys.company, "ways": keys.ways}, indent=1)
    try:
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise StoreTrouble(
            f"company.keys cannot be written: {error.strerror}.", "Make room on the disk, or choose a folder you may write to."
        ) from error


def _from_password(password: str, settings: Mapping[str, Any]) -> bytes:
    n, r, p = int(settings["n"]), int(settings["r"]), int(settings["p"])
    secret = unicodedata.normalize("NFKC", password).encode()  # the same password typed on another keyboard is the same
    return hashlib.scrypt(secret, salt=bytes.fromhex(settings["salt"]), n=n, r=r, p=p, maxmem=256 * n * r, dklen=32)


def _from_recovery(recovery_key: str) -> bytes:
    letters = "".join(one for one in recovery_key.upper() if one.isalnum())
    # the key is random, so a single hash is enough; the prefix keeps it apart from other uses
    return hashlib.sha256(b"xerodesk recovery key " + letters.encode()).digest()


def _from_keyring(keys: KeyFile, keyring: Keyring) -> bytes:
    try:
        found = keyring.get(str(keys.ways["keyring"]["service"]), _KEYRING_USER)
    except KeyNeeded:
        if keys.has("password"):
            raise _no_way_in(keys) from None  # a password is the shorter way than mending the keyring
        raise
    try:
        return bytes.fromhex(found or "")
    except ValueError:
        return b""


def _unwrapped(keys: KeyFile, way: str, wrapping_key: bytes, words: str) -> bytes:
    if not wrapping_key or not keys.has(way):
        raise _no_way_in(keys)
    try:
        return aes_key_unwrap(wrapping_key, bytes.fromhex(keys.ways[way]["wrapped"]))
    except (InvalidUnwrap, KeyError, ValueError) as error:
        raise KeyNeeded(words, "Check it and try again; the recovery key opens the file too.") from error


def _no_way_in(keys: KeyFile) -> KeyNeeded:
    if keys.has("password"):
        return KeyNeeded(
            "The company file is encrypted and no password was given.", f"Type the password, or set {PASSWORD_VARIABLE} to it."
        )
    return KeyNeeded(
        "The company file is encrypted and this machine's keyring has no key for it.",
        "Unlock the keyring, sign in as the user who made the company, or use the recovery key.",
    )
