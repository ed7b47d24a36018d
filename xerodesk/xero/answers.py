"""What Xero's answers say: the rows of a list, and the verdict on each element of a write."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from xerodesk.domain.errors import AnswerLost
from xerodesk.mapping.kinds import Kind
from xerodesk.sync.ports import Raw, Verdict
from xerodesk.xero.faults import NIL_ID, messages

_ENVELOPE = ("Id", "Status", "DateTimeUTC", "ProviderName", "pagination")
_OTHER = "Not saved, because another record sent with it was refused."
_NO_ID = "Xero did not give it an id, so it was not saved."


def rows(body: Mapping[str, Any], resource: str) -> list[Raw]:
    """The list of an answer. Xero writes an empty one as [], null or not at all.

    Raises AnswerLost when the answer is not of Xero's form, so that a stranger's JSON never reads as "there is nothing".
    """
    found = body.get(resource)
    if isinstance(found, list):
        return [row for row in found if isinstance(row, dict)]
    if isinstance(found, dict):
        return [found]
    if found is None and (resource in body or any(name in body for name in _ENVELOPE)):
        return []
    raise AnswerLost("What came back is not of the form of Xero's answers.", "Check that the address in use is Xero's.")


def counted(body: Mapping[str, Any]) -> tuple[int, int]:
    """(pageCount, itemCount) of an answer, zeros where it has none."""
    found = body.get("pagination")
    if not isinstance(found, Mapping):
        return 0, 0
    return _int(found.get("pageCount")), _int(found.get("itemCount"))


def elements(body: bytes, resource: str) -> list[Mapping[str, Any]]:
    """The elements of a request we are about to send. Raises ValueError when it is not of the form Xero takes (our bug)."""
    sent = json.loads(body)
    if isinstance(sent, Mapping):
        sent = sent.get(resource, [sent])
    if not isinstance(sent, list) or not sent or not all(isinstance(one, Mapping) for one in sent):
        raise ValueError(f"not a request for {resource}")
    return sent


def has_id(element: Mapping[str, Any], kind: Kind) -> bool:
    """Whether an element carries a real Xero id."""
    found = element.get(kind.id_key)
    return isinstance(found, str) and found not in ("", NIL_ID)


def verdicts(sent: Sequence[Mapping[str, Any]], answer: Mapping[str, Any], status: int, kind: Kind) -> list[Verdict]:
    """One verdict per element sent. Raises AnswerLost when the answer does not tell which element is which."""
    if status == 400:
        echoed = rows({kind.resource: answer.get("Elements")}, kind.resource)
        return [_refused(echo) for echo in _paired(sent, echoed, kind)]
    verdict = []
    for echo in _paired(sent, rows(answer, kind.resource), kind):
        if echo is None:
            raise AnswerLost("Xero's answer does not name every record that was sent.", "It is looked up at the next sync.")
        verdict.append(_judged(echo, kind))
    return verdict


def _judged(echo: Raw, kind: Kind) -> Verdict:
    """Xero, "Requests and responses": saved means Status OK or WARNING and an id, checked on every element."""
    word = str(echo.get("StatusAttributeString") or "").upper()
    errors = [text for _, text in messages(echo)]
    warnings = [text for _, text in messages(echo, "Warnings")]
    flagged = echo.get("HasErrors") is True or echo.get("HasValidationErrors") is True
    if word == "WARNING" and has_id(echo, kind):
        return Verdict(True, echo, (), tuple(dict.fromkeys(warnings + errors)))
    if word == "ERROR" or flagged or errors:
        return Verdict(False, None, tuple(errors) or ("Xero refused it without saying why.",), tuple(warnings))
    if not has_id(echo, kind):
        return Verdict(False, None, (_NO_ID,), tuple(warnings))
    return Verdict(True, echo, (), tuple(warnings))


def _refused(echo: Raw | None) -> Verdict:
    """An element of a request refused as a whole (400, ValidationException)."""
    errors = [text for _, text in messages(echo)] if echo is not None else []
    return Verdict(False, None, tuple(errors) or (_OTHER,))


def _paired(sent: Sequence[Mapping[str, Any]], echoed: Sequence[Raw], kind: Kind) -> list[Raw | None]:
    """For each element sent its echo: by id, by the number or code we gave it, by name; else by place when the counts agree."""
    for key in (kind.id_key, kind.marker_key, kind.name_key):
        names = [_text(one, key) for one in sent]
        if key and all(names) and len(set(names)) == len(names):
            found = {_text(one, key): one for one in echoed if _text(one, key)}
            if len(found) == len(echoed) and found.keys() <= set(names):
                return [found.get(name) for name in names]
    if len(echoed) == len(sent):
        return list(echoed)
    return [None] * len(sent)


def _text(element: Mapping[str, Any], key: str) -> str:
    found = element.get(key)
    return found.strip().lower() if isinstance(found, str) and found != NIL_ID else ""


def _int(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0
