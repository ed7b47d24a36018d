"""One window per company: a second start raises the first instead of opening the file twice."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, QThread, QTimer, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

_RAISE = b"raise\n"
_WAIT_MS = 1000
_LISTEN_AFTER_MS = 300  # the first page comes first
_TRIES, _BETWEEN_MS = 6, 100  # the other may have begun a moment ago, and not listen yet


class SingleWindow(QObject):
    """Holds the window's place for one company folder and user. `raise_wanted` when another start asked for it."""

    raise_wanted = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        name = hashlib.sha256(f"{os.path.realpath(folder)}|{Path.home()}".encode()).hexdigest()[:24]
        self._name = f"xerodesk-{name}"
        self._lock = QLockFile(os.path.join(tempfile.gettempdir(), f"{self._name}.lock"))
        self._lock.setStaleLockTime(0)  # only a dead process's lock is stale, never an old one
        self._server: QLocalServer | None = None

    def claim(self) -> bool:
        """Whether this is the only window of the company. If not, the other one is asked to come to the front."""
        if not self._lock.tryLock(100):
            self._call_other()
            return False
        QTimer.singleShot(_LISTEN_AFTER_MS, self._listen)
        return True

    def release(self) -> None:
        """Give the place up."""
        if self._server is not None:
            self._server.close()
            self._server = None
        self._lock.unlock()

    def _listen(self) -> None:
        from PySide6.QtNetwork import QLocalServer  # a library of its own, and the window need not wait for it

        if self._server is not None or not self._lock.isLocked():
            return
        # The lock is ours, so a name left behind belongs to a process that is gone.
        QLocalServer.removeServer(self._name)
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._heard)
        if server.listen(self._name):
            self._server = server

    def _call_other(self) -> None:
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        for _ in range(_TRIES):
            socket.connectToServer(self._name)
            if socket.waitForConnected(_WAIT_MS):
                socket.write(_RAISE)
                socket.waitForBytesWritten(_WAIT_MS)
                socket.disconnectFromServer()
                return
            QThread.msleep(_BETWEEN_MS)

    def _heard(self) -> None:
        if self._server is None:
            return
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            self.raise_wanted.emit()
