"""The usual small-business map of each kind: what a newcomer starts with, so that reading needs no mapping at all."""

from __future__ import annotations

from xerodesk.mapping import documents
from xerodesk.mapping.wires import FieldMap, Transform, Wire, WireDirection

_ADDRESS = {
    "line1": "AddressLine1", "line2": "AddressLine2", "city": "City", "region": "Region", "postcode": "PostalCode", "country": "Country",
}  # fmt: skip


def _pair(crm: str, xero: str, direction: WireDirection = "both", *steps: Transform) -> Wire:
    return Wire((crm,), xero, direction, transforms=steps, origin="preset")


def _address(prefix: str, kind: str) -> tuple[Wire, ...]:
    return tuple(_pair(f"{prefix}_{ours}", f"Addresses.{kind}.{theirs}") for ours, theirs in _ADDRESS.items())


_CONTACT = (
    _pair("name", "Name"),
    _pair("first_name", "FirstName"),
    _pair("last_name", "LastName"),
    _pair("email", "EmailAddress"),
    _pair("phone", "Phones.DEFAULT", "both", Transform("phone_parts")),
    _pair("mobile", "Phones.MOBILE", "both", Transform("phone_parts")),
    _pair("website", "Website", "to_crm"),
    _pair("tax_number", "TaxNumber"),
    _pair("account_number", "AccountNumber"),
    _pair("currency", "DefaultCurrency"),
    _pair("payment_terms", "PaymentTerms.Sales"),
    *_address("billing", "POBOX"),
    *_address("delivery", "STREET"),
    _pair("people", "ContactPersons"),
)
_PRODUCT = (
    _pair("code", "Code"),
    _pair("name", "Name"),
    _pair("description", "Description"),
    _pair("unit_price", "SalesDetails.UnitPrice"),
    _pair("account", "SalesDetails.AccountCode"),
    _pair("tax_type", "SalesDetails.TaxType"),
    _pair("purchase_price", "PurchaseDetails.UnitPrice"),
    _pair("purchase_account", "PurchaseDetails.AccountCode"),
)


def preset(kind: str) -> FieldMap:
    """The starting map of a kind. Raises KeyError for a kind that has none."""
    if kind in documents.DOCUMENT_KINDS:
        return FieldMap(kind, tuple(_pair(crm, xero, "to_crm") for crm, xero in documents.pairs(kind)))
    return FieldMap(kind, {"contact": _CONTACT, "product": _PRODUCT}[kind])
