"""Writing in batches: each element saved or refused on its own, and the answer Xero gives for the lot."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from xerodesk.demo.books import Books
from xerodesk.demo.messages import Answer, Call, RefusedCall, fault, validation_failure
from xerodesk.demo.wire import Json, decode

LARGEST_BODY = 10 * 1024 * 1024


class Refused(Exception):
    """An element breaks rules; `messages` are Xero's texts."""

    def __init__(self, *messages: str) -> None:
        super().__init__("; ".join(messages))
        self.messages = list(messages)


@dataclass
class Saved:
    """An element after saving: the object to show, and warnings about what was left out."""

    data: Json
    warnings: list[str] = field(default_factory=list)


Save = Callable[[Json], Saved]


def body_of(call: Call) -> Any:
    """The JSON in a request. Raises RefusedCall (400) for none, or for text that is not JSON."""
    if len(call.body) > LARGEST_BODY:
        raise fault(400, 15, "PostDataInvalidException", "The request is larger than 10 MB")
    if not call.body.strip():
        raise fault(400, 17, "NoDataProcessedException", "No data has been processed for this endpoint.")
    try:
        return decode(call.body.decode("utf-8-sig"))
    except ValueError as error:
        raise fault(400, 14, "PostDataInvalidException", f"Invalid Json data: {error}") from error


def elements_of(call: Call, plural: str) -> list[Json]:
    """The objects in a request: `{plural: [...]}`, a bare list, or one object. Raises RefusedCall (400)."""
    body = body_of(call)
    found = body.get(plural, body) if isinstance(body, dict) else body
    found = [found] if isinstance(found, dict) else found
    if not isinstance(found, list) or not found or not all(isinstance(item, dict) for item in found):
        expected = f"This endpoint is expecting {plural} data to be specifed in the request body."
        raise fault(400, 17, "NoDataProcessedException", f"No data has been processed for this endpoint. {expected}")
    return [{key: value for key, value in item.items() if value is not None} for item in found]


@dataclass(frozen=True)
class Batch:
    """What differs between kinds of record when a batch is written."""

    plural: str
    id_field: str
    error_flag: str  # HasErrors or HasValidationErrors; the sources use both


def refused_element(element: Json, messages: Iterable[str], batch: Batch) -> Json:
    """An element echoed with what is wrong with it."""
    echo = {batch.id_field: "00000000-0000-0000-0000-000000000000", **element}
    return {**echo, batch.error_flag: True, "ValidationErrors": [{"Message": message} for message in messages]}


def write(books: Books, call: Call, elements: list[Json], batch: Batch, save: Save) -> list[Json]:
    """Save each element and return what to show. Raises RefusedCall (400 ValidationException) when one is bad and
    `summarizeErrors` was not switched off; then nothing is saved, or only the good ones if the options say so."""
    summarize = call.flag("summarizeErrors", True)
    books.begin()
    shown: list[Json] = []
    refused: list[Json] = []
    for element in elements:
        mark = books.mark()
        try:
            saved = save(element)
        except Refused as error:
            books.roll_back(mark)
            bad = refused_element(element, error.messages, batch)
            refused.append(bad)
            shown.append({**bad, "StatusAttributeString": "ERROR"})
            continue
        shown.append(_shown(saved, summarize))
    if refused and summarize:
        if not books.options.save_good_of_failed_batch:
            books.roll_back()
        books.settle()
        raise RefusedCall(validation_failure(refused))
    books.settle()
    return shown


def _shown(saved: Saved, summarize: bool) -> Json:
    data = dict(saved.data)
    if saved.warnings:
        data["Warnings"] = [{"Message": text} for text in saved.warnings]
    if not summarize:
        data["StatusAttributeString"] = "WARNING" if saved.warnings else "OK"
    return data


def refusal(element: Json, error: Refused, batch: Batch) -> Answer:
    """The 400 for a call that concerns one object."""
    return validation_failure([refused_element(element, error.messages, batch)])


def part(sent: Json, name: str) -> Json:
    """An object inside an element; anything that is no object counts as not sent."""
    value = sent.get(name)
    return value if isinstance(value, dict) else {}
