"""The encrypted database: one connection per thread, opened with a raw key, its failures in words."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playhouse.sqlcipher_ext import SqlCipherDatabase
from sqlcipher3 import dbapi2 as driver

from xerodesk.store.troubles import in_words

Row = tuple[Any, ...]
_BUSY_SECONDS = 30  # an import is one transaction; others wait for it
_KEY_BYTES = 32


class CompanyDatabase(SqlCipherDatabase):  # type: ignore[misc]  # playhouse.sqlcipher_ext has no stubs
    """A company file's database. Peewee statements run on it with `.execute(database)`, SQL text with the methods below.

    Each thread that uses it gets a connection of its own, kept until `close_all`.
    """

    def __init__(self, path: Path, key: bytes, *, journal: str = "WAL") -> None:
        if len(key) != _KEY_BYTES:
            raise ValueError("A company file's key has 32 bytes.")
        super().__init__(
            str(path),
            # the form x'...' is a raw key: no derivation at each connect
            passphrase=f"x'{key.hex()}'",
            pragmas=[
                ("cipher_log_level", "NONE"),
                ("busy_timeout", _BUSY_SECONDS * 1000),
                ("journal_mode", journal),
                ("synchronous", "NORMAL"),
                ("wal_autocheckpoint", 4_000),  # 16 MB: a page of documents touches a thousand pages of the file
                ("foreign_keys", 1),
                ("cache_size", -32_000),
                ("temp_store", "MEMORY"),
            ],
            check_same_thread=False,  # so that close_all may close what other threads opened
        )
        self.key = key
        self._opened: list[Any] = []
        self._opened_lock = threading.Lock()

    def _connect(self) -> Any:
        with in_words():
            connection = super()._connect()
        with self._opened_lock:
            self._opened.append(connection)
        return connection

    def execute_sql(self, sql: str, params: Any = None) -> Any:
        """Run one statement; failures come in words."""
        with in_words():
            return super().execute_sql(sql, params)

    def commit(self) -> Any:
        """Commit; failures (a full disk shows here) come in words."""
        with in_words():
            return super().commit()

    def rows(self, sql: str, params: Sequence[Any] = ()) -> list[Row]:
        """All rows of a query."""
        with in_words():
            found: list[Row] = self.execute_sql(sql, params).fetchall()
        return found

    def row(self, sql: str, params: Sequence[Any] = ()) -> Row | None:
        """The first row of a query, or None."""
        with in_words():
            found: Row | None = self.execute_sql(sql, params).fetchone()
        return found

    def value(self, sql: str, params: Sequence[Any] = ()) -> Any:
        """The first column of the first row, or None."""
        found = self.row(sql, params)
        return None if found is None else found[0]

    def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run one statement once for each row of parameters."""
        with in_words():
            self.connection().executemany(sql, rows)

    def script(self, sql: str) -> None:
        """Run statements separated by semicolons, inside the transaction that is open (executescript would commit it)."""
        for statement in statements(sql):
            self.execute_sql(statement)

    @contextmanager
    def write(self, *, durable: bool = False) -> Iterator[None]:
        """One short transaction that takes the write lock at once, so that what it reads cannot move before it writes.

        Nested calls join the outer one. Any transaction outlives a crash of the program; a `durable` one is on the disk when this ends,
        so that it outlives a power cut too (what must be known before something is sent to Xero).
        """
        if self.in_transaction():
            yield
            return
        if durable:
            self.execute_sql("PRAGMA synchronous = FULL")
        try:
            with in_words(), self.atomic("IMMEDIATE"):
                yield
        finally:
            if durable:
                self.execute_sql("PRAGMA synchronous = NORMAL")

    @contextmanager
    def read(self) -> Iterator[None]:
        """Several queries that see one state of the file."""
        if self.in_transaction():
            yield
            return
        with in_words(), self.atomic("DEFERRED"):
            yield

    def close_all(self) -> None:
        """Close every thread's connection. The database must not be used afterwards."""
        with self._opened_lock:
            opened, self._opened = self._opened, []
        for connection in opened:
            connection.close()
        self.close()


def statements(sql: str) -> Iterator[str]:
    """The statements of a script, each ending at the end of a line."""
    gathered: list[str] = []
    for line in sql.splitlines():
        gathered.append(line)
        statement = "\n".join(gathered).strip()
        if driver.complete_statement(statement):
            yield statement
            gathered = []
    if "".join(gathered).strip():
        yield "\n".join(gathered).strip()
