"""The words of the log and of the connection as JSON columns, and back; those of the spine are in `encoded_plan`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from xerodesk.domain.connection import Connection
from xerodesk.domain.log import EntryField, RunSummary
from xerodesk.store.columns import instant_text, json_text, json_value, known_instant


def entry_fields_text(entry_fields: Iterable[EntryField]) -> str:
    """What moved, as [[field, old, new, note]]."""
    return json_text([[one.field, one.old, one.new, one.note] for one in entry_fields])


def entry_fields_of(text: str) -> tuple[EntryField, ...]:
    """What moved, in order."""
    return tuple(EntryField(*one) for one in json_value(text) or [])


def summary_text(summary: RunSummary) -> str:
    """A run's summary as an object."""
    return json_text(asdict(summary))


def summary_of(text: str) -> RunSummary | None:
    """A run's summary; None while the run goes on or if it was cut off."""
    found: dict[str, Any] | None = json_value(text)
    if found is None:
        return None
    return RunSummary(**{**found, "notes": tuple(found["notes"])})


def connection_text(connection: Connection) -> str:
    """A connection as an object."""
    found = asdict(connection)
    found.update(scopes=sorted(connection.scopes), can=sorted(connection.can), connected_at=instant_text(connection.connected_at))
    return json_text(found)


def connection_of(text: str) -> Connection | None:
    """A connection; None when the column is empty. Keys of a newer version are passed over."""
    found: dict[str, Any] | None = json_value(text)
    if found is None:
        return None
    known = {one.name for one in fields(Connection)}
    values = {name: value for name, value in found.items() if name in known}
    connected_at: datetime = known_instant(values["connected_at"])
    values.update(connected_at=connected_at, scopes=frozenset(values.get("scopes", ())), can=frozenset(values.get("can", ())))
    return Connection(**values)
