"""The CRM's fields of a deal and of its lines, named as they are exported."""

from __future__ import annotations

from xerodesk.mapping import normalise
from xerodesk.mapping.fields import Catalogue, Field

_DEAL, _DATES, _SALES = "Deal", "Dates", "Sales"

DEAL = Catalogue(
    "deal",
    "crm",
    (
        Field("title", "Title", group=_DEAL, required=True, normalise=normalise.line),
        Field("contact", "Customer", group=_DEAL, required=True, normalise=normalise.line),
        Field("stage", "Stage", group=_DEAL, normalise=normalise.line),
        Field("currency", "Currency", group=_DEAL, maximum=3, normalise=normalise.code),
        Field("expected_close", "Expected close", "date", _DATES, normalise=normalise.line),
        Field("won_on", "Won on", "date", _DATES, normalise=normalise.line),
        Field("lead_source", "Lead source", group=_SALES, normalise=normalise.line),
        Field("owner", "Owner", group=_SALES, normalise=normalise.line),
        Field("lines", "Lines", "list", "Lines"),
    ),
)

DEAL_LINE = Catalogue(
    "deal_line",
    "crm",
    (
        Field("product", "Product", group="Line", normalise=normalise.line),
        Field("description", "Description", "long_text", "Line", normalise=normalise.long_text),
        Field("quantity", "Quantity", "number", "Line", normalise=normalise.number),
        Field("unit_price", "Price", "money", "Line", normalise=normalise.number),
        Field("discount", "Discount in per cent", "number", "Line", normalise=normalise.number),
        Field("account", "Account", group="Line", normalise=normalise.line),
        Field("tax", "Tax rate", group="Line", normalise=normalise.line),
    ),
)
