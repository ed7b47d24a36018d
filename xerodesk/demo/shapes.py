"""The shapes one record is shown in: paged, unpaged, summary, single, and prices with two or four decimals."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from xerodesk.demo.arithmetic import rounded
from xerodesk.demo.state import Organisation, Record
from xerodesk.demo.wire import Json, encode

Shape = Callable[[Record], str]
_SUMMARY_INVOICE = {"Payments", "HasAttachments", "LineItems", "CISDeduction"}
_SUMMARY_CONTACT = {
    "Addresses",
    "Balances",
    "ContactGroups",
    "ContactPersons",
    "IsCustomer",
    "IsSupplier",
    "SalesDefaultAccountCode",
    "PurchasesDefaultAccountCode",
    "SalesTrackingCategories",
    "PurchasesTrackingCategories",
    "TrackingCategoryName",
    "TrackingCategoryOption",
}
_UNPAGED_CONTACT = {
    "Balances",
    "PaymentTerms",
    "Website",
    "Discount",
    "BatchPayments",
    "BrandingTheme",
    "ContactNumber",
    "MergedToContactID",
    "SalesDefaultAccountCode",
    "PurchasesDefaultAccountCode",
    "SalesTrackingCategories",
    "PurchasesTrackingCategories",
    "TrackingCategoryName",
    "TrackingCategoryOption",
    "XeroNetworkKey",
}
# Kinds Xero shows without a time of change.
TIMELESS = {"TaxRates", "Currencies", "BrandingThemes", "ContactGroups", "TrackingCategories"}


def without(data: Json, names: set[str]) -> Json:
    """A copy of an object without some of its keys."""
    return {name: value for name, value in data.items() if name not in names}


def two_places(data: Json) -> Json:
    """A document or item as a caller without unitdp=4 sees it: unit prices rounded to two decimals."""
    lines = data.get("LineItems")
    if lines:
        data = {**data, "LineItems": [_rounded_key(line, "UnitAmount") for line in lines]}
    for side in ("SalesDetails", "PurchaseDetails"):
        if data.get(side):
            data = {**data, side: _rounded_key(data[side], "UnitPrice")}
    return data


def _rounded_key(data: Json, name: str) -> Json:
    value = data.get(name)
    return data if not isinstance(value, Decimal) else {**data, name: rounded(value, 2)}


def _fine(data: Json) -> bool:
    """Whether any unit price has more than two decimals that count."""
    prices: list[Any] = [line.get("UnitAmount") for line in data.get("LineItems", ())]
    prices += [(data.get(side) or {}).get("UnitPrice") for side in ("SalesDetails", "PurchaseDetails")]
    return any(isinstance(price, Decimal) and price != rounded(price, 2) for price in prices)


def shape_of(plural: str, paged: bool, summary: bool, four_places: bool) -> Shape:
    """How each record of a list is written. Paged lists are the full objects, from their cached texts."""
    if plural in TIMELESS:
        return lambda record: encode(timeless(plural, record.data))
    if plural == "Contacts" and (summary or not paged):
        hidden = _SUMMARY_CONTACT if summary else _UNPAGED_CONTACT
        empty: Json = {} if summary else {"ContactGroups": [], "ContactPersons": []}
        return lambda record: encode({**without(record.data, hidden), **empty})
    if plural == "Invoices" and summary:
        return lambda record: encode(without(record.data, _SUMMARY_INVOICE))
    if not paged and plural in ("Invoices", "CreditNotes", "Prepayments", "Overpayments"):
        return lambda record: encode({**record.data, "LineItems": []})
    if four_places:
        return Record.text
    return lambda record: encode(two_places(record.data)) if _fine(record.data) else record.text()


def timeless(plural: str, data: Json) -> Json:
    """An object of a kind that has no UpdatedDateUTC; contact groups in lists give no members."""
    data = without(data, {"UpdatedDateUTC"})
    return {**data, "Contacts": []} if plural == "ContactGroups" else data


def single(org: Organisation, plural: str, data: Json, four_places: bool) -> Json:
    """One record on its own: documents show their contact in full, groups their members."""
    if plural in TIMELESS:
        return without(data, {"UpdatedDateUTC"})
    if not four_places and _fine(data):
        data = two_places(data)
    if plural in ("Invoices", "CreditNotes", "Prepayments", "Overpayments") and "Contact" in data:
        record = org.contacts.get(data["Contact"]["ContactID"])
        if record is not None:
            data = {**data, "Contact": without(record.data, {"Balances", "PaymentTerms"})}
    return data
