"""Idempotency-Key: the same request within six minutes gets the same answer, another request under the key is refused."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from xerodesk.demo.messages import Answer, Call, RefusedCall, json_answer

LIFE = timedelta(minutes=6)
LONGEST = 128


@dataclass(frozen=True)
class _Kept:
    first: datetime
    fingerprint: str
    answer: Answer


class Replies:
    """Answers kept per owner (app and organisation, or access token) and key."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], _Kept] = {}

    def once(self, owner: str, call: Call, now: datetime, work: Callable[[], Answer]) -> Answer:
        """Do the work, or replay what it answered. Hold the organisation's lock. Raises RefusedCall (400)."""
        key = call.headers.get("idempotency-key", "")
        if not key or call.method not in ("PUT", "POST", "PATCH"):
            return work()
        if len(key) > LONGEST:
            raise self._refusal(f"Idempotency Key: the key is longer than {LONGEST} characters.")
        self._kept = {name: kept for name, kept in self._kept.items() if now - kept.first < LIFE}
        known = self._kept.get((owner, key))
        fingerprint = sha256("\n".join((call.method, call.path, call.raw_query)).encode() + b"\n" + call.body).hexdigest()
        if known is None:
            answer = self._worked(work)
            self._kept[owner, key] = _Kept(now, fingerprint, answer)
            return answer
        if known.fingerprint != fingerprint:
            raise self._refusal(f"Idempotency Key: {key} is used with a different request.")
        return Answer(known.answer.status, known.answer.body, known.answer.content_type, dict(known.answer.headers))

    @staticmethod
    def _worked(work: Callable[[], Answer]) -> Answer:
        try:
            return work()
        except RefusedCall as refused:
            return refused.answer

    @staticmethod
    def _refusal(text: str) -> RefusedCall:
        return RefusedCall(json_answer(400, {"ErrorNumber": 10, "Type": "IdempotencyKeyException", "Message": text, "Detail": text}))
