"""Xero's refusals in words: which status, header and body mean which error of ours."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from xerodesk.domain.errors import AnswerLost, NotAllowed, NotOffered, NotThere, Offline, Refused, SignInNeeded, XerodeskError
from xerodesk.xero.transport import Reply

NIL_ID = "00000000-0000-0000-0000-000000000000"
_XEROS = ("Xero-Correlation-Id", "X-DayLimit-Remaining", "X-MinLimit-Remaining")
"""Headers by which a web page (as Xero sends with a 404) is known to be Xero's and not a network's own."""
_AGAIN = "Try again in a few minutes."
_BETWEEN = "Check whether a sign-in page of the network (hotel, café), a proxy or a virus scanner stands between this computer and Xero."


def document(reply: Reply, what: str = "Xero") -> Any:
    """The JSON of an answer, numbers with decimals as Decimal. Raises AnswerLost when it is not whole JSON."""
    try:
        return json.loads(reply.body, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        raise unreadable(reply, what) from error


def unreadable(reply: Reply, what: str = "Xero") -> AnswerLost:
    """What came instead of Xero's JSON."""
    start = reply.body[:200].lstrip().lower()
    if "html" in reply.content_type or start.startswith((b"<!doctype", b"<html")):
        return AnswerLost(f"A web page came back instead of {what}'s answer.", _BETWEEN)
    if not reply.body.strip():
        return AnswerLost(f"{what} sent an empty answer.", _AGAIN)
    if start[:1] in (b"{", b"["):
        return AnswerLost(f"{what}'s answer broke off or is damaged.", _AGAIN)
    return AnswerLost(f"What came back is not an answer of {what} ({reply.content_type or 'of no known kind'}).", _BETWEEN)


def lacks_permission(reply: Reply) -> bool:
    """Whether a refusal is about a permission the sign-in was not given (Xero's FAQ misspells the word)."""
    challenge = reply.headers.get("WWW-Authenticate", "").lower()
    return reply.status in (401, 403) and ("insufficient_scope" in challenge or "insufficent_scope" in challenge)


def refusal(reply: Reply) -> XerodeskError:
    """The error that an answer of status 300 or more stands for (429 apart). Those that may pass by themselves are AnswerLost."""
    if lacks_permission(reply):
        return NotAllowed(
            "This sign-in may only look at Xero, or misses a permission for what was asked.",
            "Connect to Xero again and allow changes.",
        )
    if reply.status == 401:
        return SignInNeeded("Xero no longer accepts this sign-in.", "Connect to Xero again.")
    body = _object(reply)
    said = _said(body)
    if reply.status == 403:
        if body is None and "html" in reply.content_type:
            return unreadable(reply)
        return SignInNeeded(
            "Xero no longer lets this sign-in use the organisation" + (f": {said}." if said else "."),
            "In Xero, look under Settings, Connected apps, whether xerodesk is still there; then connect again.",
        )
    if reply.status == 501:
        return NotOffered("Xero does not do what was asked (status 501).", "Check that the address in use is Xero's.")
    if reply.status >= 500 or 300 <= reply.status < 400:
        return _broken(reply, said)
    if reply.status == 404 and (body is not None or any(name in reply.headers for name in _XEROS)):
        return NotThere("Xero does not have this record (any more).", "Sync again; it may have been deleted in Xero.", status=404)
    if body is None:
        return unreadable(reply)
    return _no(reply.status, body, said)


def messages(element: Any, key: str = "ValidationErrors") -> list[tuple[str, str]]:
    """Every message under `key` anywhere in an element, as (path of field names, text); each text once."""
    found: dict[str, str] = {}
    for path, text in _walk(element, key, ()):
        found.setdefault(text, path)
    return [(path, text) for text, path in found.items()]


def _walk(node: Any, key: str, path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if isinstance(node, Mapping):
        for name, value in node.items():
            if name == key and isinstance(value, list):
                for one in value:
                    text = one.get("Message") if isinstance(one, Mapping) else one
                    if isinstance(text, str) and text.strip():
                        yield ".".join(path), text.strip()
            elif name not in ("ValidationErrors", "Warnings"):
                yield from _walk(value, key, (*path, str(name)))
    elif isinstance(node, list):
        for one in node:
            yield from _walk(one, key, path)


def _no(status: int, body: Mapping[str, Any], said: str) -> Refused:
    found = messages(body.get("Elements"))
    words = " ".join(_sentence(text) for _, text in found) or _sentence(said)
    if status == 412:
        return Refused("Xero did not accept the time asked since.", "Sync again.", status=412)
    if "idempotency" in said.lower():
        return Refused("Xero has seen this request before with other content, and did not carry it out.", "Sync again.", status=status)
    return Refused(
        f"Xero said no: {words}" if words else f"Xero refused the request (status {status}).",
        "Correct the record and sync it again.",
        fields={path.split(".")[0]: text for path, text in found if path},
        status=status,
    )


def _broken(reply: Reply, said: str) -> AnswerLost:
    if reply.status < 400:
        return AnswerLost("Instead of an answer, Xero's address pointed somewhere else.", _BETWEEN)
    if reply.status == 503:
        return AnswerLost("Xero, or this organisation at Xero, is off-line for the moment.", "Try again in about five minutes.")
    if reply.status in (502, 504):
        return AnswerLost(f"Xero cannot be reached through its gateway (status {reply.status}).", _AGAIN)
    return AnswerLost(f"Xero had a failure of its own (status {reply.status})" + (f": {_sentence(said)}" if said else "."), _AGAIN)


def offline(lost: AnswerLost) -> Offline:
    """For a read, which can lose nothing: the same words as a plain Offline."""
    return Offline(lost.message, lost.advice)


def _object(reply: Reply) -> Mapping[str, Any] | None:
    try:
        body = json.loads(reply.body) if reply.body.strip() else {}
    except (ValueError, RecursionError):
        return None
    return body if isinstance(body, Mapping) else None


def _said(body: Mapping[str, Any] | None) -> str:
    for key in ("Detail", "Message", "detail", "message", "error_description", "error", "Title", "title"):
        text = (body or {}).get(key)
        if isinstance(text, str) and text.strip():
            return text.strip().rstrip(".")[:500]
    return ""


def _sentence(text: str) -> str:
    return text if not text or text.endswith((".", "!", "?")) else text + "."
