"""The lines of documents: what is filled in from items and accounts, what is refused, and what each comes to."""

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from xerodesk.demo.arithmetic import LARGEST, number, price_line, rounded, tax_line
from xerodesk.demo.books import Books
from xerodesk.demo.elements import Refused
from xerodesk.demo.wire import Json

_NUMBERS = {"Quantity": 4, "DiscountRate": 2, "DiscountAmount": 2, "TaxAmount": 2}
_PRICED = ("Quantity", "UnitAmount", "DiscountRate", "DiscountAmount", "TaxType", "AccountCode", "ItemCode", "LineAmount")


@dataclass
class LineRules:
    """What holds for the lines of one document. `places` are the decimals kept of a unit price (unitdp)."""

    amount_types: str  # EXCLUSIVE, INCLUSIVE or NOTAX
    sale: bool
    approved: bool
    places: int = 2
    fill_tax: bool = True  # quotes do not take the tax type from the account
    discounts: bool = True
    warnings: list[str] = field(default_factory=list)


def read_lines(books: Books, sent: Any, old: list[Json], rules: LineRules) -> list[Json]:
    """The lines a document has after saving: lines sent with their LineItemID are changed, without are new, others are gone.
    Raises Refused with everything that is wrong."""
    if not isinstance(sent, list) or not all(isinstance(line, dict) for line in sent):
        raise Refused("One or more line items must be specified")
    present = {str(line["LineItemID"]): line for line in old}
    lines, problems = [], []
    for item in sent:
        try:
            lines.append(_read_line(books, item, present, rules))
        except Refused as error:
            problems += error.messages
    if problems:
        raise Refused(*dict.fromkeys(problems))
    return lines


def _read_line(books: Books, sent: Json, present: Mapping[str, Json], rules: LineRules) -> Json:
    sent = {name: value for name, value in sent.items() if value is not None and value != ""}
    known = present.get(str(sent.get("LineItemID", "")))
    line: Json = {"LineItemID": known["LineItemID"] if known else books.org.new_id(), "Tracking": []}
    if known and not books.options.replace_elements:
        line = copy.deepcopy(known)
        if any(name in sent for name in _PRICED):
            line.pop("TaxAmount", None)
            line.pop("LineAmount", None)
    _take(line, sent, rules)
    _fill_from_item(books, line, rules)
    _check_account(books, line, rules)
    _check_size(line, sent, rules)
    return _finish(books, line, sent, rules)


def _take(line: Json, sent: Json, rules: LineRules) -> None:
    for name in ("Description", "ItemCode", "AccountCode", "TaxType"):
        if name in sent:
            line[name] = str(sent[name])
    if isinstance(sent.get("Tracking"), list):
        if len(sent["Tracking"]) > 2:
            raise Refused("A line can have no more than 2 tracking categories.")
        line["Tracking"] = sent["Tracking"]
    try:
        for name, places in {**_NUMBERS, "UnitAmount": rules.places}.items():
            if name in sent:
                line[name] = rounded(number(sent[name]), places)
        if "UnitAmount" not in line and "LineAmount" in sent:
            line["UnitAmount"] = rounded(number(sent["LineAmount"]) / (line.get("Quantity") or 1), rules.places)
    except ValueError as error:
        raise Refused(f"A line item has a number that cannot be read: {error}") from error
    if "DiscountRate" in sent:
        line.pop("DiscountAmount", None)
    elif "DiscountAmount" in sent:
        line.pop("DiscountRate", None)
    if not rules.discounts and ("DiscountRate" in line or "DiscountAmount" in line):
        raise Refused("Discounts are not allowed on this type of document")


def _fill_from_item(books: Books, line: Json, rules: LineRules) -> None:
    if "ItemCode" not in line:
        return
    key = next(iter(books.index.keys("items", "Code", line["ItemCode"])), None)
    if key is None:
        raise Refused(f"Item code '{line['ItemCode']}' is not valid")
    item = books.org.items[key].data
    line["ItemCode"] = item["Code"]
    line["Item"] = {"ItemID": item["ItemID"], "Name": item.get("Name", ""), "Code": item["Code"]}
    details = item.get("SalesDetails" if rules.sale else "PurchaseDetails") or {}
    if "UnitPrice" in details:
        line.setdefault("UnitAmount", rounded(number(details["UnitPrice"]), rules.places))
    if details.get("AccountCode"):
        line.setdefault("AccountCode", details["AccountCode"])
    if details.get("TaxType") and rules.fill_tax:
        line.setdefault("TaxType", details["TaxType"])
    text = item.get("Description" if rules.sale else "PurchaseDescription") or item.get("Name")
    if text:
        line.setdefault("Description", text)


def _check_account(books: Books, line: Json, rules: LineRules) -> None:
    code = line.get("AccountCode")
    if code is None:
        if rules.approved and "UnitAmount" in line:
            raise Refused("Account code must be specified")
        return
    account = books.account(code)
    if account is None:
        if rules.approved:
            raise Refused(f"Account code '{code}' is not a valid code for this document.")
        rules.warnings.append(f"Account code '{code}' has been removed as it does not match a recognised account.")
        del line["AccountCode"]
        return
    line["AccountID"] = account["AccountID"]
    if rules.fill_tax and account.get("TaxType"):
        line.setdefault("TaxType", account["TaxType"])


def _check_size(line: Json, sent: Json, rules: LineRules) -> None:
    if not 1 <= len(line.get("Description", "")) <= 4000:
        raise Refused("Description must be between 1 and 4000 characters long." if rules.approved or "Description" in sent else _NO_TEXT)


_NO_TEXT = "A line item must have a Description"


def _finish(books: Books, line: Json, sent: Json, rules: LineRules) -> Json:
    price_line(line)
    if abs(line["LineAmount"]) > LARGEST:
        raise Refused("The line amount must not be more than 9,999,999,999.99")
    try:
        wanted = number(sent["LineAmount"]) if "LineAmount" in sent else None
    except ValueError as error:
        raise Refused(f"A line item has a number that cannot be read: {error}") from error
    if wanted is not None and abs(wanted - line["LineAmount"]) > Decimal("0.01"):
        raise Refused(f"The line total {wanted} does not match the expected line total {line['LineAmount']}")
    rate = Decimal(0)
    if rules.amount_types == "NOTAX":
        line["TaxType"] = "NONE"
    elif line.get("TaxType"):
        rate = _rate(books, line["TaxType"])
    tax_line(line, rules.amount_types, rate)
    return line


def _rate(books: Books, tax_type: str) -> Decimal:
    record = books.org.tax_rates.get(tax_type)
    if record is None and tax_type == "NONE":
        return Decimal(0)
    if record is None or record.data.get("Status", "ACTIVE") != "ACTIVE":
        raise Refused(f"The TaxType code '{tax_type}' does not exist or cannot be used for this type of transaction.")
    return number(record.data["EffectiveRate"])
