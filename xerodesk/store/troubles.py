"""Every way the company file can fail, in words: the one place that knows SQLite's result codes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import peewee
from sqlcipher3 import dbapi2 as driver

from xerodesk.domain.errors import Busy, StoreTrouble, XerodeskError

_FULL = (
    StoreTrouble,
    "The disk is full, so the company file could not be written. Nothing was changed.",
    "Make room on the disk, then try again.",
)
_READ_ONLY = (
    StoreTrouble,
    "The company file may not be written to.",
    "Check that the folder and the file are yours and not read-only, and that the disk is not locked.",
)
_DAMAGED = (
    StoreTrouble,
    "The company file is damaged: part of it cannot be read.",
    "Restore the latest backup (the folder 'backups' beside the company file).",
)
_NOT_ONE = (
    StoreTrouble,
    "This is not a company file, or not the one these keys belong to.",
    "Choose the company's folder, or put the file and its company.keys back together from a backup.",
)
_LOCKED = Busy, "Another program keeps the company file locked.", "Close other copies of xerodesk or of backup programs, then try again."
_DISK = (
    StoreTrouble,
    "The disk failed while the company file was read or written.",
    "Check the disk and its cable or network, then try again.",
)
_CANNOT_OPEN = (
    StoreTrouble,
    "The company file cannot be opened.",
    "Check that the folder exists, that you may read and write it, and that its disk is connected.",
)
_TOO_BIG = StoreTrouble, "A value is too large for the company file.", "Shorten the text and save again."

_BY_CODE: dict[int, tuple[type[XerodeskError], str, str]] = {
    5: _LOCKED,  # SQLITE_BUSY
    6: _LOCKED,  # SQLITE_LOCKED
    8: _READ_ONLY,  # SQLITE_READONLY
    3: _READ_ONLY,  # SQLITE_PERM
    10: _DISK,  # SQLITE_IOERR
    11: _DAMAGED,  # SQLITE_CORRUPT
    13: _FULL,  # SQLITE_FULL
    14: _CANNOT_OPEN,  # SQLITE_CANTOPEN
    18: _TOO_BIG,  # SQLITE_TOOBIG
    26: _NOT_ONE,  # SQLITE_NOTADB
}

# while a file is being opened the driver raises some of these without a code
_BY_WORDS: dict[str, int] = {
    "not a database": 26,
    "malformed": 11,
    "disk is full": 13,
    "readonly": 8,
    "locked": 5,
    "unable to open": 14,
    "disk i/o": 10,
    "hmac": 26,
}


def _code(error: BaseException | None) -> int:
    """SQLite's primary result code of an error or of what it was raised from; 0 when none is known here.

    SQLite ends a transaction by itself when the disk is full; that it then cannot be rolled back hides what happened.
    """
    while error is not None:
        code = getattr(error, "sqlite_errorcode", None)
        if isinstance(code, int) and code & 0xFF in _BY_CODE:
            return code & 0xFF
        words = str(error).lower()
        for part, known in _BY_WORDS.items():
            if part in words:
                return known
        error = error.__cause__ or error.__context__
    return 0


def trouble_of(error: BaseException) -> XerodeskError | None:
    """The failure in words, or None when it is none of the user's (a bug of ours, a broken rule of uniqueness)."""
    if isinstance(error, peewee.IntegrityError | driver.IntegrityError):
        return None
    known = _BY_CODE.get(_code(error))
    if known is None:
        return None
    kind, message, advice = known
    return kind(message, advice)


@contextmanager
def in_words() -> Iterator[None]:
    """Turn database errors raised inside into StoreTrouble or Busy."""
    try:
        yield
    except (peewee.DatabaseError, peewee.InterfaceError, driver.Error) as error:  # the driver's own: raised while rows are fetched
        known = trouble_of(error)
        if known is None:
            raise
        raise known from error
