"""The organisation itself, what the connected user may do in it, and its users."""

from xerodesk.demo.books import Books
from xerodesk.demo.messages import Call, not_found
from xerodesk.demo.reading import modified_since
from xerodesk.demo.wire import Json, read_stamp

ACTIONS = (
    "CreateApprovedInvoice",
    "CreateDraftInvoice",
    "CreateInvoicePayment",
    "CreateRepeatingInvoice",
    "CreateApprovedBill",
    "CreateDraftBill",
    "CreateRepeatingBill",
    "CreateApprovedPurchaseOrder",
    "CreateDraftPurchaseOrder",
    "CreateSentQuote",
    "CreateDraftQuote",
    "AttachFilesIntoInvoice",
    "UseMulticurrency",
)


def organisation_of(books: Books) -> Json:
    """The Organisation object; the options may say it is a demo company, or is not."""
    data = dict(books.org.organisation)
    if books.options.is_demo is not None:
        data["IsDemoCompany"] = books.options.is_demo
    return data


def is_demo(books: Books) -> bool:
    """Whether this counts as Xero's demo company, which sends no e-mail."""
    return organisation_of(books).get("IsDemoCompany") is True


def actions() -> list[Json]:
    """What the connected user may do: everything."""
    return [{"Name": name, "Status": "ALLOWED"} for name in ACTIONS]


def users(books: Books, call: Call, below: tuple[str, ...]) -> list[Json]:
    """All users, one by id, or those changed since. Raises RefusedCall (404)."""
    if below:
        found = [user for user in books.org.users if str(user["UserID"]).lower() == below[0]]
        if not found:
            raise not_found()
        return found
    since = modified_since(call)
    if since is None:
        return books.org.users
    return [user for user in books.org.users if (read_stamp(str(user["UpdatedDateUTC"])) or since) >= since]
