"""The accounting API: which request does what to the books."""

from dataclasses import dataclass

from xerodesk.demo import pdf
from xerodesk.demo.books import Books
from xerodesk.demo.elements import Batch, Refused, Saved, elements_of, refusal, write
from xerodesk.demo.extras import allocations, email, group_members, history, online_invoice
from xerodesk.demo.kinds import KINDS, Kind
from xerodesk.demo.messages import Answer, Call, RefusedCall, not_found
from xerodesk.demo.organisation import actions, organisation_of, users
from xerodesk.demo.reading import Listing, envelope, listing
from xerodesk.demo.shapes import single
from xerodesk.demo.wire import Json, encode


@dataclass(frozen=True)
class Request:
    """A call that may reach the books: `parts` of the path after /api.xro/2.0, and the id its answer will carry."""

    books: Books
    call: Call
    parts: tuple[str, ...]
    answer_id: str

    @property
    def places(self) -> int:
        """Decimals of unit prices: 4 with unitdp=4, else 2."""
        return 4 if self.call.query.get("unitdp") == "4" else 2

    def answer(self, plural: str, rows: list[Json]) -> Answer:
        """200 with rows in the usual envelope."""
        return Answer(200, f'{envelope(self.books, self.answer_id)},"{plural}":{encode(rows)}}}'.encode())


def respond(request: Request) -> Answer:
    """Do what the call asks. Raises RefusedCall. Hold the organisation's lock."""
    request.books.settle()
    resource = request.parts[0].lower()
    kind = KINDS.get(resource)
    if kind is None:
        return _special(request, resource)
    if len(request.parts) == 1:
        return _collection(request, kind)
    key = kind.find(request.books, request.parts[1]) if kind.find else None
    if key is None:
        raise not_found()
    return _one(request, kind, key) if len(request.parts) == 2 else _below(request, kind, key)


def _special(request: Request, resource: str) -> Answer:
    below = tuple(part.lower() for part in request.parts[1:])
    if request.call.method != "GET":
        return Answer(501)
    if resource in ("organisation", "organisations"):
        if not below:
            return request.answer("Organisations", [organisation_of(request.books)])
        if below == ("actions",):
            return request.answer("Actions", actions())
    if resource == "users":
        return request.answer("Users", users(request.books, request.call, below))
    if resource == "invoicereminders" and below == ("settings",):
        return request.answer("InvoiceReminders", [{"Enabled": False}])
    raise not_found()


def _collection(request: Request, kind: Kind) -> Answer:
    books, call = request.books, request.call
    if call.method == "GET":
        return listing(books, call, Listing(kind.plural, kind.id_field, getattr(books.org, kind.table)), request.answer_id)
    if kind.save is None or kind.batch is None or call.method not in ("PUT", "POST") or (call.method == "POST" and kind.puts_only):
        return Answer(501)
    return _written(request, kind, elements_of(call, kind.plural), kind.batch)


def _written(request: Request, kind: Kind, elements: list[Json], batch: Batch) -> Answer:
    books, creating = request.books, request.call.method == "PUT"

    def save(element: Json) -> Saved:
        if kind.save is None:
            raise Refused("This cannot be written.")
        saved = kind.save(books, element, creating, request.places)
        return Saved(single(books.org, kind.plural, saved.data, request.places == 4 or kind.plural == "Quotes"), saved.warnings)

    return request.answer(kind.plural, write(books, request.call, elements, batch, save))


def _one(request: Request, kind: Kind, key: str) -> Answer:
    books, call = request.books, request.call
    data = getattr(books.org, kind.table)[key].data
    if call.method == "GET":
        if "application/pdf" in call.headers.get("accept", "") and kind.plural in ("Invoices", "Quotes", "CreditNotes"):
            return _pdf(data, kind)
        return request.answer(kind.plural, [single(books.org, kind.plural, data, request.places == 4 or kind.plural == "Quotes")])
    if call.method == "DELETE" and kind.plural == "Items":
        books.drop("items", key)
        return Answer(204)
    if call.method != "POST" or kind.save is None or kind.batch is None or kind.puts_only:
        return Answer(501)
    elements = elements_of(call, kind.plural)[:1]
    return _written(request, kind, [{**elements[0], kind.id_field: key}], kind.batch)


def _pdf(data: Json, kind: Kind) -> Answer:
    number = data.get("InvoiceNumber") or data.get("CreditNoteNumber") or data.get("QuoteNumber") or ""
    lines = [f"{kind.plural[:-1]} {number}", str(data["Contact"].get("Name", "")), ""]
    lines += [f"{line.get('Description', '')[:60]}   {line['LineAmount']}" for line in data["LineItems"]]
    return Answer(200, pdf.page([*lines, "", f"Total {data['CurrencyCode']} {data['Total']}"]), "application/pdf")


def _below(request: Request, kind: Kind, key: str) -> Answer:
    books, call = request.books, request.call
    name, rest = request.parts[2].lower(), request.parts[3:]
    books.begin()
    try:
        if name == "history" and kind.history:
            return request.answer("HistoryRecords", history(books, call, key))
        if name == "attachments" and call.method == "GET":
            return request.answer("Attachments", [])
        if name == "pdf" and kind.plural in ("Invoices", "Quotes", "CreditNotes"):
            return _pdf(getattr(books.org, kind.table)[key].data, kind)
        if kind.plural == "Invoices" and name == "email" and call.method == "POST":
            return email(books, key)
        if kind.plural == "Invoices" and name == "onlineinvoice" and call.method == "GET":
            return request.answer("OnlineInvoices", online_invoice(books, key))
        if kind.plural in ("CreditNotes", "Prepayments", "Overpayments") and name == "allocations":
            answer = allocations(books, call, kind.table, key, rest)
            return answer if isinstance(answer, Answer) else request.answer("Allocations", answer)
        if kind.plural == "ContactGroups" and name == "contacts":
            answer = group_members(books, call, key, rest)
            return answer if isinstance(answer, Answer) else request.answer("Contacts", answer)
    except Refused as error:
        books.roll_back()
        raise RefusedCall(refusal({kind.id_field: key}, error, kind.batch or Batch(kind.plural, kind.id_field, "HasErrors"))) from error
    raise not_found()
