"""Asking for a folder or a file with the system's own dialogs; tests put their answers in the place of these."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QFileDialog, QWidget


class Files(Protocol):
    """What a page may ask of the file dialogs; None means that the user thought better of it."""

    def folder(self, parent: QWidget, title: str, start: Path | None = None) -> Path | None:
        """A folder that exists or is made in the dialog."""
        ...

    def file(self, parent: QWidget, title: str, kinds: str, start: Path | None = None) -> Path | None:
        """A file that exists; `kinds` is Qt's list of endings."""
        ...

    def save_as(self, parent: QWidget, title: str, start: Path, kinds: str) -> Path | None:
        """Where to write a file."""
        ...


class SystemFiles:
    """The dialogs of the system."""

    def folder(self, parent: QWidget, title: str, start: Path | None = None) -> Path | None:
        """See Files."""
        found = QFileDialog.getExistingDirectory(parent, title, str(start or ""))
        return Path(found) if found else None

    def file(self, parent: QWidget, title: str, kinds: str, start: Path | None = None) -> Path | None:
        """See Files."""
        found, _ = QFileDialog.getOpenFileName(parent, title, str(start or ""), kinds)
        return Path(found) if found else None

    def save_as(self, parent: QWidget, title: str, start: Path, kinds: str) -> Path | None:
        """See Files."""
        found, _ = QFileDialog.getSaveFileName(parent, title, str(start), kinds)
        return Path(found) if found else None
