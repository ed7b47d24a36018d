"""A lock between processes, kept by the operating system on a file: it ends with the process that holds it, however that ends."""

from __future__ import annotations

import errno
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from xerodesk.domain.errors import Busy, StoreTrouble

_POLL = 0.1
_TAKEN = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    def _give_back(handle: int) -> None:
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _give_back(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)


class FileLock:
    """One holder at a time among all threads and processes that name the same file. Not re-entrant.

    The file is made when first needed and stays; only the lock on it means anything. `clock` and `sleep` are passed in for tests.
    """

    def __init__(
        self, path: Path, *, clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self.path = path
        self._clock = clock
        self._sleep = sleep
        self._handle: int | None = None
        self._guard = threading.Lock()

    @property
    def held(self) -> bool:
        """Whether this object holds the lock."""
        return self._handle is not None

    def acquire(self, wait: float = 0.0, *, checkpoint: Callable[[], None] | None = None) -> bool:
        """Take the lock, waiting up to `wait` seconds. False when another holds it all that time.

        `checkpoint` is called between tries and may raise to give up. Raises StoreTrouble when the file cannot be made or locked.
        """
        until = self._clock() + wait
        while True:
            with self._guard:
                if self._handle is None and self._try():
                    return True
            left = until - self._clock()
            if left <= 0:
                return False
            if checkpoint is not None:
                checkpoint()
            self._sleep(min(_POLL, left))

    def release(self) -> None:
        """Let the next one in. Does nothing when not held."""
        with self._guard:
            handle, self._handle = self._handle, None
            if handle is not None:
                try:
                    _give_back(handle)
                finally:
                    os.close(handle)

    @contextmanager
    def holding(self, wait: float = 0.0, *, checkpoint: Callable[[], None] | None = None) -> Iterator[None]:
        """Hold the lock for a block. Raises Busy when another holds it for longer than `wait` seconds."""
        if not self.acquire(wait, checkpoint=checkpoint):
            raise Busy(
                "Another xerodesk is talking to Xero for this company.",
                "Wait until its sync is done, or stop it, and try again.",
            )
        try:
            yield
        finally:
            self.release()

    def _try(self) -> bool:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(self.path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        except OSError as error:
            raise _trouble(self.path, error) from error
        try:
            _take(handle)
        except OSError as error:
            os.close(handle)
            if error.errno in _TAKEN:
                return False
            raise _trouble(self.path, error) from error
        self._handle = handle
        return True


def _trouble(path: Path, error: OSError) -> StoreTrouble:
    return StoreTrouble(
        f"The file {path.name} in the company's folder cannot be used to keep two syncs apart: {error.strerror or error}.",
        "Check that the folder is on this computer's own disk, that there is room on it and that you may write in it.",
    )
