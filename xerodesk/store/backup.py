"""Backups of the company file: whole encrypted copies under the same key, verified when made, with the keys beside them."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from xerodesk.domain.errors import StoreTrouble
from xerodesk.store.database import CompanyDatabase
from xerodesk.store.keys import KEYS_NAME

FOLDER = "backups"
_SUFFIX = ".xerodesk"


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup: its file, when it was made (aware UTC), why, and its size in bytes."""

    path: Path
    made_at: datetime
    why: str
    size: int


def back_up(database: CompanyDatabase, folder: Path, why: str) -> Backup:
    """Copy the whole file into the company's `backups` folder while it stays in use, and verify the copy.

    `why` is one word for the name ("manual", "update", "import"). Raises StoreTrouble when it cannot be written or proves unreadable; no
    half of a backup is left then.
    """
    at = datetime.now(UTC)
    target = folder / FOLDER / f"{at:%Y%m%d-%H%M%S-%f}-{why}{_SUFFIX}"
    fresh = target.with_suffix(".new")
    try:
        target.parent.mkdir(exist_ok=True)
        database.execute_sql("VACUUM INTO ?", (str(fresh),))  # SQLCipher writes the copy under the same key
        _verify(fresh, database.key)
        shutil.copyfile(folder / KEYS_NAME, target.with_suffix(".keys"))
        fresh.replace(target)
    except OSError as error:
        raise StoreTrouble(f"The backup cannot be written: {error.strerror}.", "Make room on the disk and try again.") from error
    finally:
        fresh.unlink(missing_ok=True)
    return Backup(target, at, why, target.stat().st_size)


def backups(folder: Path) -> list[Backup]:
    """The company's backups, newest first."""
    found = []
    for path in sorted((folder / FOLDER).glob(f"*{_SUFFIX}"), reverse=True):
        day, clock, micro, *why = path.stem.split("-", 3)
        try:
            at = datetime.strptime(f"{day}-{clock}-{micro}", "%Y%m%d-%H%M%S-%f").replace(tzinfo=UTC)
        except ValueError:
            continue  # a file of the user's own
        found.append(Backup(path, at, why[0] if why else "", path.stat().st_size))
    return found


def restore(backup: Path, into: Path, file_name: str) -> None:
    """Make a company folder of a backup and the keys beside it. Raises StoreTrouble when `into` holds a company already."""
    target = into / file_name
    if target.exists() or (into / KEYS_NAME).exists():
        raise StoreTrouble("There is a company in this folder already.", "Choose an empty folder for the restored company.")
    try:
        into.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(backup.with_suffix(".keys"), into / KEYS_NAME)
        shutil.copyfile(backup, target)
    except OSError as error:
        raise StoreTrouble(f"The backup cannot be restored: {error.strerror}.", "Check the backup's folder and the disk.") from error


def _verify(path: Path, key: bytes) -> None:
    """Raises StoreTrouble unless the copy opens under the same key and is whole."""
    copy = CompanyDatabase(path, key, journal="DELETE")  # no side files beside a copy
    try:
        if copy.value("PRAGMA quick_check(1)") != "ok":
            raise StoreTrouble("The backup could not be verified, so it was not kept.", "Check the disk and try again.")
    finally:
        copy.close_all()
