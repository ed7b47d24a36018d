"""The company file: a folder with the encrypted file and its keys, made, opened, backed up and closed here."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from xerodesk.domain.errors import KeyNeeded, StoreTrouble
from xerodesk.domain.ids import new_id
from xerodesk.store import keys as ways
from xerodesk.store.backup import Backup, back_up, backups, restore
from xerodesk.store.columns import now_text
from xerodesk.store.database import CompanyDatabase
from xerodesk.store.keys import KeyFile, Keyring
from xerodesk.store.migrations.steps import bring_up_to_date, version_of
from xerodesk.store.queries.source import Source

FILE_NAME = "company.xerodesk"


@dataclass(frozen=True)
class Created:
    """A company just made: the open file, and the recovery key to show once (never stored)."""

    company: CompanyFile
    recovery_key: str


class CompanyFile:
    """One open company. `database` is for this room only; `folder` may hold other things of the user's."""

    def __init__(self, folder: Path, database: CompanyDatabase, keys: KeyFile) -> None:
        self.folder = folder
        self.database = database
        self._keys = keys

    @staticmethod
    def exists(folder: Path) -> bool:
        """Whether the folder holds a company (readable or not)."""
        return (folder / FILE_NAME).exists()

    @classmethod
    def create(cls, folder: Path, *, password: str | None = None, keyring: Keyring | None = None, sample: bool = False) -> Created:
        """Make a company in `folder` (made if need be) with every way in that is given; `password` defaults to XERODESK_PASSWORD.

        `sample` gives it the published key instead. Raises KeyNeeded when neither password nor keyring is there to keep the key,
        StoreTrouble when there is a company already or the folder cannot be written.
        """
        if cls.exists(folder):
            raise StoreTrouble("There is a company in this folder already.", "Open it, or choose another folder.")
        _make_folder(folder)
        data_key, recovery_key = ways.new_data_key(), ways.new_recovery_key()
        keys = KeyFile(new_id())
        if sample:
            keys = keys.with_way("published", ways.wrap_published(data_key))
        else:
            keys = _with_everyday_ways(keys, data_key, password or ways.password_from_environment(), keyring)
            keys = keys.with_way("recovery", ways.wrap_with_recovery(data_key, recovery_key))
        ways.set_aside(folder)
        ways.write_keys(folder, keys)  # first, so that there is never a file whose key is lost
        company = cls._opened(folder, keys, data_key)
        return Created(company, "" if sample else recovery_key)

    @classmethod
    def open(
        cls, folder: Path, *, password: str | None = None, keyring: Keyring | None = None, recovery_key: str | None = None
    ) -> CompanyFile:
        """Open the company in `folder`, bringing an older file up to date after a backup. `password` defaults to XERODESK_PASSWORD.

        Raises KeyNeeded when nothing given opens it, StoreTrouble when there is none, it is damaged, or a newer version made it.
        """
        path = folder / FILE_NAME
        _check_file(path)
        keys = ways.read_keys(folder)
        data_key = ways.unwrap(keys, password=password or ways.password_from_environment(), recovery_key=recovery_key, keyring=keyring)
        return cls._opened(folder, keys, data_key)

    @classmethod
    def restore(cls, backup: Path, into: Path) -> None:
        """Make a company folder of a backup; it opens with what opened it then. Raises StoreTrouble."""
        restore(backup, into, FILE_NAME)

    @classmethod
    def _opened(cls, folder: Path, keys: KeyFile, data_key: bytes) -> CompanyFile:
        database = CompanyDatabase(folder / FILE_NAME, data_key)
        try:
            bring_up_to_date(database, lambda: back_up(database, folder, "update"))
            with database.write():
                database.many("INSERT OR IGNORE INTO meta (name, value) VALUES (?, ?)", [("id", keys.company), ("made_at", now_text())])
        except BaseException:
            database.close_all()
            raise
        return cls(folder, database, keys)

    @property
    def id(self) -> str:
        """The company's id, also kept inside the file."""
        return self._keys.company

    @property
    def is_sample(self) -> bool:
        """Whether this is the sample company, whose key is published."""
        return self._keys.has("published")

    @property
    def has_password(self) -> bool:
        """Whether a password opens the file."""
        return self._keys.has("password")

    def set_password(self, password: str) -> None:
        """Add a password, or replace the old one. Raises StoreTrouble when company.keys cannot be written."""
        self._store(self._keys.with_way("password", ways.wrap_with_password(self.database.key, password)))

    def remove_password(self) -> None:
        """Take the password away. Raises KeyNeeded when it is the only everyday way in."""
        if not self._keys.has("keyring"):
            raise KeyNeeded("The password is the only way into this company file.", "Keep the key in this machine's keyring first.")
        self._store(self._keys.without_way("password"))

    def keep_in_keyring(self, keyring: Keyring) -> None:
        """Let this machine's keyring open the file. Raises KeyNeeded when the keyring does not take the key."""
        self._store(self._keys.with_way("keyring", ways.wrap_with_keyring(self.database.key, self.id, keyring)))

    def new_recovery_key(self) -> str:
        """Make a new recovery key (the old one stops working) and return it, to be shown once."""
        recovery_key = ways.new_recovery_key()
        self._store(self._keys.with_way("recovery", ways.wrap_with_recovery(self.database.key, recovery_key)))
        return recovery_key

    def back_up(self, why: str = "manual") -> Backup:
        """Make a verified backup. Raises StoreTrouble."""
        return back_up(self.database, self.folder, why)

    def backups(self) -> list[Backup]:
        """The backups made so far, newest first."""
        return backups(self.folder)

    def schema_version(self) -> int:
        """Which version of the tables the file has."""
        return version_of(self.database)

    @property
    def reading(self) -> Source:
        """What the functions of `store.queries` read from."""
        return self.database

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything written inside is kept together, or none of it (an import). Keep it short: other writers wait."""
        with self.database.write():
            yield

    def close(self) -> None:
        """Close every thread's connection; the company must not be used afterwards."""
        self.database.close_all()

    def _store(self, keys: KeyFile) -> None:
        ways.write_keys(self.folder, keys)
        self._keys = keys


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreTrouble(f"The company's folder cannot be made: {error.strerror}.", "Choose a folder you may write to.") from error


def _check_file(path: Path) -> None:
    """Say in words what SQLite would say badly: no file, an empty or unreadable one."""
    if not path.exists():
        raise StoreTrouble("There is no company in this folder.", "Choose the company's folder, or make a company there first.")
    if not path.is_file():
        raise StoreTrouble(f"{path.name} is not a file, so this is not a company.", "Choose the company's folder.")
    try:
        size = path.stat().st_size
    except OSError as error:
        raise StoreTrouble(f"The company file cannot be read: {error.strerror}.", "Check that the folder is yours to read.") from error
    if not os.access(path, os.R_OK | os.W_OK):
        raise StoreTrouble("The company file may not be read and written by you.", "Check who owns the file and whether it is read-only.")
    if size == 0:
        raise StoreTrouble("The company file is empty: it was cut off.", "Restore the latest backup (the folder 'backups' beside it).")


def _with_everyday_ways(keys: KeyFile, data_key: bytes, password: str | None, keyring: Keyring | None) -> KeyFile:
    """The ways in that need no recovery key: the password if given, and the keyring if it works."""
    if password is not None:
        keys = keys.with_way("password", ways.wrap_with_password(data_key, password))
    if keyring is not None:
        try:
            keys = keys.with_way("keyring", ways.wrap_with_keyring(data_key, keys.company, keyring))
        except KeyNeeded:
            if password is None:
                raise
    if not keys.ways:
        raise KeyNeeded(
            "There is nowhere to keep the new company file's key: no password was given and this machine has no keyring.",
            f"Set {ways.PASSWORD_VARIABLE} to a password of yours and try again.",
        )
    return keys
