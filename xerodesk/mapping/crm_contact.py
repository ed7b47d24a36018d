"""The CRM's fields of a contact (a customer or a lead), named as they are exported."""

from __future__ import annotations

from xerodesk.mapping import normalise, people, terms
from xerodesk.mapping.fields import Catalogue, Field

_IDENTITY, _PHONES, _TERMS, _SALES = "Identity", "Phones", "Terms and tax", "Sales"
STAGES = {"lead": "Lead", "customer": "Customer"}


def _address(prefix: str, label: str) -> tuple[Field, ...]:
    parts = {"line1": "line 1", "line2": "line 2", "city": "city", "region": "region", "postcode": "postcode", "country": "country"}
    return tuple(
        Field(f"{prefix}_{key}", f"{label} {word}", group=f"{label} address", normalise=normalise.line) for key, word in parts.items()
    )


CONTACT = Catalogue(
    "contact",
    "crm",
    (
        Field("name", "Name", group=_IDENTITY, required=True, normalise=normalise.line),
        Field("first_name", "First name", group=_IDENTITY, normalise=normalise.line),
        Field("last_name", "Last name", group=_IDENTITY, normalise=normalise.line),
        Field("email", "E-mail", "email", _IDENTITY, recommended=True, normalise=normalise.email),
        Field("phone", "Phone", "phone", _PHONES, normalise=normalise.line),
        Field("mobile", "Mobile", "phone", _PHONES, normalise=normalise.line),
        Field("website", "Website", "url", _IDENTITY, normalise=normalise.url),
        Field("tax_number", "Tax number", group=_TERMS, normalise=normalise.line),
        Field("account_number", "Account number", group=_IDENTITY, normalise=normalise.line),
        Field("currency", "Currency", group=_TERMS, maximum=3, normalise=normalise.code),
        Field("payment_terms", "Payment terms", group=_TERMS, normalise=terms.key),
        *_address("billing", "Billing"),
        *_address("delivery", "Delivery"),
        Field("stage", "Stage", "list", _SALES, options=STAGES, normalise=normalise.line),
        Field("lead_source", "Lead source", group=_SALES, normalise=normalise.line),
        Field("owner", "Owner", group=_SALES, normalise=normalise.line),
        Field("notes", "Notes", "long_text", _SALES, normalise=normalise.long_text),
        Field("people", "People", "people", "People", normalise=people.xero_key),
    ),
)
