"""Putting SQL text together: lists of parameters and whole rows. Only fixed names are ever put into the text, values never."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

CHUNK = 500
LIST = "?*"


def with_list(sql: str, values: Sequence[object]) -> str:
    """`sql` with every `?*` replaced by as many question marks as there are values."""
    return sql.replace(LIST, ",".join("?" * len(values)))


def chunks(ids: Iterable[str]) -> Iterator[list[str]]:
    """The ids in lists short enough for one statement, in order, each once."""
    unique = list(dict.fromkeys(ids))
    for start in range(0, len(unique), CHUNK):
        yield unique[start : start + CHUNK]


def insert_sql(table: str, columns: Iterable[str], verb: str = "INSERT") -> str:
    """The statement that adds one row. `verb` may be "INSERT OR REPLACE" or "INSERT OR IGNORE"."""
    names = list(columns)
    return f"{verb} INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"


def update_sql(table: str, columns: Iterable[str], key: Sequence[str]) -> str:
    """The statement that sets columns of the row with this `key`; parameters are the columns' values, then the key's."""
    return f"UPDATE {table} SET {', '.join(f'{name} = ?' for name in columns)} WHERE {' AND '.join(f'{name} = ?' for name in key)}"  # noqa: S608  fixed names only


def upsert_sql(table: str, columns: Iterable[str], key: Sequence[str], keep: Sequence[str] = ()) -> str:
    """The statement that adds a row or, where one has the same `key`, overwrites its other columns but those in `keep`."""
    names = list(columns)
    moved = ", ".join(f"{name} = excluded.{name}" for name in names if name not in key and name not in keep)
    return f"{insert_sql(table, names)} ON CONFLICT ({', '.join(key)}) DO UPDATE SET {moved}"


def filtered(select: str, conditions: Iterable[str]) -> str:
    """`select` with the conditions that must all hold (none: all rows)."""
    every = " AND ".join(conditions)
    return f"{select} WHERE {every}" if every else select


def like_any(columns: Sequence[str], text: str) -> tuple[list[str], list[str]]:
    """The condition (none for no text) that `text` stands in one of these columns as it is, and its parameters."""
    words = " ".join(text.split())
    if not words:
        return [], []
    like = "%" + words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    return ["(" + " OR ".join(f"{column} LIKE ? ESCAPE '\\'" for column in columns) + ")"], [like] * len(columns)
