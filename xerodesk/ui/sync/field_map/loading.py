"""The page's errands to the store: load a map, read a record, look for records, save; each answer comes home as a signal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from xerodesk.domain.changes import Changes
from xerodesk.domain.errors import NotThere
from xerodesk.mapping import catalogues
from xerodesk.mapping.compiled import Surroundings
from xerodesk.mapping.wires import FieldMap
from xerodesk.ui.sync.field_map.model import Document
from xerodesk.ui.sync.field_map.ports import FieldMapDesk, Sample
from xerodesk.ui.sync.field_map.readings import read
from xerodesk.ui.tasks import Job, Lane, Tasks


@dataclass(frozen=True, slots=True)
class Loaded:
    """All a page needs to edit the map of a kind."""

    field_map: FieldMap
    surroundings: Surroundings
    samples: Sequence[tuple[str, str]]
    sample: Sample | None


class MapErrands(QObject):
    """`loaded(Loaded)`, `failed(error)`, `sample_read(kind, Sample or None)`, `samples_found(kind, list)`, `saved(FieldMap, Changes)`,
    `not_saved(error)`, `trouble(error)` for the rest."""

    loaded = Signal(object)
    failed = Signal(object)
    sample_read = Signal(str, object)
    samples_found = Signal(str, object)
    saved = Signal(object, object)
    not_saved = Signal(object)
    trouble = Signal(object)

    def __init__(self, desk: FieldMapDesk, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tasks = tasks
        self._job: Job | None = None
        self.kind = ""  # the kind that records are read of

    def load(self) -> None:
        """Read the map of the kind and the first record to try it on."""
        self._tasks.run(Lane.STORE, partial(_load, self._desk, self.kind), self._loaded, self._failed)

    def read_sample(self, key: str) -> None:
        """Read a record; an older wish that has not come yet is dropped."""
        if self._job is not None:
            self._job.cancel()
        self._job = self._tasks.run(Lane.STORE, partial(_sample, self._desk, self.kind, key), self._sample, self._trouble)

    def find_samples(self, text: str) -> None:
        """Look for records."""
        self._tasks.run(Lane.STORE, partial(_samples, self._desk, self.kind, text), self._samples, self._trouble)

    def save(self, field_map: FieldMap) -> None:
        """Put a map into use."""
        self._tasks.run(Lane.STORE, partial(_save, self._desk, field_map), self._saved, self._not_saved)

    def _loaded(self, loaded: Loaded) -> None:
        self.loaded.emit(loaded)

    def _failed(self, error: Exception) -> None:
        self.failed.emit(error)

    def _sample(self, answer: tuple[str, Sample | None]) -> None:
        self.sample_read.emit(*answer)

    def _samples(self, answer: tuple[str, Sequence[tuple[str, str]]]) -> None:
        self.samples_found.emit(*answer)

    def _saved(self, answer: tuple[FieldMap, Changes]) -> None:
        self.saved.emit(*answer)

    def _not_saved(self, error: Exception) -> None:
        self.not_saved.emit(error)

    def _trouble(self, error: Exception) -> None:
        self.trouble.emit(error)


def _load(desk: FieldMapDesk, kind: str) -> Loaded:
    field_map, surroundings, samples = desk.load(kind), desk.surroundings(), desk.samples(kind, "")
    sample = desk.sample(kind, samples[0][0]) if samples else None
    document = Document(catalogues.crm(kind), catalogues.xero(kind), field_map)
    read(document, sample, surroundings)  # what the first reading has to load (telephone rules) is loaded here, not in the window
    return Loaded(field_map, surroundings, samples, sample)


def _sample(desk: FieldMapDesk, kind: str, key: str) -> tuple[str, Sample | None]:
    try:
        return kind, desk.sample(kind, key)
    except NotThere:  # deleted or merged since: the first one there is, if any
        left = desk.samples(kind, "")
        return kind, desk.sample(kind, left[0][0]) if left else None


def _samples(desk: FieldMapDesk, kind: str, text: str) -> tuple[str, Sequence[tuple[str, str]]]:
    return kind, desk.samples(kind, text)


def _save(desk: FieldMapDesk, field_map: FieldMap) -> tuple[FieldMap, Changes]:
    return field_map, desk.save(field_map.kind, field_map)
