"""Xero's fields of an item (published API, schemas Item and Purchase), by their API names."""

from __future__ import annotations

from xerodesk.mapping import normalise
from xerodesk.mapping.fields import Catalogue, Field

_IDENTITY, _STOCK = "Identity", "Stock"


def _details(element: str, group: str) -> tuple[Field, ...]:
    return (
        Field(f"{element}.UnitPrice", "Unit price", "money", group, composite=element, normalise=normalise.number),
        Field(f"{element}.AccountCode", "Account", group=group, maximum=10, composite=element, normalise=normalise.line),
        Field(f"{element}.TaxType", "Tax rate", group=group, maximum=50, composite=element, normalise=normalise.line),
    )


PRODUCT = Catalogue(
    "product",
    "xero",
    (
        Field("Code", "Code", group=_IDENTITY, required=True, maximum=30, normalise=normalise.line),
        Field("Name", "Name", group=_IDENTITY, recommended=True, maximum=50, normalise=normalise.line),
        Field("Description", "Description", "long_text", _IDENTITY, maximum=4000, normalise=normalise.long_text),
        *_details("SalesDetails", "Selling"),
        Field("IsSold", "Is sold", "yes_no", "Selling", normalise=normalise.yes_no),
        Field("PurchaseDescription", "Purchase description", "long_text", "Buying", maximum=4000, normalise=normalise.long_text),
        *_details("PurchaseDetails", "Buying"),
        Field("PurchaseDetails.COGSAccountCode", "Cost of goods account", group="Buying", maximum=10, composite="PurchaseDetails",
              normalise=normalise.line),
        Field("IsPurchased", "Is bought", "yes_no", "Buying", normalise=normalise.yes_no),
        Field("InventoryAssetAccountCode", "Stock account", group=_STOCK, maximum=10, normalise=normalise.line),
        Field("IsTrackedAsInventory", "Stock is tracked", "yes_no", _STOCK, read_only=True, normalise=normalise.yes_no),
        Field("QuantityOnHand", "In stock", "number", _STOCK, read_only=True, normalise=normalise.number),
        Field("TotalCostPool", "Stock value", "money", _STOCK, read_only=True, normalise=normalise.number),
    ),
)  # fmt: skip
