"""What the page of questions reads: all that is open, and for a possible twin the records side by side."""

from __future__ import annotations

from dataclasses import dataclass

from xerodesk.store.queries import conflicts
from xerodesk.store.queries.conflicts import ConflictRow
from xerodesk.store.queries.source import Source
from xerodesk.store.queries.twins import Face, face_here, faces_in_xero


@dataclass(frozen=True, slots=True)
class Questions:
    """All open questions, oldest first, and how many are answered and wait for the next sync."""

    rows: tuple[ConflictRow, ...]
    decided: int


@dataclass(frozen=True, slots=True)
class Twins:
    """A record here and those of Xero it may be, by Xero's id."""

    question: str
    here: Face | None
    there: dict[str, Face]


def read_questions(source: Source) -> Questions:
    """For the store lane."""
    with source.read():
        return Questions(tuple(conflicts.window(source)), conflicts.decided(source))


def read_twins(source: Source, question: ConflictRow) -> Twins:
    """For the store lane."""
    with source.read():
        ids = [one.xero_id for one in question.candidates]
        return Twins(question.id, face_here(source, question.kind, question.crm_id), faces_in_xero(source, question.kind, ids))
