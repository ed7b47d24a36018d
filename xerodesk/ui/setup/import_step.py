"""Bringing a file in: choose it, see how it was understood, correct that, see every row first, then import. One step after another."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal

from xerodesk.domain.changes import Changes
from xerodesk.domain.errors import Cancelled
from xerodesk.domain.progress import Progress, Step
from xerodesk.services.imports.recognise import Recognised
from xerodesk.services.imports.run import ImportResult
from xerodesk.services.imports.sniff import Sniffed
from xerodesk.services.imports.table import Table
from xerodesk.ui.errors import in_words
from xerodesk.ui.files import Files
from xerodesk.ui.kit.labels import Heading, Text
from xerodesk.ui.kit.notices import announce
from xerodesk.ui.kit.progress import ProgressStrip
from xerodesk.ui.setup.frame import Noted, StepFrame
from xerodesk.ui.setup.import_columns import ColumnsForm
from xerodesk.ui.setup.import_file import FileDrop, WrittenAs
from xerodesk.ui.setup.import_outcome import Outcome
from xerodesk.ui.setup.import_words import noun
from xerodesk.ui.setup.ports import Imports
from xerodesk.ui.tasks import Job, Lane, Tasks
from xerodesk.ui.theme import show_if
from xerodesk.ui.wording import counted

_NOTES = (
    ("table", "HubSpot, Pipedrive, Google, Outlook and Xero’s own template are recognised by their headings."),
    ("people", "A customer that is here already is updated, not added again: by its id, else by e-mail and name."),
    ("minus", "Empty cells change nothing."),
    ("triangle", "Rows with a problem are left out and written to a file with the reason; the others are imported."),
)


class ImportStep(StepFrame):
    """`imported(Changes)` when records came in; `left` when the user is through with it."""

    imported = Signal(object)
    file_wanted = Signal(object)
    left = Signal()

    def __init__(self, imports: Imports, tasks: Tasks, files: Files) -> None:
        lead = "You see how the file was understood, and every row, before anything is stored."
        kept = "Kept in your company file: the records, and where each came from."
        super().__init__("Bring in your customers", lead, "Check the rows", kept)
        self._imports, self._tasks = imports, tasks
        self._path: Path | None = None
        self._overrule: Sniffed | None = None
        self._job: Job | None = None
        self._state = "choosing"
        self._result: ImportResult | None = None
        self.drop, self.written, self.columns = FileDrop(files), WrittenAs(), ColumnsForm()
        self.outcome, self.strip = Outcome(tasks), ProgressStrip()
        self._columns_heading = Heading("Which column is what")
        for widget in (self.drop, self.strip, self.written, self.outcome, self._columns_heading, self.columns):
            self.main.addWidget(widget)
        self.aside.addWidget(Text("Good to know", "section"))
        for icon, words in _NOTES:
            self.aside.addWidget(Noted(icon, words, icon_ink="ink3", role="base"))
        self._connect()
        self.finish()
        self._show("choosing")

    @property
    def state(self) -> str:
        """choosing, reading, columns, checking, preview, importing or done."""
        return self._state

    def take(self, path: Path) -> None:
        """Begin with a file."""
        self._path, self._overrule = path, None
        self.columns.forget()
        self.drop.show_file(path)
        self._inspect()

    def _connect(self) -> None:
        self.drop.given.connect(self.take)
        self.written.kind_chosen.connect(self._other_kind)
        self.written.overruled.connect(self._otherwise)
        self.columns.changed.connect(self._inspect)
        self.strip.cancelled.connect(self._stop)
        self.outcome.file_wanted.connect(self.file_wanted)
        self.forward.connect(self._go)

    # The network lane, although nothing leaves the computer: a long file must not keep other pages from reading.

    def _inspect(self) -> None:
        if self._path is None:
            return
        self._show("reading")
        work = partial(self._imports.inspect, self._kind(), self._path, self.columns.chosen() or None, self._overrule)
        self._job = self._tasks.run(Lane.NETWORK, work, self._inspected, self._unreadable)

    def _inspected(self, answer: tuple[Table, Recognised]) -> None:
        table, recognised = answer
        self.banner.put_away()
        self.written.show_sniffed(table.sniffed)
        self.columns.show_columns(self._kind(), recognised.columns, table)
        used = sum(1 for column in recognised.columns if column.field)
        source = f" from {recognised.label}" if recognised.label else ""
        rows = counted(len(table.rows), "row")
        where = f", sheet “{table.sniffed.sheet}”" if table.sniffed.sheet else ""
        if self._path is not None:
            self.drop.show_file(self._path, f"{rows}{source}{where}")
        self._columns_heading.set("Which column is what", f"{used} of {len(recognised.columns)} are used")
        self._show("columns")
        announce(self, f"{rows}{source}. {used} of {len(recognised.columns)} columns recognised.")

    def _unreadable(self, error: Exception) -> None:
        message, advice = in_words(error)
        self.banner.show_message("bad", message, advice, closable=False)
        if self.columns.chosen():  # her own choice is what cannot be: it stays on screen to be taken back
            self._show("columns")
            return
        if self._overrule is None:
            self.written.show_sniffed(None)
        self._show("choosing")
        if self._path is not None:
            self.drop.show_file(self._path, "This file cannot be used as it is.")

    def _start(self, *, preview: bool) -> None:
        if self._path is None:
            return
        self.banner.put_away()
        self._show("checking" if preview else "importing")
        self.strip.start("Comparing every row" if preview else "Importing")
        kind, path, chosen = self._kind(), self._path, self.columns.chosen() or None

        def work(progress: Progress) -> ImportResult:
            return self._imports.run(kind, path, chosen, self._overrule, preview=preview, progress=progress)

        self._job = self._tasks.start(Lane.NETWORK, work, self._checked if preview else self._imported, self._failed, self._step)

    def _step(self, step: Step) -> None:
        self.strip.step(step.words, step.done, step.total)

    def _checked(self, result: ImportResult) -> None:
        self.strip.finish()
        self._result = result
        self.outcome.show_result(result, preview=True)
        self._show("preview")
        announce(self, self.outcome.sentence.plain())

    def _imported(self, result: ImportResult) -> None:
        self.strip.finish()
        self._result = result
        self.outcome.show_result(result, preview=False)
        self._show("done")
        announce(self, self.outcome.sentence.plain())
        self.imported.emit(result.changes + Changes.of("run"))

    def _failed(self, error: Exception) -> None:
        self.strip.finish()
        message, advice = in_words(error)
        self.banner.show_message("info" if isinstance(error, Cancelled) else "bad", message, advice, closable=False)
        self._show("preview" if self._state == "importing" else "columns")

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _other_kind(self, _kind: str) -> None:
        self.columns.forget()
        self._inspect()

    def _otherwise(self, sniffed: Sniffed) -> None:
        self._overrule = sniffed
        self._inspect()

    def _kind(self) -> str:
        return str(self.written.kind.value())

    def _go(self) -> None:
        if self._state == "columns":
            self._start(preview=True)
        elif self._state == "preview":
            self._start(preview=False)
        elif self._state == "done":
            self.left.emit()

    def step_back(self) -> bool:
        """From the preview to the columns, from the result to another file."""
        before = {"preview": "columns", "done": "choosing"}.get(self._state, "")
        if before:
            self._show(before)
        return bool(before)

    def _show(self, state: str) -> None:
        turned = {state, self._state} & {"preview", "done"}
        self._state = state
        shaped = state in ("columns", "checking") or (state == "reading" and bool(self.columns.choices))
        show_if(self.written, state in ("choosing", "reading") or shaped)
        show_if(self.columns, shaped)
        show_if(self._columns_heading, shaped)
        show_if(self.outcome, state in ("preview", "importing", "done"))
        self.drop.choose.setEnabled(state not in ("checking", "importing"))
        self.set_deed(*_deed(state, self._result))
        if turned:
            self.scroll_up()


def _deed(state: str, result: ImportResult | None) -> tuple[str, str]:
    """The words of the filled button, and why it cannot be pressed now."""
    total = result.added + result.updated if result else 0
    words = f"Import {noun(result.kind, total)}" if result and total else "Import"
    return {
        "choosing": ("Check the rows", "choose a file first"),
        "reading": ("Check the rows", "reading the file"),
        "columns": ("Check the rows", ""),
        "checking": ("Check the rows", "comparing every row"),
        "preview": (words, "" if total else "there is nothing to add or update"),
        "importing": (words, "importing"),
        "done": ("Go on", ""),
    }[state]
