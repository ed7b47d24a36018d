"""Xero's sums: line amounts, tax per line, totals, and what payments and credits leave due."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from xerodesk.demo.wire import Json

ZERO = Decimal("0.00")
CENT = Decimal("0.01")
HUGE = Decimal(10) ** 13
LARGEST = Decimal("9999999999.99")

# Day rates by currency, in units per US dollar; the demo has no bank to ask.
RATES = {
    "USD": Decimal("1"),
    "AUD": Decimal("1.52"),
    "NZD": Decimal("1.68"),
    "GBP": Decimal("0.78"),
    "EUR": Decimal("0.92"),
    "CAD": Decimal("1.37"),
    "SGD": Decimal("1.34"),
    "JPY": Decimal("151.2"),
}


def number(value: object) -> Decimal:
    """A JSON number or a text with one as Decimal; nothing is 0. Raises ValueError."""
    if value is None or value == "":
        return Decimal(0)
    if isinstance(value, bool):
        raise ValueError("true and false are no numbers")
    try:
        found = Decimal(str(value))
    except InvalidOperation:
        raise ValueError(f"{value!r} is no number") from None
    if not found.is_finite() or abs(found) > HUGE:
        raise ValueError(f"{value!r} is no number Xero can hold")
    return found


def money(value: Decimal) -> Decimal:
    """Rounded to cents, halves away from zero."""
    return value.quantize(CENT, ROUND_HALF_UP)


def rounded(value: Decimal, places: int) -> Decimal:
    """Rounded to so many decimals, halves away from zero."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def day_rate(currency: str, base: str) -> Decimal:
    """Units of a currency for one of the base currency, six decimals."""
    return rounded(RATES.get(currency, Decimal(1)) / RATES.get(base, Decimal(1)), 6)


def price_line(line: Json) -> None:
    """Fill `LineAmount` of a line from quantity, unit price and discount (LineAmount = Quantity x UnitAmount less discount)."""
    if "UnitAmount" not in line:
        if "LineAmount" in line:
            line["UnitAmount"] = line["LineAmount"]
        else:
            line["LineAmount"] = ZERO
            return
    quantity = line.setdefault("Quantity", Decimal("1.0000"))
    gross = quantity * line["UnitAmount"]
    if "DiscountRate" in line:
        line["LineAmount"] = money(gross * (100 - line["DiscountRate"]) / 100)
    else:
        line["LineAmount"] = money(gross - line.get("DiscountAmount", ZERO))


def tax_line(line: Json, amount_types: str, rate: Decimal) -> None:
    """Fill `TaxAmount` of a priced line, rounded per line; `rate` is a percentage. A TaxAmount already there stays."""
    if amount_types == "NOTAX":
        line["TaxAmount"] = ZERO
    elif "TaxAmount" not in line:
        amount = line["LineAmount"]
        line["TaxAmount"] = money(amount * rate / (100 + rate)) if amount_types == "INCLUSIVE" else money(amount * rate / 100)


@dataclass(frozen=True)
class Totals:
    """The foot of a document."""

    sub_total: Decimal
    tax: Decimal
    total: Decimal
    discount: Decimal


def foot(lines: list[Json], amount_types: str) -> Totals:
    """The totals of priced and taxed lines; `amount_types` in capitals."""
    amounts = sum((line["LineAmount"] for line in lines), ZERO)
    tax = sum((line.get("TaxAmount", ZERO) for line in lines), ZERO)
    discount = sum((_discount(line) for line in lines), ZERO)
    if amount_types == "INCLUSIVE":
        return Totals(amounts - tax, tax, amounts, discount)
    return Totals(amounts, tax, amounts + tax, discount)


def _discount(line: Json) -> Decimal:
    if "DiscountRate" not in line and "DiscountAmount" not in line:
        return ZERO
    return money(line.get("Quantity", Decimal(1)) * line.get("UnitAmount", ZERO)) - money(line["LineAmount"])


def reckon_invoice(data: Json) -> None:
    """AmountPaid, AmountCredited, AmountDue and, for an approved document, AUTHORISED or PAID, from what is applied to it."""
    data["AmountPaid"] = sum((number(part["Amount"]) for part in data["Payments"]), ZERO)
    credits = [part for name in ("CreditNotes", "Prepayments", "Overpayments") for part in data[name]]
    data["AmountCredited"] = sum((number(part["AppliedAmount"]) for part in credits), ZERO)
    if data["Status"] in ("VOIDED", "DELETED"):
        data["AmountDue"] = ZERO
        return
    data["AmountDue"] = data["Total"] - data["AmountPaid"] - data["AmountCredited"]
    if data["Status"] not in ("AUTHORISED", "PAID"):
        return
    if data["AmountDue"] > 0:
        data["Status"] = "AUTHORISED"
        data.pop("FullyPaidOnDate", None)
        return
    data["Status"] = "PAID"
    stamps = [str(part["Date"]) for part in [*data["Payments"], *credits] if part.get("Date")]
    data["FullyPaidOnDate"] = max(stamps, key=lambda text: int(text[6:].split("+")[0].rstrip(")/")), default=data["Date"])


def reckon_credit(data: Json) -> None:
    """RemainingCredit and, for an approved credit, AUTHORISED or PAID, from its allocations and refunds."""
    used = sum((number(part["Amount"]) for part in [*data["Allocations"], *data.get("Payments", [])]), ZERO)
    if data["Status"] in ("VOIDED", "DELETED"):
        data["RemainingCredit"] = ZERO
        return
    data["RemainingCredit"] = data["Total"] - used
    if data["Status"] in ("AUTHORISED", "PAID"):
        data["Status"] = "AUTHORISED" if data["RemainingCredit"] > 0 else "PAID"
