"""Every kind of record of the accounting API: how it is found, listed and saved, and which scopes open it."""

from collections.abc import Callable
from dataclasses import dataclass

from xerodesk.demo import contacts, credits, groups, invoices, items, payments, quotes
from xerodesk.demo.books import Books
from xerodesk.demo.elements import Batch, Refused, Saved
from xerodesk.demo.wire import Json

Find = Callable[[Books, str], str | None]
Save = Callable[[Books, Json, bool, int], Saved]


@dataclass(frozen=True)
class Kind:
    """One kind. `table` names the table in Organisation; without `save` it can only be read; `scopes` are without `.read`."""

    plural: str
    id_field: str
    table: str
    scopes: tuple[str, ...]
    find: Find | None = None
    save: Save | None = None
    batch: Batch | None = None
    puts_only: bool = False
    history: bool = False


def _contact(books: Books, text: str) -> str | None:
    return text.lower() if text.lower() in books.org.contacts else books.contact_with("ContactNumber", text)


def _item(books: Books, text: str) -> str | None:
    return text.lower() if text.lower() in books.org.items else next(iter(books.index.keys("items", "Code", text)), None)


def _quote(books: Books, text: str) -> str | None:
    return text.lower() if text.lower() in books.org.quotes else next(iter(books.index.keys("quotes", "QuoteNumber", text)), None)


def _as_is(table: str) -> Find:
    def find(books: Books, text: str) -> str | None:
        rows = getattr(books.org, table)
        return next((key for key in (text, text.lower(), text.upper()) if key in rows), None)

    return find


def _save_currency(books: Books, sent: Json, creating: bool, places: int) -> Saved:
    code = str(sent.get("Code", "")).strip().upper()
    if len(code) != 3 or not code.isalpha():
        raise Refused("The currency Code must have three letters.")
    data = {"Code": code, "Description": str(sent.get("Description") or code)}
    if code not in books.org.currencies:
        books.put("currencies", code, data)
    return Saved(data)


_CONTACTS, _SETTINGS, _INVOICES = ("accounting.contacts",), ("accounting.settings",), ("accounting.invoices", "accounting.transactions")
_PAYMENTS = ("accounting.payments", "accounting.transactions")
_OVERPAID = (*_PAYMENTS, "accounting.banktransactions")

KINDS = {
    kind.plural.lower(): kind
    for kind in (
        Kind("Accounts", "AccountID", "accounts", _SETTINGS, _as_is("accounts")),
        Kind("TaxRates", "TaxType", "tax_rates", _SETTINGS, _as_is("tax_rates")),
        Kind(
            "Currencies",
            "Code",
            "currencies",
            _SETTINGS,
            _as_is("currencies"),
            _save_currency,
            Batch("Currencies", "Code", "HasValidationErrors"),
            puts_only=True,
        ),
        Kind("BrandingThemes", "BrandingThemeID", "branding_themes", _SETTINGS, _as_is("branding_themes")),
        Kind("TrackingCategories", "TrackingCategoryID", "tracking_categories", _SETTINGS, _as_is("tracking_categories")),
        Kind(
            "Contacts",
            "ContactID",
            "contacts",
            _CONTACTS,
            _contact,
            lambda books, sent, creating, places: contacts.save_contact(books, sent, creating),
            contacts.BATCH,
            history=True,
        ),
        Kind(
            "ContactGroups",
            "ContactGroupID",
            "contact_groups",
            _CONTACTS,
            _as_is("contact_groups"),
            lambda books, sent, creating, places: groups.save_group(books, sent, creating),
            groups.BATCH,
        ),
        Kind("Items", "ItemID", "items", (*_SETTINGS, *_INVOICES), _item, items.save_item, items.BATCH, history=True),
        Kind("Invoices", "InvoiceID", "invoices", _INVOICES, invoices.find_invoice, invoices.save_invoice, invoices.BATCH, history=True),
        Kind("CreditNotes", "CreditNoteID", "credit_notes", _INVOICES, credits.find_note, credits.save_note, credits.BATCH, history=True),
        Kind(
            "Quotes",
            "QuoteID",
            "quotes",
            _INVOICES,
            _quote,
            lambda books, sent, creating, places: quotes.save_quote(books, sent, creating),
            quotes.BATCH,
            history=True,
        ),
        Kind("RepeatingInvoices", "RepeatingInvoiceID", "repeating_invoices", _INVOICES, _as_is("repeating_invoices"), history=True),
        Kind(
            "Payments",
            "PaymentID",
            "payments",
            _PAYMENTS,
            _as_is("payments"),
            lambda books, sent, creating, places: payments.save_payment(books, sent),
            payments.BATCH,
            history=True,
        ),
        Kind("Prepayments", "PrepaymentID", "prepayments", _OVERPAID, _as_is("prepayments"), history=True),
        Kind("Overpayments", "OverpaymentID", "overpayments", _OVERPAID, _as_is("overpayments"), history=True),
        Kind(
            "BankTransactions",
            "BankTransactionID",
            "bank_transactions",
            ("accounting.banktransactions", "accounting.transactions"),
            _as_is("bank_transactions"),
        ),
    )
}
# What is no table: one object, or something Xero works out.
OTHER_SCOPES = {"organisation": _SETTINGS, "organisations": _SETTINGS, "users": _SETTINGS, "invoicereminders": _SETTINGS}


def scopes_for(resource: str, method: str) -> frozenset[str]:
    """The scopes of which one opens a resource to a method; empty if there is no such resource."""
    kind = KINDS.get(resource)
    names = kind.scopes if kind else OTHER_SCOPES.get(resource, ())
    return frozenset(names) | (frozenset(f"{name}.read" for name in names) if method == "GET" else frozenset())
