"""Quotes: their own statuses, numbers and rules; a line without a tax type has no tax."""

from xerodesk.demo.arithmetic import ZERO
from xerodesk.demo.books import Books
from xerodesk.demo.contacts import contact_of
from xerodesk.demo.documents import amount_types_of, set_currency, set_day, set_text, set_theme, set_totals
from xerodesk.demo.elements import Batch, Refused, Saved
from xerodesk.demo.lines import LineRules, read_lines
from xerodesk.demo.wire import Json

BATCH = Batch("Quotes", "QuoteID", "HasErrors")
MOVES = {
    "DRAFT": ("DRAFT", "SENT", "DELETED"),
    "SENT": ("SENT", "ACCEPTED", "DECLINED", "DELETED"),
    "ACCEPTED": ("ACCEPTED", "INVOICED", "SENT", "DELETED"),
    "DECLINED": ("DECLINED", "SENT", "DELETED"),
    "INVOICED": ("INVOICED", "SENT", "DELETED"),
}
_TEXTS = {"QuoteNumber": 255, "Reference": 4000, "Title": 100, "Summary": 3000, "Terms": 4000}


def save_quote(books: Books, sent: Json, creating: bool, user: str = "System Generated") -> Saved:
    """Create (PUT) or create-or-update (POST) a quote. An update needs Contact, Date and LineItems too. Raises Refused."""
    key = str(sent.get("QuoteID", "")).lower() or None
    if key and key not in books.org.quotes:
        raise Refused("The quote with the specified QuoteID could not be found.")
    if key is None and not creating:
        key = next(iter(books.index.keys("quotes", "QuoteNumber", sent.get("QuoteNumber"))), None)
    if key and creating:
        raise Refused("Quote # must be unique.")
    problems = [f"{name} must be specified." for name in ("Contact", "Date", "LineItems") if not sent.get(name)]
    if problems:
        raise Refused(*problems)
    data = books.edit("quotes", key) if key else _blank(books)
    old = data["Status"]
    status = sent.get("Status", old)
    if status not in (MOVES.get(old, ()) if key else ("DRAFT", "SENT")):
        raise Refused(f"A quote with status {old} cannot be changed to {status}.")
    data["Status"] = status
    data["Contact"] = _contact(books, sent)
    if not key or old in ("DRAFT", "SENT"):
        _lay(books, data, sent)
    books.put("quotes", data["QuoteID"], data)
    books.note(data["QuoteID"], "Edited" if key else "Created", user, f"Quote {data['QuoteNumber']} for {data['Total']}.")
    return Saved(books.org.quotes[data["QuoteID"]].data)


def _contact(books: Books, sent: Json) -> Json:
    key = contact_of(books, sent["Contact"])
    contact = books.org.contacts[key].data
    return {"ContactID": key, "Name": contact["Name"], "EmailAddress": contact.get("EmailAddress", "")}


def _blank(books: Books) -> Json:
    return {
        "QuoteID": books.org.new_id(),
        "QuoteNumber": "",
        "Reference": "",
        "Terms": "",
        "Contact": {},
        "LineItems": [],
        "Status": "DRAFT",
        "SubTotal": ZERO,
        "TotalTax": ZERO,
        "Total": ZERO,
        "Title": "",
        "Summary": "",
        "LineAmountTypes": "EXCLUSIVE",
    }


def _lay(books: Books, data: Json, sent: Json) -> None:
    set_day(data, sent, "Date")
    set_day(data, sent, "ExpiryDate")
    for name, longest in _TEXTS.items():
        set_text(data, sent, name, longest)
    set_theme(books, data, sent)
    if not data["QuoteNumber"]:
        data["QuoteNumber"] = books.next_number("quotes", "QuoteNumber", "QU-")
    others = books.index.keys("quotes", "QuoteNumber", data["QuoteNumber"])
    if any(other != data["QuoteID"] for other in others):
        raise Refused("Quote # must be unique.")
    data["LineAmountTypes"] = amount_types_of(sent, data)
    rules = LineRules(data["LineAmountTypes"], sale=True, approved=False, places=4, fill_tax=False)
    data["LineItems"] = read_lines(books, sent["LineItems"], data["LineItems"], rules)
    set_totals(data)
    set_currency(books, data, sent)
