"""Faults waiting for their requests: which one meets the request at hand."""

import threading
from collections.abc import Mapping
from dataclasses import fields, replace

from xerodesk.demo.messages import Answer
from xerodesk.demo.options import FAULT_KINDS, Fault

PAGE = b"<!DOCTYPE html><html><head><title>Sign in to Wi-Fi</title></head><body><h1>Please accept the terms of use</h1></body></html>"


class Faults:
    """The queue of faults of one server."""

    def __init__(self, waiting: list[Fault]) -> None:
        self._waiting = waiting
        self._lock = threading.Lock()

    def add(self, fault: Fault) -> None:
        """Queue one more."""
        with self._lock:
            self._waiting.append(fault)

    def clear(self) -> None:
        """Everything goes well again."""
        with self._lock:
            self._waiting.clear()

    def take(self, method: str, path: str) -> Fault | None:
        """The fault that meets this request, if any; it is used up by one."""
        with self._lock:
            for fault in self._waiting:
                if not fault.matches(method, path):
                    continue
                if fault.skip > 0:
                    fault.skip -= 1
                    return None
                fault.times -= 1
                if fault.times <= 0:
                    self._waiting.remove(fault)
                return fault
        return None


def fault_from(values: Mapping[str, object]) -> Fault:
    """A fault from its JSON form. Raises ValueError on an unknown kind or key, or a value of the wrong type."""
    known = {item.name for item in fields(Fault)}
    unknown = set(values) - known
    if unknown:
        raise ValueError(f"A fault has no {', '.join(sorted(unknown))}. It has: {', '.join(sorted(known))}.")
    kind = next((kind for kind in FAULT_KINDS if kind == values.get("kind")), None)
    if kind is None:
        raise ValueError(f"There is no fault called {values.get('kind')}. There are: {', '.join(FAULT_KINDS)}.")
    found = Fault(kind)
    for name, value in values.items():
        present = getattr(found, name)
        if present is not None and not isinstance(value, type(present)) and not (isinstance(present, float) and isinstance(value, int)):
            raise ValueError(f"{name} of a fault cannot be {value!r}.")
        setattr(found, name, value)
    return found


def status_answer(fault: Fault) -> Answer:
    """The error answer of a `status` fault."""
    headers = {}
    if fault.retry_after is not None:
        headers["Retry-After"] = str(fault.retry_after)
    if fault.problem:
        headers["X-Rate-Limit-Problem"] = fault.problem
    return Answer(fault.status, b"", "text/plain", headers)


def spoil(fault: Fault, answer: Answer) -> Answer:
    """What arrives instead of a good answer."""
    if fault.kind == "html":
        return replace(answer, status=200, body=PAGE, content_type="text/html; charset=utf-8", headers={})
    if fault.kind == "truncated":
        return replace(answer, body=answer.body[: len(answer.body) // 2])
    if fault.kind == "empty":
        return replace(answer, body=b"")
    if fault.kind == "status":
        return replace(status_answer(fault), release=answer.release)
    return answer
