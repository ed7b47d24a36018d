"""A request as the demo sees it, the answers it gives, and Xero's forms of saying no."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xerodesk.demo.wire import Json, encode

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

JSON_TYPE = "application/json; charset=utf-8"


@dataclass(frozen=True)
class Call:
    """One HTTP request. Names of query parameters and headers are lower case; repeated ones keep the last value."""

    method: str
    path: str
    query: "Mapping[str, str]"
    headers: "Mapping[str, str]"
    body: bytes = b""
    raw_query: str = ""

    def flag(self, name: str, default: bool = False) -> bool:
        """A true/false query parameter."""
        value = self.query.get(name.lower())
        return default if value is None else value.strip().lower() == "true"

    def values(self, name: str) -> list[str]:
        """A comma-separated query parameter as a list."""
        return [part.strip() for part in self.query.get(name.lower(), "").split(",") if part.strip()]


@dataclass
class Answer:
    """One HTTP answer."""

    status: int
    body: bytes = b""
    content_type: str = JSON_TYPE
    headers: dict[str, str] = field(default_factory=dict)
    dropped: bool = False  # the connection is closed instead
    release: "Callable[[], None]" = lambda: None  # called when the answer is ready


class RefusedCall(Exception):
    """A call that ends here; `answer` is what the caller gets."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.status)
        self.answer = answer


def json_answer(status: int, value: object) -> Answer:
    """An answer with a JSON body."""
    return Answer(status, encode(value).encode())


def html_answer(status: int, page: str) -> Answer:
    """An answer with a web page that may load nothing and be framed by nobody."""
    policy = "default-src 'none'; style-src 'unsafe-inline'; form-action http: https:"
    headers = {"Content-Security-Policy": policy, "Referrer-Policy": "no-referrer", "Cache-Control": "no-store"}
    return Answer(status, page.encode(), "text/html; charset=utf-8", headers)


def problem(status: int, title: str, detail: str) -> RefusedCall:
    """Xero's refusal before a call reaches the books, e.g. `Title` Unauthorized, `Detail` TokenExpired: ..."""
    body: Json = {"Type": None, "Title": title, "Status": status, "Detail": detail, "Extensions": {}}
    return RefusedCall(json_answer(status, body))


def fault(status: int, number: int, kind: str, message: str) -> RefusedCall:
    """Xero's refusal of a call as a whole: `{ErrorNumber, Type, Message}`."""
    return RefusedCall(json_answer(status, {"ErrorNumber": number, "Type": kind, "Message": message}))


def not_found() -> RefusedCall:
    """The record or the address does not exist."""
    return RefusedCall(Answer(404, b"The resource you're looking for cannot be found", "text/html; charset=utf-8"))


def validation_failure(elements: list[Json]) -> Answer:
    """400 with each refused element and its `ValidationErrors`."""
    body = {"ErrorNumber": 10, "Type": "ValidationException", "Message": "A validation exception occurred", "Elements": elements}
    return json_answer(400, body)
