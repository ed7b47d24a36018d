"""Lists: what a caller asks for is filtered, put in order, cut into pages and written down."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cmp_to_key
from operator import itemgetter
from typing import Any

from xerodesk.demo.books import Books
from xerodesk.demo.fields import FIELDS
from xerodesk.demo.messages import Answer, Call, fault
from xerodesk.demo.shapes import shape_of
from xerodesk.demo.state import Record, Table
from xerodesk.demo.where import compare, fold, look_up, ordering, reader
from xerodesk.demo.wire import Json, encode, read_day, stamp

Test = Callable[[str, Json], bool]
Rows = list[tuple[str, Record]]
PAGED = {"Invoices", "Contacts", "CreditNotes", "BankTransactions", "Payments", "Prepayments", "Overpayments", "Quotes"}
DELTA = PAGED | {"Accounts", "Items", "Users"}
MOST_ROWS = 100_000
_LISTS_KEPT = 8


@dataclass(frozen=True)
class Listing:
    """A kind of record that can be listed: its name in Xero, the name of its id, and its table."""

    plural: str
    id_field: str
    table: Table


def envelope(books: Books, answer_id: str) -> str:
    """The head of every good answer, without the closing brace."""
    head = {"Id": answer_id, "Status": "OK", "ProviderName": "Demo app", "DateTimeUTC": stamp(books.org.now())}
    return encode(head)[:-1]


def listing(books: Books, call: Call, kind: Listing, answer_id: str) -> Answer:
    """GET of a list. Raises RefusedCall (400) for a filter that cannot be read."""
    rows = kind.table.ordered()
    since = modified_since(call) if kind.plural in DELTA else None
    if since is not None:
        cut = bisect_left if books.options.same_second else bisect_right
        rows = rows[cut(rows, since, key=lambda pair: pair[1].updated) :]
        if not rows and books.options.not_modified:
            return Answer(304)
    rows = _wanted(books, call, kind, rows)
    summary = call.flag("summaryOnly")
    paged = kind.plural in PAGED and (bool(call.query.get("page")) or "statuses" in call.query or summary)
    head = envelope(books, answer_id)
    if paged:
        rows, pagination = _page(call, rows)
        head += f',"pagination":{encode(pagination)}'
    elif len(rows) > MOST_ROWS:
        raise fault(400, 16, "QueryParseException", "The result has more than 100,000 records; ask for pages or filter further")
    shape = shape_of(kind.plural, paged, summary, call.query.get("unitdp") == "4" or kind.plural == "Quotes")
    body = ",".join([shape(record) for _, record in rows])
    return Answer(200, f'{head},"{kind.plural}":[{body}]}}'.encode())


def _wanted(books: Books, call: Call, kind: Listing, rows: Rows) -> Rows:
    """The rows that pass the filters, in the order asked for; kept while nothing changes, since a walk asks for one list page by page."""
    asked = sorted(f"{name}={text}" for name, text in call.query.items() if name not in ("page", "pagesize"))
    key = (kind.plural, call.headers.get("if-modified-since", ""), str(books.options.same_second), *asked)
    found = books.listed.get(key)
    if found is not None:
        return found
    tests = _tests(books, call, kind.plural)
    if tests:
        rows = [pair for pair in rows if all(test(pair[0], pair[1].data) for test in tests)]
    if call.query.get("order"):
        field, down = ordering(call.query["order"], FIELDS[kind.plural])
        by_id = field.lower() == kind.id_field.lower()
        rows = sorted(rows, key=itemgetter(0), reverse=down) if by_id else _in_order(rows, field, down)
    if len(books.listed) >= _LISTS_KEPT:
        books.listed.clear()
    books.listed[key] = rows
    return rows


def modified_since(call: Call) -> datetime | None:
    """If-Modified-Since as Xero reads it: UTC `yyyy-mm-ddThh:mm:ss`; any other form counts as if it had not been sent."""
    text = call.headers.get("if-modified-since", "").strip().removesuffix("Z")
    try:
        return datetime.strptime(text.split(".")[0], "%Y-%m-%dT%H:%M:%S").replace(tzinfo=UTC)
    except ValueError:
        return None


def _whole(call: Call, name: str, default: int) -> int:
    try:
        return int(call.query.get(name, default))
    except ValueError:
        return default


def _page(call: Call, rows: Rows) -> tuple[Rows, Json]:
    size = min(1000, max(1, _whole(call, "pagesize", 100)))
    page = max(1, _whole(call, "page", 1))
    info = {"page": page, "pageSize": size, "pageCount": -(-len(rows) // size), "itemCount": len(rows)}
    return rows[(page - 1) * size : page * size], info


def _in_order(rows: Rows, field: str, down: bool) -> Rows:
    def sign(left: Any, right: Any) -> int:
        if left is None or right is None:
            return (left is not None) - (right is not None)
        if isinstance(left, str) and isinstance(right, str):
            left, right = fold(left), fold(right)
        return -1 if compare(left, "<", right) else int(compare(left, ">", right))

    by_id = sorted(rows, key=lambda pair: pair[0])
    values = {key: look_up(record.data, field) for key, record in rows}
    rank = cmp_to_key(sign)
    return sorted(by_id, key=lambda pair: rank(values[pair[0]]), reverse=down)


def _tests(books: Books, call: Call, plural: str) -> list[Test]:
    """Every filter of the call as a test on (id, object)."""
    tests: list[Test] = []
    if call.query.get("where"):
        tests.append(_where(books, call.query["where"], plural))
    if plural == "Contacts":
        tests += _contact_tests(call)
    elif plural == "Invoices":
        tests += _invoice_tests(books, call)
    elif plural == "Quotes":
        tests += _quote_tests(call)
    elif plural == "Prepayments" and call.values("InvoiceNumbers"):
        tests.append(_among(call, "InvoiceNumbers", "InvoiceNumber"))
    elif plural == "Overpayments" and call.values("References"):
        tests.append(_among(call, "References", "Reference"))
    elif plural == "ContactGroups":
        tests.append(lambda key, data: data.get("Status") == "ACTIVE")
    return tests


def _where(books: Books, text: str, plural: str) -> Test:
    expression = reader(text, FIELDS[plural])
    if "contact." not in text.lower():
        return lambda key, data: bool(expression(data))
    contacts = books.org.contacts  # a document carries little of its contact, yet can be filtered by all of it

    def test(key: str, data: Json) -> bool:
        record = contacts.get(data["Contact"]["ContactID"]) if "Contact" in data else None
        return bool(expression({**data, "Contact": record.data} if record else data))

    return test


def _among(call: Call, name: str, field: str) -> Test:
    wanted = {text.casefold() for text in call.values(name)}
    return lambda key, data: str(look_up(data, field) or "").casefold() in wanted


def _ids(call: Call) -> list[Test]:
    wanted = {text.lower() for text in call.values("IDs")}
    return [lambda key, data: key in wanted] if wanted else []


def _search(call: Call, fields: tuple[str, ...]) -> list[Test]:
    term = fold(call.query.get("searchterm", "").strip())
    return [lambda key, data: any(term in fold(str(data.get(name) or "")) for name in fields)] if term else []


def _contact_tests(call: Call) -> list[Test]:
    tests = _ids(call)
    if not call.flag("includeArchived"):
        tests.append(lambda key, data: data["ContactStatus"] == "ACTIVE")
    return tests + _search(call, ("Name", "FirstName", "LastName", "ContactNumber", "CompanyNumber", "EmailAddress"))


def _invoice_tests(books: Books, call: Call) -> list[Test]:
    tests = _ids(call)
    for name, field in (("InvoiceNumbers", "InvoiceNumber"), ("ContactIDs", "Contact.ContactID"), ("Statuses", "Status")):
        if call.values(name):
            tests.append(_among(call, name, field))
    if call.flag("createdByMyApp"):
        tests.append(lambda key, data: key in books.made_by_app)
    return tests + _search(call, ("InvoiceNumber", "Reference"))


def _quote_tests(call: Call) -> list[Test]:
    tests: list[Test] = []
    for name, field in (("ContactID", "Contact.ContactID"), ("Status", "Status")):
        if call.values(name):
            tests.append(_among(call, name, field))
    part = call.query.get("quotenumber", "").casefold()
    if part:
        tests.append(lambda key, data: part in str(data.get("QuoteNumber", "")).casefold())
    for prefix in ("Date", "ExpiryDate"):
        tests += _days(call, prefix)
    return tests


def _days(call: Call, field: str) -> list[Test]:
    first, last = (read_day(call.query.get(f"{field}{end}".lower())) for end in ("From", "To"))
    tests: list[Test] = []
    if first is not None:
        tests.append(lambda key, data: (read_day(data.get(field)) or first - timedelta(1)) >= first)
    if last is not None:
        tests.append(lambda key, data: (read_day(data.get(field)) or last + timedelta(1)) <= last)
    return tests
