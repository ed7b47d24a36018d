"""Where things live on this machine: the user's data folder, the company folder, logs and crash reports."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

APP = "xerodesk"


@dataclass(frozen=True, slots=True)
class Folders:
    """The folders of one user. `home` can be moved as a whole with XERODESK_HOME (tests, portable use)."""

    home: Path

    @property
    def company(self) -> Path:
        """The company folder used when none is named."""
        return self.home / "company"

    @property
    def sample(self) -> Path:
        """The sample company's folder."""
        return self.home / "sample"

    @property
    def logs(self) -> Path:
        """Rotating logs."""
        return self.home / "logs"

    @property
    def crashes(self) -> Path:
        """Crash reports; they never leave the machine by themselves."""
        return self.home / "crashes"


def folders(environ: Mapping[str, str] | None = None) -> Folders:
    """The folders for this user, made by nobody until something is written there."""
    env = os.environ if environ is None else environ
    moved = env.get("XERODESK_HOME", "")
    return Folders(Path(moved).expanduser() if moved else Path(platformdirs.user_data_dir(APP, appauthor=False)))


def company_folder(named: str | None, environ: Mapping[str, str] | None = None) -> Path:
    """The company folder: `named` on the command line, else XERODESK_COMPANY, else the user's own."""
    env = os.environ if environ is None else environ
    chosen = named or env.get("XERODESK_COMPANY", "")
    return Path(chosen).expanduser().absolute() if chosen else folders(env).company
