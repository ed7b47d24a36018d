"""The company's one connection to Xero, and the refresh token where it is kept in the company file."""

from __future__ import annotations

from xerodesk.domain.connection import Connection
from xerodesk.store.balances import tell_all_contacts
from xerodesk.store.database import CompanyDatabase
from xerodesk.store.encoded import connection_of, connection_text

_SAVE = "INSERT INTO connection (id, body, refresh_token) VALUES (1, ?, '') ON CONFLICT (id) DO UPDATE SET body = excluded.body"
_SAVE_REFRESH = (
    "INSERT INTO connection (id, body, refresh_token) VALUES (1, '', ?)"
    " ON CONFLICT (id) DO UPDATE SET refresh_token = excluded.refresh_token"
)


class ConnectionStore:
    """Which organisation the file belongs to."""

    def __init__(self, database: CompanyDatabase) -> None:
        self._database = database

    def load(self) -> Connection | None:
        """The connection, or None if the file was never connected."""
        return connection_of(self._database.value("SELECT body FROM connection") or "")

    def save(self, connection: Connection) -> None:
        """Store the connection in place of the old one."""
        with self._database.write():
            old = self.load()
            self._database.execute_sql(_SAVE, (connection_text(connection),))
            if old is None or old.base_currency != connection.base_currency:
                tell_all_contacts(self._database)  # customers are sorted by what they owe in the organisation's currency

    def clear(self) -> None:
        """Forget the connection and its token."""
        self._database.execute_sql("DELETE FROM connection")


class TokenFile:
    """The refresh token in the encrypted company file (an xerodesk.xero TokenStore)."""

    def __init__(self, database: CompanyDatabase) -> None:
        self._database = database

    def load(self) -> str:
        """The refresh token; "" when there is none."""
        return str(self._database.value("SELECT refresh_token FROM connection") or "")

    def save(self, refresh_token: str) -> None:
        """Store the token in place of the old one; on disk before this returns."""
        with self._database.write(durable=True):  # Xero has already taken the old one back
            self._database.execute_sql(_SAVE_REFRESH, (refresh_token,))

    def clear(self) -> None:
        """Forget the token."""
        self._database.execute_sql("UPDATE connection SET refresh_token = ''")
