"""Items: what Xero calls products."""

from decimal import Decimal
from typing import Any

from xerodesk.demo.arithmetic import ZERO, number, rounded
from xerodesk.demo.books import Books
from xerodesk.demo.documents import set_text
from xerodesk.demo.elements import Batch, Refused, Saved
from xerodesk.demo.wire import Json

BATCH = Batch("Items", "ItemID", "HasValidationErrors")
TAKEN = "Price List Item with Code '{}' already exists"


def save_item(books: Books, sent: Json, creating: bool, places: int = 2, user: str = "System Generated") -> Saved:
    """Create (PUT) or create-or-update (POST, by ItemID or Code) an item. Raises Refused."""
    key = str(sent.get("ItemID", "")).lower() or None
    if key and key not in books.org.items:
        raise Refused("The item with the specified ItemID could not be found.")
    holder = next(iter(books.index.keys("items", "Code", sent.get("Code"))), None)
    if key is None and not creating:
        key = holder
    if holder is not None and (creating or holder != key):
        raise Refused(TAKEN.format(sent.get("Code")))
    data = books.edit("items", key) if key else _blank(books)
    for name, longest in {"Code": 30, "Name": 50, "Description": 4000, "PurchaseDescription": 4000}.items():
        set_text(data, sent, name, longest)
    if not data["Code"]:
        raise Refused("The item Code must be specified.")
    for name in ("IsSold", "IsPurchased"):
        if isinstance(sent.get(name), bool):
            data[name] = sent[name]
    for side in ("SalesDetails", "PurchaseDetails"):
        if isinstance(sent.get(side), dict):
            data[side] = _details(books, {} if books.options.replace_elements else data[side], sent[side], places)
    _wipe(data)
    _track(books, data, sent)
    books.put("items", data["ItemID"], data)
    books.note(data["ItemID"], "Edited" if key else "Created", user, f"Item {data['Code']}")
    return Saved(books.org.items[data["ItemID"]].data)


def _blank(books: Books) -> Json:
    return {
        "ItemID": books.org.new_id(),
        "Code": "",
        "PurchaseDetails": {},
        "SalesDetails": {},
        "IsTrackedAsInventory": False,
        "IsSold": True,
        "IsPurchased": True,
    }


def _details(books: Books, old: Json, sent: Json, places: int) -> Json:
    details = dict(old)
    sent = {name: value for name, value in sent.items() if value is not None and value != ""}
    if "UnitPrice" in sent:
        details["UnitPrice"] = _price(sent["UnitPrice"], places)
    for name in ("AccountCode", "COGSAccountCode"):
        if name in sent:
            if books.account(sent[name]) is None:
                raise Refused(f"Account code '{sent[name]}' is not a valid code for this document.")
            details[name] = str(sent[name])
    if "TaxType" in sent:
        if sent["TaxType"] not in books.org.tax_rates:
            raise Refused(f"The TaxType code '{sent['TaxType']}' does not exist or cannot be used for this type of transaction.")
        details["TaxType"] = str(sent["TaxType"])
    elif "AccountCode" in sent and "TaxType" not in details:
        details["TaxType"] = (books.account(sent["AccountCode"]) or {}).get("TaxType", "NONE")
    return details


def _price(value: Any, places: int) -> Decimal:
    try:
        return rounded(number(value), places)
    except ValueError as error:
        raise Refused(f"UnitPrice is not valid: {error}") from error


def _wipe(data: Json) -> None:
    """What is not sold has no sales side, what is not bought no purchase side."""
    if not data["IsSold"]:
        data["SalesDetails"] = {}
        data.pop("Description", None)
    if not data["IsPurchased"]:
        data["PurchaseDetails"] = {}
        data.pop("PurchaseDescription", None)


def _track(books: Books, data: Json, sent: Json) -> None:
    """An item is tracked once it has an inventory account and a cost account; stock itself cannot be set."""
    code = sent.get("InventoryAssetAccountCode")
    if code:
        account = books.account(code)
        if account is None or account["Type"] != "INVENTORY":
            raise Refused(f"Account code '{code}' is not an inventory account.")
        data["InventoryAssetAccountCode"] = str(code)
    if data.get("InventoryAssetAccountCode") and data["PurchaseDetails"].get("COGSAccountCode"):
        data["IsTrackedAsInventory"] = True
        data.setdefault("QuantityOnHand", Decimal("0.0000"))
        data.setdefault("TotalCostPool", ZERO)
