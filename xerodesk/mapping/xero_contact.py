"""Xero's fields of a contact (published API, schema Contact), by their API names."""

from __future__ import annotations

from xerodesk.mapping import normalise, people, phones, terms
from xerodesk.mapping.fields import Catalogue, Field

_IDENTITY, _PHONES, _TERMS, _MONEY, _OTHER = "Identity", "Phones", "Terms and tax", "Balances", "Other"
ADDRESS_PARTS: dict[str, tuple[str, int]] = {
    "AddressLine1": ("line 1", 500),
    "AddressLine2": ("line 2", 500),
    "AddressLine3": ("line 3", 500),
    "AddressLine4": ("line 4", 500),
    "City": ("city", 255),
    "Region": ("region", 255),
    "PostalCode": ("postcode", 50),
    "Country": ("country", 50),
    "AttentionTo": ("attention", 255),
}
PHONE_TYPES = {"DEFAULT": "Phone", "MOBILE": "Mobile", "DDI": "Direct dial", "FAX": "Fax"}


def _address(kind: str, label: str) -> tuple[Field, ...]:
    group = f"{label} address"
    return tuple(
        Field(f"Addresses.{kind}.{key}", f"{label} {word}", group=group, maximum=maximum, composite="Addresses", normalise=normalise.line)
        for key, (word, maximum) in ADDRESS_PARTS.items()
    )


def _phone(kind: str, label: str) -> Field:
    return Field(
        f"Phones.{kind}", label, "phone", _PHONES, maximum=phones.NUMBER_MAXIMUM, composite="Phones", normalise=normalise.line,
        recommended=kind == "DEFAULT",
    )  # fmt: skip


def _text(name: str, label: str, group: str, maximum: int = 0, *, read_only: bool = False) -> Field:
    return Field(name, label, group=group, maximum=maximum, read_only=read_only, normalise=normalise.line)


def _money(name: str, label: str) -> Field:
    return Field(name, label, "money", _MONEY, read_only=True, normalise=normalise.number)


CONTACT = Catalogue(
    "contact",
    "xero",
    (
        Field("Name", "Name", group=_IDENTITY, required=True, maximum=255, normalise=normalise.line),
        _text("FirstName", "First name", _IDENTITY, 255),
        _text("LastName", "Last name", _IDENTITY, 255),
        Field("EmailAddress", "E-mail", "email", _IDENTITY, recommended=True, maximum=255, normalise=normalise.email),
        _text("AccountNumber", "Account number", _IDENTITY, 50),
        _text("CompanyNumber", "Company number", _IDENTITY, 50),
        Field("Website", "Website", "url", _IDENTITY, read_only=True, normalise=normalise.url),
        _text("ContactStatus", "Status", _IDENTITY, read_only=True),
        _text("ContactNumber", "Contact code", _IDENTITY, 50, read_only=True),
        *(_phone(kind, label) for kind, label in PHONE_TYPES.items()),
        *_address("POBOX", "Billing"),
        *_address("STREET", "Delivery"),
        Field("ContactPersons", "People", "people", "People", composite="ContactPersons", normalise=people.xero_key),
        Field("TaxNumber", "Tax number", group=_TERMS, recommended=True, maximum=50, normalise=normalise.line),
        Field("DefaultCurrency", "Currency", group=_TERMS, maximum=3, normalise=normalise.code),
        Field("PaymentTerms.Sales", "Payment terms (sales)", group=_TERMS, composite="PaymentTerms", normalise=terms.key),
        Field("PaymentTerms.Bills", "Payment terms (bills)", group=_TERMS, composite="PaymentTerms", normalise=terms.key),
        _text("AccountsReceivableTaxType", "Sales tax rate", _TERMS, 50),
        _text("AccountsPayableTaxType", "Purchases tax rate", _TERMS, 50),
        _text("SalesDefaultAccountCode", "Sales account", _TERMS, 10),
        _text("PurchasesDefaultAccountCode", "Purchases account", _TERMS, 10),
        Field("Discount", "Discount in per cent", "number", _TERMS, read_only=True, normalise=normalise.number),
        _text("ContactGroups", "Groups", _OTHER, read_only=True),
        Field("IsCustomer", "Has sales invoices", "yes_no", _OTHER, read_only=True, normalise=normalise.yes_no),
        Field("IsSupplier", "Has bills", "yes_no", _OTHER, read_only=True, normalise=normalise.yes_no),
        _text("BankAccountDetails", "Bank account", _OTHER),
        _text("BrandingTheme.Name", "Branding theme", _OTHER, read_only=True),
        _money("Balances.AccountsReceivable.Outstanding", "Owes"),
        _money("Balances.AccountsReceivable.Overdue", "Overdue"),
        _money("Balances.AccountsPayable.Outstanding", "We owe"),
        _money("Balances.AccountsPayable.Overdue", "We owe, overdue"),
    ),
)
