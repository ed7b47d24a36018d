"""Where every kind's fields are found: `crm(kind)` and `xero(kind)`."""

from __future__ import annotations

from xerodesk.mapping import crm_contact, crm_deal, crm_product, documents, xero_contact, xero_item
from xerodesk.mapping.fields import Catalogue

_CRM = {
    "contact": crm_contact.CONTACT,
    "product": crm_product.PRODUCT,
    "deal": crm_deal.DEAL,
    "deal_line": crm_deal.DEAL_LINE,
    **{kind: documents.catalogue(kind, "crm") for kind in documents.DOCUMENT_KINDS},
}
_XERO = {
    "contact": xero_contact.CONTACT,
    "product": xero_item.PRODUCT,
    **{kind: documents.catalogue(kind, "xero") for kind in documents.DOCUMENT_KINDS},
}


def crm(kind: str) -> Catalogue:
    """The CRM's catalogue of a kind. Raises KeyError when there is none."""
    return _CRM[kind]


def xero(kind: str) -> Catalogue:
    """Xero's catalogue of a kind. Raises KeyError when there is none."""
    return _XERO[kind]


def mapped_kinds() -> tuple[str, ...]:
    """The kinds that have a catalogue on both sides, in the order people read them."""
    return tuple(kind for kind in ("contact", "product", "invoice", "payment", "credit_note", "quote") if kind in _CRM and kind in _XERO)
