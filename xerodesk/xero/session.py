"""One organisation's calls: governed, signed, repeated where that is safe, and their failures turned into our errors."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from xerodesk.domain.errors import AnswerLost, NotOffered, Offline, RateLimited
from xerodesk.xero.dates import http_date, instant
from xerodesk.xero.endpoints import Endpoints
from xerodesk.xero.faults import document, lacks_permission, offline, refusal
from xerodesk.xero.governor import Governor
from xerodesk.xero.tokens import Tokens
from xerodesk.xero.transport import Reply, Transport

_PAUSES = (0.5, 1.0, 2.0)
"""Seconds before a read is tried again after a failure that may pass."""
_REFUSED_AT_MOST = 6


@dataclass(frozen=True, slots=True)
class Document:
    """An answered JSON object, its status, and Xero's clock when it answered (aware UTC)."""

    body: Mapping[str, Any]
    status: int
    server_time: datetime


class Session:
    """Calls to one organisation. Safe for many threads.

    `urgent` calls are a user's click: they go first, and may use the day's reserve. `checkpoint` is called while waiting and may raise
    to give up (only ever before a request is sent).
    """

    def __init__(
        self,
        transport: Transport,
        endpoints: Endpoints,
        tokens: Tokens,
        tenant_id: str,
        governor: Governor,
        *,
        urgent: bool = False,
        checkpoint: Callable[[], None] | None = None,
    ) -> None:
        self._transport = transport
        self._base = endpoints.accounting
        self._tokens = tokens
        self._tenant_id = tenant_id
        self._governor = governor
        self._urgent = urgent
        self._checkpoint = checkpoint
        self._calls = 0
        self._count = threading.Lock()

    @property
    def calls(self) -> int:
        """Calls made through this object, repeated ones included."""
        return self._calls

    @property
    def token_id(self) -> str:
        """A name for the access token in use."""
        return self._tokens.name()

    def get(self, path: str, params: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None) -> Document:
        """Read. Tried again after network failures, 5xx and damaged answers; then Offline. Otherwise as the errors of `faults`."""
        for pause in (*_PAUSES, None):
            try:
                return self._understood(self._exchange("GET", path, params=params, headers=headers))
            except AnswerLost as lost:
                if pause is None:
                    raise offline(lost) from lost
            except NotOffered:
                raise
            except Offline:
                if pause is None:
                    raise
            if self._checkpoint is not None:
                self._checkpoint()
            self._governor.sleep(pause)
        raise AssertionError("the last try returns or raises")

    def write(self, method: str, path: str, body: bytes, params: Mapping[str, str], key: str = "") -> Document:
        """Send exactly `body`, once. Offline: not sent. AnswerLost: sent, fate unknown. A refusal with its elements is returned."""
        headers = {"Content-Type": "application/json"}
        if key:
            headers["Idempotency-Key"] = key
        reply = self._exchange(method, path, params=params, headers=headers, body=body)
        if reply.status == 400:
            found = document(reply)
            if isinstance(found, Mapping) and isinstance(found.get("Elements"), list) and found["Elements"]:
                return Document(found, 400, _clock(found, reply))
        return self._understood(reply)

    def _understood(self, reply: Reply) -> Document:
        if reply.status == 304:
            return Document({"Status": "OK"}, 304, _clock({}, reply))
        if reply.status >= 300:
            raise refusal(reply)
        found = document(reply) if reply.status != 204 else {"Status": "OK"}
        if not isinstance(found, Mapping):
            raise AnswerLost("What came back is not of the form of Xero's answers.", "Check that the address in use is Xero's.")
        return Document(found, reply.status, _clock(found, reply))

    def _exchange(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
    ) -> Reply:
        """One answered request. Only a 429 and a 401 are repeated here: both say that nothing was carried out."""
        renewed = False
        refused = 0
        while True:
            with self._governor.slot(urgent=self._urgent, checkpoint=self._checkpoint):
                token = self._tokens.access()
                with self._count:
                    self._calls += 1
                reply = self._transport.send(
                    method,
                    f"{self._base}/{path}",
                    token=token,
                    params=params,
                    headers={"xero-tenant-id": self._tenant_id, **(headers or {})},
                    body=body,
                )
            self._governor.heard(reply.headers)
            if reply.status == 429:
                refused += 1
                self._governor.refused(reply.headers)
                if refused >= _REFUSED_AT_MOST:
                    raise _still_refused(self._governor)
            elif reply.status == 401 and not renewed and not lacks_permission(reply):
                renewed = True
                self._tokens.replace(token)
            else:
                return reply


def _still_refused(governor: Governor) -> RateLimited:
    until = governor.budget().paused_until or datetime.now(UTC)
    return RateLimited(
        "Xero keeps saying that it is called too often; another program may be using the same client id.",
        "Wait a few minutes and sync again.",
        until=until,
    )


def _clock(body: Mapping[str, Any], reply: Reply) -> datetime:
    """Xero's clock: the envelope's, else the header's, else ours."""
    return instant(body.get("DateTimeUTC")) or http_date(reply.headers.get("Date")) or datetime.now(UTC)
