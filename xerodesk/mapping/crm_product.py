"""The CRM's fields of a product, named as they are exported."""

from __future__ import annotations

from xerodesk.mapping import normalise
from xerodesk.mapping.fields import Catalogue, Field

_IDENTITY, _SELLING, _BUYING = "Identity", "Selling", "Buying"

PRODUCT = Catalogue(
    "product",
    "crm",
    (
        Field("code", "Code", group=_IDENTITY, required=True, normalise=normalise.line),
        Field("name", "Name", group=_IDENTITY, recommended=True, normalise=normalise.line),
        Field("description", "Description", "long_text", _IDENTITY, normalise=normalise.long_text),
        Field("unit_price", "Price", "money", _SELLING, normalise=normalise.number),
        Field("account", "Account", group=_SELLING, normalise=normalise.line),
        Field("tax_type", "Tax rate", group=_SELLING, normalise=normalise.line),
        Field("purchase_price", "Purchase price", "money", _BUYING, normalise=normalise.number),
        Field("purchase_account", "Purchase account", group=_BUYING, normalise=normalise.line),
    ),
)
