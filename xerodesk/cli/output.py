"""How the command line answers: one JSON document or plain words on standard output; progress and failures in words on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, TextIO

from xerodesk.domain.errors import XerodeskError
from xerodesk.domain.progress import Progress, Step


def instant(moment: datetime) -> str:
    """An instant as the contract writes it: "2026-06-03T14:02:11Z"."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def plain(value: Any) -> Any:
    """`value` as JSON-native data: decimals as text, days and instants as in the contract, dataclasses as objects."""
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(one) for one in value]
    return value


def table(rows: Iterable[Sequence[object]], headings: Sequence[str]) -> str:
    """Rows in columns of words, as wide as needed and no wider than 48 characters each."""
    cells = [[str(cell) for cell in headings], *([" ".join(str(cell).split()) for cell in row] for row in rows)]
    cells = [[cell if len(cell) <= 48 else cell[:47] + "…" for cell in row] for row in cells]
    widths = [max(len(row[at]) for row in cells) for at in range(len(headings))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells)


class Output:
    """Where answers go. `as_json` decides the form; `say` is for words that only people need."""

    def __init__(self, *, as_json: bool, out: TextIO | None = None, err: TextIO | None = None) -> None:
        self.as_json = as_json
        self._out = out if out is not None else sys.stdout
        self._err = err if err is not None else sys.stderr

    def answer(self, document: Any, words: Callable[[], str]) -> None:
        """Print the one answer: `document` as JSON, or what `words` gives."""
        text = json.dumps(plain(document), ensure_ascii=False, indent=2) if self.as_json else words()
        self.raw(text)

    def raw(self, text: str) -> None:
        """Print `text` on standard output at once."""
        print(text, file=self._out, flush=True)

    def say(self, words: str) -> None:
        """Print words on standard error."""
        print(words, file=self._err, flush=True)

    def fail(self, error: XerodeskError) -> int:
        """Print a failure in the form asked for; returns the exit status."""
        if self.as_json:
            self.answer({"error": {"code": error.code, "message": error.message, "advice": error.advice}}, str)
        self.say(f"{error.message} {error.advice}".strip())
        return error.exit_status

    def progress(self) -> Progress:
        """Progress on standard error, one line for each new step in words."""
        last = ""

        def report(step: Step) -> None:
            nonlocal last
            if step.words != last:
                last = step.words
                self.say(f"{step.words} …" if not step.total else f"{step.words} ({step.done:,} of {step.total:,}) …")

        return Progress(report)
